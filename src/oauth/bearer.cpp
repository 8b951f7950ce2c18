#include "oauth/bearer.hpp"

#include "http/ascii.hpp"
#include "oauth/server_words.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace oauth {

namespace {

bool is_alphanumeric(char c) { return http::is_letter(c) || http::is_digit(c); }

bool is_token_character(char c) {
    return is_alphanumeric(c) ||
           std::string_view{"!#$%&'*+-.^_`|~"}.find(c) != std::string_view::npos;
}

bool is_token68_character(char c) {
    return is_alphanumeric(c) || std::string_view{"-._~+/"}.find(c) != std::string_view::npos;
}

// The grammar of RFC 9110 section 11.6.1. The comma separates challenges as well as the parameters
// of one challenge; only what follows a word (an equals sign or not) tells which it was.
class ChallengeReader {
public:
    explicit ChallengeReader(std::string_view text) : text_(text) {}

    // The next challenge; nothing at the end, or where the text stops making sense.
    std::optional<Challenge> next() {
        skip_separators();
        const std::string_view scheme = read(is_token_character);
        if (scheme.empty()) return std::nullopt;
        Challenge challenge;
        challenge.scheme = cut(scheme, longest_scheme);
        if (!skip_spaces() || skip_token68()) return challenge;
        while (read_parameter(challenge))
            skip_separators();
        return challenge;
    }

private:
    static constexpr std::size_t longest_scheme = 64;

    bool at_end() const { return position_ == text_.size(); }
    bool at(char c) const { return !at_end() && text_[position_] == c; }

    template <class Predicate>
    std::string_view read(Predicate predicate) {
        const std::size_t start = position_;
        while (!at_end() && predicate(text_[position_]))
            ++position_;
        return text_.substr(start, position_ - start);
    }

    bool skip_spaces() {
        return !read([](char c) { return c == ' ' || c == '\t'; }).empty();
    }

    void skip_separators() {
        read([](char c) { return c == ' ' || c == '\t' || c == ','; });
    }

    bool skip_token68() {
        const std::size_t start = position_;
        const bool found = !read(is_token68_character).empty();
        read([](char c) { return c == '='; });
        skip_spaces();
        if (found && (at_end() || at(','))) return true;
        position_ = start;
        return false;
    }

    // False, with nothing read, where another challenge or the end follows.
    bool read_parameter(Challenge& challenge) {
        const std::size_t start = position_;
        const std::string_view name = read(is_token_character);
        skip_spaces();
        if (name.empty() || !at('=')) {
            position_ = start;
            return false;
        }
        ++position_;
        skip_spaces();
        const std::optional<std::string> value = at('"') ? read_quoted() : read_plain();
        if (!value) {
            position_ = text_.size(); // broken: what follows cannot be told apart any more
            return false;
        }
        skip_spaces();
        keep(challenge, name, *value);
        return at_end() || at(',');
    }

    std::optional<std::string> read_plain() {
        const std::string_view value = read(is_token_character);
        if (value.empty()) return std::nullopt;
        return std::string{value};
    }

    std::optional<std::string> read_quoted() {
        std::string value;
        for (++position_; !at_end(); ++position_) {
            if (at('"')) {
                ++position_;
                return value;
            }
            if (at('\\')) {
                ++position_;
                if (at_end()) break;
            }
            value += text_[position_];
        }
        return std::nullopt; // never closed
    }

    // The first of a name counts (RFC 6750 section 3: none may appear twice).
    static void keep(Challenge& challenge, std::string_view name, const std::string& value) {
        for (const auto& [known, member] :
             {std::pair{std::string_view{"realm"}, &Challenge::realm},
              std::pair{std::string_view{"error"}, &Challenge::error},
              std::pair{std::string_view{"error_description"}, &Challenge::error_description},
              std::pair{std::string_view{"scope"}, &Challenge::scope}}) {
            if (http::lower(name) != known) continue;
            std::string& text = challenge.*member;
            if (text.empty()) text = server_words(value);
        }
    }

    std::string_view text_;
    std::size_t position_ = 0;
};

} // namespace

http::Request with_bearer(http::Request request, const std::string& access_token) {
    request.headers.erase(std::remove_if(request.headers.begin(), request.headers.end(),
                                         [](const http::Field& header) {
                                             return http::lower(header.name) == "authorization";
                                         }),
                          request.headers.end());
    request.headers.push_back({"Authorization", "Bearer " + access_token});
    return request;
}

std::optional<Challenge> find_challenge(const http::Response& response) {
    std::optional<Challenge> first;
    for (const http::Field& header : response.headers) {
        if (http::lower(header.name) != "www-authenticate") continue;
        ChallengeReader reader{header.value};
        while (std::optional<Challenge> challenge = reader.next()) {
            if (http::lower(challenge->scheme) == "bearer") return challenge;
            if (!first) first = std::move(challenge);
        }
    }
    return first;
}

} // namespace oauth
