// The decision table of a refresh without an answer: what the server may say, and what to do then.
#include "playground/doubt.hpp"
#include "ui/panels.hpp"
#include "ui/phrases.hpp"

#include <string>

namespace ui {

namespace {

using playground::DoubtStep;

void doubt_row(Ui& ui, const std::string& words, bool here) {
    Group item(ui, Role::list_item);
    text(ui, (here ? "\u25b8 " : "\u2022 ") + words, {.face = here ? Face::strong : Face::regular});
}

} // namespace

void doubt_panel(Ui& ui, const playground::Model& model, Events& events) {
    const playground::Doubt doubt = playground::doubt_of(model);
    if (doubt.step == DoubtStep::none) return;
    const staging::Environment* here = playground::environment(model);
    IdScope scope(ui, "doubt");
    Card card(ui, CardKind::plain, space_3);
    heading(ui, 3,
            oauth::name_of(*playground::find_token(model, doubt.token)) + ": rotated or not?");
    text(ui, "Introspection (RFC 7662) spends nothing. Its answer decides:");
    {
        Group list(ui, Role::list);
        doubt_row(ui,
                  "active: true: not rotated so far. The first request may still arrive until " +
                      clock_time(doubt.safe_from_ms) + ": ask once more after that.",
                  doubt.step == DoubtStep::ask_later);
        doubt_row(ui, "active: true after that: it was not rotated. Refresh.",
                  doubt.step == DoubtStep::send);
        doubt_row(
            ui,
            "active: false: it is of no use. If it was rotated, the new pair is lost with the "
            "answer. Authorise again.",
            doubt.step == DoubtStep::authorise);
        doubt_row(ui, "Anything else says nothing of the token.", false);
    }
    if (here != nullptr && staging::follows_pleo(*here))
        muted(ui, "Pleo documents the question, and not what it answers about a rotated token.");
    // The request below it says so.
    if (playground::live_token(model, oauth::TokenKind::refresh_token) == nullptr) return;
    // Above it stands the notice, and may have the same button.
    const playground::Remedy next = playground::next_in_doubt(doubt);
    const auto told = model.notices.find(playground::Step::refresh_tokens);
    if (told == model.notices.end() || told->second.remedy != next)
        remedy_button(ui, next, ButtonKind::primary, events);
}

} // namespace ui
