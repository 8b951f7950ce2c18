#include "oauth/answer.hpp"

#include "http/ascii.hpp"
#include "http/form.hpp"
#include "oauth/server_words.hpp"
#include "oauth/vschar.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace oauth {

namespace {

constexpr std::size_t most_warnings = 8;
constexpr std::string_view json_asked = "RFC 6749 §5.1";

std::string plain(std::string_view name) {
    std::string text;
    for (const char c : name) {
        if (c != '_' && c != '-') text += http::lower(c);
    }
    return text;
}

void warn_about_type(const http::Response& response, std::vector<Warning>& warnings) {
    const std::string type = http::media_type(response.headers);
    if (type.empty()) {
        warnings.push_back({"Content-Type is missing", std::string{json_asked}});
    } else if (type != "application/json" && !type.ends_with("+json")) {
        warnings.push_back({"Content-Type is " + server_words(type, 64) + ", not application/json",
                            std::string{json_asked}});
    }
}

void warn_about_document(const json::Document& document, std::vector<Warning>& warnings) {
    for (const std::string& repair : document.repairs)
        warnings.push_back({server_words(repair, 200), "RFC 8259 §6 to §8"});
    for (std::size_t i = 0; i < document.duplicate_keys.size(); ++i) {
        if (i == most_warnings) {
            warnings.push_back(
                {std::to_string(document.duplicate_keys.size() - i) + " more duplicate keys",
                 "RFC 8259 §4"});
            break;
        }
        warnings.push_back({"duplicate key " + server_words(document.duplicate_keys[i], 64) +
                                ": the last value counts",
                            "RFC 8259 §4"});
    }
}

// "access_token=…&token_type=bearer": the form of some servers that are older than the RFC.
std::optional<json::Document> from_form(const http::Response& response) {
    const std::string& body = response.body;
    if (body.size() > answer_limits.bytes) return std::nullopt;
    const std::size_t equals =
        body.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.");
    if (equals == std::string::npos || equals == 0 || body[equals] != '=') return std::nullopt;
    const std::size_t end = body.find_last_not_of(" \r\n");
    const http::Fields fields = http::form_parse(std::string_view(body).substr(0, end + 1));
    constexpr std::array<std::string_view, 3> telling{"access_token", "error", "active"};
    constexpr std::size_t most_fields = 200; // each is compared with all the others
    if (fields.size() > most_fields) return std::nullopt;
    const bool tells = std::any_of(fields.begin(), fields.end(), [&](const http::Field& field) {
        return std::find(telling.begin(), telling.end(), field.name) != telling.end();
    });
    if (!tells) return std::nullopt;
    json::Document document;
    document.root = json::Value::object();
    for (const http::Field& field : fields)
        json::set(document.root, field.name, field.value);
    return document;
}

bool speaks(const json::Value& members) {
    return json::find(members, "access_token") != nullptr ||
           json::find(members, "active") != nullptr || json::find(members, "error") != nullptr ||
           json::find(members, "errors") != nullptr;
}

// A list around the object, or an envelope.
void unwrap(json::Value& root, std::vector<Warning>& warnings) {
    if (root.is_array() && root.items.size() == 1 && root.items.front().is_object()) {
        json::Value only = std::move(root.items.front());
        root = std::move(only);
        warnings.push_back({"the object is inside a list", std::string{json_asked}});
    }
    if (!root.is_object() || speaks(root)) return;
    for (const std::string_view name : {"data", "result", "response"}) {
        const json::Value* inner = json::find(root, name);
        if (inner == nullptr || !inner->is_object() || !speaks(*inner)) continue;
        json::Value content = *inner;
        root = std::move(content);
        warnings.push_back({"the parameters are inside a member called " + std::string{name},
                            std::string{json_asked}});
        return;
    }
}

std::string first_text(const json::Value& members, std::initializer_list<std::string_view> names) {
    for (const std::string_view name : names) {
        const std::string_view text = json::find_string(members, name).value_or("");
        if (!text.empty()) return std::string{text};
    }
    return {};
}

std::optional<ServerError> error_of(const json::Value& value) {
    switch (value.kind) {
    case json::Kind::null: return std::nullopt;
    case json::Kind::boolean:
        return value.boolean ? std::optional<ServerError>({"error", "", ""}) : std::nullopt;
    case json::Kind::number:
        return value.text == "0" ? std::nullopt : std::optional<ServerError>({value.text, "", ""});
    case json::Kind::string:
        if (value.text.empty()) return std::nullopt;
        return ServerError{value.text, "", ""};
    case json::Kind::array:
        return value.items.empty() ? std::nullopt : error_of(value.items.front());
    case json::Kind::object: break;
    }
    if (value.members.empty()) return std::nullopt;
    ServerError error{
        "error",
        first_text(value, {"error_description", "message", "description", "detail", "title"}),
        first_text(value, {"error_uri", "href"})};
    for (const std::string_view name : {"error", "code", "type", "reason", "status", "message"}) {
        const std::string text = first_text(value, {name});
        if (!is_parameter_name(text)) continue;
        error.code = text;
        break;
    }
    return error;
}

} // namespace

OpenedBody open_body(const http::Response& response) {
    OpenedBody opened;
    warn_about_type(response, opened.warnings);
    json::Parsed parsed = json::parse_generously(response.body, answer_limits);
    if (!parsed.document) {
        opened.error = std::move(parsed.error);
        opened.document = from_form(response);
        if (opened.document)
            opened.warnings = {{"the answer is a form and not JSON", std::string{json_asked}}};
        return opened;
    }
    if (response.utf16)
        opened.warnings.push_back({"the body is UTF-16, not UTF-8", "RFC 8259 §8.1"});
    warn_about_document(*parsed.document, opened.warnings);
    unwrap(parsed.document->root, opened.warnings);
    opened.not_an_object = !parsed.document->root.is_object();
    if (!opened.not_an_object) opened.document = std::move(parsed.document);
    return opened;
}

const json::Value* find_member(const json::Value& members, std::string_view name,
                               std::vector<Warning>& warnings) {
    if (const json::Value* exact = json::find(members, name))
        return exact->kind == json::Kind::null ? nullptr : exact;
    const std::string wanted = plain(name);
    for (const json::Member& member : members.members) {
        if (member.key.size() > 2 * name.size() || plain(member.key) != wanted ||
            member.value.kind == json::Kind::null)
            continue;
        warnings.push_back(
            {"the name is written " + server_words(member.key, 64) + ", not " + std::string{name},
             std::string{json_asked}});
        return &member.value;
    }
    return nullptr;
}

std::optional<ServerError> find_error(const json::Value& members) {
    for (const std::string_view name : {"error", "errors"}) {
        const json::Value* member = json::find(members, name);
        if (member == nullptr) continue;
        std::optional<ServerError> error = error_of(*member);
        if (!error) continue;
        if (error->description.empty())
            error->description = first_text(members, {"error_description", "message", "detail"});
        if (error->uri.empty()) error->uri = first_text(members, {"error_uri"});
        return error;
    }
    return std::nullopt;
}

} // namespace oauth
