#include "json/repair.hpp"

#include "json/json.hpp"

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <utility>

namespace json {

namespace {

constexpr std::size_t most_notes = 8;
// Each becomes longer, and what has more of them is no JSON with a fault.
constexpr std::size_t most_replaced = 100'000;

std::optional<unsigned> hexadecimal(std::string_view four) {
    if (four.size() != 4) return std::nullopt;
    unsigned value = 0;
    for (const char c : four) {
        const std::size_t digit = std::string_view{"0123456789abcdef"}.find(
            c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c);
        if (digit == std::string_view::npos) return std::nullopt;
        value = value * 16 + static_cast<unsigned>(digit);
    }
    return value;
}

// The code unit of the \uXXXX at `i`.
std::optional<unsigned> escaped_unit(std::string_view text, std::size_t i) {
    if (text.substr(i, 2) != "\\u") return std::nullopt;
    return hexadecimal(text.substr(i + 2, 4));
}

bool is_high(unsigned unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool is_low(unsigned unit) { return unit >= 0xDC00 && unit < 0xE000; }

class Repairer {
public:
    explicit Repairer(std::string_view text) : text_(text) {
        out_.text.reserve(text.size());
        if (text.starts_with("\xEF\xBB\xBF")) column_ = 0;
    }

    std::optional<Repaired> run() {
        while (at_ < text_.size() && replaced_ <= most_replaced) {
            const char c = text_[at_];
            if (c == '"')
                string();
            else if (c == '-' || (c >= '0' && c <= '9'))
                number();
            else
                keep(1);
        }
        if (replaced_ == 0 || replaced_ > most_replaced) return std::nullopt;
        return std::move(out_);
    }

private:
    void keep(std::size_t size) {
        for (const char c : text_.substr(at_, size)) {
            if (c == '\n') {
                ++line_;
                column_ = 1;
            } else if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) {
                ++column_;
            }
        }
        out_.text += text_.substr(at_, size);
        at_ += size;
    }

    void replace(std::size_t size, std::string_view with, std::string_view what) {
        ++replaced_;
        if (out_.notes.size() < most_notes)
            out_.notes.push_back(std::string{what} + " at line " + std::to_string(line_) +
                                 ", column " + std::to_string(column_));
        const std::size_t written = out_.text.size();
        keep(size);
        out_.text.resize(written);
        out_.text += with;
    }

    void string() {
        keep(1);
        while (at_ < text_.size() && replaced_ <= most_replaced) {
            const char c = text_[at_];
            if (c == '"') return keep(1);
            if (c == '\\') {
                escape();
            } else if (static_cast<unsigned char>(c) < 0x20) {
                replace(1, replacement, "a control character in a string");
            } else {
                keep(1);
            }
        }
    }

    void escape() {
        const std::optional<unsigned> unit = escaped_unit(text_, at_);
        if (!unit) return keep(2);
        if (is_high(*unit)) {
            const std::optional<unsigned> next = escaped_unit(text_, at_ + 6);
            if (next && is_low(*next)) return keep(12);
        }
        if (is_high(*unit) || is_low(*unit))
            return replace(6, replacement, "half of a surrogate pair");
        keep(6);
    }

    void number() {
        const std::size_t end = text_.find_first_not_of("+-.0123456789eE", at_);
        const std::string digits{
            text_.substr(at_, end == std::string_view::npos ? end : end - at_)};
        if (!std::isinf(std::strtod(digits.c_str(), nullptr))) return keep(digits.size());
        out_.numbers.push_back({out_.text.size(), digits});
        // The blanks tell the reader of the repaired text which number has just ended.
        replace(digits.size(), "0   ", "a number that is too large to be calculated with");
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t line_ = 1, column_ = 1; // a byte order mark counts as no column
    std::size_t replaced_ = 0;
    Repaired out_;
};

// Each byte that is not UTF-8 becomes U+FFFD; nothing where there is none.
std::optional<std::string> without_ill_formed(std::string_view text) {
    std::string out;
    std::size_t kept = 0; // what stands before it is in `out`
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t size = sequence_size(text.substr(at));
        if (size == 0) {
            out.append(text.substr(kept, at - kept)).append(replacement);
            kept = at + 1;
        }
        at += size == 0 ? 1 : size;
    }
    if (kept == 0) return std::nullopt;
    return out.append(text.substr(kept));
}

} // namespace

std::optional<Repaired> repair(std::string_view text) {
    const std::optional<std::string> replaced = without_ill_formed(text);
    std::optional<Repaired> repaired = Repairer{replaced ? *replaced : text}.run();
    if (!replaced) return repaired;
    if (!repaired) repaired = Repaired{*replaced, {}, {}};
    repaired->notes.insert(repaired->notes.begin(), "text that is not UTF-8");
    return repaired;
}

} // namespace json
