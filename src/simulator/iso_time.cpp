#include "simulator/iso_time.hpp"

#include <array>
#include <chrono>
#include <cstdio>

namespace simulator {

std::string iso_time(std::int64_t unix_ms) {
    const std::chrono::sys_time<std::chrono::milliseconds> moment{
        std::chrono::milliseconds(unix_ms)};
    const auto day = std::chrono::floor<std::chrono::days>(moment);
    const std::chrono::year_month_day date{day};
    const auto seconds = std::chrono::floor<std::chrono::seconds>(moment - day).count();

    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02dZ",
                  static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                  static_cast<unsigned>(date.day()), static_cast<int>(seconds / 3600),
                  static_cast<int>(seconds / 60 % 60), static_cast<int>(seconds % 60));
    return text.data();
}

} // namespace simulator
