// The list of operations: what it offers, where in it the person is, and the links to each.
#include "playground/plan.hpp"
#include "playground/turn.hpp"

#include "oauth/server_words.hpp"

#include <algorithm>

namespace playground {

namespace {

constexpr std::string_view place_of_calls = "call-apis";
constexpr std::size_t longest_id = 64;

bool searched(const ApiCall& call) {
    return call.search.find_first_not_of(' ') != std::string::npos;
}

// The ids of the recent calls, the last one first.
std::vector<std::string_view> recent(const ApiCall& call) {
    std::vector<std::string_view> ids(call.used.rbegin(), call.used.rend());
    ids.resize(std::min(ids.size(), most_recent_calls));
    return ids;
}

} // namespace

std::vector<const staging::Operation*> listed_operations(const Model& model) {
    std::vector<const staging::Operation*> found = staging::search_operations(model.api.search);
    if (!searched(model.api) && !model.view.folded.contains(std::string(older_exports)))
        std::erase_if(found, [&](const staging::Operation* each) {
            return each->family.starts_with("Export,") && each->id != model.api.operation;
        });
    return found;
}

std::vector<OperationRow> operation_rows(const Model& model) {
    std::vector<OperationRow> rows;
    std::vector<std::string_view> before;
    if (!searched(model.api)) before = recent(model.api);
    for (const std::string_view id : before)
        if (const staging::Operation* operation = staging::find_operation(id))
            rows.push_back({operation->id, operation, "Recent calls"});
    for (const staging::Operation* each : listed_operations(model))
        if (std::find(before.begin(), before.end(), each->id) == before.end())
            rows.push_back({each->id, each, each->family});
    rows.push_back({free_path, nullptr, "Anything else"});
    return rows;
}

std::string place_of(const Model& model) {
    if (model.view.step != Step::call_apis || !has_operations(model)) return {};
    const std::string& id = model.api.linked.empty() ? model.api.operation : model.api.linked;
    return std::string(place_of_calls) + (id.empty() ? "" : "/") + id;
}

namespace {

void close(ApiCall& call) {
    call.listing = false;
    call.active.clear();
    call.search.clear();
}

std::string chosen_row(const ApiCall& call) {
    return call.operation.empty() ? std::string(free_path) : call.operation;
}

void move(Turn& turn, ListMove where) {
    ApiCall& call = turn.model.api;
    const std::vector<OperationRow> all = operation_rows(turn.model);
    const auto at = std::find_if(all.begin(), all.end(),
                                 [&](const OperationRow& each) { return each.id == call.active; });
    const bool none = at == all.end();
    const OperationRow* to = &all.front();
    if (where == ListMove::last || (where == ListMove::up && (none || at == all.begin())))
        to = &all.back();
    else if (where == ListMove::up)
        to = &*(at - 1);
    else if (where == ListMove::down && !none && at + 1 != all.end())
        to = &*(at + 1);
    call.active = to->id;
}

} // namespace

void handle(Turn& turn, const OperationListMoved& event) {
    ApiCall& call = turn.model.api;
    switch (event.move) {
    case ListMove::open:
        if (call.listing) return;
        call.listing = true;
        call.active = chosen_row(call);
        return;
    case ListMove::close: return close(call);
    case ListMove::take:
        if (!call.listing) return handle(turn, OperationListMoved{ListMove::open});
        if (call.active.empty()) return;
        return handle(turn,
                      OperationChosen{call.active == free_path ? std::string() : call.active});
    default:
        if (!call.listing) return handle(turn, OperationListMoved{ListMove::open});
        return move(turn, event.move);
    }
}

// The choice stays, whether it is among what was found or not. Enter takes the best that was found.
void handle(Turn& turn, const OperationSearchEdited& event) {
    ApiCall& call = turn.model.api;
    if (!fits(turn, Step::call_apis, event.text)) return;
    call.search = event.text;
    call.listing = true;
    call.active =
        searched(call) ? std::string(operation_rows(turn.model).front().id) : chosen_row(call);
    if (turn.model.reference != Reference::ready) return;
    const std::size_t found = listed_operations(turn.model).size();
    announce(turn, found == 0   ? "No operation matches."
                   : found == 1 ? "1 operation matches."
                                : std::to_string(found) + " operations match.");
}

void handle(Turn& turn, const PlaceAsked& event) {
    Model& model = turn.model;
    std::string_view rest = event.place;
    if (!rest.starts_with(place_of_calls)) return;
    rest.remove_prefix(place_of_calls.size());
    if (!rest.empty() && !rest.starts_with('/')) return;
    if (model.view.step != Step::call_apis) handle(turn, StepChosen{Step::call_apis});
    if (event.focus && has_operations(model)) turn.effects.emplace_back(FocusField{"Operation"});
    if (rest.size() < 2) return;
    rest.remove_prefix(1);
    const bool is_id =
        rest.size() <= longest_id &&
        rest.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string_view::npos;
    if (!is_id) return;
    model.api.linked = rest;
    if (model.reference == Reference::ready) take_linked(turn);
}

void take_linked(Turn& turn) {
    Model& model = turn.model;
    std::string id = std::move(model.api.linked);
    model.api.linked.clear();
    if (id.empty() || id == model.api.operation || !has_operations(model)) return;
    if (staging::find_operation(id) == nullptr) {
        tell(turn, Step::call_apis, Tone::warning, "This link leads to no operation",
             "The list has none with the id " + oauth::server_words(id, longest_id) +
                 ". Choose one of those it has.");
        return;
    }
    handle(turn, OperationChosen{std::move(id)});
}

void show_place(Turn& turn) {
    std::string place = place_of(turn.model);
    if (place == turn.model.place) return;
    turn.model.place = place;
    turn.effects.emplace_back(ShowPlace{std::move(place)});
}

} // namespace playground
