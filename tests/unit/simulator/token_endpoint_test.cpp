#include "unit/simulator/driver.hpp"

#include "http/base64.hpp"

#include <gtest/gtest.h>

namespace simulator::tests {
namespace {

constexpr std::string_view endpoint = "/auth/oauth/token";

http::Request good_request(Driver& driver) {
    return oauth::token_request(driver.client, Driver::url(endpoint), driver.fresh_code(),
                                driver.verifier);
}

void set_header(http::Request& request, std::string_view name, std::string_view value) {
    for (http::Field& each : request.headers) {
        if (each.name == name) each.value = value;
    }
}

std::string basic(std::string_view credentials) {
    return "Basic " + http::base64_encode(credentials);
}

TEST(TokenEndpoint, AnswerMayNotBeCached) {
    Driver driver;
    const http::Response response = driver.send(good_request(driver));
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(Driver::header(response, "Cache-Control"), "no-store");
    EXPECT_EQ(Driver::header(response, "Pragma"), "no-cache");
    EXPECT_EQ(http::media_type(response.headers), "application/json");
}

TEST(TokenEndpoint, OnlyPostedForms) {
    Driver driver;
    EXPECT_EQ(driver.get(endpoint).status, 405);
    EXPECT_EQ(Driver::header(driver.get(endpoint), "Allow"), "POST");
    http::Request request = good_request(driver);
    set_header(request, "Content-Type", "application/json");
    EXPECT_EQ(Driver::member(driver.send(request), "error"), "invalid_request");
    request = good_request(driver);
    request.url += "?grant_type=authorization_code";
    EXPECT_EQ(Driver::member(driver.send(request), "error"), "invalid_request");
    request = good_request(driver);
    request.body += "&grant_type=authorization_code";
    EXPECT_EQ(Driver::member(driver.send(request), "error"), "invalid_request");
}

TEST(TokenEndpoint, WrongClientIs401WithAChallenge) {
    const std::string id(staging::simulated_client_id);
    const std::string secret(staging::simulated_client_secret);
    for (const std::string& header :
         {basic(id + ":wrong"), basic("wrong:" + secret), basic(id + ":"), basic(":" + secret),
          basic(id), basic(id + ":" + secret + " "), std::string("Basic"), std::string("Basic !!!"),
          std::string("Bearer ") + secret, std::string()}) {
        Driver driver;
        http::Request request = good_request(driver);
        set_header(request, "Authorization", header);
        const http::Response response = driver.send(request);
        EXPECT_EQ(response.status, 401) << header;
        EXPECT_EQ(Driver::member(response, "error"), "invalid_client") << header;
        EXPECT_TRUE(Driver::header(response, "WWW-Authenticate").starts_with("Basic ")) << header;
        EXPECT_FALSE(driver.state.codes.front().used) << header;
    }
    Driver driver;
    driver.client.authentication = oauth::ClientAuthentication::client_secret_post;
    driver.client.client_secret = "wrong";
    EXPECT_EQ(driver.exchange(driver.fresh_code()).status, 401);
    driver.client.client_secret = "";
    EXPECT_EQ(driver.exchange(driver.fresh_code()).status, 401);
}

TEST(TokenEndpoint, BasicSchemeComparesWithoutCase) {
    Driver driver;
    http::Request request = good_request(driver);
    set_header(request, "Authorization",
               "bAsIc " + oauth::basic_credentials(driver.client).substr(6));
    EXPECT_EQ(driver.send(request).status, 200);
}

// S27: percent-encoded before Base64.
TEST(TokenEndpoint, S27_BasicCredentialsAreFormDecoded) {
    Driver driver;
    http::Request request = good_request(driver);
    std::string id(staging::simulated_client_id);
    id.replace(id.find('-'), 1, "%2D");
    set_header(request, "Authorization",
               basic(id + ":" + std::string(staging::simulated_client_secret)));
    EXPECT_EQ(driver.send(request).status, 200);
}

// S26
TEST(TokenEndpoint, S26_TwoWaysOfAuthenticationAreRefused) {
    Driver driver;
    http::Request request = good_request(driver);
    request.body += "&client_secret=" + driver.client.client_secret;
    const http::Response response = driver.send(request);
    EXPECT_EQ(response.status, 400);
    EXPECT_EQ(Driver::member(response, "error"), "invalid_request");

    request = good_request(driver);
    request.body += "&client_id=" + driver.client.client_id;
    EXPECT_EQ(driver.send(request).status, 200);
    request = good_request(driver);
    request.body += "&client_id=somebody-else";
    EXPECT_EQ(Driver::member(driver.send(request), "error"), "invalid_request");
}

TEST(TokenEndpoint, GrantTypeIsOneOfTwo) {
    Driver driver;
    for (const auto& [grant, error] : std::vector<std::pair<std::string, std::string>>{
             {"", "invalid_request"},
             {"password", "unsupported_grant_type"},
             {"client_credentials", "unsupported_grant_type"},
             {"Authorization_code", "unsupported_grant_type"}}) {
        const http::Request request =
            oauth::client_request(Driver::url(endpoint), driver.client, {{"grant_type", grant}});
        EXPECT_EQ(Driver::member(driver.send(request), "error"), error) << grant;
    }
}

TEST(TokenEndpoint, MissingParametersLeaveTheCodeAlone) {
    for (const std::string_view missing : {"code", "redirect_uri", "code_verifier"}) {
        Driver driver;
        http::Fields form{{"grant_type", "authorization_code"},
                          {"code", driver.fresh_code()},
                          {"redirect_uri", driver.client.redirect_uri},
                          {"code_verifier", driver.verifier}};
        std::erase_if(form, [&](const http::Field& each) { return each.name == missing; });
        const http::Response response =
            driver.send(oauth::client_request(Driver::url(endpoint), driver.client, form));
        EXPECT_EQ(Driver::member(response, "error"), "invalid_request") << missing;
        EXPECT_FALSE(driver.state.codes.front().used) << missing;
    }
}

TEST(TokenEndpoint, UnknownCode) {
    Driver driver;
    EXPECT_EQ(Driver::member(driver.exchange("sim_code_unknown"), "error"), "invalid_grant");
}

// RFC 6749 section 4.1.2. S29 from the other side.
TEST(TokenEndpoint, S29_UsedCodeIsRefusedAndItsTokensDie) {
    Driver driver;
    const std::string code = driver.fresh_code();
    const oauth::TokenSet tokens = *oauth::process_token_response(driver.exchange(code));
    const oauth::TokenSet unrelated = driver.tokens();
    const http::Response again = driver.exchange(code);
    EXPECT_EQ(again.status, 400);
    EXPECT_EQ(Driver::member(again, "error"), "invalid_grant");
    EXPECT_EQ(driver.call(tokens.access_token, "/v1/introspect").status, 401);
    EXPECT_EQ(Driver::member(driver.refresh(*tokens.refresh_token), "error"), "invalid_grant");
    EXPECT_EQ(driver.call(unrelated.access_token, "/v1/introspect").status, 200);
}

TEST(TokenEndpoint, CodeLivesForAMinute) {
    Driver driver;
    std::string code = driver.fresh_code();
    driver.now_ms += code_lifetime_ms - 1;
    EXPECT_EQ(driver.exchange(code).status, 200);
    code = driver.fresh_code();
    driver.now_ms += code_lifetime_ms;
    EXPECT_EQ(Driver::member(driver.exchange(code), "error"), "invalid_grant");
}

TEST(TokenEndpoint, WrongRedirectUriSpendsTheCode) {
    Driver driver;
    const std::string code = driver.fresh_code();
    driver.client.redirect_uri =
        "http://localhost:8080/"; // registered, but not the one that was used
    EXPECT_EQ(Driver::member(driver.exchange(code), "error"), "invalid_grant");
    driver.client.redirect_uri = page_url;
    EXPECT_EQ(Driver::member(driver.exchange(code), "error"), "invalid_grant");
    EXPECT_TRUE(driver.state.tokens.empty());
}

TEST(TokenEndpoint, WrongVerifierSpendsTheCode) {
    Driver driver;
    const std::string code = driver.fresh_code();
    const std::string right = driver.verifier;
    driver.verifier = oauth::code_verifier(std::string(32, 'w'));
    EXPECT_EQ(Driver::member(driver.exchange(code), "error"), "invalid_grant");
    driver.verifier = right;
    EXPECT_EQ(Driver::member(driver.exchange(code), "error"), "invalid_grant");
    EXPECT_TRUE(driver.state.tokens.empty());
}

TEST(TokenEndpoint, MalformedVerifierIsNoAttempt) {
    Driver driver;
    const std::string code = driver.fresh_code();
    const std::string right = driver.verifier;
    driver.verifier = "short";
    EXPECT_EQ(Driver::member(driver.exchange(code), "error"), "invalid_request");
    driver.verifier = right;
    EXPECT_EQ(driver.exchange(code).status, 200);
}

// RFC 7636 Appendix B.
TEST(TokenEndpoint, ExampleOfRfc7636) {
    Driver driver;
    driver.verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    const http::Fields parameters = driver.authorization_parameters();
    EXPECT_EQ(*http::find_parameter(parameters, "code_challenge"),
              "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    EXPECT_EQ(driver.exchange(driver.fresh_code()).status, 200);
}

TEST(Refresh, EndsEverythingBeforeItAtOnce) {
    Driver driver;
    oauth::TokenSet tokens = driver.tokens();
    std::vector<oauth::TokenSet> old;
    for (int i = 0; i < 3; ++i) {
        old.push_back(tokens);
        tokens = *oauth::process_token_response(driver.refresh(*tokens.refresh_token));
    }
    for (const oauth::TokenSet& each : old) {
        EXPECT_EQ(driver.call(each.access_token, "/v1/introspect").status, 401);
        EXPECT_EQ(Driver::member(driver.introspect(*each.refresh_token), "active"), "false");
        EXPECT_EQ(Driver::member(driver.refresh(*each.refresh_token), "error"), "invalid_grant");
    }
    // Whether using a rotated token ends the newest pair is not documented; here it does not.
    EXPECT_EQ(driver.call(tokens.access_token, "/v1/introspect").status, 200);
    EXPECT_EQ(driver.refresh(*tokens.refresh_token).status, 200);
}

TEST(Refresh, WorksAfterTheAccessTokenExpired) {
    Driver driver;
    const oauth::TokenSet tokens = driver.tokens();
    driver.now_ms += access_token_lifetime_ms;
    EXPECT_EQ(driver.call(tokens.access_token, "/v1/introspect").status, 401);
    EXPECT_EQ(driver.refresh(*tokens.refresh_token).status, 200);
}

TEST(Refresh, ExpiredTokenEndsAllRefreshTokensOfItsAuthorisation) {
    Driver driver;
    const oauth::TokenSet first = driver.tokens();
    driver.now_ms += refresh_token_lifetime_ms / 2;
    const oauth::TokenSet second =
        *oauth::process_token_response(driver.refresh(*first.refresh_token));
    const oauth::TokenSet unrelated = driver.tokens();
    driver.now_ms += refresh_token_lifetime_ms / 2; // the first is expired, the second is not

    EXPECT_EQ(Driver::member(driver.refresh(*first.refresh_token), "error"), "invalid_grant");
    EXPECT_EQ(Driver::member(driver.refresh(*second.refresh_token), "error"), "invalid_grant");
    EXPECT_EQ(driver.refresh(*unrelated.refresh_token).status, 200);
}

TEST(Refresh, LivesForSixtyDays) {
    Driver driver;
    const oauth::TokenSet tokens = driver.tokens();
    driver.now_ms += refresh_token_lifetime_ms - 1;
    EXPECT_EQ(driver.refresh(*tokens.refresh_token).status, 200);
}

TEST(Refresh, RefusesWhatIsNoRefreshToken) {
    Driver driver;
    const oauth::TokenSet tokens = driver.tokens();
    for (const std::string& wrong : {tokens.access_token, std::string("sim_refresh_unknown"),
                                     *tokens.refresh_token + "x", driver.client.client_secret}) {
        EXPECT_EQ(Driver::member(driver.refresh(wrong), "error"), "invalid_grant");
    }
    EXPECT_EQ(Driver::member(driver.refresh(""), "error"), "invalid_request");
    EXPECT_EQ(driver.refresh(*tokens.refresh_token).status, 200);
}

TEST(Refresh, ScopeMayNarrowAndComesBack) {
    Driver driver;
    const oauth::TokenSet tokens = driver.tokens("users:read companies:read");
    const auto ask = [&](const std::string& token, const std::string& scope) {
        return driver.send(oauth::client_request(
            Driver::url(endpoint), driver.client,
            {{"grant_type", "refresh_token"}, {"refresh_token", token}, {"scope", scope}}));
    };
    EXPECT_EQ(Driver::member(ask(*tokens.refresh_token, "users:read export-jobs:read"), "error"),
              "invalid_scope");
    EXPECT_EQ(Driver::member(ask(*tokens.refresh_token, " "), "error"), "invalid_scope");
    const auto narrow = oauth::process_token_response(ask(*tokens.refresh_token, "users:read"));
    ASSERT_TRUE(narrow);
    EXPECT_EQ(narrow->scope, "users:read");
    EXPECT_EQ(driver.call(narrow->access_token, "/v1/companies").status, 403);
    EXPECT_EQ(driver.call(narrow->access_token, "/v2/employees").status, 200);
    const auto wide = oauth::process_token_response(driver.refresh(*narrow->refresh_token));
    ASSERT_TRUE(wide);
    EXPECT_EQ(wide->scope, "users:read companies:read");
}

TEST(TokenEndpoint, MemoryIsBounded) {
    Driver driver;
    oauth::TokenSet tokens = driver.tokens();
    const oauth::TokenSet idle = driver.tokens();
    for (std::size_t i = 0; i < most_tokens; ++i) {
        tokens = *oauth::process_token_response(driver.refresh(*tokens.refresh_token));
    }
    EXPECT_LE(driver.state.tokens.size(), most_tokens);
    EXPECT_EQ(driver.refresh(*idle.refresh_token).status, 200); // the dead went first
}

} // namespace
} // namespace simulator::tests
