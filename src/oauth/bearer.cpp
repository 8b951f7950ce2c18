#include "oauth/bearer.hpp"

#include "http/ascii.hpp"
#include "oauth/answer.hpp"
#include "oauth/server_words.hpp"

#include <algorithm>

namespace oauth {

namespace {

std::string status_words(const http::Response& response) {
    const std::string_view phrase = http::reason_phrase(response.status);
    return std::to_string(response.status) + (phrase.empty() ? "" : " ") + std::string{phrase};
}

// The error of the challenge, else the one in the body.
ServerError error_of(const http::Response& response, const Challenges& challenges) {
    const OpenedBody body = open_body(response);
    ServerError error;
    if (body.document) error = find_error(body.document->root).value_or(ServerError{});
    const Challenge* bearer = challenges.bearer();
    if (bearer != nullptr && !bearer->error.empty())
        error = {bearer->error, bearer->error_description, ""};
    return error;
}

void read_401(Reading& reading, const Challenges& challenges) {
    if (challenges.bearer() != nullptr &&
        (reading.error == "invalid_token" || challenges.bearer()->error.empty())) {
        reading.effect = TokenEffect::rejected;
        reading.sentence = "The API does not accept the access token, and says so itself.";
    } else if (reading.error == "invalid_token") {
        reading.effect = TokenEffect::rejected;
        reading.sentence = "The API does not accept the access token: its body says invalid_token.";
    } else if (challenges.bearer() != nullptr) {
        reading.effect = TokenEffect::none;
        reading.sentence = "The API refuses the request, and not the access token.";
    } else {
        reading.effect = TokenEffect::refused;
        reading.sentence =
            challenges.all.empty()
                ? "There is no WWW-Authenticate to be seen, so it may come from the API or from "
                  "something before it: whether the access token still lives is not known, and it "
                  "can be tried again."
                : "The challenge is " + challenges.all.front().scheme +
                      " and not Bearer, so it is not about the access token: something before the "
                      "API may want credentials of its own.";
    }
}

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

Reading read_api_answer(const http::Response& response) {
    const Challenges challenges = read_challenges(response);
    Reading reading;
    reading.understood = true;
    reading.warnings = challenges.warnings;
    if (response.status / 100 == 2) {
        reading.effect = TokenEffect::active;
        reading.sentence = "The API accepted the access token.";
        return reading;
    }
    const ServerError error = error_of(response, challenges);
    reading.error = error.code.empty() ? "http_status" : server_words(error.code, 64);
    reading.error_description = server_words(error.description);
    if (response.status == 401) {
        read_401(reading, challenges);
    } else if (reading.error == "insufficient_scope") {
        const std::string scope = needed_scope(response);
        reading.sentence = "The access token is good, but lacks a scope" +
                           (scope.empty() ? "." : ": " + scope + " is asked for.");
    } else {
        reading.sentence = "The API answered " + status_words(response) +
                           ". That says nothing about the access token.";
    }
    return reading;
}

std::string needed_scope(const http::Response& response) {
    const Challenges challenges = read_challenges(response);
    for (const Challenge& each : challenges.all) {
        if (!each.scope.empty()) return each.scope;
    }
    const OpenedBody body = open_body(response);
    if (!body.document) return {};
    const auto error = find_error(body.document->root);
    if (!error || error->code != "insufficient_scope") return {};
    return server_words(json::find_string(body.document->root, "scope").value_or(""));
}

} // namespace oauth
