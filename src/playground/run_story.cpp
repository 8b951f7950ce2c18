#include "playground/run_story.hpp"

#include "playground/family.hpp"

#include <algorithm>
#include <chrono>
#include <vector>

namespace playground {

namespace {

std::string token_of(const Moment& moment) {
    return oauth::name_of(moment.token_kind, moment.pair);
}

std::string capital(std::string_view words) {
    std::string text(words);
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
        text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

std::string the(Actor actor) {
    switch (actor) {
    case Actor::person: return "the person";
    case Actor::page: return "this page";
    default: return "the " + std::string(name_of(actor));
    }
}

std::string end_of(const Moment& moment) {
    const std::string exchange = "exchange " + std::to_string(moment.exchange);
    switch (moment.outcome) {
    case Outcome::delivered:
        return capital(the(moment.from)) + " answered " + exchange + ": " + moment.words + ".";
    case Outcome::refused:
        return capital(the(moment.from)) + " refused " + exchange + ": " + moment.words + ".";
    case Outcome::not_sent: return capital(exchange) + " was not sent: " + moment.words + ".";
    case Outcome::unread:
        return capital(the(moment.from)) + " answered " + exchange +
               ", and the answer cannot be read: " + moment.words + ".";
    case Outcome::lost_back:
    case Outcome::hidden:
        return capital(the(moment.from)) + " answered " + exchange + ": " + moment.words +
               (moment.outcome == Outcome::hidden
                    ? ". The browser kept the answer from this page (CORS)."
                    : ". The answer was lost on the way back.");
    default:
        return "No answer came to " + exchange + ": " + moment.words +
               (moment.outcome == Outcome::lost_there ? ". It never arrived."
                                                      : ". Processed or not: not known.");
    }
}

std::size_t waiting(std::span<const Moment> moments) {
    std::vector<std::uint32_t> open;
    for (const Moment& each : moments) {
        if (each.kind == MomentKind::sent && each.outcome == Outcome::none)
            open.push_back(each.exchange);
        if (each.kind == MomentKind::ended) std::erase(open, each.exchange);
    }
    return open.size();
}

// The last word on tokens is that a server issued what did not come.
bool holds_no_new_pair(std::span<const Moment> moments) {
    bool lost = false;
    for (const Moment& each : moments) {
        if (each.kind == MomentKind::changed && each.words.ends_with(lost_pair_words)) lost = true;
        if (each.kind == MomentKind::stored) lost = false;
    }
    return lost;
}

// Of the tokens that this page holds.
std::string state_of_world(std::span<const Moment> moments) {
    std::vector<std::string> good, doubtful;
    bool any = false;
    for (const Member& each : family(moments)) {
        if (each.token == 0) continue;
        any = true;
        if (each.life == Life::active) good.push_back(each.name);
        if (each.life == Life::in_doubt) doubtful.push_back(each.name);
    }
    std::string text;
    if (!good.empty())
        text = list_of(good) + (good.size() == 1 ? " is active." : " are active.");
    else if (!any)
        text = "No token came so far.";
    else if (doubtful.empty())
        text = "No token is active.";
    if (!doubtful.empty())
        text += (text.empty() ? "" : " ") + list_of(doubtful) +
                (doubtful.size() == 1 ? " is in doubt." : " are in doubt.");
    if (holds_no_new_pair(moments)) text += " " + capital(lost_pair_words) + ".";
    const std::size_t open = waiting(moments);
    if (open == 1) text += " One request waits for its answer.";
    if (open > 1) text += " " + std::to_string(open) + " requests wait for their answers.";
    if (moments.back().kind == MomentKind::left) text += " The person is on the way out.";
    return text;
}

} // namespace

std::string utc_time(std::int64_t unix_ms) {
    // Four digits for the year are what ISO 8601 has.
    constexpr std::int64_t latest = 253'402'300'799'999; // the end of the year 9999
    const std::int64_t ms = std::clamp<std::int64_t>(unix_ms, 0, latest);
    const std::int64_t day_ms = 86'400'000;
    const std::chrono::year_month_day day{
        std::chrono::sys_days{std::chrono::days{static_cast<int>(ms / day_ms)}}};
    const auto digits = [](std::int64_t number, std::size_t count) {
        std::string text = std::to_string(number);
        return text.size() < count ? std::string(count - text.size(), '0') + text : text;
    };
    return digits(static_cast<int>(day.year()), 4) + "-" +
           digits(static_cast<unsigned>(day.month()), 2) + "-" +
           digits(static_cast<unsigned>(day.day()), 2) + "T" + digits(ms / 3'600'000 % 24, 2) +
           ":" + digits(ms / 60'000 % 60, 2) + ":" + digits(ms / 1000 % 60, 2) + "." +
           digits(ms % 1000, 3) + "Z";
}

std::string list_of(const std::vector<std::string>& things) {
    std::string text;
    for (std::size_t i = 0; i < things.size(); ++i) {
        if (i > 0) text += i + 1 == things.size() ? " and " : ", ";
        text += things[i];
    }
    return text;
}

std::span<const Moment> seen(const RunLog& log, std::uint32_t cursor) {
    const std::vector<Moment>& all = log.moments;
    if (all.empty() || cursor == 0 || cursor >= all.back().id) return all;
    const std::uint32_t first = all.front().id;
    return std::span(all).first(cursor < first ? 1 : cursor - first + 1);
}

std::string_view name_of(Actor actor) {
    switch (actor) {
    case Actor::person: return "person";
    case Actor::page: return "page";
    case Actor::authorization_server: return "authorisation server";
    case Actor::api: return "API";
    }
    return {};
}

std::string sentence(const Moment& moment) {
    const std::string token = token_of(moment);
    switch (moment.kind) {
    case MomentKind::sent:
        if (moment.outcome == Outcome::not_sent) return "Not sent: " + moment.words + ".";
        return capital(the(moment.from)) + " sent " + moment.words + " to " + the(moment.to) +
               (moment.token != 0 ? ", with " + token : "") +
               (moment.outcome == Outcome::lost_there ? ". It never arrived." : ".");
    case MomentKind::ended: return end_of(moment);
    case MomentKind::left:
        return "The person's browser left this page for the authorisation server.";
    case MomentKind::came:
        return "The person's browser was sent back to this page: " + moment.words + ".";
    case MomentKind::stored: return "This page received " + token + ".";
    case MomentKind::changed:
        return token + " is " + std::string(oauth::to_string(moment.is)) + ". " + moment.words +
               ".";
    case MomentKind::said:
        return token + " stays " + std::string(oauth::to_string(moment.is)) + ". " + moment.words +
               ".";
    case MomentKind::lost: return "The page was left. What it held in memory is gone.";
    }
    return {};
}

std::string cause_of(const Moment& moment) {
    if (moment.cause != 0) return "Caused by moment " + std::to_string(moment.cause) + ".";
    if (moment.kind == MomentKind::came) return "What made it come is not known.";
    const bool by_clock =
        moment.exchange == 0 && (is_of_token(moment) || moment.kind == MomentKind::lost);
    return by_clock ? "" : "Asked for by the person.";
}

std::string label_of(const Moment& moment) {
    const std::string token = token_of(moment);
    switch (moment.kind) {
    case MomentKind::sent:
        if (moment.outcome == Outcome::not_sent) return "Not sent: " + moment.words;
        return moment.words + (moment.token != 0 ? " \u00b7 " + token : "");
    case MomentKind::ended:
        if (moment.outcome == Outcome::not_sent) return "Not sent: " + moment.words;
        if (moment.outcome == Outcome::unread) return "Answered, not readable";
        if (moment.outcome == Outcome::hidden)
            return "Answered, not readable: CORS, " + moment.words;
        if (moment.outcome == Outcome::lost_back) return "Processed, answer lost: " + moment.words;
        if (moment.outcome == Outcome::lost_there) return "Never arrived: " + moment.words;
        if (moment.outcome == Outcome::unknown) return "No answer. Processed or not: not known";
        return moment.words;
    case MomentKind::left: return "leaves to authorise";
    case MomentKind::came: return moment.words;
    case MomentKind::stored: return token + " received";
    case MomentKind::changed: return token + " " + std::string(oauth::to_string(moment.is));
    case MomentKind::said: return token + " stays " + std::string(oauth::to_string(moment.is));
    case MomentKind::lost: return "Page left, memory gone";
    }
    return {};
}

std::string caption(const RunLog& log, std::uint32_t cursor) {
    return caption(seen(log, cursor), log);
}

std::string caption(std::span<const Moment> moments, const RunLog& log) {
    if (moments.empty()) return "Nothing happened yet.";
    const std::string all = std::to_string(log.moments.back().id);
    if (moments.back().id == log.moments.back().id)
        return state_of_world(moments) + " " + all + (all == "1" ? " moment." : " moments.");
    return "Looking back at moment " + std::to_string(moments.back().id) + " of " + all + ". " +
           state_of_world(moments);
}

} // namespace playground
