#include "oauth/challenge.hpp"

#include "http/ascii.hpp"
#include "oauth/server_words.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace oauth {

namespace {

constexpr std::size_t longest_scheme = 64;
constexpr std::size_t most_challenges = 32;

bool is_alphanumeric(char c) { return http::is_letter(c) || http::is_digit(c); }

bool is_token_character(char c) {
    return is_alphanumeric(c) ||
           std::string_view{"!#$%&'*+-.^_`|~"}.find(c) != std::string_view::npos;
}

bool is_token68_character(char c) {
    return is_alphanumeric(c) || std::string_view{"-._~+/"}.find(c) != std::string_view::npos;
}

bool is_blank(char c) { return c == ' ' || c == '\t'; }

// The comma separates challenges as well as the parameters of one challenge; only what follows a
// word (an equals sign or not) tells which it was.
class ChallengeReader {
public:
    ChallengeReader(std::string_view text, std::vector<Challenge>& all) : text_(text), all_(all) {}

    // Whether all of it followed the grammar.
    bool run() {
        while (true) {
            separate();
            if (at_end() || all_.size() == most_challenges) return strict_;
            const std::string_view word = read(is_token_character);
            if (word.empty()) {
                strict_ = false; // whatever it is, what follows may still be understood
                read([](char c) { return c != ',' && c != ';'; });
                continue;
            }
            const std::size_t behind = position_;
            read(is_blank);
            if (at('=')) {
                parameter(word);
            } else if (value_ != nullptr && !comma_) {
                strict_ = false; // one more word of a value without quotes
                *value_ = server_words(*value_ + " " + std::string{word});
                position_ = behind;
            } else {
                position_ = behind;
                scheme(word);
            }
        }
    }

private:
    bool at_end() const { return position_ >= text_.size(); }
    bool at(char c) const { return !at_end() && text_[position_] == c; }

    template <class Predicate>
    std::string_view read(Predicate predicate) {
        const std::size_t start = position_;
        while (!at_end() && predicate(text_[position_]))
            ++position_;
        return text_.substr(start, position_ - start);
    }

    void separate() {
        comma_ = false;
        for (; !at_end(); ++position_) {
            const char c = text_[position_];
            const bool fold = c == '\r' || c == '\n'; // obsolete (RFC 9112 section 5.2)
            if (c == ';' || fold) strict_ = false;
            if (c == ',' || c == ';')
                comma_ = true;
            else if (!is_blank(c) && !fold)
                return;
        }
    }

    void scheme(std::string_view word) {
        all_.emplace_back().scheme = cut(word, longest_scheme);
        here_ = true;
        value_ = nullptr;
        after_scheme_ = true;
        if (read(is_blank).empty()) return;
        const std::size_t start = position_;
        const bool found = !read(is_token68_character).empty();
        read([](char c) { return c == '='; });
        read(is_blank);
        if (!found || !(at_end() || at(','))) position_ = start;
    }

    void parameter(std::string_view name) {
        // Between the scheme and its first parameter stands a blank, between parameters a comma.
        if (!here_ || comma_ == after_scheme_) strict_ = false;
        after_scheme_ = false;
        ++position_;
        read(is_blank);
        const bool quoted = at('"') || at('\'');
        const std::string value = quoted ? quoted_value() : plain_value();
        if (!here_) return; // of no challenge
        value_ = keep(name, value);
        if (quoted) value_ = nullptr;
    }

    std::string plain_value() {
        const std::string_view value =
            read([](char c) { return c != ',' && c != ';' && c != '"' && !is_blank(c); });
        if (value.empty() || !std::all_of(value.begin(), value.end(), is_token_character))
            strict_ = false;
        return std::string{value};
    }

    std::string quoted_value() {
        const char quote = text_[position_];
        if (quote == '\'') strict_ = false;
        std::string value;
        for (++position_; !at_end(); ++position_) {
            if (at(quote)) {
                ++position_;
                return value;
            }
            if (at('\\')) {
                ++position_;
                if (at_end()) break;
            }
            value += text_[position_];
        }
        strict_ = false; // never closed
        return value;
    }

    // Where it was kept; nullptr for a name that is of no interest, or that was there before.
    std::string* keep(std::string_view name, const std::string& value) {
        for (const auto& [known, member] :
             {std::pair{std::string_view{"realm"}, &Challenge::realm},
              std::pair{std::string_view{"error"}, &Challenge::error},
              std::pair{std::string_view{"error_description"}, &Challenge::error_description},
              std::pair{std::string_view{"scope"}, &Challenge::scope}}) {
            if (http::lower(name) != known) continue;
            std::string& text = all_.back().*member;
            if (!text.empty()) break;
            text = server_words(value);
            return &text;
        }
        ignored_.clear();
        return &ignored_;
    }

    std::string_view text_;
    std::vector<Challenge>& all_;
    std::size_t position_ = 0;
    bool strict_ = true;
    bool here_ = false;            // this header has a challenge already
    bool comma_ = false;           // before the word at hand
    bool after_scheme_ = false;    // nothing but the scheme was read of the challenge
    std::string* value_ = nullptr; // of the last parameter, when it came without quotes
    std::string ignored_;
};

} // namespace

const Challenge* Challenges::bearer() const {
    const Challenge* found = nullptr;
    for (const Challenge& each : all) {
        if (http::lower(each.scheme) != "bearer") continue;
        if (!each.error.empty()) return &each;
        if (found == nullptr) found = &each;
    }
    return found;
}

const Challenge* Challenges::find(std::string_view scheme) const {
    const auto found = std::find_if(all.begin(), all.end(), [scheme](const Challenge& each) {
        return http::lower(each.scheme) == http::lower(scheme);
    });
    return found == all.end() ? nullptr : &*found;
}

Challenges read_challenges(const http::Response& response) {
    Challenges found;
    bool strict = true;
    for (const http::Field& header : response.headers) {
        if (http::lower(header.name) != "www-authenticate") continue;
        strict = ChallengeReader{header.value, found.all}.run() && strict;
    }
    if (!strict)
        found.warnings.push_back(
            {"WWW-Authenticate does not follow the grammar and was read leniently",
             "RFC 9110 §11.6.1"});
    return found;
}

std::optional<Challenge> find_challenge(const http::Response& response) {
    const Challenges found = read_challenges(response);
    if (const Challenge* bearer = found.bearer()) return *bearer;
    if (found.all.empty()) return std::nullopt;
    return found.all.front();
}

} // namespace oauth
