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

[[gnu::noinline]] void asks_to_forget(Ui& ui, Events& events) {
    Group question(ui, Role::question, "Forget tokens, secrets and settings?");
    if (button(ui, "Forget all of it", {.kind = ButtonKind::danger, .small = true}))
        events.emplace_back(playground::ForgetPressed{});
    if (button(ui, "Keep it", {.small = true})) events.emplace_back(playground::ForgetCancelled{});
}

void forget(Ui& ui, const playground::Model& model, Events& events) {
    if (model.asking_to_forget) return asks_to_forget(ui, events);
    if (button(ui, "Forget everything", {.kind = ButtonKind::quiet, .small = true}))
        events.emplace_back(playground::ForgetAsked{});
}

} // namespace

void header_panel(Ui& ui, const playground::Model& model, Events& events) {
    Group banner(ui, Role::banner);
    if (ui.narrow()) {
        heading(ui, 1, "OAuth 2.0 playground");
        muted(ui, "For Pleo Partners. Not made by Pleo.");
        Flow flow(ui);
        whereabouts(ui, model);
        return;
    }
    Bar bar(ui, 0, 0, ui.input().width, 56);
    heading(ui, 1, "OAuth 2.0 playground");
    muted(ui, "For Pleo Partners. Not made by Pleo.");
    bar.to_the_right();
    whereabouts(ui, model);
    // Before the button that nobody should come to first.
    button(
        ui, "Keyboard shortcuts",
        {.kind = ButtonKind::quiet, .small = true, .opens_shortcuts = true, .visible_text = "?"});
    forget(ui, model, events);
}

void footer_panel(Ui& ui, const playground::Model& model, Events& events) {
    Group footer(ui, Role::content_info);
    if (ui.narrow()) {
        Flow flow(ui);
        forget(ui, model, events);
    }
    separator(ui);
    muted(ui, "A tool for learning and testing against Staging. It is not made, reviewed or "
              "endorsed by Pleo. Production "
              "hosts are refused by the page and by its security policy. Secrets stay in the "
              "memory of this tab.");
    if (!model.page.build.empty()) muted(ui, "Build " + model.page.build);
}

} // namespace ui
