#include "playground/plan.hpp"
#include "unit/playground/world.hpp"

#include <gtest/gtest.h>

namespace playground {
namespace {

TEST(View, TogglesGoOnAndOff) {
    World world;
    world.open_with_tokens();
    View& view = world.model.view;
    world.press(TokenRevealToggled{1});
    world.press(ExchangeToggled{2});
    world.press(ExchangeRevealToggled{2});
    world.press(SecretRevealToggled{});
    world.press(TreeNodeToggled{"2/data"});
    world.press(BodyViewChosen{2, BodyView::text});
    EXPECT_TRUE(view.revealed_tokens.contains(1));
    EXPECT_TRUE(view.open_exchanges.contains(2));
    EXPECT_TRUE(view.revealed_exchanges.contains(2));
    EXPECT_TRUE(view.revealed_secret);
    EXPECT_TRUE(view.folded.contains("2/data"));
    EXPECT_EQ(view.body_views.at(2), BodyView::text);
    world.press(TokenRevealToggled{1});
    world.press(ExchangeToggled{2});
    world.press(ExchangeRevealToggled{2});
    world.press(SecretRevealToggled{});
    world.press(TreeNodeToggled{"2/data"});
    EXPECT_TRUE(view.revealed_tokens.empty());
    EXPECT_TRUE(view.open_exchanges.empty());
    EXPECT_TRUE(view.revealed_exchanges.empty());
    EXPECT_FALSE(view.revealed_secret);
    EXPECT_TRUE(view.folded.empty());
}

TEST(View, AnotherStepIsSaidOnceWithItsPlace) {
    World world;
    world.open();
    world.press(StepChosen{Step::authorise});
    EXPECT_EQ(world.model.announcement.text, "Step 3 of 7, Authorise.");
    const std::uint32_t serial = world.model.announcement.serial;
    world.press(StepChosen{Step::authorise});
    EXPECT_EQ(world.model.announcement.serial, serial) << "it is there already";
}

TEST(View, WhatElseHappensWithAStepIsSaidBeforeIt) {
    World world;
    world.open();
    world.authorise();
    const std::string& words = world.model.announcement.text;
    EXPECT_TRUE(words.starts_with("The redirect is accepted.")) << words;
    EXPECT_TRUE(words.ends_with(" Step 4 of 7, Redirect and exchange.")) << words;
    EXPECT_NE(words.find("10 minutes"), std::string::npos) << words;
}

TEST(View, WhatDoesNotExistCannotBeOpened) {
    World world;
    world.open();
    world.press(TokenRevealToggled{1});
    world.press(ExchangeToggled{9});
    world.press(ExchangeRevealToggled{9});
    world.press(BodyViewChosen{9, BodyView::text});
    world.press(TreeNodeToggled{std::string(longest_text + 1, 'x')});
    world.press(PairToggled{1});
    world.press(DownloadAnswerPressed{1});
    world.press(CodeChosen{1, CodeLanguage::node});
    world.press(CodeWritten{1, CodeLanguage::node, "code"});
    world.press(ExchangeFilterEdited{{.words = std::string(longest_text + 1, 'x')}});
    EXPECT_EQ(world.model.view, View{});
    EXPECT_TRUE(all<Download>(world.effects).empty());
}

TEST(View, S48_CopyIsToldAndMarkedForAMoment) {
    World world;
    world.open();
    world.press(CopyPressed{"Client ID", "the-id", 77});
    ASSERT_EQ(all<CopyText>(world.effects).size(), 1u);
    EXPECT_EQ(all<CopyText>(world.effects).front().text, "the-id");
    EXPECT_TRUE(was_copied(world.model, 77));
    EXPECT_FALSE(was_copied(world.model, 78));
    EXPECT_EQ(world.model.announcement.text, "Copied: Client ID.");
    ASSERT_EQ(next_wake_ms(world.model), copied_ms);
    world.pass(copied_ms - 1);
    EXPECT_TRUE(was_copied(world.model, 77));
    world.pass(1);
    EXPECT_FALSE(was_copied(world.model, 77));
    EXPECT_FALSE(next_wake_ms(world.model)) << "an idle page has no alarm";
    world.press(CopyPressed{"Client ID", "the-id", 77});
    world.press(StepChosen{Step::authorise});
    EXPECT_FALSE(world.model.view.copied);
}

TEST(View, S62_ADownloadedBodyIsMaskedThoughItIsRevealedOnThePage) {
    World world;
    world.open_with_tokens();
    const std::string secret = world.access().value;
    const auto answered =
        std::find_if(world.model.exchanges.begin(), world.model.exchanges.end(),
                     [](const http::Exchange& each) { return each.purpose == "Token request"; });
    ASSERT_NE(answered, world.model.exchanges.end());
    ASSERT_NE(answered->response->body.find(secret), std::string::npos);
    world.press(ExchangeRevealToggled{answered->id});
    world.press(DownloadAnswerPressed{answered->id});
    const auto downloads = all<Download>(world.effects);
    ASSERT_EQ(downloads.size(), 1u);
    EXPECT_EQ(downloads.front().name, "answer-" + std::to_string(answered->id) + ".json");
    EXPECT_EQ(downloads.front().text.find(secret), std::string::npos);
    EXPECT_NE(downloads.front().text.find("expires_in"), std::string::npos);
}

TEST(View, S63_CodeOfARequestIsMadeOfNamesOfSecrets) {
    World world;
    world.open_with_tokens();
    const std::uint32_t last = world.last_exchange().id;
    world.press(CodeChosen{last, CodeLanguage::java});
    const auto wishes = all<WriteCode>(world.effects);
    ASSERT_EQ(wishes.size(), 1u);
    EXPECT_EQ(wishes.front().exchange, last);
    EXPECT_NE(wishes.front().parts.find(R"({"variable":"CLIENT_SECRET"})"), std::string::npos);
    for (const http::Secret& secret : secrets(world.model))
        EXPECT_EQ(wishes.front().parts.find(secret.value), std::string::npos) << secret.name;

    world.press(CodeWritten{last, CodeLanguage::go, "of a language that was chosen before"});
    EXPECT_EQ(world.model.view.code->text, "");
    world.press(CopyPressed{"code", "text", 7});
    ASSERT_TRUE(was_copied(world.model, 7));
    world.press(CodeWritten{last, CodeLanguage::java, "class Call {}"});
    EXPECT_TRUE(was_copied(world.model, 7)) << "no person wrote it";
    EXPECT_EQ(world.model.view.code->text, "class Call {}");
    world.press(CodeWritten{last, CodeLanguage::java, ""});
    EXPECT_NE(world.model.view.code->problem, "");
    world.press(CodeChosen{last, CodeLanguage::none});
    EXPECT_FALSE(world.model.view.code);
}

TEST(View, TheListOfExchangesGivesTheStepItsPlaceBack) {
    World world;
    world.open_with_tokens();
    world.press(ExchangeListResized{true});
    EXPECT_TRUE(world.model.view.list_enlarged);
    world.press(StepChosen{Step::call_apis});
    EXPECT_FALSE(world.model.view.list_enlarged);
}

TEST(View, TokensOfOneAnswerAreAPair) {
    World world;
    world.open_with_tokens();
    world.press(RefreshPressed{});
    ASSERT_EQ(world.model.tokens.size(), 4u);
    EXPECT_EQ(oauth::name_of(world.model.tokens[0]), "Access token 1");
    EXPECT_EQ(oauth::name_of(world.model.tokens[1]), "Refresh token 1");
    EXPECT_EQ(oauth::name_of(world.model.tokens[2]), "Access token 2");
    EXPECT_EQ(oauth::name_of(world.model.tokens[3]), "Refresh token 2");
    world.press(PairToggled{1});
    EXPECT_EQ(world.model.view.open_pairs, std::set<std::uint32_t>{1});
    world.press(PairToggled{1});
    EXPECT_TRUE(world.model.view.open_pairs.empty());
}

TEST(View, RefusedCopyIsToldAloud) {
    World world;
    world.open();
    world.press(CopyFinished{false, "Client ID", 77});
    EXPECT_FALSE(world.model.view.copied);
    EXPECT_TRUE(world.model.announcement.assertive);
}

TEST(View, S61_EveryValueThatIsSecretIsKnownAsOne) {
    Model model;
    model.registration.client.client_secret = "secret-1";
    model.set_aside["other"].client.client_secret = "secret-2";
    model.attempt = {"state-1", "verifier-1", "challenge"};
    model.redirect.emplace();
    model.redirect->pending.emplace();
    model.redirect->pending->state = "state-2";
    model.redirect->pending->code_verifier = "verifier-2";
    model.redirect->response.code = "code-1";
    model.redirect->response.parameters = {{"code", "code-2"}, {"hello", "world"}};
    model.tokens.emplace_back().value = "token-1";
    model.tokens.emplace_back().value = "token-1";
    http::Secrets expected{{"client_secret", "secret-1"},
                           {"client_secret", "secret-2"},
                           {"access_token", "token-1"},
                           {"state", "state-1"},
                           {"code_verifier", "verifier-1"},
                           {"state", "state-2"},
                           {"code_verifier", "verifier-2"},
                           {"code", "code-1"},
                           {"code", "code-2"}};
    EXPECT_EQ(secrets(model), expected);
}

TEST(View, EveryStepHasANameAndAStatus) {
    World world;
    world.open();
    for (std::size_t i = 0; i < step_count; ++i) {
        const Step step = static_cast<Step>(i);
        EXPECT_FALSE(step_name(step).empty());
        EXPECT_FALSE(to_string(step_status(world.model, step)).empty());
        world.press(StepChosen{step});
        EXPECT_EQ(world.model.view.step, step);
    }
}

TEST(View, StepsFollowTheLife) {
    World world;
    const auto status = [&](Step step) { return step_status(world.model, step); };
    world.open();
    EXPECT_EQ(status(Step::authorise), StepStatus::open);
    EXPECT_EQ(status(Step::redirect_and_exchange), StepStatus::ahead);
    EXPECT_EQ(status(Step::call_apis), StepStatus::ahead);
    EXPECT_EQ(status(Step::refresh_tokens), StepStatus::ahead);
    EXPECT_EQ(status(Step::expiry_and_revocation), StepStatus::ahead);
    world.authorise();
    EXPECT_EQ(status(Step::authorise), StepStatus::done);
    EXPECT_EQ(status(Step::redirect_and_exchange), StepStatus::open);
    world.press(ExchangeCodePressed{});
    EXPECT_EQ(status(Step::redirect_and_exchange), StepStatus::done);
    EXPECT_EQ(status(Step::call_apis), StepStatus::open);
    EXPECT_EQ(status(Step::refresh_tokens), StepStatus::open);
    world.press(CallApiPressed{});
    EXPECT_EQ(status(Step::call_apis), StepStatus::done);
    world.press(RefreshPressed{});
    EXPECT_EQ(status(Step::refresh_tokens), StepStatus::done);
    EXPECT_EQ(status(Step::expiry_and_revocation), StepStatus::open);
    world.press(DisconnectPressed{});
    EXPECT_EQ(status(Step::call_apis), StepStatus::attention);
    EXPECT_EQ(status(Step::refresh_tokens), StepStatus::attention);
    EXPECT_EQ(status(Step::expiry_and_revocation), StepStatus::done);
}

TEST(View, RequestAndAnswerAreAnnouncedOnceEach) {
    World world;
    world.open_with_tokens();
    const auto expect_said = [&](const Event& event, std::string_view request,
                                 std::string_view answer) {
        world.announced.clear();
        world.press(event);
        ASSERT_EQ(world.announced.size(), 2u) << request;
        EXPECT_EQ(world.announced[0], "Sent: " + std::string(request) + ".");
        EXPECT_TRUE(world.announced[1].starts_with(answer)) << world.announced[1];
    };
    expect_said(CallApiPressed{}, "GET /v1/introspect", "GET /v1/introspect answered 200 OK");
    expect_said(IntrospectPressed{}, "Introspection of the access token", "");
    expect_said(RefreshPressed{}, "Refresh request", "");
    expect_said(DisconnectPressed{}, "Disconnect: DELETE /v1/installations/me", "");
    world.announced.clear();
    world.press(CallApiPressed{}); // refused, and said so
    EXPECT_EQ(world.announced.size(), 1u);
}

TEST(View, CredentialCheckIsAnnouncedAsOneThing) {
    World world;
    world.open();
    world.press(CheckCredentialsPressed{});
    ASSERT_EQ(world.announced.size(), 2u);
    EXPECT_EQ(world.announced[0], "Checking the credentials.");
    EXPECT_TRUE(world.announced[1].starts_with(world.model.check.report->headline));
}

} // namespace
} // namespace playground
