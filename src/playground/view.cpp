// What the person opens, reveals and copies.
#include "playground/run_story.hpp"
#include "playground/turn.hpp"

#include <algorithm>

namespace playground {

namespace {

constexpr std::size_t most_folded = 10000;

template <class Set, class Key>
void toggle(Set& set, const Key& key) {
    if (set.erase(key) == 0) set.insert(key);
}

} // namespace

void handle(Turn& turn, const StepChosen& event) {
    turn.model.view.step = event.step;
    turn.model.view.list_enlarged = false;
    turn.model.view.lifecycle.shown = false;
    turn.model.view.lifecycle.cursor = 0;
    turn.model.view.lifecycle.enlarged = false;
    handle(turn, OperationListMoved{ListMove::close});
}

void handle(Turn& turn, const TokenRevealToggled& event) {
    if (find_token(turn.model, event.token) != nullptr)
        toggle(turn.model.view.revealed_tokens, event.token);
}

void handle(Turn& turn, const PairToggled& event) {
    const std::vector<oauth::Token>& all = turn.model.tokens;
    if (std::any_of(all.begin(), all.end(),
                    [&](const oauth::Token& each) { return each.pair == event.pair; }))
        toggle(turn.model.view.open_pairs, event.pair);
}

void handle(Turn& turn, const ExchangeToggled& event) {
    if (find_exchange(turn.model, event.exchange) != nullptr)
        toggle(turn.model.view.open_exchanges, event.exchange);
}

void handle(Turn& turn, const ExchangeFilterEdited& event) {
    if (event.filter.words.size() <= longest_text) turn.model.view.filter = event.filter;
}

void handle(Turn& turn, const ExchangeListResized& event) {
    turn.model.view.list_enlarged = event.enlarged;
    if (event.enlarged) turn.model.view.lifecycle.shown = false;
}

// Beyond the newest moment there is nothing to look at: that is now.
void handle(Turn& turn, const LifecycleEdited& event) {
    LifecycleView& view = turn.model.view.lifecycle;
    const std::uint32_t before = view.cursor;
    const bool asks = event.view.shown && event.view.truth && !(view.shown && view.truth);
    view = event.view;
    if (asks) ask_what_happened(turn);
    if (view.shown) turn.model.view.list_enlarged = false;
    const std::vector<Moment>& moments = turn.model.log.moments;
    if (moments.empty() || view.cursor >= moments.back().id)
        view.cursor = 0;
    else if (view.cursor != 0)
        view.cursor = std::max(view.cursor, moments.front().id);
    if (find_exchange(turn.model, view.open) == nullptr) view.open = 0;
    if (view.cursor == before) return;
    const std::vector<Moment> looked_at = shown_moments(turn.model, view.cursor);
    if (find_moment(turn.model.log, view.cursor) != nullptr)
        announce(turn, "Moment " + std::to_string(view.cursor) + ". " + sentence(looked_at.back()));
    else
        announce(turn, "Now. " + caption(looked_at, turn.model.log));
}

void handle(Turn& turn, const ExchangeRevealToggled& event) {
    if (find_exchange(turn.model, event.exchange) != nullptr)
        toggle(turn.model.view.revealed_exchanges, event.exchange);
}

void handle(Turn& turn, const BodyViewChosen& event) {
    if (find_exchange(turn.model, event.exchange) != nullptr)
        turn.model.view.body_views[event.exchange] = event.view;
}

void handle(Turn& turn, const TreeNodeToggled& event) {
    View& view = turn.model.view;
    const bool known = view.folded.contains(event.node);
    if (event.node.size() > longest_text || (!known && view.folded.size() >= most_folded)) return;
    toggle(view.folded, event.node);
}

void handle(Turn& turn, const CopyPressed& event) {
    turn.effects.emplace_back(CopyText{event.label, event.text, event.widget});
}

void handle(Turn& turn, const CopyFinished& event) {
    if (event.copied) {
        turn.model.view.copied = Copied{event.widget, turn.model.now.monotonic_ms};
        announce(turn, "Copied: " + event.label + ".");
    } else {
        announce(turn, "The browser did not allow copying. Select the text and copy it by hand.",
                 true);
    }
}

} // namespace playground
