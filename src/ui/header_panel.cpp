// The top of the page: what this is, where requests go, and the way to forget it all. And its foot: who we are not.
#include "staging/environment.hpp"
#include "ui/panels.hpp"

#include <string>

namespace ui {

namespace {

// Simulated and live must be impossible to confuse (S69): a word and a colour, always in sight.
void whereabouts(Ui& ui, const playground::Model& model) {
    const staging::Environment* here = playground::environment(model);
    if (here == nullptr) {
        badge(ui, playground::Tone::negative, "No environment");
    } else if (here->kind == staging::EnvironmentKind::simulated) {
        badge(ui, playground::Tone::positive,
              ui.narrow() ? "Simulated" : "Simulated: nothing leaves this page");
    } else {
        badge(ui, playground::Tone::warning, "Live: " + here->name);
    }
}

} // namespace

void header_panel(Ui& ui, const playground::Model& model, Events& events) {
    Group banner(ui, Role::banner);
    if (ui.narrow()) {
        heading(ui, 1, "OAuth 2.0 playground");
        muted(ui, "For Pleo Partners. Not made by Pleo.");
        Flow flow(ui);
        whereabouts(ui, model);
        if (button(ui, "Forget everything", {.kind = ButtonKind::quiet, .small = true}))
            events.emplace_back(playground::ForgetPressed{});
        return;
    }
    Bar bar(ui, 0, 0, ui.input().width, 56);
    heading(ui, 1, "OAuth 2.0 playground");
    muted(ui, "For Pleo Partners. Not made by Pleo.");
    bar.to_the_right();
    whereabouts(ui, model);
    if (button(ui, "Forget everything", {.kind = ButtonKind::quiet, .small = true}))
        events.emplace_back(playground::ForgetPressed{});
    if (!ui.input().coarse_pointer)
        button(ui, "Keyboard shortcuts",
               {.kind = ButtonKind::quiet,
                .small = true,
                .opens_shortcuts = true,
                .visible_text = "?"});
}

void footer_panel(Ui& ui, const playground::Model& model) {
    Group footer(ui, Role::content_info);
    separator(ui);
    muted(ui, "A tool for learning and testing against Staging. It is not made, reviewed or "
              "endorsed by Pleo. Production "
              "hosts are refused by the page and by its security policy. Secrets stay in the "
              "memory of this tab.");
    if (!model.page.build.empty()) muted(ui, "Build " + model.page.build);
}

} // namespace ui
