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

// What is revealed on the page is not for what leaves it: files are the same.
TEST(PostmanExport, S64_NothingIsUnmaskedInAFileWhateverIsRevealed) {
    World world;
    world.open_with_tokens();
    world.press(EnvironmentChosen{"pleo-staging"});
    world.press(ClientIdEdited{"an-id-of-mine"});
    world.press(ClientSecretEdited{"a-secret-of-mine"});
    const auto files = [&] {
        std::vector<std::string> texts;
        for (const auto what : {PostmanExport::collection, PostmanExport::desktop_environment,
                                PostmanExport::web_environment}) {
            world.press(PostmanExportPressed{what});
            texts.push_back(last_download(world).text);
        }
        return texts;
    };
    const std::vector<std::string> before = files();
    world.press(SecretRevealToggled{});
    for (const oauth::Token& token : world.model.tokens)
        world.press(TokenRevealToggled{token.id});
    for (const http::Exchange& exchange : world.model.exchanges)
        world.press(ExchangeRevealToggled{exchange.id});
    EXPECT_EQ(files(), before);
    for (const std::string& text : before) {
        EXPECT_EQ(text.find("a-secret-of-mine"), std::string::npos);
        for (const oauth::Token& token : world.model.tokens)
            EXPECT_EQ(text.find(token.value), std::string::npos);
    }
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
