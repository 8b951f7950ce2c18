#include "ui/phrases.hpp"

#include "oauth/server_words.hpp"
#include "playground/run_story.hpp"

namespace ui {

using playground::Tone;

std::string clock_time(std::int64_t unix_ms) {
    const std::int64_t second_of_day = ((unix_ms / 1000) % 86400 + 86400) % 86400;
    const auto two_digits = [](std::int64_t number) {
        return (number < 10 ? "0" : "") + std::to_string(number);
    };
    return two_digits(second_of_day / 3600) + ":" + two_digits(second_of_day / 60 % 60) + ":" +
           two_digits(second_of_day % 60) + " UTC";
}

std::string moment_time(std::int64_t unix_ms, std::int64_t now_ms) {
    constexpr std::int64_t day_ms = 86'400'000;
    if (unix_ms / day_ms == now_ms / day_ms) return clock_time(unix_ms);
    return playground::utc_time(unix_ms).substr(0, 10) + " " + clock_time(unix_ms);
}

std::string duration(std::int64_t ms) {
    if (ms < 0) ms = 0;
    if (ms < 1000) return std::to_string(ms) + " ms";
    const std::int64_t seconds = ms / 1000;
    if (seconds < 60) return std::to_string(seconds) + " s";
    const std::int64_t minutes = seconds / 60;
    if (minutes < 60)
        return std::to_string(minutes) + " min " + std::to_string(seconds % 60) + " s";
    const std::int64_t hours = minutes / 60;
    if (hours < 48) return std::to_string(hours) + " h " + std::to_string(minutes % 60) + " min";
    return std::to_string(hours / 24) + " days";
}

std::string byte_count(std::size_t bytes) {
    if (bytes < 1000) return std::to_string(bytes) + " B";
    const bool mega = bytes >= 999'950;
    const std::size_t unit = mega ? 100'000 : 100, tenths = (bytes + unit / 2) / unit;
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + (mega ? " MB" : " kB");
}

std::string outcome(const http::Exchange& exchange) {
    if (exchange.navigation) return "navigation";
    if (exchange.response) {
        const std::string_view words = exchange.response->status_text.empty()
                                           ? http::reason_phrase(exchange.response->status)
                                           : std::string_view(exchange.response->status_text);
        return std::to_string(exchange.response->status) + (words.empty() ? "" : " ") +
               oauth::cut(words, 64); // a server may write kilobytes there
    }
    switch (exchange.failure) {
    case http::Failure::none: return "under way";
    case http::Failure::network: return "no answer";
    case http::Failure::timeout: return "timed out";
    case http::Failure::aborted: return "aborted";
    case http::Failure::refused: return "not sent";
    case http::Failure::offline: return "not sent: offline";
    case http::Failure::unread: return "answered, too large to show";
    }
    return {};
}

std::string outcome(const playground::Model& model, const http::Exchange& exchange) {
    const auto waiting = model.in_flight.find(exchange.id);
    if (waiting != model.in_flight.end() && waiting->second.by_hand) return "waits for you";
    return outcome(exchange);
}

Tone tone_of(const http::Exchange& exchange) {
    if (exchange.response) return exchange.response->status < 400 ? Tone::positive : Tone::negative;
    if (exchange.navigation || exchange.failure == http::Failure::none) return Tone::neutral;
    return exchange.failure == http::Failure::aborted ? Tone::warning : Tone::negative;
}

std::string path_of(const http::Exchange& exchange) {
    // By hand: what is kept of an earlier page has secrets masked, and is no URL any more.
    const std::string& url = exchange.request.url;
    const std::size_t scheme = url.find("://");
    const std::size_t path = url.find('/', scheme == std::string::npos ? 0 : scheme + 3);
    if (path == std::string::npos) return "/";
    return url.substr(path, url.find_first_of("?#", path) - path);
}

std::string change_of(const playground::Moment& moment) {
    return oauth::name_of(moment.token_kind, moment.pair) + " is " +
           std::string(oauth::to_string(moment.is));
}

Tone tone_of(oauth::TokenState state) {
    switch (state) {
    case oauth::TokenState::active: return Tone::positive;
    case oauth::TokenState::expiring:
    case oauth::TokenState::refused: return Tone::warning;
    case oauth::TokenState::expired:
    case oauth::TokenState::revoked:
    case oauth::TokenState::rejected: return Tone::negative;
    case oauth::TokenState::replaced:
    case oauth::TokenState::rotated: return Tone::neutral;
    }
    return Tone::neutral;
}

Tone tone_of(playground::LifeState state) {
    using enum playground::LifeState;
    switch (state) {
    case accepted:
    case completed:
    case exchanged:
    case active: return Tone::positive;
    case in_doubt:
    case refused:
    case abandoned: return Tone::warning;
    case denied:
    case refused_here:
    case spent:
    case expired:
    case rejected:
    case revoked:
    case over: return Tone::negative;
    default: return Tone::neutral;
    }
}

Tone tone_of(playground::Life life) {
    using playground::Life;
    switch (life) {
    case Life::active: return Tone::positive;
    case Life::in_doubt:
    case Life::refused: return Tone::warning;
    case Life::expired:
    case Life::revoked:
    case Life::rejected: return Tone::negative;
    case Life::replaced:
    case Life::rotated:
    case Life::left_behind: return Tone::neutral;
    }
    return Tone::neutral;
}

} // namespace ui
