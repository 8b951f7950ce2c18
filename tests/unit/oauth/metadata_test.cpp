#include "oauth/metadata.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace {

using oauth::ClientAuthentication;
using oauth::Metadata;

// As oidc-provider answers, members in its order.
constexpr std::string_view oidc_provider =
    R"({"authorization_endpoint":"http://localhost:4444/auth","claims_parameter_supported":false,
"claims_supported":["sub","sid","auth_time","iss"],"code_challenge_methods_supported":["S256"],
"end_session_endpoint":"http://localhost:4444/session/end",
"grant_types_supported":["implicit","authorization_code","refresh_token"],
"issuer":"http://localhost:4444","jwks_uri":"http://localhost:4444/jwks",
"authorization_response_iss_parameter_supported":true,
"response_modes_supported":["form_post","fragment","query"],
"response_types_supported":["code id_token","code","id_token","none"],
"scopes_supported":["openid","offline_access"],"subject_types_supported":["public"],
"token_endpoint_auth_methods_supported":["client_secret_basic","client_secret_jwt",
"client_secret_post","private_key_jwt","none"],"token_endpoint":"http://localhost:4444/token",
"pushed_authorization_request_endpoint":"http://localhost:4444/request",
"userinfo_endpoint":"http://localhost:4444/me",
"introspection_endpoint":"http://localhost:4444/token/introspection",
"revocation_endpoint":"http://localhost:4444/token/revocation",
"claim_types_supported":["normal"]})";

const std::string issuer = "https://as.example/tenant";

http::Response metadata_answer(std::string body, int status = 200) {
    return {status, "", {{"Content-Type", "application/json; charset=utf-8"}}, std::move(body)};
}

// A minimal good document with members replaced or, with an empty value, left out.
std::string document(const std::vector<std::pair<std::string, std::string>>& changes) {
    std::vector<std::pair<std::string, std::string>> members{
        {"issuer", "\"" + issuer + "\""},
        {"authorization_endpoint", "\"https://as.example/authorize\""},
        {"token_endpoint", "\"https://as.example/token\""},
        {"response_types_supported", "[\"code\"]"},
        {"code_challenge_methods_supported", "[\"S256\"]"}};
    for (const auto& change : changes) {
        bool replaced = false;
        for (auto& member : members) {
            if (member.first != change.first) continue;
            member.second = change.second;
            replaced = true;
        }
        if (!replaced) members.push_back(change);
    }
    std::string text;
    for (const auto& [key, value] : members) {
        if (value.empty()) continue;
        text += text.empty() ? "{" : ",";
        text += "\"" + key + "\":" + value;
    }
    return text + "}";
}

Metadata read(const std::vector<std::pair<std::string, std::string>>& changes) {
    const auto found = oauth::process_metadata_response(metadata_answer(document(changes)), issuer);
    if (!found) {
        ADD_FAILURE() << found.error().message;
        return {};
    }
    return *found;
}

Error refused(const std::vector<std::pair<std::string, std::string>>& changes) {
    const auto found = oauth::process_metadata_response(metadata_answer(document(changes)), issuer);
    if (found) {
        ADD_FAILURE() << "accepted: " << document(changes);
        return {};
    }
    return found.error();
}

TEST(MetadataLocations, rfc_8414_section_3_1_and_openid_section_4_1) {
    const auto at_root = oauth::metadata_locations("https://example.com");
    ASSERT_TRUE(at_root);
    ASSERT_EQ(at_root->size(), 2u);
    EXPECT_EQ((*at_root)[0].url, "https://example.com/.well-known/oauth-authorization-server");
    EXPECT_EQ((*at_root)[1].url, "https://example.com/.well-known/openid-configuration");

    const auto below = oauth::metadata_locations("https://example.com/issuer1");
    ASSERT_TRUE(below);
    ASSERT_EQ(below->size(), 3u);
    EXPECT_EQ((*below)[0].url,
              "https://example.com/.well-known/oauth-authorization-server/issuer1");
    EXPECT_EQ((*below)[1].url, "https://example.com/issuer1/.well-known/openid-configuration");
    EXPECT_EQ((*below)[2].url, "https://example.com/.well-known/openid-configuration/issuer1");
}

TEST(MetadataLocations, a_slash_at_the_end_is_removed_from_the_place_only) {
    EXPECT_EQ((*oauth::metadata_locations("https://example.com/"))[0].url,
              "https://example.com/.well-known/oauth-authorization-server");
    EXPECT_EQ((*oauth::metadata_locations("https://example.com/a/b/"))[0].url,
              "https://example.com/.well-known/oauth-authorization-server/a/b");
    EXPECT_EQ((*oauth::metadata_locations("https://example.com:8443/a/"))[1].url,
              "https://example.com:8443/a/.well-known/openid-configuration");
}

TEST(MetadataLocations, S08_what_is_no_issuer) {
    for (const char* text :
         {"", "example.com", "http://example.com", "https://u:p@example.com",
          "https://example.com?", "https://example.com/?x=1", "https://example.com#f",
          "javascript:alert(1)", "https://example.com/../x", "https://example.com /"}) {
        EXPECT_FALSE(oauth::metadata_locations(text)) << text;
    }
    EXPECT_TRUE(oauth::metadata_locations("http://localhost:4444"));
}

TEST(MetadataRequest, is_simple_for_a_browser) {
    const http::Request request = oauth::metadata_request("https://as.example/x");
    EXPECT_EQ(request.method, "GET");
    EXPECT_EQ(request.url, "https://as.example/x");
    EXPECT_EQ(request.headers, (http::Fields{{"Accept", "application/json"}}));
    EXPECT_EQ(request.body, "");
}

TEST(Metadata, as_oidc_provider_answers) {
    const auto found = oauth::process_metadata_response(metadata_answer(std::string{oidc_provider}),
                                                        "http://localhost:4444");
    ASSERT_TRUE(found) << found.error().message;
    EXPECT_EQ(
        found->endpoints,
        (oauth::Endpoints{"http://localhost:4444/auth", "http://localhost:4444/token",
                          "http://localhost:4444/token/introspection", "http://localhost:4444",
                          true, "http://localhost:4444/token/revocation"}));
    EXPECT_EQ(found->scopes, (std::vector<std::string>{"openid", "offline_access"}));
    EXPECT_EQ(found->code_challenge_methods, (std::vector<std::string>{"S256"}));
    EXPECT_EQ(found->token_endpoint_auth_methods.size(), 5u);
    EXPECT_EQ(oauth::choose_authentication(*found), ClientAuthentication::client_secret_basic);
    EXPECT_TRUE(found->warnings.empty());
    EXPECT_NE(json::find(found->members, "jwks_uri"), nullptr);
}

TEST(Metadata, the_smallest_document) {
    const Metadata found = read({});
    EXPECT_EQ(found.endpoints.introspection_endpoint, "");
    EXPECT_FALSE(found.endpoints.iss_parameter_supported);
    EXPECT_EQ(found.token_endpoint_auth_methods,
              (std::vector<std::string>{"client_secret_basic"})); // the default of RFC 8414
    EXPECT_TRUE(found.warnings.empty());
}

TEST(Metadata, S34_the_issuer_is_the_one_that_was_asked_for_byte_for_byte) {
    for (const char* other :
         {"https://as.example/tenant/", "https://as.example", "https://as.example/Tenant",
          "https://AS.example/tenant", "https://as.example:443/tenant", "http://as.example/tenant",
          "https://as.example/tenant?", "https://as.example/tenant#", "https://as.example/tenan%74",
          "https://evil.example/tenant", " https://as.example/tenant", ""}) {
        const Error error = refused({{"issuer", "\"" + std::string{other} + "\""}});
        EXPECT_EQ(error.code, "issuer_mismatch") << other;
    }
    for (const char* none : {"", "null", "1", "[\"https://as.example/tenant\"]"})
        EXPECT_EQ(refused({{"issuer", none}}).code, "issuer_mismatch") << none;
    EXPECT_NE(refused({{"issuer", "\"https://as.example/tenant/\""}}).message.find("slash"),
              std::string::npos);
}

TEST(Metadata, S34_a_second_value_is_not_chosen_between) {
    for (const char* key : {"issuer", "token_endpoint", "authorization_endpoint",
                            "code_challenge_methods_supported"}) {
        std::string text = document({});
        text.insert(1, "\"" + std::string{key} + "\":\"https://evil.example/token\",");
        const auto found = oauth::process_metadata_response(metadata_answer(text), issuer);
        ASSERT_FALSE(found) << key;
        EXPECT_EQ(found.error().code, "malformed") << key;
    }
    // Where nobody looks, it does not matter.
    std::string text = document({});
    text.insert(1, "\"x\":1,\"x\":2,");
    EXPECT_TRUE(oauth::process_metadata_response(metadata_answer(text), issuer));
}

TEST(Metadata, S08_endpoints_are_such_as_a_request_may_go_to) {
    for (const char* field : {"authorization_endpoint", "token_endpoint", "introspection_endpoint",
                              "revocation_endpoint"}) {
        for (const char* url :
             {"http://as.example/token", "https://u:p@as.example/token", "https://as.example/#x",
              "javascript:alert(1)", "data:text/html,x", "//as.example/token", "/token", "",
              "https://as.example/\\u0000", "http://localhost:8080/token",
              "https://127.0.0.1/token", "https://[::1]/token", "https://as.example/a/../b",
              "https://0.0.0.0/token", "https://[::]/token", "https://[::ffff:127.0.0.1]/token",
              "https://as.example:6667/token", "https://as.example/token?a='b'"}) {
            EXPECT_EQ(refused({{field, "\"" + std::string{url} + "\""}}).code, "insecure_endpoint")
                << field << " " << url;
        }
        EXPECT_EQ(refused({{field, "1"}}).code, "malformed") << field;
    }
    // Null is what some servers write for what they do not have.
    EXPECT_EQ(refused({{"token_endpoint", "null"}}).code, "missing_endpoint");
    EXPECT_EQ(read({{"revocation_endpoint", R"("https://as.example/revoke")"}})
                  .endpoints.revocation_endpoint,
              "https://as.example/revoke");
    EXPECT_EQ(read({{"introspection_endpoint", "null"}}).endpoints.introspection_endpoint, "");
    EXPECT_EQ(refused({{"token_endpoint", ""}}).code, "missing_endpoint");
    EXPECT_EQ(refused({{"authorization_endpoint", ""}}).code, "missing_endpoint");
    EXPECT_EQ(read({{"token_endpoint", "\"https://as.example/token?tenant=1\""}})
                  .endpoints.token_endpoint,
              "https://as.example/token?tenant=1");
}

TEST(Metadata, an_endpoint_on_another_host_is_named) {
    const Metadata found = read({{"token_endpoint", "\"https://elsewhere.example/token\""}});
    ASSERT_EQ(found.warnings.size(), 1u);
    EXPECT_NE(found.warnings[0].find("elsewhere.example"), std::string::npos);
}

TEST(Metadata, S02_a_server_without_s256_is_not_used) {
    EXPECT_EQ(refused({{"code_challenge_methods_supported", "[\"plain\"]"}}).code,
              "pkce_unsupported");
    EXPECT_EQ(refused({{"code_challenge_methods_supported", "[]"}}).code, "pkce_unsupported");
    EXPECT_EQ(refused({{"code_challenge_methods_supported", "[\"s256\"]"}}).code,
              "pkce_unsupported");
    const Metadata silent = read({{"code_challenge_methods_supported", ""}});
    ASSERT_EQ(silent.warnings.size(), 1u);
    EXPECT_NE(silent.warnings[0].find("PKCE"), std::string::npos);
}

TEST(Metadata, S01_a_server_without_the_code_flow_is_not_used) {
    EXPECT_EQ(refused({{"response_types_supported", "[\"token\"]"}}).code, "code_unsupported");
    EXPECT_EQ(refused({{"response_types_supported", "[\"code token\"]"}}).code, "code_unsupported");
    EXPECT_EQ(refused({{"response_modes_supported", "[\"fragment\"]"}}).code, "code_unsupported");
    EXPECT_EQ(refused({{"grant_types_supported", "[\"implicit\"]"}}).code, "code_unsupported");
    EXPECT_EQ(read({{"response_types_supported", ""}}).warnings.size(), 1u);
}

TEST(Metadata, S20_whether_iss_is_sent_is_true_or_false) {
    constexpr const char* field = "authorization_response_iss_parameter_supported";
    EXPECT_TRUE(read({{field, "true"}}).endpoints.iss_parameter_supported);
    EXPECT_FALSE(read({{field, "false"}}).endpoints.iss_parameter_supported);
    EXPECT_FALSE(read({{field, "null"}}).endpoints.iss_parameter_supported);
    for (const char* value : {"\"true\"", "1", "[]"})
        EXPECT_EQ(refused({{field, value}}).code, "malformed") << value;
}

TEST(Metadata, the_method_of_client_authentication) {
    constexpr const char* field = "token_endpoint_auth_methods_supported";
    const auto chosen = [&](const char* value) {
        return oauth::choose_authentication(read({{field, value}}));
    };
    EXPECT_EQ(chosen("[\"client_secret_post\",\"client_secret_basic\"]"),
              ClientAuthentication::client_secret_basic);
    EXPECT_EQ(chosen("[\"none\",\"client_secret_post\"]"),
              ClientAuthentication::client_secret_post);
    EXPECT_EQ(chosen("[\"private_key_jwt\"]"), std::nullopt);
    EXPECT_EQ(read({{field, "[\"private_key_jwt\"]"}}).warnings.size(), 1u);
}

TEST(Metadata, lists_are_lists_of_short_strings) {
    for (const char* field : {"response_types_supported", "response_modes_supported",
                              "grant_types_supported", "code_challenge_methods_supported"}) {
        read({{field, "null"}}); // absent
        for (const char* value : {"\"code\"", "{}", "[1]", "[\"code\",null]"})
            EXPECT_EQ(refused({{field, value}}).code, "malformed") << field << " " << value;
        EXPECT_EQ(refused({{field, "[\"" + std::string(3000, 'x') + "\"]"}}).code, "malformed");
        std::string many = "[\"code\"";
        for (int i = 0; i < 1000; ++i)
            many += ",\"x\"";
        EXPECT_EQ(refused({{field, many + "]"}}).code, "malformed") << field;
    }
    // What decides nothing about safety costs nothing.
    for (const char* field : {"token_endpoint_auth_methods_supported", "scopes_supported"}) {
        for (const char* value : {"\"code\"", "{}", "[1]"}) {
            const oauth::Metadata found = read({{field, value}});
            ASSERT_EQ(found.warnings.size(), 1u) << field << value;
            EXPECT_NE(found.warnings[0].find(field), std::string::npos);
        }
    }
}

TEST(Metadata, what_is_no_document) {
    const auto code = [](const http::Response& response) {
        const auto found = oauth::process_metadata_response(response, issuer);
        return found ? std::string{} : found.error().code;
    };
    EXPECT_EQ(code(metadata_answer(document({}), 404)), "http_status");
    EXPECT_EQ(code(metadata_answer(document({}), 500)), "http_status");
    EXPECT_EQ(code(metadata_answer("<html>")), "not_json");
    EXPECT_EQ(code(metadata_answer("")), "not_json");
    EXPECT_EQ(code(metadata_answer("[]")), "malformed");
    EXPECT_EQ(code(metadata_answer("{\"error\":\"invalid_request\"}")), "invalid_request");
    EXPECT_EQ(code(metadata_answer(document({{"x", "\"" + std::string(300'000, 'x') + "\""}}))),
              "json_limit");
    EXPECT_FALSE(
        oauth::process_metadata_response(metadata_answer(document({})), "https://as.example/?x"));
}

TEST(Metadata, S58_what_the_server_calls_itself_is_shown_and_not_obeyed) {
    const Error error =
        refused({{"issuer", "\"https://evil\\u202Eexample\\n" + std::string(5000, 'x') + "\""}});
    EXPECT_EQ(error.message.find('\n'), std::string::npos);
    EXPECT_EQ(error.message.find("\u202E"), std::string::npos);
    EXPECT_LT(error.message.size(), 1000u);
}

} // namespace
