// How long one pass of the interface takes on each screen, and that length costs nothing: a scroll
// through ten thousand exchanges against one through ten, a body of a megabyte against a short one.
// The program prints the ratios of its own run at the end, and the dearest screen.
#include "ui/draw.hpp"
#include "unit/playground/world.hpp"
#include "unit/ui/picture.hpp"
#include "unit/ui/screens.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <malloc.h>
#include <string>
#include <vector>

namespace {

// Scrolls on in each region before each pass, so that no pass looks like the one before.
class Scrolled {
public:
    explicit Scrolled(const playground::Model& model) : model_(model) {
        picture_.input.width = 1280;
        picture_.input.height = 720;
        pass_until_settled();
        for (const SeenNode& node : picture_.nodes)
            if (has(node.flags, ui::NodeFlag::scroll_region))
                regions_.push_back({node.id, std::max(1.0f, node.number - node.height)});
    }
    // Microseconds of the pass alone; `Picture` reads the nodes back, which the page does elsewhere.
    double pass() {
        at_ += 97;
        for (const auto& [id, room] : regions_)
            picture_.input.scroll[id] = std::fmod(at_, room);
        double took = 0;
        picture_.pass([&](ui::Ui& ui) {
            const auto start = std::chrono::steady_clock::now();
            ui::draw(ui, model_);
            took =
                std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start)
                    .count();
        });
        return took;
    }
    std::size_t nodes() const { return picture_.nodes.size(); }

private:
    void pass_until_settled() {
        picture_.settle([&](ui::Ui& ui) { ui::draw(ui, model_); });
    }
    struct Region {
        std::uint32_t id;
        float room;
    };
    const playground::Model& model_;
    Picture picture_;
    std::vector<Region> regions_;
    float at_ = 0;
};

double median_of(const playground::Model& model, int passes = 201) {
    Scrolled scrolled(model);
    std::vector<double> times;
    for (int i = 0; i < passes; ++i)
        times.push_back(scrolled.pass());
    std::nth_element(times.begin(), times.begin() + passes / 2, times.end());
    return times[static_cast<std::size_t>(passes / 2)];
}

void scrolled_pass(benchmark::State& state, const playground::Model& model) {
    Scrolled scrolled(model);
    for (auto _ : state)
        state.SetIterationTime(scrolled.pass() / 1e6);
    state.counters["nodes"] = static_cast<double>(scrolled.nodes());
}

void exchanges(benchmark::State& state) {
    scrolled_pass(state, model_with_exchanges(static_cast<std::size_t>(state.range(0))));
}
BENCHMARK(exchanges)->Arg(10)->Arg(10'000)->UseManualTime()->Unit(benchmark::kMicrosecond);

void body(benchmark::State& state, playground::BodyView view) {
    playground::Model model = model_with_body(static_cast<std::size_t>(state.range(0)));
    model.view.body_views[1] = view;
    scrolled_pass(state, model);
}
BENCHMARK_CAPTURE(body, tree, playground::BodyView::tree)
    ->Arg(10'000)
    ->Arg(1'000'000)
    ->UseManualTime()
    ->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(body, text, playground::BodyView::text)
    ->Arg(10'000)
    ->Arg(1'000'000)
    ->UseManualTime()
    ->Unit(benchmark::kMicrosecond);

void print_ratio(const char* what, double dear, double cheap) {
    std::printf("%-58s %6.2f  (%.0f us against %.0f us)\n", what, dear / cheap, dear, cheap);
}

// Bytes on the heap after so many lifecycles, each of which was shown.
void print_heap() {
    playground::World world;
    world.open();
    Picture picture;
    std::printf("on the heap after");
    for (int life = 1; life <= 1000; ++life) {
        world.authorise();
        world.press(playground::ExchangeCodePressed{});
        world.press(playground::CallApiPressed{});
        world.press(playground::RefreshPressed{});
        world.press(playground::DisconnectPressed{});
        world.effects.clear();
        world.sent.clear();
        world.announced.clear();
        world.state = simulator::initial_state();
        picture.settle([&](ui::Ui& ui) { ui::draw(ui, world.model); });
        if (life != 10 && life != 100 && life != 1000) continue;
        std::printf("%s %d lifecycles: %.0f KB", life == 10 ? "" : ",", life,
                    static_cast<double>(mallinfo2().uordblks) / 1024);
    }
    std::printf("\n");
}

void print_summary() {
    print_ratio("a pass with 10,000 exchanges against one with 10:",
                median_of(model_with_exchanges(10'000)), median_of(model_with_exchanges(10)));
    for (const auto view : {playground::BodyView::tree, playground::BodyView::text}) {
        playground::Model longer = model_with_body(1'000'000), shorter = model_with_body(10'000);
        longer.view.body_views[1] = shorter.view.body_views[1] = view;
        print_ratio(view == playground::BodyView::tree ? "a tree of 1 MB against one of 10 KB:"
                                                       : "a text of 1 MB against one of 10 KB:",
                    median_of(longer), median_of(shorter));
    }
    std::vector<std::pair<double, std::string>> all;
    for (const Screen& screen : screens())
        all.emplace_back(median_of(screen.model, 51), screen.name);
    std::sort(all.begin(), all.end());
    std::printf("the median pass of %zu screens: %.0f us; of the dearest (%s): %.0f us\n",
                all.size(), all[all.size() / 2].first, all.back().second.c_str(), all.back().first);
}

} // namespace

int main(int count, char** arguments) {
    benchmark::Initialize(&count, arguments);
    benchmark::RunSpecifiedBenchmarks();
    print_summary();
    print_heap();
}
