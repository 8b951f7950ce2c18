#include "playground/checklist.hpp"

#include "playground/plan.hpp"
#include "playground/record.hpp"
#include "unit/playground/world.hpp"

#include <gtest/gtest.h>

namespace playground {
namespace {

using staging::Task;

World at_staging() {
    World world;
    world.open();
    world.press(EnvironmentChosen{"pleo-staging"});
    return world;
}

Mark mark(const World& world, Task task) { return mark_of(world.model.checklist, task); }

// What a person typed and what servers answered, from the first visit to the first tokens.
TEST(Checklist, ThePageTicksWhatItSaw) {
    World world = at_staging();
    world.press(ClientIdEdited{"my-client"});
    EXPECT_EQ(mark(world, Task::credentials), Mark::open);
    world.press(ClientSecretEdited{"my-long-secret"});
    EXPECT_EQ(mark(world, Task::credentials), Mark::seen);

    const oauth::Client client = world.model.registration.client;
    world.server = [client](const http::Request& request) { // it knows this secret and no other
        const std::string* header = http::find_header(request.headers, "Authorization");
        const bool known =
            (header != nullptr && *header == oauth::basic_credentials(client)) ||
            request.body.find("client_secret=" + client.client_secret) != std::string::npos;
        if (!known) return json_response(401, R"({"error":"invalid_client"})");
        const bool introspects = request.url.find("/introspect") != std::string::npos;
        return introspects ? json_response(200, R"({"active":false})")
                           : json_response(400, R"({"error":"invalid_grant"})");
    };
    world.press(CheckCredentialsPressed{});
    ASSERT_TRUE(world.model.check.report);
    EXPECT_EQ(world.model.check.report->credentials, oauth::Conclusion::accepted);
    EXPECT_EQ(mark(world, Task::check), Mark::seen);
    EXPECT_EQ(mark(world, Task::first_flow), Mark::open);

    world.leave();
    const std::string state = world.left_for.substr(world.left_for.find("state=") + 6, 22);
    world.come_back(std::string(page_url) + "?code=c0de-c0de&state=" + state);
    EXPECT_EQ(mark(world, Task::credentials), Mark::seen); // though the secret is gone
    world.press(ClientSecretEdited{"my-long-secret"});
    world.server = [](const http::Request&) {
        return json_response(
            200, R"({"access_token":"a-token","token_type":"Bearer","expires_in":900})");
    };
    world.press(ExchangeCodePressed{});
    EXPECT_EQ(mark(world, Task::first_flow), Mark::seen);
    world.reload();
    EXPECT_EQ(mark(world, Task::first_flow), Mark::seen);
}

TEST(Checklist, TheSimulatorBringsNobodyCloser) {
    World world;
    world.open_with_tokens();
    EXPECT_EQ(world.model.checklist, Checklist{});
}

TEST(Checklist, ARefusedCheckTicksNothing) {
    World world = at_staging();
    world.press(ClientIdEdited{"my-client"});
    world.press(ClientSecretEdited{"my-long-secret"});
    world.server = [](const http::Request&) {
        return json_response(401, R"({"error":"invalid_client"})");
    };
    world.press(CheckCredentialsPressed{});
    ASSERT_TRUE(world.model.check.report);
    EXPECT_EQ(mark(world, Task::check), Mark::open);
}

TEST(Checklist, APersonTicksTheRestAndTakesItBack) {
    World world;
    world.open();
    EXPECT_EQ(next_task(world.model.checklist), Task::request);
    world.press(TaskTicked{Task::request, true});
    EXPECT_EQ(mark(world, Task::request), Mark::ticked);
    EXPECT_EQ(world.announced.back(), "Done. Next: Wait for the review.");
    world.press(TaskTicked{Task::request, false});
    EXPECT_EQ(mark(world, Task::request), Mark::open);
}

TEST(Checklist, WhatWasSeenIsNotTakenBackAndLeadsOn) {
    World world = at_staging();
    world.press(ClientIdEdited{"my-client"});
    world.press(ClientSecretEdited{"my-long-secret"});
    world.press(TaskTicked{Task::credentials, false});
    EXPECT_EQ(mark(world, Task::credentials), Mark::seen);
    // Nobody has credentials without having asked for access: what comes next is behind it.
    EXPECT_EQ(next_task(world.model.checklist), Task::log_in);
    for (const Task task : staging::tasks)
        world.press(TaskTicked{task, true});
    EXPECT_EQ(next_task(world.model.checklist), std::nullopt);
    world.press(TaskTicked{Task::production, true});
    EXPECT_EQ(mark(world, Task::production), Mark::open);
    EXPECT_EQ(step_status(world.model, Step::get_access), StepStatus::done);
}

TEST(Checklist, S47_IsKeptWithoutSecretsAndForgotten) {
    World world = at_staging();
    world.press(ClientIdEdited{"my-client"});
    world.press(ClientSecretEdited{"my-long-secret"});
    world.press(TaskTicked{Task::request, true});
    world.press(CredentialsCameEdited{"2026-11-21"});
    world.press(CredentialsCameEdited{std::string(33, '1')});
    const Checklist before = world.model.checklist;
    EXPECT_EQ(before.credentials_came, "2026-11-21");
    world.reload();
    EXPECT_EQ(world.model.checklist, before);
    EXPECT_EQ(world.local_storage.find("my-long-secret"), std::string::npos);
    world.press(ForgetPressed{});
    EXPECT_EQ(world.model.checklist, Checklist{});
    EXPECT_TRUE(world.local_storage.empty());
}

TEST(Checklist, SettingsFromBeforeItWasKeptAreStillSettings) {
    World world = at_staging();
    std::string text = to_text(settings_of(world.model));
    const std::size_t at = text.find(",\"checklist\"");
    ASSERT_NE(at, std::string::npos);
    const std::string old = text.substr(0, at) + "}";
    ASSERT_TRUE(settings_from_text(old)) << old;
    EXPECT_EQ(settings_from_text(old)->checklist, Checklist{});
    for (const auto& [from, to] :
         {std::pair{"\"open\"", "\"maybe\""}, std::pair{"[\"open\",", "["},
          std::pair{"\"credentials_came\":\"", "\"credentials_came\":1,\"x\":\""}}) {
        std::string wrong = text;
        wrong.replace(wrong.find(from), std::string_view(from).size(), to);
        EXPECT_FALSE(settings_from_text(wrong)) << wrong;
    }
}

} // namespace
} // namespace playground
