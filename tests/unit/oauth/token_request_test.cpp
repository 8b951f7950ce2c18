#include "oauth/token.hpp"

#include <gtest/gtest.h>

#include <string>

namespace {

constexpr const char* endpoint = "https://server.example.com/token";

oauth::Client requesting_client(
    oauth::ClientAuthentication method = oauth::ClientAuthentication::client_secret_basic) {
    oauth::Client client;
    client.client_id = "s6BhdRkqt3";
    client.client_secret = "gX1fBat3bV";
    client.redirect_uri = "https://client.example.com/cb";
    client.authentication = method;
    return client;
}

const http::Fields basic_headers = {{"Accept", "application/json"},
                                    {"Content-Type", "application/x-www-form-urlencoded"},
                                    {"Authorization", "Basic czZCaGRSa3F0MzpnWDFmQmF0M2JW"}};
const http::Fields post_headers = {{"Accept", "application/json"},
                                   {"Content-Type", "application/x-www-form-urlencoded"}};

} // namespace

// The request of RFC 6749 section 4.1.3 with the code_verifier of RFC 7636 section 4.5 added.
TEST(TokenRequest, S25_Rfc6749Section413) {
    const http::Request request =
        oauth::token_request(requesting_client(), endpoint, "SplxlOBeZQQYbYS6WxSbIA",
                             "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
    EXPECT_EQ(request.method, "POST");
    EXPECT_EQ(request.url, endpoint);
    EXPECT_EQ(request.headers, basic_headers);
    EXPECT_EQ(request.body, "grant_type=authorization_code&code=SplxlOBeZQQYbYS6WxSbIA"
                            "&redirect_uri=https%3A%2F%2Fclient.example.com%2Fcb"
                            "&code_verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
}

TEST(TokenRequest, S25_S26_CodeWithCredentialsInTheBody) {
    const http::Request request = oauth::token_request(
        requesting_client(oauth::ClientAuthentication::client_secret_post), endpoint, "c", "v");
    EXPECT_EQ(request.headers, post_headers);
    EXPECT_EQ(
        request.body,
        "grant_type=authorization_code&code=c&redirect_uri=https%3A%2F%2Fclient.example.com%2Fcb"
        "&code_verifier=v&client_id=s6BhdRkqt3&client_secret=gX1fBat3bV");
}

// The request of RFC 6749 section 6.
TEST(TokenRequest, S25_Rfc6749Section6) {
    const http::Request request =
        oauth::refresh_request(requesting_client(), endpoint, "tGzv3JOkF0XG5Qx2TlKWIA");
    EXPECT_EQ(request.method, "POST");
    EXPECT_EQ(request.url, endpoint);
    EXPECT_EQ(request.headers, basic_headers);
    EXPECT_EQ(request.body, "grant_type=refresh_token&refresh_token=tGzv3JOkF0XG5Qx2TlKWIA");
}

TEST(TokenRequest, S25_S26_RefreshWithCredentialsInTheBody) {
    const http::Request request = oauth::refresh_request(
        requesting_client(oauth::ClientAuthentication::client_secret_post), endpoint, "r");
    EXPECT_EQ(request.headers, post_headers);
    EXPECT_EQ(
        request.body,
        "grant_type=refresh_token&refresh_token=r&client_id=s6BhdRkqt3&client_secret=gX1fBat3bV");
}

TEST(TokenRequest, S07_TheRedirectUriKeepsItsBytes) {
    oauth::Client client = requesting_client();
    client.redirect_uri = "http://localhost:8080/a%2Fb/~me";
    EXPECT_EQ(oauth::token_request(client, endpoint, "c", "v").body,
              "grant_type=authorization_code&code=c&redirect_uri=http%3A%2F%2Flocalhost%3A8080%2Fa%"
              "252Fb%2F%7Eme"
              "&code_verifier=v");
}

TEST(TokenRequest, S25_OddCharactersCannotAddAParameter) {
    EXPECT_EQ(
        oauth::token_request(requesting_client(), endpoint, "a&grant_type=password+ é", "v").body,
        "grant_type=authorization_code&code=a%26grant_type%3Dpassword%2B+%C3%A9"
        "&redirect_uri=https%3A%2F%2Fclient.example.com%2Fcb&code_verifier=v");
    EXPECT_EQ(oauth::refresh_request(requesting_client(), endpoint, "a&b=c").body,
              "grant_type=refresh_token&refresh_token=a%26b%3Dc");
}

TEST(TokenRequest, S32_NoSecretInTheUrl) {
    for (const http::Request& request :
         {oauth::token_request(requesting_client(), endpoint, "sentinel", "sentinel"),
          oauth::refresh_request(requesting_client(), endpoint, "sentinel")}) {
        EXPECT_EQ(request.url, endpoint);
    }
}
