#include "http/secret_search.hpp"

#include "http/ascii.hpp"
#include "http/base64.hpp"
#include "http/form.hpp"
#include "http/secret_names.hpp"
#include "http/utf8.hpp"
#include "json/json.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace http {

namespace {

constexpr std::size_t nowhere = std::string_view::npos;

bool is_base64(char c) {
    return is_letter(c) || is_digit(c) || c == '+' || c == '/' || c == '-' || c == '_';
}

char at(std::string_view text, std::size_t i) { return i < text.size() ? text[i] : '\0'; }

// "%2B" is layer 0, "%252B", encoded once more, is layer 1.
constexpr std::size_t escape_layers = 4;

std::size_t end_of_escape(std::string_view text, std::size_t i, std::size_t layer,
                          unsigned char byte) {
    if (at(text, i) != '%') return nowhere;
    ++i;
    for (; layer > 0; --layer, i += 2) {
        if (at(text, i) != '2' || at(text, i + 1) != '5') return nowhere;
    }
    const int high = hex_value(at(text, i));
    const int low = hex_value(at(text, i + 1));
    return high >= 0 && low >= 0 && high * 16 + low == byte ? i + 2 : nowhere;
}

// One or more backslashes, as many as layers of JSON ask for.
std::size_t end_of_backslashes(std::string_view text, std::size_t i) {
    constexpr std::size_t most = 15; // four layers
    std::size_t end = i;
    while (end - i < most && at(text, end) == '\\')
        ++end;
    return end;
}

std::size_t end_of_unicode_escape(std::string_view text, std::size_t i, unsigned unit) {
    const std::size_t u = end_of_backslashes(text, i);
    if (u == i || at(text, u) != 'u') return nowhere;
    unsigned value = 0;
    for (std::size_t k = u + 1; k <= u + 4; ++k) {
        const int digit = hex_value(at(text, k));
        if (digit < 0) return nowhere;
        value = value * 16 + static_cast<unsigned>(digit);
    }
    return value == unit ? u + 5 : nowhere;
}

std::size_t end_of_unicode_escape(std::string_view text, std::size_t i, char32_t point) {
    if (point < 0x10000) return end_of_unicode_escape(text, i, static_cast<unsigned>(point));
    const auto offset = static_cast<unsigned>(point - 0x10000);
    const std::size_t high = end_of_unicode_escape(text, i, 0xD800u + (offset >> 10));
    return high == nowhere ? nowhere
                           : end_of_unicode_escape(text, high, 0xDC00u + (offset & 0x3FFu));
}

char json_letter(unsigned char byte) {
    switch (byte) {
    case '\b': return 'b';
    case '\f': return 'f';
    case '\n': return 'n';
    case '\r': return 'r';
    case '\t': return 't';
    case '"': return '"';
    case '/': return '/';
    default: return '\0';
    }
}

// A line break in the middle of a value, with the white space that folding adds; also written "\n".
std::size_t end_of_fold(std::string_view text, std::size_t i) {
    constexpr std::size_t longest = 64;
    bool broken = false;
    std::size_t end = i;
    while (end < text.size() && end - i < longest) {
        const char c = text[end];
        if (c == '\r' || c == '\n') {
            broken = true;
            ++end;
        } else if (c == '\\' && (at(text, end + 1) == 'n' || at(text, end + 1) == 'r')) {
            broken = true;
            end += 2;
        } else if (broken && (c == ' ' || c == '\t')) {
            ++end;
        } else {
            break;
        }
    }
    return end;
}

// What a needle that stands here may begin with, in whatever clothes: few bytes, so that few needles
// have to be tried.
class FirstBytes {
public:
    FirstBytes(std::string_view text, std::size_t i) {
        const char c = text[i];
        add(c);
        if (c == '+') add(' ');
        if (c == '%') add_escapes(text, i);
        if (c == '\\') add_json(text, i);
    }
    const char* begin() const { return bytes_.data(); }
    const char* end() const { return bytes_.data() + count_; }

private:
    void add(char byte) {
        if (std::find(begin(), end(), byte) == end()) bytes_[count_++] = byte;
    }
    void add_escapes(std::string_view text, std::size_t i) {
        ++i;
        for (std::size_t layer = 0; layer < escape_layers; ++layer, i += 2) {
            const int high = hex_value(at(text, i));
            const int low = hex_value(at(text, i + 1));
            if (high < 0 || low < 0) return;
            const char byte = static_cast<char>(high * 16 + low);
            add(byte);
            if (byte == '+') add(' ');
            if (byte != '%') return;
        }
    }
    void add_json(std::string_view text, std::size_t i) {
        const std::size_t letter = end_of_backslashes(text, i);
        for (const char byte : {'\b', '\f', '\n', '\r', '\t', '"', '/'})
            if (at(text, letter) == json_letter(static_cast<unsigned char>(byte))) add(byte);
        if (at(text, letter) != 'u') return;
        unsigned unit = 0;
        for (std::size_t k = letter + 1; k <= letter + 4; ++k)
            unit = unit * 16 + static_cast<unsigned>(std::max(hex_value(at(text, k)), 0));
        const bool high = unit >= 0xD800 && unit < 0xDC00;
        const unsigned point = high ? 0x10000 + ((unit - 0xD800) << 10) : unit;
        add(static_cast<char>(point < 0x80      ? point
                              : point < 0x800   ? 0xC0u | point >> 6
                              : point < 0x10000 ? 0xE0u | point >> 12
                                                : 0xF0u | point >> 18));
    }
    std::array<char, 2 * escape_layers + 2> bytes_{};
    std::size_t count_ = 0;
};

// Walks all readings of the text at once: for every byte of the needle the places where it may end.
class Matcher {
public:
    explicit Matcher(std::string_view text) : text_(text) {}

    // Where the longest reading of the needle that starts here ends; nowhere if it does not stand
    // here.
    std::size_t match(std::size_t start, std::string_view needle) {
        if (ends_.size() < needle.size() + 1) ends_.resize(needle.size() + 1);
        ends_[0].push_back(start);
        std::size_t live = 0; // the furthest needle index that something has reached
        for (std::size_t i = 0; i < needle.size() && i <= live && !exhausted(); ++i) {
            for (const std::size_t from : ends_[i]) {
                if (exhausted()) break;
                live = std::max(live, step(needle, i, from));
                if (i == 0) continue;
                const std::size_t folded = end_of_fold(text_, from);
                steps_ += folded - from;
                if (folded != from) live = std::max(live, step(needle, i, folded));
            }
        }
        const std::vector<std::size_t>& last = ends_[needle.size()];
        const std::size_t end =
            last.empty() ? nowhere : *std::max_element(last.begin(), last.end());
        for (std::size_t i = 0; i <= live; ++i)
            ends_[i].clear();
        return end;
    }

    // A text and a token made to fit each other could keep a page busy for minutes: a kilobyte of
    // backslashes did. The work is bounded by the length of the text times a small constant.
    bool exhausted() const { return steps_ > budget_; }

private:
    std::size_t step(std::string_view needle, std::size_t i, std::size_t from) {
        ++steps_;
        if (from >= text_.size()) return i;
        const char c = text_[from];
        const auto byte = static_cast<unsigned char>(needle[i]);
        std::size_t furthest = i;
        const auto reach = [&](std::size_t index, std::size_t end) {
            if (end == nowhere) return;
            std::vector<std::size_t>& ends = ends_[index];
            steps_ += ends.size(); // to look through them is work as well
            if (std::find(ends.begin(), ends.end(), end) == ends.end()) ends.push_back(end);
            furthest = std::max(furthest, index);
        };
        if (static_cast<unsigned char>(c) == byte) reach(i + 1, from + 1);
        if (c == '+' && byte == ' ') reach(i + 1, from + 1);
        for (std::size_t layer = 0; c == '%' && layer < escape_layers; ++layer) {
            reach(i + 1, end_of_escape(text_, from, layer, byte));
            if (byte == ' ') reach(i + 1, end_of_escape(text_, from, layer, '+'));
        }
        if (c == '\\') {
            const std::size_t end = end_of_backslashes(text_, from);
            if (byte == '\\') {
                // A backslash doubles with every layer.
                for (std::size_t run = 2; run <= 8; run *= 2) {
                    if (from + run <= end) reach(i + 1, from + run);
                }
            }
            if (json_letter(byte) != '\0' && at(text_, end) == json_letter(byte)) {
                reach(i + 1, end + 1);
            }
            const CodePoint point = decode_utf8(needle, i);
            if (point.valid)
                reach(i + point.length, end_of_unicode_escape(text_, from, point.value));
        }
        return furthest;
    }

    std::string_view text_;
    std::vector<std::vector<std::size_t>> ends_;
    std::size_t steps_ = 0;
    std::size_t budget_ = 400'000 + 4 * text_.size();
};

// The size of a mask that stands here; 0 when none does.
std::size_t mask_size(std::string_view text, std::size_t i, const Secrets& secrets) {
    constexpr std::string_view opening = "‹";
    constexpr std::string_view closing = "›";
    if (text.substr(i, opening.size()) != opening) return 0;
    const std::size_t name_start = i + opening.size();
    constexpr std::size_t longest_name = 80;
    const std::size_t length = text.substr(name_start, longest_name).find(closing);
    if (length == std::string_view::npos) return 0;
    const std::string_view name = text.substr(name_start, length);
    const bool known = is_mask_name(name) ||
                       std::any_of(secrets.begin(), secrets.end(),
                                   [&](const Secret& secret) { return secret.name == name; });
    return known ? opening.size() + length + closing.size() : 0;
}

} // namespace

// Base64 of a text that contains `content` at a byte offset of 0, 1 or 2 modulo 3: the characters
// that depend on nothing else.
SecretSearch::Needle SecretSearch::base64_needle(std::string_view content, std::size_t offset,
                                                 std::size_t secret) {
    const std::string encoded = base64_encode(std::string(offset, '\0') + std::string{content});
    const std::size_t bits = (offset + content.size()) * 8;
    const std::size_t first = (offset * 8 + 5) / 6;
    const std::size_t last = bits / 6;
    return Needle{encoded.substr(first, last - first), secret, true, offset != 0, bits % 6 != 0};
}

void SecretSearch::add_needles(std::size_t secret) {
    const std::string& value = secrets_[secret].value;
    if (value.size() < shortest_secret) return;
    const std::size_t own = needles_.size(); // those of other secrets hardly ever repeat
    const auto add = [&](Needle needle) {
        for (std::size_t i = own; i < needles_.size(); ++i) {
            const Needle& known = needles_[i];
            if (known.bytes == needle.bytes && known.base64 == needle.base64 &&
                known.shares_left == needle.shares_left &&
                known.shares_right == needle.shares_right) {
                return;
            }
        }
        needles_.push_back(std::move(needle));
    };
    add(Needle{value, secret});
    const std::string quoted = json::quote(value);
    const std::array<std::string, 4> contents{value, form_encode(value), percent_encode(value),
                                              quoted.substr(1, quoted.size() - 2)};
    for (const std::string& content : contents) {
        for (std::size_t offset = 0; offset < 3; ++offset) {
            Needle needle = base64_needle(content, offset, secret);
            add(needle);
            std::replace(needle.bytes.begin(), needle.bytes.end(), '+', '-');
            std::replace(needle.bytes.begin(), needle.bytes.end(), '/', '_');
            add(std::move(needle));
        }
    }
}

SecretSearch::SecretSearch(Secrets secrets) : secrets_(std::move(secrets)) {
    for (std::size_t i = 0; i < secrets_.size(); ++i)
        add_needles(i);
    beginnings_.resize(needles_.empty() ? 0 : 0x10000);
    for (std::uint32_t i = 0; i < needles_.size(); ++i) {
        const std::string& bytes = needles_[i].bytes;
        starting_[static_cast<unsigned char>(bytes[0])].push_back(i);
        beginnings_[beginning(bytes[0], bytes[1])] = true;
    }
}

std::size_t SecretSearch::beginning(char first, char second) {
    return static_cast<std::size_t>(static_cast<unsigned char>(first)) << 8 |
           static_cast<unsigned char>(second);
}

// Two bytes rule out almost every place of a text, whatever the number of needles is.
bool SecretSearch::may_begin(std::string_view text, std::size_t i) const {
    constexpr std::string_view dressed = "%\\+\r\n"; // stand for other bytes, or for none
    const char first = text[i], second = at(text, i + 1);
    return first == '%' || first == '\\' || first == '+' ||
           dressed.find(second) != std::string_view::npos || beginnings_[beginning(first, second)];
}

// Takes the neighbours in that hold bits of the secret, and the padding, which tells its length.
void SecretSearch::widen(std::string_view text, const Needle& needle, Occurrence& found) {
    if (needle.shares_left && found.begin > 0) {
        const std::size_t escape = found.begin >= 3 ? found.begin - 3 : 0;
        const bool escaped = found.begin >= 3 && text[escape] == '%' &&
                             hex_value(text[escape + 1]) >= 0 && hex_value(text[escape + 2]) >= 0;
        if (escaped) {
            found.begin = escape;
        } else if (is_base64(text[found.begin - 1])) {
            --found.begin;
        }
    }
    if (needle.shares_right) {
        constexpr std::array<std::string_view, 2> escapes{"%2B", "%2F"};
        if (is_base64(at(text, found.end))) {
            ++found.end;
        } else if (std::find(escapes.begin(), escapes.end(),
                             text.substr(std::min(found.end, text.size()), 3)) != escapes.end()) {
            found.end += 3;
        }
    }
    for (int padding = 0; padding < 2; ++padding) {
        if (at(text, found.end) == '=') {
            ++found.end;
        } else if (text.substr(std::min(found.end, text.size()), 3) == "%3D") {
            found.end += 3;
        }
    }
}

std::vector<Occurrence> SecretSearch::find(std::string_view text) const {
    std::vector<Occurrence> found;
    if (needles_.empty()) return found;

    Matcher matcher{text};
    for (std::size_t i = 0; i < text.size();) {
        if (const std::size_t size = mask_size(text, i, secrets_); size != 0) {
            i += size;
            continue;
        }
        if (!may_begin(text, i)) {
            ++i;
            continue;
        }
        for (const char first : FirstBytes(text, i)) {
            for (const std::uint32_t index : starting_[static_cast<unsigned char>(first)]) {
                const Needle& needle = needles_[index];
                const std::size_t end = matcher.match(i, needle.bytes);
                if (matcher.exhausted()) break;
                if (end == nowhere) continue;
                Occurrence occurrence{i, end, needle.secret};
                if (needle.base64) widen(text, needle, occurrence);
                found.push_back(occurrence);
            }
            if (matcher.exhausted()) break;
        }
        if (matcher.exhausted()) {
            // Better too much is hidden than a token shown.
            found.push_back(Occurrence{i, text.size(), needles_[0].secret});
            break;
        }
        ++i;
    }

    std::sort(found.begin(), found.end(), [](const Occurrence& a, const Occurrence& b) {
        return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
    });
    std::vector<Occurrence> joined;
    std::size_t longest = 0;
    for (const Occurrence& occurrence : found) {
        const std::size_t size = occurrence.end - occurrence.begin;
        if (joined.empty() || occurrence.begin >= joined.back().end) {
            joined.push_back(occurrence);
            longest = size;
            continue;
        }
        Occurrence& last = joined.back();
        last.end = std::max(last.end, occurrence.end);
        if (size > longest) {
            last.secret = occurrence.secret;
            longest = size;
        }
    }
    return joined;
}

std::vector<Occurrence> find_secrets(std::string_view text, const Secrets& secrets) {
    return SecretSearch(secrets).find(text);
}

} // namespace http
