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

// A server, or what stands before it, answers anything where there is nothing.
TEST(Discovery, S34_WhateverTheFirstPlaceSaysTheNextOneIsAsked) {
    for (const auto& [status, body] :
         {std::pair{400, "{}"}, std::pair{401, R"({"error":"invalid_client"})"},
          std::pair{403, "<html>"}, std::pair{405, ""}, std::pair{500, "oops"}, std::pair{503, ""},
          std::pair{200, "<html>Welcome</html>"}, std::pair{204, ""}}) {
        World world = at_issuer("{}");
        world.server = [status = status, body = body](const http::Request& request) {
            return request.url.find("openid-configuration") != std::string::npos
                       ? json_response(200, std::string(metadata))
                       : json_response(status, body);
        };
        world.press(DiscoverPressed{});
        EXPECT_FALSE(undiscovered(*environment(world.model))) << status << body;
    }
}

TEST(Discovery, TellsEveryPlaceAndWhatItSaid) {
    World world = at_issuer("{}");
    int count = 0;
    world.server = [&count](const http::Request&) {
        ++count;
        return count == 1   ? json_response(401, R"({"error":"invalid_client"})")
               : count == 2 ? json_response(403, "<html>")
                            : json_response(200, "<html>");
    };
    world.press(DiscoverPressed{});
    ASSERT_EQ(world.model.discovery.places.size(), 3u);
    const std::string words = world.notice(Step::register_client).detail;
    for (const char* part :
         {"https://as.example/.well-known/oauth-authorization-server/t (RFC 8414 §3.1): 401 "
          "Unauthorized",
          "https://as.example/t/.well-known/openid-configuration (OpenID Connect Discovery 1.0 "
          "§4.1): 403 Forbidden",
          "https://as.example/.well-known/openid-configuration/t (RFC 8414 §5): 200 OK"})
        EXPECT_NE(words.find(part), std::string::npos) << words;
    EXPECT_EQ(words.find("Paste both"), std::string::npos) << "no credentials were sent: " << words;
    world.server = [](const http::Request&) {
        return json_response(200, R"({"error":"invalid_client"})");
    };
    world.press(DiscoverPressed{});
    EXPECT_EQ(world.notice(Step::register_client).detail.find("Paste both"), std::string::npos);
}

TEST(Discovery, NullMembersCountAsAbsent) {
    World world = at_issuer(
        R"({"issuer":"https://as.example/t","authorization_endpoint":"https://login.example/authorize",
"token_endpoint":"https://as.example/t/token","introspection_endpoint":null,"scopes_supported":null,
"response_types_supported":["code"],"code_challenge_methods_supported":["S256"],
"token_endpoint_auth_methods_supported":null,"grant_types_supported":null,
"authorization_response_iss_parameter_supported":null})");
    EXPECT_FALSE(undiscovered(*environment(world.model)))
        << world.notice(Step::register_client).detail;
}

// A page load forgets what was found, so it is looked up again; the choice of a person stays.
TEST(Discovery, ALookUpLeavesThePersonsClientAuthenticationAlone) {
    World world = at_issuer(std::string(metadata));
    EXPECT_EQ(world.model.registration.client.authentication,
              oauth::ClientAuthentication::client_secret_post);
    world.press(ClientAuthenticationChosen{oauth::ClientAuthentication::client_secret_basic});
    world.press(ClientIdEdited{"my-client"});
    world.leave();
    const std::string state = world.left_for.substr(world.left_for.find("state=") + 6, 22);
    world.come_back(std::string(page_url) + "?code=c0de-c0de&state=" + state);
    EXPECT_FALSE(undiscovered(*environment(world.model)));
    EXPECT_EQ(world.model.registration.client.authentication,
              oauth::ClientAuthentication::client_secret_basic);
    world.reload();
    EXPECT_EQ(world.model.registration.client.authentication,
              oauth::ClientAuthentication::client_secret_basic);
}

// Two environments on one host were taken for one another, and asked for ever.
TEST(Discovery, TheAskerIsKnownByTheExchange) {
    World world;
    world.environments = R"({"environments":[
{"id":"one","name":"One","kind":"other","issuer":"https://as.example"},
{"id":"two","name":"Two","kind":"other","issuer":"https://as.example/"}]})";
    world.server = [](const http::Request&) { return json_response(404, ""); };
    world.open();
    const std::size_t first = world.sent.size();
    EXPECT_EQ(first, 2u);
    world.press(EnvironmentChosen{"two"});
    EXPECT_EQ(world.sent.size(), first + 2);
    EXPECT_EQ(world.model.discovery.environment, "two");
    world.network = Network::slow;
    world.press(DiscoverPressed{});
    world.press(EnvironmentChosen{"one"});
    world.network = Network::up;
    world.answer();
    EXPECT_LE(world.sent.size(), first + 6);
}

} // namespace
} // namespace playground
