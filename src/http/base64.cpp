#include "http/base64.hpp"

#include <array>
#include <cstdint>

namespace http {

namespace {

constexpr std::string_view standard_alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view url_alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

constexpr std::array<signed char, 256> values_of(std::string_view alphabet) {
    std::array<signed char, 256> values{};
    for (signed char& value : values)
        value = -1;
    for (std::size_t i = 0; i < alphabet.size(); ++i) {
        values[static_cast<unsigned char>(alphabet[i])] = static_cast<signed char>(i);
    }
    return values;
}

constexpr std::array<signed char, 256> standard_values = values_of(standard_alphabet);
constexpr std::array<signed char, 256> url_values = values_of(url_alphabet);

std::string encode(std::string_view bytes, std::string_view alphabet) {
    std::string out;
    out.reserve((bytes.size() + 2) / 3 * 4);
    std::uint32_t buffer = 0;
    unsigned bits = 0;
    for (const char c : bytes) {
        buffer = (buffer << 8 | static_cast<unsigned char>(c)) & 0xFFFFu;
        bits += 8;
        while (bits >= 6) {
            bits -= 6;
            out += alphabet[buffer >> bits & 63u];
        }
    }
    if (bits > 0) out += alphabet[buffer << (6 - bits) & 63u];
    return out;
}

std::optional<std::string> decode(std::string_view text,
                                  const std::array<signed char, 256>& values) {
    std::string out;
    out.reserve(text.size() / 4 * 3 + 2);
    std::uint32_t buffer = 0;
    unsigned bits = 0;
    for (const char c : text) {
        const signed char value = values[static_cast<unsigned char>(c)];
        if (value < 0) return std::nullopt;
        buffer = (buffer << 6 | static_cast<std::uint32_t>(value)) & 0xFFFu;
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            out += static_cast<char>(buffer >> bits & 0xFFu);
        }
    }
    // Bits that are left must be zero (section 3.5): one value, one spelling.
    const bool clean = bits < 6 && (buffer & ((1u << bits) - 1u)) == 0;
    if (!clean) return std::nullopt;
    return out;
}

} // namespace

std::string base64_encode(std::string_view bytes) {
    std::string out = encode(bytes, standard_alphabet);
    while (out.size() % 4 != 0)
        out += '=';
    return out;
}

std::string base64url_encode(std::string_view bytes) { return encode(bytes, url_alphabet); }

std::optional<std::string> base64_decode(std::string_view text) {
    if (text.size() % 4 != 0) return std::nullopt;
    for (int padding = 0; padding < 2 && text.ends_with('='); ++padding)
        text.remove_suffix(1);
    return decode(text, standard_values);
}

std::optional<std::string> base64url_decode(std::string_view text) {
    return decode(text, url_values);
}

bool is_base64url_of(std::size_t bytes, std::string_view text) {
    if (text.size() != (bytes * 8 + 5) / 6) return false;
    int together = 0;
    for (const char c : text)
        together |= url_values[static_cast<unsigned char>(c)];
    if (together < 0) return false;
    const std::size_t unused = text.size() * 6 - bytes * 8;
    return text.empty() ||
           (url_values[static_cast<unsigned char>(text.back())] & ((1 << unused) - 1)) == 0;
}

} // namespace http
