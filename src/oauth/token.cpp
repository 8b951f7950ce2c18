#include "oauth/token.hpp"

#include "http/ascii.hpp"
#include "oauth/error_response.hpp"
#include "oauth/server_words.hpp"
#include "oauth/vschar.hpp"
#include "json/json.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string_view>
#include <utility>

namespace oauth {

namespace {

constexpr std::string_view endpoint_name = "token endpoint";
constexpr std::size_t most_warnings = 8;
constexpr double most_seconds = 9e15; // whole numbers are exact in a double up to here

// b64token of RFC 6750 section 2.1: what fits into an Authorization header.
bool is_bearer_syntax(std::string_view token) {
    const std::size_t padding = token.find('=');
    const std::string_view body = token.substr(0, padding);
    const bool padded_well = padding == std::string_view::npos ||
                             token.find_first_not_of('=', padding) == std::string_view::npos;
    return padded_well && !body.empty() && std::all_of(body.begin(), body.end(), [](char c) {
               return http::is_letter(c) || http::is_digit(c) ||
                      std::string_view{"-._~+/"}.find(c) != std::string_view::npos;
           });
}

void warn_about_shape(const http::Response& response, const json::Document& answer,
                      std::vector<std::string>& warnings) {
    const std::string type = http::media_type(response.headers);
    if (type.empty()) {
        warnings.push_back("Content-Type is missing");
    } else if (type != "application/json" && !type.ends_with("+json")) {
        warnings.push_back("Content-Type is " + server_words(type, 64) + ", not application/json");
    }
    for (std::size_t i = 0; i < answer.duplicate_keys.size(); ++i) {
        if (i == most_warnings) {
            warnings.push_back(std::to_string(answer.duplicate_keys.size() - i) +
                               " more duplicate keys");
            break;
        }
        warnings.push_back("duplicate key " + server_words(answer.duplicate_keys[i], 64) +
                           ": the last value counts");
    }
}

std::optional<std::int64_t> read_number(const json::Value& members, const json::Value& number,
                                        std::vector<std::string>& warnings) {
    std::optional<std::int64_t> seconds = json::find_integer(members, "expires_in");
    if (!seconds) {
        const double value = std::strtod(number.text.c_str(), nullptr);
        if (!(std::abs(value) < most_seconds)) {
            warnings.push_back("expires_in is out of range: the lifetime is unknown");
            return std::nullopt;
        }
        warnings.push_back("expires_in is not a whole number: rounded down");
        seconds = static_cast<std::int64_t>(std::floor(value));
    }
    if (*seconds < 0) {
        warnings.push_back("expires_in is negative: the token counts as expired");
        return 0;
    }
    return seconds;
}

std::optional<std::int64_t> read_lifetime(const json::Value& members,
                                          std::vector<std::string>& warnings) {
    const json::Value* member = json::find(members, "expires_in");
    if (member == nullptr) return std::nullopt;
    if (member->kind == json::Kind::number) return read_number(members, *member, warnings);
    const bool digits = member->is_string() && !member->text.empty() && member->text.size() <= 15 &&
                        std::all_of(member->text.begin(), member->text.end(), http::is_digit);
    if (!digits) {
        warnings.push_back("expires_in is not a number: the lifetime is unknown");
        return std::nullopt;
    }
    warnings.push_back("expires_in arrived as a string");
    return std::strtoll(member->text.c_str(), nullptr, 10);
}

Error malformed(std::string_view what) {
    return {"malformed", "The answer of the token endpoint cannot be used: " + std::string{what} +
                             " Look at it among the exchanges."};
}

// Absent and null are the same, with a word about the null; anything but a string is refused.
Result<std::optional<std::string>> read_optional(const json::Value& members, std::string_view name,
                                                 std::vector<std::string>& warnings) {
    using Text = std::optional<std::string>;
    const json::Value* member = json::find(members, name);
    if (member == nullptr) return Text{};
    if (member->kind == json::Kind::null) {
        warnings.push_back(std::string{name} + " is null: taken as absent");
        return Text{};
    }
    if (!member->is_string())
        return malformed(std::string{name} + " is not a string (RFC 6749 §5.1).");
    if (member->text.empty()) {
        warnings.push_back(std::string{name} + " is empty: taken as absent");
        return Text{};
    }
    return Text{member->text};
}

} // namespace

http::Request token_request(const Client& client, const std::string& token_endpoint,
                            const std::string& code, const std::string& code_verifier) {
    return client_request(token_endpoint, client,
                          {{"grant_type", "authorization_code"},
                           {"code", code},
                           {"redirect_uri", client.redirect_uri},
                           {"code_verifier", code_verifier}});
}

http::Request refresh_request(const Client& client, const std::string& token_endpoint,
                              const std::string& refresh_token) {
    return client_request(token_endpoint, client,
                          {{"grant_type", "refresh_token"}, {"refresh_token", refresh_token}});
}

Result<TokenSet> process_token_response(const http::Response& response) {
    const Result<json::Document> answer = read_answer(response, endpoint_name);
    if (!answer) return answer.error();
    const json::Value& members = answer->root;

    TokenSet tokens;
    warn_about_shape(response, *answer, tokens.warnings);

    const std::string_view access_token = json::find_string(members, "access_token").value_or("");
    if (access_token.empty()) {
        return Error{"missing_access_token",
                     "The token endpoint answered 200, but without an access_token that is a "
                     "non-empty string "
                     "(RFC 6749 §5.1). Look at the answer among the exchanges."};
    }
    if (!is_vschar(access_token)) {
        return malformed("access_token holds characters outside printable ASCII (RFC 6749 §A.12).");
    }
    if (!is_bearer_syntax(access_token)) {
        tokens.warnings.push_back(
            "access_token holds characters that RFC 6750 §2.1 does not allow in a header");
    }
    tokens.access_token = access_token;

    const std::optional<std::string_view> token_type = json::find_string(members, "token_type");
    if (!token_type) {
        return Error{
            "unsupported_token_type",
            "The token endpoint answered 200, but did not say what kind of token it is: token_type "
            "is "
            "required (RFC 6749 §5.1), and a token of unknown type must not be used (§7.1)."};
    }
    if (http::lower(*token_type) != "bearer") {
        return Error{"unsupported_token_type",
                     "The token endpoint answered with the token_type \"" +
                         server_words(*token_type, 64) +
                         "\". This page only knows Bearer (RFC 6750), and a token of "
                         "unknown type must not be used (RFC 6749 §7.1)."};
    }
    tokens.token_type = *token_type;

    tokens.expires_in = read_lifetime(members, tokens.warnings);
    Result<std::optional<std::string>> refresh_token =
        read_optional(members, "refresh_token", tokens.warnings);
    if (!refresh_token) return refresh_token.error();
    if (*refresh_token && !is_vschar(**refresh_token)) {
        return malformed(
            "refresh_token holds characters outside printable ASCII (RFC 6749 §A.17).");
    }
    tokens.refresh_token = std::move(*refresh_token);
    Result<std::optional<std::string>> scope = read_optional(members, "scope", tokens.warnings);
    if (!scope) return scope.error();
    tokens.scope = std::move(*scope);
    return tokens;
}

bool refresh_failure_is_terminal(const http::Response& response) {
    if (response.status == 408 || response.status == 429) return false;
    if (response.status >= 400 && response.status < 500) return true;
    if (response.status != 200) return false;
    // An error that forgot its status is still the server's word.
    const Result<json::Document> answer = read_answer(response, endpoint_name);
    return !answer &&
           (answer.error().code == "invalid_grant" || answer.error().code == "invalid_token" ||
            answer.error().code == "invalid_refresh_token");
}

} // namespace oauth
