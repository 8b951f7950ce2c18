#include "simulator/dummy_year.hpp"
#include "staging/simulated_id.hpp"
#include "unit/simulator/driver.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace simulator::tests {
namespace {

using Ids = std::vector<std::string>;

class Entries : public testing::Test {
protected:
    Driver driver_;
    std::string token_ = driver_.tokens().access_token;

    http::Response get(std::string_view path) { return driver_.call(token_, path); }
    http::Response search(
        std::string_view filters,
        std::string_view query = "?company_id=51a01a7e-0001-4000-8000-000000000001&limit=100") {
        return driver_.call(token_, "/v1/accounting-entries:search" + std::string(query), "POST",
                            R"({"includeDeleted":false)" + std::string(filters) + "}");
    }
    // Of those that are written by hand, which come first; the year of generated ones is apart.
    static Ids by_hand(const http::Response& response) {
        Ids ids = Driver::ids(response);
        std::erase_if(ids, [](const std::string& id) {
            return staging::simulated_number(staging::SimulatedKind::entry, id) > 1000;
        });
        return ids;
    }
    Ids found(std::string_view filters) { return by_hand(search(filters)); }
    http::Response enrich(const http::Fields& other,
                          std::string_view body = R"({"receipts":["JVBERi0xLjQK"]})") {
        http::Fields query{{"amount", "12500"},
                           {"currency", "DKK"},
                           {"card_last_four_digits", "0001"},
                           {"merchant_name", "harbour coffee"},
                           {"performed_at", "2026-09-02T08:15:00Z"}};
        for (const http::Field& each : other) {
            const auto same =
                std::find_if(query.begin(), query.end(),
                             [&](const http::Field& field) { return field.name == each.name; });
            if (same == query.end())
                query.push_back(each);
            else
                same->value = each.value;
        }
        return driver_.call(token_, "/v2/accounting-entries:enrich?" + http::form_encode(query),
                            "POST", body);
    }
    static std::string status_of(const http::Response& response) {
        const json::Value data = Driver::data(response);
        return std::to_string(response.status) + " " +
               std::string(json::find_string(data, "receiptStatus").value_or(""));
    }
};

TEST_F(Entries, NeedACompanyOrAnOrganisation) {
    EXPECT_EQ(search("", "").status, 400);
    EXPECT_EQ(found("").size(), 18U);
    EXPECT_EQ(by_hand(search("", "?organization_id=51a01a7e-0002-4000-8000-000000000001&limit=100"))
                  .size(),
              18U);
    EXPECT_EQ(Driver::ids(search("", "?company_id=other")).size(), 0U);
    EXPECT_EQ(
        driver_.call(token_, "/v1/accounting-entries:search?company_id=x", "POST", "{}").status,
        400)
        << "includeDeleted is required";
}

TEST_F(Entries, AreFiltered) {
    EXPECT_EQ(
        found(R"(,"families":["WALLET","MILEAGE"])"),
        (Ids{"51a01a7e-0018-4000-8000-000000000303", "51a01a7e-0018-4000-8000-000000000406"}));
    EXPECT_EQ(found(R"(,"subFamilies":["ATM"])"), Ids{"51a01a7e-0018-4000-8000-000000000203"});
    EXPECT_EQ(found(R"(,"employeeIds":["51a01a7e-0003-4000-8000-000000000004"])"),
              Ids{"51a01a7e-0018-4000-8000-000000000304"});
    EXPECT_EQ(found(R"(,"exportStatus":["CREATED"])").size(), 6U);
    EXPECT_EQ(found(R"(,"exportStatus":["NOT_EXPORTED"])").size(), 6U);
    EXPECT_EQ(found(R"(,"exportStatus":["EXPORTED"])").size(), 6U);
    EXPECT_EQ(
        found(R"(,"transactionValueCurrencies":["SEK"])"),
        (Ids{"51a01a7e-0018-4000-8000-000000000103", "51a01a7e-0018-4000-8000-000000000403"}));
    EXPECT_EQ(
        found(R"(,"tagRowIds":["51a01a7e-0013-4000-8000-000000000001"])"),
        (Ids{"51a01a7e-0018-4000-8000-000000000101", "51a01a7e-0018-4000-8000-000000000401"}));
    EXPECT_EQ(
        found(
            R"(,"tagGroupIdsUnset":["51a01a7e-0011-4000-8000-000000000001","51a01a7e-0011-4000-8000-000000000002"])")
            .size(),
        6U);
    EXPECT_EQ(found(R"(,"hasAccount":false)").size(), 4U);
    EXPECT_EQ(found(R"(,"hasNote":true)").size(), 6U);
    EXPECT_EQ(found(R"(,"settled":false)"), Ids{});
    EXPECT_EQ(found(R"(,"families":["HOLIDAY"])"), Ids{});
    EXPECT_EQ(search(R"(,"families":["HOLIDAY"])").status, 400);
}

// "Cannot be used with any other date filters"
TEST_F(Entries, AreFoundByOneKindOfDate) {
    EXPECT_EQ(found(R"(,"performedAtStart":"2026-12-04T12:00:00Z")").size(), 4U);
    EXPECT_EQ(found(R"(,"settledAtEnd":"2026-09-04T12:00:00Z")"),
              Ids{"51a01a7e-0018-4000-8000-000000000101"});
    EXPECT_EQ(found(R"(,"bookkeepingDateStart":"2026-10-01T00:00:00Z",
                       "bookkeepingDateEnd":"2026-11-01T00:00:00Z")")
                  .size(),
              3U);
    EXPECT_EQ(search(R"(,"performedAtStart":"2026-12-04T12:00:00Z",
                        "settledAtEnd":"2026-12-04T12:00:00Z")")
                  .status,
              400);
    EXPECT_EQ(search(R"(,"performedAtStart":"yesterday")").status, 400);
}

TEST_F(Entries, BothShapes) {
    const http::Response whole = get("/v1/accounting-entries/51a01a7e-0018-4000-8000-000000000101");
    for (const char* member : {"attendees", "companyId", "createdAt", "exportStatus", "family",
                               "id", "performedAt", "receiptIds", "reviewStatus", "splitItems",
                               "status", "tags", "transactionValue", "updatedAt"})
        EXPECT_NE(json::find(Driver::data(whole), member), nullptr) << member;
    EXPECT_EQ(whole.body.find("_card"), std::string::npos);
    EXPECT_EQ(whole.body.find("_merchant"), std::string::npos);
    const json::Value core =
        Driver::data(get("/v1/accounting-entries/51a01a7e-0018-4000-8000-000000000101/core"));
    EXPECT_NE(json::find(core, "fees"), nullptr);
    EXPECT_EQ(json::find(core, "splitItems"), nullptr);
    EXPECT_EQ(get("/v1/accounting-entries/none").status, 404);
    EXPECT_EQ(get("/v1/accounting-entries/none/core").status, 404);
}

TEST_F(Entries, Receipts) {
    const std::string path = "/v1/accounting-entries/51a01a7e-0018-4000-8000-000000000101/receipts";
    const json::Value receipts = Driver::data(get(path + "?file_type=PREVIEW"));
    ASSERT_EQ(receipts.items.size(), 1U);
    for (const char* member :
         {"accountingEntryId", "createdAt", "id", "mimeType", "sizeInBytes", "source", "url"})
        EXPECT_NE(json::find(receipts.items[0], member), nullptr) << member;
    EXPECT_EQ(json::find_string(receipts.items[0], "fileType"), "PREVIEW");
    EXPECT_EQ(Driver::ids(get(path + "?source=BOLT")), Ids{});
    EXPECT_EQ(get(path + "?file_type=PAPER").status, 400);
    EXPECT_EQ(get("/v1/accounting-entries/none/receipts").status, 404);
    EXPECT_EQ(get("/v1/accounting-entries/51a01a7e-0018-4000-8000-000000000102/receipts/"
                  "51a01a7e-0019-4000-8000-000000000001")
                  .status,
              404);
    const auto search_receipts = [&](std::string_view filters, std::string_view query) {
        return driver_.call(token_, "/v1/accounting-entries/receipts:search" + std::string(query),
                            "POST", R"({"includeDeleted":false)" + std::string(filters) + "}");
    };
    EXPECT_EQ(search_receipts("", "").status, 400);
    const std::string ours = "?company_id=51a01a7e-0001-4000-8000-000000000001";
    // Receipts of the year have numbers from 1001.
    const auto by_hand = [&](std::string_view filters) {
        Ids ids = Driver::ids(search_receipts(filters, ours + "&limit=100"));
        std::erase_if(ids, [](const std::string& id) {
            return staging::simulated_number(staging::SimulatedKind::receipt, id) > 1000;
        });
        return ids.size();
    };
    EXPECT_EQ(by_hand(R"(,"employeeIds":["51a01a7e-0003-4000-8000-000000000004"])"), 0U);
    EXPECT_EQ(by_hand(R"(,"employeeIds":["51a01a7e-0003-4000-8000-000000000002"])"), 2U);
    EXPECT_EQ(by_hand(R"(,"mimeType":["application/pdf"])"), 4U);
    EXPECT_EQ(Driver::ids(search_receipts("", "?partner_id=x")).size(), 0U);
}

TEST_F(Entries, EnrichAttachesToTheMatchingPurchase) {
    const http::Response response = enrich(
        {{"email", "Noor@dummy.example"}},
        R"({"receipts":["JVBERi0xLjQK","iVBORw0KGgo="],"tags":["51a01a7e-0013-4000-8000-000000000002","51a01a7e-0013-4000-8000-000000000004"]})");
    EXPECT_EQ(status_of(response), "201 UPLOADED");
    const json::Value entry =
        Driver::data(get("/v1/accounting-entries/51a01a7e-0018-4000-8000-000000000101"));
    EXPECT_EQ(json::find_array(entry, "receiptIds")->size(), 3U);
    EXPECT_EQ(
        json::dump(*json::find(entry, "tags")),
        R"([{"tagGroupId":"51a01a7e-0011-4000-8000-000000000001","tagId":"51a01a7e-0013-4000-8000-000000000002"},)"
        R"({"tagGroupId":"51a01a7e-0011-4000-8000-000000000002","tagId":"51a01a7e-0013-4000-8000-000000000004"}])");
    EXPECT_EQ(
        Driver::ids(get("/v1/accounting-entries/51a01a7e-0018-4000-8000-000000000101/receipts"),
                    "mimeType"),
        (Ids{"image/jpeg", "application/pdf", "image/png"}));
    // What was uploaded is not kept.
    EXPECT_EQ(json::dump(to_json(driver_.state)).find("JVBERi0xLjQK"), std::string::npos);
}

// Whatever a client will meet, it meets here.
TEST(Year, HasEverythingOnce) {
    const std::vector<json::Value> entries = entries_of_a_year();
    EXPECT_EQ(entries, entries_of_a_year());
    EXPECT_GE(entries.size(), 300U);
    std::set<std::string> statuses, reviews, families, sub_families, currencies;
    int split = 0, attended = 0, supplied = 0, negative = 0, deleted = 0, unknown = 0;
    for (const json::Value& each : entries) {
        const auto text = [&](const char* name) {
            return std::string(json::find_string(each, name).value_or(""));
        };
        statuses.insert(text("status"));
        reviews.insert(text("reviewStatus"));
        families.insert(text("family"));
        sub_families.insert(text("subFamily"));
        const json::Value& value = *json::find(each, "transactionValue");
        currencies.insert(std::string(*json::find_string(value, "currency")));
        const std::int64_t minors = json::find_integer(value, "minors").value();
        negative += minors < 0;
        deleted += json::find(each, "deletedAt") != nullptr;
        supplied += json::find(each, "supplier") != nullptr;
        unknown += text("accountId") == "00000000-0000-0000-0000-000000000000";
        attended += !json::find_array(each, "attendees")->empty();
        const std::vector<json::Value>& parts = *json::find_array(each, "splitItems");
        split += !parts.empty();
        std::int64_t sum = 0;
        for (const json::Value& part : parts)
            sum += json::find_integer(*json::find(part, "transactionValue"), "minors").value();
        EXPECT_EQ(sum, parts.empty() ? 0 : minors) << text("id");
    }
    EXPECT_EQ(statuses.size(), 7U);
    EXPECT_EQ(reviews.size(), 9U);
    EXPECT_EQ(families.size(), 13U);
    EXPECT_EQ(sub_families.size(), 15U);
    EXPECT_EQ(currencies.size(), 6U);
    for (const int each : {split, attended, supplied, negative, deleted, unknown})
        EXPECT_GE(each, 3);
}

TEST_F(Entries, DeletedOnesAreShownOnRequest) {
    const auto total = [&](const char* include) {
        const http::Response response =
            driver_.call(token_,
                         "/v1/accounting-entries:search?company_id="
                         "51a01a7e-0001-4000-8000-000000000001",
                         "POST", R"({"includeDeleted":)" + std::string(include) + "}");
        return json::find_integer(
                   *json::find(json::parse(response.body).document->root, "pagination"), "total")
            .value();
    };
    EXPECT_EQ(total("true"), 318);
    EXPECT_LT(total("false"), 318);
    const std::string deleted = "/v1/accounting-entries/51a01a7e-0018-4000-8000-000000001021";
    EXPECT_EQ(get(deleted).status, 404);
    EXPECT_EQ(get(deleted + "?include_deleted=true").status, 200);
    EXPECT_EQ(get(deleted + "?include_deleted=maybe").status, 400);
}

// "limit": 1 to 100, 20 when left out, and no offset; receipts 10 when left out.
TEST_F(Entries, PagesAreAsDefined) {
    const std::string ours = "?company_id=51a01a7e-0001-4000-8000-000000000001";
    for (const char* wrong :
         {"&limit=0", "&limit=101", "&offset=1", "&sorting_keys=merchant&sorting_order=ASC"})
        EXPECT_EQ(search("", ours + wrong).status, 400) << wrong;
    const auto search_receipts = [&](const std::string& query) {
        return driver_.call(token_, "/v1/accounting-entries/receipts:search" + query, "POST",
                            R"({"includeDeleted":false})");
    };
    EXPECT_EQ(Driver::ids(search_receipts(ours)).size(), 10U);
    const auto sizes = [&](const std::string& order) {
        std::vector<std::int64_t> list;
        for (const json::Value& each :
             Driver::data(search_receipts(ours + "&sorting_keys=size&sorting_order=" + order))
                 .items)
            list.push_back(json::find_integer(each, "sizeInBytes").value());
        return list;
    };
    const auto up = sizes("ASC");
    EXPECT_TRUE(std::is_sorted(up.begin(), up.end()));
    const auto down = sizes("DESC");
    EXPECT_TRUE(std::is_sorted(down.rbegin(), down.rend()));
    EXPECT_NE(up, down);
}

TEST_F(Entries, AnotherCompanyIsRefused) {
    EXPECT_EQ(search("", "?company_id=51a01a7e-0001-4000-8000-000000000002").status, 403);
    EXPECT_EQ(search("", "?organization_id=51a01a7e-0002-4000-8000-000000000002").status, 403);
}

// However the moment is written.
TEST_F(Entries, EnrichComparesInstants) {
    for (const char* same : {"2026-09-02T08:15:00.000Z", "2026-09-02t08:15:00z",
                             "2026-09-02T10:15:00+02:00", "2026-09-01T23:45:00.0-08:30"})
        EXPECT_EQ(status_of(enrich({{"performed_at", same}})), "201 UPLOADED") << same;
    EXPECT_EQ(status_of(enrich({{"performed_at", "2026-09-02T08:15:00.001Z"}})),
              "200 ADDED_TO_RECEIPT_INBOX");
}

TEST_F(Entries, EnrichSaysWhatItDidNotFind) {
    EXPECT_EQ(status_of(enrich({{"amount", "12501"}})), "200 ADDED_TO_RECEIPT_INBOX");
    EXPECT_EQ(status_of(enrich({{"performed_at", "2026-09-02T08:15:01Z"}})),
              "200 ADDED_TO_RECEIPT_INBOX");
    EXPECT_EQ(status_of(enrich({{"email", "ada@dummy.example"}})), "200 ADDED_TO_RECEIPT_INBOX");
    EXPECT_EQ(status_of(enrich({{"card_last_four_digits", "9999"}})), "404 UNRESOLVED");
    EXPECT_EQ(status_of(enrich({{"email", "nobody@dummy.example"}})), "404 UNRESOLVED");
    EXPECT_EQ(
        status_of(enrich(
            {},
            R"({"receipts":["JVBERi0xLjQK"],"tags":["51a01a7e-0013-4000-8000-000000009999"]})")),
        "404 UNRESOLVED");
    EXPECT_EQ(status_of(enrich({{"performed_at", ""}, {"settled_at", "2026-09-02T08:15:00Z"}})),
              "201 UPLOADED");
    EXPECT_EQ(enrich({{"performed_at", ""}}).status, 400);
    EXPECT_EQ(enrich({{"performed_at", "2026-09-02"}}).status, 400);
    EXPECT_EQ(enrich({{"currency", ""}}).status, 400);
    EXPECT_EQ(enrich({}, R"({"receipts":["not base64"]})").status, 400);
    EXPECT_EQ(enrich({}, R"({"receipts":[]})").status, 400);
    EXPECT_EQ(enrich({}, R"({"receipts":[7]})").status, 400);
}

} // namespace
} // namespace simulator::tests
