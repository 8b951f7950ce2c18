#include "oauth/token.hpp"

#include "http/ascii.hpp"
#include "oauth/answer.hpp"
#include "oauth/error_response.hpp"
#include "oauth/server_words.hpp"
#include "oauth/vschar.hpp"
#include "json/json.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <initializer_list>
#include <string_view>
#include <utility>

namespace oauth {

namespace {

constexpr std::string_view endpoint_name = "token endpoint";
constexpr double most_seconds = 9e15; // whole numbers are exact in a double up to here

constexpr std::array<bool, 256> in_a_header = http::table_of([](char c) {
    return http::is_letter(c) || http::is_digit(c) || c == '-' || c == '.' || c == '_' ||
           c == '~' || c == '+' || c == '/';
});

// b64token of RFC 6750 section 2.1: what fits into an Authorization header.
bool is_bearer_syntax(std::string_view token) {
    const std::size_t padding = token.find('=');
    const std::string_view body = token.substr(0, padding);
    const bool padded_well = padding == std::string_view::npos ||
                             token.find_first_not_of('=', padding) == std::string_view::npos;
    return padded_well && !body.empty() &&
           http::every(body, [](unsigned char byte) { return in_a_header[byte]; });
}

constexpr std::string_view answer_section = "RFC 6749 §5.1";

void warn(std::vector<Warning>& warnings, std::string text) {
    warnings.push_back({std::move(text), std::string{answer_section}});
}

std::optional<std::int64_t> whole_seconds(const std::string& digits,
                                          std::vector<Warning>& warnings) {
    const double value = std::strtod(digits.c_str(), nullptr);
    if (!(std::abs(value) < most_seconds)) {
        warn(warnings, "expires_in is out of range: the lifetime is unknown");
        return std::nullopt;
    }
    warn(warnings, "expires_in is not a whole number: rounded down");
    return static_cast<std::int64_t>(std::floor(value));
}

// A text that is a JSON number, with blanks around it at most.
std::optional<json::Value> number_in(const json::Value& member) {
    if (member.kind == json::Kind::number) return member;
    if (!member.is_string()) return std::nullopt;
    const json::Parsed parsed = json::parse(member.text, {.bytes = 32});
    if (!parsed.document || parsed.document->root.kind != json::Kind::number) return std::nullopt;
    return parsed.document->root;
}

std::optional<std::int64_t> read_lifetime(const json::Value& members,
                                          std::vector<Warning>& warnings) {
    const json::Value* member = find_member(members, "expires_in", warnings);
    if (member == nullptr) return std::nullopt;
    const std::optional<json::Value> number = number_in(*member);
    if (!number) {
        warn(warnings, "expires_in is not a number: the lifetime is unknown");
        return std::nullopt;
    }
    if (member->is_string()) warn(warnings, "expires_in arrived as a string");
    std::optional<std::int64_t> seconds = json::integer(*number);
    if (!seconds) seconds = whole_seconds(number->text, warnings);
    if (seconds && *seconds < 0) {
        warn(warnings, "expires_in is negative: the token counts as expired");
        return 0;
    }
    return seconds;
}

Error malformed(std::string_view what) {
    return {"malformed", "The answer of the token endpoint cannot be used: " + std::string{what} +
                             " Look at it among the exchanges."};
}

// A token or a word. A number is taken by its digits, and a list of words by its words; what is
// empty or cannot be either counts as absent.
std::optional<std::string> read_text(const json::Value& members, std::string_view name,
                                     std::vector<Warning>& warnings) {
    const json::Value* member = find_member(members, name, warnings);
    if (member == nullptr) {
        if (json::find(members, name) != nullptr)
            warn(warnings, std::string{name} + " is null: taken as absent");
        return std::nullopt;
    }
    std::string text;
    if (member->is_string()) {
        text = member->text;
        if (text.empty()) warn(warnings, std::string{name} + " is empty: taken as absent");
    } else if (member->kind == json::Kind::number) {
        text = member->text;
        warn(warnings, std::string{name} + " arrived as a number");
    } else if (member->is_array() && name == "scope") {
        for (const json::Value& word : member->items) {
            if (word.is_string()) text += (text.empty() ? "" : " ") + word.text;
        }
        warnings.push_back(
            {"scope arrived as a list, and not as words with blanks between", "RFC 6749 §3.3"});
    } else {
        warn(warnings, std::string{name} + " is not a string: taken as absent");
    }
    if (text.empty()) return std::nullopt;
    return text;
}

// Types that promise a key beside the token (RFC 9449, drafts of MAC and PoP).
bool is_bound_to_a_key(std::string_view type) {
    const std::string plain = http::lower(type);
    return plain == "dpop" || plain == "mac" || plain == "pop" || plain == "hok";
}

std::string blankless(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    return std::string{text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1)};
}

enum class Untyped { refused, used_as_bearer };

std::optional<Error> read_type(const json::Value& members, Untyped untyped, TokenSet& tokens) {
    const json::Value* member = find_member(members, "token_type", tokens.warnings);
    const std::string type = member != nullptr && member->is_string() ? member->text : "";
    tokens.token_type = type;
    const std::string plain = blankless(type);
    if (http::lower(plain) == "bearer") {
        if (plain != type) warn(tokens.warnings, "token_type has blanks around it");
        return std::nullopt;
    }
    if (untyped == Untyped::used_as_bearer && !is_bound_to_a_key(plain)) {
        tokens.warnings.push_back({"used as Bearer by your own choice", "RFC 6749 §7.1"});
        return std::nullopt;
    }
    if (plain.empty()) {
        return Error{
            "missing_token_type",
            "The token endpoint gave a token, but did not say what kind it is: token_type is "
            "required (RFC 6749 §5.1), and a client must not use a token of unknown type by itself "
            "(§7.1)."};
    }
    return Error{"unsupported_token_type",
                 "The token endpoint answered with the token_type \"" + server_words(type, 64) +
                     "\". This page only knows Bearer (RFC 6750), and a client must not use a "
                     "token of unknown type by itself (RFC 6749 §7.1)." +
                     (is_bound_to_a_key(plain) ? " Such a token is bound to a key that this page "
                                                 "does not have."
                                               : "")};
}

Result<TokenSet> process(const http::Response& response, Untyped untyped) {
    Result<Answer> answer = read_answer(response, endpoint_name);
    if (!answer) return answer.error();
    const json::Value& members = answer->document.root;
    TokenSet tokens;
    tokens.warnings = std::move(answer->warnings);

    std::optional<std::string> access_token = read_text(members, "access_token", tokens.warnings);
    if (!access_token) {
        return Error{"missing_access_token",
                     "The token endpoint answered " + std::to_string(response.status) +
                         ", but without an access_token that is a non-empty string "
                         "(RFC 6749 §5.1). Look at the answer among the exchanges."};
    }
    // It goes into a header as it is, and must not be able to end the header.
    if (!is_vschar(*access_token)) {
        return malformed("access_token holds characters outside printable ASCII (RFC 6749 §A.12), "
                         "and no header can carry them.");
    }
    if (!is_bearer_syntax(*access_token)) {
        tokens.warnings.push_back(
            {"access_token holds characters that no header may hold", "RFC 6750 §2.1"});
    }
    tokens.access_token = *std::move(access_token);
    if (std::optional<Error> error = read_type(members, untyped, tokens)) return *std::move(error);
    tokens.expires_in = read_lifetime(members, tokens.warnings);
    tokens.refresh_token = read_text(members, "refresh_token", tokens.warnings);
    // It goes into a form, which carries anything.
    if (tokens.refresh_token && !is_vschar(*tokens.refresh_token)) {
        tokens.warnings.push_back(
            {"refresh_token holds characters outside printable ASCII", "RFC 6749 §A.17"});
    }
    tokens.scope = read_text(members, "scope", tokens.warnings);
    return tokens;
}

bool is_any_of(std::string_view code, std::initializer_list<std::string_view> all) {
    return std::find(all.begin(), all.end(), code) != all.end();
}

bool speaks_of_the_token(const std::string& code, const http::Response& response) {
    if (response.status >= 500 || response.status == 408 || response.status == 429) return false;
    return is_any_of(code, {"invalid_grant", "invalid_token", "invalid_refresh_token",
                            "bad_refresh_token", "expired_token", "token_expired"}) ||
           response.body.find("invalid_refresh_token") != std::string::npos;
}

TokenEffect effect_of_refusal(const Error& error, const http::Response& response) {
    if (speaks_of_the_token(error.code, response)) return TokenEffect::revoked;
    if (is_any_of(error.code, {"invalid_client", "unauthorized_client", "invalid_request",
                               "unsupported_grant_type", "invalid_scope"}) ||
        (response.status == 401 && error.code == "http_status"))
        return TokenEffect::none;
    return response.status / 100 == 2 && error.code != "temporarily_unavailable" &&
                   error.code != "server_error"
               ? TokenEffect::unknown
               : TokenEffect::refused;
}

std::string next_step(TokenEffect effect, const http::Response& response) {
    const std::string wait = retry_after(response);
    switch (effect) {
    case TokenEffect::none:
        return " This says nothing about the refresh token, which keeps its state.";
    case TokenEffect::unknown:
        return " The server may have rotated the tokens all the same: introspect the refresh token "
               "before you try again.";
    case TokenEffect::refused:
        return " The refresh was refused, and nothing says whether the refresh token still "
               "lives. " +
               (wait.empty() ? std::string{"Wait a moment"} : wait) + ", then try again by hand.";
    default: return {};
    }
}

Reading read(const Result<TokenSet>& tokens, const http::Response& response,
             std::string_view good_news) {
    if (!tokens) return refusal(tokens.error(), response);
    Reading reading;
    reading.understood = true;
    reading.warnings = tokens->warnings;
    reading.sentence = good_news;
    if (!tokens->refresh_token) reading.sentence += " There is no refresh token in it.";
    return reading;
}

} // namespace

http::Request token_request(const Client& client, const std::string& token_endpoint,
                            const std::string& code, const std::string& code_verifier,
                            const http::Fields& extra) {
    http::Fields form{{"grant_type", "authorization_code"},
                      {"code", code},
                      {"redirect_uri", client.redirect_uri},
                      {"code_verifier", code_verifier}};
    form.insert(form.end(), extra.begin(), extra.end());
    return client_request(token_endpoint, client, std::move(form));
}

http::Request refresh_request(const Client& client, const std::string& token_endpoint,
                              const std::string& refresh_token, const http::Fields& extra) {
    http::Fields form{{"grant_type", "refresh_token"}, {"refresh_token", refresh_token}};
    form.insert(form.end(), extra.begin(), extra.end());
    return client_request(token_endpoint, client, std::move(form));
}

Result<TokenSet> process_token_response(const http::Response& response) {
    return process(response, Untyped::refused);
}

Result<TokenSet> process_token_response_as_bearer(const http::Response& response) {
    return process(response, Untyped::used_as_bearer);
}

bool may_use_as_bearer(const http::Response& response) {
    return !process(response, Untyped::refused) && process(response, Untyped::used_as_bearer);
}

Reading read_token_answer(const http::Response& response) {
    return read(process_token_response(response), response, "The token endpoint gave tokens.");
}

Reading read_refresh_answer(const http::Response& response) {
    const Result<TokenSet> tokens = process_token_response(response);
    Reading reading = read(tokens, response, "The refresh was answered with tokens.");
    reading.effect =
        tokens ? TokenEffect::active
        : is_any_of(tokens.error().code, {"missing_token_type", "unsupported_token_type"})
            ? TokenEffect::active
            : effect_of_refusal(tokens.error(), response);
    reading.sentence += next_step(reading.effect, response);
    return reading;
}

} // namespace oauth
