// One list of what happened, newest first: every request and response, navigation included, and what
// became of the tokens. Rows open; a filter narrows them; enlarged, the list stands in the place of the
// step.
#include "ui/moment_row.hpp"
#include "ui/moments.hpp"
#include "ui/panels.hpp"
#include "ui/phrases.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace ui {

namespace {

using playground::ExchangeFilter;

std::string short_status(const playground::Model& model, const http::Exchange& exchange) {
    return exchange.response ? std::to_string(exchange.response->status) : outcome(model, exchange);
}

void exchange_row(Ui& ui, const playground::Model& model, const http::Exchange& exchange,
                  Events& events) {
    const bool open = model.view.open_exchanges.count(exchange.id) != 0;
    const std::string took = exchange.duration_ms ? duration(*exchange.duration_ms) : std::string();
    const std::string path = path_of(exchange), time = clock_time(exchange.sent_at_ms);
    const std::string asked = exchange.request.method + " " + path;
    std::string name =
        std::to_string(exchange.id) + " " + exchange.purpose + ", " + outcome(model, exchange);
    if (asked != exchange.purpose) name += ", " + asked;
    if (!took.empty()) name += ", " + took;
    name += ", " + time;
    if (moment_row(ui, {.name = name,
                        .method = exchange.request.method,
                        .path = path,
                        .words = exchange.purpose,
                        .status = short_status(model, exchange),
                        .tone = tone_of(exchange),
                        .duration = took,
                        .time = std::string_view(time).substr(0, 8),
                        .open = open}))
        events.emplace_back(playground::ExchangeToggled{exchange.id});
    if (!open) return;
    Card card(ui, CardKind::plain, space_3);
    heading(ui, 3, std::to_string(exchange.id) + " " + exchange.purpose);
    picture_button(ui, model, exchange.id, events);
    exchange_details(ui, model, exchange, events);
}

// Leads to the exchange that tells why, or to the pair.
void change_row(Ui& ui, const playground::Model& model, const playground::Moment& change,
                Events& events) {
    const std::string words = change_of(change);
    const std::string time = clock_time(change.server_ms.value_or(change.page_ms));
    if (!moment_row(ui, {.name = words + ", " + time,
                         .words = words,
                         .tone = tone_of(change.is),
                         .time = std::string_view(time).substr(0, 8)}))
        return;
    if (change.exchange != 0)
        events.emplace_back(playground::ExchangeToggled{change.exchange});
    else if (model.view.open_pairs.count(change.pair) == 0)
        events.emplace_back(playground::PairToggled{change.pair});
}

std::vector<std::string> methods_of(const playground::Model& model) {
    std::vector<std::string> methods;
    for (const http::Exchange& exchange : model.exchanges)
        if (std::find(methods.begin(), methods.end(), exchange.request.method) == methods.end())
            methods.push_back(exchange.request.method);
    std::sort(methods.begin(), methods.end());
    return methods;
}

void filter_fields(Ui& ui, const playground::Model& model, Events& events) {
    const ExchangeFilter& filter = model.view.filter;
    const auto edited = [&](auto change) {
        ExchangeFilter next = filter;
        change(next);
        events.emplace_back(playground::ExchangeFilterEdited{std::move(next)});
    };
    const std::vector<std::string> methods = methods_of(model);
    side_by_side(
        ui, {1, 1, 1}, 150, space_3,
        {[&] {
             if (const auto words =
                     text_field(ui, {.label = "Search the list", .value = filter.words}))
                 edited([&](ExchangeFilter& next) { next.words = *words; });
         },
         [&] {
             std::vector<std::string_view> steps{"All steps"};
             for (std::size_t i = 0; i < playground::step_count; ++i)
                 steps.push_back(playground::step_name(static_cast<playground::Step>(i)));
             if (const auto step =
                     combobox(ui, {.label = "Step",
                                   .options = steps,
                                   .selected = static_cast<std::size_t>(filter.step)}))
                 edited([&](ExchangeFilter& next) { next.step = static_cast<int>(*step); });
         },
         [&] {
             std::vector<std::string_view> options{"All methods"};
             options.insert(options.end(), methods.begin(), methods.end());
             const auto chosen = std::find(options.begin() + 1, options.end(), filter.method);
             const std::size_t selected =
                 chosen == options.end() ? 0 : static_cast<std::size_t>(chosen - options.begin());
             if (const auto method =
                     combobox(ui, {.label = "Method", .options = options, .selected = selected}))
                 edited([&](ExchangeFilter& next) {
                     next.method = *method == 0 ? std::string() : methods[*method - 1];
                 });
         }});
}

void list_controls(Ui& ui, const playground::Model& model, Events& events) {
    const ExchangeFilter& filter = model.view.filter;
    {
        Flow flow(ui, space_1);
        if (toggle(ui, "Filter", filter.shown)) {
            ExchangeFilter next; // closing it shows everything again
            next.shown = !filter.shown;
            events.emplace_back(playground::ExchangeFilterEdited{next});
        }
        if (toggle(ui, "Failed only", filter.failed)) {
            ExchangeFilter next = filter;
            next.failed = !next.failed;
            events.emplace_back(playground::ExchangeFilterEdited{std::move(next)});
        }
        if (!ui.narrow() && toggle(ui, "Enlarge list", model.view.list_enlarged))
            events.emplace_back(playground::ExchangeListResized{!model.view.list_enlarged});
    }
    if (filter.shown) filter_fields(ui, model, events);
}

} // namespace

void exchanges_panel(Ui& ui, const playground::Model& model, Events& events) {
    Group region(ui, Role::region, "Exchanges");
    IdScope scope(ui, "exchanges");
    heading(ui, 2, "Exchanges");
    if (model.exchanges.empty()) {
        muted(ui, "None yet. Everything that leaves this page is listed here, with what came back, "
                  "and what became of the tokens.");
        return;
    }
    list_controls(ui, model, events);
    const Moments moments(model);
    if (moments.count() == 0) {
        muted(ui, "Nothing in the list is like that.");
        if (button(ui, "Show all", {.kind = ButtonKind::quiet, .small = true}))
            events.emplace_back(
                playground::ExchangeFilterEdited{{.shown = model.view.filter.shown}});
        return;
    }
    const std::vector<std::size_t> open_rows = moments.rows_of_open();
    {
        Group list(ui, Role::list);
        rows(ui, {.count = moments.count(),
                  .usual = moment_row_height(ui),
                  .tall = open_rows,
                  .key = [&](std::size_t row) { return moments.key(row); },
                  .draw =
                      [&](std::size_t row) {
                          const Happening what = moments.at(row);
                          if (what.exchange != nullptr)
                              exchange_row(ui, model, *what.exchange, events);
                          else
                              change_row(ui, model, *what.change, events);
                      }});
    }
    if (is_filtered(model.view.filter))
        muted(ui, std::to_string(moments.exchange_count()) + " of " +
                      std::to_string(model.exchanges.size()) + " exchanges.");
    else if (model.exchanges.size() == playground::most_exchanges)
        muted(ui, "The page keeps the newest " + std::to_string(model.exchanges.size()) + ".");
}

} // namespace ui
