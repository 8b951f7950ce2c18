#include "command/explain.hpp"

#include "http/exchange.hpp"
#include "http/pasted.hpp"
#include "http/raw.hpp"
#include "http/redaction.hpp"
#include "http/terminal_text.hpp"
#include "http/utf16.hpp"
#include "oauth/answer.hpp"
#include "oauth/bearer.hpp"
#include "oauth/introspection.hpp"
#include "oauth/metadata.hpp"
#include "oauth/redirect.hpp"
#include "oauth/token.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace command {

namespace {

struct Finding {
    oauth::Reading reading;
    std::optional<int> status;
    json::Value values = json::Value::object();
    http::Secrets secrets; // what `values` and the words hide
    std::string masked;
};

Error usage(std::string message) { return {"usage", std::move(message)}; }

void set_text(json::Value& object, std::string_view name, const std::string& text) {
    if (!text.empty()) json::set(object, name, text);
}

void set_optional(json::Value& object, std::string_view name,
                  const std::optional<std::string>& text) {
    if (text) json::set(object, name, *text);
}

void set_optional(json::Value& object, std::string_view name,
                  const std::optional<std::int64_t>& number) {
    if (number) json::set(object, name, *number);
}

void set_secret(Finding& finding, const std::string& name, const std::string& value) {
    if (value.empty()) return;
    json::set(finding.values, name, value);
    finding.secrets.push_back({name, value});
}

// As the page shows and keeps it (http/redaction.hpp).
std::string masked(const http::Response& response, http::Content content,
                   const http::Secrets& secrets) {
    http::Exchange exchange;
    exchange.response = response;
    exchange.content = content;
    return http::raw_response(*http::redact(exchange, secrets).response);
}

Finding from_token(const http::Response& response, bool is_refresh) {
    Finding finding;
    finding.reading =
        is_refresh ? oauth::read_refresh_answer(response) : oauth::read_token_answer(response);
    if (const auto tokens = oauth::process_token_response(response)) {
        set_secret(finding, "access_token", tokens->access_token);
        json::set(finding.values, "token_type", tokens->token_type);
        set_optional(finding.values, "expires_in", tokens->expires_in);
        set_secret(finding, "refresh_token", tokens->refresh_token.value_or(""));
        set_optional(finding.values, "scope", tokens->scope);
    }
    finding.masked = masked(response, http::Content::tokens, finding.secrets);
    return finding;
}

Finding from_introspection(const http::Response& response) {
    Finding finding;
    finding.reading = oauth::read_introspection_answer(response);
    if (const auto seen = oauth::process_introspection_response(response)) {
        json::set(finding.values, "active", seen->active);
        set_optional(finding.values, "scope", seen->scope);
        set_optional(finding.values, "client_id", seen->client_id);
        set_optional(finding.values, "sub", seen->subject);
        set_optional(finding.values, "iss", seen->issuer);
        set_optional(finding.values, "exp", seen->expires_at);
        set_optional(finding.values, "iat", seen->issued_at);
    }
    finding.masked = masked(response, http::Content::tokens, {});
    return finding;
}

Finding from_api(const http::Response& response) {
    Finding finding;
    finding.reading = oauth::read_api_answer(response);
    set_text(finding.values, "scope", oauth::needed_scope(response));
    json::Value challenges = json::Value::array();
    for (const oauth::Challenge& each : oauth::read_challenges(response).all) {
        json::Value challenge = json::Value::object();
        json::set(challenge, "scheme", each.scheme);
        set_text(challenge, "realm", each.realm);
        set_text(challenge, "error", each.error);
        set_text(challenge, "error_description", each.error_description);
        set_text(challenge, "scope", each.scope);
        challenges.items.push_back(std::move(challenge));
    }
    if (!challenges.items.empty()) json::set(finding.values, "challenges", challenges);
    finding.masked = masked(response, http::Content::plain, {});
    return finding;
}

// Every line is the value of one header.
Finding from_challenge(std::string_view text) {
    http::Response response;
    response.status = 401;
    for (text = http::trim(text); !text.empty();) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = http::trim(text.substr(0, end));
        if (!line.empty()) response.headers.push_back({"WWW-Authenticate", std::string{line}});
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    Finding finding = from_api(response);
    finding.reading.understood = json::find_array(finding.values, "challenges") != nullptr;
    if (!finding.reading.understood) finding.reading.error = "no_challenge";
    finding.status = response.status;
    return finding;
}

json::Value texts(const std::vector<std::string>& all) {
    json::Value list = json::Value::array();
    list.items.assign(all.begin(), all.end());
    return list;
}

Finding from_discovery(const http::Response& response, std::string issuer) {
    Finding finding;
    oauth::Reading& reading = finding.reading;
    if (issuer.empty()) {
        const oauth::OpenedBody body = oauth::open_body(response);
        if (body.document) issuer = json::find_string(body.document->root, "issuer").value_or("");
        reading.warnings.push_back(
            {"no --issuer was given: it is taken from the document, and compared with nothing",
             "RFC 8414 §3.3"});
    }
    const auto found = oauth::process_metadata_response(response, issuer);
    reading.understood = oauth::is_metadata_document(response);
    if (found) {
        const oauth::Endpoints& endpoints = found->endpoints;
        reading.sentence = "The document can be used, and its issuer is " + issuer + ".";
        set_text(finding.values, "issuer", endpoints.issuer);
        set_text(finding.values, "authorization_endpoint", endpoints.authorization_endpoint);
        set_text(finding.values, "token_endpoint", endpoints.token_endpoint);
        set_text(finding.values, "introspection_endpoint", endpoints.introspection_endpoint);
        set_text(finding.values, "revocation_endpoint", endpoints.revocation_endpoint);
        json::set(finding.values, "authorization_response_iss_parameter_supported",
                  endpoints.iss_parameter_supported);
        json::set(finding.values, "token_endpoint_auth_methods_supported",
                  texts(found->token_endpoint_auth_methods));
        json::set(finding.values, "code_challenge_methods_supported",
                  texts(found->code_challenge_methods));
        json::set(finding.values, "scopes_supported", texts(found->scopes));
        for (const std::string& warning : found->warnings)
            reading.warnings.push_back({warning, ""});
    } else {
        reading.error = found.error().code;
        reading.sentence = found.error().message;
    }
    finding.masked = masked(response, http::Content::plain, {});
    return finding;
}

std::string_view to_string(oauth::CheckResult result) {
    switch (result) {
    case oauth::CheckResult::passed: return "passed";
    case oauth::CheckResult::failed: return "failed";
    case oauth::CheckResult::not_applicable: return "not applicable";
    }
    return {};
}

Finding from_redirect(const Question& question) {
    const std::string url{http::trim(question.input)};
    oauth::PendingAuthorization attempt;
    attempt.state = question.state;
    attempt.issuer = question.issuer;
    attempt.redirect_uri = url.substr(0, url.find_first_of("?#"));
    const std::optional<oauth::PendingAuthorization> pending =
        question.state.empty() ? std::nullopt : std::optional{attempt};
    const oauth::RedirectResponse answer = oauth::process_redirect(url, pending, 0);

    Finding finding;
    oauth::Reading& reading = finding.reading;
    reading.understood = oauth::is_redirect_response(url, attempt.redirect_uri);
    json::Value parameters = json::Value::object();
    for (const http::Field& field : answer.parameters)
        json::set(parameters, field.name, field.value);
    for (const char* name : {"code", "state"}) {
        const std::string* value = http::find_parameter(answer.parameters, name);
        if (value != nullptr && !value->empty()) finding.secrets.push_back({name, *value});
    }
    json::Value checks = json::Value::array();
    std::string failed;
    for (const oauth::Check& each : answer.checks) {
        json::Value check = json::Value::object();
        json::set(check, "name", each.name);
        json::set(check, "result", to_string(each.result));
        json::set(check, "evidence", each.evidence);
        json::set(check, "source", each.source);
        checks.items.push_back(std::move(check));
        if (each.result == oauth::CheckResult::failed)
            failed += " Failed: " + each.name + " (" + each.source + "): " + each.evidence + ".";
    }
    json::set(finding.values, "parameters", std::move(parameters));
    json::set(finding.values, "checks", std::move(checks));

    reading.error = answer.error;
    reading.error_description = answer.error_description;
    if (!reading.understood) {
        reading.error = "no_redirect";
        reading.sentence = "This is no answer of an authorisation server: an absolute URL with "
                           "code, error or state in its query is.";
    } else if (answer.accepted) {
        reading.sentence = "Every check passed: the code can be exchanged, once.";
    } else {
        if (reading.error.empty()) reading.error = "check_failed";
        reading.sentence = "The redirect is refused, and its code is not used." + failed;
        if (question.state.empty())
            reading.sentence += " Say with --state which state was sent, so that there is "
                                "something to compare with.";
    }
    http::Exchange exchange;
    exchange.request.url = url;
    finding.masked = http::redact(exchange, finding.secrets).request.url;
    return finding;
}

Finding from_paste(const Question& question) {
    Finding finding;
    oauth::Reading& reading = finding.reading;
    const Result<http::PastedAnswer> read = http::read_pasted(question.input);
    if (!read) {
        reading.error = read.error().code;
        reading.sentence = read.error().message;
        finding.masked = http::mask("answer");
        return finding;
    }
    const http::Response& response = read->response;
    reading.understood = true;
    if (response.status == 0) reading.error = "no_status";
    if (!read->doubt.empty()) reading.error = "doubt";
    reading.sentence =
        !read->doubt.empty() ? read->doubt
        : response.status == 0
            ? "The text does not tell the status of the answer, and the body looks like an error."
            : "The answer in it has the status " + std::to_string(response.status) + ".";
    if (response.status != 0) finding.status = response.status;
    http::Exchange exchange;
    exchange.response = response;
    exchange.content = http::Content::tokens;
    // What may be a token in it has no name yet.
    const http::Response kept = *http::redact(exchange, {}).response;
    const http::Response& shown = question.reveal ? response : kept;
    finding.masked = http::raw_response(kept);
    json::set(finding.values, "status_from", to_string(read->status_from));
    json::set(finding.values, "status_text", shown.status_text);
    json::Value headers = json::Value::array();
    for (const http::Field& field : shown.headers)
        headers.items.push_back(json::Value::array({field.name, field.value}));
    json::set(finding.values, "headers", std::move(headers));
    json::set(finding.values, "body", shown.body);
    json::Value ignored = json::Value::array();
    for (const http::LineRange& range : read->ignored)
        ignored.items.push_back(
            json::Value::array({std::int64_t(range.first), std::int64_t(range.last)}));
    json::set(finding.values, "ignored_lines", std::move(ignored));
    return finding;
}

// A file, and not what a terminal made of it: the body is everything behind the head, as it is. Of
// several answers (100 Continue, a proxy's) the last one counts.
Result<http::Response> whole_answer(std::string_view text) {
    std::string_view head, body;
    do {
        const std::size_t end = std::min({text.find("\n\n"), text.find("\r\n\r\n"), text.size()});
        head = text.substr(0, end);
        text.remove_prefix(end);
        text.remove_prefix(text.starts_with("\r\n\r\n") ? 4 : text.empty() ? 0 : 2);
        body = text;
    } while (body.starts_with("HTTP/"));
    Result<http::PastedAnswer> read = http::read_pasted(head);
    if (!read) return read.error();
    read->response.body = body;
    return std::move(read->response);
}

Result<http::Response> response_of(const Question& question) {
    if (question.status) {
        http::Response response;
        response.status = *question.status;
        response.headers = question.headers;
        response.body = question.input;
        return response;
    }
    if (!question.headers.empty())
        return usage("--header belongs to --status: with both, standard input is the body alone.");
    std::string_view text = question.input;
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3); // byte order mark
    text.remove_prefix(std::min(text.find_first_not_of("\r\n"), text.size()));
    if (!text.starts_with("HTTP/"))
        return usage("Standard input does not begin with a status line: give the whole answer, or "
                     "its body with --status.");
    return whole_answer(text);
}

Result<Finding> find(const Question& question) {
    switch (question.subject) {
    case Subject::redirect: return from_redirect(question);
    case Subject::paste: return from_paste(question);
    case Subject::challenge: return from_challenge(question.input);
    default: break;
    }
    Result<http::Response> response = response_of(question);
    if (response) http::read_utf16(*response);
    if (!response && response.error().code == "usage") return response.error();
    Finding finding;
    if (!response) {
        finding.reading.error = response.error().code;
        finding.reading.sentence = response.error().message;
        finding.reading.effect = oauth::TokenEffect::unknown;
        finding.masked = http::mask("answer");
        return finding;
    }
    switch (question.subject) {
    case Subject::api: finding = from_api(*response); break;
    case Subject::introspection: finding = from_introspection(*response); break;
    case Subject::discovery: finding = from_discovery(*response, question.issuer); break;
    default: finding = from_token(*response, question.subject == Subject::refresh); break;
    }
    finding.status = response->status;
    return finding;
}

// Of everything that is said, whatever member it stands in.
void hide(json::Value& value, const http::Secrets& secrets) {
    if (value.is_string()) value.text = http::redact(value.text, secrets);
    for (json::Value& item : value.items)
        hide(item, secrets);
    for (json::Member& member : value.members) {
        const bool known = member.value.is_string() && !member.value.text.empty();
        for (const http::Secret& secret : secrets) {
            // However short: redact() does not look for what is shorter than four bytes.
            if (known && secret.name == member.key && secret.value == member.value.text)
                member.value.text = http::mask(secret.name);
        }
        hide(member.value, secrets);
    }
}

json::Value warnings_of(const oauth::Reading& reading) {
    json::Value list = json::Value::array();
    for (const oauth::Warning& each : reading.warnings) {
        json::Value warning = json::Value::object();
        json::set(warning, "text", each.text);
        json::set(warning, "section", each.section);
        list.items.push_back(std::move(warning));
    }
    return list;
}

} // namespace

Result<Explanation> explain(const Question& question) {
    Result<Finding> found = find(question);
    if (!found) return found.error();
    const oauth::Reading& reading = found->reading;
    if (!question.reveal) hide(found->values, found->secrets);
    Explanation told;
    told.members = json::Value::object();
    const auto words = [&](const std::string& text) {
        return question.reveal ? text : http::redact(text, found->secrets);
    };
    json::set(told.members, "understood", reading.understood);
    json::set(told.members, "status", found->status ? json::Value{*found->status} : json::Value{});
    json::set(told.members, "error", words(reading.error));
    json::set(told.members, "error_description", words(reading.error_description));
    json::set(told.members, "values", std::move(found->values));
    json::set(told.members, "effect", oauth::to_string(reading.effect));
    json::set(told.members, "warnings", warnings_of(reading));
    json::set(told.members, "sentence", words(reading.sentence));
    json::set(told.members, "masked", found->masked);
    told.exit_code = !reading.understood     ? exit_not_understood
                     : reading.error.empty() ? exit_understood
                                             : exit_refused;
    return told;
}

Result<http::Field> header_field(const std::string& text) {
    const std::size_t colon = text.find(':');
    const std::string_view name = http::trim(std::string_view{text}.substr(0, colon));
    if (colon == std::string::npos || name.empty() || name.find(' ') != std::string_view::npos)
        return usage("--header wants 'Name: value', and this has no name before a colon.");
    return http::Field{std::string{name},
                       std::string{http::trim(std::string_view{text}.substr(colon + 1))}};
}

} // namespace command
