// Every request and response of the run, newest first, navigation included.
#include "ui/panels.hpp"
#include "ui/phrases.hpp"

#include <algorithm>
#include <string>
#include <vector>

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
    const std::vector<http::Exchange>& all = model.exchanges;
    const auto newest_first = [&](std::size_t row) -> const http::Exchange& {
        return all[all.size() - 1 - row];
    };
    std::vector<std::size_t> open_rows;
    for (auto id = model.view.open_exchanges.rbegin(); id != model.view.open_exchanges.rend();
         ++id) {
        const auto found = std::lower_bound(
            all.begin(), all.end(), *id,
            [](const http::Exchange& each, std::uint32_t wanted) { return each.id < wanted; });
        if (found != all.end() && found->id == *id)
            open_rows.push_back(static_cast<std::size_t>(all.end() - found) - 1);
    }
    {
        Group list(ui, Role::list);
        rows(ui, {.count = all.size(),
                  .usual = ui.control_height() + space_1,
                  .gap = space_1,
                  .tall = open_rows,
                  .key = [&](std::size_t row) { return newest_first(row).id; },
                  .draw =
                      [&](std::size_t row) {
                          const http::Exchange& exchange = newest_first(row);
                          const bool open = model.view.open_exchanges.count(exchange.id) != 0;
                          if (disclosure(ui, std::to_string(exchange.id) + " " + exchange.purpose,
                                         open, outcome(exchange), tone_of(exchange), true))
                              events.emplace_back(playground::ExchangeToggled{exchange.id});
                          if (!open) return;
                          Card card(ui, CardKind::plain, space_3);
                          exchange_details(ui, model, exchange, events);
                      }});
    }
    if (all.size() == playground::most_exchanges)
        muted(ui, "The page keeps the newest " + std::to_string(all.size()) + ".");
}

} // namespace ui
