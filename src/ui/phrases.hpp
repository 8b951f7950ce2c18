// Numbers as people read them. Times are UTC, because a page does not ask for more about its reader than it needs.
#pragma once

#include "http/exchange.hpp"
#include "oauth/lifecycle.hpp"
#include "playground/family.hpp"
#include "playground/model.hpp"
#include "playground/states.hpp"

#include <cstdint>
#include <string>

namespace ui {

std::string clock_time(std::int64_t unix_ms); // "18:04:11 UTC"
// With its day where that is another one than today's.
std::string moment_time(std::int64_t unix_ms, std::int64_t now_ms);
std::string duration(std::int64_t ms);     // "14 min 59 s", "340 ms"
std::string byte_count(std::size_t bytes); // "1.2 kB"
std::string outcome(
    const http::Exchange& exchange); // "200 OK", "no answer", "under way", "navigation"
// The same, but "waits for you" while a person is to send it from a terminal.
std::string outcome(const playground::Model& model, const http::Exchange& exchange);
playground::Tone tone_of(const http::Exchange& exchange);
playground::Tone tone_of(oauth::TokenState state);
std::string path_of(const http::Exchange& exchange); // "/v2/employees", what is asked for left out
playground::Tone tone_of(playground::Life life);
playground::Tone tone_of(playground::LifeState state);
std::string change_of(const playground::Moment& moment); // "Access token 1 is rotated"

} // namespace ui
