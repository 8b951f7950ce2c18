#include "oauth/credential_check.hpp"

#include "http/form.hpp"
#include "oauth/pkce.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

namespace {

using oauth::ClientAuthentication;
using oauth::Conclusion;
using oauth::CredentialReport;
using oauth::CredentialRow;
using oauth::Probe;
using oauth::ProbeKind;

constexpr ClientAuthentication basic = ClientAuthentication::client_secret_basic;
constexpr ClientAuthentication post = ClientAuthentication::client_secret_post;

oauth::CredentialCheckDesc desc() {
    return {{"s6BhdRkqt3", "gX1fBat3bV", "https://client.example/cb", post},
            {"https://as.example/authorize", "https://as.example/token",
             "https://as.example/introspect", "", false},
            oauth::code_verifier(std::string(32, 'i'))};
}

http::Response probed(int status, std::string body, http::Fields headers = {}) {
    headers.push_back({"Content-Type", "application/json"});
    return {status, "", std::move(headers), std::move(body)};
}

http::Response error(int status, const std::string& code) {
    return probed(status, "{\"error\":\"" + code + "\"}");
}

Probe probe(ProbeKind kind, ClientAuthentication method = basic) {
    for (const Probe& each : oauth::credential_probes(desc())) {
        if (each.kind == kind && each.authentication == method) return each;
    }
    return {};
}

CredentialRow judged(ProbeKind kind, const std::optional<http::Response>& real,
                     const std::optional<http::Response>& control = std::nullopt,
                     ClientAuthentication method = basic) {
    CredentialRow row = oauth::judge_probe(probe(kind, method), real, control);
    EXPECT_FALSE(row.evidence.empty());
    EXPECT_FALSE(row.explanation.empty());
    EXPECT_FALSE(row.source.empty());
    EXPECT_NE(row.redirect_uri, Conclusion::accepted);
    return row;
}

TEST(CredentialProbes, four_requests_that_can_only_fail) {
    const std::vector<Probe> probes = oauth::credential_probes(desc());
    ASSERT_EQ(probes.size(), 4u);
    const std::string invented = desc().invented;
    for (const Probe& each : probes) {
        EXPECT_EQ(each.request.method, "POST");
        const http::Fields form = http::form_parse(each.request.body);
        const bool in_header = http::find_header(each.request.headers, "Authorization") != nullptr;
        EXPECT_EQ(in_header, each.authentication == basic); // S26: one method
        EXPECT_NE(in_header, http::find_parameter(form, "client_secret") != nullptr);
        if (each.kind == ProbeKind::token_exchange) {
            EXPECT_EQ(each.request.url, "https://as.example/token");
            EXPECT_EQ(*http::find_parameter(form, "grant_type"), "authorization_code");
            EXPECT_EQ(*http::find_parameter(form, "code"), "credential-check-" + invented);
            EXPECT_EQ(*http::find_parameter(form, "redirect_uri"), "https://client.example/cb");
            EXPECT_TRUE(oauth::valid_code_verifier(*http::find_parameter(form, "code_verifier")));
        } else {
            EXPECT_EQ(each.request.url, "https://as.example/introspect");
            EXPECT_EQ(*http::find_parameter(form, "token"), "credential-check-" + invented);
        }
    }
    EXPECT_EQ(probes[0].authentication, basic);
    EXPECT_EQ(probes[1].authentication, post);
    EXPECT_EQ(probes[2].kind, ProbeKind::introspection);
}

TEST(CredentialProbes, two_where_there_is_no_introspection) {
    oauth::CredentialCheckDesc without = desc();
    without.endpoints.introspection_endpoint.clear();
    EXPECT_EQ(oauth::credential_probes(without).size(), 2u);
}

TEST(CredentialProbes, a_control_differs_in_the_secret_only) {
    for (const Probe& each : oauth::credential_probes(desc())) {
        const Probe control = oauth::control_probe(desc(), each);
        EXPECT_EQ(control.kind, each.kind);
        EXPECT_EQ(control.authentication, each.authentication);
        EXPECT_NE(control.request, each.request);
        oauth::CredentialCheckDesc with_that_secret = desc();
        with_that_secret.client.client_secret = "invented-" + desc().invented;
        EXPECT_EQ(control.request,
                  oauth::credential_probes(
                      with_that_secret)[static_cast<std::size_t>(
                                            (each.kind == ProbeKind::introspection ? 2 : 0) +
                                            (each.authentication == post ? 1 : 0))]
                      .request);
    }
}

struct Case {
    const char* what;
    http::Response response;
    Conclusion credentials;
    bool wants_control;
};

const std::string html = "<!doctype html><title>Sign in</title>";

// What either endpoint may answer.
std::vector<Case> common_cases() {
    http::Response page = probed(200, html);
    page.headers = {{"Content-Type", "text/html"}};
    http::Response page_401 = page;
    page_401.status = 401;
    http::Response basic_401 = page_401;
    basic_401.headers.push_back({"www-authenticate", "Basic realm=\"x\""});
    return {
        {"as RFC 6749 says", error(401, "invalid_client"), Conclusion::refused, false},
        {"with 400", error(400, "invalid_client"), Conclusion::refused, false},
        {"with 200 by mistake", error(200, "invalid_client"), Conclusion::refused, false},
        {"401 without an error", probed(401, "{\"message\":\"no\"}"), Conclusion::refused, false},
        {"401 with a challenge", basic_401, Conclusion::refused, false},
        {"401 of somebody's page", page_401, Conclusion::none, true},
        {"401 with Bearer first",
         probed(401, "", {{"WWW-Authenticate", "Bearer, Basic realm=\"x\""}}), Conclusion::refused,
         false},
        {"a page", page, Conclusion::none, false},
        {"nothing", probed(200, ""), Conclusion::none, false},
        {"a list", probed(200, "[]"), Conclusion::none, false},
        {"half", probed(200, "{\"active\":fal"), Conclusion::none, false},
        {"other JSON", probed(200, "{\"ok\":true}"), Conclusion::none, true},
        {"forbidden", probed(403, "{\"type\":\"Access_Denied\"}"), Conclusion::none, true},
        {"invalid_request", error(400, "invalid_request"), Conclusion::none, true},
        {"unsupported_grant_type", error(400, "unsupported_grant_type"), Conclusion::none, true},
        {"an error of its own", error(400, "nope"), Conclusion::none, true},
        {"not found", error(404, "not_found"), Conclusion::none, false},
        {"not allowed", probed(405, "{}"), Conclusion::none, false},
        {"redirect", probed(302, "{}"), Conclusion::none, false},
        {"too many", error(429, "slow_down"), Conclusion::none, false},
        {"server error", error(500, "server_error"), Conclusion::none, false},
        {"bad gateway", probed(502, html), Conclusion::none, false},
    };
}

TEST(JudgeProbe, the_exchange) {
    std::vector<Case> cases = common_cases();
    cases.push_back({"as RFC 6749 says", error(400, "invalid_grant"), Conclusion::accepted, true});
    cases.push_back({"with 401", error(401, "invalid_grant"), Conclusion::accepted, true});
    cases.push_back({"may not", error(400, "unauthorized_client"), Conclusion::accepted, true});
    cases.push_back({"contradiction", error(401, "unauthorized_client"), Conclusion::none, true});
    cases.push_back({"a token!", probed(200, "{\"access_token\":\"x\"}"), Conclusion::none, false});
    for (const Case& each : cases) {
        const CredentialRow row = judged(ProbeKind::token_exchange, each.response);
        EXPECT_EQ(row.credentials, each.credentials) << each.what;
        EXPECT_EQ(row.wants_control, each.wants_control) << each.what;
        EXPECT_TRUE(row.evidence.starts_with(std::to_string(each.response.status))) << row.evidence;
    }
}

TEST(JudgeProbe, the_introspection) {
    std::vector<Case> cases = common_cases();
    cases.push_back(
        {"as RFC 7662 says", probed(200, "{\"active\":false}"), Conclusion::accepted, true});
    cases.push_back({"active!", probed(200, "{\"active\":true}"), Conclusion::none, false});
    cases.push_back(
        {"not a boolean", probed(200, "{\"active\":\"false\"}"), Conclusion::none, true});
    cases.push_back(
        {"an error of the other endpoint", error(400, "invalid_grant"), Conclusion::none, true});
    for (const Case& each : cases) {
        const CredentialRow row = judged(ProbeKind::introspection, each.response);
        EXPECT_EQ(row.credentials, each.credentials) << each.what;
        EXPECT_EQ(row.wants_control, each.wants_control) << each.what;
        EXPECT_EQ(row.redirect_uri, Conclusion::none);
    }
}

TEST(JudgeProbe, what_rests_on_an_rfc_names_it_and_no_provider) {
    const CredentialRow row = judged(ProbeKind::token_exchange, error(400, "invalid_grant"));
    EXPECT_NE(row.source.find("RFC 6749"), std::string::npos);
    EXPECT_EQ(row.source.find("Pleo"), std::string::npos);
}

TEST(JudgeProbe, no_answer_is_no_conclusion) {
    const CredentialRow row = judged(ProbeKind::introspection, std::nullopt);
    EXPECT_EQ(row.credentials, Conclusion::none);
    EXPECT_FALSE(row.wants_control);
}

TEST(JudgeProbe, a_control_proves_or_takes_away) {
    const http::Response grant = error(400, "invalid_grant");
    const http::Response client = error(401, "invalid_client");
    const http::Response request = error(400, "invalid_request");
    const http::Response inactive = probed(200, "{\"active\":false}");
    struct Pair {
        const char* what;
        ProbeKind kind;
        http::Response real;
        http::Response control;
        Conclusion credentials;
    };
    const std::vector<Pair> pairs{
        {"only the invented secret is refused", ProbeKind::token_exchange, grant, client,
         Conclusion::accepted},
        {"the code is looked at first", ProbeKind::token_exchange, grant, grant, Conclusion::none},
        {"everybody may introspect", ProbeKind::introspection, inactive, inactive,
         Conclusion::none},
        {"introspection, proven", ProbeKind::introspection, inactive, client, Conclusion::accepted},
        {"an odd error, but only for the right secret", ProbeKind::token_exchange, request, client,
         Conclusion::accepted},
        {"the same odd error", ProbeKind::token_exchange, request, request, Conclusion::none},
        {"the control met an overloaded server", ProbeKind::token_exchange, grant,
         error(503, "busy"), Conclusion::accepted},
        {"only the secret differs, and so do the answers", ProbeKind::token_exchange, request,
         probed(401, "{\"code\":\"WRONG_SECRET\",\"error\":\"denied\"}"), Conclusion::accepted},
        {"two pages that differ", ProbeKind::token_exchange, probed(400, html), probed(401, html),
         Conclusion::accepted},
        {"two equal refusals", ProbeKind::token_exchange, probed(401, html), probed(401, html),
         Conclusion::refused},
        {"two equal refusals, in words of its own", ProbeKind::introspection,
         error(403, "access_denied"), error(403, "access_denied"), Conclusion::refused},
        {"refused stays refused", ProbeKind::token_exchange, client, grant, Conclusion::refused},
        {"a broken server stays without a conclusion", ProbeKind::token_exchange,
         error(500, "oops"), client, Conclusion::none},
    };
    for (const Pair& each : pairs) {
        const CredentialRow row = judged(each.kind, each.real, each.control);
        EXPECT_EQ(row.credentials, each.credentials) << each.what;
        EXPECT_FALSE(row.wants_control) << each.what;
    }
    const CredentialRow proven = judged(ProbeKind::token_exchange, grant, client);
    EXPECT_EQ(proven.source, "comparison of two requests");
    EXPECT_NE(proven.evidence.find("invalid_grant"), std::string::npos);
    EXPECT_NE(proven.evidence.find("invalid_client"), std::string::npos);
}

TEST(JudgeProbe, the_redirect_uri_is_blamed_by_the_servers_own_words_only) {
    struct Words {
        const char* error;
        const char* description;
        Conclusion redirect_uri;
    };
    const std::vector<Words> cases{
        {"invalid_grant", "The code is unknown.", Conclusion::none},
        {"invalid_grant", "redirect_uri does not match", Conclusion::refused},
        {"invalid_request", "Unknown Redirect URI", Conclusion::refused},
        {"redirect_uri_mismatch", "", Conclusion::refused},
        // RFC 6749 section 5.2, copied by many servers.
        {"invalid_grant",
         "The provided authorization grant or refresh token is invalid, expired, revoked, does not "
         "match the redirect_uri used in the authorization request, or was issued to another "
         "client.",
         Conclusion::none},
    };
    for (const Words& each : cases) {
        const CredentialRow row =
            judged(ProbeKind::token_exchange,
                   probed(400, std::string{"{\"error\":\""} + each.error +
                                   "\",\"error_description\":\"" + each.description + "\"}"));
        EXPECT_EQ(row.redirect_uri, each.redirect_uri) << each.description;
    }
}

TEST(JudgeProbe, S58_hostile_words_are_cut_and_spelt_out) {
    const CredentialRow row =
        judged(ProbeKind::token_exchange,
               probed(400, "{\"error\":\"invalid_grant\",\"error_description\":\"\\u202E\\u0007" +
                               std::string(5000, 'x') + "\"}"));
    EXPECT_LT(row.evidence.size(), 500u);
    EXPECT_EQ(row.evidence.find('\a'), std::string::npos);
    EXPECT_EQ(row.evidence.find("\u202E"), std::string::npos);
}

// A whole check: what each of the four probes concluded, in their order.
CredentialReport reported(Conclusion exchange_basic, Conclusion exchange_post,
                          Conclusion introspection_basic, Conclusion introspection_post) {
    const auto row = [](ProbeKind kind, ClientAuthentication method, Conclusion conclusion) {
        CredentialRow made;
        made.kind = kind;
        made.authentication = method;
        made.credentials = conclusion;
        return made;
    };
    return oauth::credential_report({row(ProbeKind::token_exchange, basic, exchange_basic),
                                     row(ProbeKind::token_exchange, post, exchange_post),
                                     row(ProbeKind::introspection, basic, introspection_basic),
                                     row(ProbeKind::introspection, post, introspection_post)});
}

TEST(CredentialReport, every_combination_concludes_what_its_rows_allow) {
    const std::vector<Conclusion> all{Conclusion::accepted, Conclusion::refused, Conclusion::none};
    for (const Conclusion a : all) {
        for (const Conclusion b : all) {
            for (const Conclusion c : all) {
                for (const Conclusion d : all) {
                    const CredentialReport report = reported(a, b, c, d);
                    const bool some_accepted =
                        a == Conclusion::accepted || b == Conclusion::accepted ||
                        c == Conclusion::accepted || d == Conclusion::accepted;
                    const bool basic_refused = a == Conclusion::refused || c == Conclusion::refused;
                    EXPECT_EQ(report.credentials, some_accepted   ? Conclusion::accepted
                                                  : basic_refused ? Conclusion::refused
                                                                  : Conclusion::none);
                    EXPECT_EQ(report.methods.size(),
                              static_cast<std::size_t>((a == Conclusion::accepted) +
                                                       (b == Conclusion::accepted)));
                    EXPECT_EQ(report.rows.size(), 4u);
                    EXPECT_FALSE(report.headline.empty());
                    EXPECT_FALSE(report.next_step.empty());
                }
            }
        }
    }
}

TEST(CredentialReport, the_headline_names_the_methods) {
    using enum Conclusion;
    EXPECT_EQ(reported(accepted, accepted, none, none).headline,
              "The credentials are accepted, with client_secret_basic and client_secret_post.");
    EXPECT_EQ(reported(accepted, refused, none, none).headline,
              "The credentials are accepted, with client_secret_basic.");
    EXPECT_NE(reported(refused, accepted, none, none).next_step.find("client_secret_post"),
              std::string::npos);
    EXPECT_NE(reported(none, none, accepted, none).headline.find("introspection"),
              std::string::npos);
    EXPECT_EQ(reported(none, refused, none, refused).headline,
              "The server's answers do not allow a conclusion.");
}

TEST(CredentialReport, a_blamed_redirect_uri_reaches_the_report) {
    CredentialRow row = judged(
        ProbeKind::token_exchange,
        probed(400, R"({"error":"invalid_grant","error_description":"redirect_uri mismatch"})"));
    const CredentialReport report = oauth::credential_report({row});
    EXPECT_EQ(report.redirect_uri, Conclusion::refused);
    EXPECT_NE(report.next_step.find("redirect URI"), std::string::npos);
}

} // namespace
