#include "playground/update.hpp"

#include "playground/turn.hpp"

namespace playground {

namespace {

// The events of the world come first in the variant, those of the person after them.
bool by_person(const Event& event) {
    static const std::size_t first = Event(StepChosen{}).index();
    return event.index() >= first;
}

} // namespace

Effects update(Model& model, const Event& event) {
    if (by_person(event)) {
        model.last_input = model.now;
        model.view.copied.reset();
    }
    Turn turn{model, {}};
    std::visit([&turn](const auto& each) { handle(turn, each); }, event);
    see_progress(turn);
    return std::move(turn.effects);
}

} // namespace playground
