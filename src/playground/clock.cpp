// Time passes: tokens expire, and an abandoned page forgets.
#include "playground/turn.hpp"
#include "playground/update.hpp"

#include "playground/log_writer.hpp"
#include "playground/plan.hpp"
#include "playground/remedies.hpp"

#include <algorithm>

namespace playground {

namespace {

constexpr std::int64_t second = 1000;

// As for tokens, of two clocks the one counts that says more: neither sleep nor a clock set back buys time.
std::int64_t idle_ms(const Model& model) {
    return std::max(model.now.monotonic_ms - model.last_input.monotonic_ms,
                    model.now.wall_ms - model.last_input.wall_ms);
}

void say_token_state(Turn& turn, const oauth::Token& token) {
    const std::string name = oauth::name_of(token);
    if (token.state == oauth::TokenState::expiring) {
        tell(turn, Step::expiry_and_revocation, Tone::warning,
             name + " expires in less than a minute", "Refresh before it does.",
             for_new_tokens(turn.model));
    } else if (token.state == oauth::TokenState::expired) {
        tokens_changed(turn);
        tell(turn, Step::expiry_and_revocation, Tone::warning, name + " is expired by the clock",
             "Refresh for a new one. The server has the last word: a call shows what it says.",
             for_new_tokens(turn.model));
    }
}

} // namespace

void handle(Turn& turn, const ClockRead& event) {
    Model& model = turn.model;
    model.now = event.now;
    model.announcement.by_clock = false;
    const std::uint32_t before = model.announcement.serial;
    for (oauth::Token& token : model.tokens) {
        if (const auto change = oauth::advance_clock(token, clock_of(model, token.environment))) {
            log_change(turn, token, *change);
            say_token_state(turn, token);
            model.announcement.by_clock = true; // what comes next is added to it
        }
    }
    if (model.view.copied && model.now.monotonic_ms - model.view.copied->at_ms >= copied_ms)
        model.view.copied.reset();
    if (holds_secrets(model) && idle_ms(model) >= idle_wipe_ms) forget_everything(turn, Why::idle);
    model.announcement.by_clock = model.announcement.serial != before;
}

void handle(Turn& turn, const AdvanceClockPressed& event) {
    Result<http::Request> planned = planned_clock_advance(turn.model, event.seconds);
    if (!planned) {
        tell(turn, Step::expiry_and_revocation, Tone::warning, "Not sent", planned.error().message);
        return;
    }
    const Result<std::uint32_t> sent =
        send(turn, "Simulator: advance the clock", std::move(*planned),
             {.purpose = Purpose::simulator_clock, .seconds = event.seconds});
    if (!sent)
        tell(turn, Step::expiry_and_revocation, Tone::negative, "Not sent", sent.error().message);
}

// The page follows by as much as it asked for: the simulator may be ahead already, from an earlier page.
void clock_answered(Turn& turn, const InFlight& what, const http::Exchange& exchange) {
    Model& model = turn.model;
    if (!exchange.response)
        return tell_no_answer(turn, Step::expiry_and_revocation, exchange, http::Stake::change);
    if (exchange.response->status / 100 != 2) {
        tell(turn, Step::expiry_and_revocation, Tone::negative, "The clock did not move",
             answered(exchange) + ".");
        return;
    }
    model.clock_offset_ms += what.seconds * second;
    tell(turn, Step::expiry_and_revocation, Tone::positive,
         "The clock of Simulated Staging moved on by " + std::to_string(what.seconds) + " seconds");
    model.announcement.by_clock = true; // and this is what it did
    for (oauth::Token& token : model.tokens) {
        if (const auto change = oauth::advance_clock(token, clock_of(model, token.environment))) {
            log_change(turn, token, *change);
            say_token_state(turn, token);
            model.announcement.by_clock = true;
        }
    }
    model.announcement.by_clock = false;
    follow_clock(turn, what);
}

std::optional<std::int64_t> next_wake_ms(const Model& model) {
    std::optional<std::int64_t> soonest;
    const auto wake = [&soonest](std::int64_t in_ms) {
        in_ms = std::max<std::int64_t>(in_ms, 1);
        soonest = soonest ? std::min(*soonest, in_ms) : in_ms;
    };
    for (const oauth::Token& token : model.tokens) {
        if (oauth::is_final(token.state)) continue;
        if (const auto transition = oauth::next_transition_in_ms(token)) wake(*transition);
        const auto left = oauth::remaining_ms(token);
        if (model.page.visible && left && *left > 0) wake(*left % second + 1); // shown rounded down
    }
    if (const auto left = code_left_ms(model); model.page.visible && left && *left > 0)
        wake(*left % second + 1);
    if (model.view.copied) wake(model.view.copied->at_ms + copied_ms - model.now.monotonic_ms);
    if (holds_secrets(model)) wake(idle_wipe_ms - idle_ms(model));
    return soonest;
}

} // namespace playground
