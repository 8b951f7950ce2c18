#include "http/redaction.hpp"

#include "http/ascii.hpp"
#include "http/form.hpp"
#include "http/loose_secrets.hpp"
#include "http/quoted.hpp"
#include "http/secret_names.hpp"
#include "http/secret_search.hpp"
#include "json/json.hpp"

#include <algorithm>

namespace http {

namespace {

constexpr std::string_view white_space = " \t\r\n";

// Where values of parameters end in any text that may hold a URL, and where they end in a form
// body.
constexpr std::string_view text_delimiters = "&#\"'<>\\ \t\r\n";
constexpr std::string_view form_delimiters = "&";

// In an answer that may hold tokens, what looks like one is one, whatever its name is.
std::string_view shape_name(std::string_view key, std::string_view value, Content content) {
    return content == Content::tokens && !is_open_member(key) && looks_like_credential(value)
               ? "value"
               : "";
}

// name=value behind "?", "&" or "#", and at the beginning where the text itself is a form.
std::string redact_parameters(std::string_view text, bool is_form,
                              Content content = Content::plain) {
    const std::string_view delimiters = is_form ? form_delimiters : text_delimiters;
    std::string out;
    std::size_t copied = 0;
    std::size_t end = 0; // of the last value; the next one may stand inside it and has the same
    for (std::size_t i = 0; i <= text.size(); ++i) {
        const bool starts =
            i == 0 || text[i - 1] == '&' || text[i - 1] == '?' || text[i - 1] == '#';
        if (!starts) continue;
        constexpr std::size_t longest_name = 120; // three times a name, for one that is all escapes
        const std::size_t equals = text.substr(i, longest_name).find_first_of("=&");
        if (equals == std::string_view::npos || text[i + equals] != '=') continue;
        const std::string decoded = form_decode(text.substr(i, equals));
        const std::size_t value = i + equals + 1;
        if (value < copied) continue;
        if (end < value) end = std::min(text.find_first_of(delimiters, value), text.size());
        if (end == value) continue; // that it is empty is worth seeing
        std::string_view name = secret_name(decoded);
        // No credential holds one of these; so no piece of a text is decoded twice.
        if (name.empty() && content == Content::tokens && text.find_first_of("?#&", value) >= end)
            name = shape_name(decoded, form_decode(text.substr(value, end - value)), content);
        if (name.empty()) continue;
        out += text.substr(copied, value - copied);
        out += mask(name);
        copied = end;
        i = end;
    }
    out += text.substr(copied);
    return out;
}

// "https://name:password@host", in JSON also "https:\/\/name:password@host".
std::string redact_user_info(std::string_view text) {
    std::string out;
    std::size_t copied = 0;
    for (std::size_t i = text.find('/'); i != std::string_view::npos; i = text.find('/', i + 1)) {
        const std::size_t second = text.find_first_not_of('\\', i + 1);
        if (second == std::string_view::npos || text[second] != '/') continue;
        const std::size_t start = second + 1;
        const std::size_t end =
            std::min(text.find_first_of("/?#\"'<>\\ \t\r\n", start), text.size());
        const std::size_t at = text.substr(start, end - start).rfind('@');
        if (at == std::string_view::npos || at == 0 || start < copied) continue;
        out += text.substr(copied, start - copied);
        out += mask("user_info");
        copied = start + at;
    }
    out += text.substr(copied);
    return out;
}

std::size_t end_of_container(std::string_view text, std::size_t start, std::size_t layer) {
    std::size_t depth = 0;
    for (std::size_t i = start; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '"') i = end_of_string(text, i, layer) - 1;
        if (c == '[' || c == '{') ++depth;
        if ((c == ']' || c == '}') && --depth == 0) return i + 1;
    }
    return text.size();
}

// A key may spell its letters as \u0061.
std::string decoded_key(std::string_view raw) {
    if (raw.find('\\') == std::string_view::npos) return std::string{raw};
    const json::Parsed parsed = json::parse("\"" + std::string{raw} + "\"");
    return parsed.document ? parsed.document->root.text : std::string{raw};
}

// "name": value, wherever it stands, without parsing: what was received may be cut off, or be no
// JSON, and white space must stay as it came.
std::string redact_members(std::string_view text, Content content) {
    std::string out;
    std::size_t copied = 0;
    for (std::size_t i = text.find('"'); i != std::string_view::npos; i = text.find('"', i)) {
        const std::size_t layer = backslashes_before(text, i);
        const std::size_t key = i + 1;
        ++i;
        constexpr std::size_t longest_key = 250; // of a name that is all \u escapes
        const std::size_t length = text.substr(key, longest_key).find('"');
        if (length == std::string_view::npos) continue;
        const std::size_t closing = key + length;
        if (backslashes_before(text, closing) != layer || length < layer) continue;
        const std::size_t colon = text.find_first_not_of(white_space, closing + 1);
        if (colon == std::string_view::npos || text[colon] != ':') continue;
        const std::string decoded = decoded_key(text.substr(key, length - layer));
        std::string_view name = secret_name(decoded);
        // A JSON "code" or "state" is an employee's number or a country's part far more often than
        // an authorisation response; where it is one, its value is a known secret.
        if (name == "code" || name == "state") continue;
        if (name.empty() && content == Content::plain) continue;
        const std::size_t start = text.find_first_not_of(white_space, colon + 1);
        if (start == std::string_view::npos || start < copied) continue;

        std::size_t end = start;
        const std::size_t quote = start + layer;
        const bool is_string = quote < text.size() && text[quote] == '"' &&
                               text.find_first_not_of('\\', start) == quote;
        if (is_string) {
            end = end_of_string(text, quote, layer);
            if (end - start == 2 * (layer + 1)) continue; // that it is empty is worth seeing
            if (name.empty())
                name =
                    shape_name(decoded, text.substr(quote + 1, end - quote - 2 - layer), content);
            if (name.empty()) continue;
        } else if (name.empty()) {
            continue;
        } else if (text[start] == '[' || text[start] == '{') {
            end = end_of_container(text, start, layer);
        } else {
            end = std::min(text.find_first_of(",]} \t\r\n", start), text.size());
            const std::string_view literal = text.substr(start, end - start);
            if (literal.empty() || literal == "null" || literal == "true" || literal == "false")
                continue;
        }
        std::string quotation(layer, '\\');
        quotation += '"';
        out += text.substr(copied, start - copied);
        out += quotation;
        out += mask(name);
        out += quotation;
        copied = end;
        i = end;
        if (i >= text.size()) break;
    }
    out += text.substr(copied);
    return out;
}

// The scheme is worth seeing: it is what people get wrong.
std::string redact_authorization(std::string_view value) {
    const std::size_t first = std::min(value.find_first_not_of(white_space), value.size());
    value.remove_prefix(first);
    const std::size_t space = value.find_first_of(white_space);
    if (value.empty()) return {};
    if (space == std::string_view::npos)
        return mask("credentials"); // no scheme: all of it is secret
    const std::string scheme{value.substr(0, space)};
    return scheme + " " + mask(lower(scheme) == "bearer" ? "access_token" : "credentials");
}

std::string redact_known(std::string_view text, const SecretSearch& search) {
    std::string out;
    std::size_t copied = 0;
    for (const Occurrence& found : search.find(text)) {
        out += text.substr(copied, found.begin - copied);
        out += mask(search.secret(found).name);
        copied = found.end;
    }
    out += text.substr(copied);
    return out;
}

// Known values go first: one may hold a delimiter that would cut a place short.
std::string redact_text(std::string_view text, const SecretSearch& search) {
    return redact_user_info(redact_parameters(redact_known(text, search), false));
}

void redact_header(Field& field, const SecretSearch& search) {
    const std::string name = lower(field.name);
    field.name = redact_known(field.name, search);
    if (name == "authorization" || name == "proxy-authorization") {
        field.value = redact_authorization(field.value);
    } else if (name == "cookie" || name == "set-cookie") {
        if (!field.value.empty()) field.value = mask("cookie");
    } else if (const std::string_view secret = secret_name(name); !secret.empty()) {
        if (!field.value.empty()) field.value = mask(secret);
    } else {
        field.value = redact_text(field.value, search);
    }
}

// What a person types as a header is a secret unless its name says otherwise.
void redact_request_headers(Fields& headers, const SecretSearch& search) {
    for (Field& field : headers) {
        const std::string name = lower(field.name);
        const bool open = is_open_header(name) || name == "authorization" ||
                          name == "proxy-authorization" || name == "cookie" ||
                          name == "set-cookie" || field.value.empty() || !secret_name(name).empty();
        redact_header(field, search);
        if (!open) field.value = mask("header_value");
    }
}

// "access_token=…&expires=9", as some servers that are older than the RFC answer.
bool looks_like_form(std::string_view body) {
    const std::size_t end = body.find_last_not_of(white_space);
    const std::size_t equals = body.find('=');
    return equals != std::string_view::npos && equals > 0 &&
           body.substr(0, end + 1).find_first_of(" \t\r\n\"'<>{}") == std::string_view::npos;
}

// Nothing is shown of an answer that may hold tokens and was not understood.
bool is_unread(const std::string& body, Content content) {
    if (content != Content::tokens || body.empty() || body == mask("answer")) return false;
    const std::size_t first = body.find_first_not_of(white_space);
    if (first == std::string::npos || looks_like_form(body)) return false;
    const json::Parsed parsed = json::parse_generously(body, {.bytes = 256 * 1024});
    return !parsed.document ||
           !(parsed.document->root.is_object() || parsed.document->root.is_array());
}

std::string redact_body(const std::string& body, const Fields& headers, Content content,
                        const SecretSearch& search) {
    const std::string type = media_type(headers);
    const std::size_t first = body.find_first_not_of(white_space);
    const bool looks_structured =
        first != std::string::npos &&
        std::string_view{"{[<\""}.find(body[first]) != std::string_view::npos;
    const bool is_form = type == "application/x-www-form-urlencoded" ||
                         (type.empty() && !looks_structured) ||
                         (content == Content::tokens && looks_like_form(body));
    // A form may say that it is one and be JSON all the same: nothing is lost by looking for both.
    return redact_loose(redact_user_info(
        redact_parameters(redact_members(redact_known(body, search), content), is_form, content)));
}

} // namespace

std::string mask(std::string_view name) { return "‹" + std::string{name} + "›"; }

std::string redact(std::string_view text, const Secrets& secrets) {
    return redact_known(text, SecretSearch(secrets));
}

Exchange redact_with(const SecretSearch& search, const Exchange& exchange) {
    const auto plain = [&](std::string_view text) { return redact_text(text, search); };
    Exchange result = exchange;
    result.purpose = plain(exchange.purpose);
    result.request.url = plain(exchange.request.url);
    result.request.body =
        redact_body(exchange.request.body, exchange.request.headers, Content::plain, search);
    redact_request_headers(result.request.headers, search);
    if (result.response) {
        const Response& received = *exchange.response;
        result.response->status_text = plain(received.status_text);
        result.response->body =
            !exchange.redacted && is_unread(received.body, exchange.content)
                ? mask("answer")
                : redact_body(received.body, received.headers, exchange.content, search);
        for (Field& field : result.response->headers)
            redact_header(field, search);
    }
    result.failure_text = plain(exchange.failure_text);
    result.redacted = true;
    return result;
}

Exchange redact(const Exchange& exchange, const Secrets& secrets) {
    return redact_with(SecretSearch(secrets), exchange);
}

} // namespace http
