#include "http/base64.hpp"
#include "http/form.hpp"
#include "http/secret_search.hpp"
#include "http/terminal.hpp"
#include "unit/http/journeys.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>

namespace {

using http::Fields;
using http::Request;
using http::Secrets;
using http::Terminal;
using namespace http::tests;

// PowerShell is not in Debian, so its commands are proven against what its manual says
// (about_Quoting_Rules, about_Operators, about_Environment_Variables): in single quotes everything
// is literal and '' is one quote; U+2018 to U+201B are quotes as well, which is why nothing outside
// of ASCII may be written as it is; + joins strings when the left one is a string; [char]0x41 is
// one UTF-16 unit; $env:NAME is the variable's text. This reader knows these rules and no others.
class PowerShellReader {
public:
    PowerShellReader(std::string_view text, Secrets variables)
        : text_{text}, variables_{std::move(variables)} {}

    bool take(std::string_view expected) {
        if (!text_.starts_with(expected)) return false;
        text_.remove_prefix(expected.size());
        return true;
    }
    void expect(std::string_view expected) {
        EXPECT_TRUE(take(expected)) << "expected " << expected << " before " << text_;
    }
    std::string expression() {
        std::u16string value = term(true);
        while (take(" + "))
            value += term(false);
        return to_utf8(value);
    }
    bool done() const { return text_.empty(); }

private:
    std::u16string term(bool first) {
        if (take("'")) return literal();
        if (take("$env:")) return to_utf16(variable());
        if (take("[Uri]::EscapeDataString($env:")) {
            const std::string value = variable();
            expect(")");
            return to_utf16(http::percent_encode(value));
        }
        if (take("[Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes(")) {
            const std::string bytes = expression();
            expect("))");
            return to_utf16(http::base64_encode(bytes));
        }
        expect("[char]0x");
        EXPECT_FALSE(first) << "a character on the left makes + an addition of numbers";
        const std::size_t end = std::min(text_.find_first_not_of("0123456789ABCDEF"), text_.size());
        const auto unit = std::stoul(std::string{text_.substr(0, end)}, nullptr, 16);
        EXPECT_LE(unit, 0xFFFFu);
        text_.remove_prefix(end);
        return {static_cast<char16_t>(unit)};
    }
    std::u16string literal() {
        std::u16string value;
        while (!text_.empty()) {
            const char c = text_.front();
            EXPECT_TRUE(c >= ' ' && c <= '~') << "not printable ASCII";
            text_.remove_prefix(1);
            if (c == '\'' && !take("'")) return value;
            value += static_cast<char16_t>(c);
        }
        ADD_FAILURE() << "a quote without an end";
        return value;
    }
    std::string variable() {
        const std::size_t end = std::min(
            text_.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789"), text_.size());
        const std::string name{text_.substr(0, end)};
        text_.remove_prefix(end);
        for (const http::Secret& each : variables_) {
            if (each.name == name) return each.value;
        }
        ADD_FAILURE() << "unknown variable " << name;
        return {};
    }
    static std::u16string to_utf16(std::string_view text) {
        std::u16string out;
        for (std::size_t i = 0; i < text.size();) {
            const auto byte = static_cast<unsigned char>(text[i]);
            const std::size_t length = byte < 0x80 ? 1u : byte < 0xE0 ? 2u : byte < 0xF0 ? 3u : 4u;
            char32_t point = length == 1 ? byte : byte & (0xFFu >> (length + 1));
            for (std::size_t k = 1; k < length; ++k)
                point = point << 6 | (static_cast<unsigned char>(text[i + k]) & 0x3Fu);
            if (point >= 0x10000) {
                out += static_cast<char16_t>(0xD800 + ((point - 0x10000) >> 10));
                out += static_cast<char16_t>(0xDC00 + ((point - 0x10000) & 0x3FF));
            } else {
                out += static_cast<char16_t>(point);
            }
            i += length;
        }
        return out;
    }
    static std::string to_utf8(const std::u16string& text) {
        std::string out;
        for (std::size_t i = 0; i < text.size(); ++i) {
            char32_t point = text[i];
            if (point >= 0xD800 && point < 0xDC00 && i + 1 < text.size())
                point = 0x10000 + ((point - 0xD800) << 10) + (text[++i] - 0xDC00u);
            if (point < 0x80) {
                out += static_cast<char>(point);
                continue;
            }
            const int more = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
            const unsigned lead = more == 1 ? 0xC0u : more == 2 ? 0xE0u : 0xF0u;
            out += static_cast<char>(lead | point >> (6 * more));
            for (int k = more - 1; k >= 0; --k)
                out += static_cast<char>(0x80u | (point >> (6 * k) & 0x3Fu));
        }
        return out;
    }
    std::string_view text_;
    Secrets variables_;
};

// The request that the command builds.
Request meaning_in_powershell(const std::string& command, const Secrets& variables) {
    PowerShellReader reader{command, variables};
    Request request;
    reader.expect("& {\nAdd-Type -AssemblyName System.Net.Http\n"
                  "[Net.ServicePointManager]::SecurityProtocol = "
                  "[Net.ServicePointManager]::SecurityProtocol -bor 3072\n"
                  "$request = [Net.Http.HttpRequestMessage]::new([Net.Http.HttpMethod]::new(");
    request.method = reader.expression();
    reader.expect("), [Uri](");
    request.url = reader.expression();
    reader.expect("))\n");
    if (reader.take("$request.Content = [Net.Http.ByteArrayContent]::new("
                    "[Text.Encoding]::UTF8.GetBytes(")) {
        request.body = reader.expression();
        reader.expect("))\n");
    }
    while (reader.take("[void]$request.Headers") || reader.take("[void]$request.Content.Headers")) {
        reader.expect(".TryAddWithoutValidation(");
        http::Field field;
        field.name = reader.expression();
        reader.expect(", ");
        field.value = reader.expression();
        reader.expect(")\n");
        request.headers.push_back(field);
    }
    reader.expect("$handler = [Net.Http.HttpClientHandler]::new()\n");
    return request;
}

Secrets variables_for(const Secrets& secrets) {
    Secrets variables = secrets;
    for (http::Secret& each : variables) {
        for (char& c : each.name)
            c = static_cast<char>(std::toupper(c));
    }
    return variables;
}

TEST(PowerShell, S63_hostile_text_and_secrets_arrive_by_the_documented_quoting_rules) {
    for (const Journey& journey : journeys()) {
        const std::string command =
            command_for(Terminal::powershell, journey.request, journey.secrets).command;
        for (const char c : command)
            ASSERT_TRUE(c == '\n' || (c >= ' ' && c <= '~')) << journey.what;
        EXPECT_TRUE(http::find_secrets(command, journey.secrets).empty()) << command;
        EXPECT_EQ(as_a_server_reads_it(meaning_in_powershell(
                      command,
                      http::tests::variables_of(journey.request, variables_for(journey.secrets)))),
                  as_a_server_reads_it(journey.request))
            << journey.what << "\n"
            << command;
    }
}

// The same in every dialect: http/terminal.hpp.
TEST(PowerShell, S27_a_secret_that_only_the_person_knows_is_form_encoded) {
    Request request = http::tests::refresh;
    request.headers.back().value = "Basic " + http::base64_encode("s6BhdRkqt3:");
    const std::string command =
        command_for(Terminal::powershell, request, http::tests::refresh_secrets).command;
    const Request sent = meaning_in_powershell(
        command, {{"CLIENT_SECRET", "a+b/c="}, {"REFRESH_TOKEN", "tGzv3JOkF0XG5Qx2TlKWIA"}});
    EXPECT_EQ(*http::find_header(sent.headers, "Authorization"),
              "Basic " + http::base64_encode("s6BhdRkqt3:a%2Bb%2Fc%3D"));
}

TEST(PowerShell, a_header_of_the_body_without_a_body_is_left_out) {
    const Request request{
        "GET", "https://a/", {{"Content-Type", "text/plain"}, {"Accept", "*/*"}}, ""};
    EXPECT_EQ(
        meaning_in_powershell(command_for(Terminal::powershell, request, {}).command, {}).headers,
        (Fields{{"Accept", "*/*"}}));
}

} // namespace
