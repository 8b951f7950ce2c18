// The list of operations: what it offers, and where in it the person is.
#include "playground/plan.hpp"
#include "playground/turn.hpp"

#include <algorithm>

namespace playground {

std::vector<const staging::Operation*> listed_operations(const Model& model) {
    std::vector<const staging::Operation*> found = staging::search_operations(model.api.search);
    const bool searched = model.api.search.find_first_not_of(' ') != std::string::npos;
    if (!searched && !model.view.folded.contains(std::string(older_exports)))
        std::erase_if(found, [&](const staging::Operation* each) {
            return each->family.starts_with("Export,") && each->id != model.api.operation;
        });
    return found;
}

namespace {

void close(ApiCall& call) {
    call.listing = false;
    call.active.clear();
    call.search.clear();
}

void move(Turn& turn, ListMove where) {
    ApiCall& call = turn.model.api;
    const std::vector<const staging::Operation*> all = listed_operations(turn.model);
    if (all.empty()) return;
    const auto at = std::find_if(all.begin(), all.end(),
                                 [&](const auto* each) { return each->id == call.active; });
    const bool none = at == all.end();
    const staging::Operation* to = all.front();
    if (where == ListMove::last || (where == ListMove::up && (none || at == all.begin())))
        to = all.back();
    else if (where == ListMove::up)
        to = *(at - 1);
    else if (where == ListMove::down && !none && at + 1 != all.end())
        to = *(at + 1);
    call.active = to->id;
}

} // namespace

void handle(Turn& turn, const OperationListMoved& event) {
    ApiCall& call = turn.model.api;
    if (turn.model.reference != Reference::ready) return;
    switch (event.move) {
    case ListMove::open:
        call.listing = true;
        call.active = call.operation;
        return;
    case ListMove::close: return close(call);
    case ListMove::take:
        if (!call.listing) return handle(turn, OperationListMoved{ListMove::open});
        if (call.active.empty()) return;
        return handle(turn, OperationChosen{call.active});
    default: call.listing = true; return move(turn, event.move);
    }
}

} // namespace playground
