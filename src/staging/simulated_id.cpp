#include "staging/simulated_id.hpp"

#include "http/ascii.hpp"

#include <charconv>

namespace staging {
namespace {

constexpr std::string_view first_group = "51a01a7e-";
constexpr std::string_view middle_groups = "-4000-8000-";
constexpr std::size_t kind_digits = 4;
constexpr std::size_t number_digits = 12;

std::string padded(std::int64_t number, std::size_t digits) {
    std::string text = std::to_string(number);
    if (text.size() < digits) text.insert(0, digits - text.size(), '0');
    return text.substr(text.size() - digits);
}

std::string start_of(SimulatedKind kind) {
    return std::string(first_group) + padded(static_cast<int>(kind), kind_digits) +
           std::string(middle_groups);
}

} // namespace

std::string simulated_id(SimulatedKind kind, std::int64_t number) {
    return start_of(kind) + padded(number, number_digits);
}

std::int64_t simulated_number(SimulatedKind kind, std::string_view id) {
    const std::string start = start_of(kind);
    if (!http::is_uuid(id) || http::lower(id.substr(0, start.size())) != start) return -1;
    id.remove_prefix(start.size());
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), number);
    return error == std::errc() && end == id.data() + id.size() ? number : -1;
}

bool is_simulated_id(std::string_view text) {
    return http::is_uuid(text) && http::lower(text.substr(0, first_group.size())) == first_group;
}

} // namespace staging
