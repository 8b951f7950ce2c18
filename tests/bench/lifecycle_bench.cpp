// How long the loop takes for whole tokens' lives, Simulated Staging included, and how long one pass over the page
// takes when it shows one. Both have to be small beside the 16 ms between two pictures.
#include "ui/draw.hpp"
#include "unit/playground/world.hpp"
#include "unit/ui/picture.hpp"

#include <benchmark/benchmark.h>

namespace {

void from_first_visit_to_tokens(benchmark::State& state) {
    for (auto _ : state) {
        playground::World world;
        world.open_with_tokens();
        benchmark::DoNotOptimize(world.model.tokens.data());
    }
}
BENCHMARK(from_first_visit_to_tokens)->Unit(benchmark::kMicrosecond);

void refresh(benchmark::State& state) {
    playground::World world;
    world.open_with_tokens();
    for (auto _ : state) {
        world.press(playground::RefreshPressed{});
        state.PauseTiming();
        if (world.model.exchanges.size() > 40) world.open_with_tokens();
        state.ResumeTiming();
    }
}
BENCHMARK(refresh)->Unit(benchmark::kMicrosecond);

void pass_over_the_page(benchmark::State& state) {
    playground::World world;
    world.open_with_tokens();
    Picture picture;
    const auto draw = [&](ui::Ui& ui) { ui::draw(ui, world.model); };
    picture.settle(draw);
    for (auto _ : state)
        picture.pass(draw);
    state.counters["nodes"] = static_cast<double>(picture.nodes.size());
}
BENCHMARK(pass_over_the_page)->Unit(benchmark::kMicrosecond);

} // namespace
