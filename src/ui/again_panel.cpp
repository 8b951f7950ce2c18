// Of an exchange that is open: the way to send it again, or why there is none.
#include "playground/again.hpp"
#include "playground/plan.hpp"
#include "ui/panels.hpp"
#include "ui/phrases.hpp"

#include <string>

namespace ui {

namespace {

void question(Ui& ui, const http::Exchange& exchange, Events& events) {
    Card card(ui, CardKind::warning, space_3);
    const std::string words = "This changes data once more: " + exchange.purpose;
    Group asked(ui, Role::question, words);
    text(ui, words, {.face = Face::strong});
    Flow flow(ui);
    if (button(ui, "Send it again", {.kind = ButtonKind::danger, .small = true}))
        events.emplace_back(playground::SendAgainConfirmed{exchange.id});
    if (button(ui, "Cancel", {.small = true}))
        events.emplace_back(playground::SendAgainCancelled{});
}

} // namespace

void again_panel(Ui& ui, const playground::Model& model, const http::Exchange& exchange,
                 Events& events) {
    if (exchange.navigation) return;
    if (model.view.asking_again == exchange.id) return question(ui, exchange, events);
    const std::string obstacle = playground::again_obstacle(model, exchange);
    if (button(ui, "Send again " + std::to_string(exchange.id),
               {.enabled = obstacle.empty(), .small = true, .visible_text = "Send again"}))
        events.emplace_back(playground::SendAgainPressed{exchange.id});
    if (!obstacle.empty()) muted(ui, obstacle);
    const auto sent = model.view.sent_again.find(exchange.id);
    if (sent == model.view.sent_again.end()) return;
    const http::Exchange* again = playground::find_exchange(model, sent->second);
    if (again == nullptr) return;
    // Said here, where it was pressed: the row of its own is at the top of the list.
    Flow flow(ui);
    text(ui, "Sent again as exchange " + std::to_string(again->id));
    badge(ui, tone_of(*again), outcome(model, *again));
}

} // namespace ui
