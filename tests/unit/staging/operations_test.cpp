#include "staging/operations.hpp"
#include "staging/simulated_id.hpp"

#include "http/url.hpp"
#include "json/json.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

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

std::vector<std::string> placeholders(std::string_view path) {
    std::vector<std::string> names;
    for (std::size_t open = path.find('{'); open != std::string_view::npos;
         open = path.find('{', open + 1)) {
        names.emplace_back(path.substr(open + 1, path.find('}', open) - open - 1));
    }
    return names;
}

TEST(Operations, AreCompleteAndDistinct) {
    std::set<std::string_view> ids;
    std::set<std::string> calls;
    const std::set<std::string_view> methods{"GET", "POST", "PUT", "DELETE"};
    for (const Operation& each : operations()) {
        EXPECT_TRUE(ids.insert(each.id).second) << each.id;
        EXPECT_TRUE(calls.insert(std::string(each.method) + std::string(each.path)).second)
            << each.id;
        EXPECT_TRUE(methods.contains(each.method)) << each.id;
        EXPECT_TRUE(each.path.starts_with("/v")) << each.id;
        EXPECT_EQ(each.path.find_first_of(" |?#"), std::string_view::npos) << each.id;
        EXPECT_TRUE(each.summary.ends_with('.') || each.summary.ends_with('?')) << each.id;
        EXPECT_FALSE(each.source.empty()) << each.id;
        EXPECT_FALSE(each.family.empty()) << each.id;
    }
    EXPECT_EQ(ids.size(), 114U) << "as many as the specifications name";
}

TEST(Operations, EveryParameterHasANameAndAMeaning) {
    for (const Operation& each : operations()) {
        std::set<std::string_view> names;
        std::vector<std::string> in_path;
        for (const Parameter& parameter : each.path_parameters) {
            EXPECT_TRUE(names.insert(parameter.name).second) << each.id;
            EXPECT_FALSE(parameter.meaning.empty()) << each.id << " " << parameter.name;
            EXPECT_FALSE(parameter.sample.empty()) << each.id << " " << parameter.name;
            EXPECT_TRUE(parameter.required) << each.id;
            in_path.emplace_back(parameter.name);
        }
        EXPECT_EQ(in_path, placeholders(each.path)) << each.id;
        for (const Parameter& parameter : each.query) {
            EXPECT_TRUE(names.insert(parameter.name).second) << each.id << " " << parameter.name;
            EXPECT_FALSE(parameter.meaning.empty()) << each.id << " " << parameter.name;
            EXPECT_TRUE(!parameter.required || !parameter.sample.empty()) << each.id;
        }
    }
}

TEST(Operations, ReadsThatArePostedAreMarkedAsReads) {
    for (const Operation& each : operations()) {
        if (each.path.ends_with(":search")) {
            EXPECT_FALSE(each.writes) << each.id;
        }
        EXPECT_EQ(each.destructive, each.method == "DELETE") << each.id;
        EXPECT_TRUE(each.writes || !each.destructive) << each.id;
        if (each.method == "GET") {
            EXPECT_FALSE(each.writes) << each.id;
        }
        // A scope that reads never stands at something that writes, but for the one family that
        // has no other.
        if (each.writes && each.id != "enrich_entry") {
            EXPECT_FALSE(each.scopes.ends_with(":read")) << each.id;
        }
        if (!each.writes) {
            EXPECT_FALSE(each.scopes.ends_with(":write")) << each.id;
        }
    }
    for (const char* id : {"aggregate_tags", "calculate_tax_amounts"}) {
        EXPECT_FALSE(find_operation(id)->writes) << id;
    }
    EXPECT_TRUE(find_operation("enrich_entry")->writes);
}

TEST(Operations, SamplesAreJsonAndSpeakOfTheDummyCompany) {
    std::size_t samples = 0;
    for (const Operation& each : operations()) {
        const bool may_have_one = each.method != "GET";
        EXPECT_TRUE(may_have_one || each.sample.empty()) << each.id;
        if (each.sample.empty()) continue;
        ++samples;
        const json::Parsed parsed = json::parse(each.sample);
        ASSERT_TRUE(parsed.document) << each.id << " " << parsed.error.message;
        EXPECT_TRUE(parsed.document->duplicate_keys.empty()) << each.id;
        const auto company = json::find_string(parsed.document->root, "companyId");
        EXPECT_TRUE(!company || is_simulated_id(*company)) << each.id;
    }
    EXPECT_EQ(samples, 52U);
}

TEST(Operations, PagedOnesTakeCursors) {
    const auto has = [](const Operation& operation, std::string_view name) {
        return std::any_of(operation.query.begin(), operation.query.end(),
                           [name](const Parameter& each) { return each.name == name; });
    };
    for (const Operation& each : operations()) {
        EXPECT_EQ(has(each, "after"), each.pages != Pages::none) << each.id;
        EXPECT_EQ(has(each, "offset"), each.pages == Pages::cursor_or_offset) << each.id;
    }
    EXPECT_EQ(find_operation("search_entries")->pages, Pages::cursor);
    EXPECT_EQ(find_operation("list_tag_groups")->pages, Pages::none);
    EXPECT_EQ(find_operation("search_vendors")->pages, Pages::cursor_or_offset);
}

TEST(Operations, FamiliesHoldAllOfThemInOrder) {
    std::size_t at = 0;
    for (const Family& family : families()) {
        EXPECT_FALSE(family.operations.empty()) << family.name;
        for (const Operation& each : family.operations) {
            ASSERT_LT(at, operations().size());
            EXPECT_EQ(&each, &operations()[at++]);
            EXPECT_EQ(each.family, family.name);
            EXPECT_EQ(each.source, family.source);
        }
    }
    EXPECT_EQ(at, operations().size());
    EXPECT_EQ(families().size(), 12U);
}

TEST(Operations, SaysWhatIsOldNewOrHidden) {
    EXPECT_TRUE(find_operation("complete_installation")->deprecated);
    EXPECT_TRUE(find_operation("find_tags")->deprecated);
    EXPECT_FALSE(find_operation("search_tags")->deprecated);
    EXPECT_TRUE(find_operation("search_accounts_beta")->beta);
    EXPECT_FALSE(find_operation("search_accounts")->beta);
    EXPECT_TRUE(find_operation("run_vendor_import")->internal);
    EXPECT_TRUE(find_operation("search_export_job_items")->internal);
    EXPECT_TRUE(find_operation("delete_tags")->destructive);
}

std::vector<std::string_view> found(std::string_view words) {
    std::vector<std::string_view> ids;
    for (const Operation* each : search_operations(words))
        ids.push_back(each->id);
    return ids;
}

TEST(Operations, AreFoundByNamePathMethodAndScope) {
    EXPECT_EQ(search_operations("").size(), operations().size());
    EXPECT_EQ(search_operations("  ").size(), operations().size());
    EXPECT_EQ(found("Search for EMPLOYEES"), std::vector<std::string_view>{"list_employees"});
    EXPECT_EQ(found("users:read {employeeId}"), std::vector<std::string_view>{"get_employee"});
    EXPECT_EQ(found("delete installations"), std::vector<std::string_view>{"delete_installation"});
    for (const std::string_view id : found("vendors:write"))
        EXPECT_EQ(find_operation(id)->scopes, "vendors:write") << id;
    EXPECT_TRUE(found("employees vendors").empty());
}

} // namespace
} // namespace staging
