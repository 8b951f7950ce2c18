// The Terminal route: the page shows a command, a person runs it and pastes what it printed.
#include "playground/turn.hpp"

#include "playground/wipe.hpp"

#include "http/pasted.hpp"

namespace playground {

namespace {

InFlight* waiting_for(Turn& turn, std::uint32_t exchange) {
    const auto found = turn.model.in_flight.find(exchange);
    const bool by_hand = found != turn.model.in_flight.end() && found->second.by_hand;
    return by_hand ? &found->second : nullptr;
}

} // namespace

void handle(Turn& turn, const TerminalChosen& event) { turn.model.terminal = event.terminal; }

void handle(Turn& turn, const AnswerPasted& event) {
    InFlight* what = waiting_for(turn, event.exchange);
    if (what == nullptr || event.text.size() > http::longest_paste) return;
    wipe(what->pasted);
    what->pasted = event.text;
    what->paste_problem.clear();
}

void handle(Turn& turn, const UseAnswerPressed& event) {
    InFlight* what = waiting_for(turn, event.exchange);
    if (what == nullptr) return;
    Result<http::Response> response = http::response_from_pasted(what->pasted);
    if (!response) {
        what->paste_problem = response.error().message;
        announce(turn, what->paste_problem, true);
        return;
    }
    wipe(what->pasted);
    answer_by_hand(turn, event.exchange, std::move(*response));
}

} // namespace playground
