// Simulated Staging answers every operation that the page offers, and guards each by its scope.
#include "http/ascii.hpp"
#include "oauth/scope.hpp"
#include "simulator/books.hpp"
#include "staging/operations.hpp"
#include "staging/simulated_id.hpp"
#include "unit/simulator/driver.hpp"

#include <gtest/gtest.h>

namespace simulator::tests {
namespace {

// Path and query with every parameter that has a sample.
std::string sample_path(const staging::Operation& operation) {
    std::string path(operation.path);
    for (const staging::Parameter& each : operation.path_parameters) {
        const std::string mark = "{" + std::string(each.name) + "}";
        path.replace(path.find(mark), mark.size(), each.sample);
    }
    http::Fields query;
    for (const staging::Parameter& each : operation.query) {
        if (!each.sample.empty())
            query.push_back({std::string(each.name), std::string(each.sample)});
    }
    return query.empty() ? path : path + "?" + http::form_encode(query);
}

http::Response call_sample(Driver& driver, const std::string& token,
                           const staging::Operation& operation) {
    if (operation.sample.empty())
        return driver.call(token, sample_path(operation), operation.method);
    return driver.call(token, sample_path(operation), operation.method, operation.sample);
}

// The job that the samples of a running export speak of is the first one that a person makes.
void prepare(Driver& driver, const std::string& token, const staging::Operation& operation) {
    const std::string call = sample_path(operation) + std::string(operation.sample);
    if (call.find("51a01a7e-0020-4000-8000-000000000004") != std::string::npos)
        call_sample(driver, token, *staging::find_operation("create_export_job"));
}

class EachOperation : public testing::TestWithParam<std::size_t> {
protected:
    const staging::Operation& operation() const { return staging::operations()[GetParam()]; }
};

TEST_P(EachOperation, AcceptsItsSample) {
    Driver driver;
    const std::string token = driver.tokens().access_token;
    prepare(driver, token, operation());
    const State before = driver.state;
    const http::Response response = call_sample(driver, token, operation());
    EXPECT_TRUE(response.status >= 200 && response.status < 300)
        << response.status << " " << response.body;
    if (response.status != 204 && response.status != 202) {
        EXPECT_TRUE(json::parse(response.body).document) << response.body;
    }
    // What is marked as a read changes nothing; a sample that is a change changes something. Two
    // happen to leave things as they are, and where to upload a file is only told.
    if (!operation().writes) {
        EXPECT_EQ(driver.state, before);
    } else if (operation().id != "activate_installation" &&
               operation().id != "complete_installation" &&
               operation().id != "get_vendor_import_url") {
        EXPECT_NE(driver.state, before);
    }
    const auto again =
        state_from_json(json::parse(json::dump(to_json(driver.state))).document->root);
    ASSERT_TRUE(again);
    EXPECT_EQ(*again, driver.state);
}

TEST_P(EachOperation, PagedOnesAnswerWithTheEnvelope) {
    Driver driver;
    const std::string token = driver.tokens().access_token;
    prepare(driver, token, operation());
    const http::Response response = call_sample(driver, token, operation());
    const bool paged = operation().pages != staging::Pages::none;
    EXPECT_EQ(!Driver::member(response, "pagination").empty(), paged) << response.body;
}

// Each member that holds an id by its name, and everything in an answer that looks like one.
void expect_our_ids(const json::Value& value, std::string_view name) {
    // Those that belong to others: the accounting system's, and all zeros for "not known".
    const bool foreign =
        name == "externalId" || name == "taxCodeExternalId" || name == "reconciliationId";
    const bool named = name == "id" || name.ends_with("Id") || name.ends_with("Ids");
    if (value.is_string() && !foreign && (named || http::is_uuid(value.text)) &&
        value.text != "00000000-0000-0000-0000-000000000000" && value.text != "lunch") {
        EXPECT_TRUE(staging::is_simulated_id(value.text)) << name << " " << value.text;
    }
    for (const json::Value& each : value.items)
        expect_our_ids(each, name);
    for (const json::Member& each : value.members)
        expect_our_ids(each.value, each.key);
}

TEST_P(EachOperation, S69_IdsAreUuidsThatNobodyTakesForReal) {
    Driver driver;
    const std::string token = driver.tokens().access_token;
    prepare(driver, token, operation());
    const json::Parsed answer = json::parse(call_sample(driver, token, operation()).body);
    if (!answer.document) return; // 202 and 204
    if (const json::Value* data = json::find(answer.document->root, "data"))
        expect_our_ids(*data, "data");
}

TEST_P(EachOperation, NeedsItsScope) {
    if (operation().scopes.empty()) return;
    Driver driver;
    std::string others;
    const auto all = oauth::parse_scopes(staging::simulated_scopes);
    for (const std::string& each : all->values) {
        if (each != operation().scopes) others += (others.empty() ? "" : " ") + each;
    }
    const http::Response response =
        call_sample(driver, driver.tokens(others).access_token, operation());
    EXPECT_EQ(response.status, 403);
    const auto challenge = oauth::find_challenge(response);
    ASSERT_TRUE(challenge);
    EXPECT_EQ(challenge->error, "insufficient_scope");
    EXPECT_EQ(challenge->scope, operation().scopes);

    // And no other one.
    const std::string own(operation().scopes);
    Driver alone;
    const std::string helper = alone.tokens().access_token;
    prepare(alone, helper, operation());
    EXPECT_LT(call_sample(alone, alone.tokens(own).access_token, operation()).status, 300);
}

TEST_P(EachOperation, NeedsAToken) {
    Driver driver;
    EXPECT_EQ(call_sample(driver, "sim_access_unknown", operation()).status, 401);
}

TEST_P(EachOperation, BodiesThatAreNoneAreRefused) {
    if (operation().sample.empty()) return;
    Driver driver;
    const std::string token = driver.tokens().access_token;
    prepare(driver, token, operation());
    const State before = driver.state;
    const std::string path = sample_path(operation());
    std::string deep(40, '[');
    deep += std::string(40, ']');
    for (const std::string& body :
         {std::string("{"), std::string("null"), std::string("7"), std::string("\"text\""), deep,
          std::string("[[]]"), std::string("\xFF\xFE"), std::string(operation().sample) + "x"}) {
        const http::Response response = driver.call(token, path, operation().method, body);
        EXPECT_EQ(Driver::type(response), "400 JSON_MAPPING_EXCEPTION") << body;
    }
    const http::Response as_form =
        driver.send(oauth::with_bearer({std::string(operation().method),
                                        Driver::url("/external" + path),
                                        {{"Content-Type", "application/x-www-form-urlencoded"}},
                                        std::string(operation().sample)},
                                       token));
    EXPECT_EQ(as_form.status, 415);
    EXPECT_EQ(
        driver.call(token, path, operation().method, std::string(4 * 1024 * 1024 + 1, ' ')).status,
        413);
    EXPECT_EQ(driver.state, before);
}

// Each member of a sample of another kind: an answer, never anything else, and either all happens or
// nothing.
TEST_P(EachOperation, SpoiltMembersAreAnswered) {
    if (operation().sample.empty()) return;
    const json::Value sample = json::parse(operation().sample).document->root;
    const json::Value nested = json::Value::object({{"a", json::Value::array({json::Value()})}});
    const std::vector<json::Value> wrong{json::Value(),
                                         json::Value(true),
                                         json::Value(-1),
                                         json::Value("sim_nothing"),
                                         json::Value(""),
                                         json::Value(std::string(5000, 'x')),
                                         json::Value("\r\n<script>"),
                                         json::Value::array(),
                                         json::Value::array({1, "x", json::Value()}),
                                         nested};
    Driver driver;
    const std::string token = driver.tokens().access_token;
    prepare(driver, token, operation());
    const auto send = [&](const json::Value& body) {
        const std::vector<Record> before = driver.state.records;
        const http::Response response =
            driver.call(token, sample_path(operation()), operation().method, json::dump(body));
        EXPECT_GE(response.status, 200);
        EXPECT_LT(response.status, 500);
        if (response.status >= 400) {
            EXPECT_EQ(driver.state.records, before);
            EXPECT_TRUE(json::parse(response.body).document);
        }
    };
    for (std::size_t i = 0; i < sample.members.size(); ++i) {
        for (const json::Value& each : wrong) {
            json::Value body = sample;
            body.members[i].value = each;
            send(body);
        }
        json::Value without = sample;
        without.members.erase(without.members.begin() + static_cast<std::ptrdiff_t>(i));
        send(without);
    }
    for (const json::Value& each : wrong)
        send(json::Value::array({each}));
    EXPECT_TRUE(state_from_json(to_json(driver.state)));
}

INSTANTIATE_TEST_SUITE_P(All, EachOperation,
                         testing::Range(std::size_t{0}, staging::operations().size()),
                         [](const testing::TestParamInfo<std::size_t>& info) {
                             return std::string(staging::operations()[info.param].id);
                         });

TEST(Routing, AnIdMayHoldAnythingThatIsEncoded) {
    Driver driver;
    const std::string token = driver.tokens().access_token;
    for (const char* id : {"..", "%2e%2e", "a%2Fb", "%00", "%", "%zz", "+", "{tagId}", "%ff"})
        EXPECT_EQ(driver.call(token, "/v0/tags/" + std::string(id)).status, 404) << id;
    EXPECT_EQ(driver.call(token, "/v0/tags/%351A01A7E-0013-4000-8000-000000000001").status, 200);
    EXPECT_EQ(driver.call(token, "/v0/tags/51a01a7e-0013-4000-8000-000000000001/").status, 404);
    EXPECT_EQ(driver.call(token, "/v0//tags/51a01a7e-0013-4000-8000-000000000001").status, 404);
    EXPECT_EQ(driver.call(token, "//v0/tags/51a01a7e-0013-4000-8000-000000000001").status, 404);
}

// "/v0/tags/archive" is an operation and no tag, "{id}:archive" is none with an odd name.
TEST(Routing, WhatIsSpeltOutComesFirst) {
    Driver driver;
    const std::string token = driver.tokens().access_token;
    EXPECT_EQ(Driver::header(driver.call(token, "/v0/tags/archive"), "Allow"), "POST");
    EXPECT_EQ(Driver::header(
                  driver.call(token, "/v1/vendors/51a01a7e-0015-4000-8000-000000000001:archive"),
                  "Allow"),
              "POST");
    EXPECT_EQ(driver.call(token, "/v1/vendors/51a01a7e-0015-4000-8000-000000000001:destroy", "POST")
                  .status,
              404);
    EXPECT_EQ(Driver::header(driver.call(token, "/v0/tags", "PATCH"), "Allow"), "GET, DELETE");
    EXPECT_EQ(driver.call(token, "/v1/accounting-entries/core:search", "POST", "{}").status, 400);
}

TEST(Books, AreCappedAndSayThatTheyAreFull) {
    Driver driver;
    const std::string token = driver.tokens().access_token;
    http::Response response;
    std::size_t made = 0;
    for (; made <= most_records; ++made) {
        response =
            driver.call(token, "/v0/tag-groups/51a01a7e-0011-4000-8000-000000000001/tags", "POST",
                        "{\"code\":\"c" + std::to_string(made) + "\",\"archived\":false}");
        if (response.status != 201) break;
    }
    EXPECT_EQ(made, most_records);
    EXPECT_EQ(Driver::type(response), "409 SIMULATOR_FULL");
    // Deleting a group means noting more than there is room for: then nothing is deleted at all.
    EXPECT_EQ(
        driver.call(token, "/v0/tag-groups/51a01a7e-0011-4000-8000-000000000001", "DELETE").status,
        409);
    EXPECT_EQ(driver.call(token, "/v0/tags/51a01a7e-0013-4000-8000-000000000001").status, 200);
    EXPECT_TRUE(state_from_json(to_json(driver.state)));
    driver.post("/control/reset", {});
    EXPECT_TRUE(driver.state.records.empty());
}

TEST(Books, AreCappedInOctetsAsWell) {
    Driver driver;
    const std::string token = driver.tokens().access_token;
    std::string metadata;
    for (int i = 0; i < 60; ++i)
        metadata += (i ? ",\"" : "\"") + std::to_string(i) + "\":\"" + std::string(250, 'm') + "\"";
    int status = 0;
    int made = 0;
    for (; made < 100 && status != 409; ++made) {
        status =
            driver
                .call(token, "/v0/tag-groups", "POST",
                      R"({"name":"n","code":"c","archived":false,"metadata":{)" + metadata + "}}")
                .status;
    }
    EXPECT_EQ(status, 409);
    EXPECT_LT(made, 80);
    EXPECT_LT(json::dump(to_json(driver.state)).size(), 2 * most_record_octets);
}

// A browser's storage can be spoilt in ways that state_from_json does not see.
TEST(Books, SpoiltRecordsEndNothing) {
    const std::vector<json::Value> spoilt{
        json::Value::object(),
        json::parse(R"({"id":7,"status":[],"groupId":{},"_items":[7,{}],"tags":[null],"rate":"x",
                        "transactionValue":{"minors":"x"},"eventTypes":[null],"metadata":3,
                        "_errors":[1],"_expires_at_ms":"never","displayOrder":"first"})")
            .document->root};
    for (const json::Value& value : spoilt) {
        for (int number = 0; number <= static_cast<int>(Collection::activities); ++number) {
            const auto collection = static_cast<Collection>(number);
            const std::string known = row_id(rows(initial_state(), collection).front());
            Driver driver;
            const std::string token = driver.tokens().access_token;
            json::Value named = value;
            json::set(named, "id", known);
            driver.state.records = {{collection, known, false, named},
                                    {collection, "sim_made", false, value}};
            for (const staging::Operation& each : staging::operations()) {
                if (each.id == "delete_installation") continue;
                ASSERT_LT(call_sample(driver, token, each).status, 500) << each.id;
            }
        }
    }
}

// Whatever is done in whatever order: an answer, a state that can be kept, and reads that only read.
TEST(Books, ARandomWalk) {
    std::mt19937 random{4711};
    const auto below = [&](std::size_t n) { return random() % n; };
    Driver driver;
    std::string token = driver.tokens().access_token;
    for (int step = 0; step < 1000; ++step) {
        const staging::Operation& operation =
            staging::operations()[below(staging::operations().size())];
        std::string path = sample_path(operation);
        std::string body(operation.sample);
        // Another number here and there, so that what was made is met again.
        for (std::string* text : {&path, &body}) {
            for (std::size_t at = text->find("51a01a7e-"); at != std::string::npos;
                 at = text->find("51a01a7e-", at + 1)) {
                constexpr std::size_t last_digit = 35;
                if (below(3) == 0) text->at(at + last_digit) = static_cast<char>('1' + below(9));
            }
        }
        const std::vector<Record> before = driver.state.records;
        const http::Response response = body.empty()
                                            ? driver.call(token, path, operation.method)
                                            : driver.call(token, path, operation.method, body);
        ASSERT_GE(response.status, 200);
        ASSERT_LT(response.status, 500) << operation.id;
        ASSERT_NE(response.status, 401) << operation.id;
        if (!operation.writes || response.status >= 400) {
            ASSERT_EQ(driver.state.records, before) << operation.id;
        }
        driver.now_ms += static_cast<std::int64_t>(below(60'000));
        if (operation.id == "delete_installation" || step % 20 == 0)
            token = driver.tokens().access_token;
    }
    const auto again =
        state_from_json(json::parse(json::dump(to_json(driver.state))).document->root);
    ASSERT_TRUE(again);
    EXPECT_EQ(*again, driver.state);
}

// Numbers of what is gone do not come back.
TEST(Books, IdsAreNeverUsedTwice) {
    Driver driver;
    const std::string token = driver.tokens().access_token;
    const std::string body = R"({"code":"new","archived":false})";
    const std::string path = "/v0/tag-groups/51a01a7e-0011-4000-8000-000000000001/tags";
    const auto make = [&] {
        return std::string(
            json::find_string(Driver::data(driver.call(token, path, "POST", body)), "id").value());
    };
    const std::string first = make();
    EXPECT_EQ(first, "51a01a7e-0013-4000-8000-000000000006");
    EXPECT_EQ(driver.call(token, "/v0/tags/" + first, "DELETE").status, 204);
    EXPECT_EQ(make(), "51a01a7e-0013-4000-8000-000000000007");
    EXPECT_EQ(driver.call(token, "/v0/tags/" + first).status, 404);
}

// A token is for one company.
TEST(Books, NothingIsMadeForAnotherCompany) {
    for (const char* id : {"create_export_job", "create_account", "create_accounts",
                           "create_tax_code", "update_tax_code", "create_vendor", "update_vendor",
                           "create_vendor_import", "archive_tags", "delete_tags"}) {
        Driver driver;
        const staging::Operation& operation = *staging::find_operation(id);
        std::string body(operation.sample);
        const std::string ours = "51a01a7e-0001-4000-8000-000000000001";
        body.replace(body.find(ours), ours.size(), "51a01a7e-0001-4000-8000-000000000002");
        const http::Response response = driver.call(driver.tokens().access_token,
                                                    sample_path(operation), operation.method, body);
        EXPECT_EQ(Driver::type(response), "403 ACCESS_DENIED") << id;
        EXPECT_TRUE(driver.state.records.empty()) << id;
    }
}

} // namespace
} // namespace simulator::tests
