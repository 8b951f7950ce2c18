// tests/vectors/{token,refresh,introspection,revocation,api,discovery}.json: what real servers answer, and what it comes to.
// The same files are read by the WebAssembly build of this test.
#include "oauth/bearer.hpp"
#include "oauth/introspection.hpp"
#include "oauth/metadata.hpp"
#include "oauth/revocation.hpp"
#include "oauth/token.hpp"
#include "json/json.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace {

std::vector<json::Value> vectors(const std::string& kind) {
    std::ifstream file(std::string{VECTORS} + "/" + kind + ".json");
    std::stringstream text;
    text << file.rdbuf();
    const json::Parsed parsed = json::parse(text.str());
    EXPECT_TRUE(parsed.document) << kind << ": " << parsed.error.message;
    return parsed.document ? parsed.document->root.items : std::vector<json::Value>{};
}

std::string text(const json::Value& object, std::string_view key) {
    return std::string{json::find_string(object, key).value_or("")};
}

http::Response response_of(const json::Value& vector) {
    http::Response response;
    response.status = static_cast<int>(json::find_integer(vector, "status").value_or(0));
    for (const json::Value& header : *json::find_array(vector, "headers"))
        response.headers.push_back({header.items[0].text, header.items[1].text});
    response.body = text(vector, "body");
    return response;
}

void check(const std::string& kind, oauth::Reading (*read)(const http::Response&)) {
    const std::vector<json::Value> all = vectors(kind);
    EXPECT_GT(all.size(), 5U) << kind;
    for (const json::Value& vector : all) {
        SCOPED_TRACE(kind + ": " + text(vector, "name"));
        const json::Value& expected = *json::find(vector, "expect");
        const http::Response response = response_of(vector);
        const oauth::Reading reading = read(response);
        EXPECT_EQ(reading.understood, json::find_boolean(expected, "understood"));
        EXPECT_EQ(reading.error, text(expected, "error"));
        EXPECT_EQ(oauth::to_string(reading.effect), text(expected, "effect")) << reading.sentence;
        EXPECT_FALSE(reading.sentence.empty());
        if (const auto words = json::find_string(expected, "error_description")) {
            EXPECT_EQ(reading.error_description, *words);
        }
        if (const auto* sections = json::find_array(expected, "sections")) {
            std::vector<std::string> wanted, found;
            for (const json::Value& section : *sections)
                wanted.push_back(section.text);
            for (const oauth::Warning& warning : reading.warnings)
                found.push_back(warning.section);
            EXPECT_EQ(found, wanted) << oauth::to_string(reading.warnings);
        }
        EXPECT_NE(reading.sentence.find(text(expected, "says")), std::string::npos)
            << reading.sentence;
        if (const auto never = json::find_string(expected, "never")) {
            EXPECT_EQ(reading.sentence.find(*never), std::string::npos) << reading.sentence;
        }
        if (const auto bearer = json::find_boolean(expected, "bearer")) {
            EXPECT_EQ(oauth::may_use_as_bearer(response), *bearer);
        }
    }
}

} // namespace

TEST(Vectors, Token) { check("token", oauth::read_token_answer); }
TEST(Vectors, Refresh) { check("refresh", oauth::read_refresh_answer); }
TEST(Vectors, Introspection) { check("introspection", oauth::read_introspection_answer); }
TEST(Vectors, Revocation) { check("revocation", oauth::read_revocation_answer); }
TEST(Vectors, Api) { check("api", oauth::read_api_answer); }

TEST(Vectors, Discovery) {
    const std::vector<json::Value> all = vectors("discovery");
    EXPECT_GT(all.size(), 5U);
    for (const json::Value& vector : all) {
        SCOPED_TRACE(text(vector, "name"));
        const json::Value& expected = *json::find(vector, "expect");
        const http::Response response = response_of(vector);
        EXPECT_EQ(oauth::is_metadata_document(response), json::find_boolean(expected, "document"));
        const auto found = oauth::process_metadata_response(response, text(vector, "issuer"));
        EXPECT_EQ(found ? "" : found.error().code, text(expected, "error"));
        if (!found) {
            EXPECT_EQ(found.error().message.find("Paste both"), std::string::npos);
        }
    }
}
