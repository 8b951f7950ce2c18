// The walk through an export, to each of its ends, against Simulated Staging.
#include "playground/export_walk.hpp"
#include "playground/plan.hpp"
#include "unit/playground/world.hpp"

#include <gtest/gtest.h>

namespace playground {
namespace {

constexpr std::string_view all_scopes =
    "export-jobs:read export-jobs:write export-items:read vendors:write";

class ExportWalks : public testing::Test {
protected:
    World world_;

    ExportWalks() {
        world_.open();
        world_.press(ScopesEdited{std::string(all_scopes)});
        world_.authorise();
        world_.press(ExchangeCodePressed{});
        world_.press(StepChosen{Step::call_apis});
    }
    const ExportWalk& walk() const { return world_.model.exports; }
    void act(ExportAct act) {
        ASSERT_TRUE(can_do(world_.model, act));
        world_.press(ExportActPressed{act});
        if (world_.model.api.confirming) {
            EXPECT_TRUE(walk().asking);
            world_.press(CallApiConfirmed{});
        }
    }
};

TEST_F(ExportWalks, ToTheEndWithErrors) {
    EXPECT_EQ(next_export_act(world_.model), ExportAct::find);
    act(ExportAct::find);
    EXPECT_TRUE(walk().job.empty());
    EXPECT_NE(walk().said.find("No job is pending"), std::string::npos);

    act(ExportAct::press_export);
    EXPECT_TRUE(walk().job.empty()) << "only the API tells an integration of a job";
    EXPECT_NE(walk().said.find("A bookkeeper pressed Export"), std::string::npos);

    act(ExportAct::find);
    EXPECT_EQ(walk().status, "pending");
    EXPECT_GT(walk().number_of_items, 200);
    EXPECT_EQ(world_.sent.back().url,
              "http://localhost:8080/simulated/external/v3/export-jobs"
              "?statuses=pending&limit=1&sorting_keys=createdAt&sorting_order=ASC");
    EXPECT_EQ(next_export_act(world_.model), ExportAct::start);

    act(ExportAct::start);
    EXPECT_EQ(walk().status, "in_progress");

    std::int64_t pages = 0;
    while (next_export_act(world_.model) == ExportAct::fetch) {
        ++pages;
        act(ExportAct::fetch);
        EXPECT_EQ(next_export_act(world_.model), ExportAct::report);
        act(ExportAct::report);
        EXPECT_EQ(walk().reported, walk().fetched);
    }
    EXPECT_EQ(pages, (walk().number_of_items + 99) / 100);
    EXPECT_EQ(walk().reported, walk().number_of_items);
    EXPECT_EQ(walk().failed, 1);

    EXPECT_EQ(next_export_act(world_.model), ExportAct::complete);
    act(ExportAct::complete);
    EXPECT_EQ(walk().status, "completed_with_errors");
    EXPECT_EQ(next_export_act(world_.model), std::nullopt);
    act(ExportAct::look);
    EXPECT_EQ(walk().status, "completed_with_errors");
}

TEST_F(ExportWalks, AnHourWithoutAnActionEndsTheJob) {
    act(ExportAct::press_export);
    act(ExportAct::find);
    act(ExportAct::start);
    act(ExportAct::pass_an_hour);
    EXPECT_NE(walk().said.find("An hour later"), std::string::npos);
    EXPECT_EQ(world_.access().state, oauth::TokenState::expired);
    world_.press(RefreshPressed{});
    act(ExportAct::look);
    EXPECT_EQ(walk().status, "failed");
    EXPECT_NE(walk().said.find("job_expired"), std::string::npos);
    EXPECT_FALSE(can_do(world_.model, ExportAct::start));
    EXPECT_TRUE(can_do(world_.model, ExportAct::press_export));
}

TEST_F(ExportWalks, WhatIsDoneByHandCountsAsWell) {
    act(ExportAct::press_export);
    act(ExportAct::find);
    const std::string job = walk().job;
    world_.press(OperationChosen{"create_export_job_event"});
    world_.press(BodyEdited{R"({"jobId":")" + job + R"(","event":"started"})"});
    world_.press(CallApiPressed{});
    EXPECT_FALSE(walk().asking) << "the question stands where it was asked for";
    world_.press(CallApiConfirmed{});
    EXPECT_EQ(walk().status, "in_progress");
    EXPECT_EQ(walk().job, job);
}

TEST_F(ExportWalks, ARefusalIsTold) {
    act(ExportAct::press_export);
    world_.press(ExportActPressed{ExportAct::press_export});
    EXPECT_NE(walk().said.find("Finish that job"), std::string::npos) << walk().said;
    act(ExportAct::find);
    act(ExportAct::start);
    world_.press(BodyEdited{R"({"jobId":")" + walk().job + R"(","event":"started"})"});
    world_.press(CallApiPressed{});
    world_.press(CallApiConfirmed{});
    EXPECT_EQ(walk().tone, Tone::negative);
    EXPECT_NE(walk().said.find("422 INVALID_EXPORT_JOB_STATUS_CHANGE"), std::string::npos);
    EXPECT_EQ(walk().status, "in_progress") << "a refusal changes nothing";
}

TEST_F(ExportWalks, LackingScopesAreNamedBeforeAnythingIsRefused) {
    EXPECT_EQ(lacking_export_scopes(world_.model), "");
    World less;
    less.open_with_tokens();
    EXPECT_EQ(lacking_export_scopes(less.model), "export-jobs:write export-items:read");
}

TEST_F(ExportWalks, AnotherEnvironmentHasAnotherExport) {
    act(ExportAct::press_export);
    act(ExportAct::find);
    world_.press(EnvironmentChosen{"pleo-staging"});
    EXPECT_TRUE(walk().job.empty());
    EXPECT_FALSE(can_do(world_.model, ExportAct::press_export))
        << "nobody presses for Pleo's people";
    const std::size_t sent = world_.sent.size();
    world_.press(ExportActPressed{ExportAct::press_export});
    EXPECT_EQ(world_.sent.size(), sent);
}

// What the page shows of a webhook, and the check of its signature.
class WebhookDeliveries : public ExportWalks {
protected:
    void subscribe(const std::string& more = {}) {
        world_.press(OperationChosen{"create_subscription"});
        world_.press(BodyEdited{R"({"endpointUrl":"https://hooks.dummy.example/events",)"
                                R"("eventTypes":["v1.export-job.created"])" +
                                more + "}"});
        world_.press(CallApiPressed{});
        world_.press(CallApiConfirmed{});
        ASSERT_EQ(world_.last_exchange().response->status, 200);
    }
    std::string secret() {
        const json::Parsed made = json::parse(world_.last_exchange().response->body);
        world_.press(OperationChosen{"get_subscription_secret"});
        world_.press(ParameterEdited{
            "id", std::string(*json::find_string(*json::find(made.document->root, "data"), "id"))});
        world_.press(CallApiPressed{});
        const json::Parsed told = json::parse(world_.last_exchange().response->body);
        return std::string(
            *json::find_string(*json::find(told.document->root, "data"), "secretKey"));
    }
    std::size_t deliveries() const {
        return static_cast<std::size_t>(std::count_if(
            world_.model.exchanges.begin(), world_.model.exchanges.end(), [](const auto& each) {
                return http::find_header(each.request.headers, "webhook-id") != nullptr;
            }));
    }
    void check(const std::string& delivery, const std::string& with) {
        world_.press(DeliveryPasted{delivery});
        world_.press(SigningSecretEdited{with});
        world_.press(CheckSignaturePressed{});
    }
    const playground::Webhooks& webhooks() const { return world_.model.webhooks; }
};

TEST_F(WebhookDeliveries, ADeliveryIsAmongTheExchangesAndWasNotSent) {
    subscribe();
    const std::string own = secret();
    act(ExportAct::press_export);
    ASSERT_EQ(deliveries(), 1u);
    const http::Exchange& delivery = world_.last_exchange();
    EXPECT_EQ(delivery.purpose, "Webhook v1.export-job.created");
    EXPECT_EQ(delivery.request.method, "POST");
    EXPECT_EQ(delivery.request.url, "https://hooks.dummy.example/events");
    EXPECT_EQ(delivery.failure, http::Failure::refused);
    EXPECT_NE(delivery.failure_text.find("there is no receiver in a page"), std::string::npos);
    EXPECT_EQ(world_.count_sent("hooks.dummy.example"), 0u);

    check(staging::delivery_text(delivery.request), own);
    ASSERT_TRUE(webhooks().verdict);
    EXPECT_TRUE(webhooks().verdict->valid);
    check(staging::delivery_text(delivery.request), "whsec_c2ltL2Fub3RoZXIgc2VjcmV0");
    ASSERT_TRUE(webhooks().verdict);
    EXPECT_FALSE(webhooks().verdict->valid);
}

TEST_F(WebhookDeliveries, WhatWasToldIsNotToldTwice) {
    subscribe();
    act(ExportAct::press_export);
    act(ExportAct::find);
    act(ExportAct::start);
    world_.press(OperationChosen{"create_export_job_event"});
    world_.press(BodyEdited{R"({"jobId":")" + walk().job + R"(","event":"failed"})"});
    world_.press(CallApiPressed{});
    world_.press(CallApiConfirmed{});
    EXPECT_EQ(deliveries(), 1u);
    act(ExportAct::press_export);
    EXPECT_EQ(deliveries(), 2u);
}

TEST_F(WebhookDeliveries, WithoutWebCryptoThereIsNoSignatureAndNoCheck) {
    subscribe();
    const std::string own = secret();
    world_.page.has_web_crypto = false;
    act(ExportAct::press_export);
    ASSERT_EQ(deliveries(), 1u);
    EXPECT_EQ(http::find_header(world_.last_exchange().request.headers, "webhook-signature"),
              nullptr);
    check("webhook-id: a\nwebhook-timestamp: 1\nwebhook-signature: v1,AAAA\n\n{}", own);
    EXPECT_FALSE(webhooks().verdict);
    EXPECT_NE(webhooks().problem.find("no Web Crypto"), std::string::npos);
}

TEST_F(WebhookDeliveries, AnOlderCheckIsNotTheAnswerToANewQuestion) {
    world_.press(DeliveryPasted{"webhook-id: a\n\n{}"});
    world_.press(CheckSignaturePressed{});
    EXPECT_NE(webhooks().problem.find("webhook-timestamp is missing"), std::string::npos);
    world_.press(DeliveryPasted{"x"});
    EXPECT_TRUE(webhooks().problem.empty());
    check("webhook-id: a\nwebhook-timestamp: 1\nwebhook-signature: v1,AAAA\n\n{}",
          "whsec_c2ltL2Fub3RoZXIgc2VjcmV0");
    ASSERT_TRUE(webhooks().verdict);
    world_.press(HmacArrived{1, {"late"}});
    ASSERT_TRUE(webhooks().verdict);
    world_.press(SigningSecretEdited{"whsec_AAAA"});
    EXPECT_FALSE(webhooks().verdict);
}

TEST_F(WebhookDeliveries, S42_S43_ASigningSecretIsForgottenAndKeptNowhere) {
    const std::string typed = "whsec_c2ltL2Fub3RoZXIgc2VjcmV0";
    check("webhook-id: a\nwebhook-timestamp: 1\nwebhook-signature: v1,AAAA\n\n{}", typed);
    EXPECT_TRUE(holds_secrets(world_.model));
    world_.press(PageLeaving{});
    EXPECT_EQ(world_.session_storage.find("c2ltL2Fub3RoZXIgc2VjcmV0"), std::string::npos);
    EXPECT_EQ(world_.local_storage.find("c2ltL2Fub3RoZXIgc2VjcmV0"), std::string::npos);
    world_.press(ForgetPressed{});
    EXPECT_EQ(webhooks(), playground::Webhooks{});
}

} // namespace
} // namespace playground
