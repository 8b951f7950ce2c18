#include "oauth/authorization.hpp"

#include "http/form.hpp"
#include "http/url.hpp"
#include "oauth/pkce.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace {

constexpr const char* challenge =
    "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"; // RFC 7636 Appendix B

oauth::AuthorizationDesc rfc_desc() {
    oauth::AuthorizationDesc desc;
    desc.endpoints.authorization_endpoint = "https://server.example.com/authorize";
    desc.client_id = "s6BhdRkqt3";
    desc.redirect_uri = "https://client.example.com/cb";
    desc.state = "xyz";
    desc.code_challenge = challenge;
    return desc;
}

http::Fields sent(const oauth::AuthorizationRequest& request) {
    const Result<http::Url> url = http::parse_url(request.url);
    EXPECT_TRUE(url) << request.url;
    return url ? http::form_parse(url->query) : http::Fields{};
}

int count(const http::Fields& fields, const std::string& name) {
    int found = 0;
    for (const http::Field& field : fields)
        found += field.name == name ? 1 : 0;
    return found;
}

std::string value(const http::Fields& fields, const std::string& name) {
    const std::string* found = http::find_parameter(fields, name);
    return found == nullptr ? "(absent)" : *found;
}

std::string refusal(const oauth::AuthorizationDesc& desc) {
    const Result<oauth::AuthorizationRequest> request = oauth::authorization_request(desc);
    return request ? "accepted" : request.error().code;
}

} // namespace

// The request of RFC 6749 section 4.1.1, with the PKCE of RFC 7636 section 4.3 that this page never
// leaves out.
TEST(Authorization, Rfc6749Section411) {
    const Result<oauth::AuthorizationRequest> request = oauth::authorization_request(rfc_desc());
    ASSERT_TRUE(request);
    EXPECT_EQ(request->url,
              "https://server.example.com/authorize?response_type=code&client_id=s6BhdRkqt3"
              "&redirect_uri=https%3A%2F%2Fclient.example.com%2Fcb&state=xyz"
              "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
              "&code_challenge_method=S256");
    EXPECT_EQ(request->origin, "https://server.example.com");
}

TEST(Authorization, S12_NamesTheOriginThatThePersonGoesTo) {
    oauth::AuthorizationDesc desc = rfc_desc();
    desc.endpoints.authorization_endpoint = "http://localhost:8080/simulated/auth/oauth/authorize";
    const Result<oauth::AuthorizationRequest> request = oauth::authorization_request(desc);
    ASSERT_TRUE(request);
    EXPECT_EQ(request->origin, "http://localhost:8080");
    EXPECT_EQ(request->url.find(
                  "http://localhost:8080/simulated/auth/oauth/authorize?response_type=code&"),
              0U);
}

TEST(Authorization, EveryParameterIsExplainedWithItsSection) {
    oauth::AuthorizationDesc desc = rfc_desc();
    desc.scope = "users:read";
    const Result<oauth::AuthorizationRequest> request = oauth::authorization_request(desc);
    ASSERT_TRUE(request);
    const std::string core = "RFC 6749 §4.1.1";
    const std::string pkce = "RFC 7636 §4.3";
    const std::vector<std::pair<std::string, std::string>> expected = {
        {"response_type", core},
        {"client_id", core},
        {"redirect_uri", core},
        {"scope", core},
        {"state", core},
        {"code_challenge", pkce},
        {"code_challenge_method", pkce}};
    ASSERT_EQ(request->parameters.size(), expected.size());
    const http::Fields fields = sent(*request);
    for (std::size_t i = 0; i < expected.size(); ++i) {
        const oauth::ExplainedParameter& parameter = request->parameters[i];
        EXPECT_EQ(parameter.field.name, expected[i].first);
        EXPECT_EQ(parameter.source, expected[i].second);
        EXPECT_GT(parameter.meaning.size(), 20U) << parameter.field.name;
        EXPECT_EQ(parameter.meaning.back(), '.') << parameter.field.name;
        EXPECT_EQ(parameter.field, fields[i]) << "what is explained is what is sent";
    }
}

TEST(Authorization, S01_S02_OneThousandUrlsCarryCodeAndS256Once) {
    std::mt19937 random(6749);
    const auto octets = [&random](std::size_t size) {
        std::string text;
        while (text.size() < size)
            text += static_cast<char>(random() & 0xFFU);
        return text;
    };
    for (int i = 0; i < 1000; ++i) {
        oauth::AuthorizationDesc desc = rfc_desc();
        desc.state = oauth::state(octets(oauth::state_octets));
        desc.code_challenge = oauth::code_challenge(octets(32));
        desc.scope = i % 2 == 0 ? "" : "users:read response_type=token code_challenge_method=plain";
        desc.endpoints.authorization_endpoint += i % 3 == 0 ? "?x=" + std::to_string(i) : "";
        const Result<oauth::AuthorizationRequest> request = oauth::authorization_request(desc);
        ASSERT_TRUE(request) << request.error().message;
        const http::Fields fields = sent(*request);
        for (const http::Field& field : fields)
            ASSERT_EQ(count(fields, field.name), 1) << field.name;
        ASSERT_EQ(value(fields, "response_type"), "code");
        ASSERT_EQ(value(fields, "code_challenge_method"), "S256");
        ASSERT_EQ(value(fields, "code_challenge"), desc.code_challenge);
        ASSERT_EQ(value(fields, "state"), desc.state);
        ASSERT_EQ(count(fields, "code_verifier"), 0);
        ASSERT_EQ(count(fields, "client_secret"), 0);
    }
}

// S06 and S32 hold by structure: neither verifier nor secret is an input of this request.
TEST(Authorization, S06_NoVerifierAndNoSecretInTheUrl) {
    const std::string verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"; // of this challenge
    const Result<oauth::AuthorizationRequest> request = oauth::authorization_request(rfc_desc());
    ASSERT_TRUE(request);
    EXPECT_EQ(request->url.find(verifier), std::string::npos);
    EXPECT_EQ(request->url.find("verifier"), std::string::npos);
    EXPECT_EQ(request->url.find("secret"), std::string::npos);
}

// Somebody who hands the verifier over by mistake, as `plain` would, is stopped unless it looks
// like a digest; 43 characters cannot be told apart, so the sizes that differ are.
TEST(Authorization, S02_S04_NoAttemptWithoutAProperChallenge) {
    for (const std::string bad : {"", "short", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-c",
                                  "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM=",
                                  "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw+cM",
                                  "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw cM",
                                  "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cMA"}) {
        oauth::AuthorizationDesc desc = rfc_desc();
        desc.code_challenge = bad;
        EXPECT_EQ(refusal(desc), "missing_code_challenge") << bad;
    }
}

TEST(Authorization, S05_NoAttemptWithoutState) {
    oauth::AuthorizationDesc desc = rfc_desc();
    desc.state = "";
    EXPECT_EQ(refusal(desc), "missing_state");
    desc.state = "line\nbreak";
    EXPECT_EQ(refusal(desc), "missing_state");
}

TEST(Authorization, S07_RedirectUriIsSentByteForByte) {
    for (const std::string uri :
         {"http://localhost:8080/", "http://localhost:8080", "https://client.example.com/a%2Fb/",
          "https://client.example.com/~me/index.html"}) {
        oauth::AuthorizationDesc desc = rfc_desc();
        desc.redirect_uri = uri;
        const Result<oauth::AuthorizationRequest> request = oauth::authorization_request(desc);
        ASSERT_TRUE(request) << uri;
        EXPECT_EQ(value(sent(*request), "redirect_uri"), uri);
    }
    oauth::AuthorizationDesc desc = rfc_desc();
    desc.redirect_uri = "https://client.example.com/cb?x=1";
    EXPECT_EQ(refusal(desc), "redirect_uri_query");
    desc.redirect_uri = "";
    EXPECT_EQ(refusal(desc), "missing_redirect_uri");
}

TEST(Authorization, S08_BadEndpointsAreRefused) {
    for (const std::string endpoint :
         {"", "http://server.example.com/authorize", "https://u:p@server.example.com/authorize",
          "https://u@server.example.com/authorize", "javascript:alert(1)", "data:text/html,x",
          "//server.example.com/", "https://server.example.com/authorize#top",
          "https://server.example.com/\\evil", "https://", "/authorize",
          "https://server.example.com/autho\trize", "file:///etc/passwd"}) {
        oauth::AuthorizationDesc desc = rfc_desc();
        desc.endpoints.authorization_endpoint = endpoint;
        const Result<oauth::AuthorizationRequest> request = oauth::authorization_request(desc);
        ASSERT_FALSE(request) << endpoint;
        EXPECT_EQ(request.error().message.find("Authorisation endpoint: "), 0U)
            << request.error().message;
    }
}

TEST(Authorization, S09_TheEndpointsOwnQueryIsKept) {
    oauth::AuthorizationDesc desc = rfc_desc();
    desc.endpoints.authorization_endpoint = "https://as/authorize?x=1";
    const Result<oauth::AuthorizationRequest> request = oauth::authorization_request(desc);
    ASSERT_TRUE(request);
    EXPECT_EQ(
        request->url.find("https://as/authorize?x=1&response_type=code&client_id=s6BhdRkqt3&"), 0U)
        << request->url;
}

TEST(Authorization, S09_NothingIsRepeated) {
    for (const std::string query :
         {"response_type=token", "client_id=other", "redirect_uri=x", "state=fixed",
          "code_challenge=x", "code_challenge_method=plain", "code%5Fchallenge_method=plain",
          "x=1&x=2", "=&=&state=evil", "&=1&&=2"}) {
        oauth::AuthorizationDesc desc = rfc_desc();
        desc.endpoints.authorization_endpoint = "https://as/authorize?" + query;
        EXPECT_EQ(refusal(desc), "repeated_parameter") << query;
    }
    oauth::AuthorizationDesc desc = rfc_desc();
    desc.endpoints.authorization_endpoint = "https://as/authorize?scope=all";
    EXPECT_EQ(refusal(desc), "accepted") << "no scope of ours, so nothing is repeated";
    desc.scope = "users:read";
    EXPECT_EQ(refusal(desc), "repeated_parameter");
}

TEST(Authorization, S10_ScopesAreJoinedByOneSpaceEachOnce) {
    oauth::AuthorizationDesc desc = rfc_desc();
    desc.scope = "  users:read\n\ncompanies:read users:read ";
    const Result<oauth::AuthorizationRequest> request = oauth::authorization_request(desc);
    ASSERT_TRUE(request);
    EXPECT_EQ(value(sent(*request), "scope"), "users:read companies:read");
    EXPECT_NE(request->url.find("&scope=users%3Aread+companies%3Aread&"), std::string::npos)
        << request->url;
}

TEST(Authorization, S10_IllegalScopesAreRefused) {
    for (const std::string scope : {"users:réad", "a\"b", "a\\b", "users\xC2\xA0read", "a\x01"}) {
        oauth::AuthorizationDesc desc = rfc_desc();
        desc.scope = scope;
        EXPECT_EQ(refusal(desc), "illegal_scope_character") << scope;
    }
}

TEST(Authorization, S11_NoScopePickedMeansNoScopeParameter) {
    for (const std::string scope : {"", "  \n"}) {
        oauth::AuthorizationDesc desc = rfc_desc();
        desc.scope = scope;
        const Result<oauth::AuthorizationRequest> request = oauth::authorization_request(desc);
        ASSERT_TRUE(request);
        EXPECT_EQ(count(sent(*request), "scope"), 0);
    }
}

TEST(Authorization, HostileValuesComeBackAsTheyWere) {
    for (const std::string hostile :
         {"a b", "a+b", "a&response_type=token", "a=b", "a%26b", "a#b", "a?b", "a;b", "a/../b",
          "<script>", "\"'`", "%", "%zz", "~"}) {
        oauth::AuthorizationDesc desc = rfc_desc();
        desc.client_id = hostile;
        desc.state = hostile;
        const Result<oauth::AuthorizationRequest> request = oauth::authorization_request(desc);
        ASSERT_TRUE(request) << hostile;
        const http::Fields fields = sent(*request);
        EXPECT_EQ(fields.size(), 6U) << request->url;
        EXPECT_EQ(value(fields, "client_id"), hostile);
        EXPECT_EQ(value(fields, "state"), hostile);
        EXPECT_EQ(value(fields, "response_type"), "code");
    }
}

TEST(Authorization, ClientIdMustBePrintableAscii) {
    oauth::AuthorizationDesc desc = rfc_desc();
    desc.client_id = "";
    EXPECT_EQ(refusal(desc), "missing_client_id");
    for (const std::string id : {"caf\xC3\xA9", "a\nb", "a\x7F"}) {
        desc.client_id = id;
        EXPECT_EQ(refusal(desc), "invalid_client_id");
    }
}
