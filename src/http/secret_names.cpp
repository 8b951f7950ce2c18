#include "http/secret_names.hpp"

#include "http/ascii.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

namespace http {

namespace {

// Which letters a name holds, a bit for each.
constexpr std::uint32_t letters_of(std::string_view name) {
    std::uint32_t letters = 0;
    for (const char c : name)
        if (c >= 'a' && c <= 'z') letters |= std::uint32_t{1} << (c - 'a');
    return letters;
}

struct Name {
    std::string_view mask;
    std::string_view plain; // lower case, without separators
    std::uint32_t letters = letters_of(plain);

    // A text may hold a million words: letters that a word lacks rule nearly all names out.
    bool possible(std::uint32_t of_word) const { return (letters & of_word) == letters; }
};

// secret_key: what the deliveries of a webhook subscription are signed with (secretKey).
constexpr std::array<Name, 12> secret_names{{{"client_secret", "clientsecret"},
                                             {"code", "code"},
                                             {"code_verifier", "codeverifier"},
                                             {"state", "state"},
                                             {"access_token", "accesstoken"},
                                             {"refresh_token", "refreshtoken"},
                                             {"id_token", "idtoken"},
                                             {"token", "token"},
                                             {"client_assertion", "clientassertion"},
                                             {"assertion", "assertion"},
                                             {"password", "password"},
                                             {"secret_key", "secretkey"}}};

// Parts that give a name away wherever they stand in it, and those that do at its end.
constexpr std::array<Name, 9> parts{{{"password", "password"},
                                     {"password", "passwd"},
                                     {"password", "passphrase"},
                                     {"secret", "secret"},
                                     {"api_key", "apikey"},
                                     {"api_key", "accesskey"},
                                     {"api_key", "privatekey"},
                                     {"api_key", "subscriptionkey"},
                                     {"credentials", "credential"}}};
constexpr std::array<Name, 4> endings{
    {{"token", "token"}, {"token", "jwt"}, {"session", "sessionid"}, {"session", "sid"}}};

constexpr std::array<std::string_view, 8> place_names{
    "credentials", "cookie", "user_info", "header_value", "answer", "value", "api_key", "secret"};

constexpr std::size_t longest = 40;

std::string without_separators(std::string_view name) {
    std::string plain;
    for (const char c : name) {
        if (c != '_' && c != '-') plain += lower(c);
    }
    return plain;
}

template <std::size_t size>
bool contains(const std::array<std::string_view, size>& all, std::string_view name) {
    return std::find(all.begin(), all.end(), name) != all.end();
}

} // namespace

std::string_view secret_name(std::string_view name) {
    if (name.size() > longest) return {};
    std::array<char, longest> buffer{};
    std::size_t size = 0;
    for (const char c : name)
        if (c != '_' && c != '-') buffer[size++] = lower(c);
    const std::string_view plain{buffer.data(), size};
    const std::uint32_t letters = letters_of(plain);
    for (const Name& candidate : secret_names) {
        if (candidate.possible(letters) && plain == candidate.plain) return candidate.mask;
    }
    const bool is_word = std::all_of(plain.begin(), plain.end(), [](char c) {
        return is_letter(c) || is_digit(c) || c == '.' || c == ':';
    });
    if (!is_word) return {}; // a piece of text, which may quote a mask
    for (const Name& part : parts) {
        if (part.possible(letters) && plain.find(part.plain) != std::string_view::npos)
            return part.mask;
    }
    for (const Name& ending : endings) {
        if (ending.possible(letters) && plain.ends_with(ending.plain)) return ending.mask;
    }
    return {};
}

bool is_mask_name(std::string_view name) {
    return name == "session" || contains(place_names, name) ||
           std::any_of(secret_names.begin(), secret_names.end(),
                       [name](const Name& each) { return each.mask == name; });
}

bool is_open_header(std::string_view name) {
    constexpr std::array<std::string_view, 27> open{"accept",
                                                    "accept-charset",
                                                    "accept-encoding",
                                                    "accept-language",
                                                    "cache-control",
                                                    "connection",
                                                    "content-encoding",
                                                    "content-language",
                                                    "content-length",
                                                    "content-type",
                                                    "date",
                                                    "expect",
                                                    "host",
                                                    "if-match",
                                                    "if-modified-since",
                                                    "if-none-match",
                                                    "if-unmodified-since",
                                                    "origin",
                                                    "pragma",
                                                    "prefer",
                                                    "range",
                                                    "referer",
                                                    "traceparent",
                                                    "user-agent",
                                                    "webhook-id",
                                                    "webhook-signature",
                                                    "webhook-timestamp"};
    return contains(open, lower(name));
}

bool looks_like_credential(std::string_view value) {
    constexpr std::size_t shortest = 16;
    bool letter = false, digit = false;
    for (const char c : value) {
        letter = letter || is_letter(c);
        digit = digit || is_digit(c);
        if (!is_letter(c) && !is_digit(c) &&
            std::string_view{"-._~+/="}.find(c) == std::string_view::npos)
            return false;
    }
    return value.size() >= shortest && letter && digit;
}

bool is_open_member(std::string_view name) {
    constexpr std::array<std::string_view, 22> open{
        "active",    "aud",     "clientid", "error",     "errordescription",
        "erroruri",  "exp",     "expires",  "expiresin", "iat",
        "iss",       "issuer",  "issuedat", "message",   "nbf",
        "resource",  "scope",   "status",   "sub",       "type",
        "tokentype", "username"};
    return contains(open, without_separators(name.substr(0, longest)));
}

} // namespace http
