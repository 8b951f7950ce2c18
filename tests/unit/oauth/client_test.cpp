#include "oauth/client.hpp"

#include "http/base64.hpp"

#include <gtest/gtest.h>

#include <string>

namespace {

oauth::Client rfc_client() {
    oauth::Client client;
    client.client_id = "s6BhdRkqt3";
    client.client_secret = "gX1fBat3bV";
    client.redirect_uri = "https://client.example.com/cb";
    return client;
}

std::string decoded_credentials(const std::string& client_id, const std::string& client_secret) {
    oauth::Client client;
    client.client_id = client_id;
    client.client_secret = client_secret;
    const std::string credentials = oauth::basic_credentials(client);
    EXPECT_EQ(credentials.substr(0, 6), "Basic ");
    return http::base64_decode(credentials.substr(6)).value_or("not Base64");
}

int count(const std::string& text, const std::string& part) {
    int found = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
        ++found;
    return found;
}

} // namespace

// RFC 6749 section 2.3.1, and the documented example of Pleo's introspection page.
TEST(Client, S27_BasicVector) {
    EXPECT_EQ(oauth::basic_credentials(rfc_client()), "Basic czZCaGRSa3F0MzpnWDFmQmF0M2JW");
    EXPECT_FALSE(oauth::basic_encoding_matters(rfc_client()));
}

TEST(Client, S27_UuidsStayUntouched) {
    const std::string id = "12a3b456-78c9-0d12-93f4-f567ab8cde9f";
    EXPECT_EQ(decoded_credentials(id, "0123456789abcdef"), id + ":0123456789abcdef");
    oauth::Client client;
    client.client_id = id;
    client.client_secret = "a-b.c_d*e";
    EXPECT_FALSE(oauth::basic_encoding_matters(client));
}

TEST(Client, S27_IdAndSecretAreFormEncodedFirst) {
    EXPECT_EQ(decoded_credentials("a:b", "c d"), "a%3Ab:c+d");
    EXPECT_EQ(decoded_credentials("a+b", "100%"), "a%2Bb:100%25");
    EXPECT_EQ(decoded_credentials("~", "&="), "%7E:%26%3D");
    // RFC 6749 Appendix B: space, percent, ampersand, plus, pound sign, euro sign.
    EXPECT_EQ(decoded_credentials("x", " %&+£€"), "x:+%25%26%2B%C2%A3%E2%82%AC");
    EXPECT_EQ(decoded_credentials("", ""), ":");
}

TEST(Client, S27_SaysWhenTheEncodingMatters) {
    oauth::Client client = rfc_client();
    client.client_secret = "with+plus";
    EXPECT_TRUE(oauth::basic_encoding_matters(client));
    client = rfc_client();
    client.client_id = "a:b";
    EXPECT_TRUE(oauth::basic_encoding_matters(client));
}

TEST(Client, S25_S26_GoldenRequestWithBasic) {
    const http::Request request = oauth::client_request("https://as.example/oauth/token",
                                                        rfc_client(), {{"a", "1 2"}, {"b", "&=+"}});
    EXPECT_EQ(request.method, "POST");
    EXPECT_EQ(request.url, "https://as.example/oauth/token");
    EXPECT_EQ(request.headers,
              (http::Fields{{"Accept", "application/json"},
                            {"Content-Type", "application/x-www-form-urlencoded"},
                            {"Authorization", "Basic czZCaGRSa3F0MzpnWDFmQmF0M2JW"}}));
    EXPECT_EQ(request.body, "a=1+2&b=%26%3D%2B");
}

TEST(Client, S25_S26_GoldenRequestWithPost) {
    oauth::Client client = rfc_client();
    client.authentication = oauth::ClientAuthentication::client_secret_post;
    const http::Request request =
        oauth::client_request("https://as.example/oauth/token", client, {{"a", "1"}});
    EXPECT_EQ(request.headers,
              (http::Fields{{"Accept", "application/json"},
                            {"Content-Type", "application/x-www-form-urlencoded"}}));
    EXPECT_EQ(request.body, "a=1&client_id=s6BhdRkqt3&client_secret=gX1fBat3bV");
}

TEST(Client, S26_ExactlyOneMethodPerRequest) {
    for (const auto method : {oauth::ClientAuthentication::client_secret_basic,
                              oauth::ClientAuthentication::client_secret_post}) {
        oauth::Client client = rfc_client();
        client.authentication = method;
        const http::Request request =
            oauth::client_request("https://as.example/t", client, {{"a", "1"}});
        const int in_header =
            http::find_header(request.headers, "Authorization") != nullptr ? 1 : 0;
        const int in_body = count(request.body, "client_secret=");
        EXPECT_EQ(in_header + in_body, 1);
        EXPECT_EQ(count(request.body, "client_id="), in_body)
            << "with Basic, client_id is in the header only";
        EXPECT_EQ(count(request.url, "client"), 0);
    }
}

TEST(Client, S07_RedirectUriIsReturnedByteForByte) {
    for (const std::string uri :
         {"https://client.example.com/cb", "http://localhost:8080/", "http://localhost:8080",
          "http://127.0.0.1:8080/a/b.html", "http://[::1]:8080/",
          "https://client.example.com/a%20b", "https://Client.Example.com:443/CB"}) {
        const Result<std::string> checked = oauth::check_redirect_uri(uri);
        ASSERT_TRUE(checked) << uri;
        EXPECT_EQ(*checked, uri);
    }
}

TEST(Client, S07_S08_BadRedirectUrisAreRefused) {
    for (const std::string uri :
         {"", "client.example.com/cb", "/cb", "http://client.example.com/cb",
          "https://u:p@client.example.com/cb", "https://client.example.com/cb?x=1",
          "https://client.example.com/cb?", "https://client.example.com/cb#",
          "https://client.example.com/cb#top", "javascript:alert(1)", "data:text/html,x",
          "custom://callback", "https://client.example.com/c b", "https:///cb",
          "https://client.example.com/cb\n", " https://client.example.com/cb"}) {
        const Result<std::string> checked = oauth::check_redirect_uri(uri);
        EXPECT_FALSE(checked) << uri;
        if (!checked) {
            EXPECT_FALSE(checked.error().message.empty()) << uri;
        }
    }
    EXPECT_EQ(oauth::check_redirect_uri("").error().code, "missing_redirect_uri");
    EXPECT_EQ(oauth::check_redirect_uri("https://client.example.com/cb?x=1").error().code,
              "redirect_uri_query");
}
