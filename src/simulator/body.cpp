#include "simulator/body.hpp"

#include "http/ascii.hpp"
#include "simulator/iso_time.hpp"
#include "staging/simulated_id.hpp"

#include <algorithm>
#include <set>

namespace simulator {
namespace {

constexpr std::size_t most_map_octets = std::size_t{16} * 1024;

Error invalid(std::string_view name, std::string_view words) {
    return {"JSON_MAPPING_EXCEPTION", std::string(name) + " " + std::string(words)};
}

std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }));
}

bool is_decimal(const json::Value& value) {
    if (value.kind != json::Kind::number) return false;
    const std::string_view text = value.text;
    const std::size_t point = std::min(text.find('.'), text.size());
    return text.find_first_not_of("0123456789.") == std::string_view::npos && point <= 12 &&
           text.size() - point <= 7;
}

std::optional<Error> check_text(const Expected& expected, const json::Value& value) {
    if (!value.is_string()) return invalid(expected.name, "must be a text.");
    if (!expected.words.empty() && !is_one_of(expected.words, value.text))
        return invalid(expected.name, "must be one of: " + std::string(expected.words) + ".");
    const std::size_t length = characters(value.text);
    if (length < expected.shortest) return invalid(expected.name, "must not be empty.");
    if (length > expected.longest)
        return invalid(expected.name,
                       "is longer than " + std::to_string(expected.longest) + " characters.");
    return std::nullopt;
}

std::optional<Error> check_uuid(const Expected& expected, const json::Value& value) {
    if (value.is_string() && http::is_uuid(value.text)) return std::nullopt;
    return invalid(expected.name, "must be a UUID such as 123e4567-e89b-42d3-a456-426614174000.");
}

std::optional<Error> check_list(const Expected& expected, const json::Value& value) {
    if (!value.is_array()) return invalid(expected.name, "must be a list.");
    if (value.items.size() > expected.longest)
        return invalid(expected.name,
                       "has more than " + std::to_string(expected.longest) + " entries.");
    if (value.items.size() < expected.shortest) return invalid(expected.name, "must not be empty.");
    if (expected.form == Form::list) return std::nullopt;
    const Expected each{expected.name, Form::text, Need::required, expected.words};
    for (const json::Value& item : value.items) {
        if (auto error =
                expected.form == Form::uuids ? check_uuid(each, item) : check_text(each, item))
            return error;
    }
    return std::nullopt;
}

std::optional<Error> check_map(const Expected& expected, const json::Value& value) {
    if (!value.is_object()) return invalid(expected.name, "must be an object.");
    if (json::dump(value).size() > most_map_octets)
        return invalid(expected.name, "is longer than 16 KiB.");
    const bool texts = std::all_of(value.members.begin(), value.members.end(),
                                   [](const json::Member& each) { return each.value.is_string(); });
    if (expected.form == Form::strings && !texts)
        return invalid(expected.name, "may hold texts only.");
    return std::nullopt;
}

std::optional<Error> check(const Expected& expected, const json::Value& value) {
    switch (expected.form) {
    case Form::text: return check_text(expected, value);
    case Form::uuid: return check_uuid(expected, value);
    case Form::texts:
    case Form::uuids:
    case Form::list: return check_list(expected, value);
    case Form::map:
    case Form::strings: return check_map(expected, value);
    case Form::flag:
        if (value.kind == json::Kind::boolean) return std::nullopt;
        return invalid(expected.name, "must be true or false.");
    case Form::whole: {
        json::Value holder = json::Value::object({{"n", value}});
        if (json::find_integer(holder, "n")) return std::nullopt;
        return invalid(expected.name, "must be a whole number.");
    }
    case Form::decimal:
        if (is_decimal(value)) return std::nullopt;
        return invalid(expected.name, "must be a decimal number such as 0.25.");
    case Form::time:
        if (value.is_string() && instant(value.text)) return std::nullopt;
        return invalid(expected.name, "must be a time such as 2026-09-02T08:15:00Z (RFC 3339).");
    case Form::object:
        if (value.is_object()) return std::nullopt;
        return invalid(expected.name, "must be an object.");
    }
    return std::nullopt;
}

void drop_repeated(json::Value& list) {
    std::set<std::string> seen;
    std::erase_if(list.items,
                  [&](const json::Value& each) { return !seen.insert(each.text).second; });
}

} // namespace

bool is_one_of(std::string_view words, std::string_view word) {
    const std::string all = " " + std::string(words) + " ";
    return !word.empty() && word.find(' ') == std::string_view::npos &&
           all.find(" " + std::string(word) + " ") != std::string::npos;
}

std::vector<std::string> texts_of(const json::Value& object, std::string_view name) {
    std::vector<std::string> texts;
    if (const std::vector<json::Value>* items = json::find_array(object, name)) {
        for (const json::Value& each : *items)
            texts.push_back(each.text);
    }
    return texts;
}

Result<json::Value> read_body(const json::Value& body, std::span<const Expected> shape) {
    if (!body.is_object()) return invalid("The body", "must be a JSON object.");
    json::Value taken = json::Value::object();
    for (const Expected& expected : shape) {
        const json::Value* value = json::find(body, expected.name);
        if (value == nullptr || value->kind == json::Kind::null) {
            if (expected.need == Need::required) return invalid(expected.name, "is missing.");
            continue;
        }
        if (auto error = check(expected, *value)) return *error;
        json::set(taken, expected.name, *value);
        json::Value& kept = taken.members.back().value;
        if (expected.form == Form::time) kept.text = exact_iso_time(*instant(kept.text));
        if (expected.form == Form::uuid) kept.text = http::lower(kept.text);
        if (expected.form == Form::uuids) {
            for (json::Value& each : kept.items)
                each.text = http::lower(each.text);
        }
        if (expected.form == Form::texts || expected.form == Form::uuids) drop_repeated(kept);
    }
    return taken;
}

} // namespace simulator
