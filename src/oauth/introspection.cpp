#include "oauth/introspection.hpp"

#include "http/ascii.hpp"
#include "oauth/answer.hpp"
#include "oauth/error_response.hpp"

#include <utility>

namespace oauth {

std::string_view to_string(TokenKind kind) {
    return kind == TokenKind::access_token ? "access_token" : "refresh_token";
}

http::Request introspection_request(const Client& client, const std::string& introspection_endpoint,
                                    const std::string& token, TokenKind hint) {
    return client_request(introspection_endpoint, client,
                          {{"token", token}, {"token_type_hint", std::string{to_string(hint)}}});
}

namespace {

// A boolean, or the text or number that stands for one.
std::optional<bool> read_active(const json::Value& members, std::vector<Warning>& warnings) {
    const json::Value* member = find_member(members, "active", warnings);
    if (member == nullptr) return std::nullopt;
    if (member->kind == json::Kind::boolean) return member->boolean;
    const std::string text = http::lower(member->text);
    const bool yes = text == "true" || text == "1";
    if (!yes && text != "false" && text != "0") return std::nullopt;
    warnings.push_back({"active is not true or false but stands for it", "RFC 7662 §2.2"});
    return yes;
}

std::optional<std::int64_t> read_time(const json::Value& members, std::string_view name,
                                      std::vector<Warning>& warnings) {
    if (const auto seconds = json::find_integer(members, name)) return seconds;
    const std::string text{json::find_string(members, name).value_or("")};
    const json::Parsed parsed = json::parse(text, {.bytes = 32});
    const auto seconds = parsed.document ? json::integer(parsed.document->root) : std::nullopt;
    if (seconds) warnings.push_back({std::string{name} + " arrived as a string", "RFC 7662 §2.2"});
    return seconds;
}

} // namespace

Result<Introspection> process_introspection_response(const http::Response& response) {
    Result<Answer> answer = read_answer(response, "introspection endpoint");
    if (!answer) return answer.error();
    const json::Value& members = answer->document.root;
    Introspection introspection;
    introspection.warnings = std::move(answer->warnings);
    const std::optional<bool> active = read_active(members, introspection.warnings);
    if (!active) {
        return Error{"missing_active",
                     "The introspection endpoint answered " + std::to_string(response.status) +
                         ", but without `active` being true or false (RFC 7662 §2.2). Nothing is "
                         "known about the token."};
    }
    const auto text = [&members](std::string_view name) -> std::optional<std::string> {
        const std::optional<std::string_view> value = json::find_string(members, name);
        if (!value) return std::nullopt;
        return std::string{*value};
    };
    introspection.active = *active;
    introspection.scope = text("scope");
    if (const auto* list = json::find_array(members, "scope")) {
        std::string words;
        for (const json::Value& word : *list) {
            if (word.is_string()) words += (words.empty() ? "" : " ") + word.text;
        }
        introspection.scope = words;
        introspection.warnings.push_back({"scope arrived as a list", "RFC 7662 §2.2"});
    }
    introspection.client_id = text("client_id");
    introspection.subject = text("sub");
    introspection.issuer = text("iss");
    introspection.expires_at = read_time(members, "exp", introspection.warnings);
    introspection.issued_at = read_time(members, "iat", introspection.warnings);
    introspection.members = members;
    return introspection;
}

Reading read_introspection_answer(const http::Response& response) {
    const Result<Introspection> answer = process_introspection_response(response);
    if (!answer) {
        Reading reading = refusal(answer.error(), response);
        reading.sentence += " This says nothing about the token.";
        return reading;
    }
    Reading reading;
    reading.understood = true;
    reading.warnings = answer->warnings;
    reading.effect = answer->active ? TokenEffect::active : TokenEffect::refused;
    reading.sentence =
        answer->active
            ? "The server says that the token is active."
            : "The server says active: false. The token may be over, or the server does not know "
              "it, or does not tell this client about tokens of this kind (RFC 7662 §2.2).";
    return reading;
}

} // namespace oauth
