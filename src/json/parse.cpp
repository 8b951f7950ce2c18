#include "json/json.hpp"

#include "json/repair.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <unordered_set>
#include <utility>

namespace json {

namespace {

// Values are destroyed and compared recursively, so no caller may ask for more than a small stack
// bears.
constexpr std::size_t depth_ceiling = 256;
// A hostile answer must not turn a list of duplicates into more memory than the answer itself.
constexpr std::size_t reported_duplicates = 100;
// Nor one name, again and again, into as many paths.
constexpr std::size_t followed_duplicates = 10'000;
constexpr std::size_t path_part_bytes = 64;

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

// Hands the text to nlohmann byte by byte and tells our handler how far the reading has come.
class Cursor {
public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = const char&;

    Cursor(const char* at, const char** furthest) : at_(at), furthest_(furthest) {}
    reference operator*() const { return *at_; }
    Cursor& operator++() {
        *furthest_ = ++at_;
        return *this;
    }
    Cursor operator++(int) {
        Cursor before = *this;
        ++*this;
        return before;
    }
    friend bool operator==(const Cursor& a, const Cursor& b) { return a.at_ == b.at_; }

private:
    const char* at_;
    const char** furthest_;
};

std::string path_part(std::string_view key) {
    if (key.size() <= path_part_bytes) return std::string{key};
    std::size_t end = path_part_bytes;
    while (end > 0 && (static_cast<unsigned char>(key[end]) & 0xC0) == 0x80)
        --end;
    return std::string{key.substr(0, end)} + "…";
}

// nlohmann's sentence without its prefixes and without "last read: ...": what was read may be the
// beginning of a token, and messages are shown where bodies are masked.
std::string for_people(std::string_view what) {
    if (const std::size_t prefix = what.find("] "); prefix != std::string_view::npos) {
        what.remove_prefix(prefix + 2);
    }
    if (what.starts_with("parse error")) {
        if (const std::size_t place = what.find(": "); place != std::string_view::npos) {
            what.remove_prefix(place + 2);
        }
    }
    if (what.starts_with("syntax error")) {
        if (const std::size_t context = what.find("- "); context != std::string_view::npos) {
            what.remove_prefix(context + 2);
        }
    }
    std::string message{what.substr(0, what.find("; last read: "))};
    if (!message.empty() && message[0] >= 'a' && message[0] <= 'z') {
        message[0] = static_cast<char>(message[0] - 'a' + 'A');
    }
    return message + ".";
}

// nlohmann points behind an unexpected token; a person looks for its beginning.
std::size_t token_size(std::string_view what, std::string_view last_token) {
    const std::size_t unexpected = what.find("- unexpected ");
    if (unexpected == std::string_view::npos) return 1;
    const std::string_view token = what.substr(unexpected + 13);
    if (token.starts_with("string literal") || token.starts_with("number literal")) {
        return last_token.size();
    }
    if (token.starts_with("true literal") || token.starts_with("null literal")) return 4;
    if (token.starts_with("false literal")) return 5;
    return 1;
}

ParseError error_at(std::string_view text, std::size_t offset, std::string message) {
    ParseError error;
    error.message = std::move(message);
    error.offset = std::min(offset, text.size());
    const std::size_t first = text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
    for (std::size_t i = first; i < error.offset; ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte == '\n') {
            ++error.line;
            error.column = 1;
        } else if ((byte & 0xC0) != 0x80) {
            ++error.column;
        }
    }
    return error;
}

// Builds our tree from nlohmann's events. Every function returns whether to go on.
class Builder {
public:
    Builder(Limits limits, std::string_view text, const char* const* furthest,
            const std::vector<Number>& numbers)
        : limits_(limits), text_(text), furthest_(furthest), numbers_(numbers) {}

    bool null() { return place({}) != nullptr; }
    bool boolean(bool value) { return place(Value{value}) != nullptr; }
    // A JSON integer has one spelling per value, so that these digits are the received ones. The
    // exception is -0, and nlohmann reports nothing else as a signed zero.
    bool number_integer(std::int64_t value) {
        return number(value == 0 ? std::string{"-0"} : std::to_string(value));
    }
    bool number_unsigned(std::uint64_t value) {
        if (value == 0 && next_number_ < numbers_.size() &&
            read() > numbers_[next_number_].offset && read() <= numbers_[next_number_].offset + 3)
            return number(numbers_[next_number_++].digits);
        return number(std::to_string(value));
    }
    bool number_float(double, const std::string& digits) {
        std::string received = digits;
        // nlohmann writes the decimal point of the C locale into its copy.
        for (char& c : received) {
            if (std::string_view{"0123456789+-eE"}.find(c) == std::string_view::npos) c = '.';
        }
        return number(std::move(received));
    }
    bool string(std::string& value) { return place(Value{std::move(value)}) != nullptr; }
    bool binary(nlohmann::json::binary_t&) { return false; } // JSON text has none
    bool start_object(std::size_t) { return open(Kind::object); }
    bool start_array(std::size_t) { return open(Kind::array); }
    bool end_object() { return close(); }
    bool end_array() { return close(); }

    bool key(std::string& name) {
        Level& level = levels_.back();
        if (!level.keys.insert(name).second) note_duplicate(name);
        level.container->members.push_back(Member{std::move(name), {}});
        return true;
    }

    bool parse_error(std::size_t position, const std::string& last_token,
                     const nlohmann::json::exception& cause) {
        constexpr int number_overflow = 406;
        const std::string_view what{cause.what()};
        if (cause.id == number_overflow) {
            const std::size_t size = std::min(position, last_token.size());
            error_ = error_at(text_, position - size, "This number is too large to be read.");
        } else {
            const std::size_t size = std::min(position, token_size(what, last_token));
            error_ = error_at(text_, position - size, for_people(what));
        }
        return false;
    }

    Document take_document() { return Document{std::move(root_), std::move(duplicate_keys_), {}}; }
    const ParseError& error() const { return error_; }

private:
    struct Level {
        Value* container; // stays where it is: only the innermost container grows
        std::unordered_set<std::string> keys;
    };

    bool number(std::string digits) {
        Value value;
        value.kind = Kind::number;
        value.text = std::move(digits);
        return place(std::move(value)) != nullptr;
    }

    std::size_t read() const { return static_cast<std::size_t>(*furthest_ - text_.data()); }

    bool refuse(std::string message) {
        error_ = error_at(text_, read() == 0 ? 0 : read() - 1, std::move(message));
        error_.limit = true;
        return false;
    }

    Value* place(Value value) {
        if (++values_ > limits_.values) {
            refuse("This holds more than " + std::to_string(limits_.values) +
                   " values. The rest is not read.");
            return nullptr;
        }
        if (levels_.empty()) {
            root_ = std::move(value);
            return &root_;
        }
        Value& container = *levels_.back().container;
        if (container.kind == Kind::array) {
            container.items.push_back(std::move(value));
            return &container.items.back();
        }
        container.members.back().value = std::move(value);
        return &container.members.back().value;
    }

    bool open(Kind kind) {
        if (levels_.size() == std::min(limits_.depth, depth_ceiling)) {
            return refuse("This is nested deeper than " + std::to_string(levels_.size()) +
                          " levels. It is not read.");
        }
        Value* container = place(kind == Kind::object ? Value::object() : Value::array());
        if (container == nullptr) return false;
        levels_.push_back(Level{container, {}});
        return true;
    }

    bool close() {
        levels_.pop_back();
        return true;
    }

    void note_duplicate(std::string_view name) {
        if (duplicates_seen_ == followed_duplicates ||
            duplicate_keys_.size() == reported_duplicates)
            return;
        ++duplicates_seen_;
        std::string path;
        for (std::size_t i = 0; i + 1 < levels_.size(); ++i) {
            const Value& container = *levels_[i].container;
            if (container.kind == Kind::array) {
                path += "[" + std::to_string(container.items.size() - 1) + "]";
            } else {
                if (!path.empty()) path += ".";
                path += path_part(container.members.back().key);
            }
        }
        if (!path.empty()) path += ".";
        path += path_part(name);
        if (std::find(duplicate_keys_.begin(), duplicate_keys_.end(), path) ==
            duplicate_keys_.end()) {
            duplicate_keys_.push_back(std::move(path));
        }
    }

    Limits limits_;
    std::string_view text_;
    const char* const* furthest_;
    const std::vector<Number>& numbers_; // that a 0 stands for
    std::size_t next_number_ = 0;
    Value root_;
    std::vector<Level> levels_;
    std::size_t values_ = 0;
    std::size_t duplicates_seen_ = 0;
    std::vector<std::string> duplicate_keys_;
    ParseError error_;
};

// What people meet most often gets words of its own before the grammar speaks.
std::optional<ParseError> unreadable(std::string_view text, Limits limits) {
    if (text.size() > limits.bytes) {
        ParseError error =
            error_at(text, 0,
                     "This is " + std::to_string(text.size()) + " bytes long; at most " +
                         std::to_string(limits.bytes) + " are read.");
        error.limit = true;
        return error;
    }
    std::string_view content = text;
    if (content.starts_with(byte_order_mark)) content.remove_prefix(byte_order_mark.size());
    if (content.empty()) return error_at(text, 0, "The body is empty.");
    const std::size_t first = content.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) {
        return error_at(text, 0, "The body holds nothing but white space.");
    }
    if (content[first] == '<') {
        return error_at(text, text.size() - content.size() + first,
                        "This begins with “<”: it looks like HTML or XML, not like JSON.");
    }
    // nlohmann takes a NUL for the end of the text and would not see what follows.
    if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos) {
        // Of the first two letters, which are ASCII in any JSON.
        if (text.size() > 1 && nul < 2 && (text[0] != '\0' || text[1] != '\0'))
            return error_at(text, nul,
                            "This looks like UTF-16, which has a NUL byte beside each letter, and "
                            "does not say so by a byte order mark. JSON that is exchanged is "
                            "UTF-8 (RFC 8259 section 8.1).");
        return error_at(text, nul, "A NUL byte cannot stand in JSON.");
    }
    return std::nullopt;
}

Parsed parse_once(std::string_view text, Limits limits, const std::vector<Number>& numbers) {
    Parsed parsed;
    const char* furthest = text.data();
    Builder builder{limits, text, &furthest, numbers};
    const Cursor first{text.data(), &furthest};
    const Cursor last{text.data() + text.size(), &furthest};
    if (nlohmann::json::sax_parse(first, last, &builder)) {
        parsed.document = builder.take_document();
    } else {
        parsed.error = builder.error();
    }
    return parsed;
}

} // namespace

Parsed parse(std::string_view text, Limits limits) {
    if (std::optional<ParseError> error = unreadable(text, limits)) return {{}, *std::move(error)};
    return parse_once(text, limits, {});
}

Parsed parse_generously(std::string_view text, Limits limits) {
    Parsed parsed = parse(text, limits);
    if (parsed.document || parsed.error.limit) return parsed;
    std::optional<Repaired> repaired = repair(text);
    if (!repaired || repaired->text.find('\0') != std::string::npos) return parsed;
    Parsed again = parse_once(repaired->text, limits, repaired->numbers);
    if (!again.document) return again.error.limit ? again : parsed;
    again.document->repairs = std::move(repaired->notes);
    return again;
}

} // namespace json
