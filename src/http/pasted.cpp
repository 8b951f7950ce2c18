#include "http/pasted.hpp"

#include "http/ascii.hpp"
#include "http/pasted_json.hpp"
#include "http/terminal_text.hpp"
#include "json/json.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace http {

namespace {

constexpr std::size_t most_pasted_headers = 200;
constexpr std::size_t longest_header = std::size_t{16} * 1024;
constexpr std::size_t most_prompts = 3;

// `index` counts from 0, people from 1.
std::string line_number(std::size_t index) { return "Line " + std::to_string(index + 1); }

// What a tool tells of an answer is no interim one (RFC 9110 section 15.2).
std::optional<int> final_status(std::string_view digits) {
    const std::optional<int> status = read_status(digits);
    return status && *status >= 200 ? status : std::nullopt;
}

// RFC 9112 section 4, and the "HTTP/2 200" of curl.
std::optional<Response> read_status_line(std::string_view line) {
    if (!line.starts_with("HTTP/")) return std::nullopt;
    const std::size_t space = line.find(' ');
    if (space == std::string_view::npos) return std::nullopt;
    const std::string_view version = line.substr(5, space - 5);
    const bool numeric = !version.empty() && version.size() <= 3 && is_digit(version[0]) &&
                         version.find_first_not_of("0123456789.") == std::string_view::npos;
    const std::optional<int> status = read_status(line.substr(space + 1, 3));
    if (!numeric || !status || (line.size() > space + 4 && line[space + 4] != ' '))
        return std::nullopt;
    Response response;
    response.status = *status;
    if (line.size() > space + 4) response.status_text = trim(line.substr(space + 4));
    return response;
}

// What curl puts before each line of a head that it tells with --verbose.
constexpr std::string_view received = "< ";

std::optional<Response> read_told_status_line(std::string_view line) {
    if (!line.starts_with(received)) return std::nullopt;
    return read_status_line(line.substr(received.size()));
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

class Reader {
public:
    explicit Reader(std::string_view text)
        : text_(without_escapes(text)), lines_(split_lines(text_)), used_(lines_.size()) {
        verbose_ = std::any_of(lines_.begin(), lines_.end(), [](const Line& line) {
            return read_told_status_line(line.text) ||
                   (line.text.starts_with("> ") && line.text.find(" HTTP/") != line.text.npos);
        });
    }

    Result<PastedAnswer> run() {
        std::optional<std::size_t> after;
        for (std::size_t i = 0; i < lines_.size();) {
            const bool told = read_told_status_line(lines_[i].text).has_value();
            std::optional<Response> status =
                told ? read_told_status_line(lines_[i].text) : read_status_line(lines_[i].text);
            if (!status) {
                ++i;
                continue;
            }
            i = read_head(i, *std::move(status), told);
            after = i;
        }
        if (!after) return from_body_alone();
        if (answer_.response.status < 200) {
            return Error{"pasted_interim", "Only an interim answer (" +
                                               std::to_string(answer_.response.status) +
                                               ") was pasted. Paste the output to its end."};
        }
        read_body(*after);
        return finish();
    }

private:
    void doubt(std::string why) {
        if (answer_.doubt.empty()) answer_.doubt = std::move(why);
    }

    void use(std::size_t index, LineRange& range) {
        used_[index] = true;
        if (range.first == 0) range.first = index + 1;
        range.last = index + 1;
    }

    bool is_talk(std::string_view line) const {
        return is_progress_meter(line) || is_complaint(line) || (verbose_ && is_curl_talk(line));
    }

    // The index of the line where the body may begin.
    std::size_t read_head(std::size_t at, Response response, bool told) {
        // Only the last head counts, and of the one before nothing stands before it.
        for (std::size_t i = answer_.status_line; i > 0 && i <= at; ++i)
            used_[i - 1] = false;
        answer_ = {};
        answer_.response = std::move(response);
        answer_.status_line = at + 1;
        used_[at] = true;
        std::size_t i = at + 1;
        for (; i < lines_.size(); ++i) {
            std::string_view line = lines_[i].text;
            if (told) {
                // What else stands there is the same head once more, by --include, or talk.
                if (!line.starts_with('<')) continue;
                line.remove_prefix(std::min(received.size(), line.size()));
            }
            if (trim(line).empty()) return i + 1;
            if (!told && may_be_body(line)) return i;
            if (told || !is_talk(line)) read_header_line(i, line);
        }
        return i;
    }

    // An empty line that was lost on the way.
    bool may_be_body(std::string_view line) const {
        return may_be_json(line) || (line.starts_with('<') && !(verbose_ && is_curl_talk(line)));
    }

    void read_header_line(std::size_t at, std::string_view line) {
        Fields& headers = answer_.response.headers;
        std::optional<Field> field = read_header(line);
        const bool folded = line.front() == ' ' || line.front() == '\t';
        if (folded && !headers.empty() && line.size() <= longest_header &&
            headers.back().value.size() <= longest_header) { // RFC 9112 section 5.2
            headers.back().value += " " + std::string{trim(line)};
        } else if (field && headers.size() < most_pasted_headers) {
            headers.push_back(*std::move(field));
        } else {
            return doubt(line_number(at) +
                         " stands among the headers and is none: it is left out.");
        }
        use(at, answer_.headers);
    }

    struct Body {
        std::string text;
        std::vector<std::size_t> lines; // the index of each of its lines
    };

    // From `first` to the end, without what the tool says in between.
    Body body_from(std::size_t first) const {
        Body body;
        for (std::size_t i = first; i < lines_.size(); ++i) {
            if (is_talk(lines_[i].text)) continue;
            if (body.lines.empty() && trim(lines_[i].text).empty()) continue;
            body.lines.push_back(i);
            body.text +=
                std::string_view{text_}.substr(lines_[i].begin, lines_[i].next - lines_[i].begin);
        }
        return body;
    }

    // Takes what `text` has of the body, which begins where the body does.
    void take(const Body& body, std::string text) {
        const auto breaks = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
        for (std::size_t i = 0; i <= breaks && i < body.lines.size() && !text.empty(); ++i)
            use(body.lines[i], answer_.body);
        answer_.response.body = std::move(text);
    }

    void take_json(const Body& body, const CutJson& cut) {
        const std::string_view json = std::string_view{body.text}.substr(0, cut.length);
        take(body, std::string{trim(json)});
        if (!cut.rejoined) return;
        answer_.response.body = *cut.rejoined;
        doubt(line_number(body.lines.front()) +
              " begins JSON with a line break inside a text, as terminals break long lines when "
              "they are copied. It was taken out; look whether anything is missing.");
    }

    static std::string broken_at(const Body& body, const json::ParseError& error) {
        const std::size_t line = std::min(error.line - 1, body.lines.size() - 1);
        return line_number(body.lines[line]) + ", column " + std::to_string(error.column) +
               ": the JSON ends or breaks there. It was probably cut off or wrapped when it was "
               "copied: make the terminal window wider, or send the output to the clipboard or to "
               "a file, and copy it again.";
    }

    void read_body(std::size_t first) {
        const Response& response = answer_.response;
        if (response.status == 204 || response.status == 304 || content_length() == 0) return;
        const Body body = body_from(first);
        if (body.lines.empty()) return;
        if (may_be_json(body.text)) {
            const CutJson cut = cut_json(body.text);
            if (cut.length > 0) return take_json(body, cut);
            const std::string type = media_type(response.headers);
            if (type.empty() || type.find("json") != std::string::npos)
                doubt(broken_at(body, cut.error));
        }
        take(body, std::string{text_body(body.text)});
    }

    // Ends where Content-Length says, else before the prompt.
    std::string_view text_body(std::string_view text) const {
        const auto without_breaks = [](std::string_view all) {
            return all.substr(0, all.find_last_not_of("\r\n") + 1);
        };
        text = without_breaks(text);
        if (const auto length = content_length(); length && *length < text.size())
            return text.substr(0, *length);
        // curl begins no new line for it.
        if (verbose_) text = text.substr(0, text.find("* Connection #", text.rfind('\n') + 1));
        for (std::size_t i = 0; i < most_prompts; ++i) {
            const std::size_t last = text.rfind('\n') + 1; // 0 without one
            const std::string_view line = text.substr(last);
            // Alone it has to be one to the blank at its end.
            if (!looks_like_prompt(line) || (last == 0 && !line.ends_with(' '))) break;
            text = without_breaks(text.substr(0, last));
        }
        return text;
    }

    // In bytes, where it counts those that are to be seen.
    std::optional<std::size_t> content_length() const {
        const Fields& headers = answer_.response.headers;
        const std::string* length = find_header(headers, "Content-Length");
        if (length == nullptr || find_header(headers, "Content-Encoding") != nullptr ||
            length->empty() || length->size() > 7 ||
            !std::all_of(length->begin(), length->end(), is_digit))
            return std::nullopt;
        return static_cast<std::size_t>(std::stoul(*length));
    }

    Result<PastedAnswer> from_body_alone() {
        // A prompt may begin with "["; each attempt reads the rest of the text.
        const std::size_t most_attempts = text_.size() < std::size_t{64} * 1024 ? 8 : 2;
        std::optional<Error> first_error;
        for (std::size_t i = 0, attempts = 0; i < lines_.size() && attempts < most_attempts; ++i) {
            if (!may_be_json(lines_[i].text) || is_talk(lines_[i].text)) continue;
            ++attempts;
            const Body body = body_from(i);
            const CutJson cut = cut_json(body.text);
            if (cut.length > 0) {
                take_json(body, cut);
                find_status(std::string_view{body.text}.substr(cut.length));
                return finish();
            }
            if (!first_error) first_error = {"pasted_json", broken_at(body, cut.error)};
            if (trim(lines_[i].text).front() == '{') break; // nothing but JSON does
        }
        if (first_error) return find_trouble().value_or(*first_error);
        if (find_status_of_tool()) return finish();
        return find_trouble().value_or(
            Error{"pasted_unknown",
                  "There is no answer in this: neither a status line such as “HTTP/1.1 200 OK” nor "
                  "JSON at the beginning of a line. Paste everything that the command printed."});
    }

    // curl's --write-out '%{http_code}', or $response.StatusCode.
    bool find_number(std::string_view behind_body) {
        if (const auto status = final_status(trim(behind_body.substr(0, behind_body.find('\n'))))) {
            answer_.status_line = answer_.body.last;
            answer_.response.status = *status;
            return true;
        }
        for (const std::size_t at : {answer_.body.first - 2, answer_.body.last}) {
            if (at >= lines_.size()) continue; // also the one before the first
            const auto status = final_status(trim(lines_[at].text));
            if (!status) continue;
            tell_status(at, *status);
            return true;
        }
        return false;
    }

    void tell_status(std::size_t at, int status) {
        used_[at] = true;
        answer_.status_line = at + 1;
        answer_.response.status = status;
    }

    bool find_status_of_tool() {
        answer_.status_from = StatusFrom::tool;
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            std::optional<int> status = status_in_complaint(lines_[i].text);
            if (lines_[i].text.starts_with("StatusCode ") && answer_.body.first > 0) {
                const std::string_view value = lines_[i].text.substr(
                    std::min(lines_[i].text.rfind(':') + 1, lines_[i].text.size()));
                status = final_status(trim(value));
            }
            if (!status) continue;
            tell_status(i, *status);
            return true;
        }
        return false;
    }

    void find_status(std::string_view behind_body) {
        answer_.status_from = StatusFrom::tool;
        if (find_number(behind_body) || find_status_of_tool()) return;
        Response& response = answer_.response;
        if (!looks_like_error(response.body)) {
            answer_.status_from = StatusFrom::assumed;
            response.status = 200;
            response.status_text = "assumed, only the body was pasted";
        } else if (const auto status = status_in_error(response.body)) {
            answer_.status_from = StatusFrom::body;
            response.status = *status;
        } else {
            answer_.status_from = StatusFrom::unknown;
        }
    }

    // What a command says instead of an answer.
    std::optional<Error> find_trouble() const {
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            const std::string_view line = lines_[i].text;
            if (is_complaint(line)) {
                return Error{"pasted_command_failed",
                             line_number(i) +
                                 " is the command saying that it failed, and there is no answer. "
                                 "Whether the request arrived is known only to the server."};
            }
            if (line.starts_with("StatusCode ") && line.find(" : ") != std::string_view::npos) {
                return Error{
                    "pasted_table",
                    line_number(i) +
                        " begins the table that PowerShell makes of an answer, which cuts its "
                        "content. Run the command of this page, or add .RawContent to yours: "
                        "(Invoke-WebRequest ...).RawContent"};
            }
        }
        return std::nullopt;
    }

    PastedAnswer finish() {
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            if (used_[i] || trim(lines_[i].text).empty()) continue;
            std::vector<LineRange>& ranges = answer_.ignored;
            // Blank lines between two of them do not part them.
            bool follows = !ranges.empty();
            for (std::size_t k = ranges.empty() ? i : ranges.back().last; k < i; ++k)
                follows = follows && !used_[k];
            if (follows)
                ranges.back().last = i + 1;
            else
                ranges.push_back({i + 1, i + 1});
        }
        return std::move(answer_);
    }

    std::string text_;
    std::vector<Line> lines_;
    std::vector<bool> used_;
    bool verbose_ = false; // curl talks of the connection
    PastedAnswer answer_;
};

} // namespace

std::optional<int> read_status(std::string_view digits) {
    if (digits.size() != 3 || !std::all_of(digits.begin(), digits.end(), is_digit))
        return std::nullopt;
    const int status = (digits[0] - '0') * 100 + (digits[1] - '0') * 10 + (digits[2] - '0');
    if (status < 100 || status > 599) return std::nullopt;
    return status;
}

std::string_view to_string(StatusFrom from) {
    switch (from) {
    case StatusFrom::line: return "line";
    case StatusFrom::tool: return "tool";
    case StatusFrom::body: return "body";
    case StatusFrom::assumed: return "assumed";
    case StatusFrom::unknown: return "unknown";
    }
    return {};
}

Result<PastedAnswer> read_pasted(std::string_view text) {
    if (text.size() > longest_paste) {
        return Error{"pasted_too_long", "More than " + std::to_string(longest_paste / 1024) +
                                            " KB were pasted. Paste the output of one command."};
    }
    if (trim(without_escapes(text)).empty()) return Error{"pasted_nothing", "Nothing was pasted."};
    return Reader{text}.run();
}

} // namespace http
