#include "http/code_parts.hpp"

#include "http/base64.hpp"

#include <gtest/gtest.h>

#include <string>

namespace {

using http::Request;
using http::Secrets;

const Secrets secrets{{"client_secret", "gX1f/Bat3bV"},
                      {"refresh_token", "tGzv3JOkF0XG5Qx2TlKWIA"}};

TEST(CodeParts, S63_a_refresh_has_names_where_its_secrets_stood) {
    const Request request{"POST",
                          "https://as.example:8443/oauth/token",
                          {{"Authorization", "Basic " + http::base64_encode("s6Bh:gX1f%2FBat3bV")},
                           {"Content-Type", "application/x-www-form-urlencoded"}},
                          "grant_type=refresh_token&refresh_token=tGzv3JOkF0XG5Qx2TlKWIA"};
    const Result<std::string> parts = http::code_parts(request, secrets);
    ASSERT_TRUE(parts);
    EXPECT_EQ(
        *parts,
        R"({"method":"POST","origin":"https://as.example:8443","path":["oauth/token"],)"
        R"("headers":[{"name":"Authorization","value":[],"basic":{"id":["s6Bh"],)"
        R"("secret":{"variable":"CLIENT_SECRET","encode":true}}},)"
        R"({"name":"Content-Type","value":["application/x-www-form-urlencoded"]}],)"
        R"("media_type":"application/x-www-form-urlencoded",)"
        R"("body":["grant_type=refresh_token","&","refresh_token=",{"variable":"REFRESH_TOKEN"}]})");
}

TEST(CodeParts, a_call_keeps_its_query) {
    const Result<std::string> parts = http::code_parts(
        {"GET", "https://api.example?limit=2", {{"Authorization", "Bearer abc.def"}}, ""}, {});
    ASSERT_TRUE(parts);
    EXPECT_EQ(*parts, R"({"method":"GET","origin":"https://api.example","path":["?limit=2"],)"
                      R"("headers":[{"name":"Authorization","value":["Bearer ",)"
                      R"({"variable":"ACCESS_TOKEN"}]}],"media_type":"","body":[]})");
}

TEST(CodeParts, what_is_no_text_or_no_address_has_no_code) {
    const auto code_of = [](const std::string& url, const std::string& body) {
        const Result<std::string> parts = http::code_parts({"POST", url, {}, body}, {});
        return parts ? "" : parts.error().code;
    };
    EXPECT_EQ(code_of("https://as.example/", "\xFF"), "code_octets");
    EXPECT_EQ(code_of("https://as.example/", std::string("a\0b", 3)), "code_octets");
    EXPECT_EQ(code_of("https://id:secret@as.example/", ""), "code_url");
    EXPECT_EQ(code_of("nowhere", ""), "code_url");
}

} // namespace
