#include "oauth/token.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace {

http::Response token_answer(int status, std::string body, std::string type = "application/json") {
    return {status, "", {{"Content-Type", std::move(type)}}, std::move(body)};
}

Result<oauth::TokenSet> ok(const std::string& body) {
    return oauth::process_token_response(token_answer(200, body));
}

// A good answer with one more member.
Result<oauth::TokenSet> with(const std::string& member) {
    return ok(R"({"access_token":"AT","token_type":"Bearer",)" + member + "}");
}

Error refusal(const http::Response& response) {
    const Result<oauth::TokenSet> tokens = oauth::process_token_response(response);
    return tokens ? Error{"accepted", ""} : tokens.error();
}

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

using Warnings = std::vector<std::string>;

Warnings texts(const std::vector<oauth::Warning>& warnings) {
    Warnings all;
    for (const oauth::Warning& warning : warnings) {
        EXPECT_TRUE(contains(warning.section, "RFC ")) << warning.text;
        all.push_back(warning.text);
    }
    return all;
}

} // namespace

// The response of RFC 6749 section 5.1. Its token_type is "example", which nobody can use.
TEST(TokenResponse, S30_Rfc6749Section51) {
    const std::string rest = R"("expires_in":3600, "refresh_token":"tGzv3JOkF0XG5Qx2TlKWIA",
       "example_parameter":"example_value" })";
    const Result<oauth::TokenSet> tokens = oauth::process_token_response(token_answer(
        200, R"({ "access_token":"2YotnFZFEjr1zCsicMWpAA", "token_type":"Bearer", )" + rest,
        "application/json;charset=UTF-8"));
    ASSERT_TRUE(tokens) << tokens.error().message;
    oauth::TokenSet expected;
    expected.access_token = "2YotnFZFEjr1zCsicMWpAA";
    expected.token_type = "Bearer";
    expected.expires_in = 3600;
    expected.refresh_token = "tGzv3JOkF0XG5Qx2TlKWIA";
    EXPECT_EQ(*tokens, expected);
    EXPECT_EQ(
        refusal(token_answer(
                    200, R"({ "access_token":"2YotnFZFEjr1zCsicMWpAA", "token_type":"example", )" +
                             rest))
            .code,
        "unsupported_token_type");
}

// The response of RFC 6749 section 5.2.
TEST(TokenResponse, S30_Rfc6749Section52) {
    const Error error = refusal(
        token_answer(400, R"({ "error":"invalid_request" })", "application/json;charset=UTF-8"));
    EXPECT_EQ(error.code, "invalid_request");
    EXPECT_EQ(error.message.find(
                  "The token endpoint answered 400 Bad Request with the error invalid_request. "),
              0U)
        << error.message;
}

TEST(TokenResponse, S30_TheLeastThatIsEnough) {
    const Result<oauth::TokenSet> tokens = ok(R"({"access_token":"AT","token_type":"Bearer"})");
    ASSERT_TRUE(tokens);
    EXPECT_EQ(tokens->expires_in, std::nullopt);
    EXPECT_EQ(tokens->refresh_token, std::nullopt);
    EXPECT_EQ(tokens->scope, std::nullopt) << "absent means as requested (section 5.1)";
    EXPECT_EQ(texts(tokens->warnings), Warnings{});
}

TEST(TokenResponse, S30_TokenTypeHasNoCase) {
    for (const std::string type : {"Bearer", "bearer", "BEARER", "bEARer"}) {
        const Result<oauth::TokenSet> tokens =
            ok(R"({"access_token":"AT","token_type":")" + type + "\"}");
        ASSERT_TRUE(tokens) << type;
        EXPECT_EQ(tokens->token_type, type) << "shown as it came";
    }
}

// RFC 6749 section 7.1 forbids a client to use such a token by itself; a person may choose to.
TEST(TokenResponse, S30_OtherTokenTypesWaitForAChoice) {
    for (const auto& [member, code] :
         {std::pair{R"("token_type":"")", "missing_token_type"},
          std::pair{R"("token_type":null)", "missing_token_type"},
          std::pair{R"("token_type":1)", "missing_token_type"},
          std::pair{R"("token_type":["Bearer"])", "missing_token_type"},
          std::pair{R"("x":1)", "missing_token_type"},
          std::pair{R"("token_type":"Bear")", "unsupported_token_type"},
          std::pair{R"("token_type":"BearerToken")", "unsupported_token_type"}}) {
        const http::Response response = token_answer(
            200, std::string{R"({"access_token":"AT","refresh_token":"RT",)"} + member + "}");
        EXPECT_EQ(refusal(response).code, code) << member;
        EXPECT_TRUE(contains(refusal(response).message, "RFC 6749 §")) << member;
        EXPECT_TRUE(oauth::may_use_as_bearer(response)) << member;
        const Result<oauth::TokenSet> tokens = oauth::process_token_response_as_bearer(response);
        ASSERT_TRUE(tokens) << member;
        EXPECT_EQ(tokens->access_token, "AT");
        EXPECT_EQ(tokens->refresh_token, "RT");
        EXPECT_EQ(texts(tokens->warnings).back(), "used as Bearer by your own choice");
    }
    EXPECT_FALSE(oauth::may_use_as_bearer(token_answer(200, R"({"access_token":"a\nb"})")));
    EXPECT_FALSE(oauth::may_use_as_bearer(token_answer(200, "{}")));
}

// It would be sent without the key that protects it.
TEST(TokenResponse, S30_ATokenThatIsBoundToAKeyIsRefused) {
    for (const std::string type : {"DPoP", "dpop", "mac", "PoP"}) {
        const http::Response response =
            token_answer(200, R"({"access_token":"AT","token_type":")" + type + "\"}");
        EXPECT_EQ(refusal(response).code, "unsupported_token_type") << type;
        EXPECT_TRUE(contains(refusal(response).message, "\"" + type + "\"")) << type;
        EXPECT_FALSE(oauth::may_use_as_bearer(response)) << type;
    }
}

TEST(TokenResponse, S30_BlanksAndNamesCostNothing) {
    const Result<oauth::TokenSet> blank = ok(R"({"access_token":"AT","token_type":"Bearer "})");
    ASSERT_TRUE(blank);
    EXPECT_EQ(texts(blank->warnings), Warnings{"token_type has blanks around it"});
    const Result<oauth::TokenSet> camel =
        ok(R"({"accessToken":"AT","tokenType":"Bearer","expiresIn":60,"refreshToken":"RT"})");
    ASSERT_TRUE(camel);
    EXPECT_EQ(camel->access_token, "AT");
    EXPECT_EQ(camel->refresh_token, "RT");
    EXPECT_EQ(camel->expires_in, 60);
    EXPECT_EQ(camel->warnings.size(), 4U);
}

TEST(TokenResponse, S30_AccessTokenMustBeThere) {
    for (const std::string body :
         {R"({"token_type":"Bearer"})", R"({"access_token":"","token_type":"Bearer"})",
          R"({"access_token":null,"token_type":"Bearer"})",
          R"({"access_token":["AT"],"token_type":"Bearer"})",
          R"({"access_token":{"a":"AT"},"token_type":"Bearer"})", "{}"}) {
        EXPECT_EQ(refusal(token_answer(200, body)).code, "missing_access_token") << body;
    }
}

// What can be understood is used, with a word about it.
TEST(TokenResponse, S30_OtherShapesAreUnderstood) {
    for (const std::string body : {R"({"access_token":42,"token_type":"Bearer"})",
                                   R"({"data":{"access_token":"42","token_type":"Bearer"}})",
                                   R"([{"access_token":"42","token_type":"Bearer"}])",
                                   R"({"access_token":"42","token_type":"Bearer","x":"\ud800"})",
                                   R"({"access_token":"42","token_type":"Bearer","x":1e400})",
                                   "access_token=42&token_type=bearer\n"}) {
        const Result<oauth::TokenSet> tokens = ok(body);
        ASSERT_TRUE(tokens) << body << tokens.error().message;
        EXPECT_EQ(tokens->access_token, "42") << body;
        EXPECT_EQ(texts(tokens->warnings).size(), 1U) << body;
    }
}

// What ends up in a header must not be able to end the header.
TEST(TokenResponse, S30_AccessTokensMustBePrintableAscii) {
    for (const std::string token :
         {"a\\r\\nX: y", "a\\u0000", "caf\\u00e9", "a\\u007f", "\\ud83d\\ude00"}) {
        EXPECT_EQ(
            refusal(token_answer(200, R"({"token_type":"Bearer","access_token":")" + token + "\"}"))
                .code,
            "malformed")
            << token;
        const Result<oauth::TokenSet> refresh = with(R"("refresh_token":")" + token + "\"");
        ASSERT_TRUE(refresh) << "a form carries anything";
        EXPECT_EQ(texts(refresh->warnings),
                  Warnings{"refresh_token holds characters outside printable ASCII"});
    }
}

TEST(TokenResponse, S30_OddTokensAreTakenWithAWarning) {
    const Warnings warning = {"access_token holds characters that no header may hold"};
    for (const std::string token : {"a b", "a=b", "=", "a\\\"b", "a,b"}) {
        const Result<oauth::TokenSet> tokens =
            ok(R"({"token_type":"Bearer","access_token":")" + token + "\"}");
        ASSERT_TRUE(tokens) << token;
        EXPECT_EQ(texts(tokens->warnings), warning) << token;
    }
    for (const std::string token : {"mF_9.B5f-4.1JqM", "a~b+c/d==", "a"}) {
        const Result<oauth::TokenSet> tokens =
            ok(R"({"token_type":"Bearer","access_token":")" + token + "\"}");
        ASSERT_TRUE(tokens) << token;
        EXPECT_EQ(texts(tokens->warnings), Warnings{}) << token;
    }
}

TEST(TokenResponse, S30_ExpiresIn) {
    const struct {
        const char* value;
        std::optional<std::int64_t> seconds;
        const char* warning; // empty: none
    } cases[] = {
        {"3600", 3600, ""},
        {"1", 1, ""},
        {"0", 0, ""},
        {"-0", 0, ""},
        {"3600.0", 3600, ""},
        {"3.6e3", 3600, ""},
        {"5184000", 5184000, ""},
        {"9223372036854775807", std::numeric_limits<std::int64_t>::max(), ""},
        {"-1", 0, "expires_in is negative: the token counts as expired"},
        {"-9223372036854775808", 0, "expires_in is negative: the token counts as expired"},
        {"3600.5", 3600, "expires_in is not a whole number: rounded down"},
        {"0.9", 0, "expires_in is not a whole number: rounded down"},
        {"9223372036854775808", std::nullopt,
         "expires_in is out of range: the lifetime is unknown"},
        {"1e300", std::nullopt, "expires_in is out of range: the lifetime is unknown"},
        {"-1e300", std::nullopt, "expires_in is out of range: the lifetime is unknown"},
        {"99999999999999999999999999", std::nullopt,
         "expires_in is out of range: the lifetime is unknown"},
        {"\"3600\"", 3600, "expires_in arrived as a string"},
        {"\"0\"", 0, "expires_in arrived as a string"},
        {"\"999999999999999\"", 999999999999999, "expires_in arrived as a string"},
        {"\"\"", std::nullopt, "expires_in is not a number: the lifetime is unknown"},
        {"\"+1\"", std::nullopt, "expires_in is not a number: the lifetime is unknown"},
        {"\" 3600\"", 3600, "expires_in arrived as a string"},
        {"\"3600.0\"", 3600, "expires_in arrived as a string"},
        {"\"1h\"", std::nullopt, "expires_in is not a number: the lifetime is unknown"},
        {"1e400", std::nullopt, "expires_in is out of range: the lifetime is unknown"},
        {"null", std::nullopt, ""},
        {"true", std::nullopt, "expires_in is not a number: the lifetime is unknown"},
        {"[3600]", std::nullopt, "expires_in is not a number: the lifetime is unknown"},
        {"{}", std::nullopt, "expires_in is not a number: the lifetime is unknown"},
    };
    for (const auto& one : cases) {
        const Result<oauth::TokenSet> tokens = with(std::string{R"("expires_in":)"} + one.value);
        ASSERT_TRUE(tokens) << one.value;
        EXPECT_EQ(tokens->expires_in, one.seconds) << one.value;
        const Warnings warnings = texts(tokens->warnings);
        EXPECT_EQ(warnings.empty() ? "" : warnings.back(), one.warning) << one.value;
    }
}

TEST(TokenResponse, S30_AFractionBelowZeroCountsAsExpired) {
    const Result<oauth::TokenSet> tokens = with(R"("expires_in":-0.5)");
    ASSERT_TRUE(tokens);
    EXPECT_EQ(tokens->expires_in, 0);
    EXPECT_EQ(tokens->warnings.size(), 2U);
}

TEST(TokenResponse, S30_RefreshTokenAndScopeCostNoAccessToken) {
    for (const std::string name : {"refresh_token", "scope"}) {
        for (const std::string value : {"true", "{}", "[]", "[1]", "false"}) {
            const Result<oauth::TokenSet> tokens = with("\"" + name + "\":" + value);
            ASSERT_TRUE(tokens) << name << value;
            EXPECT_EQ(tokens->refresh_token, std::nullopt);
            EXPECT_EQ(tokens->scope, std::nullopt);
            EXPECT_EQ(tokens->warnings.size(), 1U) << name << value;
        }
        const Result<oauth::TokenSet> null = with("\"" + name + "\":null");
        ASSERT_TRUE(null);
        EXPECT_EQ(texts(null->warnings), Warnings{name + " is null: taken as absent"});
        const Result<oauth::TokenSet> empty = with("\"" + name + "\":\"\"");
        ASSERT_TRUE(empty);
        EXPECT_EQ(texts(empty->warnings), Warnings{name + " is empty: taken as absent"});
        EXPECT_EQ(empty->refresh_token, std::nullopt);
        EXPECT_EQ(empty->scope, std::nullopt);
        const Result<oauth::TokenSet> number = with("\"" + name + "\":4711");
        ASSERT_TRUE(number);
        EXPECT_EQ(name == "scope" ? number->scope : number->refresh_token, "4711");
    }
    const Result<oauth::TokenSet> list = with(R"("scope":["users:read","companies:read"])");
    ASSERT_TRUE(list);
    EXPECT_EQ(list->scope, "users:read companies:read");
    EXPECT_EQ(list->warnings.front().section, "RFC 6749 §3.3");
    const Result<oauth::TokenSet> both =
        with(R"("refresh_token":"RT","scope":"users:read companies:read")");
    ASSERT_TRUE(both);
    EXPECT_EQ(both->refresh_token, "RT");
    EXPECT_EQ(both->scope, "users:read companies:read");
}

TEST(TokenResponse, S30_DuplicateKeysAreFlagged) {
    const Result<oauth::TokenSet> tokens = ok(
        R"({"access_token":"first","token_type":"Bearer","access_token":"second","scope":"a","scope":"b"})");
    ASSERT_TRUE(tokens);
    EXPECT_EQ(tokens->access_token, "second") << "as in JSON.parse";
    EXPECT_EQ(tokens->scope, "b");
    EXPECT_EQ(texts(tokens->warnings),
              (Warnings{"duplicate key access_token: the last value counts",
                        "duplicate key scope: the last value counts"}));
}

TEST(TokenResponse, S30_ManyDuplicateKeysAreCounted) {
    std::string body = R"({"access_token":"AT","token_type":"Bearer")";
    for (int i = 0; i < 100; ++i)
        body += ",\"k" + std::to_string(i) + "\":1,\"k" + std::to_string(i) + "\":2";
    const Result<oauth::TokenSet> tokens = ok(body + "}");
    ASSERT_TRUE(tokens);
    ASSERT_EQ(tokens->warnings.size(), 9U);
    EXPECT_EQ(tokens->warnings.back().text, "92 more duplicate keys");
}

TEST(TokenResponse, S30_ContentTypeIsWatched) {
    const std::string body = R"({"access_token":"AT","token_type":"Bearer"})";
    const auto warnings = [&body](http::Fields headers) {
        const Result<oauth::TokenSet> tokens =
            oauth::process_token_response({200, "", std::move(headers), body});
        return tokens ? texts(tokens->warnings) : Warnings{"refused"};
    };
    EXPECT_EQ(warnings({{"content-type", "Application/JSON; charset=utf-8"}}), Warnings{});
    EXPECT_EQ(warnings({{"Content-Type", "application/vnd.pleo+json"}}), Warnings{});
    EXPECT_EQ(warnings({{"Content-Type", "text/html"}}),
              Warnings{"Content-Type is text/html, not application/json"});
    EXPECT_EQ(warnings({}), Warnings{"Content-Type is missing"});
}

TEST(TokenResponse, S30_NoJson) {
    for (const std::string body :
         {"", " ", "<!doctype html><title>Log in</title>", "code=SENTINEL&state=x",
          R"({"access_token":"SENTINEL","token_type":"Bearer")", R"({"access_token":"SENTINEL)",
          "{'access_token':'SENTINEL'}", R"({"access_token":"SENTINEL",})", "\xFF\xFE{"}) {
        const Error error = refusal(token_answer(200, body));
        EXPECT_EQ(error.code, "not_json") << body;
        EXPECT_FALSE(contains(error.message, "SENTINEL"))
            << "half a token is a token: " << error.message;
    }
    EXPECT_TRUE(contains(refusal(token_answer(200, "")).message, "the body is empty"));
    EXPECT_TRUE(contains(refusal(token_answer(200, "<html>", "text/html; charset=utf-8")).message,
                         "a web page"));
    EXPECT_TRUE(contains(refusal(token_answer(200, "{\n  oops")).message, "line 2, column 3"))
        << refusal(token_answer(200, "{\n  oops")).message;
}

TEST(TokenResponse, S30_JsonThatIsNoObject) {
    for (const std::string body : {"[]", R"([{"access_token":"AT"},{"access_token":"AT"}])", "null",
                                   "true", "42", R"("access_token")"}) {
        EXPECT_EQ(refusal(token_answer(200, body)).code, "malformed") << body;
    }
}

TEST(TokenResponse, S30_BodiesAreCapped) {
    const std::string good = R"({"access_token":"AT","token_type":"Bearer","x":")";
    EXPECT_EQ(refusal(token_answer(200, good + std::string(200'000, 'x') + "\"}")).code,
              "accepted");
    const Error error = refusal(token_answer(200, good + std::string(300'000, 'x') + "\"}"));
    EXPECT_EQ(error.code, "json_limit");
    EXPECT_TRUE(contains(error.message, "larger than the 256 KB")) << error.message;
    for (const int status : {200, 400}) {
        const Error deep = refusal(
            token_answer(status, R"({"access_token":"AT","x":)" + std::string(100'000, '[')));
        EXPECT_EQ(deep.code, status == 200 ? "json_limit" : "http_status");
        EXPECT_TRUE(contains(deep.message, "nested deeper than 64 levels")) << deep.message;
        EXPECT_TRUE(contains(deep.message, "line 1, column 89")) << deep.message;
        EXPECT_FALSE(contains(deep.message, "not JSON")) << deep.message;
    }
}

TEST(TokenResponse, S30_AnErrorCountsWhateverItsStatus) {
    const Error error = refusal(token_answer(
        200, R"({"error":"invalid_grant","access_token":"AT","token_type":"Bearer"})"));
    EXPECT_EQ(error.code, "invalid_grant");
    EXPECT_TRUE(contains(error.message, "should have come with status 400")) << error.message;
    EXPECT_EQ(refusal(token_answer(503, R"({"error":"temporarily_unavailable"})")).code,
              "temporarily_unavailable");
    for (const std::string nothing : {"\"\"", "null", "false", "0", "{}", "[]"}) {
        for (const std::string name : {"error", "errors"}) {
            EXPECT_EQ(
                refusal(token_answer(200, "{\"" + name + "\":" + nothing +
                                              R"(,"access_token":"AT","token_type":"Bearer"})"))
                    .code,
                "accepted")
                << name << nothing;
        }
    }
}

TEST(TokenResponse, S30_ErrorsOfOtherShapesAreRead) {
    for (const std::string body :
         {R"({"error":{"code":"invalid_grant","message":"It is over."}})",
          R"({"error":{"type":"invalid_grant","message":"It is over."}})",
          R"({"error":["invalid_grant"],"error_description":"It is over."})",
          R"({"errors":[{"code":"invalid_grant","detail":"It is over."}]})",
          R"({"errors":["invalid_grant"],"message":"It is over."})",
          R"([{"error":"invalid_grant","error_description":"It is over."}])",
          "error=invalid_grant&error_description=It+is+over."}) {
        const Error error = refusal(token_answer(400, body));
        EXPECT_EQ(error.code, "invalid_grant") << body;
        EXPECT_TRUE(contains(error.message, "\"It is over.\"")) << body << error.message;
    }
    EXPECT_EQ(refusal(token_answer(400, R"({"error":true})")).code, "error");
    EXPECT_EQ(refusal(token_answer(400, R"({"error":{"message":"No way, sorry."}})")).code,
              "error");
}

TEST(TokenResponse, S30_OnlyA2xxSucceeds) {
    for (const int status : {201, 202, 206}) {
        const Result<oauth::TokenSet> tokens = oauth::process_token_response(
            token_answer(status, R"({"access_token":"AT","token_type":"Bearer"})"));
        ASSERT_TRUE(tokens) << status;
        EXPECT_EQ(texts(tokens->warnings),
                  Warnings{"the status is " + std::to_string(status) + ", not 200"});
    }
    for (const int status : {0, 100, 301, 302, 304, 307, 400, 401, 403, 404, 429, 500, 502, 503}) {
        EXPECT_EQ(
            refusal(token_answer(status, R"({"access_token":"AT","token_type":"Bearer"})")).code,
            "http_status")
            << status;
    }
}

TEST(TokenResponse, S30_SomethingElseAnsweredInItsPlace) {
    const Error gateway =
        refusal(token_answer(502, "<html><h1>Bad gateway</h1></html>", "text/html"));
    EXPECT_EQ(gateway.code, "http_status");
    EXPECT_EQ(gateway.message.find("The token endpoint answered 502 Bad Gateway with text/html "
                                   "instead of a JSON object. "),
              0U)
        << gateway.message;
    EXPECT_TRUE(contains(gateway.message, "authorise again"));
    for (const int status : {404, 405, 410}) {
        EXPECT_TRUE(
            contains(refusal(token_answer(status, "", "text/plain")).message, "Check the URL"));
    }
    for (const int status : {500, 503, 599}) {
        EXPECT_TRUE(contains(refusal(token_answer(status, "")).message, "on the server's side"));
    }
    EXPECT_TRUE(contains(refusal(token_answer(429, "{}")).message, "Wait"));
    EXPECT_TRUE(contains(refusal(token_answer(401, "")).message, "client_secret_basic"))
        << "most likely the credentials";
}

TEST(TokenResponse, S30_TheErrorShapeOfPleosApiIsQuoted) {
    const Error error =
        refusal(token_answer(400, R"({"type":"BAD_REQUEST","message":"code is missing"})"));
    EXPECT_EQ(error.code, "http_status");
    EXPECT_TRUE(contains(error.message, "type \"BAD_REQUEST\"")) << error.message;
    EXPECT_TRUE(contains(error.message, "message \"code is missing\"")) << error.message;
}

TEST(TokenResponse, ErrorsSayWhatTheServerSaidAndWhatToDo) {
    const struct {
        const char* error;
        const char* next_step;
    } cases[] = {
        {"invalid_request", "Compare the request"},
        {"invalid_client", "do not belong together"},
        {"invalid_grant", "authorise again"},
        {"unauthorized_client", "whoever registered it"},
        {"unsupported_grant_type", "token endpoint of this environment"},
        {"invalid_scope", "registered for this client"},
        {"invalid_token", "authorise again"},
        {"invalid_refresh_token", "authorise again"},
        {"something_new", "Look at the answer"},
    };
    for (const auto& one : cases) {
        const std::string body =
            std::string{R"({"error":")"} + one.error +
            R"(","error_description":"Because so.","error_uri":"https://as.example/help"})";
        const Error error = refusal(token_answer(400, body));
        EXPECT_EQ(error.code, one.error);
        EXPECT_TRUE(contains(error.message,
                             std::string{"with the error "} + one.error + ": \"Because so.\"."))
            << error.message;
        EXPECT_TRUE(contains(error.message, one.next_step)) << error.message;
        EXPECT_FALSE(contains(error.message, "Pleo")) << "facts belong to their environment";
        EXPECT_TRUE(contains(error.message, "https://as.example/help")) << error.message;
    }
}

TEST(TokenResponse, InvalidRefreshTokenIsFoundInTheTextOfAnotherError) {
    const Error error = refusal(
        token_answer(400, R"({"error":"bad","error_description":"oauth: invalid_refresh_token"})"));
    EXPECT_EQ(error.code, "bad");
    EXPECT_TRUE(contains(error.message, "the end of the refresh token")) << error.message;
}

TEST(TokenResponse, TheStatusTextOfTheServerIsPreferred) {
    http::Response response = token_answer(400, R"({"error":"invalid_grant"})");
    response.status_text = "Nope";
    EXPECT_TRUE(contains(refusal(response).message, "answered 400 Nope with"));
}

TEST(TokenResponse, S58_TheServersWordsAreCappedAndVisible) {
    const std::string hostile = "a\\u0000b\\u001b[31m\\u202ec\\n";
    const Error error = refusal(token_answer(
        400, R"({"error":"x)" + hostile + R"(","error_description":")" + hostile +
                 std::string(50'000, 'y') + R"(","error_uri":"javascript:)" + hostile + "\"}"));
    for (const std::string& text : {error.code, error.message}) {
        EXPECT_EQ(text.find('\0'), std::string::npos);
        EXPECT_EQ(text.find('\x1B'), std::string::npos);
        EXPECT_EQ(text.find('\n'), std::string::npos);
        EXPECT_EQ(text.find("\xE2\x80\xAE"), std::string::npos) << "right-to-left override";
        EXPECT_LT(text.size(), 1500U);
    }
}
