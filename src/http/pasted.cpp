#include "http/pasted.hpp"

#include "http/ascii.hpp"
#include "json/json.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

namespace http {

namespace {

constexpr std::size_t most_lines = 50'000;
constexpr std::size_t most_headers = 200;
constexpr std::size_t longest_header = std::size_t{16} * 1024;
constexpr std::size_t most_attempts = 8; // at where JSON may begin or end, in text around it

struct Line {
    std::string_view text; // without the line break
    std::size_t begin = 0; // byte offset
    std::size_t next = 0;  // of the line after it
};

std::vector<Line> split_lines(std::string_view text) {
    std::vector<Line> lines;
    for (std::size_t begin = 0; begin < text.size() && lines.size() < most_lines;) {
        const std::size_t feed = std::min(text.find('\n', begin), text.size());
        std::string_view line = text.substr(begin, feed - begin);
        if (line.ends_with('\r')) line.remove_suffix(1);
        const std::size_t next = std::min(feed + 1, text.size());
        lines.push_back({line, begin, next});
        begin = next;
    }
    return lines;
}

constexpr std::string_view blanks = " \t\r\n";

std::string_view trim(std::string_view text) {
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

// `index` counts from 0, people from 1.
std::string line_number(std::size_t index) { return "Line " + std::to_string(index + 1); }

// RFC 9112 section 4, and the "HTTP/2 200" of curl.
std::optional<Response> read_status_line(std::string_view line) {
    if (!line.starts_with("HTTP/")) return std::nullopt;
    const std::size_t space = line.find(' ');
    if (space == std::string_view::npos || line.size() < space + 4) return std::nullopt;
    const std::string_view version = line.substr(5, space - 5);
    const bool numeric = !version.empty() && version.size() <= 3 && is_digit(version[0]) &&
                         version.find_first_not_of("0123456789.") == std::string_view::npos;
    const std::string_view digits = line.substr(space + 1, 3);
    if (!numeric || !std::all_of(digits.begin(), digits.end(), is_digit)) return std::nullopt;
    if (line.size() > space + 4 && line[space + 4] != ' ') return std::nullopt;
    Response response;
    response.status = (digits[0] - '0') * 100 + (digits[1] - '0') * 10 + (digits[2] - '0');
    if (response.status < 100 || response.status > 599) return std::nullopt;
    response.status_text = trim(line.substr(space + 4));
    return response;
}

// RFC 9110 section 5: a token, a colon, a value without control characters.
std::optional<Field> read_header(std::string_view line) {
    const std::size_t colon = line.find(':');
    if (colon == 0 || colon == std::string_view::npos || line.size() > longest_header)
        return std::nullopt;
    const std::string_view name = line.substr(0, colon);
    const bool token = std::all_of(name.begin(), name.end(), [](char c) {
        return is_letter(c) || is_digit(c) ||
               std::string_view{"!#$%&'*+-.^_`|~"}.find(c) != std::string_view::npos;
    });
    const std::string_view value = trim(line.substr(colon + 1));
    const bool clean = std::none_of(value.begin(), value.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && byte != '\t') || byte == 0x7F;
    });
    if (!token || !clean) return std::nullopt;
    return Field{std::string{name}, std::string{value}};
}

struct Head {
    Response response;     // without its body
    std::size_t after = 0; // index of the line where the body begins
};

// The head whose status line is `lines[at]`, or the index of the line that is no header.
struct HeadOrBadLine {
    std::optional<Head> head;
    std::size_t bad_line = 0;
};

HeadOrBadLine read_head(const std::vector<Line>& lines, std::size_t at, Response response) {
    std::size_t i = at + 1;
    for (; i < lines.size() && !trim(lines[i].text).empty(); ++i) {
        std::optional<Field> field = read_header(lines[i].text);
        if (!field || response.headers.size() == most_headers) return {std::nullopt, i};
        response.headers.push_back(*std::move(field));
    }
    return {Head{std::move(response), std::min(i + 1, lines.size())}, 0};
}

Error unreadable_json(std::size_t line, const json::ParseError& error) {
    return {"pasted_json",
            line_number(line + error.line - 1) + ", column " + std::to_string(error.column) +
                ": the JSON ends or breaks there. It was probably cut off or wrapped when it was "
                "copied: make the terminal window wider, or send the output to the clipboard or to "
                "a file, and copy it again."};
}

// The one JSON value that `text` begins with, whatever prompt stands behind it. The parser decides
// what JSON is; here is only a guess where it may end.
struct Cut {
    std::string_view json;
    json::Value value;
    bool found = false;
    json::ParseError error; // why the whole text is none
};

Cut cut_json(std::string_view text) {
    text = trim(text);
    Cut cut;
    json::Parsed whole = json::parse(text);
    if (whole.document) return {text, std::move(whole.document->root), true, {}};
    cut.error = whole.error;
    std::size_t end = text.size();
    for (std::size_t attempt = 0; attempt < most_attempts && end > 0; ++attempt) {
        const std::size_t last = text.find_last_of("}]", end - 1);
        if (last == std::string_view::npos) break;
        // More JSON behind it: then it is not this function's to say which of them is meant.
        if (text.find('{', last) != std::string_view::npos) break;
        json::Parsed parsed = json::parse(text.substr(0, last + 1));
        if (parsed.document)
            return {text.substr(0, last + 1), std::move(parsed.document->root), true, {}};
        end = last;
    }
    return cut;
}

bool may_be_json(std::string_view text) {
    const std::size_t first = text.find_first_not_of(blanks);
    return first != std::string_view::npos && (text[first] == '{' || text[first] == '[');
}

Result<Response> with_body(Head head, std::string_view text, const std::vector<Line>& lines) {
    Response& response = head.response;
    if (response.status < 200) {
        return Error{"pasted_interim", "Only an interim answer (" +
                                           std::to_string(response.status) +
                                           ") was pasted. Paste the output to its end."};
    }
    const std::string* length = find_header(response.headers, "Content-Length");
    const bool empty =
        response.status == 204 || response.status == 304 || (length != nullptr && *length == "0");
    if (empty || head.after == lines.size()) return std::move(response);

    std::string_view body = text.substr(lines[head.after].begin);
    if (may_be_json(body)) {
        std::size_t first = head.after;
        while (trim(lines[first].text).empty())
            ++first;
        const Cut cut = cut_json(text.substr(lines[first].begin));
        if (!cut.found) return unreadable_json(first, cut.error);
        body = cut.json;
    }
    body = body.substr(0, body.find_last_not_of("\r\n") + 1);
    response.body = body;
    return std::move(response);
}

Response assumed(std::string_view body, const json::Value& value) {
    Response response;
    response.status = json::find_string(value, "error") ? 400 : 200;
    response.status_text = "assumed, only the body was pasted";
    response.body = body;
    return response;
}

// What a command says instead of an answer, at the start of a line.
constexpr std::array<std::string_view, 4> complaints{
    "curl: (", "http: error:", "https: error:", "http: LogLevel.ERROR:"};

std::optional<Error> find_known_trouble(const std::vector<Line>& lines) {
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const std::string_view line = lines[i].text;
        for (const std::string_view complaint : complaints) {
            if (!line.starts_with(complaint)) continue;
            return Error{"pasted_command_failed",
                         line_number(i) +
                             " is the command saying that it failed, and there is no answer. "
                             "Whether the request arrived is known only to the server."};
        }
        if (line.starts_with("StatusCode ") && line.find(" : ") != std::string_view::npos) {
            return Error{"pasted_table",
                         line_number(i) +
                             " begins the table that PowerShell makes of an answer, which cuts its "
                             "content. Run the command of this page, or add .RawContent to yours: "
                             "(Invoke-WebRequest ...).RawContent"};
        }
    }
    return std::nullopt;
}

Result<Response> from_body_alone(std::string_view text, const std::vector<Line>& lines) {
    std::optional<Error> first_error;
    std::size_t attempts = 0;
    for (std::size_t i = 0; i < lines.size() && attempts < most_attempts; ++i) {
        if (!may_be_json(lines[i].text)) continue;
        ++attempts;
        const Cut cut = cut_json(text.substr(lines[i].begin));
        if (cut.found) return assumed(cut.json, cut.value);
        if (!first_error) first_error = unreadable_json(i, cut.error);
        // A prompt may begin with "[", nothing but JSON with "{".
        if (trim(lines[i].text).front() == '{') break;
    }
    if (auto trouble = find_known_trouble(lines)) return *trouble;
    if (first_error) return *first_error;
    return Error{"pasted_unknown",
                 "There is no answer in this: neither a status line such as “HTTP/1.1 200 OK” nor "
                 "JSON at the beginning of a line. Paste everything that the command printed."};
}

} // namespace

Result<Response> response_from_pasted(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3); // byte order mark
    if (trim(text).empty()) return Error{"pasted_nothing", "Nothing was pasted."};
    if (text.size() > longest_paste) {
        return Error{"pasted_too_long", "More than " + std::to_string(longest_paste / 1024) +
                                            " KB were pasted. Paste the output of one command."};
    }
    const std::vector<Line> lines = split_lines(text);
    std::optional<Head> last;
    std::optional<std::size_t> bad_line;
    for (std::size_t i = 0; i < lines.size();) {
        std::optional<Response> status = read_status_line(lines[i].text);
        if (!status) {
            ++i;
            continue;
        }
        HeadOrBadLine read = read_head(lines, i, *std::move(status));
        if (!read.head) {
            bad_line = read.bad_line;
            ++i;
            continue;
        }
        last = std::move(read.head);
        i = last->after;
    }
    if (last) return with_body(*std::move(last), text, lines);
    if (bad_line) {
        return Error{
            "pasted_header",
            line_number(*bad_line) +
                " stands among the headers and is none. After the status line come "
                "headers, an empty line, and the body: paste all of it as it was printed."};
    }
    return from_body_alone(text, lines);
}

} // namespace http
