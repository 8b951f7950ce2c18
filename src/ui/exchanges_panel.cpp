// Every request and response of the run, newest first, navigation included.
#include "ui/panels.hpp"
#include "ui/phrases.hpp"

#include <string>

namespace ui {

void exchanges_panel(Ui& ui, const playground::Model& model, Events& events) {
    Group region(ui, Role::region, "Exchanges");
    IdScope scope(ui, "exchanges");
    heading(ui, 2, "Exchanges");
    if (model.exchanges.empty()) {
        muted(ui,
              "None yet. Everything that leaves this page is listed here, with what came back.");
        return;
    }
    Group list(ui, Role::list);
    for (auto exchange = model.exchanges.rbegin(); exchange != model.exchanges.rend(); ++exchange) {
        Group item(ui, Role::list_item);
        IdScope one(ui, exchange->id);
        const bool open = model.view.open_exchanges.count(exchange->id) != 0;
        if (disclosure(ui, std::to_string(exchange->id) + " " + exchange->purpose, open,
                       outcome(*exchange), tone_of(*exchange)))
            events.emplace_back(playground::ExchangeToggled{exchange->id});
        if (open) {
            Card card(ui, "details", CardKind::plain, space_3);
            exchange_details(ui, model, *exchange, events);
        }
    }
}

} // namespace ui
