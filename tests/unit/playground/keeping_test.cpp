#include "playground/keeping.hpp"

#include "playground/plan.hpp"
#include "playground/record.hpp"
#include "playground/remedies.hpp"
#include "unit/playground/world.hpp"

#include "oauth/credential_slips.hpp"

#include <gtest/gtest.h>

namespace playground {
namespace {

constexpr const char* secret = "Zk3vQ9xT7bN2mW8rL5pC1dF6";
constexpr const char* uuid = "7d3f0a52-1111-4222-8333-944455566677";

TEST(Keeping, S44_WhatIsMerelyTypedNeverReachesLocalStorage) {
    World world;
    world.open();
    world.press(EnvironmentChosen{"example"});
    world.press(ClientIdEdited{"only-typed"});
    world.press(ScopesEdited{"typed:too"});
    world.press(RedirectUriEdited{"https://typed.example/back"});
    world.press(EnvironmentChosen{"pleo-staging"});
    world.press(ScopesEdited{"typed:there"});
    world.press(VisibilityChanged{false});
    ASSERT_FALSE(world.local_storage.empty());
    EXPECT_EQ(world.local_storage.find("typed"), std::string::npos) << world.local_storage;
}

TEST(Keeping, S44_ASecretInAnyFieldOfTheRegistrationIsKeptNowhere) {
    for (const char* pasted : {secret, "client_secret=hunter2", "Bearer x", "my-client-secret"}) {
        World world;
        world.open();
        world.press(EnvironmentChosen{"example"});
        world.press(ClientIdEdited{pasted});
        world.press(ScopesEdited{pasted});
        world.press(RedirectUriEdited{pasted});
        world.press(CredentialsCameEdited{pasted});
        world.press(EnvironmentChosen{"pleo-staging"});
        world.press(ClientIdEdited{pasted});
        world.press(PageLeaving{});
        EXPECT_EQ(world.local_storage.find(pasted), std::string::npos) << world.local_storage;
        EXPECT_EQ(world.session_storage.find(pasted), std::string::npos) << world.session_storage;
    }
}

// There is no choice that would keep one: whatever is pressed, a secret that was proven and used is gone.
TEST(Keeping, S45_NoChoiceKeepsASecretOverALoadOfThePage) {
    World world;
    world.open_with_tokens();
    const std::string access = world.access().value, refresh = world.refresh().value;
    world.press(EnvironmentChosen{"pleo-staging"});
    world.press(ClientIdEdited{uuid});
    world.press(ClientSecretEdited{secret});
    world.press(SecretRevealToggled{});
    world.press(CheckCredentialsPressed{});
    world.press(VisibilityChanged{false});
    world.press(PageLeaving{});
    for (const std::string& store : {world.session_storage, world.local_storage}) {
        ASSERT_FALSE(store.empty());
        for (const std::string& one : {std::string(secret), access, refresh})
            EXPECT_EQ(store.find(one), std::string::npos) << store;
    }
    world.reload();
    world.press(EnvironmentChosen{"pleo-staging"});
    EXPECT_EQ(world.model.registration.client.client_secret, "");
    EXPECT_TRUE(world.model.tokens.empty());
}

TEST(Keeping, WhatIsMerelyTypedSurvivesAReload) {
    World world;
    world.open();
    world.press(StepChosen{Step::register_client});
    world.press(ScopesEdited{"users:read companies:read"});
    world.press(PageLeaving{});
    EXPECT_EQ(world.local_storage.find("users:read companies:read\""), std::string::npos);
    world.reload();
    EXPECT_EQ(world.model.registration.scopes, "users:read companies:read");
}

TEST(Keeping, S44_WhatWasUsedIsKept) {
    World world;
    world.open();
    world.press(EnvironmentChosen{"example"});
    world.press(ClientIdEdited{"my-client"});
    world.press(ScopesEdited{"users:read"});
    world.leave();
    ASSERT_FALSE(world.left_for.empty());
    EXPECT_NE(world.local_storage.find("my-client"), std::string::npos);
    EXPECT_NE(world.local_storage.find("users:read"), std::string::npos);
}

TEST(Keeping, S32_WhatLooksLikeASecretLeavesInAnAddressOnlyIfThePersonSaysSo) {
    for (const bool as_scope : {false, true}) {
        World world;
        world.open();
        world.press(EnvironmentChosen{"example"});
        world.press(ClientIdEdited{as_scope ? "my-client" : secret});
        if (as_scope) world.press(ScopesEdited{std::string("users:read ") + secret});
        world.press(AuthorisePressed{});
        EXPECT_TRUE(world.left_for.empty());
        EXPECT_FALSE(planned_authorization(world.model)); // nor is it shown in a URL
        const auto offered =
            as_scope ? remedies_for_scopes(world.model) : remedies_for_client_id(world.model);
        ASSERT_FALSE(offered.empty());
        world.press(RemedyPressed{offered.back()}); // "Keep it as it is"
        world.press(AuthorisePressed{});
        EXPECT_FALSE(world.left_for.empty());
        // Said, not proven.
        EXPECT_EQ(world.local_storage.find(secret), std::string::npos) << world.local_storage;
    }
}

TEST(Keeping, AnotherTextIsAskedAboutAgain) {
    World world;
    world.open();
    world.press(EnvironmentChosen{"example"});
    world.press(ClientIdEdited{secret});
    world.press(AuthorisePressed{});
    world.press(ClientIdEdited{std::string(secret) + "x"});
    world.press(AuthorisePressed{});
    EXPECT_TRUE(world.left_for.empty());
}

TEST(Keeping, AClientIdThatAServerTookIsKeptAndNotAskedAbout) {
    World world;
    world.open();
    world.press(EnvironmentChosen{"example"});
    world.press(ClientIdEdited{secret});
    remember_proof(world.model, "example", "another");
    EXPECT_EQ(doubtful_field(world.model.registration), "Client ID");
    remember_proof(world.model, "example", secret);
    EXPECT_EQ(doubtful_field(world.model.registration), "");
    world.press(VisibilityChanged{false});
    EXPECT_NE(world.local_storage.find(secret), std::string::npos);
}

TEST(Keeping, WhatLooksLikeASecret) {
    for (const char* text : {secret, "eyJhbGciOi.x.y", "Basic abc", "the secret",
                             "dGhpcyBpcyBh_c2VjcmV0-0IHZhbHVl1234567890abc"})
        EXPECT_TRUE(oauth::looks_like_secret(text)) << text;
    for (const char* text : {uuid, "", "my-client", "browser-test-client", "0oa1b2c3", "playground",
                             "users:read", "1234567890.apps.example", "company-playground-2026"})
        EXPECT_FALSE(oauth::looks_like_secret(text)) << text;
}

} // namespace
} // namespace playground
