// Step 6. Rotation, one at a time.
#include "playground/doubt.hpp"
#include "playground/plan.hpp"
#include "ui/panels.hpp"

namespace ui {

void refresh_panel(Ui& ui, const playground::Model& model, Events& events) {
    const bool busy = playground::under_way(model, playground::Purpose::refresh);
    const Result<http::Request> planned = playground::planned_refresh(model);

    const bool doubtful = playground::doubt_of(model).step != playground::DoubtStep::none;
    if (button(ui, "Refresh tokens",
               {.kind = doubtful ? ButtonKind::secondary : ButtonKind::primary,
                .enabled = static_cast<bool>(planned) && !busy,
                .description = busy ? "A refresh is under way; a second one would lose the session"
                                    : "Sends the request below"}))
        events.emplace_back(playground::RefreshPressed{});
    ui.space(space_2);
    notice_panel(ui, model, playground::Step::refresh_tokens, events);
    doubt_panel(ui, model, events);
    terminal_panel(ui, model, playground::Purpose::refresh, events);
    untyped_panel(ui, model, Untyped::refresh, events);
    ui.space(space_3);
    heading(ui, 3, "The refresh request");
    planned_request(ui, model, planned, events);
    ui.space(space_5);

    heading(ui, 3, "The classic mistake");
    text(ui, "Two parts of a program notice an expiring token at the same moment and both refresh. "
             "The first answer ends "
             "the refresh token that the second one is still carrying. One of them loses its "
             "session, and sometimes both "
             "do.");
    ui.space(space_1);
    {
        Group list(ui, Role::list);
        for (const std::string_view rule :
             {"One refresh at a time: a lock, or one shared promise, for all who need a token.",
              "Store both new tokens in one step, then forget the old ones.",
              "invalid_grant is final: stop, and ask the person to authorise again. Another "
              "refusal "
              "says nothing of the token.",
              "No answer at all is not a reason to send it again: the server may have rotated "
              "already."}) {
            Group item(ui, Role::list_item);
            text(ui, "\u2022 " + std::string(rule));
        }
    }
    const staging::Environment* here = playground::environment(model);
    if (here == nullptr || !staging::follows_pleo(*here)) return;
    ui.space(space_1);
    muted(ui, "Pleo: using a refresh token invalidates all previous access and refresh tokens "
              "immediately. This page "
              "never sends two refreshes at once, and API calls wait for one that is under way.");
    ui.space(space_5);
    integrations_panel(ui);
}

} // namespace ui
