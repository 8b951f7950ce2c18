// Files for Postman: of a live environment, and without a secret.
#include "world.hpp"

#include "json/json.hpp"

#include <gtest/gtest.h>

namespace playground {
namespace {

Download last_download(const World& world) {
    const std::vector<Download> files = all<Download>(world.effects);
    EXPECT_FALSE(files.empty());
    return files.empty() ? Download{} : files.back();
}

TEST(PostmanExport, EveryFileIsJsonOfALiveEnvironmentWithoutASecret) {
    World world;
    world.open();
    world.press(EnvironmentChosen{"pleo-staging"});
    world.press(ClientIdEdited{"an-id-of-mine"});
    world.press(ClientSecretEdited{"a-secret-of-mine"});
    for (const auto what : {PostmanExport::collection, PostmanExport::desktop_environment,
                            PostmanExport::web_environment}) {
        world.press(PostmanExportPressed{what});
        const Download file = last_download(world);
        EXPECT_TRUE(file.name.starts_with("pleo-staging.postman_")) << file.name;
        EXPECT_TRUE(json::parse(file.text).document) << file.name;
        EXPECT_EQ(file.text.find("a-secret-of-mine"), std::string::npos);
        EXPECT_EQ(file.text.find("localhost"), std::string::npos);
    }
    EXPECT_NE(last_download(world).text.find("browser-callback"), std::string::npos);
    EXPECT_EQ(all<Download>(world.effects).size(), 3u);
}

TEST(PostmanExport, FromSimulatedStagingItIsForPleosStaging) {
    World world;
    world.open();
    world.press(PostmanExportPressed{PostmanExport::collection});
    EXPECT_EQ(last_download(world).name, "pleo-staging.postman_collection.json");
}

TEST(PostmanExport, ReasonIsSaidWhenThereIsNone) {
    World world;
    world.open();
    world.press(EnvironmentChosen{"example"}); // has no API
    world.press(PostmanExportPressed{PostmanExport::collection});
    EXPECT_TRUE(all<Download>(world.effects).empty());
    EXPECT_EQ(world.notice(Step::get_access).tone, Tone::negative);
}

} // namespace
} // namespace playground
