#include "oauth/extra_parameters.hpp"

#include "oauth/authorization.hpp"
#include "oauth/token.hpp"

#include <gtest/gtest.h>

#include <string>

namespace {

using oauth::ExtraFor;
using oauth::parse_extra_parameters;

http::Fields parsed(std::string_view typed, ExtraFor where = ExtraFor::authorization) {
    const Result<http::Fields> fields = parse_extra_parameters(typed, where);
    EXPECT_TRUE(fields) << (fields ? "" : fields.error().message);
    return fields ? *fields : http::Fields{};
}

std::string refused(std::string_view typed, ExtraFor where = ExtraFor::authorization) {
    const Result<http::Fields> fields = parse_extra_parameters(typed, where);
    EXPECT_FALSE(fields) << typed;
    return fields ? "" : fields.error().message;
}

TEST(ExtraParameters, OneOnEachLineAsItIsTyped) {
    EXPECT_EQ(parsed(""), http::Fields{});
    EXPECT_EQ(parsed("\n  \r\n"), http::Fields{});
    EXPECT_EQ(parsed(" prompt = login consent \r\nmax_age=60\n\nlogin_hint=a=b&c@d.example"),
              (http::Fields{{"prompt", "login consent"},
                            {"max_age", "60"},
                            {"login_hint", "a=b&c@d.example"}}));
    EXPECT_EQ(parsed("ui_locales="), (http::Fields{{"ui_locales", ""}}));
    EXPECT_EQ(parsed("resource=https://a.example\nresource=https://b.example").size(), 2u)
        << "RFC 8707";
}

TEST(ExtraParameters, S25_WhatThePageSendsItselfAndWhatWouldCarryASecretIsRefused) {
    for (const char* name :
         {"response_type", "client_id", "redirect_uri", "scope", "state", "response_mode",
          "code_challenge", "code_challenge_method", "request", "request_uri", "client_secret",
          "code", "code_verifier", "access_token", "refresh_token", "password", "api_key"})
        EXPECT_NE(refused("prompt=login\n" + std::string(name) + "=x").find("Line 2: "),
                  std::string::npos)
            << name;
    for (const char* name : {"grant_type", "code", "redirect_uri", "client_id", "client_secret",
                             "code_verifier", "refresh_token", "client_assertion",
                             "client_assertion_type", "scope", "username", "password"})
        refused(std::string(name) + "=x", ExtraFor::token);
    EXPECT_EQ(parsed("audience=x", ExtraFor::token).size(), 1u);
}

TEST(ExtraParameters, S09_WhatNoServerCouldReadIsRefusedWithItsLine) {
    EXPECT_NE(refused("prompt").find("Line 1: there is no"), std::string::npos);
    EXPECT_NE(refused("a=1\n\na=2").find("Line 3: a stands there twice"), std::string::npos);
    for (const char* line : {"=x", "a b=x", "a&b=x", "\xc3\xa9=x", "a[]=x"})
        EXPECT_NE(refused(line).find("RFC 6749 §8.2"), std::string::npos) << line;
    refused("a=\x01");
    refused("a=\xff");
    refused("a=" + std::string(2001, 'x'));
    std::string many;
    for (int i = 0; i < 21; ++i)
        many += "p" + std::to_string(i) + "=x\n";
    refused(many);
}

TEST(ExtraParameters, AreSentBehindTheOthersAndExplained) {
    const http::Fields extra = parsed("prompt=login consent\nresource=https://a.example/?x=1&y");
    const auto request = oauth::authorization_request(
        {.endpoints = {.authorization_endpoint = "https://as.example/authorize?x=1",
                       .token_endpoint = {},
                       .introspection_endpoint = {},
                       .issuer = {}},
         .client_id = "id",
         .redirect_uri = "https://c.example/",
         .scope = "",
         .state = "state",
         .code_challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
         .extra = extra});
    ASSERT_TRUE(request);
    EXPECT_TRUE(request->url.ends_with(
        "&prompt=login+consent&resource=https%3A%2F%2Fa.example%2F%3Fx%3D1%26y"))
        << request->url;
    EXPECT_EQ(request->parameters.back().field.name, "resource");
    EXPECT_EQ(request->parameters.back().source, "RFC 8707 §2");
    const oauth::Client client{"id", "secret", "https://c.example/"};
    EXPECT_TRUE(oauth::token_request(client, "https://as.example/token", "c", "v", extra)
                    .body.ends_with("&code_verifier=v&prompt=login+consent&resource="
                                    "https%3A%2F%2Fa.example%2F%3Fx%3D1%26y"));
    EXPECT_TRUE(oauth::refresh_request(client, "https://as.example/token", "r", extra)
                    .body.starts_with("grant_type=refresh_token&refresh_token=r&prompt="));
}

} // namespace
