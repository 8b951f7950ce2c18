#include "http/powershell.hpp"

#include "http/ascii.hpp"
#include "http/command_parts.hpp"
#include "http/utf8.hpp"

#include <array>

namespace http {

namespace {

// A string expression: parts joined by "+". The first part has to be a string, or "+" would mean
// numbers.
class Expression {
public:
    void literal(std::string_view text) {
        for (std::size_t i = 0; i < text.size();) {
            const CodePoint point = decode_utf8(text, i);
            i += point.length;
            if (point.value >= 0x20 && point.value < 0x7F) {
                add_printable(static_cast<char>(point.value));
            } else if (point.value >= 0x10000) {
                add_unit(0xD800 + (point.value - 0x10000) / 0x400);
                add_unit(0xDC00 + (point.value - 0x10000) % 0x400);
            } else {
                add_unit(point.value);
            }
        }
    }
    void term(std::string_view expression) {
        close();
        if (!text_.empty()) text_ += " + ";
        text_ += expression;
    }
    void pieces(const Pieces& pieces) {
        for (const Piece& piece : pieces) {
            switch (piece.kind) {
            case Piece::Kind::literal: literal(piece.text); break;
            case Piece::Kind::variable: term("$env:" + piece.text); break;
            case Piece::Kind::variable_to_encode: term(encoded(piece.text)); break;
            }
        }
    }
    std::string str() const {
        if (text_.empty()) return "''";
        return open_ ? text_ + "'" : text_;
    }
    // RFC 3986 percent-encoding; whoever decodes a form reads it as well.
    static std::string encoded(const std::string& variable) {
        return "[Uri]::EscapeDataString($env:" + variable + ")";
    }

private:
    void add_printable(char c) {
        if (!open_) {
            if (!text_.empty()) text_ += " + ";
            text_ += '\'';
            open_ = true;
        }
        if (c == '\'') text_ += '\'';
        text_ += c;
    }
    // One UTF-16 unit, as .NET keeps text.
    void add_unit(char32_t unit) {
        if (text_.empty()) text_ = "''";
        std::string digits;
        for (int shift = 12; shift >= 0; shift -= 4) {
            const auto digit = upper_hex_digits[unit >> shift & 0xFu];
            if (digit != '0' || !digits.empty() || shift == 0) digits += digit;
        }
        term("[char]0x" + digits);
    }
    void close() {
        if (open_) text_ += '\'';
        open_ = false;
    }
    std::string text_;
    bool open_ = false;
};

std::string quoted(std::string_view text) {
    Expression expression;
    expression.literal(text);
    return expression.str();
}

std::string basic(const BasicParts& parts) {
    Expression credentials;
    credentials.pieces(parts.id);
    credentials.literal(":");
    credentials.term(parts.encode ? Expression::encoded(parts.variable) : "$env:" + parts.variable);
    return "'Basic ' + [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes(" +
           credentials.str() + "))";
}

std::string value_of(const HeaderParts& parts) {
    if (parts.basic) return basic(*parts.basic);
    Expression value;
    value.pieces(parts.value);
    return value.str();
}

// .NET keeps these with the body (System.Net.Http.Headers.HttpContentHeaders).
bool belongs_to_content(std::string_view name) {
    const std::string plain = lower(name);
    return plain.starts_with("content-") || plain == "allow" || plain == "expires" ||
           plain == "last-modified";
}

constexpr std::string_view head = R"(& {
Add-Type -AssemblyName System.Net.Http
[Net.ServicePointManager]::SecurityProtocol = [Net.ServicePointManager]::SecurityProtocol -bor 3072
)";

constexpr std::string_view tail =
    R"ps($handler = [Net.Http.HttpClientHandler]::new()
$handler.AllowAutoRedirect = $false
$handler.UseCookies = $false
$response = [Net.Http.HttpClient]::new($handler).SendAsync($request).GetAwaiter().GetResult()
"HTTP/$($response.Version) $([int]$response.StatusCode) $($response.ReasonPhrase)"
$response.Headers.ToString() + $response.Content.Headers.ToString()
$response.Content.ReadAsStringAsync().GetAwaiter().GetResult()
})ps";

} // namespace

Result<std::string> powershell_command(const Request& request, const Secrets& secrets) {
    if (!is_text(request)) {
        return Error{"not_text", "The request holds bytes that are no text, which PowerShell "
                                 "cannot keep in a string. Use cURL."};
    }
    Expression url;
    url.pieces(url_pieces(request, secrets));
    std::string command{head};
    command += "$request = [Net.Http.HttpRequestMessage]::new([Net.Http.HttpMethod]::new(" +
               quoted(request.method) + "), [Uri](" + url.str() + "))\n";
    if (!request.body.empty()) {
        Expression body;
        body.pieces(body_pieces(request, secrets));
        command += "$request.Content = [Net.Http.ByteArrayContent]::new("
                   "[Text.Encoding]::UTF8.GetBytes(" +
                   body.str() + "))\n";
    }
    for (const HeaderParts& parts : header_parts(request, secrets)) {
        const bool content = belongs_to_content(parts.name);
        if (content && request.body.empty()) continue; // it describes nothing
        command += content ? "[void]$request.Content.Headers" : "[void]$request.Headers";
        command +=
            ".TryAddWithoutValidation(" + quoted(parts.name) + ", " + value_of(parts) + ")\n";
    }
    return command + std::string{tail};
}

} // namespace http
