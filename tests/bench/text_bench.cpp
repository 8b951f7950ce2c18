// The two walks over everything that arrives: reading JSON, and hiding secrets in it. And what a page
// that is being left has to do in its last moment.
#include "http/redaction.hpp"
#include "playground/record.hpp"
#include "unit/playground/world.hpp"
#include "json/json.hpp"

#include <benchmark/benchmark.h>

#include <string>

namespace {

std::string employees(std::int64_t count) {
    std::string text = R"({"data":[)";
    for (std::int64_t i = 0; i < count; ++i) {
        if (i > 0) text += ',';
        text += R"({"id":"51a01a7e-0000-4000-8000-)" + std::to_string(100000000000 + i) +
                R"(","email":"person)" + std::to_string(i) + R"(@dummy.example","code":null})";
    }
    return text + "]}";
}

void parse(benchmark::State& state) {
    const std::string text = employees(state.range(0));
    for (auto _ : state)
        benchmark::DoNotOptimize(json::parse(text).document.has_value());
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
BENCHMARK(parse)->Arg(20)->Arg(2000);

void redact(benchmark::State& state) {
    const std::string text = employees(state.range(0)) + "sim_secret_4d1f0c2e9a7b4f6f8c35";
    const http::Secrets secrets{{"client_secret", "sim_secret_4d1f0c2e9a7b4f6f8c35"}};
    for (auto _ : state)
        benchmark::DoNotOptimize(http::redact(text, secrets).data());
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
BENCHMARK(redact)->Arg(20)->Arg(2000);

// After so many refreshes, each of which brought two tokens to hide wherever they are.
void leave(benchmark::State& state) {
    playground::World world;
    world.open_with_tokens();
    for (int i = 0; i < state.range(0); ++i)
        world.press(playground::RefreshPressed{});
    for (auto _ : state)
        benchmark::DoNotOptimize(playground::record_of(world.model).exchanges.data());
}
BENCHMARK(leave)->Arg(1)->Arg(50)->Unit(benchmark::kMillisecond);

} // namespace
