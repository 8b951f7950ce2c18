# Two commands matter: `make run` and `make test`. Each target is a small program in tools/.
# PORT=8080        where `make run` serves
# IMGUI_DIR=folder sources of Dear ImGui 1.92.2b for a machine without network

PORT ?= 8080
.DEFAULT_GOAL := help
.NOTPARALLEL:

.PHONY: help
help: ## Print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' Makefile

.PHONY: run
run: $(if $(DEBUG),site-debug,site) ## Install what is missing, build, and serve the playground on http://localhost:8080 (PORT=, DEBUG=1)
	@PORT='$(PORT)' tools/serve build/$<

.PHONY: site
site: ## Build the static site in build/site
	@tools/install-packages site
	@tools/install-modules
	@tools/fetch-imgui
	@tools/build wasm-release
	@tools/assemble-site --out build/site

.PHONY: site-debug
site-debug:
	@tools/install-packages site
	@tools/install-modules
	@tools/fetch-imgui
	@tools/build wasm-debug
	@tools/assemble-site --build build/wasm-debug --out build/site-debug

.PHONY: explain
explain: ## Build build/explain, which explains an answer of a server or a terminal (docs/explain.md)
	@tools/install-packages command
	@tools/build command
	@ln -sf command/explain build/explain
	@build/explain --help

.PHONY: test
test: ## Run every test and check
	@tools/install-packages site command test
	@tools/install-modules
	@tools/fetch-imgui
	@tools/run-tests

.PHONY: check
check: ## Check formatting, house rules, types and lint of the JavaScript, and clang-tidy
	@tools/install-packages site command test
	@tools/install-modules
	@tools/fetch-imgui
	@tools/check

.PHONY: check-engines
check-engines: site ## Show which behaviour holds in Chromium, Firefox ESR and WebKitGTK, as a table
	@tools/install-packages test
	@tools/check-engines

.PHONY: hear
hear: site ## Print what a screen reader says on a walk (BROWSER=firefox|chromium, WALK=lifecycle|failure)
	@tools/install-packages test
	@tools/hear '$(or $(BROWSER),firefox)' '$(or $(WALK),lifecycle)'

.PHONY: simulator
simulator: ## Serve Simulated Staging alone, and test a client of your own against it (docs/bench.md, ARGS='--matrix')
	@tools/install-packages site
	@tools/install-modules
	@tools/fetch-imgui
	@tools/build wasm-release
	@node tools/simulator-server.mjs $(ARGS)

.PHONY: bench-clients
bench-clients: ## Put our own clients, right and wrong, on the bench with every fault (docs/bench.md)
	@tools/install-packages site test
	@tools/install-modules
	@tools/fetch-imgui
	@tools/build wasm-release
	@BENCH=full node --test --test-reporter=spec tests/simulator/bench.test.mjs

.PHONY: size
size: site ## Print what the page costs on the wire until its first interactive frame
	@node tools/measure-size.mjs build/site

.PHONY: bench
bench: site ## Run the benchmarks
	@tools/install-packages command test
	@tools/build native-bench
	@tools/build wasm-bench
	@tools/run-bench

.PHONY: fuzz
fuzz: ## Give every reader of foreign text random input, a minute each (SECONDS=600)
	@tools/install-packages command test
	@tools/fetch-imgui
	@tools/run-fuzz '$(or $(SECONDS),60)'

.PHONY: format
format: ## Format the sources of both languages
	@tools/install-packages test
	@tools/install-modules
	@tools/format

.PHONY: clean
clean: ## Remove everything that was built or downloaded
	rm -rf build node_modules compile_commands.json
