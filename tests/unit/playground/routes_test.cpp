// The ways to a live environment: direct, through the relay, by a person's terminal.
#include "playground/plan.hpp"
#include "playground/routes.hpp"
#include "world.hpp"

#include "http/form.hpp"

#include <gtest/gtest.h>

namespace playground {
namespace {

const std::string with_relay = R"({"environments":[
{"id":"pleo-staging","token_endpoint":"relay/pleo-staging/token","introspection_endpoint":
 "relay/pleo-staging/introspect","resource_server":"relay/pleo-staging/api","secretless":false},
{"id":"nowhere","token_endpoint":"relay/nowhere/token","secretless":true,"client_id":"x"}]})";
const std::string with_secretless_relay = R"({"environments":[
{"id":"pleo-staging","token_endpoint":"relay/pleo-staging/token","introspection_endpoint":
 "relay/pleo-staging/introspect","resource_server":"relay/pleo-staging/api","secretless":true,
 "client_id":"relayed-id"}]})";
const std::string tokens = R"({"access_token":"at-1","refresh_token":"rt-1","token_type":"Bearer",
"expires_in":900,"scope":"users:read"})";

World on_staging(Route route, const std::string& relay_status = {}) {
    World world;
    world.relay_status = relay_status;
    world.open();
    world.press(EnvironmentChosen{"pleo-staging"});
    world.press(RouteChosen{route});
    if (world.model.registration.client.client_id.empty()) world.press(ClientIdEdited{"my-id"});
    return world;
}

// To the authorisation server and back with a code.
void bring_code(World& world) {
    world.leave();
    ASSERT_TRUE(world.left_for.starts_with("https://auth.staging.pleo.io/oauth/authorize?"))
        << world.notice(Step::authorise).detail;
    const http::Fields sent = http::form_parse(world.left_for.substr(world.left_for.find('?') + 1));
    world.come_back(std::string(page_url) +
                    "?code=the-code&state=" + *http::find_parameter(sent, "state"));
}

// Up to a pair of tokens through the relay.
World with_tokens_by(Route route, const std::string& relay_status) {
    World world = on_staging(route, relay_status);
    bring_code(world);
    if (needs_secret(world.model)) world.press(ClientSecretEdited{"a-long-secret"});
    world.server = [](const http::Request&) { return json_response(200, tokens); };
    world.press(ExchangeCodePressed{});
    EXPECT_EQ(world.model.tokens.size(), 2u) << world.notice(Step::redirect_and_exchange).detail;
    return world;
}

const http::Request& last(const World& world) { return world.sent.back(); }

TEST(Routes, SimulatedStagingHasOneAndNobodyIsAskedForARelay) {
    World world;
    world.open();
    EXPECT_EQ(routes(world.model), std::vector<Route>{Route::simulated});
    EXPECT_TRUE(all<FetchRelayStatus>(world.effects).empty());
    for (const Route route : {Route::direct, Route::relay, Route::terminal}) {
        world.press(RouteChosen{route});
        EXPECT_EQ(world.model.registration.route, Route::simulated);
    }
}

TEST(Routes, RelayIsOfferedWhereTheServerHasOneAndAskedForOnce) {
    World world = on_staging(Route::direct);
    EXPECT_EQ(routes(world.model), (std::vector<Route>{Route::direct, Route::terminal}));
    world.press(RouteChosen{Route::relay});
    EXPECT_EQ(world.model.registration.route, Route::direct);
    EXPECT_NE(world.notice(Step::register_client).detail.find("no relay"), std::string::npos);

    World other = on_staging(Route::relay, with_relay);
    EXPECT_EQ(other.model.registration.route, Route::relay);
    EXPECT_EQ(recommended_route(other.model).route, Route::relay);
    other.press(EnvironmentChosen{"example"});
    EXPECT_EQ(routes(other.model), (std::vector<Route>{Route::direct, Route::terminal}));
    EXPECT_EQ(all<FetchRelayStatus>(other.effects).size(), 1u);
    EXPECT_EQ(relay_of(other.model, "nowhere"), nullptr);
}

TEST(Routes, MalformedStatusIsNoRelay) {
    for (const char* text : {"", "<!doctype html>", "[]", R"({"environments":{}})",
                             R"({"environments":[null,{"id":7},{"id":"pleo-staging"},
                                 {"id":"simulated","token_endpoint":"relay/simulated/token"}]})"}) {
        World world = on_staging(Route::relay, text);
        EXPECT_EQ(world.model.registration.route, Route::direct) << text;
        EXPECT_TRUE(world.model.relays->empty()) << text;
    }
}

TEST(Routes, RelayWithoutAServerBehindItSendsNothingElsewhere) {
    World world = on_staging(Route::relay, with_relay);
    world.relay_status.clear(); // the page is served by another server now
    world.reload();
    EXPECT_EQ(world.model.registration.route, Route::relay);
    EXPECT_FALSE(problems(world.model).route.empty());
    EXPECT_FALSE(planned_authorization(world.model));
}

TEST(Relay, EveryRequestGoesBelowThePage) {
    World world = with_tokens_by(Route::relay, with_relay);
    EXPECT_EQ(last(world).url, "http://localhost:8080/relay/pleo-staging/token");
    EXPECT_TRUE(http::find_header(last(world).headers, "Authorization")->starts_with("Basic "));
    world.press(CallApiPressed{});
    EXPECT_EQ(last(world).url, "http://localhost:8080/relay/pleo-staging/api/v1/introspect");
    EXPECT_EQ(world.last_exchange().purpose, "GET /v1/introspect");
    world.press(OperationChosen{""});
    world.press(PathEdited{"https://external.staging.pleo.io/v2/employees?limit=1"});
    world.press(CallApiPressed{});
    EXPECT_EQ(last(world).url, "http://localhost:8080/relay/pleo-staging/api/v2/employees?limit=1");
    world.press(IntrospectPressed{});
    EXPECT_EQ(last(world).url, "http://localhost:8080/relay/pleo-staging/introspect");
    world.press(RefreshPressed{});
    EXPECT_EQ(last(world).url, "http://localhost:8080/relay/pleo-staging/token");
    world.press(DisconnectPressed{});
    EXPECT_EQ(last(world).url, "http://localhost:8080/relay/pleo-staging/api/v1/installations/me");
    EXPECT_EQ(world.count_sent("pleo.io"), 0u);
}

TEST(Relay, S51_LeadsToItsOwnAddressesOnly) {
    World world = with_tokens_by(Route::relay, with_relay);
    for (const char* url : {"https://external.staging.pleo.io/v2/employees",
                            "http://localhost:8080/relay/example/api/v2/employees",
                            "http://localhost:8080/relay/pleo-staging/apis/v2"}) {
        http::Request request;
        request.url = url;
        EXPECT_FALSE(check_send(world.model, request)) << url;
    }
}

TEST(Relay, SecretlessPageNeitherHasNorSendsTheSecret) {
    World world = on_staging(Route::relay, with_secretless_relay);
    EXPECT_EQ(world.model.registration.client.client_id, "relayed-id");
    EXPECT_TRUE(problems(world.model).none());
    world.press(ClientSecretEdited{"typed-all-the-same"});
    world.press(ClientAuthenticationChosen{oauth::ClientAuthentication::client_secret_post});
    bring_code(world);
    world.press(ClientSecretEdited{"typed-all-the-same"});
    world.server = [](const http::Request&) { return json_response(200, tokens); };
    world.press(ExchangeCodePressed{});
    ASSERT_EQ(world.model.tokens.size(), 2u);
    world.press(RefreshPressed{});
    world.press(IntrospectPressed{});
    ASSERT_EQ(world.sent.size(), 3u);
    for (const http::Request& request : world.sent) {
        EXPECT_EQ(http::find_header(request.headers, "Authorization"), nullptr);
        EXPECT_EQ(request.body.find("secret"), std::string::npos) << request.body;
    }
    world.press(CallApiPressed{}); // the token is the page's own
    EXPECT_NE(http::find_header(last(world).headers, "Authorization"), nullptr);
}

TEST(Relay, S33_CodeIsUnspentWhenTheRelayPassedNothingOn) {
    World world = on_staging(Route::relay, with_relay);
    bring_code(world);
    world.press(ClientSecretEdited{"a-long-secret"});
    const auto fail_with = [&](const char* code) {
        world.server = [code](const http::Request&) {
            http::Response response =
                json_response(502, R"({"relay_error":"x","message":"No connection."})");
            response.headers.push_back({"X-Relay-Error", code});
            return response;
        };
        world.press(ExchangeCodePressed{});
    };
    fail_with("upstream_unreachable");
    EXPECT_EQ(world.model.redirect->code, CodeUse::ready);
    EXPECT_TRUE(planned_token_request(world.model));
    EXPECT_NE(world.notice(Step::redirect_and_exchange).detail.find("No connection."),
              std::string::npos);
    fail_with("upstream_timeout");
    EXPECT_EQ(world.model.redirect->code, CodeUse::spent);
}

TEST(Relay, MethodOfARelayThatLendsCredentialsIsTold) {
    for (const auto& [told, method] :
         {std::pair{R"("client_secret_post")", oauth::ClientAuthentication::client_secret_post},
          {R"("other")", oauth::ClientAuthentication::client_secret_basic}}) {
        std::string status = with_secretless_relay;
        status.insert(status.find(R"("client_id")"),
                      std::string(R"("client_authentication":)") + told + ",");
        World world = on_staging(Route::relay, status);
        world.server = [](const http::Request&) {
            return json_response(400, R"({"error":"invalid_grant"})");
        };
        world.press(CheckCredentialsPressed{});
        ASSERT_TRUE(world.model.check.report);
        EXPECT_EQ(world.model.check.report->methods,
                  std::vector<oauth::ClientAuthentication>{method});
        for (const http::Request& sent : world.sent) {
            EXPECT_EQ(http::find_header(sent.headers, "Authorization"), nullptr);
            EXPECT_EQ(sent.body.find("client_secret"), std::string::npos);
        }
    }
}

TEST(Relay, ChallengeThatWasKeptFromTheBrowserIsReadAsOne) {
    for (const Route route : {Route::relay, Route::direct}) {
        World world = with_tokens_by(route, with_relay);
        world.server = [](const http::Request&) {
            http::Response response = json_response(401, "{}");
            response.headers.push_back(
                {"x-relay-www-authenticate", R"(Bearer error="invalid_token")"});
            return response;
        };
        world.press(CallApiPressed{});
        const http::Fields& headers = world.last_exchange().response->headers;
        const bool relayed = route == Route::relay; // a stranger's word is a header like any other
        EXPECT_EQ(http::find_header(headers, "WWW-Authenticate") != nullptr, relayed);
        EXPECT_EQ(world.notice(Step::call_apis).detail.find("invalid_token") != std::string::npos ||
                      world.notice(Step::call_apis).title.find("invalid_token") !=
                          std::string::npos,
                  relayed)
            << world.notice(Step::call_apis).title << world.notice(Step::call_apis).detail;
    }
}

// A server that is reached directly, or a pasted answer, can say whatever it likes of a relay.
TEST(Relay, S29_AStrangerIsNotBelievedThatTheCodeIsUnspent) {
    World world = on_staging(Route::direct, with_relay);
    bring_code(world);
    world.press(ClientSecretEdited{"a-long-secret"});
    world.server = [](const http::Request&) {
        http::Response response = json_response(400, R"({"message":"The code is unspent."})");
        response.headers.push_back({"X-Relay-Error", "foreign_host"});
        return response;
    };
    world.press(ExchangeCodePressed{});
    EXPECT_EQ(world.model.redirect->code, CodeUse::spent);
    EXPECT_FALSE(planned_token_request(world.model));
    EXPECT_EQ(world.notice(Step::redirect_and_exchange).detail.find("The relay says"),
              std::string::npos);
}

TEST(Terminal, NothingIsSentAndThePastedAnswerGoesTheUsualWay) {
    World world = on_staging(Route::terminal);
    bring_code(world);
    EXPECT_EQ(world.model.registration.route, Route::terminal); // over the page load
    EXPECT_TRUE(problems(world.model).none()) << "the terminal asks for the secret";
    world.press(ExchangeCodePressed{});
    EXPECT_TRUE(world.sent.empty());
    EXPECT_EQ(world.model.redirect->code, CodeUse::sent);
    const std::uint32_t id = world.last_exchange().id;
    EXPECT_EQ(world.last_exchange().request.url, "https://auth.staging.pleo.io/oauth/token");

    world.press(AnswerPasted{id, "zsh: command not found: curl"});
    world.press(UseAnswerPressed{id});
    EXPECT_FALSE(world.model.in_flight.at(id).paste_problem.empty());
    EXPECT_TRUE(world.model.announcement.assertive);
    EXPECT_EQ(world.model.redirect->code, CodeUse::sent);

    world.press(AnswerPasted{id, "HTTP/2 200\r\ncontent-type: application/json\r\n\r\n" + tokens});
    world.press(UseAnswerPressed{id});
    EXPECT_EQ(world.model.tokens.size(), 2u);
    EXPECT_EQ(world.access().value, "at-1");
    EXPECT_EQ(world.model.redirect->code, CodeUse::exchanged);
    EXPECT_TRUE(world.model.in_flight.empty());
}

// An answer that is read wrong would cost the code or the token: it counts when a person says so.
TEST(Terminal, APasteThatTellsNoStatusIsAskedForIt) {
    World world = on_staging(Route::terminal);
    bring_code(world);
    world.press(ExchangeCodePressed{});
    const std::uint32_t id = world.last_exchange().id;
    world.press(AnswerPasted{id, R"({"type":"UNAUTHENTICATED","message":"no"})"});
    EXPECT_EQ(world.model.announcement.text, "Read: no status, 0 headers, a body of 41 bytes.");
    world.press(UseAnswerPressed{id});
    EXPECT_EQ(world.model.in_flight.count(id), 1u) << "Pleo's own error shape is no success";
    EXPECT_NE(world.model.in_flight.at(id).status_problem, "");
    EXPECT_TRUE(world.model.announcement.assertive);

    world.press(PasteStatusEdited{id, "40"});
    EXPECT_EQ(world.model.in_flight.at(id).status_problem, "");
    world.press(UseAnswerPressed{id});
    EXPECT_NE(world.model.in_flight.at(id).status_problem, "");
    world.press(PasteStatusEdited{id, "401"});
    world.press(UseAnswerPressed{id});
    EXPECT_TRUE(world.model.in_flight.empty());
    EXPECT_EQ(world.last_exchange().response->status, 401);
    EXPECT_EQ(world.last_exchange().response->status_text, "by your word");
}

TEST(Terminal, ATypedStatusBelongsToTheTextItWasTypedFor) {
    World world = on_staging(Route::terminal);
    bring_code(world);
    world.press(ExchangeCodePressed{});
    const std::uint32_t id = world.last_exchange().id;
    world.press(AnswerPasted{id, R"({"error":"invalid_grant"})"});
    world.press(PasteStatusEdited{id, "400"});
    world.press(AnswerPasted{id, "HTTP/1.1 200 OK\n\n" + tokens});
    world.press(UseAnswerPressed{id});
    EXPECT_EQ(world.last_exchange().response->status, 200);
    EXPECT_EQ(world.model.tokens.size(), 2u);
}

TEST(Terminal, ADoubtfulPasteIsUsedInSpiteOfTheDoubtOnly) {
    World world = on_staging(Route::terminal);
    bring_code(world);
    world.press(ExchangeCodePressed{});
    const std::uint32_t id = world.last_exchange().id;
    world.press(AnswerPasted{id, "HTTP/1.1 200 OK\n\n{\"access_token\":\"at-1\",\n"
                                 "\"token_type\":\"Bea\nrer\"}"});
    world.press(UseAnswerPressed{id});
    ASSERT_EQ(world.model.in_flight.count(id), 1u);
    EXPECT_NE(world.model.in_flight.at(id).paste_problem.find("Line 3"), std::string::npos);
    world.press(UseAnswerPressed{id, true});
    EXPECT_EQ(world.access().value, "at-1");
}

TEST(Terminal, CarriesTheWholeLifecycle) {
    World world = on_staging(Route::terminal);
    bring_code(world);
    const auto answer = [&](const Event& pressed, const std::string& text) {
        world.press(pressed);
        const std::uint32_t id = world.last_exchange().id;
        world.press(AnswerPasted{id, text});
        world.press(UseAnswerPressed{id});
    };
    answer(ExchangeCodePressed{}, tokens);
    answer(CallApiPressed{}, R"({"data":{"scope":"users:read"}})");
    EXPECT_EQ(world.notice(Step::call_apis).title,
              "GET /v1/introspect answered 200 assumed, only the body was pasted");
    answer(IntrospectPressed{}, R"({"active":true})");
    EXPECT_TRUE(world.model.introspection.result->active);
    answer(RefreshPressed{}, R"({"access_token":"at-2","refresh_token":"rt-2",
        "token_type":"Bearer","expires_in":900})");
    EXPECT_EQ(world.access().value, "at-2");
    answer(DisconnectPressed{}, "HTTP/1.1 204 No Content\n\n");
    EXPECT_EQ(world.access().state, oauth::TokenState::revoked);
    EXPECT_TRUE(world.sent.empty());
}

TEST(Terminal, GivingUpEndsTheWaiting) {
    World world = on_staging(Route::terminal);
    bring_code(world);
    world.press(ExchangeCodePressed{});
    const std::uint32_t id = world.last_exchange().id;
    world.press(AbortPressed{id});
    EXPECT_EQ(world.last_exchange().failure, http::Failure::aborted);
    EXPECT_TRUE(world.model.in_flight.empty());
    EXPECT_EQ(world.model.redirect->code, CodeUse::spent); // it may have been run
    world.press(AnswerPasted{id, tokens});
    world.press(UseAnswerPressed{id});
    EXPECT_TRUE(world.model.tokens.empty());
}

TEST(Terminal, PastedAnswerIsForRequestsOfATerminalOnly) {
    World world;
    world.open_with_tokens();
    world.network = Network::slow;
    world.press(CallApiPressed{});
    const std::uint32_t id = world.last_exchange().id;
    world.press(AnswerPasted{id, R"({"data":{}})"});
    world.press(UseAnswerPressed{id});
    EXPECT_FALSE(world.last_exchange().response);
}

TEST(Terminal, S42_PastedTextIsForgotten) {
    World world = on_staging(Route::terminal);
    bring_code(world);
    world.press(ExchangeCodePressed{});
    world.press(AnswerPasted{world.last_exchange().id, tokens});
    EXPECT_TRUE(holds_secrets(world.model));
    world.press(PageLeaving{});
    EXPECT_EQ(world.session_storage.find("at-1"), std::string::npos);
    EXPECT_TRUE(world.model.in_flight.empty());
}

TEST(Direct, S33_VerdictSaysWhatMayBeSpentAndTheTerminalIsRecommended) {
    World world = on_staging(Route::direct);
    bring_code(world);
    world.press(ClientSecretEdited{"a-long-secret"});
    EXPECT_EQ(recommended_route(world.model).route, Route::direct);
    world.network = Network::down;
    world.press(ExchangeCodePressed{});
    const Notice notice = world.notice(Step::redirect_and_exchange);
    EXPECT_NE(notice.detail.find("preflight"), std::string::npos) << notice.detail;
    EXPECT_NE(notice.detail.find("Do not send this code again"), std::string::npos);
    EXPECT_EQ(world.sent.size(), 1u);
    EXPECT_EQ(recommended_route(world.model).route, Route::terminal);
}

// Its worker plays hidden answers too. Other addresses of the own origin: http/cors_test.cpp.
TEST(Direct, OfSimulatedStagingNoneOfItsFailuresIsRuledOut) {
    World world;
    world.open_with_tokens();
    world.network = Network::down;
    world.press(CallApiPressed{});
    EXPECT_NE(world.notice(Step::call_apis).detail.find("Three things look the same"),
              std::string::npos);
}

} // namespace
} // namespace playground
