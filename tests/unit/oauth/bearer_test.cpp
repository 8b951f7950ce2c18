#include "oauth/bearer.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <random>
#include <string>

namespace {

std::optional<oauth::Challenge> challenge_in(const std::string& header) {
    http::Response response;
    response.status = 401;
    response.headers = {{"Content-Type", "application/json"}, {"www-authenticate", header}};
    return oauth::find_challenge(response);
}

oauth::Challenge bearer(std::string realm = "", std::string error = "",
                        std::string description = "", std::string scope = "") {
    return {"Bearer", std::move(realm), std::move(error), std::move(description), std::move(scope)};
}

} // namespace

// RFC 6750 section 2.1.
TEST(Bearer, S40_TokenGoesIntoTheAuthorizationHeader) {
    http::Request request;
    request.url = "https://server.example.com/resource";
    request.headers = {{"Accept", "application/json"}};
    const http::Request sent = oauth::with_bearer(request, "mF_9.B5f-4.1JqM");
    EXPECT_EQ(sent.headers, (http::Fields{{"Accept", "application/json"},
                                          {"Authorization", "Bearer mF_9.B5f-4.1JqM"}}));
    EXPECT_EQ(sent.url, request.url);
    EXPECT_EQ(sent.body, "");
    EXPECT_EQ(sent.method, "GET");
}

TEST(Bearer, S40_ThereIsOneAuthorizationHeader) {
    http::Request request;
    request.headers = {
        {"authorization", "Basic x"}, {"Accept", "*/*"}, {"AUTHORIZATION", "Bearer old"}};
    EXPECT_EQ(oauth::with_bearer(request, "new").headers,
              (http::Fields{{"Accept", "*/*"}, {"Authorization", "Bearer new"}}));
}

// The two examples of RFC 6750 section 3.
TEST(Bearer, S41_Rfc6750Examples) {
    EXPECT_EQ(challenge_in(R"(Bearer realm="example")"), bearer("example"));
    EXPECT_EQ(challenge_in("Bearer realm=\"example\",\r\n error=\"invalid_token\",\r\n"
                           " error_description=\"The access token expired\""),
              bearer("example", "invalid_token", "The access token expired"))
        << "line folding is obsolete; a terminal may hand it on";
    EXPECT_EQ(
        challenge_in(
            R"(Bearer realm="example", error="invalid_token", error_description="The access token expired")"),
        bearer("example", "invalid_token", "The access token expired"));
}

TEST(Bearer, S41_InsufficientScope) {
    EXPECT_EQ(
        challenge_in(R"(Bearer error="insufficient_scope",scope="users:read companies:read")"),
        bearer("", "insufficient_scope", "", "users:read companies:read"));
}

// RFC 9110 section 11.6.1 has this header with two challenges.
TEST(Bearer, S41_AmongSeveralChallengesTheBearerOneIsTaken) {
    EXPECT_EQ(
        challenge_in(
            R"(Basic realm="simple", Newauth realm="apps", type=1, title="Login to \"apps\"")")
            ->realm,
        "simple");
    EXPECT_EQ(challenge_in(R"(Basic realm="simple", Bearer realm="api", error="invalid_token")"),
              bearer("api", "invalid_token"));
    EXPECT_EQ(
        challenge_in(R"(Bearer error="invalid_token", Basic realm="simple", error="not ours")"),
        bearer("", "invalid_token"));
    EXPECT_EQ(challenge_in(R"(Negotiate, Bearer realm="api")"), bearer("api"));
    EXPECT_EQ(challenge_in(R"(Negotiate a0b1/c2+d3==, Bearer realm="api")"), bearer("api"));
    EXPECT_EQ(challenge_in(R"(Negotiate YWJj==, Bearer realm="api")"), bearer("api"));
    EXPECT_EQ(challenge_in(R"(Negotiate YWI=, Bearer realm="api")"), bearer("api"));
    EXPECT_EQ(challenge_in(R"(DPoP algs="ES256 PS256", Bearer)"), bearer());
    EXPECT_EQ(challenge_in(R"(Digest realm="a, Bearer realm=\"b\"", nonce=x , , Bearer realm=c)"),
              bearer("c"));
}

TEST(Bearer, S41_SeveralHeaders) {
    http::Response response;
    response.headers = {{"WWW-Authenticate", "Basic realm=\"simple\""},
                        {"WWW-Authenticate", "Bearer error=\"invalid_token\""}};
    EXPECT_EQ(oauth::find_challenge(response), bearer("", "invalid_token"));
}

TEST(Bearer, S41_WithoutABearerChallengeTheFirstIsTaken) {
    const std::optional<oauth::Challenge> basic =
        challenge_in(R"(Basic realm="simple", Digest realm="other")");
    ASSERT_TRUE(basic);
    EXPECT_EQ(basic->scheme, "Basic");
    EXPECT_EQ(basic->realm, "simple");
}

TEST(Bearer, S41_NothingExposedIsNothing) {
    EXPECT_EQ(oauth::find_challenge({}), std::nullopt);
    EXPECT_EQ(challenge_in(""), std::nullopt);
    EXPECT_EQ(challenge_in(" , ,"), std::nullopt);
    EXPECT_EQ(challenge_in("\"Bearer\""), std::nullopt);
    EXPECT_EQ(challenge_in("=Bearer"), std::nullopt);
}

TEST(Bearer, S41_SchemesAndNamesHaveNoCase) {
    const std::optional<oauth::Challenge> found =
        challenge_in(R"(bEARER REALM="x", Error="invalid_token")");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->scheme, "bEARER");
    EXPECT_EQ(found->realm, "x");
    EXPECT_EQ(found->error, "invalid_token");
}

TEST(Bearer, S41_QuotedStringsAndTokens) {
    EXPECT_EQ(challenge_in(R"(Bearer error=invalid_token)"), bearer("", "invalid_token"));
    EXPECT_EQ(challenge_in(R"(Bearer error = "invalid_token" , realm = x)"),
              bearer("x", "invalid_token"));
    EXPECT_EQ(challenge_in(R"(Bearer error_description="a \"quoted\" \\ word, and = signs")"),
              bearer("", "", R"(a "quoted" \ word, and = signs)"));
    EXPECT_EQ(challenge_in(R"(Bearer realm="")"), bearer());
    EXPECT_EQ(challenge_in("Bearer"), bearer());
    EXPECT_EQ(challenge_in("Bearer  \trealm=\"x\",,, ,error=\"e\",").value_or(bearer()),
              bearer("x", "e"));
}

TEST(Bearer, S41_TheFirstOfAnAttributeCounts) {
    EXPECT_EQ(challenge_in(R"(Bearer error="first", error="second")"), bearer("", "first"));
}

TEST(Bearer, S41_WhatBreaksOffKeepsWhatCameBefore) {
    EXPECT_EQ(challenge_in(R"(Bearer realm="x", error="never closed)"),
              bearer("x", "never closed"));
    EXPECT_EQ(challenge_in(R"(Bearer realm="x", error="ends in a backslash\)"),
              bearer("x", "ends in a backslash"));
    EXPECT_EQ(challenge_in(R"(Bearer realm="x", error=)"), bearer("x"));
    EXPECT_EQ(challenge_in(R"(Bearer realm="x" error="no comma")"), bearer("x", "no comma"));
    EXPECT_EQ(challenge_in(R"(Bearer error="never closed, Bearer realm="x")"),
              bearer("", "never closed, Bearer realm="));
}

TEST(Bearer, S58_TheServersWordsAreCappedAndVisible) {
    const std::optional<oauth::Challenge> found = challenge_in(
        "Bearer error_description=\"a\x01\xE2\x80\xAE" + std::string(100'000, 'x') + "\"");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->error_description.find('\x01'), std::string::npos);
    EXPECT_EQ(found->error_description.find("\xE2\x80\xAE"), std::string::npos);
    EXPECT_LT(found->error_description.size(), 500U);
    EXPECT_LT(challenge_in(std::string(100'000, 'x'))->scheme.size(), 100U);
}

TEST(Bearer, S41_HostileHeadersEnd) {
    const std::string alphabet = "Bearer realm=\",\\\t =x\xFF";
    std::mt19937 random(6750);
    for (int i = 0; i < 20'000; ++i) {
        std::string header = i % 2 == 0 ? "Bearer " : "";
        const std::size_t size = random() % 40;
        while (header.size() < size)
            header += alphabet[random() % alphabet.size()];
        const std::optional<oauth::Challenge> found = challenge_in(header);
        if (found) {
            EXPECT_FALSE(found->scheme.empty());
        }
    }
    challenge_in(std::string(200'000, ','));
    std::string many;
    for (int i = 0; i < 20'000; ++i)
        many += "a b=c,";
    challenge_in(many);
}
