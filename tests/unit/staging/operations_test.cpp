#include "staging/operations.hpp"

#include <gtest/gtest.h>

#include <set>

namespace staging {
namespace {

TEST(Operations, TheFiveThatEverybodyTriesFirst) {
    struct Case {
        std::string_view id, path, scopes;
    };
    for (const Case& each : {Case{"introspect", "/v1/introspect", ""},
                             Case{"list_employees", "/v2/employees", "users:read"},
                             Case{"list_companies", "/v1/companies", "companies:read"},
                             Case{"get_installation", "/v1/installations/me", ""},
                             Case{"list_export_jobs", "/v3/export-jobs", "export-jobs:read"}}) {
        const Operation* operation = find_operation(each.id);
        ASSERT_NE(operation, nullptr) << each.id;
        EXPECT_EQ(operation->method, "GET");
        EXPECT_EQ(operation->path, each.path);
        EXPECT_EQ(operation->scopes, each.scopes);
    }
    EXPECT_EQ(find_operation("unknown"), nullptr);
}

// Spelt differently from one family to the next: an easy mistake.
TEST(Operations, CompanyIsSpeltAsEachFamilySpellsIt) {
    EXPECT_EQ(find_operation("list_employees")->query.front().name, "companyId");
    EXPECT_EQ(find_operation("list_export_jobs")->query.front().name, "company_id");
    EXPECT_EQ(find_operation("get_installation")->query.front().name, "company_id");
}

TEST(Operations, AreCompleteAndDistinct) {
    std::set<std::string_view> ids;
    for (const Operation& each : operations()) {
        EXPECT_TRUE(ids.insert(each.id).second) << each.id;
        EXPECT_TRUE(each.path.starts_with("/v")) << each.id;
        EXPECT_FALSE(each.summary.empty()) << each.id;
        EXPECT_FALSE(each.source.empty()) << each.id;
        for (const Parameter& parameter : each.query) {
            EXPECT_FALSE(parameter.name.empty()) << each.id;
            EXPECT_FALSE(parameter.meaning.empty()) << each.id;
        }
    }
}

} // namespace
} // namespace staging
