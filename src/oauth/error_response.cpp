#include "oauth/error_response.hpp"

#include "oauth/server_words.hpp"

#include <array>
#include <optional>
#include <string>

namespace oauth {

namespace {

struct Advice {
    std::string_view error;
    std::string_view next_step;
};

// RFC 6749 section 5.2 and 4.1.2.1, then what other servers have been seen to say.
constexpr std::array<Advice, 10> advice = {{
    {"invalid_request", "A parameter is missing, repeated or malformed, or the client "
                        "authenticated in two ways. Compare the request as it was sent with the "
                        "server's documentation, parameter by parameter."},
    {"invalid_client", "Client ID and client secret do not belong together, or not to this "
                       "environment, or the server wants another client authentication. Paste "
                       "both again, and check client_secret_basic and client_secret_post."},
    {"invalid_grant", "A code works once, for a short time, and only with the redirect URI and the "
                      "code_verifier of its own "
                      "attempt; a refresh token works until it is used, revoked or expired. "
                      "Sending it again does not help: "
                      "authorise again."},
    {"unauthorized_client", "The client is not allowed to use this grant. Ask whoever registered "
                            "it how it is registered."},
    {"unsupported_grant_type", "The server does not know this grant_type. Check that the request "
                               "went to the token endpoint of this environment."},
    {"invalid_scope", "A scope is unknown, malformed, or not among those that were registered for "
                      "this client. Ask for fewer."},
    {"invalid_token", "RFC 6749 has no such error here; some servers give it for a token that is "
                      "over. Sending it again does not help: authorise again."},
    {"invalid_refresh_token", "RFC 6749 has no such error; it is read as the end of the refresh "
                              "token. Sending it again does not help: authorise again."},
    {"temporarily_unavailable", "The server cannot answer now. Wait before the next request; "
                                "nothing is known to have changed."},
    {"server_error", "The fault is on the server's side. Wait before the next request."},
}};

std::optional<std::string_view> find_advice(std::string_view error) {
    for (const Advice& entry : advice) {
        if (entry.error == error) return entry.next_step;
    }
    return std::nullopt;
}

// For answers without an `error` that we know.
std::string_view advice_for_status(int status) {
    if (status == 404 || status == 405 || status == 410) {
        return "Check the URL of the endpoint: something else seems to live there.";
    }
    if (status == 408 || status == 429)
        return "Wait before the next request; nothing is wrong with the client.";
    if (status >= 500) {
        return "The fault is on the server's side. It may have used up the code or the refresh "
               "token all the same: "
               "if the next request fails, authorise again.";
    }
    return "Look at the answer among the exchanges.";
}

std::string answered(const http::Response& response, std::string_view endpoint) {
    std::string text =
        "The " + std::string{endpoint} + " answered " + std::to_string(response.status);
    const std::string phrase = response.status_text.empty()
                                   ? std::string{http::reason_phrase(response.status)}
                                   : server_words(response.status_text, 64);
    if (!phrase.empty()) text += " " + phrase;
    return text;
}

std::string quoted(std::string_view text) { return "\"" + server_words(text) + "\""; }

Error server_error(const http::Response& response, std::string_view endpoint, Asked asked,
                   const ServerError& said) {
    const std::string code = server_words(said.code, 64);
    const std::string& description = said.description;
    const std::string& uri = said.uri;

    std::string message = answered(response, endpoint) + " with the error " + code;
    if (!description.empty()) message += ": " + quoted(description);
    message += ".";
    if (asked == Asked::without_credentials) return {code, message};
    if (response.status / 100 == 2)
        message += " An error should have come with status 400 (RFC 6749 §5.2).";

    std::optional<std::string_view> next_step = find_advice(said.code);
    // Seen inside the text of another error as well.
    if (description.find("invalid_refresh_token") != std::string_view::npos) {
        next_step = find_advice("invalid_refresh_token");
    }
    message += " ";
    message += next_step.value_or(advice_for_status(response.status));
    if (!uri.empty()) message += " The server refers to " + server_words(uri) + ".";
    return {code, message};
}

Error status_error(const http::Response& response, std::string_view endpoint, Asked asked,
                   const json::Value* members, const json::ParseError& unread) {
    std::string message = answered(response, endpoint);
    const std::string type = http::media_type(response.headers);
    if (members != nullptr) {
        // The shape of Pleo's API errors, {"type", "message"}; the token endpoint may or may not
        // share it.
        message += ", without the `error` that RFC 6749 §5.2 asks for";
        for (const std::string_view name : {"error_description", "type", "message"}) {
            const std::string_view words = json::find_string(*members, name).value_or("");
            if (!words.empty()) message += ", " + std::string{name} + " " + quoted(words);
        }
    } else if (unread.limit) {
        message += ", with a body that is not read: line " + std::to_string(unread.line) +
                   ", column " + std::to_string(unread.column) + ". " + unread.message;
    } else if (!type.empty()) {
        message += " with " + server_words(type, 64) + " instead of a JSON object";
    }
    message += message.ends_with('.') ? " " : ". ";
    if (asked == Asked::without_credentials) {
        message += "There is nothing to be found at this place.";
        return {"http_status", message};
    }
    if (response.status == 401 && !(members == nullptr && type == "text/html")) {
        message += *find_advice("invalid_client");
    } else {
        message += advice_for_status(response.status);
    }
    return {"http_status", message};
}

Error unreadable(const http::Response& response, std::string_view endpoint,
                 const json::ParseError& error) {
    std::string message = answered(response, endpoint) + ", but ";
    if (response.body.empty()) {
        message += "the body is empty.";
    } else if (response.body.size() > answer_limits.bytes) {
        message += "the body is larger than the " + std::to_string(answer_limits.bytes / 1024) +
                   " KB that an answer may have.";
    } else {
        message += (error.limit ? "the body is not read: line " : "the body is not JSON: line ") +
                   std::to_string(error.line) + ", column " + std::to_string(error.column) + ". " +
                   error.message;
    }
    if (http::media_type(response.headers) == "text/html") {
        message += " It says that it is a web page: a proxy, a log-in page, or the wrong URL.";
    }
    message += " Look at the answer among the exchanges.";
    return {error.limit ? "json_limit" : "not_json", message};
}

} // namespace

Result<Answer> read_answer(const http::Response& response, std::string_view endpoint, Asked asked) {
    OpenedBody body = open_body(response);
    if (body.document) {
        if (const auto error = find_error(body.document->root))
            return server_error(response, endpoint, asked, *error);
    }
    if (response.status / 100 != 2)
        return status_error(response, endpoint, asked,
                            body.document ? &body.document->root : nullptr, body.error);
    if (body.not_an_object) {
        return Error{
            "malformed",
            answered(response, endpoint) +
                " with JSON that is not an object (RFC 6749 §5.1). Look at the answer among the "
                "exchanges."};
    }
    if (!body.document) return unreadable(response, endpoint, body.error);
    Answer answer{*std::move(body.document), std::move(body.warnings)};
    if (response.status != 200)
        answer.warnings.push_back(
            {"the status is " + std::to_string(response.status) + ", not 200", "RFC 6749 §5.1"});
    if (const json::Value* error = json::find(answer.document.root, "error");
        error != nullptr && error->kind != json::Kind::null)
        answer.warnings.push_back(
            {"an `error` that says nothing stands beside a good answer", "RFC 6749 §5.1"});
    return answer;
}

} // namespace oauth
