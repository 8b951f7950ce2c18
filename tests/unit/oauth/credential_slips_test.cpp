#include "oauth/credential_slips.hpp"

#include "http/base64.hpp"
#include "http/form.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace {

using oauth::Client;
using oauth::Slip;

const std::string uuid = "51a01a7e-0000-4000-8000-00000000000a";
const std::string secret = "4d1f0c2e9a7b4f6f8c35aa01bb02cc";

std::vector<Slip> slips(const std::string& id, const std::string& client_secret) {
    const std::vector<Slip> found = oauth::find_slips({id, client_secret, "", {}});
    for (const Slip& slip : found) {
        EXPECT_FALSE(slip.message.empty());
        for (const std::string& value : {id, client_secret}) {
            EXPECT_TRUE(value.size() <= 8 || slip.message.find(value) == std::string::npos);
        }
    }
    return found;
}

TEST(CredentialSlips, none_in_what_is_right) {
    EXPECT_TRUE(slips(uuid, secret).empty());
    EXPECT_TRUE(slips("client-7", "p:w=&%+").empty());
    EXPECT_TRUE(slips("clientidx", "client").empty());
    EXPECT_TRUE(slips("https://client.example/id", secret).empty()); // some servers have such ids
    EXPECT_TRUE(slips(uuid, "51a01a7e-0000-4000-8000-00000000000b").empty()); // two UUIDs
}

TEST(CredentialSlips, a_table) {
    struct Case {
        const char* what;
        std::string id;
        std::string secret;
        const char* field;
        const char* code;
        bool certain;
    };
    const std::vector<Case> cases{
        {"nothing", "", secret, "client_id", "missing", true},
        {"nothing", uuid, "", "client_secret", "missing", true},
        {"space before", " " + uuid, secret, "client_id", "invisible", false},
        {"space after", uuid, secret + " ", "client_secret", "invisible", false},
        {"line break", uuid, secret + "\n", "client_secret", "invisible", false},
        {"tab inside", uuid, "4d1f\t0c2e", "client_secret", "invisible", false},
        {"no-break space", uuid, secret + "\u00A0", "client_secret", "invisible", false},
        {"zero width space", "\u200B" + uuid, secret, "client_id", "invisible", false},
        {"byte order mark", "\uFEFF" + uuid, secret, "client_id", "invisible", false},
        {"quotes of a document", "“" + uuid + "”", secret, "client_id", "invisible", false},
        {"straight quotes", uuid, "\"" + secret + "\"", "client_secret", "invisible", false},
        {"backtick", uuid, "`" + secret + "`", "client_secret", "invisible", false},
        {"letter that looks like another", uuid, "4d1f\u0430", "client_secret", "not_ascii", true},
        {"label", "Client ID: " + uuid, secret, "client_id", "label", true},
        {"label", "client_id=" + uuid, secret, "client_id", "label", true},
        {"label", uuid, "CLIENT_SECRET=" + secret, "client_secret", "label", true},
        {"label of JSON", uuid, "client_secret\": " + secret, "client_secret", "label", true},
        {"header", uuid, "Basic YTpi", "client_secret", "header", true},
        {"header", uuid, "Bearer " + secret, "client_secret", "header", true},
        {"header", uuid, "Authorization: Basic YTpi", "client_secret", "header", true},
        {"link to a vault", uuid, "https://share.example/s#abc", "client_secret", "link", false},
        {"placeholder", "<client_id>", secret, "client_id", "placeholder", false},
        {"placeholder", uuid, "YOUR_CLIENT_SECRET", "client_secret", "placeholder", false},
        {"placeholder", uuid, "{{client_secret}}", "client_secret", "placeholder", false},
        {"placeholder", uuid, "xxxxxxxx", "client_secret", "placeholder", false},
        {"printed example", "12a3b456-78c9-0d12-93f4-f567ab8cde9f", secret, "client_id", "example",
         false},
        {"printed example", "s6BhdRkqt3", secret, "client_id", "example", false},
        {"both in one", uuid + ":" + secret, secret, "client_id", "pair", false},
        {"space inside", uuid, "4d1f 0c2e", "client_secret", "space", false},
        {"swapped", secret, uuid, "client_id", "swapped", false},
        {"twice the same", uuid, uuid, "client_secret", "same", false},
    };
    for (const Case& each : cases) {
        const std::vector<Slip> found = slips(each.id, each.secret);
        ASSERT_EQ(found.size(), 1u) << each.what << " " << each.id << " " << each.secret;
        EXPECT_EQ(found[0].field, each.field) << each.what;
        EXPECT_EQ(found[0].code, each.code) << each.what;
        EXPECT_EQ(found[0].certain, each.certain) << each.what;
    }
}

TEST(CredentialSlips, one_for_each_value) {
    const std::vector<Slip> both = slips(" " + uuid, "Basic YTpi");
    ASSERT_EQ(both.size(), 2u);
    EXPECT_EQ(both[0].field, "client_id");
    EXPECT_EQ(both[1].field, "client_secret");
    EXPECT_EQ(slips("", "").size(), 2u);
}

TEST(ClientSecretInRequest, behind_bearer_is_the_pitfall_that_the_documentation_names) {
    const Client client{uuid, secret, "", {}};
    for (const std::string& value : {"Bearer " + secret, "bearer  " + secret, "BEARER " + secret}) {
        const auto slip = oauth::find_client_secret(
            {"GET", "https://api.example/v2/employees", {{"authorization", value}}, ""}, client);
        ASSERT_TRUE(slip) << value;
        EXPECT_EQ(slip->code, "secret_as_bearer");
        EXPECT_TRUE(slip->certain);
    }
}

TEST(ClientSecretInRequest, in_any_place_and_encoding) {
    const std::string hard = "p+w/1&2 3\"4";
    const Client client{uuid, hard, "", {}};
    struct Case {
        http::Request request;
        const char* place;
    };
    const std::vector<Case> cases{
        {{"GET", "https://a/", {{"X-Api-Key", hard}}, ""}, "header X-Api-Key"},
        {{"GET",
          "https://a/",
          {{"Authorization", "Basic " + http::base64_encode(uuid + ":" + hard)}},
          ""},
         "header Authorization"},
        {{"GET",
          "https://a/",
          {{"Authorization", "Basic " + http::base64_encode(uuid + ":" + http::form_encode(hard))}},
          ""},
         "header Authorization"},
        {{"GET", "https://a/", {{"Authorization", hard}}, ""}, "header Authorization"},
        {{"GET", "https://a/?key=" + http::form_encode(hard), {}, ""}, "URL"},
        {{"GET", "https://a/" + http::percent_encode(hard), {}, ""}, "URL"},
        {{"POST", "https://a/", {}, "client_secret=" + http::form_encode(hard)}, "body"},
        {{"POST", "https://a/", {}, R"({"secret":"p+w/1\u00262 3\"4"})"}, "body"},
    };
    for (const Case& each : cases) {
        const auto slip = oauth::find_client_secret(each.request, client);
        ASSERT_TRUE(slip) << each.place;
        EXPECT_EQ(slip->code, "client_secret");
        EXPECT_EQ(slip->field, each.place);
        EXPECT_EQ(slip->message.find(hard), std::string::npos);
    }
}

TEST(ClientSecretInRequest, a_request_without_it_passes) {
    const http::Request request{"GET",
                                "https://api.example/v2/employees?limit=5",
                                {{"Authorization", "Bearer sim_at_1"}},
                                ""};
    EXPECT_FALSE(oauth::find_client_secret(request, {uuid, secret, "", {}}));
    EXPECT_FALSE(oauth::find_client_secret(request, {uuid, "", "", {}}));
}

} // namespace
