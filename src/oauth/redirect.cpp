#include "oauth/redirect.hpp"

#include "http/form.hpp"
#include "http/url.hpp"
#include "oauth/server_words.hpp"
#include "oauth/vschar.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace oauth {

namespace {

// What no answer to response_type=code holds, in whatever part of the address: tokens, and an answer in a JWT that
// nobody here could verify (JARM).
constexpr std::array<std::string_view, 5> foreign_answers = {"access_token", "id_token",
                                                             "refresh_token", "token", "response"};
// And what belongs into the query.
constexpr std::array<std::string_view, 2> query_answers = {"code", "error"};

// A browser leaves odd bytes and broken escapes in the query of an address as they arrived, so only
// what comes before it is held to the strict URL grammar: an odd answer must still be seen,
// scrubbed and refused.
struct Address {
    std::string_view base;
    std::string_view query;
    std::string_view fragment;
};

Address split_address(std::string_view url) {
    Address address;
    if (const std::size_t hash = url.find('#'); hash != std::string_view::npos) {
        address.fragment = url.substr(hash + 1);
        url = url.substr(0, hash);
    }
    if (const std::size_t mark = url.find('?'); mark != std::string_view::npos) {
        address.query = url.substr(mark + 1);
        url = url.substr(0, mark);
    }
    address.base = url;
    return address;
}

// A browser shows an absent path as "/".
std::string_view path_of(const http::Url& url) {
    return url.path.empty() ? std::string_view{"/"} : std::string_view{url.path};
}

bool is_at(std::string_view base, std::string_view redirect_uri) {
    const Result<http::Url> here = http::parse_url(base);
    const Result<http::Url> there = http::parse_url(redirect_uri);
    return here && there && !there->has_query && !there->has_fragment &&
           http::origin(*here) == http::origin(*there) && path_of(*here) == path_of(*there);
}

template <std::size_t count>
std::string_view find_first(const http::Fields& fields,
                            const std::array<std::string_view, count>& names) {
    const auto found = std::find_if(names.begin(), names.end(), [&](std::string_view name) {
        return http::find_parameter(fields, name) != nullptr;
    });
    return found == names.end() ? std::string_view{} : *found;
}

std::string_view find_foreign_answer(const http::Fields& fields) {
    return find_first(fields, foreign_answers);
}

// Empty: none.
std::string_view find_fragment_answer(const http::Fields& fragment) {
    const std::string_view found = find_foreign_answer(fragment);
    return found.empty() ? find_first(fragment, query_answers) : found;
}

std::string characters(std::size_t count) {
    return std::to_string(count) + (count == 1 ? " character" : " characters");
}

std::string times(std::size_t count) { return "arrived " + std::to_string(count) + " times"; }

// Everything that the checks look at, decoded once.
struct Received {
    Address address;
    http::Fields query;
    http::Fields fragment;
    std::map<std::string_view, std::size_t> counts; // of the names in `query`

    std::size_t count(std::string_view name) const {
        const auto found = counts.find(name);
        return found == counts.end() ? 0 : found->second;
    }
    const std::string* find(std::string_view name) const {
        return http::find_parameter(query, name);
    }
};

using Pending = std::optional<PendingAuthorization>;

Check check_pending(const Received& received, const Pending& pending) {
    Check check{"a pending attempt exists in this tab", CheckResult::failed, "", "RFC 9700 §4.2.4"};
    if (!pending) {
        check.evidence =
            "none is waiting: it was used already, began in another tab, or never began here";
    } else if (!is_at(received.address.base, pending->redirect_uri)) {
        check.evidence =
            "the attempt waits at another address: " + server_words(pending->redirect_uri);
    } else {
        check.result = CheckResult::passed;
        check.evidence = "found, and removed: it works once";
    }
    return check;
}

Check check_recent(const Pending& pending, std::int64_t now_ms) {
    Check check{"the attempt is recent", CheckResult::not_applicable, "no attempt to look at",
                "OWASP ASVS 5.0, 10.1.2"};
    if (!pending) return check;
    check.result = CheckResult::failed;
    if (pending->created_at_ms > now_ms) {
        check.evidence = "it says that it began in the future: the clock was set back, or the "
                         "record is not ours";
        return check;
    }
    // Unsigned, since a record from storage may hold any number.
    const std::uint64_t age_ms =
        static_cast<std::uint64_t>(now_ms) - static_cast<std::uint64_t>(pending->created_at_ms);
    if (age_ms <= static_cast<std::uint64_t>(pending_lifetime_ms))
        check.result = CheckResult::passed;
    check.evidence = "began " + std::to_string(age_ms / 1000) + " s ago, " +
                     std::to_string(pending_lifetime_ms / 1000) + " s are allowed";
    return check;
}

Check check_no_repeat(const Received& received) {
    Check check{"no parameter is repeated", CheckResult::passed, "", "RFC 6749 §3.1"};
    for (const auto& [name, count] : received.counts) {
        if (count < 2) continue;
        check.result = CheckResult::failed;
        check.evidence = server_words(name, 64) + " " + times(count);
        return check;
    }
    check.evidence = std::to_string(received.query.size()) +
                     (received.query.size() == 1 ? " parameter" : " parameters, each once");
    return check;
}

Check check_fragment(const Received& received) {
    Check check{"no answer in the fragment", CheckResult::passed, "none", "RFC 9700 §2.1.2"};
    const std::string_view name = find_fragment_answer(received.fragment);
    if (name.empty()) return check;
    check.result = CheckResult::failed;
    check.evidence = std::string{name} +
                     " arrived behind the #, as in the implicit flow, which was not asked for";
    return check;
}

Check check_nothing_foreign(const Received& received) {
    Check check{"no token in the address", CheckResult::passed, "none", "RFC 9700 §2.1.2"};
    const std::string_view name = find_foreign_answer(received.query);
    if (name.empty()) return check;
    check.result = CheckResult::failed;
    check.evidence =
        std::string{name} + " arrived in the query: an answer to response_type=code has none";
    return check;
}

Check check_no_error(const Received& received) {
    Check check{"the server reported no error", CheckResult::passed, "none", "RFC 6749 §4.1.2.1"};
    const std::string* error = received.find("error");
    if (error == nullptr) return check;
    check.result = CheckResult::failed;
    check.evidence = error->empty() ? "an empty error" : server_words(*error, 64);
    const std::string* description = received.find("error_description");
    if (description != nullptr && !description->empty())
        check.evidence += ": " + server_words(*description);
    return check;
}

Check check_state(const Received& received, const Pending& pending) {
    Check check{"state matches", CheckResult::failed, "", "RFC 6749 §10.12"};
    const std::string* state = received.find("state");
    if (!pending) {
        check.result = CheckResult::not_applicable;
        check.evidence = "nothing to compare with";
    } else if (pending->state.empty()) {
        check.evidence = "the attempt has no state: its record is damaged";
    } else if (state == nullptr) {
        check.evidence = "missing";
    } else if (received.count("state") > 1) {
        check.evidence = times(received.count("state"));
    } else if (state->empty()) {
        check.evidence = "empty";
    } else if (state->size() != pending->state.size()) {
        check.evidence =
            characters(state->size()) + ", " + std::to_string(pending->state.size()) + " expected";
    } else if (!equal_in_constant_time(*state, pending->state)) {
        check.evidence = characters(state->size()) + ", not equal";
    } else {
        check.result = CheckResult::passed;
        check.evidence = characters(state->size()) + ", equal";
    }
    return check;
}

// RFC 9207 section 2.4: simple string comparison, so a trailing slash makes another issuer.
Check check_iss(const Received& received, const Pending& pending) {
    Check check{"iss matches", CheckResult::not_applicable, "", "RFC 9207 §2.4"};
    const std::string* iss = received.find("iss");
    if (received.count("iss") > 1) {
        check.result = CheckResult::failed;
        check.evidence = times(received.count("iss"));
    } else if (!pending) {
        check.evidence = "nothing to compare with";
    } else if (iss == nullptr) {
        if (pending->iss_parameter_supported) check.result = CheckResult::failed;
        check.evidence = pending->iss_parameter_supported
                             ? "missing, although this server always sends it"
                             : "not sent, and not promised";
    } else if (pending->issuer.empty()) {
        // S20: then at least it has to be somebody at the place that the person was sent to.
        const Result<http::Url> named = http::parse_endpoint(*iss);
        const bool at_home = named && !pending->authorization_origin.empty() &&
                             http::origin(*named) == pending->authorization_origin;
        check.result = at_home && !pending->iss_parameter_supported ? CheckResult::passed
                                                                    : CheckResult::failed;
        check.evidence =
            server_words(*iss) +
            (at_home ? ", on the origin of the authorisation endpoint; "
                     : " arrived, which is not on the origin of the authorisation endpoint; ") +
            "the environment names no issuer to compare with: it belongs in environments.json";
    } else if (*iss == pending->issuer) {
        check.result = CheckResult::passed;
        check.evidence = server_words(*iss) + ", equal";
    } else {
        check.result = CheckResult::failed;
        check.evidence =
            server_words(*iss) + " arrived, " + server_words(pending->issuer) + " expected";
    }
    return check;
}

Check check_code(const Received& received) {
    Check check{"a code is present", CheckResult::failed, "", "RFC 6749 §4.1.2"};
    const std::string* code = received.find("code");
    if (code == nullptr) {
        if (received.count("error") > 0) check.result = CheckResult::not_applicable;
        check.evidence = received.count("error") > 0 ? "an error comes without one" : "missing";
    } else if (received.count("code") > 1) {
        check.evidence = times(received.count("code"));
    } else if (code->empty()) {
        check.evidence = "empty";
    } else if (code->size() > longest_value) {
        check.evidence =
            characters(code->size()) + ", at most " + std::to_string(longest_value) + " are taken";
    } else if (!is_vschar(*code)) {
        check.evidence = "holds characters outside printable ASCII";
    } else {
        check.result = CheckResult::passed;
        check.evidence = characters(code->size());
    }
    return check;
}

http::Fields capped(const http::Fields& fields) {
    http::Fields kept;
    for (const http::Field& field : fields) {
        if (kept.size() == most_parameters) break;
        kept.push_back({cut(field.name, longest_name), cut(field.value, longest_value)});
    }
    return kept;
}

// A check that does not apply harms nothing: only iss can be undecided while no other check has
// failed, and only where the server never promised it.
bool none_failed(const std::vector<Check>& checks) {
    return std::none_of(checks.begin(), checks.end(),
                        [](const Check& check) { return check.result == CheckResult::failed; });
}

} // namespace

bool is_redirect_response(std::string_view page_url, std::string_view redirect_uri) {
    const Address address = split_address(page_url);
    if (!is_at(address.base, redirect_uri)) return false;
    const http::Fields query = http::form_parse(address.query);
    return http::find_parameter(query, "code") != nullptr ||
           http::find_parameter(query, "error") != nullptr ||
           http::find_parameter(query, "state") != nullptr || !find_foreign_answer(query).empty() ||
           !find_fragment_answer(http::form_parse(address.fragment)).empty();
}

RedirectResponse process_redirect(std::string_view page_url, const Pending& pending,
                                  std::int64_t now_ms) {
    Received received;
    received.address = split_address(page_url);
    received.query = http::form_parse(received.address.query);
    received.fragment = http::form_parse(received.address.fragment);
    for (const http::Field& field : received.query)
        ++received.counts[field.name];

    RedirectResponse response;
    response.parameters = capped(received.query);
    response.checks = {
        check_pending(received, pending),
        check_recent(pending, now_ms),
        check_no_repeat(received),
        check_fragment(received),
        check_nothing_foreign(received),
        check_no_error(received),
        check_state(received, pending),
        check_iss(received, pending),
        check_code(received),
    };
    response.accepted = none_failed(response.checks);
    if (response.accepted) response.code = *received.find("code");

    const auto words = [&received](std::string_view name) {
        const std::string* value = received.find(name);
        return value == nullptr ? std::string{} : server_words(*value);
    };
    response.error = words("error");
    response.error_description = words("error_description");
    response.error_uri = words("error_uri");
    return response;
}

bool equal_in_constant_time(std::string_view left, std::string_view right) {
    if (left.size() != right.size()) return false;
    volatile unsigned difference = 0; // so that no compiler leaves the loop early
    for (std::size_t i = 0; i < left.size(); ++i) {
        difference = difference |
                     (static_cast<unsigned char>(left[i]) ^ static_cast<unsigned char>(right[i]));
    }
    return difference == 0;
}

} // namespace oauth
