// A token whose type the server did not say: RFC 6749 section 7.1 forbids a client to use it by itself,
// and a person may know better.
#include "ui/panels.hpp"

namespace ui {

void untyped_panel(Ui& ui, const playground::Model& model, Untyped of, Events& events) {
    if (!model.untyped || (model.untyped->refresh_token != 0) != (of == Untyped::refresh)) return;
    ui.space(space_2);
    Card card(ui);
    heading(ui, 3, "A token without a known type");
    text(ui, model.untyped->why);
    text(ui,
         "Used as Bearer, whoever has it can use it, and that may not be what the server meant. "
         "It is your choice, for this token only.");
    ui.space(space_1);
    if (button(ui, "Use it as Bearer",
               {.kind = ButtonKind::danger,
                .description = "Takes the tokens of this answer; nothing is sent"}))
        events.emplace_back(playground::UseAsBearerPressed{});
}

} // namespace ui
