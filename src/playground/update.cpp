#include "playground/update.hpp"

#include "playground/plan.hpp"
#include "playground/turn.hpp"

#include <algorithm>
#include <string>

namespace playground {

namespace {

bool by_person(const Event& event) {
    return std::visit([]<typename E>(const E&) { return is_by_person<E>; }, event);
}

// Whoever does not see that another step came hears it, with what else happened.
void say_step(Turn& turn, Step before, std::uint32_t serial) {
    const Step step = turn.model.view.step;
    if (step == before) return;
    std::string words = "Step " + std::to_string(static_cast<int>(step) + 1) + " of " +
                        std::to_string(step_count) + ", " + std::string(step_name(step)) + ".";
    Announcement& said = turn.model.announcement;
    if (said.serial == serial)
        announce(turn, std::move(words));
    else
        said.text += " " + words;
}

// A reload or a closed tab would lose them; who presses Authorise was told.
void guard_leaving(Turn& turn) {
    Model& model = turn.model;
    const bool loses = !model.leaving && std::any_of(model.tokens.begin(), model.tokens.end(),
                                                     [](const oauth::Token& token) {
                                                         return !oauth::is_final(token.state);
                                                     });
    if (loses == model.guarded) return;
    model.guarded = loses;
    turn.effects.emplace_back(GuardLeaving{loses});
}

} // namespace

Effects update(Model& model, const Event& event) {
    if (by_person(event)) {
        model.last_input = model.now;
        model.view.copied.reset();
    }
    const Step before = model.view.step;
    const std::uint32_t serial = model.announcement.serial;
    Turn turn{model, {}};
    std::visit([&turn](const auto& each) { handle(turn, each); }, event);
    keep_to_environment(turn);
    see_progress(turn);
    guard_leaving(turn);
    if (model.view.step == Step::call_apis || !model.place.empty()) show_place(turn);
    say_step(turn, before, serial);
    return std::move(turn.effects);
}

} // namespace playground
