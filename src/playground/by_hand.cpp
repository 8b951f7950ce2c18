// The Terminal route: the page shows a command, a person runs it and pastes what it printed.
#include "playground/turn.hpp"

#include "playground/wipe.hpp"

#include "http/pasted.hpp"

#include <optional>
#include <string>

namespace playground {

namespace {

InFlight* waiting_for(Turn& turn, std::uint32_t exchange) {
    const auto found = turn.model.in_flight.find(exchange);
    const bool by_hand = found != turn.model.in_flight.end() && found->second.by_hand;
    return by_hand ? &found->second : nullptr;
}

constexpr std::size_t longest_status = 16; // bytes

std::string summary(const http::PastedAnswer& read) {
    const http::Response& response = read.response;
    const std::size_t headers = response.headers.size();
    return "Read: " +
           (response.status == 0 ? std::string{"no status"}
                                 : "status " + std::to_string(response.status)) +
           ", " + std::to_string(headers) + (headers == 1 ? " header" : " headers") +
           ", a body of " + std::to_string(response.body.size()) + " bytes.";
}

} // namespace

void handle(Turn& turn, const TerminalChosen& event) { turn.model.terminal = event.terminal; }

void handle(Turn& turn, const AnswerPasted& event) {
    InFlight* what = waiting_for(turn, event.exchange);
    if (what == nullptr || what->pasted == event.text) return;
    if (event.text.size() > http::longest_paste) {
        what->paste_problem = http::read_pasted(event.text).error().message;
        announce(turn, what->paste_problem, true);
        return;
    }
    wipe(what->pasted);
    what->pasted = event.text;
    what->paste_problem.clear();
    // A status that was typed beside another text would speak of this one.
    what->typed_status.clear();
    what->status_problem.clear();
    if (const auto read = http::read_pasted(what->pasted)) announce(turn, summary(*read));
}

void handle(Turn& turn, const PasteStatusEdited& event) {
    InFlight* what = waiting_for(turn, event.exchange);
    if (what == nullptr || event.text.size() > longest_status) return;
    what->typed_status = event.text;
    what->status_problem.clear();
}

void handle(Turn& turn, const UseAnswerPressed& event) {
    InFlight* what = waiting_for(turn, event.exchange);
    if (what == nullptr) return;
    const auto refuse = [&turn](std::string& problem, const std::string& why) {
        problem = why;
        announce(turn, why, true);
    };
    Result<http::PastedAnswer> read = http::read_pasted(what->pasted);
    if (!read) return refuse(what->paste_problem, read.error().message);
    if (!read->doubt.empty() && !event.in_spite_of_doubt)
        return refuse(what->paste_problem, read->doubt);
    http::Response& response = read->response;
    if (!what->typed_status.empty()) {
        const std::optional<int> status = http::read_status(what->typed_status);
        if (!status || *status < 200)
            return refuse(what->status_problem, "A status is a number from 200 to 599.");
        if (*status != response.status || read->status_from == http::StatusFrom::assumed)
            response.status_text = "by your word";
        response.status = *status;
    }
    if (response.status == 0) {
        return refuse(what->status_problem,
                      "The text does not tell the status, and the body looks like an error. Which "
                      "one was it? Type it here, or paste everything that the command printed.");
    }
    wipe(what->pasted);
    answer_by_hand(turn, event.exchange, std::move(response));
}

} // namespace playground
