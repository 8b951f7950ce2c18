#include "oauth/reading.hpp"

#include "oauth/answer.hpp"
#include "oauth/server_words.hpp"

#include <algorithm>
#include <array>

namespace oauth {

std::string_view to_string(TokenEffect effect) {
    switch (effect) {
    case TokenEffect::none: return "none";
    case TokenEffect::active: return "active";
    case TokenEffect::refused: return "refused";
    case TokenEffect::revoked: return "revoked";
    case TokenEffect::rejected: return "rejected";
    case TokenEffect::unknown: return "unknown";
    }
    return "";
}

std::string to_string(const Warning& warning) {
    return warning.section.empty() ? warning.text : warning.text + " (" + warning.section + ")";
}

std::string to_string(const std::vector<Warning>& warnings) {
    std::string text;
    for (const Warning& warning : warnings)
        text += (text.empty() ? "" : "; ") + to_string(warning);
    return text;
}

Reading refusal(const Error& error, const http::Response& response) {
    constexpr std::array<std::string_view, 6> of_ours{
        "not_json", "json_limit", "malformed", "missing_access_token", "missing_active", "no_body"};
    const OpenedBody body = open_body(response);
    Reading reading;
    reading.error = error.code;
    reading.sentence = error.message;
    reading.understood = std::find(of_ours.begin(), of_ours.end(), error.code) == of_ours.end() &&
                         (error.code != "http_status" || body.document);
    reading.warnings = body.warnings;
    if (body.document) {
        if (const auto said = find_error(body.document->root))
            reading.error_description = server_words(said->description);
        else if (const auto words = json::find_string(body.document->root, "message"))
            reading.error_description = server_words(*words);
    }
    return reading;
}

std::string retry_after(const http::Response& response) {
    const std::string* after = http::find_header(response.headers, "Retry-After");
    if (after == nullptr || after->empty()) return {};
    constexpr std::size_t longest_delay = 9, longest_date = 40; // bytes
    if (after->size() <= longest_delay &&
        after->find_first_not_of("0123456789") == std::string::npos)
        return "Wait " + *after + " seconds";
    // An HTTP-date; what else stands there helps nobody.
    if (after->size() <= longest_date && after->ends_with(" GMT"))
        return "Wait until " + server_words(*after);
    return {};
}

} // namespace oauth
