#include "oauth/scope.hpp"

#include "http/ascii.hpp"
#include "http/utf8.hpp"
#include "http/visible.hpp"

#include <algorithm>
#include <unordered_set>
#include <utility>

namespace oauth {

namespace {

bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

// %x21 / %x23-5B / %x5D-7E
bool is_scope_character(char c) { return c > ' ' && c < '\x7F' && c != '"' && c != '\\'; }

std::vector<std::string_view> split(std::string_view text) {
    std::vector<std::string_view> words;
    words.reserve(8);
    std::size_t start = 0;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        if (i < text.size() && !is_space(text[i])) continue;
        if (i > start) words.push_back(text.substr(start, i - start));
        start = i + 1;
    }
    return words;
}

bool contains(const std::vector<std::string_view>& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

constexpr std::size_t few_words = 16; // each is compared with all the others

bool all_differ(const std::vector<std::string_view>& words) {
    for (auto word = words.begin(); word != words.end(); ++word) {
        if (std::find(words.begin(), word, *word) != word) return false;
    }
    return true;
}

std::vector<std::string_view> split_at(std::string_view text, std::string_view separator) {
    std::vector<std::string_view> parts;
    while (true) {
        const std::size_t end = std::min(text.find(separator), text.size());
        if (end > 0) parts.push_back(text.substr(0, end));
        if (end == text.size()) return parts;
        text.remove_prefix(end + separator.size());
    }
}

// Words that something else than a blank glued together become their parts. What was between.
std::string take_apart(std::vector<std::string_view>& words,
                       const std::vector<std::string_view>& asked) {
    for (const std::string_view separator : {",", ";", "+", "%20", "|"}) {
        std::vector<std::string_view> apart;
        bool found = false;
        for (const std::string_view word : words) {
            const std::vector<std::string_view> parts = split_at(word, separator);
            const bool glued = (parts.size() > 1 || (parts.size() == 1 && parts[0] != word)) &&
                               !contains(asked, word) &&
                               std::any_of(parts.begin(), parts.end(), [&](std::string_view part) {
                                   return contains(asked, part);
                               });
            found = found || glued;
            if (glued)
                apart.insert(apart.end(), parts.begin(), parts.end());
            else
                apart.push_back(word);
        }
        if (!found) continue;
        words = std::move(apart);
        return std::string{separator};
    }
    return {};
}

std::vector<std::string> difference(const std::vector<std::string_view>& from,
                                    const std::vector<std::string_view>& without) {
    std::unordered_set<std::string_view> seen(without.begin(), without.end());
    std::vector<std::string> left;
    for (std::string_view word : from) {
        if (seen.insert(word).second) left.emplace_back(word);
    }
    return left;
}

} // namespace

Result<Scopes> parse_scopes(std::string_view text) {
    const bool plain = http::every(
        text, [](unsigned char c) { return (c >= ' ') & (c <= '~') & (c != '"') & (c != '\\'); });
    std::size_t position = 0; // in characters, as a person counts them
    for (std::size_t i = 0, length = 0; !plain && i < text.size(); i += length) {
        ++position;
        length = 1;
        if (is_space(text[i]) || is_scope_character(text[i])) continue;
        length = http::decode_utf8(text, i).length;
        return Error{"illegal_scope_character",
                     "The character " + http::visible(text.substr(i, length)) + " at position " +
                         std::to_string(position) +
                         " cannot be part of a scope (RFC 6749 §3.3). Remove it; scopes are "
                         "separated by spaces."};
    }

    Scopes scopes;
    const std::vector<std::string_view> words = split(text);
    scopes.values.reserve(words.size());
    if (words.size() <= few_words && all_differ(words)) {
        scopes.values.assign(words.begin(), words.end());
        return scopes;
    }
    std::unordered_set<std::string_view> seen;
    std::unordered_set<std::string_view> reported;
    for (std::string_view word : words) {
        if (seen.insert(word).second) {
            scopes.values.emplace_back(word);
        } else if (reported.insert(word).second) {
            scopes.duplicates.emplace_back(word);
        }
    }
    return scopes;
}

std::string join(const std::vector<std::string>& scopes) {
    std::string text;
    std::size_t size = 0;
    for (const std::string& scope : scopes)
        size += scope.size() + 1;
    text.reserve(size);
    for (const std::string& scope : scopes) {
        if (!text.empty()) text += ' ';
        text += scope;
    }
    return text;
}

ScopeComparison compare_scopes(std::string_view requested, std::string_view granted) {
    const std::vector<std::string_view> asked = split(requested);
    std::vector<std::string_view> given = split(granted);
    if (given.empty()) return {};
    const std::string separator = take_apart(given, asked);
    return {difference(asked, given), difference(given, asked), separator};
}

} // namespace oauth
