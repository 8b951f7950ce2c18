#include "ui/code_lines.hpp"

#include <algorithm>

namespace ui {

bool has_parameters(std::string_view line) {
    return line.find('&') != std::string_view::npos && line.find('=') != std::string_view::npos &&
           line.find_first_of("\"'{<") == std::string_view::npos;
}

namespace {

bool is_name(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '-' || c == '_' || c == '.' || c == '%' || c == '[' || c == ']';
    });
}

} // namespace

std::size_t end_of_parameter(std::string_view hard_line, std::size_t at) {
    return std::min(hard_line.find_first_of("?&", at + 1), hard_line.size());
}

std::size_t end_of_code(std::string_view rest, std::size_t fits) {
    // What the next line can hold is all that matters: the line itself may be megabytes long.
    rest = rest.substr(0, 2 * fits + 2);
    const std::size_t indent = std::min(rest.find_first_not_of(' '), rest.size());
    const std::size_t blank = rest.rfind(' ', fits);
    if (blank != std::string_view::npos && blank > indent) {
        const std::size_t word = std::min(rest.find(' ', blank + 1), rest.size()) - blank - 1;
        if (word <= fits) {
            const std::size_t last = rest.find_last_not_of(' ', blank);
            return last == std::string_view::npos ? blank : last + 1;
        }
    }
    if (const std::size_t mark = rest.find_last_of("?&", fits);
        mark != std::string_view::npos && mark > fits / 2)
        return mark;
    const std::size_t escape = rest.rfind('%', fits);
    const bool cuts =
        escape != std::string_view::npos && escape > 0 && escape < fits && escape + 3 > fits;
    return std::max<std::size_t>(cuts ? escape : fits, 1);
}

std::string_view key_of(std::string_view line) {
    const std::size_t indent = line.find_first_not_of(' ');
    if (indent == std::string_view::npos) return {};
    if (line[indent] == '"') {
        const std::size_t end = line.find("\":", indent + 1);
        // A string that holds the mark itself is a value, not a key.
        if (end == std::string_view::npos || line.find('"', indent + 1) != end) return {};
        return line.substr(indent, end + 1 - indent);
    }
    const bool marked = line[indent] == '?' || line[indent] == '&';
    const std::string_view words = line.substr(marked ? indent + 1 : indent);
    const std::string_view name = words.substr(0, words.find_first_of(marked ? "=" : ":="));
    if (name.size() == words.size() || !is_name(name)) return {};
    // An address has a colon, too.
    if (words.substr(name.size()).starts_with("://")) return {};
    return name;
}

} // namespace ui
