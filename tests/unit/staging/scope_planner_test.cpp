#include "staging/scope_planner.hpp"

#include <gtest/gtest.h>

namespace staging {
namespace {

using Words = std::vector<std::string>;

TEST(ScopePlanner, WhatASetOfOperationsNeedsEachOnce) {
    const ScopePlan plan = plan_scopes(
        {"create_export_job", "list_employees", "create_export_job_event", "list_export_items"}, "",
        std::nullopt);
    EXPECT_EQ(plan.needed, (Words{"export-jobs:write", "users:read", "export-items:read"}));
    EXPECT_EQ(plan.not_asked, plan.needed);
    EXPECT_TRUE(plan.not_granted.empty());
    EXPECT_TRUE(plan.surplus.empty());
}

TEST(ScopePlanner, OperationsWithoutADocumentedScopeNeedNone) {
    EXPECT_EQ(
        plan_scopes({"introspect", "delete_installation", "list_subscriptions", "unknown"}, "", ""),
        ScopePlan());
}

TEST(ScopePlanner, ComparesNeededAskedAndGranted) {
    const ScopePlan plan = plan_scopes({"list_employees", "search_vendors", "search_tax_codes"},
                                       "users:read vendors:read test:test", "users:read");
    EXPECT_EQ(plan.not_asked, Words{"tax-codes:read"});
    EXPECT_EQ(plan.not_granted, Words{"vendors:read"});
    EXPECT_EQ(plan.surplus, Words{"test:test"});
}

// RFC 6749 section 5.1: an answer without a scope grants what was asked for.
TEST(ScopePlanner, S31_NoScopeInTheAnswerMeansAsAsked) {
    EXPECT_TRUE(plan_scopes({"list_employees"}, "users:read", "").not_granted.empty());
    EXPECT_TRUE(plan_scopes({"list_employees"}, "users:read", std::nullopt).not_granted.empty());
    EXPECT_FALSE(plan_scopes({"list_employees"}, "users:read", "test:test").not_granted.empty());
}

TEST(ScopePlanner, WritingDoesNotOpenReading) {
    EXPECT_EQ(plan_scopes({"search_vendors"}, "vendors:write", "vendors:write").not_asked,
              Words{"vendors:read"});
}

TEST(ScopePlanner, LeastPrivilege) {
    EXPECT_EQ(least_privilege_hint(plan_scopes({"list_employees"}, "users:read", "")), "");
    EXPECT_TRUE(least_privilege_hint(plan_scopes({"list_employees"}, "users:read users:write", ""))
                    .starts_with("users:write is asked for"));
    EXPECT_TRUE(least_privilege_hint(plan_scopes({}, "users:read users:write", ""))
                    .starts_with("users:read users:write are asked for"));
}

TEST(ScopePlanner, NamesTheScopeBehindA403) {
    const Operation& operation = *find_operation("create_export_job");
    using Scopes = std::vector<std::string>;
    EXPECT_EQ(lacking_scopes(operation, "export-jobs:write"), Scopes{});
    EXPECT_EQ(lacking_scopes(operation, "export-jobs:read"), Scopes{"export-jobs:write"});
    EXPECT_EQ(lacking_scopes(*find_operation("introspect"), ""), Scopes{});
}

TEST(ScopePlanner, WhatIsNoScopeOpensNothing) {
    EXPECT_EQ(lacking_scopes(*find_operation("list_employees"), "users:read\"").size(), 1U);
    EXPECT_EQ(lacking_scopes(*find_operation("list_employees"), "Users:Read users:rea").size(), 1U);
    EXPECT_TRUE(lacking_scopes(*find_operation("list_employees"), "a users:read b").empty());
}

} // namespace
} // namespace staging
