#include "staging/onboarding.hpp"

#include "http/ascii.hpp"
#include "staging/reference.hpp"

#include <chrono>
#include <optional>

namespace staging {
namespace {

using Days = std::chrono::sys_days;
using Date = std::chrono::year_month_day;

constexpr int days_to_fetch = 7;

// Of two decimal digits at least, "2026-11-28".
std::string written(const Date& date) {
    const auto two = [](unsigned number) {
        return std::string(number < 10 ? "-0" : "-") + std::to_string(number);
    };
    return std::to_string(static_cast<int>(date.year())) +
           two(static_cast<unsigned>(date.month())) + two(static_cast<unsigned>(date.day()));
}

std::optional<Date> parse(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    unsigned numbers[3] = {};
    const std::size_t starts[] = {0, 5, 8}, ends[] = {4, 7, 10};
    for (std::size_t part = 0; part < 3; ++part) {
        for (std::size_t at = starts[part]; at < ends[part]; ++at) {
            if (!http::is_digit(text[at])) return std::nullopt;
            numbers[part] = numbers[part] * 10 + static_cast<unsigned>(text[at] - '0');
        }
    }
    const Date date(std::chrono::year(static_cast<int>(numbers[0])), std::chrono::month(numbers[1]),
                    std::chrono::day(numbers[2]));
    return date.ok() ? std::optional(date) : std::nullopt;
}

// The word with this index in a text of words.
std::string word(std::string_view words, unsigned index) {
    while (index-- > 0)
        cut(words, ' ');
    return std::string(cut(words, ' '));
}

} // namespace

Guidance guidance(Task task) {
    std::string_view rest = reference("onboarding");
    for (auto before = static_cast<int>(task); before > 0; --before)
        cut(rest, '\n');
    std::string_view row = cut(rest, '\n');
    Guidance found;
    found.title = cut(row, '|');
    found.source = cut(row, '|');
    found.detail = row;
    return found;
}

std::string day_of(std::int64_t unix_ms) {
    return written(std::chrono::floor<std::chrono::days>(
        std::chrono::sys_time<std::chrono::milliseconds>(std::chrono::milliseconds(unix_ms))));
}

Result<Deadline> fetch_by(std::string_view came, std::string_view today) {
    const std::optional<Date> first = parse(came);
    if (!first) return Error{"day", "Write the day as 2026-11-28: year, month, day."};
    const Days last = Days(*first) + std::chrono::days(days_to_fetch);
    const Date date(last);
    Deadline deadline;
    deadline.day = written(date);
    deadline.in_full =
        word("Sunday Monday Tuesday Wednesday Thursday Friday Saturday",
             std::chrono::weekday(last).c_encoding()) +
        " " + std::to_string(static_cast<unsigned>(date.day())) + " " +
        word("January February March April May June July August September October November "
             "December",
             static_cast<unsigned>(date.month()) - 1) +
        " " + std::to_string(static_cast<int>(date.year()));
    const std::optional<Date> now = parse(today);
    deadline.over = now && *now > date;
    return deadline;
}

} // namespace staging
