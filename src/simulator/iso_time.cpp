#include "simulator/iso_time.hpp"

#include "http/ascii.hpp"

#include <array>
#include <chrono>
#include <cstdio>

namespace simulator {
namespace {

// Takes one piece after the other from the front. After the first that is not there, `ok` is false.
struct Digits {
    std::string_view rest;
    bool ok = true;

    int digits(std::size_t count) {
        int number = 0;
        for (std::size_t i = 0; i < count; ++i) {
            ok = ok && !rest.empty() && http::is_digit(rest.front());
            if (!ok) return 0;
            number = number * 10 + (rest.front() - '0');
            rest.remove_prefix(1);
        }
        return number;
    }
    char one_of(std::string_view allowed) {
        ok = ok && !rest.empty() && allowed.find(rest.front()) != std::string_view::npos;
        if (!ok) return '\0';
        const char taken = rest.front();
        rest.remove_prefix(1);
        return taken;
    }
    // ".25": of any length, of which the first three digits count; 0 when there is no point.
    int milliseconds() {
        if (!rest.starts_with('.')) return 0;
        rest.remove_prefix(1);
        int number = 0;
        std::size_t count = 0;
        for (; !rest.empty() && http::is_digit(rest.front()); ++count) {
            if (count < 3) number = number * 10 + (rest.front() - '0');
            rest.remove_prefix(1);
        }
        ok = ok && count > 0;
        for (; count < 3; ++count)
            number *= 10;
        return number;
    }
};

// An instant as a calendar and a clock in UTC say it.
struct Calendar {
    explicit Calendar(std::int64_t unix_ms) {
        const std::chrono::sys_time<std::chrono::milliseconds> moment{
            std::chrono::milliseconds(unix_ms)};
        const auto midnight = std::chrono::floor<std::chrono::days>(moment);
        const std::chrono::year_month_day date{midnight};
        const auto seconds = std::chrono::floor<std::chrono::seconds>(moment - midnight).count();
        year = static_cast<int>(date.year());
        month = static_cast<unsigned>(date.month());
        day = static_cast<unsigned>(date.day());
        weekday = std::chrono::weekday{midnight}.c_encoding();
        hour = static_cast<int>(seconds / 3600);
        minute = static_cast<int>(seconds / 60 % 60);
        second = static_cast<int>(seconds % 60);
    }
    int year, hour, minute, second;
    unsigned month, day, weekday;
};

} // namespace

std::string iso_time(std::int64_t unix_ms) {
    const Calendar at(unix_ms);
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02dZ", at.year, at.month,
                  at.day, at.hour, at.minute, at.second);
    return text.data();
}

std::string http_date(std::int64_t unix_ms) {
    static constexpr std::array<const char*, 7> days{"Sun", "Mon", "Tue", "Wed",
                                                     "Thu", "Fri", "Sat"};
    static constexpr std::array<const char*, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const Calendar at(unix_ms);
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%s, %02u %s %04d %02d:%02d:%02d GMT", days[at.weekday],
                  at.day, months[at.month - 1], at.year, at.hour, at.minute, at.second);
    return text.data();
}

std::string exact_iso_time(std::int64_t unix_ms) {
    const std::int64_t ms = (unix_ms % 1000 + 1000) % 1000;
    std::string text = iso_time(unix_ms - ms);
    if (ms == 0) return text;
    std::string fraction = std::to_string(ms);
    fraction.insert(0, 3 - fraction.size(), '0');
    text.insert(text.size() - 1, "." + fraction);
    return text;
}

std::optional<std::int64_t> instant(std::string_view text) {
    Digits in{text};
    const int year = in.digits(4);
    in.one_of("-");
    const int month = in.digits(2);
    in.one_of("-");
    const int day = in.digits(2);
    in.one_of("Tt ");
    const int hour = in.digits(2);
    in.one_of(":");
    const int minute = in.digits(2);
    in.one_of(":");
    const int second = in.digits(2);
    const int ms = in.milliseconds();
    const char zone = in.one_of("Zz+-");
    int offset = 0; // in minutes
    if (zone == '+' || zone == '-') {
        const int hours = in.digits(2);
        in.one_of(":");
        const int minutes = in.digits(2);
        if (hours > 23 || minutes > 59) return std::nullopt;
        offset = (zone == '-' ? -1 : 1) * (hours * 60 + minutes);
    }
    const std::chrono::year_month_day date{std::chrono::year(year),
                                           std::chrono::month(static_cast<unsigned>(month)),
                                           std::chrono::day(static_cast<unsigned>(day))};
    if (!in.ok || !in.rest.empty() || !date.ok() || hour > 23 || minute > 59 || second > 60)
        return std::nullopt;
    const std::int64_t days = std::chrono::sys_days(date).time_since_epoch().count();
    const std::int64_t in_minute = second == 60 ? 59'999 : second * 1000 + ms;
    return ((days * 24 + hour) * 60 + minute - offset) * 60'000 + in_minute;
}

} // namespace simulator
