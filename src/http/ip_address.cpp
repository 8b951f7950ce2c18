#include "http/ip_address.hpp"

#include "http/ascii.hpp"

#include <charconv>
#include <vector>

namespace http {

namespace {

// The pieces of one side of "::", an IPv4 tail counting as two.
std::optional<std::vector<std::uint16_t>> parse_groups(std::string_view text,
                                                       bool may_end_in_ipv4) {
    std::vector<std::uint16_t> groups;
    if (text.empty()) return groups;
    while (true) {
        const std::size_t colon = text.find(':');
        const std::string_view piece = text.substr(0, colon);
        const bool last = colon == std::string_view::npos;
        if (last && may_end_in_ipv4 && piece.find('.') != std::string_view::npos) {
            const std::optional<Ipv4> tail = parse_ipv4(piece);
            if (!tail) return std::nullopt;
            groups.push_back(static_cast<std::uint16_t>((*tail)[0] << 8 | (*tail)[1]));
            groups.push_back(static_cast<std::uint16_t>((*tail)[2] << 8 | (*tail)[3]));
            return groups;
        }
        if (piece.empty() || piece.size() > 4) return std::nullopt;
        std::uint16_t group = 0;
        for (const char c : piece) {
            const int digit = hex_value(c);
            if (digit < 0) return std::nullopt;
            group = static_cast<std::uint16_t>(group << 4 | digit);
        }
        groups.push_back(group);
        if (last) return groups;
        text.remove_prefix(colon + 1);
    }
}

} // namespace

std::optional<Ipv4> parse_ipv4(std::string_view text) {
    Ipv4 address{};
    for (std::size_t i = 0; i < address.size(); ++i) {
        const std::size_t dot = text.find('.');
        const bool last = i + 1 == address.size();
        if ((dot == std::string_view::npos) != last) return std::nullopt;
        const std::string_view number = text.substr(0, dot);
        if (number.empty() || number.size() > 3) return std::nullopt;
        if (number.size() > 1 && number[0] == '0') return std::nullopt;
        const char* end = number.data() + number.size();
        const auto read = std::from_chars(number.data(), end, address[i]);
        if (read.ec != std::errc{} || read.ptr != end) return std::nullopt;
        if (!last) text.remove_prefix(dot + 1);
    }
    return address;
}

std::optional<Ipv6> parse_ipv6(std::string_view text) {
    const std::size_t gap = text.find("::");
    const bool has_gap = gap != std::string_view::npos;
    const auto head = parse_groups(text.substr(0, gap), !has_gap);
    const auto tail = parse_groups(has_gap ? text.substr(gap + 2) : std::string_view{}, true);
    if (!head || !tail) return std::nullopt;
    Ipv6 address{};
    const std::size_t written = head->size() + tail->size();
    if (has_gap ? written >= address.size() : written != address.size()) return std::nullopt;
    for (std::size_t i = 0; i < head->size(); ++i)
        address[i] = (*head)[i];
    for (std::size_t i = 0; i < tail->size(); ++i) {
        address[address.size() - tail->size() + i] = (*tail)[i];
    }
    return address;
}

std::string to_string(const Ipv6& address) {
    // The first of the longest runs of zeros; a single zero is written out.
    std::size_t gap = address.size();
    std::size_t gap_size = 1;
    for (std::size_t i = 0; i < address.size(); ++i) {
        std::size_t end = i;
        while (end < address.size() && address[end] == 0)
            ++end;
        if (end - i > gap_size) {
            gap = i;
            gap_size = end - i;
        }
    }
    std::string out;
    for (std::size_t i = 0; i < address.size(); ++i) {
        if (i == gap) {
            out += "::";
            i += gap_size - 1;
            continue;
        }
        if (!out.empty() && out.back() != ':') out += ':';
        std::array<char, 4> digits{};
        const auto written =
            std::to_chars(digits.data(), digits.data() + digits.size(), address[i], 16);
        out.append(digits.data(), written.ptr);
    }
    return out;
}

} // namespace http
