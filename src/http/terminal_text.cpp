#include "http/terminal_text.hpp"

#include "http/ascii.hpp"
#include "http/pasted.hpp"

#include <algorithm>
#include <array>

namespace http {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr char escape = '\x1B';

bool in(char c, char first, char last) { return c >= first && c <= last; }

// Bytes of the sequence that begins at `at`; never over the end of the line.
std::size_t escape_length(std::string_view text, std::size_t at) {
    std::size_t i = at + 1;
    if (i >= text.size() || text[i] == '\n') return 1;
    const char kind = text[i++];
    if (kind == '[') { // CSI: parameters, intermediates, one final byte
        while (i < text.size() && in(text[i], ' ', '?'))
            ++i;
        return i < text.size() && in(text[i], '@', '~') ? i + 1 - at : i - at;
    }
    if (kind == ']' || kind == 'P' || kind == '_' || kind == '^') { // a string, to BEL or ESC "\"
        for (; i < text.size() && text[i] != '\n'; ++i) {
            if (text[i] == '\a') return i + 1 - at;
            if (text[i] == escape) return std::min(i + 2, text.size()) - at;
        }
        return i - at;
    }
    while (i < text.size() && in(text[i - 1], ' ', '/') && text[i] != '\n')
        ++i;
    return i - at;
}

bool starts_with_any(std::string_view line, std::initializer_list<std::string_view> all) {
    return std::any_of(all.begin(), all.end(),
                       [line](std::string_view each) { return line.starts_with(each); });
}

// Three digits behind `words`, wherever they stand.
std::optional<int> status_behind(std::string_view line, std::string_view words) {
    const std::size_t at = line.find(words);
    return at == std::string_view::npos ? std::nullopt
                                        : read_status(line.substr(at + words.size(), 3));
}

} // namespace

std::string without_escapes(std::string_view text) {
    std::string plain;
    plain.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        if (text[i] == escape) {
            i += escape_length(text, i);
        } else if (text.substr(i).starts_with(byte_order_mark) &&
                   (plain.empty() || plain.back() == '\n')) {
            i += byte_order_mark.size();
        } else {
            plain += text[i++];
        }
    }
    return plain;
}

std::vector<Line> split_lines(std::string_view text) {
    std::vector<Line> lines;
    for (std::size_t begin = 0; begin < text.size() && lines.size() < most_lines;) {
        const std::size_t feed = std::min(text.find('\n', begin), text.size());
        std::string_view line = text.substr(begin, feed - begin);
        while (line.ends_with('\r')) // a recorded terminal has two
            line.remove_suffix(1);
        const std::size_t next = std::min(feed + 1, text.size());
        lines.push_back({line, begin, next});
        begin = next;
    }
    return lines;
}

std::string_view trim(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n";
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

bool is_progress_meter(std::string_view line) {
    const std::string_view plain = trim(line);
    return plain.starts_with("% Total ") || plain.starts_with("Dload  Upload") ||
           (!plain.empty() && is_digit(plain[0]) && plain.find("--:--:--") != plain.npos);
}

bool is_curl_talk(std::string_view line) {
    if (starts_with_any(line, {"* ", "> ", "< ", "{ [", "} ["})) return true;
    return line == "*" || line == ">" || line == "<" || is_progress_meter(line);
}

bool is_complaint(std::string_view line) {
    return starts_with_any(line, {"curl: (", "http: error:", "https: error:", "http: warning:",
                                  "https: warning:", "http: LogLevel.", "https: LogLevel.",
                                  "Invoke-WebRequest :", "Invoke-WebRequest: Response status",
                                  "Invoke-RestMethod :", "Invoke-RestMethod: Response status"});
}

std::optional<int> status_in_complaint(std::string_view line) {
    for (const std::string_view words : {"returned error: ", "warning: HTTP ", "WARNING: HTTP ",
                                         "returned an error: (", "indicate success: "}) {
        const std::optional<int> status = status_behind(line, words);
        if (status && *status >= 400) return status;
    }
    return std::nullopt;
}

bool looks_like_prompt(std::string_view line) {
    constexpr std::size_t longest = 160;
    constexpr std::array<std::string_view, 5> ends{"$", "#", "%", ">", "❯"};
    const std::string_view plain = trim(line);
    if (plain.empty() || line.size() > longest || plain.front() == '<') return false;
    return std::any_of(ends.begin(), ends.end(), [plain](std::string_view end) {
        if (!plain.ends_with(end)) return false;
        // ">" also ends markup, so it takes more: "PS C:\>", "C:\Users>", or nothing besides.
        return end != ">" || plain == ">" || plain.starts_with("PS ") ||
               (plain.size() > 2 && plain[1] == ':' && plain[2] == '\\');
    });
}

} // namespace http
