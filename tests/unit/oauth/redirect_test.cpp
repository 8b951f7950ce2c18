#include "oauth/redirect.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace {

using oauth::CheckResult;

constexpr const char* sent_state =
    "Ab3dEf-hIjKlMn_pQrStUv"; // 22 characters, as this page makes them
constexpr const char* sent_code = "SplxlOBeZQQYbYS6WxSbIA"; // RFC 6749 section 4.1.2
constexpr const char* sent_verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
constexpr const char* redirect_uri = "https://client.example.com/cb";
constexpr std::int64_t began = 1'700'000'000'000;
constexpr std::int64_t now = began + 42'000;

// The order in which the page shows the checks.
enum {
    pending_check,
    recent,
    no_repeat,
    no_fragment,
    no_token,
    no_error,
    state_check,
    iss_check,
    code_check
};

oauth::PendingAuthorization attempt() {
    oauth::PendingAuthorization pending;
    pending.state = sent_state;
    pending.code_verifier = sent_verifier;
    pending.redirect_uri = redirect_uri;
    pending.environment = "simulated";
    pending.client_id = "s6BhdRkqt3";
    pending.scope = "users:read";
    pending.created_at_ms = began;
    return pending;
}

std::string redirected(const std::string& query) { return std::string{redirect_uri} + "?" + query; }

std::string good_query() { return std::string{"code="} + sent_code + "&state=" + sent_state; }

oauth::RedirectResponse process(const std::string& url) {
    return oauth::process_redirect(url, attempt(), now);
}

// What must hold for every answer, however odd.
void expect_sound(const oauth::RedirectResponse& response) {
    const std::vector<std::string> names = {"a pending attempt exists in this tab",
                                            "the attempt is recent",
                                            "no parameter is repeated",
                                            "no answer in the fragment",
                                            "no token in the address",
                                            "the server reported no error",
                                            "state matches",
                                            "iss matches",
                                            "a code is present"};
    ASSERT_EQ(response.checks.size(), names.size());
    bool failed = false;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const oauth::Check& check = response.checks[i];
        EXPECT_EQ(check.name, names[i]);
        EXPECT_FALSE(check.evidence.empty()) << check.name;
        EXPECT_FALSE(check.source.empty()) << check.name;
        EXPECT_EQ(check.evidence.find(sent_state), std::string::npos) << check.name;
        EXPECT_EQ(check.evidence.find(sent_code), std::string::npos) << check.name;
        EXPECT_EQ(check.evidence.find(sent_verifier), std::string::npos) << check.name;
        for (const char c : check.evidence)
            EXPECT_FALSE(c >= 0 && c < ' ') << check.name;
        failed = failed || check.result == CheckResult::failed;
    }
    EXPECT_EQ(response.accepted, !failed);
    EXPECT_EQ(response.code.empty(), !response.accepted)
        << "a code that was refused is not handed on";
}

void expect_refused(const oauth::RedirectResponse& response, std::size_t check,
                    const std::string& evidence) {
    expect_sound(response);
    EXPECT_FALSE(response.accepted);
    ASSERT_LT(check, response.checks.size());
    EXPECT_EQ(response.checks[check].result, CheckResult::failed) << response.checks[check].name;
    EXPECT_EQ(response.checks[check].evidence, evidence);
}

} // namespace

TEST(Redirect, Rfc6749Section412) {
    oauth::PendingAuthorization pending = attempt();
    pending.state = "xyz";
    const oauth::RedirectResponse response = oauth::process_redirect(
        "https://client.example.com/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=xyz", pending, now);
    expect_sound(response);
    EXPECT_TRUE(response.accepted);
    EXPECT_EQ(response.code, "SplxlOBeZQQYbYS6WxSbIA");
}

TEST(Redirect, Rfc6749Section4121) {
    oauth::PendingAuthorization pending = attempt();
    pending.state = "xyz";
    const oauth::RedirectResponse response = oauth::process_redirect(
        "https://client.example.com/cb?error=access_denied&state=xyz", pending, now);
    expect_refused(response, no_error, "access_denied");
    EXPECT_EQ(response.error, "access_denied");
    EXPECT_EQ(response.checks[state_check].result, CheckResult::passed)
        << "the state of an error is checked as well";
    EXPECT_EQ(response.checks[code_check].result, CheckResult::not_applicable);
}

TEST(Redirect, EvidenceOfAGoodAnswer) {
    const oauth::RedirectResponse response = process(redirected(good_query()));
    expect_sound(response);
    ASSERT_TRUE(response.accepted);
    EXPECT_EQ(response.code, sent_code);
    EXPECT_EQ(response.checks[pending_check].evidence, "found, and removed: it works once");
    EXPECT_EQ(response.checks[recent].evidence, "began 42 s ago, 600 s are allowed");
    EXPECT_EQ(response.checks[no_repeat].evidence, "2 parameters, each once");
    EXPECT_EQ(response.checks[no_fragment].evidence, "none");
    EXPECT_EQ(response.checks[no_error].evidence, "none");
    EXPECT_EQ(response.checks[state_check].evidence, "22 characters, equal");
    EXPECT_EQ(response.checks[iss_check].evidence, "not sent, and not promised");
    EXPECT_EQ(response.checks[iss_check].result, CheckResult::not_applicable);
    EXPECT_EQ(response.checks[code_check].evidence, "22 characters");
}

TEST(Redirect, S14_OnlyTheRedirectUriIsACallback) {
    const struct {
        const char* page;
        const char* uri;
        bool callback;
    } cases[] = {
        {"https://client.example.com/cb?code=1&state=2", "https://client.example.com/cb", true},
        {"https://client.example.com/cb?error=access_denied", "https://client.example.com/cb",
         true},
        {"https://client.example.com/cb?state=2", "https://client.example.com/cb", true},
        {"https://client.example.com/cb?c%6Fde=1", "https://client.example.com/cb", true},
        {"https://client.example.com/cb?code=", "https://client.example.com/cb", true},
        {"https://client.example.com/cb?code", "https://client.example.com/cb", true},
        {"https://client.example.com/cb?error_description=%zz&code=|",
         "https://client.example.com/cb", true},
        {"https://client.example.com:443/cb?code=1", "https://client.example.com/cb", true},
        {"http://localhost:8080/?code=1", "http://localhost:8080", true},
        {"http://localhost:8080/?code=1", "http://localhost:8080/", true},
        {"https://client.example.com/cb#access_token=1", "https://client.example.com/cb", true},
        {"https://client.example.com/cb#id_token=1", "https://client.example.com/cb", true},
        {"https://client.example.com/cb#error=access_denied", "https://client.example.com/cb",
         true},
        {"https://client.example.com/cb#code=1", "https://client.example.com/cb", true},
        {"https://client.example.com/cb", "https://client.example.com/cb", false},
        {"https://client.example.com/cb?", "https://client.example.com/cb", false},
        {"https://client.example.com/cb?Code=1", "https://client.example.com/cb", false},
        {"https://client.example.com/cb?barcode=1", "https://client.example.com/cb", false},
        {"https://client.example.com/cb?urn_pleo_params_oauth_subject=x",
         "https://client.example.com/cb", false},
        {"https://client.example.com/cb#step=authorise", "https://client.example.com/cb", false},
        {"https://client.example.com/cb/?code=1", "https://client.example.com/cb", false},
        {"https://client.example.com/CB?code=1", "https://client.example.com/cb", false},
        {"https://client.example.com/?code=1", "https://client.example.com/cb", false},
        {"https://client.example.com/cb/x?code=1", "https://client.example.com/cb", false},
        {"https://client.example.com.evil.example/cb?code=1", "https://client.example.com/cb",
         false},
        {"http://client.example.com/cb?code=1", "https://client.example.com/cb", false},
        {"https://client.example.com:8443/cb?code=1", "https://client.example.com/cb", false},
        {"http://localhost:8081/?code=1", "http://localhost:8080/", false},
        {"http://127.0.0.1:8080/?code=1", "http://localhost:8080/", false},
        {"https://client.example.com/cb?code=1", "", false},
        {"https://client.example.com/cb?code=1", "https://client.example.com/cb?x=1", false},
        {"", "https://client.example.com/cb", false},
        {"?code=1", "https://client.example.com/cb", false},
        {"not a url?code=1", "not a url", false},
    };
    for (const auto& one : cases) {
        EXPECT_EQ(oauth::is_redirect_response(one.page, one.uri), one.callback)
            << one.page << " at " << one.uri;
    }
}

TEST(Redirect, S14_AnAttemptThatWaitsElsewhereAcceptsNothing) {
    const oauth::RedirectResponse response =
        process("https://client.example.com/other?" + good_query());
    expect_refused(response, pending_check,
                   "the attempt waits at another address: https://client.example.com/cb");
}

// Twelve ways in which state can differ, and one in which it does not.
TEST(Redirect, S15_StateIsComparedInFull) {
    const std::string code = std::string{"code="} + sent_code;
    const std::string state = sent_state;
    const struct {
        const char* name;
        std::string query;
        const char* evidence;
    } cases[] = {
        {"missing", code, "missing"},
        {"empty", code + "&state=", "empty"},
        {"name without value", code + "&state", "empty"},
        {"longer", code + "&state=" + state + "A", "23 characters, 22 expected"},
        {"shorter", code + "&state=" + state.substr(0, 21), "21 characters, 22 expected"},
        {"other case", code + "&state=aB3DeF-HiJkLmN_PqRsTuV", "22 characters, not equal"},
        {"last character differs", code + "&state=" + state.substr(0, 21) + "w",
         "22 characters, not equal"},
        {"first character differs", code + "&state=B" + state.substr(1),
         "22 characters, not equal"},
        {"escaped twice", code + "&state=%2541" + state.substr(1), "24 characters, 22 expected"},
        {"trailing space", code + "&state=" + state + "+", "23 characters, 22 expected"},
        {"trailing zero", code + "&state=" + state + "%00", "23 characters, 22 expected"},
        {"under another case of the name", code + "&State=" + state, "missing"},
        {"in the fragment only", code + "#state=" + state, "missing"},
    };
    for (const auto& one : cases) {
        SCOPED_TRACE(one.name);
        expect_refused(process(redirected(one.query)), state_check, one.evidence);
    }
    // Percent-encoding is the transport's, not the value's: this decodes to the same characters.
    const oauth::RedirectResponse encoded =
        process(redirected(code + "&state=%41" + state.substr(1)));
    expect_sound(encoded);
    EXPECT_TRUE(encoded.accepted);
}

TEST(Redirect, S15_ADamagedRecordWithoutStateMatchesNothing) {
    oauth::PendingAuthorization pending = attempt();
    pending.state = "";
    for (const std::string query : {"code=1&state=", "code=1"}) {
        expect_refused(oauth::process_redirect(redirected(query), pending, now), state_check,
                       "the attempt has no state: its record is damaged");
    }
}

TEST(Redirect, S15_ConstantTimeComparisonIsAComparison) {
    EXPECT_TRUE(oauth::equal_in_constant_time("", ""));
    EXPECT_TRUE(oauth::equal_in_constant_time("abc", "abc"));
    EXPECT_FALSE(oauth::equal_in_constant_time("abc", "abd"));
    EXPECT_FALSE(oauth::equal_in_constant_time("abc", "bbc"));
    EXPECT_FALSE(oauth::equal_in_constant_time("abc", "ab"));
    EXPECT_FALSE(oauth::equal_in_constant_time("", "a"));
    EXPECT_FALSE(oauth::equal_in_constant_time("a\x80", std::string_view("a\0", 2)));
    // Two differences must not cancel each other out.
    EXPECT_FALSE(oauth::equal_in_constant_time("ab", "ba"));
}

TEST(Redirect, S16_WithoutAPendingAttemptNothingIsAccepted) {
    const oauth::RedirectResponse response =
        oauth::process_redirect(redirected(good_query()), std::nullopt, now);
    expect_refused(
        response, pending_check,
        "none is waiting: it was used already, began in another tab, or never began here");
    EXPECT_EQ(response.checks[recent].result, CheckResult::not_applicable);
    EXPECT_EQ(response.checks[state_check].result, CheckResult::not_applicable);
    EXPECT_EQ(response.checks[iss_check].result, CheckResult::not_applicable);
}

TEST(Redirect, S17_AnAttemptLivesTenMinutes) {
    const struct {
        std::int64_t created_at_ms;
        std::int64_t now_ms;
        CheckResult result;
    } cases[] = {
        {began, began, CheckResult::passed},
        {began, began + oauth::pending_lifetime_ms, CheckResult::passed},
        {began, began + oauth::pending_lifetime_ms + 1, CheckResult::failed},
        {began, began - 1, CheckResult::failed}, // created in the future
        {0, began, CheckResult::failed},
        {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max(),
         CheckResult::failed},
        {std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::min(),
         CheckResult::failed},
        {std::numeric_limits<std::int64_t>::min(), began, CheckResult::failed},
        {std::numeric_limits<std::int64_t>::max(), began, CheckResult::failed},
    };
    for (const auto& one : cases) {
        oauth::PendingAuthorization pending = attempt();
        pending.created_at_ms = one.created_at_ms;
        const oauth::RedirectResponse response =
            oauth::process_redirect(redirected(good_query()), pending, one.now_ms);
        expect_sound(response);
        EXPECT_EQ(response.checks[recent].result, one.result)
            << one.created_at_ms << " at " << one.now_ms;
        EXPECT_EQ(response.accepted, one.result == CheckResult::passed);
    }
}

TEST(Redirect, S18_ErrorStopsTheExchangeEvenWithACode) {
    const oauth::RedirectResponse response = process(
        redirected(good_query() + "&error=server_error&error_description=Try+later&error_uri="
                                  "https%3A%2F%2Fas.example%2Fhelp"));
    expect_refused(response, no_error, "server_error: Try later");
    EXPECT_EQ(response.error, "server_error");
    EXPECT_EQ(response.error_description, "Try later");
    EXPECT_EQ(response.error_uri, "https://as.example/help");
    EXPECT_EQ(response.checks[code_check].result, CheckResult::passed);
}

TEST(Redirect, S18_AnEmptyErrorIsAnError) {
    expect_refused(process(redirected(good_query() + "&error=")), no_error, "an empty error");
    expect_refused(process(redirected(good_query() + "&error")), no_error, "an empty error");
}

TEST(Redirect, S18_S58_TheServersWordsAreInert) {
    const oauth::RedirectResponse response = process(
        redirected("error=access_denied&error_description=a%00b%0Ac%E2%80%AEd%1B%5B31m&state=" +
                   std::string{sent_state}));
    expect_sound(response);
    for (const std::string& text :
         {response.error_description, response.checks[no_error].evidence}) {
        EXPECT_EQ(text.find('\0'), std::string::npos);
        EXPECT_EQ(text.find('\x1B'), std::string::npos);
        EXPECT_EQ(text.find("\xE2\x80\xAE"), std::string::npos) << "right-to-left override";
        EXPECT_NE(text.find("U+202E"), std::string::npos) << text;
    }
    // Markup stays as it is: it is text, and only text is made of it.
    EXPECT_EQ(
        process(redirected("error=x&error_description=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E"))
            .error_description,
        "<img src=x onerror=alert(1)>");
}

TEST(Redirect, S19_RepeatedParametersAreRefused) {
    const std::string code = std::string{"code="} + sent_code;
    const std::string state = std::string{"state="} + sent_state;
    const struct {
        std::string query;
        const char* evidence;
    } cases[] = {
        {code + "&" + code + "&" + state, "code arrived 2 times"},
        {code + "&" + state + "&" + state, "state arrived 2 times"},
        {code + "&" + state + "&c%6fde=other", "code arrived 2 times"},
        {code + "&" + state + "&code", "code arrived 2 times"},
        {code + "&" + state + "&iss=a&iss=a", "iss arrived 2 times"},
        {code + "&" + state + "&error=a&error=a&error=a", "error arrived 3 times"},
        {code + "&" + state + "&unknown=1&unknown=2", "unknown arrived 2 times"},
    };
    for (const auto& one : cases) {
        SCOPED_TRACE(one.query);
        expect_refused(process(redirected(one.query)), no_repeat, one.evidence);
    }
    const oauth::RedirectResponse twice = process(redirected(code + "&" + state + "&" + state));
    EXPECT_EQ(twice.checks[state_check].result, CheckResult::failed) << "neither of the two counts";
    EXPECT_EQ(process(redirected(code + "&code=x&" + state)).checks[code_check].result,
              CheckResult::failed);
}

TEST(Redirect, S20_IssIsComparedAsAString) {
    const std::string honest = "https://honest.as.example";
    const struct {
        const char* name;
        std::string issuer;
        bool supported;
        std::string parameter;
        CheckResult result;
    } cases[] = {
        {"honest", honest, true, "&iss=https%3A%2F%2Fhonest.as.example", CheckResult::passed},
        {"honest, not promised", honest, false, "&iss=https%3A%2F%2Fhonest.as.example",
         CheckResult::passed},
        {"attacker", honest, true, "&iss=https%3A%2F%2Fattacker.example", CheckResult::failed},
        {"attacker, not promised", honest, false, "&iss=https%3A%2F%2Fattacker.example",
         CheckResult::failed},
        {"missing", honest, true, "", CheckResult::failed},
        {"missing, not promised", honest, false, "", CheckResult::not_applicable},
        {"slash", honest, true, "&iss=https%3A%2F%2Fhonest.as.example%2F", CheckResult::failed},
        {"slash of ours", honest + "/", true, "&iss=https%3A%2F%2Fhonest.as.example",
         CheckResult::failed},
        {"default port", honest, true, "&iss=https%3A%2F%2Fhonest.as.example%3A443",
         CheckResult::failed},
        {"case", honest, true, "&iss=https%3A%2F%2FHonest.as.example", CheckResult::failed},
        {"empty", honest, false, "&iss=", CheckResult::failed},
        {"twice", honest, true,
         "&iss=https%3A%2F%2Fhonest.as.example&iss=https%3A%2F%2Fhonest.as.example",
         CheckResult::failed},
        {"not known, at home", "", false, "&iss=https%3A%2F%2Fhonest.as.example",
         CheckResult::passed},
        {"not known, at home, with a path", "", false,
         "&iss=https%3A%2F%2Fhonest.as.example%2Ftenant", CheckResult::passed},
        {"not known, somebody else", "", false, "&iss=https%3A%2F%2Fattacker.example",
         CheckResult::failed},
        {"not known, a look-alike", "", false,
         "&iss=https%3A%2F%2Fhonest.as.example.attacker.example", CheckResult::failed},
        {"not known, not a URL", "", false, "&iss=honest", CheckResult::failed},
        {"promised and not known", "", true, "&iss=https%3A%2F%2Fhonest.as.example",
         CheckResult::failed},
        {"promised, empty and not known", "", true, "&iss=", CheckResult::failed},
    };
    for (const auto& one : cases) {
        SCOPED_TRACE(one.name);
        oauth::PendingAuthorization pending = attempt();
        pending.issuer = one.issuer;
        pending.authorization_origin = honest;
        pending.iss_parameter_supported = one.supported;
        const oauth::RedirectResponse response =
            oauth::process_redirect(redirected(good_query() + one.parameter), pending, now);
        expect_sound(response);
        EXPECT_EQ(response.checks[iss_check].result, one.result);
        EXPECT_EQ(response.accepted, one.result != CheckResult::failed);
    }
}

TEST(Redirect, S20_Rfc9207Example) {
    oauth::PendingAuthorization pending = attempt();
    pending.state = "ZWVlNDBlYzA1NjdkMDNhYjg3ZjUxZjAyNGQzMTM2NzI";
    pending.redirect_uri = "https://client.example/cb";
    pending.issuer = "https://honest.as.example";
    pending.iss_parameter_supported = true;
    const oauth::RedirectResponse response = oauth::process_redirect(
        "https://client.example/cb?code=x1848ZT64p4IirMPT0R-X3141MFPTuBX-VFL_cvaplMH58"
        "&state=ZWVlNDBlYzA1NjdkMDNhYjg3ZjUxZjAyNGQzMTM2NzI&iss=https%3A%2F%2Fhonest.as.example",
        pending, now);
    expect_sound(response);
    EXPECT_TRUE(response.accepted);
    EXPECT_EQ(response.checks[iss_check].evidence, "https://honest.as.example, equal");
}

TEST(Redirect, S21_AnswersInTheFragmentAreRefused) {
    for (const std::string name : {"access_token", "id_token", "refresh_token", "code", "error"}) {
        const oauth::RedirectResponse response =
            process(redirected(good_query()) + "#x=1&" + name + "=SECRET");
        expect_refused(
            response, no_fragment,
            name + " arrived behind the #, as in the implicit flow, which was not asked for");
        for (const http::Field& field : response.parameters)
            EXPECT_NE(field.value, "SECRET");
    }
    const oauth::RedirectResponse implicit =
        process(std::string{redirect_uri} +
                "#access_token=2YotnFZFEjr1zCsicMWpAA&state=" + sent_state + "&token_type=bearer");
    expect_sound(implicit);
    EXPECT_FALSE(implicit.accepted);
    EXPECT_EQ(process(redirected(good_query()) + "#").checks[no_fragment].result,
              CheckResult::passed);
    EXPECT_EQ(process(redirected(good_query()) + "#_=_").checks[no_fragment].result,
              CheckResult::passed);
}

TEST(Redirect, S21_TokensBesideACodeAreRefusedInTheQueryToo) {
    for (const std::string name :
         {"access_token", "id_token", "refresh_token", "token", "response"}) {
        const oauth::RedirectResponse response =
            process(redirected(good_query()) + "&" + name + "=SECRET");
        expect_refused(response, no_token,
                       name + " arrived in the query: an answer to response_type=code has none");
        EXPECT_TRUE(response.code.empty());
        EXPECT_TRUE(oauth::is_redirect_response(redirected(name + "=SECRET"), redirect_uri))
            << name;
        EXPECT_FALSE(process(redirected(good_query()) + "#" + name + "=SECRET").accepted) << name;
    }
}

TEST(Redirect, S22_UnknownParametersAreKeptAsTheyCame) {
    const oauth::RedirectResponse response =
        process(redirected("urn_pleo_params_oauth_subject=urn%3Apleo%3Acompany%3A1&" +
                           good_query() + "&Code=no&%63ode2=no&empty="));
    expect_sound(response);
    ASSERT_TRUE(response.accepted);
    EXPECT_EQ(response.code, sent_code);
    EXPECT_EQ(response.parameters,
              (http::Fields{{"urn_pleo_params_oauth_subject", "urn:pleo:company:1"},
                            {"code", sent_code},
                            {"state", sent_state},
                            {"Code", "no"},
                            {"code2", "no"},
                            {"empty", ""}}));
}

TEST(Redirect, S22_UnknownParametersAreNoCode) {
    expect_refused(
        process(redirected(std::string{"urn_pleo_params_oauth_subject=x&Code=1&codes=1&state="} +
                           sent_state)),
        code_check, "missing");
}

TEST(Redirect, S22_EverythingKeptIsCapped) {
    std::string query = good_query() + "&error_description=" + std::string(100'000, 'd') + "&" +
                        std::string(5'000, 'n') + "=1";
    for (int i = 0; i < 1000; ++i)
        query += "&p" + std::to_string(i) + "=v";
    const oauth::RedirectResponse response = process(redirected(query));
    expect_sound(response);
    EXPECT_EQ(response.parameters.size(), oauth::most_parameters);
    for (const http::Field& field : response.parameters) {
        EXPECT_LE(field.name.size(), oauth::longest_name + 3); // and the mark of the cut
        EXPECT_LE(field.value.size(), oauth::longest_value + 3);
    }
    EXPECT_LE(response.error_description.size(), 400U);
    EXPECT_TRUE(response.accepted) << "a chatty server is no reason to refuse";
}

TEST(Redirect, S22_ACodeThatIsTooLongIsRefusedAndNeverCut) {
    const std::string state = std::string{"&state="} + sent_state;
    EXPECT_TRUE(process(redirected("code=" + std::string(4096, 'c') + state)).accepted);
    expect_refused(process(redirected("code=" + std::string(4097, 'c') + state)), code_check,
                   "4097 characters, at most 4096 are taken");
}

TEST(Redirect, S22_ALongStateIsComparedBeforeAnyCap) {
    oauth::PendingAuthorization pending = attempt();
    pending.state = std::string(oauth::longest_value, 's') + "A";
    const std::string cut_state = std::string(oauth::longest_value, 's');
    EXPECT_FALSE(
        oauth::process_redirect(redirected("code=1&state=" + cut_state + "B"), pending, now)
            .accepted);
    EXPECT_TRUE(oauth::process_redirect(redirected("code=1&state=" + cut_state + "A"), pending, now)
                    .accepted);
}

TEST(Redirect, ACodeMustBePresentAndPrintable) {
    const std::string state = std::string{"state="} + sent_state;
    expect_refused(process(redirected(state)), code_check, "missing");
    expect_refused(process(redirected("code=&" + state)), code_check, "empty");
    for (const std::string code : {"a%0Ab", "a%00b", "caf%C3%A9", "%FF", "a%7F"}) {
        expect_refused(process(redirected("code=" + code + "&" + state)), code_check,
                       "holds characters outside printable ASCII");
    }
}

TEST(Redirect, OddAddressesAreRefusedQuietly) {
    for (const std::string url :
         {"", "?", "#", "?#", "&&&", "https://client.example.com/cb?&&=&=&",
          "https://client.example.com/cb?%", "https://client.example.com/cb?code=%&state=%",
          "https://client.example.com/cb?\xFF=\xFF",
          "https://client.example.com/cb?code=1#state#?code=2", "code=1&state=2"}) {
        SCOPED_TRACE(url);
        const oauth::RedirectResponse response = process(url);
        expect_sound(response);
        EXPECT_FALSE(response.accepted);
    }
}
