#include "oauth/credential_slips.hpp"

#include "http/ascii.hpp"
#include "http/secret_names.hpp"
#include "http/secret_search.hpp"
#include "http/visible.hpp"
#include "oauth/vschar.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace oauth {

namespace {

// "client id: " and "CLIENT_SECRET=" are labels, "client-7" is not.
bool begins_with_label(const std::string& lower) {
    std::string_view rest = lower;
    if (!rest.starts_with("client")) return false;
    rest.remove_prefix(6);
    const auto skip = [&rest](std::string_view characters) {
        rest.remove_prefix(std::min(rest.find_first_not_of(characters), rest.size()));
    };
    skip(" _-");
    if (rest.starts_with("id")) {
        rest.remove_prefix(2);
    } else if (rest.starts_with("secret")) {
        rest.remove_prefix(6);
    } else {
        return false;
    }
    skip(" \"'");
    return rest.starts_with(':') || rest.starts_with('=');
}

bool is_placeholder(const std::string& lower) {
    const bool bracketed =
        (lower.starts_with('<') && lower.ends_with('>')) || lower.starts_with("{{");
    return bracketed || lower.starts_with("your_client") || lower.starts_with("your-client") ||
           lower.starts_with("your client") || lower.find_first_not_of("x*.") == std::string::npos;
}

// What Pleo's pages and the RFCs print where a real value belongs.
constexpr std::array<std::string_view, 3> printed_examples{"12a3b456-78c9-0d12-93f4-f567ab8cde9f",
                                                           "s6BhdRkqt3", "gX1fBat3bV"};

std::optional<Slip> find_slip(const std::string& field, const std::string& value) {
    const auto slip = [&field](std::string code, std::string message, bool certain) {
        return Slip{field, std::move(code), std::move(message), certain};
    };
    const std::string lower = http::lower(value);
    if (value.empty()) return slip("missing", "It is empty.", true);
    if (std::optional<std::string> seen = http::find_invisible(value))
        return slip("invisible", *std::move(seen), false);
    if (!is_vschar(value)) {
        return slip("not_ascii",
                    "It holds a character outside printable ASCII, which neither an id nor a "
                    "secret may (RFC 6749 Appendix A): perhaps a letter that only looks like "
                    "another. Copy it again.",
                    true);
    }
    if (begins_with_label(lower))
        return slip("label", "It begins with its own label. Remove it.", true);
    for (const std::string_view scheme : {"authorization:", "basic ", "bearer "}) {
        if (!lower.starts_with(scheme)) continue;
        return slip("header",
                    "It is a header, or a part of one. The page builds that itself: "
                    "paste the bare value.",
                    true);
    }
    if (field == "client_secret" && (lower.starts_with("https://") || lower.starts_with("http://")))
        return slip("link", "It is a link. Open it, and copy the secret that it leads to.", false);
    if (is_placeholder(lower))
        return slip("placeholder", "It stands for a value and is none.", false);
    if (std::find(printed_examples.begin(), printed_examples.end(), value) !=
        printed_examples.end()) {
        return slip("example",
                    "It is printed as an example in public documentation. Yours came "
                    "with your registration.",
                    false);
    }
    if (const std::size_t colon = value.find(':');
        colon != std::string::npos && http::is_uuid(value.substr(0, colon))) {
        return slip("pair",
                    "It looks like id and secret together, joined by a colon. They go "
                    "into fields of their own.",
                    false);
    }
    if (value.find(' ') != std::string::npos)
        return slip("space", "There is a space inside. Remove it, unless it is meant.", false);
    return std::nullopt;
}

bool holds(std::string_view text, const http::Secrets& secrets) {
    return !http::find_secrets(text, secrets).empty();
}

// A word of letters and digits that nobody would read out.
bool has_jumble(std::string_view text) {
    constexpr std::size_t shortest = 10;
    std::size_t length = 0;
    bool letter = false, digit = false;
    for (const char c : text) {
        if (!http::is_digit(c) && !http::is_letter(c)) {
            length = 0;
            letter = digit = false;
            continue;
        }
        letter = letter || http::is_letter(c);
        digit = digit || http::is_digit(c);
        if (++length >= shortest && letter && digit) return true;
    }
    return false;
}

} // namespace

bool looks_like_secret(std::string_view value) {
    const std::string lower = http::lower(value);
    for (const std::string_view scheme : {"authorization:", "basic ", "bearer ", "eyj"})
        if (lower.starts_with(scheme)) return true;
    if (lower.find("secret") != std::string::npos && lower.find("secrets:") == std::string::npos)
        return true;
    return !http::is_uuid(value) && http::looks_like_credential(value) && has_jumble(value);
}

std::string tidied(std::string_view value) {
    std::string kept; // of visible ASCII
    for (const char c : value)
        if (c >= ' ' && c <= '~') kept += c;
    constexpr std::string_view around = " \"'`";
    const auto trim = [&kept](std::string_view characters) {
        const std::size_t first = kept.find_first_not_of(characters);
        if (first == std::string::npos) return;
        kept = kept.substr(first, kept.find_last_not_of(characters) - first + 1);
    };
    trim(around);
    if (begins_with_label(http::lower(kept))) {
        kept.erase(0, kept.find_first_of(":=") + 1);
        trim(around);
    }
    return kept;
}

std::vector<Slip> find_slips(const Client& client) {
    std::vector<Slip> slips;
    if (auto slip = find_slip("client_id", client.client_id)) slips.push_back(*std::move(slip));
    if (auto slip = find_slip("client_secret", client.client_secret))
        slips.push_back(*std::move(slip));
    if (client.client_id.empty() || client.client_secret.empty()) return slips;
    if (client.client_id == client.client_secret) {
        slips.push_back(
            {"client_secret", "same", "Id and secret are the same. One was pasted twice.", false});
    } else if (!http::is_uuid(client.client_id) && http::is_uuid(client.client_secret)) {
        slips.push_back({"client_id", "swapped",
                         "The secret looks like a client id, and the id does not. Perhaps they are "
                         "in each other's place.",
                         false});
    }
    return slips;
}

std::optional<Slip> find_client_secret(const http::Request& api_request, const Client& client) {
    if (client.client_secret.empty()) return std::nullopt;
    const http::Secrets secrets{{"client_secret", client.client_secret}};
    const auto found = [](std::string place) {
        std::string message = "The client secret is in the " + place +
                              " of a request to an API. It is no API credential and is for the "
                              "authorisation server alone: an API takes an access token, which "
                              "comes from the exchange of a code. Nothing was sent.";
        return Slip{std::move(place), "client_secret", std::move(message), true};
    };
    for (const http::Field& header : api_request.headers) {
        if (!holds(header.value, secrets) && !holds(header.name, secrets)) continue;
        if (http::lower(header.name) == "authorization" &&
            http::lower(header.value).starts_with("bearer ")) {
            return Slip{"Authorization", "secret_as_bearer",
                        "The client secret stands where an access token belongs: behind Bearer. "
                        "It never is an API credential (RFC 6750, and Pleo says so as well). "
                        "Exchange a code for an access token first. Nothing was sent.",
                        true};
        }
        return found("header " + header.name);
    }
    if (holds(api_request.url, secrets)) return found("URL");
    if (holds(api_request.body, secrets)) return found("body");
    return std::nullopt;
}

} // namespace oauth
