#include "playground/plan.hpp"
#include "unit/playground/world.hpp"

#include <gtest/gtest.h>

namespace playground {
namespace {

constexpr std::string_view metadata =
    R"({"issuer":"https://as.example/t","authorization_endpoint":"https://login.example/authorize",
"token_endpoint":"https://as.example/t/token","introspection_endpoint":"https://as.example/t/introspect",
"response_types_supported":["code"],"code_challenge_methods_supported":["S256"],
"token_endpoint_auth_methods_supported":["client_secret_post"]})";

std::string replaced(std::string_view from, std::string_view to) {
    std::string text(metadata);
    text.replace(text.find(from), from.size(), to);
    return text;
}

// The issuer answers at OpenID's place only, as many do.
World at_issuer(const std::string& body) {
    World world;
    world.environments = R"({"environments":[
{"id":"simulated","name":"Simulated Staging","kind":"simulated",
 "authorization_endpoint":"simulated/auth/oauth/authorize","token_endpoint":"simulated/auth/oauth/token",
 "resource_server":"simulated/external"},
{"id":"asked","name":"Asked","kind":"other","issuer":"https://as.example/t"}]})";
    world.server = [body](const http::Request& request) -> std::optional<http::Response> {
        if (request.url == "https://as.example/t/.well-known/openid-configuration")
            return json_response(200, body);
        if (request.url.starts_with("https://as.example/.well-known/"))
            return json_response(404, "");
        return std::nullopt;
    };
    world.open();
    world.press(EnvironmentChosen{"asked"});
    return world;
}

TEST(Discovery, S34_FindsTheEndpointsOfTheIssuerThatWasAskedFor) {
    World world = at_issuer(std::string(metadata));
    const staging::Environment& found = *environment(world.model);
    EXPECT_EQ(found.endpoints.authorization_endpoint, "https://login.example/authorize");
    EXPECT_EQ(found.endpoints.token_endpoint, "https://as.example/t/token");
    EXPECT_EQ(found.endpoints.introspection_endpoint, "https://as.example/t/introspect");
    EXPECT_EQ(found.endpoints.issuer, "https://as.example/t");
    EXPECT_EQ(world.notice(Step::register_client).tone, Tone::positive);
    EXPECT_EQ(world.model.registration.client.authentication,
              oauth::ClientAuthentication::client_secret_post);
    EXPECT_TRUE(problems(world.model).environment.empty());
    world.press(ClientIdEdited{"my-client"});
    world.leave();
    EXPECT_TRUE(world.left_for.starts_with("https://login.example/authorize?"));
}

TEST(Discovery, S34_AnotherIssuerIsRefusedToTheLetter) {
    for (const char* issuer : {"https://as.example/t/", "https://as.example/T",
                               "https://as.example", "https://evil.example/t"}) {
        World world = at_issuer(replaced("https://as.example/t\"", std::string(issuer) + "\""));
        EXPECT_TRUE(environment(world.model)->endpoints.token_endpoint.empty()) << issuer;
        EXPECT_EQ(world.notice(Step::register_client).tone, Tone::negative) << issuer;
        world.press(ClientIdEdited{"my-client"});
        world.leave();
        EXPECT_TRUE(world.left_for.empty()) << issuer;
    }
}

// The policy of the page would block it, and the Staging lock holds here as well.
TEST(Discovery, S51_EndpointsElsewhereAreRefused) {
    for (const auto& [from, to] :
         {std::pair{"https://as.example/t/token", "https://other.example/token"},
          std::pair{"https://as.example/t/introspect", "https://other.example/introspect"},
          std::pair{"https://login.example/authorize", "https://auth.pleo.io/oauth/authorize"}}) {
        World world = at_issuer(replaced(from, to));
        EXPECT_TRUE(environment(world.model)->endpoints.token_endpoint.empty()) << to;
        EXPECT_EQ(world.notice(Step::register_client).tone, Tone::negative) << to;
    }
}

TEST(Discovery, IsAskedForOnceAndAgainByHand) {
    World world = at_issuer("{}");
    const std::size_t asked = world.sent.size();
    EXPECT_EQ(asked, 2u); // nothing at the first place, nonsense at the second
    world.network = Network::down;
    world.press(DiscoverPressed{});
    EXPECT_EQ(world.sent.size(), asked + 3); // every place where it may be
    world.network = Network::up;
    world.server = [](const http::Request&) { return json_response(200, std::string(metadata)); };
    world.press(DiscoverPressed{});
    EXPECT_EQ(world.sent.size(), asked + 4);
    EXPECT_FALSE(undiscovered(*environment(world.model)));
    world.press(DiscoverPressed{});
    world.press(EnvironmentChosen{"simulated"});
    world.press(EnvironmentChosen{"asked"});
    EXPECT_EQ(world.sent.size(), asked + 4);
}

TEST(Discovery, AnAnswerAfterAnotherChoiceChangesNothing) {
    World world = at_issuer("{}");
    world.network = Network::slow;
    world.press(DiscoverPressed{});
    world.press(EnvironmentChosen{"simulated"});
    world.answer(json_response(200, std::string(metadata)));
    EXPECT_TRUE(world.model.environments[1].endpoints.token_endpoint.empty());
    EXPECT_EQ(world.model.registration.environment, "simulated");
    EXPECT_TRUE(world.waiting.empty());
}

TEST(Discovery, ARunGoesOnAfterTheRedirect) {
    World world = at_issuer(std::string(metadata));
    world.press(ClientIdEdited{"my-client"});
    world.leave();
    const std::string state = world.left_for.substr(world.left_for.find("state=") + 6, 22);
    world.come_back(std::string(page_url) + "?code=c0de-c0de&state=" + state);
    ASSERT_TRUE(world.model.redirect);
    EXPECT_TRUE(world.model.redirect->response.accepted);
    world.press(ClientSecretEdited{"my-long-secret"});
    const auto planned = planned_token_request(world.model);
    ASSERT_TRUE(planned);
    EXPECT_EQ(planned->url, "https://as.example/t/token");
}

} // namespace
} // namespace playground
