// The export workflow, to each of its ends.
#include "unit/simulator/driver.hpp"

#include <gtest/gtest.h>

namespace simulator::tests {
namespace {

class Export : public testing::Test {
protected:
    Driver driver_;
    std::string token_ = driver_.tokens().access_token;

    http::Response get(std::string_view path) { return driver_.call(token_, path); }
    http::Response create(
        std::string_view entries =
            R"("51a01a7e-0018-4000-8000-000000000401","51a01a7e-0018-4000-8000-000000000402","51a01a7e-0018-4000-8000-000000000403")") {
        return driver_.call(
            token_, "/v3/export-jobs", "POST",
            R"({"companyId":"51a01a7e-0001-4000-8000-000000000001","accountingEntryIds":[)" +
                std::string(entries) + "]}");
    }
    http::Response event(std::string_view event,
                         std::string_view job = "51a01a7e-0020-4000-8000-000000000004",
                         std::string_view more = {}) {
        return driver_.call(token_, "/v3/export-job-events", "POST",
                            R"({"jobId":")" + std::string(job) + R"(","event":")" +
                                std::string(event) + "\"" + std::string(more) + "}");
    }
    http::Response update(std::string_view items) {
        return driver_.call(token_, "/v3/export-jobs/51a01a7e-0020-4000-8000-000000000004/items",
                            "PUT", "[" + std::string(items) + "]");
    }
    std::string job(std::string_view member) {
        const json::Value* value = json::find(
            job_ = Driver::data(get("/v3/export-jobs/51a01a7e-0020-4000-8000-000000000004")),
            member);
        return value == nullptr ? std::string() : value->text;
    }
    std::vector<std::string> item_statuses() {
        return Driver::ids(get("/v3/export-jobs/51a01a7e-0020-4000-8000-000000000004/items"),
                           "status");
    }
    std::string entry_status(std::string_view entry) {
        const json::Value data = Driver::data(get("/v1/accounting-entries/" + std::string(entry)));
        return std::string(json::find_string(data, "exportStatus").value_or(""));
    }

private:
    json::Value job_;
};

TEST_F(Export, ToItsGoodEnd) {
    const http::Response created = create();
    ASSERT_EQ(created.status, 201);
    EXPECT_EQ(json::find_string(Driver::data(created), "id"),
              "51a01a7e-0020-4000-8000-000000000004");
    EXPECT_EQ(job("status"), "pending");
    EXPECT_EQ(job("numberOfItems"), "3");
    EXPECT_EQ(job("createdAt"), "2027-01-15T08:00:00Z");
    EXPECT_EQ(entry_status("51a01a7e-0018-4000-8000-000000000401"), "QUEUED");
    EXPECT_EQ(created.body.find("_items"), std::string::npos);
    EXPECT_EQ(get("/v3/export-jobs").body.find("_items"), std::string::npos);

    driver_.now_ms += 2000;
    const http::Response started = event("started");
    EXPECT_EQ(started.status, 202);
    EXPECT_EQ(started.body, "");
    EXPECT_EQ(job("status"), "in_progress");
    EXPECT_EQ(job("startedAt"), "2027-01-15T08:00:02Z");
    EXPECT_EQ(job("lastUpdatedAt"), "2027-01-15T08:00:02Z");
    EXPECT_EQ(entry_status("51a01a7e-0018-4000-8000-000000000401"), "EXPORTING");
    EXPECT_EQ(Driver::ids(get("/v3/export-items?job_id=51a01a7e-0020-4000-8000-000000000004"),
                          "accountingEntryId")
                  .size(),
              3U);

    const http::Response updated = update(
        R"({"accountingEntryId":"51a01a7e-0018-4000-8000-000000000401","status":"successful","externalId":"77"},
                  {"accountingEntryId":"51a01a7e-0018-4000-8000-000000000402","status":"successful"},
                  {"accountingEntryId":"51a01a7e-0018-4000-8000-000000000403","status":"successful",
                   "exportedAt":"2027-01-15T08:00:01Z"})");
    EXPECT_EQ(updated.status, 200);
    EXPECT_EQ(Driver::member(updated, "errors"), "[]");
    EXPECT_EQ(Driver::ids(updated, "exportedAt"),
              (std::vector<std::string>{"2027-01-15T08:00:02Z", "2027-01-15T08:00:02Z",
                                        "2027-01-15T08:00:01Z"}));
    EXPECT_EQ(event("completed").status, 202);
    EXPECT_EQ(job("status"), "completed");
    EXPECT_EQ(job("completedAt"), "2027-01-15T08:00:02Z");
    EXPECT_EQ(entry_status("51a01a7e-0018-4000-8000-000000000401"), "EXPORTED");

    // And another one may begin.
    EXPECT_EQ(create().status, 201);
    EXPECT_EQ(entry_status("51a01a7e-0018-4000-8000-000000000401"), "QUEUED");
}

TEST_F(Export, CompletedWithErrors) {
    create();
    event("started");
    const http::Response updated = update(
        R"({"accountingEntryId":"51a01a7e-0018-4000-8000-000000000401","status":"failed",
            "failureReasonType":"account_unknown","failureReason":"No account 5020."},
           {"accountingEntryId":"51a01a7e-0018-4000-8000-000000000909","status":"successful"})");
    EXPECT_EQ(updated.status, 200);
    EXPECT_EQ(Driver::ids(updated, "accountingEntryId"),
              std::vector<std::string>{"51a01a7e-0018-4000-8000-000000000401"});
    const json::Parsed parsed = json::parse(updated.body);
    const std::vector<json::Value>* errors = json::find_array(parsed.document->root, "errors");
    ASSERT_EQ(errors->size(), 1U);
    EXPECT_EQ(json::find_string(errors->front(), "type"), "ACCOUNTING_ENTRY_DOES_NOT_EXIST");
    EXPECT_EQ(event("completed_with_errors").status, 202);
    EXPECT_EQ(job("status"), "completed_with_errors");
    EXPECT_EQ(entry_status("51a01a7e-0018-4000-8000-000000000401"), "NOT_EXPORTED");
    EXPECT_EQ(
        Driver::ids(get("/v3/export-jobs/51a01a7e-0020-4000-8000-000000000004/items?status=failed"),
                    "failureReasonType"),
        std::vector<std::string>{"account_unknown"});
}

TEST_F(Export, FailedAbandonsWhatWasNotDone) {
    create();
    event("started");
    update(R"({"accountingEntryId":"51a01a7e-0018-4000-8000-000000000401","status":"successful"},
              {"accountingEntryId":"51a01a7e-0018-4000-8000-000000000402","status":"in_progress"})");
    EXPECT_EQ(event("failed", "51a01a7e-0020-4000-8000-000000000004",
                    R"(,"failureReasonType":"authorization_failure","failureReason":"Gone.")")
                  .status,
              202);
    EXPECT_EQ(job("status"), "failed");
    EXPECT_EQ(job("failureReasonType"), "authorization_failure");
    EXPECT_EQ(job("failureReason"), "Gone.");
    EXPECT_EQ(item_statuses(), (std::vector<std::string>{"successful", "abandoned", "abandoned"}));
}

TEST_F(Export, OneAtATime) {
    EXPECT_EQ(create().status, 201);
    EXPECT_EQ(Driver::type(create(R"("51a01a7e-0018-4000-8000-000000000404")")),
              "409 EXPORT_ALREADY_IN_PROGRESS");
    event("started");
    EXPECT_EQ(Driver::type(create(R"("51a01a7e-0018-4000-8000-000000000404")")),
              "409 EXPORT_ALREADY_IN_PROGRESS");
    event("failed");
    EXPECT_EQ(create(R"("51a01a7e-0018-4000-8000-000000000404")").status, 201);
}

TEST_F(Export, StatusesOnlyGoForward) {
    const std::string refused = "422 INVALID_EXPORT_JOB_STATUS_CHANGE";
    create();
    EXPECT_EQ(Driver::type(event("completed")), refused);
    EXPECT_EQ(Driver::type(event("completed_with_errors")), refused);
    event("started");
    EXPECT_EQ(Driver::type(event("started")), refused);
    event("completed");
    for (const char* each : {"started", "failed", "completed", "completed_with_errors"}) {
        EXPECT_EQ(Driver::type(event(each)), refused) << each;
        EXPECT_EQ(Driver::type(event(each, "51a01a7e-0020-4000-8000-000000000001")), refused)
            << each;
    }
    EXPECT_EQ(job("status"), "completed");
}

TEST_F(Export, ReasonsAreOfTheListAndAnyEventMayHaveThem) {
    create();
    EXPECT_EQ(
        event("failed", "51a01a7e-0020-4000-8000-000000000004", R"(,"failureReasonType":"tired")")
            .status,
        400);
    EXPECT_EQ(event("stopped").status, 400);
    EXPECT_EQ(Driver::type(event("started", "51a01a7e-0020-4000-8000-000000000099")),
              "404 EXPORT_NOT_FOUND");
    EXPECT_EQ(job("status"), "pending");
    EXPECT_EQ(event("started", "51a01a7e-0020-4000-8000-000000000004", R"(,"failureReason":"slow")")
                  .status,
              202);
    EXPECT_EQ(job("failureReason"), "slow");
}

// The how-to's name of the member.
TEST_F(Export, HintsAtTheNameOfTheDefinition) {
    const http::Response response =
        driver_.call(token_, "/v3/export-job-events", "POST",
                     R"({"exportJobId":"51a01a7e-0020-4000-8000-000000000004","event":"started"})");
    EXPECT_EQ(Driver::type(response), "400 JSON_MAPPING_EXCEPTION");
    EXPECT_NE(Driver::member(response, "message").find("exportJobId"), std::string::npos);
}

// What a bookkeeper starts is found by polling, once at a time, and ends by itself after an hour.
TEST_F(Export, ABookkeeperPressesExport) {
    const http::Response pressed = driver_.post("/control/export", {});
    EXPECT_EQ(pressed.status, 201);
    const std::string id(*json::find_string(Driver::data(pressed), "id"));
    const http::Response polled = get("/v3/export-jobs?statuses=pending&sorting_keys=createdAt"
                                      "&sorting_order=ASC&limit=1");
    EXPECT_EQ(Driver::ids(polled), std::vector<std::string>{id});
    EXPECT_EQ(Driver::ids(polled, "createdBy"),
              std::vector<std::string>{"51a01a7e-0003-4000-8000-000000000002"});
    EXPECT_EQ(entry_status("51a01a7e-0018-4000-8000-000000000401"), "QUEUED");
    EXPECT_EQ(Driver::type(driver_.post("/control/export", {})), "409 EXPORT_ALREADY_IN_PROGRESS");
    driver_.post("/control/clock", {{"advance_seconds", "3600"}});
    token_ = driver_.tokens().access_token;
    EXPECT_EQ(Driver::ids(get("/v3/export-jobs?statuses=failed"), "id").back(), id);
    EXPECT_EQ(driver_.post("/control/export", {}).status, 201);
}

TEST_F(Export, ItemsHaveVendorAndBookkeepingWhereAsked) {
    driver_.call(token_, "/v3/export-jobs", "POST",
                 R"({"companyId":"51a01a7e-0001-4000-8000-000000000001","accountingEntryIds":[
                 "51a01a7e-0018-4000-8000-000000000401","51a01a7e-0018-4000-8000-000000000406"],
                 "options":{"vendorBasedBookkeeping":true}})");
    const std::vector<json::Value> items = Driver::data(get("/v3/export-items")).items;
    EXPECT_EQ(json::find_string(*json::find(items.at(0), "vendor"), "name"), "Harbour Coffee");
    EXPECT_EQ(json::find_string(*json::find(items.at(0), "bookkeeping"), "method"),
              "accounts_payable");
    EXPECT_EQ(json::find(items.at(1), "vendor"), nullptr);
    EXPECT_EQ(json::find_string(*json::find(items.at(1), "bookkeeping"), "method"), "journal");
    EXPECT_EQ(json::find(Driver::data(get("/v1/export-items")).items.at(0), "vendor"), nullptr);
}

// A part is a line, and the lines sum up to the whole.
TEST_F(Export, SplitEntriesHaveSeveralLines) {
    driver_.post("/control/export", {});
    const std::vector<json::Value> items = Driver::data(get("/v3/export-items?limit=100")).items;
    int split = 0;
    for (const json::Value& item : items) {
        const auto value = [](const json::Value& amount) {
            return json::find_integer(*json::find(amount, "inSupplierCurrency"), "value").value();
        };
        const std::vector<json::Value>& lines = *json::find_array(item, "accountingEntryLines");
        std::int64_t sum = 0;
        for (const json::Value& line : lines)
            sum += value(*json::find(line, "lineAmount"));
        EXPECT_EQ(sum, value(*json::find(item, "amount")));
        split += lines.size() > 1;
    }
    EXPECT_GT(split, 0);
}

// /v0 to /v2: the same workflow, with less in the items.
TEST_F(Export, OlderVersionsHaveTheirShapes) {
    create(R"("51a01a7e-0018-4000-8000-000000000401","51a01a7e-0018-4000-8000-000000000406")");
    const auto items = [&](const std::string& version) {
        return Driver::data(get("/" + version + "/export-items")).items;
    };
    for (const std::string version : {"v1", "v2", "v3"}) {
        const json::Value item = items(version).at(0);
        EXPECT_NE(json::find(item, "additionalInformation"), nullptr) << version;
        EXPECT_NE(json::find(*json::find(item, "user"), "id"), nullptr) << version;
    }
    const std::vector<json::Value> oldest = items("v0");
    EXPECT_EQ(json::find(oldest.at(0), "additionalInformation"), nullptr);
    EXPECT_NE(json::find(*json::find(oldest.at(0), "metadata"), "reconciliationId"), nullptr);
    EXPECT_EQ(json::find(*json::find(oldest.at(0), "user"), "id"), nullptr);
    EXPECT_EQ(json::dump(oldest.at(0)).find("51a01a7e-0010"), std::string::npos); // accounts
    EXPECT_EQ(json::dump(oldest.at(0)).find("51a01a7e-0013"), std::string::npos); // tags
    EXPECT_NE(json::find(oldest.at(1), "user"), nullptr); // nobody's top-up is the company's
    EXPECT_NE(json::find(items("v1").at(1), "user"), nullptr);
    EXPECT_EQ(json::find(items("v2").at(1), "user"), nullptr);
    const std::string errors =
        "/export-jobs/51a01a7e-0020-4000-8000-000000000002/items?status=failed";
    EXPECT_EQ(Driver::ids(get("/v2" + errors), "failureReasonType"),
              std::vector<std::string>{"accounting_system_validation_failure"});
    EXPECT_EQ(Driver::ids(get("/v3" + errors), "failureReasonType"),
              std::vector<std::string>{"account_unknown"});
    EXPECT_EQ(Driver::ids(get("/v2/export-jobs?status=completed")).size(), 1U);
}

TEST_F(Export, ItemsAreUpdatedInHundreds) {
    create();
    const std::string one =
        R"({"accountingEntryId":"51a01a7e-0018-4000-8000-000000000401","status":"in_progress"})";
    std::string many = one;
    for (int i = 1; i < 100; ++i)
        many += "," + one;
    EXPECT_EQ(update(many).status, 200);
    EXPECT_EQ(Driver::type(update(many + "," + one)), "413 EXPORT_JOB_ITEMS_UPDATE_LIMIT");
    EXPECT_EQ(update("").status, 200);
}

TEST_F(Export, FinishedJobsTakeNothingMore) {
    const std::string item =
        R"([{"accountingEntryId":"51a01a7e-0018-4000-8000-000000000101","status":"failed"}])";
    EXPECT_EQ(
        Driver::type(driver_.call(
            token_, "/v3/export-jobs/51a01a7e-0020-4000-8000-000000000001/items", "PUT", item)),
        "422 EXPORT_JOB_STATUS_UNPROCESSABLE");
    EXPECT_EQ(Driver::type(get("/v3/export-items?job_id=51a01a7e-0020-4000-8000-000000000001")),
              "422 EXPORT_JOB_STATUS_UNPROCESSABLE");
    EXPECT_EQ(Driver::type(get("/v3/export-items?job_id=51a01a7e-0020-4000-8000-000000009999")),
              "404 EXPORT_NOT_FOUND");
    EXPECT_EQ(Driver::type(driver_.call(token_, "/v3/export-jobs/nothing/items", "PUT", item)),
              "404 EXPORT_NOT_FOUND");
}

TEST_F(Export, OneWrongUpdateChangesNothing) {
    create();
    const State before = driver_.state;
    for (
        const char* wrong :
        {R"({"accountingEntryId":"51a01a7e-0018-4000-8000-000000000402","status":"done"})",
         R"({"accountingEntryId":"51a01a7e-0018-4000-8000-000000000402"})",
         R"({"status":"failed"})", "7", "null",
         R"({"accountingEntryId":"51a01a7e-0018-4000-8000-000000000402","status":"successful","exportedAt":"today"})"}) {
        EXPECT_EQ(
            update(
                R"({"accountingEntryId":"51a01a7e-0018-4000-8000-000000000401","status":"successful"},)" +
                std::string(wrong))
                .status,
            400)
            << wrong;
        EXPECT_EQ(driver_.state, before);
    }
}

// `expiresIn` counts from the last action.
TEST_F(Export, AJobThatNobodyTouchesExpires) {
    create();
    driver_.now_ms += 600'000;
    event("started");
    // An access token lives shorter than a job.
    driver_.now_ms += 3'599'000;
    token_ = driver_.tokens().access_token;
    EXPECT_EQ(job("status"), "in_progress");
    driver_.now_ms += 1000;
    const State before = driver_.state;
    EXPECT_EQ(job("status"), "failed");
    EXPECT_EQ(job("failureReasonType"), "job_expired");
    EXPECT_EQ(job("expiredAt"), "2027-01-15T09:10:00Z");
    EXPECT_EQ(item_statuses(), std::vector<std::string>(3, "abandoned"));
    EXPECT_EQ(entry_status("51a01a7e-0018-4000-8000-000000000401"), "NOT_EXPORTED");
    EXPECT_EQ(driver_.state, before) << "reading changes nothing";
    EXPECT_EQ(event("completed").status, 422);
    EXPECT_EQ(create().status, 201);
}

TEST_F(Export, WhatIsExportedHasToExist) {
    EXPECT_EQ(Driver::type(create(R"("51a01a7e-0018-4000-8000-000000000909")")),
              "404 EXPORT_ENTRY_NOT_FOUND");
    EXPECT_EQ(create("").status, 400);
    create(R"("51a01a7e-0018-4000-8000-000000000401","51a01a7e-0018-4000-8000-000000000401")");
    EXPECT_EQ(job("numberOfItems"), "1");
}

TEST_F(Export, ItemsAreReadyForBookkeeping) {
    create();
    const json::Value items =
        Driver::data(get("/v3/export-items?job_id=51a01a7e-0020-4000-8000-000000000004"));
    ASSERT_EQ(items.items.size(), 3U);
    const json::Value& coffee = items.items.front();
    EXPECT_EQ(json::find_string(coffee, "type"), "card_purchase");
    EXPECT_EQ(json::find_string(*json::find(coffee, "supplier"), "name"), "Harbour Coffee");
    EXPECT_EQ(json::find_string(*json::find(coffee, "user"), "name"), "Noor Lind");
    const json::Value& line = json::find_array(coffee, "accountingEntryLines")->front();
    const auto minors = [](const json::Value& amount, std::string_view in) {
        return json::find_integer(*json::find(amount, in), "value");
    };
    EXPECT_EQ(minors(*json::find(line, "lineAmount"), "inWalletCurrency"), 15600);
    EXPECT_EQ(minors(*json::find(line, "netAmount"), "inWalletCurrency"), 12480);
    EXPECT_EQ(minors(*json::find(*json::find(line, "tax"), "amount"), "inWalletCurrency"), 3120);
    EXPECT_EQ(json::find_string(*json::find(line, "account"), "identifier"), "5020");
    EXPECT_EQ(json::find_string(json::find_array(line, "tags")->front(), "groupCode"), "PRJ");
    // Paid in euros, from a wallet of kroner.
    const json::Value& software = items.items[1];
    EXPECT_EQ(minors(*json::find(software, "amount"), "inSupplierCurrency"), 4900);
    EXPECT_EQ(minors(*json::find(software, "amount"), "inWalletCurrency"), 36554);
    EXPECT_EQ(json::find_array(software, "files")->size(), 1U);
}

TEST_F(Export, ItemsAreFoundByTheirEntry) {
    EXPECT_EQ(Driver::type(get(
                  "/v3/export-job-items?accounting_entry_id=51a01a7e-0018-4000-8000-000000000401")),
              "404 EXPORT_ENTRY_NOT_FOUND");
    EXPECT_EQ(get("/v3/export-job-items").status, 404);
    EXPECT_EQ(
        json::find_string(
            Driver::data(get(
                "/v3/export-job-items?accounting_entry_id=51a01a7e-0018-4000-8000-000000000203")),
            "failureReasonType"),
        "account_unknown");
    const http::Response found = driver_.call(
        token_, "/v3/export-job-items:search", "POST",
        R"({"accountingEntryIds":["51a01a7e-0018-4000-8000-000000000201","51a01a7e-0018-4000-8000-000000000203","51a01a7e-0018-4000-8000-000000000401"],"status":"failed"})");
    EXPECT_EQ(Driver::ids(found, "accountingEntryId"),
              std::vector<std::string>{"51a01a7e-0018-4000-8000-000000000203"});
}

} // namespace
} // namespace simulator::tests
