#include "oauth/introspection.hpp"

#include <gtest/gtest.h>

#include <string>

namespace {

oauth::Client introspecting_client() {
    oauth::Client client;
    client.client_id = "s6BhdRkqt3";
    client.client_secret = "gX1fBat3bV";
    return client;
}

http::Response introspected(int status, std::string body) {
    return {status, "", {{"Content-Type", "application/json"}}, std::move(body)};
}

std::string refusal(int status, const std::string& body) {
    const Result<oauth::Introspection> introspection =
        oauth::process_introspection_response(introspected(status, body));
    return introspection ? "accepted" : introspection.error().code;
}

} // namespace

// The second request of RFC 7662 section 2.1.
TEST(Introspection, Rfc7662Request) {
    const http::Request request = oauth::introspection_request(
        introspecting_client(), "https://server.example.com/introspect", "mF_9.B5f-4.1JqM",
        oauth::TokenKind::access_token);
    EXPECT_EQ(request.method, "POST");
    EXPECT_EQ(request.url, "https://server.example.com/introspect");
    EXPECT_EQ(request.headers,
              (http::Fields{{"Accept", "application/json"},
                            {"Content-Type", "application/x-www-form-urlencoded"},
                            {"Authorization", "Basic czZCaGRSa3F0MzpnWDFmQmF0M2JW"}}));
    EXPECT_EQ(request.body, "token=mF_9.B5f-4.1JqM&token_type_hint=access_token");
}

TEST(Introspection, S25_RefreshTokenWithCredentialsInTheBody) {
    oauth::Client client = introspecting_client();
    client.authentication = oauth::ClientAuthentication::client_secret_post;
    const http::Request request = oauth::introspection_request(
        client, "https://server.example.com/introspect", "a/b+c=", oauth::TokenKind::refresh_token);
    EXPECT_EQ(request.body, "token=a%2Fb%2Bc%3D&token_type_hint=refresh_token&client_id=s6BhdRkqt3"
                            "&client_secret=gX1fBat3bV");
    EXPECT_EQ(http::find_header(request.headers, "Authorization"), nullptr);
}

TEST(Introspection, S32_TheTokenIsNeverInTheUrl) {
    const http::Request request = oauth::introspection_request(
        introspecting_client(), "https://server.example.com/introspect", "sentinel",
        oauth::TokenKind::access_token);
    EXPECT_EQ(request.url.find("sentinel"), std::string::npos);
}

// RFC 7662 section 2.2.
TEST(Introspection, Rfc7662ActiveResponse) {
    const Result<oauth::Introspection> introspection =
        oauth::process_introspection_response(introspected(200, R"({
      "active": true,
      "client_id": "l238j323ds-23ij4",
      "username": "jdoe",
      "scope": "read write dolphin",
      "sub": "Z5O3upPC88QrAjx00dis",
      "aud": "https://protected.example.net/resource",
      "iss": "https://server.example.com/",
      "exp": 1419356238,
      "iat": 1419350238,
      "extension_field": "twenty-seven"
    })"));
    ASSERT_TRUE(introspection);
    EXPECT_TRUE(introspection->active);
    EXPECT_EQ(introspection->client_id, "l238j323ds-23ij4");
    EXPECT_EQ(introspection->scope, "read write dolphin");
    EXPECT_EQ(introspection->subject, "Z5O3upPC88QrAjx00dis");
    EXPECT_EQ(introspection->issuer, "https://server.example.com/");
    EXPECT_EQ(introspection->expires_at, 1419356238);
    EXPECT_EQ(introspection->issued_at, 1419350238);
    EXPECT_EQ(json::find_string(introspection->members, "extension_field"), "twenty-seven");
    EXPECT_EQ(introspection->members.members.size(), 10U)
        << "everything received is kept for display";
}

TEST(Introspection, Rfc7662InactiveResponse) {
    const Result<oauth::Introspection> introspection =
        oauth::process_introspection_response(introspected(200, R"({"active": false})"));
    ASSERT_TRUE(introspection);
    EXPECT_FALSE(introspection->active);
    EXPECT_EQ(introspection->scope, std::nullopt);
    EXPECT_EQ(introspection->expires_at, std::nullopt);
}

TEST(Introspection, OddOptionalMembersCostNothing) {
    const Result<oauth::Introspection> introspection = oauth::process_introspection_response(introspected(
        200,
        R"({"active":true,"scope":["a"],"client_id":5,"sub":null,"iss":{},"exp":"1419356238","iat":1.5,"error":null})"));
    ASSERT_TRUE(introspection);
    EXPECT_TRUE(introspection->active);
    EXPECT_EQ(introspection->scope, "a");
    EXPECT_EQ(introspection->client_id, std::nullopt);
    EXPECT_EQ(introspection->subject, std::nullopt);
    EXPECT_EQ(introspection->issuer, std::nullopt);
    EXPECT_EQ(introspection->expires_at, 1419356238);
    EXPECT_EQ(introspection->warnings.size(), 2U);
    EXPECT_EQ(introspection->issued_at, std::nullopt);
}

TEST(Introspection, ActiveMustStandForTrueOrFalse) {
    for (const std::string nothing : {"{}", R"({"active":null})", R"({"active":"yes"})",
                                      R"({"active":2})", R"({"active":""})", R"({"active":[]})"})
        EXPECT_EQ(refusal(200, nothing), "missing_active") << nothing;
    for (const auto& [value, active] : {std::pair{"\"true\"", true}, std::pair{"\"False\"", false},
                                        std::pair{"1", true}, std::pair{"0", false}}) {
        const Result<oauth::Introspection> read = oauth::process_introspection_response(
            introspected(200, std::string{R"({"active":)"} + value + "}"));
        ASSERT_TRUE(read) << value;
        EXPECT_EQ(read->active, active) << value;
        ASSERT_EQ(read->warnings.size(), 1U) << value;
        EXPECT_EQ(read->warnings[0].section, "RFC 7662 §2.2");
    }
}

// Section 2.2: false also means that the server does not know the token, or does not tell.
TEST(Introspection, FalseIsWeakEvidence) {
    const oauth::Reading no =
        oauth::read_introspection_answer(introspected(200, R"({"active":false})"));
    EXPECT_TRUE(no.understood);
    EXPECT_EQ(no.effect, oauth::TokenEffect::refused);
    EXPECT_NE(no.sentence.find("RFC 7662 §2.2"), std::string::npos);
    EXPECT_EQ(oauth::read_introspection_answer(introspected(200, R"({"active":true})")).effect,
              oauth::TokenEffect::active);
    const oauth::Reading client =
        oauth::read_introspection_answer(introspected(401, R"({"error":"invalid_client"})"));
    EXPECT_EQ(client.effect, oauth::TokenEffect::none);
    EXPECT_EQ(client.error, "invalid_client");
}

TEST(Introspection, WhatElseMayCome) {
    EXPECT_EQ(refusal(401, R"({"error":"invalid_client"})"), "invalid_client");
    EXPECT_EQ(refusal(200, R"({"error":"invalid_client","active":true})"), "invalid_client");
    EXPECT_EQ(refusal(401, ""), "http_status");
    EXPECT_EQ(refusal(500, R"({"active":true})"), "http_status");
    EXPECT_EQ(refusal(200, ""), "not_json");
    EXPECT_EQ(refusal(200, "<!doctype html>"), "not_json");
    EXPECT_EQ(refusal(200, R"({"active":tr)"), "not_json");
    EXPECT_EQ(refusal(200, "[true]"), "malformed");
    EXPECT_EQ(refusal(200, "true"), "malformed");
    EXPECT_EQ(refusal(204, ""), "not_json");
}

TEST(Introspection, MessagesNameTheEndpoint) {
    const Result<oauth::Introspection> introspection = oauth::process_introspection_response(
        introspected(401, R"({"error":"invalid_client","error_description":"No."})"));
    ASSERT_FALSE(introspection);
    EXPECT_EQ(
        introspection.error().message.find("The introspection endpoint answered 401 Unauthorized "
                                           "with the error invalid_client: \"No.\"."),
        0U)
        << introspection.error().message;
}

TEST(Introspection, NamesOfTheKinds) {
    EXPECT_EQ(oauth::to_string(oauth::TokenKind::access_token), "access_token");
    EXPECT_EQ(oauth::to_string(oauth::TokenKind::refresh_token), "refresh_token");
}
