#include "json/json.hpp"

#include <charconv>
#include <utility>

namespace json {

namespace {

// The exact integer that JSON digits stand for: no detour through a double, which would turn
// 9007199254740993 into its neighbour. "3.6e3" is digits "36" times ten to the power of 2.
std::optional<std::int64_t> exact_integer(std::string_view number) {
    const bool negative = number.starts_with('-');
    if (negative) number.remove_prefix(1);

    long exponent = 0;
    bool exponent_fits = true;
    if (const std::size_t mark = number.find_first_of("eE"); mark != std::string_view::npos) {
        std::string_view written = number.substr(mark + 1);
        if (written.starts_with('+')) written.remove_prefix(1);
        const auto read =
            std::from_chars(written.data(), written.data() + written.size(), exponent);
        exponent_fits = read.ec == std::errc{} && exponent > -1'000'000 && exponent < 1'000'000;
        number = number.substr(0, mark);
    }

    std::string digits{number};
    if (const std::size_t point = digits.find('.'); point != std::string::npos) {
        exponent -= static_cast<long>(digits.size() - point - 1);
        digits.erase(point, 1);
    }
    digits.erase(0, digits.find_first_not_of('0'));
    if (digits.empty()) return 0; // zero stays zero whatever its exponent
    if (!exponent_fits) return std::nullopt;
    const std::size_t significant = digits.find_last_not_of('0') + 1;
    exponent += static_cast<long>(digits.size() - significant);
    digits.resize(significant);
    if (exponent < 0) return std::nullopt; // a fraction is left
    constexpr std::size_t longest = 19;    // digits of 2^63
    if (digits.size() + static_cast<std::size_t>(exponent) > longest) return std::nullopt;
    digits.append(static_cast<std::size_t>(exponent), '0');
    if (negative) digits.insert(digits.begin(), '-');

    std::int64_t value = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (read.ec != std::errc{} || read.ptr != digits.data() + digits.size()) return std::nullopt;
    return value;
}

} // namespace

Value::Value(bool value) : kind(Kind::boolean), boolean(value) {}
Value::Value(std::int64_t value) : kind(Kind::number), text(std::to_string(value)) {}
Value::Value(int value) : Value(std::int64_t{value}) {}
Value::Value(std::string value) : kind(Kind::string), text(std::move(value)) {}
Value::Value(std::string_view value) : kind(Kind::string), text(value) {}
Value::Value(const char* value) : kind(Kind::string), text(value) {}

Value Value::array() { return array(std::vector<Value>{}); }

Value Value::object() { return object(std::vector<Member>{}); }

Value Value::array(std::vector<Value> items) {
    Value value;
    value.kind = Kind::array;
    value.items = std::move(items);
    return value;
}

Value Value::object(std::vector<Member> members) {
    Value value;
    value.kind = Kind::object;
    value.members = std::move(members);
    return value;
}

bool operator==(const Value& a, const Value& b) {
    return a.kind == b.kind && a.boolean == b.boolean && a.text == b.text && a.items == b.items &&
           a.members == b.members;
}

bool operator==(const Member& a, const Member& b) { return a.key == b.key && a.value == b.value; }

const Value* find(const Value& object, std::string_view key) {
    if (object.kind != Kind::object) return nullptr;
    for (auto member = object.members.rbegin(); member != object.members.rend(); ++member) {
        if (member->key == key) return &member->value;
    }
    return nullptr;
}

std::optional<std::string_view> find_string(const Value& object, std::string_view key) {
    const Value* value = find(object, key);
    if (value == nullptr || value->kind != Kind::string) return std::nullopt;
    return std::string_view{value->text};
}

std::optional<std::int64_t> integer(const Value& value) {
    return value.kind == Kind::number ? exact_integer(value.text) : std::nullopt;
}

std::optional<std::int64_t> find_integer(const Value& object, std::string_view key) {
    const Value* value = find(object, key);
    return value == nullptr ? std::nullopt : integer(*value);
}

std::optional<bool> find_boolean(const Value& object, std::string_view key) {
    const Value* value = find(object, key);
    if (value == nullptr || value->kind != Kind::boolean) return std::nullopt;
    return value->boolean;
}

const std::vector<Value>* find_array(const Value& object, std::string_view key) {
    const Value* value = find(object, key);
    if (value == nullptr || value->kind != Kind::array) return nullptr;
    return &value->items;
}

void set(Value& object, std::string_view key, Value value) {
    // The last of several is the one that find() sees, so it is the one to replace.
    for (auto member = object.members.rbegin(); member != object.members.rend(); ++member) {
        if (member->key == key) {
            member->value = std::move(value);
            return;
        }
    }
    object.members.push_back(Member{std::string{key}, std::move(value)});
}

} // namespace json
