#include "unit/simulator/driver.hpp"

#include <gtest/gtest.h>

namespace simulator::tests {
namespace {

class Api : public testing::Test {
protected:
    Driver driver_;
    std::string token_ = driver_.tokens().access_token;

    http::Response get(std::string_view path) { return driver_.call(token_, path); }
    http::Response send(std::string_view method, std::string_view path, std::string_view body) {
        return driver_.call(token_, path, method, body);
    }
    http::Response remove(std::string_view path) { return driver_.call(token_, path, "DELETE"); }
    std::vector<std::string> search(std::string_view path, std::string_view body) {
        return Driver::ids(send("POST", path, body));
    }
    static std::string field(const http::Response& response, std::string_view member) {
        const json::Value data = Driver::data(response);
        return std::string(json::find_string(data, member).value_or(""));
    }
};

using Ids = std::vector<std::string>;

class Accounts : public Api {
protected:
    static std::string account(std::string_view id, std::string_view name) {
        return R"({"companyId":"51a01a7e-0001-4000-8000-000000000001","externalId":")" +
               std::string(id) + R"(","name":")" + std::string(name) + R"(","archived":false})";
    }
    Ids found(std::string_view filters) {
        return search(
            "/v1/chart-of-accounts:search",
            R"({"companyId":"51a01a7e-0001-4000-8000-000000000001","excludeIfAssignedToCategory":false,
                          "excludeIfAssignedToContraAccount":false)" +
                std::string(filters) + "}");
    }
};

TEST_F(Accounts, CreatedMatchedAndInConflict) {
    const http::Response created = send("POST", "/v1/chart-of-accounts", account("60", "Fees"));
    EXPECT_EQ(created.status, 201);
    EXPECT_EQ(field(created, "id"), "51a01a7e-0010-4000-8000-000000000007");
    EXPECT_EQ(send("POST", "/v1/chart-of-accounts", account("60", "Fees")).status, 200);
    EXPECT_EQ(Driver::type(send("POST", "/v1/chart-of-accounts", account("60", "Other"))),
              "409 CONFLICT");
    EXPECT_EQ(send("POST", "/v1/chart-of-accounts", account("", "Fees")).status, 400);
    EXPECT_EQ(send("POST", "/v1/chart-of-accounts", account(std::string(256, 'x'), "Fees")).status,
              400);
    // The beta has the same accounts.
    EXPECT_EQ(field(get("/v1-beta/accounts/51a01a7e-0010-4000-8000-000000000007"), "name"), "Fees");
}

TEST_F(Accounts, LengthsAreCountedInCharacters) {
    std::string long_name;
    for (int i = 0; i < 255; ++i)
        long_name += "ø";
    EXPECT_EQ(send("POST", "/v1/chart-of-accounts", account("60", long_name)).status, 201);
    EXPECT_EQ(send("POST", "/v1/chart-of-accounts", account("61", long_name + "x")).status, 400);
}

TEST_F(Accounts, ABatchSaysWhatFailedAndWhy) {
    const http::Response response =
        send("POST", "/v1/chart-of-accounts/batch",
             R"({"companyId":"51a01a7e-0001-4000-8000-000000000001","items":[
            {"externalId":"60","name":"One","archived":false},
            {"externalId":"5010","name":"","archived":false},
            {"externalId":"","name":"Two","archived":false},
            {"externalId":"61","name":"Three"},
            {"externalId":"60","name":"Once more","archived":false}, 7]})");
    EXPECT_EQ(response.status, 201);
    const json::Value data = Driver::data(response);
    EXPECT_EQ(json::find_array(data, "created")->size(), 1U);
    const std::vector<json::Value>& failed = *json::find_array(data, "failed");
    ASSERT_EQ(failed.size(), 5U);
    EXPECT_EQ(json::dump(*json::find(failed[0], "reasons")),
              R"(["EXTERNAL_ID_ALREADY_EXISTS","NAME_EMPTY"])");
    EXPECT_EQ(json::dump(*json::find(failed[1], "reasons")), R"(["EXTERNAL_ID_EMPTY"])");
    EXPECT_EQ(json::dump(*json::find(failed[2], "reasons")), R"(["OTHER"])");
    EXPECT_EQ(json::dump(*json::find(failed[3], "reasons")), R"(["EXTERNAL_ID_ALREADY_EXISTS"])");
    EXPECT_EQ(send("POST", "/v1/chart-of-accounts/batch",
                   R"({"companyId":"51a01a7e-0001-4000-8000-000000000001","items":[]})")
                  .status,
              400);
}

TEST_F(Accounts, OnlyUnusedOnesAreDeleted) {
    EXPECT_EQ(Driver::type(remove("/v1/chart-of-accounts/51a01a7e-0010-4000-8000-000000000001")),
              "409 CONFLICT");
    EXPECT_EQ(remove("/v1/chart-of-accounts/51a01a7e-0010-4000-8000-000000000005").status, 204);
    EXPECT_EQ(remove("/v1/chart-of-accounts/51a01a7e-0010-4000-8000-000000000005").status, 404);
    EXPECT_EQ(get("/v1/chart-of-accounts/51a01a7e-0010-4000-8000-000000000005").status, 404);
    EXPECT_EQ(found("").size(), 5U);
}

TEST_F(Accounts, ATaxCodeHasToExist) {
    const std::string path = "/v1/chart-of-accounts/51a01a7e-0010-4000-8000-000000000001";
    EXPECT_EQ(
        send("PUT", path, R"({"name":"Travel","archived":true,"taxCodeExternalId":"R25"})").status,
        200);
    EXPECT_EQ(
        send("PUT", path, R"({"name":"Travel","archived":true,"taxCodeExternalId":"25"})").status,
        400);
    EXPECT_EQ(found(R"(,"archived":true)"), (Ids{"51a01a7e-0010-4000-8000-000000000001",
                                                 "51a01a7e-0010-4000-8000-000000000006"}));
}

TEST_F(Accounts, AreSearched) {
    EXPECT_EQ(found("").size(), 6U);
    EXPECT_EQ(found(R"(,"name":"TRAV")"), Ids{"51a01a7e-0010-4000-8000-000000000001"});
    EXPECT_EQ(
        found(R"(,"codes":["5010","5030"],"archived":false)"),
        (Ids{"51a01a7e-0010-4000-8000-000000000001", "51a01a7e-0010-4000-8000-000000000003"}));
    EXPECT_EQ(found(R"(,"ids":["51a01a7e-0010-4000-8000-000000000002"])"),
              Ids{"51a01a7e-0010-4000-8000-000000000002"});
    EXPECT_EQ(found(R"(,"ids":[])"), Ids{});
    EXPECT_EQ(found(R"(,"externalId":"5060","code":null)"),
              Ids{"51a01a7e-0010-4000-8000-000000000006"});
    EXPECT_EQ(search("/v1-beta/accounts:search", R"({"companyId":"other"})"), Ids{});
    EXPECT_EQ(send("POST", "/v1/chart-of-accounts:search", R"({"companyId":"x"})").status, 400);
}

TEST_F(Accounts, PagesFollowEachOther) {
    Ids all;
    std::string after;
    for (int pages = 0; pages < 10; ++pages) {
        const http::Response page = send("POST", "/v1-beta/accounts:search?limit=4" + after,
                                         R"({"companyId":"51a01a7e-0001-4000-8000-000000000001"})");
        for (const std::string& id : Driver::ids(page))
            all.push_back(id);
        const json::Parsed parsed = json::parse(page.body);
        const json::Value& pagination = *json::find(parsed.document->root, "pagination");
        if (!*json::find_boolean(pagination, "hasNextPage")) break;
        after = "&after=" + http::percent_encode(*json::find_string(pagination, "endCursor"));
    }
    EXPECT_EQ(all.size(), 6U);
}

class TaxCodes : public Api {
protected:
    std::string breakdown(std::string_view code, std::string_view minors) {
        const http::Response response =
            send("POST", "/v0/tax-codes:calculate-tax-amounts",
                 R"({"amountsByTaxCodeId":{")" + std::string(code) +
                     R"(":[{"id":"a","amount":{"currency":"EUR","minors":)" + std::string(minors) +
                     "}}]}}");
        if (response.status != 200) return std::to_string(response.status);
        const json::Value data = Driver::data(response);
        const json::Value& item = json::find(data, "taxes")->members.front().value.items.front();
        const json::Value& parts = *json::find(item, "amountTaxBreakdown");
        std::string text;
        for (const char* part : {"gross", "net", "tax"})
            text += json::find(*json::find(parts, part), "minors")->text + " ";
        return text;
    }
};

TEST_F(TaxCodes, AmountsAreBrokenDown) {
    EXPECT_EQ(breakdown("51a01a7e-0014-4000-8000-000000000001", "12500"), "12500 10000 2500 ");
    EXPECT_EQ(breakdown("51a01a7e-0014-4000-8000-000000000001", "1"), "1 1 0 ");
    EXPECT_EQ(breakdown("51a01a7e-0014-4000-8000-000000000001", "99"), "99 79 20 "); // 79.2
    EXPECT_EQ(breakdown("51a01a7e-0014-4000-8000-000000000001", "-12500"), "-12500 -10000 -2500 ");
    EXPECT_EQ(breakdown("51a01a7e-0014-4000-8000-000000000001", "0"), "0 0 0 ");
    EXPECT_EQ(breakdown("51a01a7e-0014-4000-8000-000000000002", "12500"), "12500 12500 3125 ");
    EXPECT_EQ(breakdown("51a01a7e-0014-4000-8000-000000000003", "122"), "122 100 22 ");
    EXPECT_EQ(breakdown("51a01a7e-0014-4000-8000-000000000001", "1000000000000"),
              "1000000000000 800000000000 200000000000 ");
    EXPECT_EQ(breakdown("51a01a7e-0014-4000-8000-000000000001", "1000000000001"), "400");
    EXPECT_EQ(breakdown("51a01a7e-0014-4000-8000-000000000001", "9223372036854775807"), "400");
    EXPECT_EQ(breakdown("51a01a7e-0014-4000-8000-000000000001", "1.5"), "400");
    EXPECT_EQ(breakdown("unknown", "1"), "404");
}

TEST_F(TaxCodes, RatesAreDecimalsAndNoPercentages) {
    const auto create = [&](std::string_view rate, std::string_view type = "inclusive") {
        return send(
                   "POST", "/v0/tax-codes",
                   R"({"companyId":"51a01a7e-0001-4000-8000-000000000001","name":"n","archived":false,"rate":)" +
                       std::string(rate) + R"(,"type":")" + std::string(type) + "\"}")
            .status;
    };
    for (const char* rate : {"0", "0.0", "0.25", "1", "1.000000", "0.123456"})
        EXPECT_EQ(create(rate), 200) << rate;
    for (const char* rate : {"25", "1.000001", "-0.25", "1e-1", "0.1234567", "\"0.25\"", "null",
                             "99999999999999999999"})
        EXPECT_EQ(create(rate), 400) << rate;
    EXPECT_EQ(create("0.1", "exclusive"), 200);
    EXPECT_EQ(create("0.1", "other"), 400);
    // Documented not to be supported.
    EXPECT_EQ(breakdown("51a01a7e-0014-4000-8000-000000000010", "100"), "400");
}

TEST_F(TaxCodes, AreSearchedChangedAndDeleted) {
    EXPECT_EQ(search("/v0/tax-codes:search", "{}").size(), 3U);
    EXPECT_EQ(search("/v0/tax-codes:search", "").size(), 3U);
    EXPECT_EQ(search("/v0/tax-codes:search?company_id=other", "{}"), Ids{});
    EXPECT_EQ(search("/v0/tax-codes:search", R"({"archived":true})"),
              Ids{"51a01a7e-0014-4000-8000-000000000003"});
    EXPECT_EQ(search("/v0/tax-codes:search", R"({"type":"reverse","code":"R25"})"),
              Ids{"51a01a7e-0014-4000-8000-000000000002"});
    driver_.now_ms += 1000;
    const http::Response changed =
        send("PUT", "/v0/tax-codes/51a01a7e-0014-4000-8000-000000000001",
             R"({"companyId":"51a01a7e-0001-4000-8000-000000000001","name":"New",
                                            "archived":true,"rate":0.2,"type":"inclusive"})");
    EXPECT_EQ(field(changed, "name"), "New");
    EXPECT_EQ(field(changed, "code"), "I25");
    EXPECT_EQ(field(changed, "createdAt"), "2026-01-05T09:00:00Z");
    EXPECT_EQ(field(changed, "updatedAt"), "2027-01-15T08:00:01Z");
    EXPECT_EQ(breakdown("51a01a7e-0014-4000-8000-000000000001", "120"), "120 100 20 ");
    EXPECT_EQ(remove("/v0/tax-codes/51a01a7e-0014-4000-8000-000000000001").status, 204);
    EXPECT_EQ(get("/v0/tax-codes/51a01a7e-0014-4000-8000-000000000001").status, 404);
}

class Vendors : public Api {
protected:
    http::Response create(std::string_view more) {
        return send(
            "POST", "/v1/vendors",
            R"({"companyId":"51a01a7e-0001-4000-8000-000000000001","name":"New","defaultCurrency":"EUR")" +
                std::string(more) + "}");
    }
};

TEST_F(Vendors, ADraftBecomesActiveAndIsArchived) {
    const http::Response created = create("");
    EXPECT_EQ(created.status, 201);
    const std::string path = "/v1/vendors/" + field(created, "id");
    EXPECT_EQ(field(created, "state"), "DRAFT");
    const http::Response activated = send("POST", path + ":activate", R"({"externalId":"V-99"})");
    EXPECT_EQ(activated.status, 204);
    EXPECT_EQ(activated.body, "");
    EXPECT_EQ(field(get(path), "state"), "ACTIVE");
    EXPECT_EQ(field(get(path), "externalId"), "V-99");
    EXPECT_EQ(driver_.call(token_, path + ":archive", "POST").status, 204);
    EXPECT_EQ(field(get(path), "state"), "ARCHIVED");
    EXPECT_EQ(driver_.call(token_, "/v1/vendors/nobody:archive", "POST").status, 404);
    EXPECT_EQ(send("POST", path + ":activate", "{}").status, 400);
}

TEST_F(Vendors, ExternalIdsAreUnique) {
    EXPECT_EQ(field(create(R"(,"externalId":"V-77")"), "state"), "ACTIVE");
    EXPECT_EQ(Driver::type(create(R"(,"externalId":"V-77")")), "409 CONFLICT");
    EXPECT_EQ(
        send(
            "PUT", "/v1/vendors/51a01a7e-0015-4000-8000-000000000001",
            R"({"companyId":"51a01a7e-0001-4000-8000-000000000001","name":"N","defaultCurrency":"EUR",
                       "externalId":"V-77","state":"ACTIVE"})")
            .status,
        409);
    EXPECT_EQ(send("POST", "/v1/vendors/51a01a7e-0015-4000-8000-000000000001:activate",
                   R"({"externalId":"V-77"})")
                  .status,
              409);
    EXPECT_EQ(create(R"(,"defaultCurrency":"EURO")").status, 400);
}

TEST_F(Vendors, AreSearchedWithinACompany) {
    const std::string path = "/v1/vendors:search?company_id=51a01a7e-0001-4000-8000-000000000001";
    EXPECT_EQ(search(path, "{}").size(), 4U);
    EXPECT_EQ(
        search(path, R"({"states":["DRAFT","ARCHIVED"]})"),
        (Ids{"51a01a7e-0015-4000-8000-000000000003", "51a01a7e-0015-4000-8000-000000000004"}));
    EXPECT_EQ(search(path, R"({"name":"rail","countries":["SE"]})"),
              Ids{"51a01a7e-0015-4000-8000-000000000002"});
    EXPECT_EQ(search(path, R"({"externalIds":["V-10"]})"),
              Ids{"51a01a7e-0015-4000-8000-000000000001"});
    EXPECT_EQ(send("POST", path, R"({"states":["GONE"]})").status, 400);
    EXPECT_EQ(Driver::type(send("POST", "/v1/vendors:search", "{}")), "400 VALIDATION_FAILED");
    EXPECT_EQ(search("/v1/vendors:search?company_id=other", "{}"), Ids{});
}

TEST_F(Vendors, Imports) {
    const std::string path = "/v1/vendors/csv-import/jobs/51a01a7e-0016-4000-8000-000000000001";
    EXPECT_EQ(field(driver_.call(token_, path + ":run", "POST"), "status"), "PROCESSING");
    send("PUT", path + "/status", R"({"status":"FAILED","errorType":"FILE_TOO_LARGE"})");
    EXPECT_EQ(field(get(path), "errorCode"), "FILE_TOO_LARGE");
    EXPECT_EQ(Driver::type(driver_.call(token_, path + ":run", "POST")),
              "409 INVALID_STATUS_TRANSITION");
    send("PUT", path + "/metadata", R"({"strategy":"MERGE","metadata":{"a":"1"}})");
    send("PUT", path + "/metadata", R"({"strategy":"MERGE","metadata":{"b":2}})");
    const json::Value merged = Driver::data(get(path));
    EXPECT_EQ(json::dump(*json::find(merged, "metadata")), R"({"a":"1","b":2})");
    send("PUT", path + "/metadata", R"({"strategy":"REPLACE","metadata":{"c":true}})");
    const json::Value replaced = Driver::data(get(path));
    EXPECT_EQ(json::dump(*json::find(replaced, "metadata")), R"({"c":true})");
    EXPECT_EQ(Driver::ids(get(path + "/errors")), Ids{"51a01a7e-0017-4000-8000-000000000001"});
    EXPECT_EQ(get(path).body.find("_errors"), std::string::npos);
    EXPECT_EQ(Driver::type(get("/v1/vendors/csv-import/jobs/none")), "404 IMPORT_JOB_NOT_FOUND");
}

} // namespace
} // namespace simulator::tests
