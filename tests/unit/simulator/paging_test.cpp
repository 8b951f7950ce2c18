#include "unit/simulator/driver.hpp"

#include <gtest/gtest.h>

#include <set>

namespace simulator::tests {
namespace {

struct List {
    int status = 0;
    std::vector<std::string> ids;
    json::Value pagination;
};

class Paging : public testing::Test {
protected:
    List list(const std::string& path) {
        const http::Response response = driver_.call(token_, path);
        List result;
        result.status = response.status;
        json::Parsed parsed = json::parse(response.body);
        const std::vector<json::Value>* data = json::find_array(parsed.document->root, "data");
        for (const json::Value& each : data != nullptr ? *data : std::vector<json::Value>()) {
            result.ids.emplace_back(
                json::find_string(each, "id")
                    .value_or(json::find_string(each, "accountingEntryId").value_or("")));
        }
        if (const json::Value* found = json::find(parsed.document->root, "pagination")) {
            result.pagination = *found;
        }
        return result;
    }

    static std::string text(const List& list, std::string_view key) {
        return std::string(json::find_string(list.pagination, key).value_or(""));
    }
    static bool flag(const List& list, std::string_view key) {
        return json::find_boolean(list.pagination, key).value();
    }

protected:
    Driver driver_;
    std::string token_ = driver_.tokens().access_token;
};

TEST_F(Paging, EnvelopeOfAWholeList) {
    const List all = list("/v2/employees");
    EXPECT_EQ(all.ids.size(), 12U);
    EXPECT_EQ(std::set<std::string>(all.ids.begin(), all.ids.end()).size(), 12U);
    EXPECT_FALSE(flag(all, "hasNextPage"));
    EXPECT_FALSE(flag(all, "hasPreviousPage"));
    EXPECT_EQ(json::find_integer(all.pagination, "total"), 12);
    const json::Value* request = json::find(all.pagination, "currentRequestPagination");
    ASSERT_NE(request, nullptr);
    EXPECT_NE(json::find(*request, "parameters"), nullptr);
}

TEST_F(Paging, CursorsHaveTheDocumentedAlphabet) {
    const List page = list("/v2/employees?limit=5");
    for (const std::string_view key : {"startCursor", "endCursor"}) {
        const std::string cursor = text(page, key);
        EXPECT_FALSE(cursor.empty());
        EXPECT_EQ(cursor.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567=~"),
                  std::string::npos);
    }
}

TEST_F(Paging, ForwardMeetsEveryRowOnce) {
    const List all = list("/v2/employees");
    for (int limit = 1; limit <= 13; ++limit) {
        std::vector<std::string> met;
        std::string after;
        for (int pages = 0; pages < 20; ++pages) {
            const List page = list("/v2/employees?limit=" + std::to_string(limit) + after);
            met.insert(met.end(), page.ids.begin(), page.ids.end());
            EXPECT_EQ(flag(page, "hasPreviousPage"), !after.empty());
            if (!flag(page, "hasNextPage")) break;
            after = "&after=" + http::form_encode(text(page, "endCursor"));
        }
        EXPECT_EQ(met, all.ids) << limit;
    }
}

TEST_F(Paging, BackwardMeetsTheRowsBefore) {
    const List all = list("/v2/employees");
    const List last = list("/v2/employees?offset=10&limit=5");
    EXPECT_EQ(last.ids, std::vector<std::string>(all.ids.begin() + 10, all.ids.end()));
    const List before =
        list("/v2/employees?limit=4&before=" + http::form_encode(text(last, "startCursor")));
    EXPECT_EQ(before.ids, std::vector<std::string>(all.ids.begin() + 6, all.ids.begin() + 10));
    EXPECT_TRUE(flag(before, "hasNextPage"));
    EXPECT_TRUE(flag(before, "hasPreviousPage"));
}

TEST_F(Paging, EdgesOfNumbers) {
    EXPECT_EQ(list("/v2/employees?limit=0").ids.size(), 0U);
    EXPECT_EQ(text(list("/v2/employees?limit=0"), "endCursor"), "");
    EXPECT_EQ(list("/v2/employees?limit=1000").ids.size(), 12U);
    EXPECT_EQ(list("/v2/employees?offset=12").ids.size(), 0U);
    EXPECT_EQ(list("/v2/employees?offset=9223372036854775807&limit=5").ids.size(), 0U);
    for (const std::string wrong :
         {"limit=-1", "limit=x", "limit=1.5", "limit=99999999999999999999", "offset=-1",
          "limit=1&limit=2", "after=lower", "after=AAAA%20", "after=AAAA", "before=~",
          "after=AA&before=AA", "after=AA&offset=1", "before=AA&offset=1", "sorting_keys=lastName",
          "sorting_order=ASC", "sorting_keys=lastName&sorting_order=UP"}) {
        EXPECT_EQ(list("/v2/employees?" + wrong).status, 400) << wrong;
    }
}

TEST_F(Paging, Filters) {
    EXPECT_EQ(list("/v2/employees?email=ada%40dummy.example").ids,
              std::vector<std::string>{"51a01a7e-0003-4000-8000-000000000001"});
    EXPECT_EQ(list("/v2/employees?code=1002").ids,
              std::vector<std::string>{"51a01a7e-0003-4000-8000-000000000002"});
    EXPECT_EQ(list("/v2/employees?companyId=51a01a7e-0001-4000-8000-000000000001").ids.size(), 12U);
    for (const std::string foreign :
         {"/v2/employees?companyId=51a01a7e-0001-4000-8000-000000000002",
          "/v1/companies?organization_id=51a01a7e-0001-4000-8000-000000000002"})
        EXPECT_EQ(driver_.call(token_, foreign).status, 403) << foreign;
    EXPECT_EQ(driver_.call(token_, "/v2/employees?companyId=other").status, 400);
    EXPECT_EQ(driver_.call(token_, "/v3/export-jobs?statuses=BOGUS").status, 400);
    EXPECT_EQ(list("/v2/employees?company_id=other").ids.size(), 12U); // spelt differently here
    EXPECT_EQ(list("/v1/companies?organization_id=51a01a7e-0002-4000-8000-000000000001").ids.size(),
              1U);
    EXPECT_EQ(list("/v3/export-jobs?company_id=51a01a7e-0001-4000-8000-000000000002").ids.size(),
              0U);
    EXPECT_EQ(list("/v3/export-jobs?statuses=failed&statuses=completed").ids.size(), 2U);
    EXPECT_EQ(
        list("/v3/export-jobs/51a01a7e-0020-4000-8000-000000000002/items?status=failed").ids.size(),
        1U);
}

TEST_F(Paging, CountOfItemsIsTrue) {
    EXPECT_EQ(list("/v3/export-jobs/51a01a7e-0020-4000-8000-000000000001/items").ids.size(), 4U);
    EXPECT_EQ(list("/v3/export-jobs/51a01a7e-0020-4000-8000-000000000002/items").ids.size(), 3U);
    EXPECT_EQ(list("/v3/export-jobs/51a01a7e-0020-4000-8000-000000000003/items").ids.size(), 5U);
}

TEST_F(Paging, SortsByKeysAndPlacesWhatIsAbsent) {
    const List ascending = list("/v2/employees?sorting_keys=lastName&sorting_order=ASC");
    const List descending = list("/v2/employees?sorting_keys=lastName&sorting_order=DESC");
    EXPECT_EQ(ascending.ids,
              std::vector<std::string>(descending.ids.rbegin(), descending.ids.rend()));
    const List first = list("/v2/employees?sorting_keys[]=code&sorting_order[]=ASC_NULLS_FIRST");
    const List last = list("/v2/employees?sorting_keys=code&sorting_order=ASC_NULLS_LAST");
    EXPECT_EQ(first.ids[0], "51a01a7e-0003-4000-8000-000000000006");
    EXPECT_EQ(first.ids[2], "51a01a7e-0003-4000-8000-000000000001");
    EXPECT_EQ(last.ids[0], "51a01a7e-0003-4000-8000-000000000001");
    EXPECT_EQ(last.ids[11], "51a01a7e-0003-4000-8000-000000000010");
    const List jobs = list("/v3/export-jobs?sorting_keys=companyId&sorting_order=ASC"
                           "&sorting_keys=createdAt&sorting_order=DESC");
    EXPECT_EQ(jobs.ids, (std::vector<std::string>{"51a01a7e-0020-4000-8000-000000000003",
                                                  "51a01a7e-0020-4000-8000-000000000002",
                                                  "51a01a7e-0020-4000-8000-000000000001"}));
}

} // namespace
} // namespace simulator::tests
