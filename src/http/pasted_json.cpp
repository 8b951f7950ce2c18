#include "http/pasted_json.hpp"

#include "http/ascii.hpp"
#include "http/pasted.hpp"
#include "http/terminal_text.hpp"

#include <algorithm>
#include <initializer_list>

namespace http {

namespace {

// At where it may end. Each reads all of the text, so of a long one there are few.
std::size_t most_attempts(std::string_view text) {
    constexpr std::size_t long_text = std::size_t{64} * 1024;
    return text.size() < long_text ? 8 : 2;
}

// The text without line breaks in strings; nothing when there is none.
std::optional<std::string> without_breaks_in_strings(std::string_view text) {
    std::string joined;
    bool in_string = false;
    bool found = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (in_string && (c == '\n' || c == '\r')) {
            found = true;
            continue;
        }
        joined += c;
        if (c == '"') in_string = !in_string;
        if (in_string && c == '\\' && i + 1 < text.size()) joined += text[++i];
    }
    if (!found) return std::nullopt;
    return joined;
}

// What begins with one bad value is still read (json/json.hpp), but a line break in a text is not
// the server's: it would become a character of a token.
CutJson read(std::string_view text) {
    CutJson cut;
    if (json::parse(text).document) {
        cut.length = text.size();
        return cut;
    }
    std::optional<std::string> rejoined = without_breaks_in_strings(text);
    const json::Parsed parsed = json::parse_generously(rejoined ? *rejoined : text);
    if (parsed.document) {
        cut.length = text.size();
        cut.rejoined = std::move(rejoined);
    } else {
        // Of the text as it is. Read once more only where it had to be joined: it may be a megabyte long.
        cut.error = rejoined ? json::parse_generously(text).error : parsed.error;
    }
    return cut;
}

const json::Value* find_any(const json::Value& object,
                            std::initializer_list<std::string_view> names) {
    for (const json::Member& member : object.members) {
        const std::string name = lower(member.key);
        if (std::find(names.begin(), names.end(), name) != names.end()) return &member.value;
    }
    return nullptr;
}

bool says_something(const json::Value* value) {
    if (value == nullptr || value->kind == json::Kind::null) return false;
    if (value->kind == json::Kind::boolean) return value->boolean;
    return !value->text.empty() || !value->items.empty() || !value->members.empty();
}

bool is_false(const json::Value* value) {
    return value != nullptr && value->kind == json::Kind::boolean && !value->boolean;
}

std::optional<int> error_status(const json::Value* value) {
    if (value == nullptr) return std::nullopt;
    const std::optional<int> status = read_status(value->text); // digits of a number, or text
    return status && *status >= 400 ? status : std::nullopt;
}

} // namespace

bool may_be_json(std::string_view text) {
    const std::string_view plain = trim(text);
    return plain.starts_with('{') || plain.starts_with('[');
}

CutJson cut_json(std::string_view text) {
    const std::string_view whole = text.substr(0, text.find_last_not_of(" \t\r\n") + 1);
    CutJson cut = read(whole);
    if (cut.length > 0) return cut;
    const json::ParseError error = std::move(cut.error);
    std::size_t end = whole.size();
    for (std::size_t attempt = 0; attempt < most_attempts(whole) && end > 0; ++attempt) {
        const std::size_t last = whole.find_last_of("}]", end - 1);
        if (last == std::string_view::npos) break;
        // More JSON behind it: then it is not this function's to say which of them is meant.
        if (whole.find('{', last) != std::string_view::npos) break;
        cut = read(whole.substr(0, last + 1));
        if (cut.length > 0) return cut;
        end = last;
    }
    return {0, std::nullopt, error};
}

bool looks_like_error(std::string_view body) {
    const json::Parsed parsed = json::parse_generously(body);
    if (!parsed.document || !parsed.document->root.is_object()) return false;
    const json::Value& object = parsed.document->root;
    if (says_something(find_any(object, {"error", "errors", "fault"}))) return true;
    if (is_false(find_any(object, {"success", "ok"}))) return true;
    if (error_status(find_any(object, {"status", "statuscode", "status_code"}))) return true;
    if (says_something(find_any(object, {"access_token", "active", "data"}))) return false;
    // Pleo's {"type", "message"}, RFC 9457's {"title", "detail"}, and gateways' {"message"}.
    return find_any(object, {"message", "detail", "error_description", "error_code"}) != nullptr;
}

std::optional<int> status_in_error(std::string_view body) {
    const json::Parsed parsed = json::parse_generously(body);
    if (!parsed.document || !parsed.document->root.is_object()) return std::nullopt;
    const auto of = [](const json::Value& members) {
        return error_status(find_any(members, {"status", "statuscode", "status_code", "code"}));
    };
    const json::Value& object = parsed.document->root;
    if (const auto status = of(object)) return status;
    const json::Value* error = find_any(object, {"error"});
    return error == nullptr ? std::nullopt : of(*error);
}

} // namespace http
