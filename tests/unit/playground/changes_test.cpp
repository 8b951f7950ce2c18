// Operations that write ask first; bodies, pages and scopes of operations.
#include "playground/plan.hpp"
#include "world.hpp"

#include "http/form.hpp"

#include <gtest/gtest.h>

namespace playground {
namespace {

TEST(Changes, WhatWritesAsksFirst) {
    World world = with_tokens();
    world.press(OperationChosen{"create_export_job"});
    const std::size_t before = world.sent.size();
    world.press(CallApiConfirmed{}); // nobody asked
    EXPECT_EQ(world.sent.size(), before);
    world.press(CallApiPressed{});
    EXPECT_TRUE(world.model.api.confirming);
    EXPECT_EQ(world.sent.size(), before);
    world.press(CallApiCancelled{});
    EXPECT_FALSE(world.model.api.confirming);
    EXPECT_EQ(world.announced.back(), "Nothing was sent.");
    world.press(CallApiPressed{});
    world.press(CallApiConfirmed{});
    ASSERT_EQ(world.sent.size(), before + 1);
    EXPECT_EQ(world.sent.back().method, "POST");
    EXPECT_FALSE(world.model.api.confirming);
}

TEST(Changes, AnswerIsAboutWhatWasAskedAndNothingElse) {
    World world = with_tokens();
    for (const Event& change :
         {Event(BodyEdited{"{}"}), Event(OperationChosen{"delete_installation"}),
          Event(ParameterEdited{"companyId", "x"}), Event(EnvironmentChosen{"pleo-staging"})}) {
        world.press(OperationChosen{"create_export_job"});
        world.press(CallApiPressed{});
        ASSERT_TRUE(world.model.api.confirming);
        world.press(change);
        const std::size_t before = world.sent.size();
        world.press(CallApiConfirmed{});
        EXPECT_EQ(world.sent.size(), before);
    }
}

TEST(Changes, SearchesAndReadsDoNotAsk) {
    for (const char* id : {"list_employees", "search_accounts"}) {
        World world = with_tokens();
        world.press(OperationChosen{id});
        const std::size_t before = world.sent.size();
        world.press(CallApiPressed{});
        EXPECT_EQ(world.sent.size(), before + 1) << id;
    }
}

TEST(Changes, FreePathAsksForEveryMethodButGet) {
    World world = with_tokens();
    world.press(OperationChosen{""});
    world.press(PathEdited{"/v1/installations/me"});
    world.press(MethodChosen{"DELETE"});
    world.press(CallApiPressed{});
    EXPECT_TRUE(world.model.api.confirming);
    world.press(PathEdited{"/v1/introspect"});
    EXPECT_FALSE(world.model.api.confirming);
    world.press(MethodChosen{"GET"});
    EXPECT_FALSE(changes_something(world.model.api));
}

TEST(Body, SampleIsFilledInAndSentAsTyped) {
    World world = with_tokens();
    world.press(OperationChosen{"search_accounts"});
    EXPECT_NE(world.model.api.body.find("companyId"), std::string::npos);
    world.press(BodyEdited{"{\n \"companyId\": \"x\" }"});
    const auto planned = planned_api_call(world.model);
    ASSERT_TRUE(planned);
    EXPECT_EQ(planned->body, "{\n \"companyId\": \"x\" }");
    EXPECT_EQ(*http::find_header(planned->headers, "Content-Type"), "application/json");
    world.press(OperationChosen{"list_employees"});
    EXPECT_TRUE(planned_api_call(world.model)->body.empty());
}

TEST(Body, ErrorTellsLineAndColumn) {
    World world = with_tokens();
    world.press(OperationChosen{"search_accounts"});
    world.press(BodyEdited{"{\n  \"companyId\": }"});
    const auto planned = planned_api_call(world.model);
    ASSERT_FALSE(planned);
    EXPECT_EQ(planned.error().code, "body");
    EXPECT_NE(planned.error().message.find("line 2, column"), std::string::npos)
        << planned.error().message;
}

TEST(Body, ClientSecretIsStopped) {
    World world = with_tokens();
    world.press(OperationChosen{"search_accounts"});
    world.press(BodyEdited{"{\"x\":\"" + world.model.registration.client.client_secret + "\"}"});
    const std::size_t before = world.sent.size();
    world.press(CallApiPressed{});
    EXPECT_EQ(world.sent.size(), before);
    EXPECT_EQ(world.notice(Step::call_apis).tone, Tone::negative);
}

TEST(Pages, NextPageFollowsTheCursorToTheEnd) {
    World world = with_tokens();
    world.press(OperationChosen{"list_employees"});
    world.press(ParameterEdited{"limit", "2"});
    world.press(CallApiPressed{});
    int pages = 1;
    while (!next_page(world.model).empty() && pages < 50) {
        const std::string cursor = next_page(world.model);
        world.press(NextPagePressed{});
        EXPECT_NE(world.sent.back().url.find("after=" + http::form_encode(cursor)),
                  std::string::npos);
        EXPECT_NE(world.sent.back().url.find("limit=2"), std::string::npos);
        ASSERT_EQ(world.last_exchange().response->status, 200);
        ++pages;
    }
    EXPECT_GT(pages, 1);
    EXPECT_LT(pages, 50);
    const std::size_t before = world.sent.size();
    world.press(NextPagePressed{});
    EXPECT_EQ(world.sent.size(), before);
}

TEST(Operations, SamplesAreFilledInOnSimulatedStagingOnly) {
    World world = with_tokens();
    world.press(OperationChosen{"get_employee"});
    EXPECT_EQ(world.model.api.path, "/v2/employees/51a01a7e-0003-4000-8000-000000000001");
    World live;
    live.open();
    live.press(EnvironmentChosen{"pleo-staging"});
    live.press(OperationChosen{"get_employee"});
    EXPECT_EQ(live.model.api.path, "/v2/employees/{employeeId}");
}

TEST(Operations, UsedOnesAreRememberedOnce) {
    World world = with_tokens();
    world.press(OperationChosen{"list_employees"});
    world.press(CallApiPressed{});
    world.press(CallApiPressed{});
    EXPECT_EQ(world.model.api.used, std::vector<std::string>{"list_employees"});
}

} // namespace
} // namespace playground
