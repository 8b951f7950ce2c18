// Times of the API are RFC 3339. They are compared as instants, never as texts: "10:00:00+02:00" and
// "08:00:00.000Z" are one.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace simulator {

constexpr std::int64_t day_ms = std::int64_t{24} * 3600 * 1000;

std::string iso_time(std::int64_t unix_ms); // "2026-01-31T09:05:00Z": whole seconds, rounded down

// The same with its milliseconds when it has any: "2026-01-31T09:05:00.250Z".
std::string exact_iso_time(std::int64_t unix_ms);

std::string http_date(std::int64_t unix_ms); // IMF-fixdate (RFC 9110 section 5.6.7)

// RFC 3339 section 5.6: any fraction of a second (milliseconds count), any offset, "t" and "z" too.
// A leap second is the last millisecond of its minute. Nothing when the date does not exist or the
// offset is missing.
std::optional<std::int64_t> instant(std::string_view text);

} // namespace simulator
