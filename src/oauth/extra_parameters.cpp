#include "oauth/extra_parameters.hpp"

#include "http/ascii.hpp"
#include "http/secret_names.hpp"
#include "http/utf8.hpp"
#include "oauth/vschar.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace oauth {

namespace {

constexpr std::size_t most_parameters = 20;
constexpr std::size_t longest_extra_value = 2000; // bytes

// What the page sends itself, and what would make its answer another one: in a fragment or a form, or
// of a request that stands elsewhere.
constexpr std::array<std::string_view, 11> of_authorization{
    "response_type", "client_id",     "redirect_uri",   "scope",
    "state",         "response_mode", "code_challenge", "code_challenge_method",
    "request",       "request_uri",   "grant_type"};
constexpr std::array<std::string_view, 9> of_token{
    "grant_type", "redirect_uri",  "client_id",     "scope", "client_assertion_type",
    "username",   "response_type", "code_verifier", "state"};

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\r";
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

bool is_reserved(std::string_view name, ExtraFor where) {
    const auto holds = [name](const auto& all) {
        return std::find(all.begin(), all.end(), name) != all.end();
    };
    return where == ExtraFor::authorization ? holds(of_authorization) : holds(of_token);
}

std::string fault_of(const http::Field& field, const http::Fields& before, ExtraFor where) {
    if (!is_parameter_name(field.name))
        return "the name is made of letters, digits, “-”, “.” and “_” (RFC 6749 §8.2)";
    if (is_reserved(field.name, where))
        return field.name + " is for the page to say: it has a place of its own";
    if (!http::secret_name(field.name).empty())
        return field.name + " would carry a secret, which has a place of its own";
    const bool repeated = std::any_of(before.begin(), before.end(), [&](const http::Field& each) {
        return each.name == field.name;
    });
    if (repeated && field.name != "resource")
        return field.name + " stands there twice, and a parameter is sent once (RFC 6749 §3.1)";
    const bool controls = std::any_of(field.value.begin(), field.value.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
    });
    if (controls || !http::is_utf8(field.value)) return "the value holds what is no text";
    if (field.value.size() > longest_extra_value)
        return "the value is longer than " + std::to_string(longest_extra_value) + " bytes";
    if (before.size() == most_parameters)
        return "more than " + std::to_string(most_parameters) + " are not sent";
    return {};
}

} // namespace

[[gnu::noinline]] Result<http::Fields> parse_extra_parameters(std::string_view typed,
                                                              ExtraFor where) {
    http::Fields fields;
    for (std::size_t number = 1; !typed.empty(); ++number) {
        const std::size_t end = std::min(typed.find('\n'), typed.size());
        const std::string_view line = trimmed(typed.substr(0, end));
        typed.remove_prefix(std::min(end + 1, typed.size()));
        if (line.empty()) continue;
        const std::size_t equals = line.find('=');
        std::string fault = "there is no “=” between a name and a value";
        http::Field field;
        if (equals != std::string_view::npos) {
            field = {std::string{trimmed(line.substr(0, equals))},
                     std::string{trimmed(line.substr(equals + 1))}};
            fault = fault_of(field, fields, where);
        }
        if (!fault.empty())
            return Error{"extra_parameter", "Line " + std::to_string(number) + ": " + fault + "."};
        fields.push_back(std::move(field));
    }
    return fields;
}

ExtraMeaning meaning_of_extra(std::string_view name) {
    constexpr std::string_view openid = "OpenID Connect Core §3.1.2.1";
    struct Known {
        std::string_view name;
        ExtraMeaning meaning;
    };
    constexpr std::array<Known, 9> known{{
        {"nonce", {"Ties an ID token to this attempt.", openid}},
        {"prompt", {"Whether the person is asked to log in or to consent again.", openid}},
        {"login_hint", {"Who is probably going to log in.", openid}},
        {"max_age", {"How many seconds ago the person may have logged in at most.", openid}},
        {"ui_locales", {"Languages for the pages of the server.", openid}},
        {"acr_values", {"How well the person shall be authenticated.", openid}},
        {"display", {"How the server shall show its pages.", openid}},
        {"resource", {"Where the access token is meant to be used.", "RFC 8707 §2"}},
        {"audience", {"Whom the access token is meant for, at servers that know it.", "no RFC"}},
    }};
    const auto found = std::find_if(known.begin(), known.end(),
                                    [&](const Known& one) { return one.name == name; });
    return found != known.end()
               ? found->meaning
               : ExtraMeaning{"Typed by you; what it means is for the server to say.",
                              "RFC 6749 §8.2"};
}

} // namespace oauth
