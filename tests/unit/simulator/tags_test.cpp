#include "staging/simulated_id.hpp"
#include "unit/simulator/driver.hpp"

#include <gtest/gtest.h>

namespace simulator::tests {
namespace {

using Ids = std::vector<std::string>;

class Tags : public testing::Test {
protected:
    Driver driver_;
    std::string token_ = driver_.tokens().access_token;
    const std::string ours_ = "?company_id=51a01a7e-0001-4000-8000-000000000001";

    http::Response get(std::string_view path) { return driver_.call(token_, path); }
    http::Response send(std::string_view method, std::string_view path, std::string_view body) {
        return driver_.call(token_, path, method, body);
    }
    http::Response remove(std::string_view path) { return driver_.call(token_, path, "DELETE"); }
    Ids search(std::string_view body) { return Driver::ids(send("POST", "/v0/tags:search", body)); }
    static std::string field(const http::Response& response, std::string_view member) {
        const json::Value data = Driver::data(response);
        const json::Value* value = json::find(data, member);
        return value == nullptr ? std::string() : value->text;
    }
};

// "If you supply neither, the request will fail. If you supply both, the company_id will be used."
TEST_F(Tags, GroupsNeedACompanyOrAnOrganisation) {
    for (const std::string path : {"/v0/tag-groups", "/v0/aggregations/tag-groups"}) {
        EXPECT_EQ(get(path).status, 400) << path;
        EXPECT_EQ(Driver::ids(get(path + ours_)), (Ids{"51a01a7e-0011-4000-8000-000000000001",
                                                       "51a01a7e-0011-4000-8000-000000000002"}));
        EXPECT_EQ(
            Driver::ids(get(path + "?organization_id=51a01a7e-0002-4000-8000-000000000001")).size(),
            2U);
        EXPECT_EQ(
            Driver::ids(get(path + ours_ + "&organization_id=51a01a7e-0002-4000-8000-000000009999"))
                .size(),
            2U);
        EXPECT_EQ(Driver::ids(get(path + "?company_id=51a01a7e-0001-4000-8000-000000009999&"
                                         "organization_id=51a01a7e-0002-4000-8000-000000000001"))
                      .size(),
                  0U);
    }
    EXPECT_EQ(Driver::ids(get("/v0/tag-groups" + ours_ + "&include_archived=true")).size(), 3U);
    EXPECT_EQ(
        Driver::ids(get("/v0/aggregations/tag-groups" + ours_ +
                        "&tag_group_ids=51a01a7e-0011-4000-8000-000000000003&tag_group_ids="
                        "51a01a7e-0011-4000-8000-000000000001")),
        (Ids{"51a01a7e-0011-4000-8000-000000000001", "51a01a7e-0011-4000-8000-000000000003"}));
}

TEST_F(Tags, GroupsCountTheirTags) {
    const json::Value groups =
        Driver::data(get("/v0/tag-groups" + ours_ + "&include_tags_count=true"));
    EXPECT_EQ(json::find_integer(groups.items.front(), "totalTagsCount"), 3);
    EXPECT_EQ(
        json::find(Driver::data(get("/v0/tag-groups" + ours_)).items.front(), "totalTagsCount"),
        nullptr);
}

TEST_F(Tags, AGroupTakesEverythingWithIt) {
    EXPECT_EQ(remove("/v0/tag-groups/51a01a7e-0011-4000-8000-000000000001").status, 204);
    for (const char* path : {"/v0/tag-groups/51a01a7e-0011-4000-8000-000000000001",
                             "/v0/tag-groups/51a01a7e-0011-4000-8000-000000000001/tags",
                             "/v0/tag-groups/51a01a7e-0011-4000-8000-000000000001/dimensions",
                             "/v0/tag-groups/51a01a7e-0011-4000-8000-000000000001/usage",
                             "/v0/tags/51a01a7e-0013-4000-8000-000000000001",
                             "/v0/tags/51a01a7e-0013-4000-8000-000000000001/dimensions",
                             "/v0/tags/51a01a7e-0013-4000-8000-000000000001/dimensions/"
                             "51a01a7e-0012-4000-8000-000000000001",
                             "/v0/tag-groups/51a01a7e-0011-4000-8000-000000000001/dimensions/"
                             "51a01a7e-0012-4000-8000-000000000001"})
        EXPECT_EQ(get(path).status, 404) << path;
    EXPECT_EQ(search(R"({"includeArchived":true})"), (Ids{"51a01a7e-0013-4000-8000-000000000004",
                                                          "51a01a7e-0013-4000-8000-000000000005"}));
}

TEST_F(Tags, UsageCountsEntries) {
    const json::Value data =
        Driver::data(get("/v0/tag-groups/51a01a7e-0011-4000-8000-000000000001/usage"));
    EXPECT_EQ(
        json::dump(*json::find(data, "usages")),
        R"([{"id":"51a01a7e-0013-4000-8000-000000000001","count":2},{"id":"51a01a7e-0013-4000-8000-000000000002","count":1},)"
        R"({"id":"51a01a7e-0013-4000-8000-000000000003","count":0}])");
}

TEST_F(Tags, CodesAreUniqueInTheirGroup) {
    const std::string body = R"({"code":"P-1","archived":false})";
    EXPECT_EQ(Driver::type(
                  send("POST", "/v0/tag-groups/51a01a7e-0011-4000-8000-000000000001/tags", body)),
              "409 CONFLICT");
    EXPECT_EQ(send("POST", "/v0/tag-groups/51a01a7e-0011-4000-8000-000000000002/tags", body).status,
              201);
    EXPECT_EQ(send("PUT", "/v0/tags/51a01a7e-0013-4000-8000-000000000002", body).status, 409);
    EXPECT_EQ(send("PUT", "/v0/tags/51a01a7e-0013-4000-8000-000000000001", body).status, 200);
    EXPECT_EQ(send("POST", "/v0/tag-groups/none/tags", body).status, 404);
}

TEST_F(Tags, ValuesGoToTheDimensionsInTheirOrder) {
    EXPECT_EQ(field(send("POST", "/v0/tag-groups/51a01a7e-0011-4000-8000-000000000001/dimensions",
                         R"({"name":"Owner","code":"OWN","visible":true,"displayOrder":null})"),
                    "displayOrder"),
              "2");
    const http::Response created =
        send("POST", "/v0/tag-groups/51a01a7e-0011-4000-8000-000000000001/tags",
             R"({"code":"N","archived":false,"otherDimensionValues":["West","West","too many"]})");
    EXPECT_EQ(created.status, 201);
    EXPECT_EQ(created.body.find("otherDimensionValues"), std::string::npos);
    const std::string path = "/v0/tags/" + field(created, "id");
    EXPECT_EQ(Driver::ids(get(path + "/dimensions"), "value"), (Ids{"West", "West"}));
    // What is not given is not changed.
    send("PUT", path, R"({"code":"N","archived":false,"otherDimensionValues":["East"]})");
    EXPECT_EQ(Driver::ids(get(path + "/dimensions"), "value"), (Ids{"East", "West"}));
    EXPECT_EQ(
        send("PUT", path, R"({"code":"N","archived":false,"otherDimensionValues":[7]})").status,
        400);
    EXPECT_EQ(get(path + "/dimensions").body.find("_id"), std::string::npos);
}

TEST_F(Tags, OneValueInEachDimension) {
    const std::string path = "/v0/tags/51a01a7e-0013-4000-8000-000000000002/dimensions/"
                             "51a01a7e-0012-4000-8000-000000000001";
    EXPECT_EQ(get(path).status, 404);
    EXPECT_EQ(send("PUT", path, R"({"value":"x"})").status, 404);
    EXPECT_EQ(field(send("POST", path, R"({"value":"x"})"), "value"), "x");
    EXPECT_EQ(Driver::type(send("POST", path, R"({"value":"y"})")), "409 CONFLICT");
    EXPECT_EQ(field(send("PUT", path, R"({"value":"y"})"), "value"), "y");
    EXPECT_EQ(field(remove(path), "value"), "y");
    EXPECT_EQ(get(path).status, 404);
    EXPECT_EQ(send("POST", path, R"({"value":"z"})").status, 200);
    // A dimension of another group.
    EXPECT_EQ(send("POST",
                   "/v0/tags/51a01a7e-0013-4000-8000-000000000002/dimensions/"
                   "51a01a7e-0012-4000-8000-000000000002",
                   R"({"value":"x"})")
                  .status,
              404);
}

TEST_F(Tags, DimensionsBelongToTheirGroup) {
    EXPECT_EQ(get("/v0/tag-groups/51a01a7e-0011-4000-8000-000000000002/dimensions/"
                  "51a01a7e-0012-4000-8000-000000000001")
                  .status,
              404);
    EXPECT_EQ(remove("/v0/tag-groups/51a01a7e-0011-4000-8000-000000000002/dimensions/"
                     "51a01a7e-0012-4000-8000-000000000001")
                  .status,
              404);
    EXPECT_EQ(remove("/v0/tag-groups/51a01a7e-0011-4000-8000-000000000001/dimensions/"
                     "51a01a7e-0012-4000-8000-000000000001")
                  .status,
              204);
    EXPECT_EQ(get("/v0/tags/51a01a7e-0013-4000-8000-000000000001/dimensions/"
                  "51a01a7e-0012-4000-8000-000000000001")
                  .status,
              404);
}

TEST_F(Tags, ArchivedOnesAreLeftOutUnlessAskedFor) {
    EXPECT_EQ(Driver::ids(get("/v0/tag-groups/51a01a7e-0011-4000-8000-000000000001/tags")).size(),
              2U);
    EXPECT_EQ(
        Driver::ids(
            get("/v0/tag-groups/51a01a7e-0011-4000-8000-000000000001/tags?include_archived=true"))
            .size(),
        3U);
    EXPECT_EQ(search("{}").size(), 4U);
    EXPECT_EQ(search(R"({"includeArchived":true})").size(), 5U);
    EXPECT_EQ(search(R"({"archived":true})"), Ids{"51a01a7e-0013-4000-8000-000000000003"});
    EXPECT_EQ(search(R"({"archived":false,"includeArchived":true})").size(), 4U);
    EXPECT_EQ(search(R"({"textSearch":"HARBOUR"})"), Ids{"51a01a7e-0013-4000-8000-000000000001"});
    EXPECT_EQ(
        search(
            R"({"tagGroupIds":["51a01a7e-0011-4000-8000-000000000002"],"tagIds":["51a01a7e-0013-4000-8000-000000000001","51a01a7e-0013-4000-8000-000000000004"]})"),
        Ids{"51a01a7e-0013-4000-8000-000000000004"});
    EXPECT_EQ(Driver::ids(get("/v0/tags?text_search=light")),
              Ids{"51a01a7e-0013-4000-8000-000000000002"});
    EXPECT_EQ(Driver::ids(get("/v0/tags?tag_group_id=51a01a7e-0011-4000-8000-000000000002")).size(),
              2U);
    EXPECT_EQ(Driver::ids(get("/v0/tags?company_id=other")).size(), 0U);
}

TEST_F(Tags, ManyAtOnceOrNone) {
    const auto archive = [&](std::string_view ids, std::string_view archived) {
        return send("POST", "/v0/tags/archive",
                    R"({"companyId":"51a01a7e-0001-4000-8000-000000000001","tagIds":[)" +
                        std::string(ids) + R"(],"archived":)" + std::string(archived) + "}");
    };
    EXPECT_EQ(
        Driver::ids(archive(
            R"("51a01a7e-0013-4000-8000-000000000001","51a01a7e-0013-4000-8000-000000000002")",
            "true")),
        (Ids{"51a01a7e-0013-4000-8000-000000000001", "51a01a7e-0013-4000-8000-000000000002"}));
    EXPECT_EQ(search("{}"), (Ids{"51a01a7e-0013-4000-8000-000000000004",
                                 "51a01a7e-0013-4000-8000-000000000005"}));
    const State before = driver_.state;
    EXPECT_EQ(
        archive(R"("51a01a7e-0013-4000-8000-000000000001","51a01a7e-0013-4000-8000-000000009999")",
                "false")
            .status,
        404);
    EXPECT_EQ(driver_.state, before);
    EXPECT_EQ(archive("", "true").status, 400);
    std::string many;
    for (int i = 0; i <= 100; ++i)
        many += (i == 0 ? "\"" : ",\"") +
                staging::simulated_id(staging::SimulatedKind::tag, 1000 + i) + "\"";
    EXPECT_EQ(archive(many, "true").status, 400);
    EXPECT_EQ(
        send(
            "DELETE", "/v0/tags",
            R"({"companyId":"51a01a7e-0001-4000-8000-000000000001","tagIds":["51a01a7e-0013-4000-8000-000000000004","51a01a7e-0013-4000-8000-000000009999"]})")
            .status,
        404);
    EXPECT_EQ(driver_.state, before);
    EXPECT_EQ(
        send(
            "DELETE", "/v0/tags",
            R"({"companyId":"51a01a7e-0001-4000-8000-000000000001","tagIds":["51a01a7e-0013-4000-8000-000000000004","51a01a7e-0013-4000-8000-000000000004"]})")
            .status,
        204);
    EXPECT_EQ(search("{}"), Ids{"51a01a7e-0013-4000-8000-000000000005"});
}

TEST_F(Tags, AggregatedTagsBringGroupAndValues) {
    const json::Value tags = Driver::data(send(
        "POST", "/v0/aggregations/tags",
        R"({"tagIds":["51a01a7e-0013-4000-8000-000000000001","51a01a7e-0013-4000-8000-000000000002"]})"));
    ASSERT_EQ(tags.items.size(), 2U);
    EXPECT_EQ(json::find_string(*json::find(tags.items[0], "group"), "code"), "PRJ");
    EXPECT_EQ(json::find_string(json::find_array(tags.items[0], "dimensions")->front(), "value"),
              "East");
    EXPECT_EQ(json::find_string(json::find_array(tags.items[1], "dimensions")->front(), "value"),
              "");
    EXPECT_EQ(json::find(tags.items[0], "groupId"), nullptr);
}

} // namespace
} // namespace simulator::tests
