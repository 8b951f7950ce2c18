#include "http/loose_secrets.hpp"

#include "http/ascii.hpp"
#include "http/quoted.hpp"
#include "http/redaction.hpp"
#include "http/secret_names.hpp"

#include <algorithm>

namespace http {

namespace {

constexpr std::string_view quotes = "\"'`";
constexpr std::string_view blanks = " \t\r\n";
constexpr std::string_view value_ends = " \t\r\n,;&<>()[]{}\"'`\\#";

bool is_one_of(std::string_view all, char c) { return all.find(c) != std::string_view::npos; }

bool is_name_character(char c) { return is_letter(c) || is_digit(c) || c == '_' || c == '-'; }

// In prose these are words: "the token: it expired", "Error code: 7".
bool is_word(std::string_view name) {
    return name == "token" || name == "code" || name == "state" || name == "assertion";
}

struct Place {
    std::size_t begin = 0, end = 0; // of the value
};

class Finder {
public:
    explicit Finder(std::string_view text) : text_(text) {}

    std::string run() {
        std::size_t i = 0;
        while (i < text_.size()) {
            if (!is_name_character(text_[i])) {
                ++i;
                continue;
            }
            const std::size_t start = i;
            while (i < text_.size() && is_name_character(text_[i]))
                ++i;
            if (start >= copied_) look(start, i);
            i = std::max(i, copied_);
        }
        out_ += text_.substr(copied_);
        return std::move(out_);
    }

private:
    bool at(std::size_t i, char c) const { return i < text_.size() && text_[i] == c; }
    std::size_t skip(std::size_t i, std::string_view all) const {
        return std::min(text_.find_first_not_of(all, i), text_.size());
    }

    void look(std::size_t start, std::size_t end) {
        const std::string_view word = text_.substr(start, end - start);
        if (word.starts_with("eyJ") && json_web_token(start)) return;
        const std::string plain =
            word.size() == 5 || word.size() == 6 ? lower(word) : std::string{};
        if (plain == "bearer" || plain == "basic") return scheme(plain, end);
        // Most words of a text are followed by none of these.
        const std::size_t behind = skip(end, "\"'`\\ \t\r\n");
        if (behind == text_.size() || !is_one_of("=:>,", text_[behind])) return;
        const std::string_view name = secret_name(word);
        if (!name.empty() && !is_word(name)) pair(name, start, end, behind);
    }

    bool json_web_token(std::size_t start) {
        std::size_t end = start, dots = 0;
        for (; end < text_.size() && (is_name_character(text_[end]) || text_[end] == '.'); ++end)
            dots += text_[end] == '.' ? 1 : 0;
        constexpr std::size_t shortest = 30;
        if (dots < 2 || end - start < shortest) return false;
        mask_place({start, end}, "token");
        return true;
    }

    void scheme(const std::string& plain, std::size_t end) {
        const std::size_t begin = skip(end, " ");
        if (begin == end) return;
        const std::size_t stop = std::min(text_.find_first_of(value_ends, begin), text_.size());
        if (looks_like_credential(text_.substr(begin, stop - begin)))
            mask_place({begin, stop}, plain == "bearer" ? "access_token" : "credentials");
    }

    void pair(std::string_view name, std::size_t start, std::size_t end, std::size_t behind) {
        const char separator = text_[behind];
        if (separator == '>') return element(name, start, end, behind);
        if (separator == ',' && !in_list(start)) return;
        std::size_t begin = behind + 1;
        if (separator == '=' && at(begin, '>')) ++begin; // "=>", as some languages print it
        begin = skip(begin, blanks);
        const std::size_t quote = skip(begin, "\\");
        if (quote < text_.size() && is_one_of(quotes, text_[quote])) {
            const std::size_t layer = quote - begin;
            const std::size_t after = end_of_string(text_, quote, layer);
            const bool closed = after > quote + 1 && text_[after - 1] == text_[quote];
            const std::size_t stop = closed ? std::max(after - 1 - layer, quote + 1) : after;
            if (separator == ',' && at(skip(after, blanks), ':')) return; // a name itself
            return mask_place({quote + 1, stop}, name);
        }
        const std::size_t stop = std::min(text_.find_first_of(value_ends, begin), text_.size());
        const std::string_view value = text_.substr(begin, stop - begin);
        if (separator == ',' || value == "null" || value == "true" || value == "false") return;
        mask_place({begin, stop}, name);
    }

    // ["access_token", "x"]
    bool in_list(std::size_t start) const {
        std::size_t i = start;
        while (i > 0 && is_one_of("\"'`\\ \t\r\n", text_[i - 1]))
            --i;
        return i > 0 && i < start && is_one_of("[(", text_[i - 1]);
    }

    // <access_token>x</…> and <entry key="access_token">x</…>, but no label of a form.
    void element(std::string_view name, std::size_t start, std::size_t end, std::size_t behind) {
        const bool tag = start > 0 && is_one_of("<:", text_[start - 1]) && behind == end;
        if (!tag && (name == "password" || behind == end)) return;
        const std::size_t begin = skip(behind + 1, blanks);
        mask_place({begin, std::min(text_.find('<', begin), text_.size())}, name);
    }

    void mask_place(const Place& place, std::string_view name) {
        if (place.end <= place.begin || place.begin < copied_) return; // empty is worth seeing
        out_ += text_.substr(copied_, place.begin - copied_);
        out_ += mask(name);
        copied_ = place.end;
    }

    std::string_view text_;
    std::string out_;
    std::size_t copied_ = 0;
};

} // namespace

std::string redact_loose(std::string_view text) { return Finder{text}.run(); }

} // namespace http
