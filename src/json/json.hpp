// The only door to nlohmann/json (RFC 8259). Nothing outside this folder includes it.
//
// Our own small tree, because a playground shows what was *received*: the order of members,
// duplicate keys and the digits of a number survive here, which a map of doubles would lose.
// nlohmann's SAX parser reads, nlohmann's serializer escapes; there is no hand-written JSON grammar
// in this program.
//
// Errors are values: a parse error carries line, column and byte offset, and never a piece of the
// text, which may be half a token. Depth, size and number of values are capped, so that a hostile
// answer cannot exhaust the stack or the memory of a page. A leading byte order mark is ignored
// (RFC 8259 section 8.1).
//
//   json::Parsed parsed = json::parse(body);
//   if (!parsed.document) return complain(parsed.error.message, parsed.error.line);
//   auto token = json::find_string(parsed.document->root, "access_token"); // optional<string_view>
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace json {

enum class Kind { null, boolean, number, string, array, object };

struct Member;

struct Value {
    Kind kind = Kind::null;
    bool boolean = false;
    std::string text;         // string: the decoded content (UTF-8); number: the digits as received
    std::vector<Value> items; // array
    std::vector<Member> members; // object, in the order received, duplicates included

    Value() = default;
    Value(bool value);
    Value(std::int64_t value);
    Value(int value);
    Value(std::string value);
    Value(std::string_view value);
    Value(const char* value);
    static Value array();
    static Value array(std::vector<Value> items);
    static Value object();
    static Value object(std::vector<Member> members);

    bool is_object() const { return kind == Kind::object; }
    bool is_array() const { return kind == Kind::array; }
    bool is_string() const { return kind == Kind::string; }

    friend bool operator==(const Value&, const Value&);
};

struct Member {
    std::string key;
    Value value;
    friend bool operator==(const Member&, const Member&);
};

struct Document {
    Value root;
    std::vector<std::string>
        duplicate_keys; // paths such as "data[0].scope", each once, at most 100
    // Of parse_generously(): what RFC 8259 forbids in a single value and was replaced, with its
    // place: half a surrogate pair, a control character, ill-formed UTF-8 (by U+FFFD), a number
    // beyond any double (whose digits are kept).
    std::vector<std::string> repairs;
};

struct ParseError {
    std::string message;    // for a person, without nlohmann's prefixes
    std::size_t offset = 0; // bytes from the start
    std::size_t line = 1;   // from 1
    std::size_t column = 1; // from 1, counted in Unicode code points
    bool limit = false;     // refused for its size or depth; the grammar was not at fault
};

struct Parsed {
    std::optional<Document> document; // absent when `error` tells why
    ParseError error;
};

struct Limits {
    std::size_t bytes = std::size_t{4} * 1024 * 1024;
    std::size_t depth = 64;       // of containers in containers; never more than 256
    std::size_t values = 250'000; // a tree is far larger than its text: "[0,0,..." forty times
};

Parsed parse(std::string_view text, Limits limits = {});

// For what a server said: one bad value does not lose the others. What was replaced is told in
// Document::repairs. What a person is about to send is read by parse().
Parsed parse_generously(std::string_view text, Limits limits = {});

// Lookups are total: a wrong kind, a missing key, or a non-object gives nothing. With duplicate
// keys the last one counts, as in JavaScript's JSON.parse.
const Value* find(const Value& object, std::string_view key);
std::optional<std::string_view> find_string(const Value& object, std::string_view key);
std::optional<std::int64_t> find_integer(const Value& object,
                                         std::string_view key); // 3600 and 3600.0, not 3.5
std::optional<std::int64_t> integer(const Value& value);        // the same of a value itself
std::optional<bool> find_boolean(const Value& object, std::string_view key);
const std::vector<Value>* find_array(const Value& object, std::string_view key);

// Appends or replaces. Makes no object of what is not one: call it on Value::object().
void set(Value& object, std::string_view key, Value value);

enum class Layout { compact, indented };
// Invalid UTF-8 is replaced by U+FFFD, never refused.
std::string dump(const Value& value, Layout layout = Layout::compact);

// U+FFFD, for what is no character.
inline constexpr std::string_view replacement = "\xEF\xBF\xBD";

// A JSON string literal with its quotes.
std::string quote(std::string_view text);

} // namespace json
