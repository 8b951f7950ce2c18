#include "http/base64.hpp"
#include "playground/plan.hpp"
#include "staging/operations.hpp"
#include "staging/simulated_client.hpp"
#include "unit/playground/world.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace playground {
namespace {

using oauth::TokenState;

std::string planned_url(const World& world) {
    const auto planned = planned_api_call(world.model);
    return planned ? planned->url : planned.error().code;
}

TEST(Api, S40_TokenGoesIntoTheHeaderAndNowhereElse) {
    World world = with_tokens();
    world.press(CallApiPressed{});
    const http::Request& request = world.sent.back();
    EXPECT_EQ(*http::find_header(request.headers, "Authorization"),
              "Bearer " + world.access().value);
    EXPECT_EQ(request.url.find(world.access().value), std::string::npos);
    EXPECT_TRUE(request.body.empty());
    EXPECT_EQ(world.last_exchange().purpose, "GET /v1/introspect");
    EXPECT_EQ(world.model.api.exchange, world.last_exchange().id);
}

TEST(Api, QueryAndPathParametersAreFilledIn) {
    World world = with_tokens();
    world.press(OperationChosen{"list_employees"});
    world.press(ParameterEdited{"email", "ada+x@dummy.example"});
    world.press(ParameterEdited{"limit", "5"});
    world.press(ParameterEdited{"code", ""});
    EXPECT_EQ(planned_url(world), "http://localhost:8080/simulated/external/v2/"
                                  "employees?email=ada%2Bx%40dummy.example&limit=5");
    world.press(OperationChosen{"get_employee"});
    world.press(ParameterEdited{"employeeId", ""});
    EXPECT_EQ(world.model.api.path, "/v2/employees/{employeeId}");
    EXPECT_EQ(planned_url(world), "missing_parameter");
    world.press(ParameterEdited{"employeeId", "a/b c"});
    EXPECT_EQ(world.model.api.path, "/v2/employees/a%2Fb%20c");
    EXPECT_EQ(planned_url(world),
              "http://localhost:8080/simulated/external/v2/employees/a%2Fb%20c");
}

TEST(Api, WithoutTheReferenceTheLifecycleWorksAndAPathCanBeCalled) {
    World world;
    world.has_reference = false;
    world.open_with_tokens();
    EXPECT_EQ(world.model.reference, Reference::failed);
    world.press(OperationChosen{""});
    world.press(PathEdited{"/v2/employees"});
    world.press(CallApiPressed{});
    EXPECT_EQ(world.last_exchange().response->status, 200);
}

TEST(Api, TheReferenceIsAskedForAgainAfterAFailureOnly) {
    World world;
    world.has_reference = false;
    world.open();
    world.has_reference = true;
    world.press(RetryReferencePressed{});
    EXPECT_EQ(world.model.reference, Reference::ready);
    world.press(RetryReferencePressed{});
    EXPECT_EQ(all<FetchReference>(world.effects).size(), 2u);
    world.press(ForgetPressed{});
    EXPECT_EQ(world.model.reference, Reference::ready);
}

TEST(Api, ASearchKeepsTheChoiceAndSaysHowManyItFound) {
    World world = with_tokens();
    world.press(OperationChosen{"list_employees"});
    world.press(OperationSearchEdited{"VENDORS:read get"});
    EXPECT_EQ(world.model.api.operation, "list_employees");
    EXPECT_EQ(world.announced.back(),
              std::to_string(staging::search_operations("vendors:read get").size()) +
                  " operations match.");
    EXPECT_FALSE(world.model.announcement.assertive);
    world.press(OperationSearchEdited{"no such thing"});
    EXPECT_EQ(world.announced.back(), "No operation matches.");
    EXPECT_TRUE(planned_api_call(world.model));
    world.press(OperationSearchEdited{std::string(longest_text + 1, 'x')});
    EXPECT_EQ(world.model.api.search, "no such thing");
}

std::vector<std::string_view> listed_ids(const World& world) {
    std::vector<std::string_view> ids;
    for (const OperationRow& row : operation_rows(world.model))
        ids.push_back(row.id);
    return ids;
}

TEST(Api, AnOperationIsFoundByWordsInAnyOrder) {
    World world = with_tokens();
    for (const char* words :
         {"list employees", "EMPLOYEES list", "users:read search", "/v2/employees get",
          "GET \u00b7 Search for employees \u00b7 /v2/employees"}) {
        world.press(OperationSearchEdited{words});
        EXPECT_EQ(listed_ids(world).front(), "list_employees") << words;
        EXPECT_EQ(world.model.api.active, "list_employees") << words;
        EXPECT_TRUE(world.model.api.listing);
    }
    world.press(OperationSearchEdited{"no such thing"});
    EXPECT_EQ(listed_ids(world), (std::vector<std::string_view>{free_path}));
}

TEST(Api, KeysWalkThroughTheListAndTakeWhatIsActive) {
    World world = with_tokens();
    using enum ListMove;
    const auto go = [&](ListMove move) { world.press(OperationListMoved{move}); };
    go(down); // opens, where the choice is
    EXPECT_TRUE(world.model.api.listing);
    EXPECT_EQ(world.model.api.active, "introspect");
    go(down);
    EXPECT_EQ(world.model.api.active, "get_installation");
    go(up);
    go(up); // around the end
    EXPECT_EQ(world.model.api.active, free_path);
    go(first);
    EXPECT_EQ(world.model.api.active, "introspect");
    go(last);
    go(take);
    EXPECT_EQ(world.model.api.operation, "");
    EXPECT_FALSE(world.model.api.listing);
    world.press(OperationSearchEdited{"vendors"});
    go(close);
    EXPECT_FALSE(world.model.api.listing);
    EXPECT_EQ(world.model.api.search, "");
    EXPECT_EQ(world.model.api.operation, "");
    world.press(OperationSearchEdited{"list companies"});
    go(take);
    EXPECT_EQ(world.model.api.operation, "list_companies");
}

TEST(Api, RecentCallsComeFirstAndStandThereOnce) {
    World world = with_tokens();
    for (const char* id : {"introspect", "list_employees", "introspect"}) {
        world.press(OperationChosen{id});
        world.press(CallApiPressed{});
    }
    const std::vector<OperationRow> rows = operation_rows(world.model);
    EXPECT_EQ(rows[0].id, "introspect");
    EXPECT_EQ(rows[1].id, "list_employees");
    EXPECT_EQ(rows[1].group, "Recent calls");
    EXPECT_EQ(std::count_if(rows.begin(), rows.end(),
                            [](const auto& row) { return row.id == "introspect"; }),
              1);
    world.press(OperationSearchEdited{"introspect"});
    EXPECT_EQ(operation_rows(world.model)[0].group, "App marketplace");
}

TEST(Api, ALinkOpensTheStepWithItsOperation) {
    World world;
    world.open(std::string(page_url) + "#call-apis/list_employees");
    EXPECT_EQ(world.model.view.step, Step::call_apis);
    EXPECT_EQ(world.model.api.operation, "list_employees");
    EXPECT_EQ(all<ShowPlace>(world.effects).back().place, "call-apis/list_employees");
    world.press(OperationChosen{""});
    EXPECT_EQ(all<ShowPlace>(world.effects).back().place, "call-apis");
    world.press(StepChosen{Step::authorise});
    EXPECT_EQ(all<ShowPlace>(world.effects).back().place, "");
    world.press(PlaceAsked{"call-apis/list_companies", true});
    EXPECT_EQ(world.model.api.operation, "list_companies");
    EXPECT_EQ(all<FocusField>(world.effects).back().name, "Operation");
    for (const char* other :
         {"call-api", "call-apisx/introspect", "", "call-apis/Access_Token=1", "call-apis/%20"}) {
        world.press(PlaceAsked{other});
        EXPECT_EQ(world.model.api.operation, "list_companies") << other;
    }
    world.press(PlaceAsked{"call-apis/launch_rockets"});
    EXPECT_EQ(world.notice(Step::call_apis).title, "This link leads to no operation");
    EXPECT_EQ(all<ShowPlace>(world.effects).back().place, "call-apis/list_companies");
}

TEST(Api, ALinkBringsNothingWhereARedirectCameBack) {
    World world;
    world.open(std::string(page_url) + "?code=x&state=y#call-apis/list_employees");
    EXPECT_EQ(world.model.view.step, Step::redirect_and_exchange);
    EXPECT_EQ(world.model.api.operation, "introspect");
}

TEST(Api, ABodyThatIsNoJsonIsSentAfterOneQuestion) {
    World world = with_tokens();
    world.press(OperationChosen{"create_tag_group"});
    world.press(BodyEdited{"{ \"name\": "});
    const std::size_t before = world.sent.size();
    world.press(CallApiPressed{});
    EXPECT_TRUE(world.model.api.confirming);
    world.press(CallApiCancelled{});
    EXPECT_EQ(world.sent.size(), before);
    world.press(CallApiPressed{});
    world.press(CallApiConfirmed{});
    ASSERT_EQ(world.sent.size(), before + 1);
    EXPECT_EQ(world.sent.back().body, "{ \"name\": ");
    EXPECT_FALSE(world.model.api.as_it_is);
    EXPECT_FALSE(planned_api_call(world.model)); // and asks again
}

TEST(Api, OneOfTwoParametersIsNeeded) {
    World world = with_tokens();
    world.press(OperationChosen{"list_tag_groups"});
    EXPECT_TRUE(planned_url(world).ends_with("?company_id=51a01a7e-0001-4000-8000-000000000001"));
    world.press(ParameterEdited{"company_id", ""});
    EXPECT_EQ(planned_url(world), "missing_parameter");
    EXPECT_EQ(planned_api_call(world.model).error().message,
              "Fill in company_id or organization_id: this operation needs one of them.");
    world.press(ParameterEdited{"organization_id", "x"});
    EXPECT_TRUE(planned_url(world).ends_with("?organization_id=x"));
}

TEST(Api, UnknownOperationChangesNothing) {
    World world = with_tokens();
    const ApiCall before = world.model.api;
    world.press(OperationChosen{"launch_rockets"});
    EXPECT_EQ(world.model.api, before);
}

// What is shown is what leaves: browsers write an apostrophe in a query as %27.
TEST(Api, S09_AnApostropheInAQueryIsShownAsItIsSent) {
    World world;
    world.open_with_tokens();
    world.press(OperationChosen{""});
    for (const char* path :
         {"/v2/o'hara?q='x'", "http://localhost:8080/simulated/external/v2/o'hara?q='x'"}) {
        world.press(PathEdited{path});
        ASSERT_TRUE(planned_api_call(world.model)) << planned_api_call(world.model).error().message;
        EXPECT_TRUE(planned_api_call(world.model)->url.ends_with("/v2/o'hara?q=%27x%27"));
    }
}

TEST(Api, FreePathStartsWhereTheOperationWas) {
    World world = with_tokens();
    world.press(OperationChosen{"list_companies"});
    world.press(OperationChosen{""});
    EXPECT_EQ(world.model.api.path, "/v1/companies");
    world.press(PathEdited{"/v2/employees?limit=1"});
    world.press(CallApiPressed{});
    EXPECT_EQ(world.last_exchange().purpose, "GET /v2/employees");
    EXPECT_EQ(world.last_exchange().response->status, 200);
}

TEST(Api, FullUrlOfTheResourceServerIsTaken) {
    World world = with_tokens();
    world.press(OperationChosen{""});
    world.press(PathEdited{"http://localhost:8080/simulated/external/v1/companies"});
    EXPECT_EQ(planned_url(world), "http://localhost:8080/simulated/external/v1/companies");
}

TEST(Api, S51_OtherHostsAreRefusedAndNoPacketLeaves) {
    World world = with_tokens();
    world.press(OperationChosen{""});
    const std::size_t before = world.sent.size();
    for (const auto& [path, code] : {
             std::pair{"https://external.pleo.io/v2/employees", "production_host"},
             std::pair{"https://auth.pleo.io", "production_host"},
             std::pair{"https://openapi.staging.pleo.io/v1/x", "legacy_host"},
             std::pair{"https://external.staging.pleo.io.evil.example/v2", "look_alike"},
             std::pair{"https://external.staging.pleo.io/v2/employees", "foreign_target"},
             std::pair{"http://localhost:8080/simulated/external.evil/v2", "foreign_target"},
             std::pair{"https://as.example/v1/x", "foreign_target"},
             std::pair{"v2/employees", "path"},
             std::pair{"http://localhost:8080/simulated/external", "path"},
             std::pair{"", "path"},
             std::pair{"/../control/reset", "url_dot_segment"},
             std::pair{"/v2/%2e%2E/x", "url_dot_segment"},
             std::pair{"/v2/employees#top", "fragment"},
         }) {
        world.press(PathEdited{path});
        EXPECT_EQ(planned_url(world), code) << path;
        world.press(CallApiPressed{});
        EXPECT_EQ(world.notice(Step::call_apis).title, "Not sent") << path;
    }
    EXPECT_EQ(world.sent.size(), before);
}

TEST(Api, DotsAsAPathParameterAreRefused) {
    World world = with_tokens();
    world.press(OperationChosen{"get_employee"});
    world.press(ParameterEdited{"employeeId", ".."});
    EXPECT_EQ(planned_url(world), "url_dot_segment");
}

TEST(Api, S32_TokenInAPathOrParameterIsRefused) {
    World world = with_tokens();
    world.press(OperationChosen{""});
    world.press(PathEdited{"/v1/introspect?access_token=" + world.access().value});
    EXPECT_EQ(planned_url(world), "secret_in_url");
    world.press(OperationChosen{"list_employees"});
    world.press(ParameterEdited{"email", world.refresh().value});
    EXPECT_EQ(planned_url(world), "secret_in_url");
}

TEST(Api, MethodIsFreeOnlyWithAFreePath) {
    World world = with_tokens();
    world.press(MethodChosen{"DELETE"});
    EXPECT_EQ(world.model.api.method, "GET");
    world.press(OperationChosen{""});
    world.press(MethodChosen{"DELETE"});
    EXPECT_EQ(planned_api_call(world.model)->method, "DELETE");
    world.press(MethodChosen{"TRACE"});
    EXPECT_EQ(planned_url(world), "method");
}

TEST(Api, S41_RejectionByChallengeIsEvidence) {
    World world = with_tokens();
    answer_with(
        world, 401, "",
        {{"WWW-Authenticate", R"(Bearer error="invalid_token", error_description="It expired")"}});
    world.press(CallApiPressed{});
    EXPECT_EQ(world.access().state, TokenState::rejected);
    EXPECT_NE(world.word(world.access()).words.find("invalid_token: It expired"),
              std::string::npos);
    EXPECT_NE(world.notice(Step::call_apis).detail.find("Refresh"), std::string::npos);
    EXPECT_TRUE(world.model.announcement.assertive);
}

TEST(Api, S41_HiddenChallengeIsSaidToBeHidden) {
    World world = with_tokens();
    answer_with(world, 401, "");
    world.press(CallApiPressed{});
    EXPECT_EQ(world.access().state, TokenState::refused) << "it may be a proxy's";
    EXPECT_NE(world.word(world.access()).words.find("hidden by CORS"), std::string::npos);
    answer_with(world, 200, "{}");
    world.press(CallApiPressed{});
    EXPECT_EQ(world.access().state, TokenState::active) << "it was tried again";
}

TEST(Api, ForbiddenKeepsTheTokenAndNamesTheScope) {
    World world = with_tokens();
    world.press(OperationChosen{"list_employees"});
    world.network = Network::slow;
    world.press(CallApiPressed{});
    world.press(OperationChosen{"introspect"}); // the answer belongs to what was asked
    world.model.tokens[0].scope = "companies:read";
    world.answer(json_response(403, R"({"type":"Access_Denied"})"));
    EXPECT_EQ(world.access().state, TokenState::active);
    EXPECT_NE(world.notice(Step::call_apis).detail.find("lacks the scope users:read"),
              std::string::npos);
}

TEST(Api, ForbiddenByTheServersOwnScopeNamesThatOne) {
    World world = with_tokens();
    answer_with(
        world, 403, "",
        {{"WWW-Authenticate", R"(Bearer error="insufficient_scope", scope="vendors:read")"}});
    world.press(CallApiPressed{});
    EXPECT_NE(world.notice(Step::call_apis).detail.find("vendors:read"), std::string::npos);
}

TEST(Api, GoodAnswerForAnExpiredTokenIsWorthAWordAndChangesNothing) {
    World world = with_tokens();
    world.pass(901 * 1000);
    ASSERT_EQ(world.access().state, TokenState::expired);
    answer_with(world, 200);
    world.press(CallApiPressed{});
    EXPECT_EQ(world.access().state, TokenState::expired);
    EXPECT_EQ(world.notice(Step::call_apis).tone, Tone::warning);
    EXPECT_NE(world.notice(Step::call_apis).detail.find("still accepted"), std::string::npos);
}

TEST(Api, OtherStatusesAreToldWithANextStep) {
    for (const int status : {400, 404, 409, 429, 500, 503}) {
        World world = with_tokens();
        answer_with(world, status, "{}", {{"Retry-After", "30"}});
        world.press(CallApiPressed{});
        EXPECT_EQ(world.notice(Step::call_apis).tone, Tone::negative) << status;
        EXPECT_FALSE(world.notice(Step::call_apis).detail.empty()) << status;
        EXPECT_EQ(world.access().state, TokenState::active) << status;
    }
}

TEST(Api, RetryAfterIsQuoted) {
    World world = with_tokens();
    answer_with(world, 429, "{}", {{"Retry-After", "30"}});
    world.press(CallApiPressed{});
    EXPECT_NE(world.notice(Step::call_apis).detail.find("wait: 30"), std::string::npos);
}

TEST(Api, NoAnswerSaysWhatIsNotKnown) {
    World world = with_tokens();
    world.network = Network::down;
    world.press(CallApiPressed{});
    EXPECT_EQ(world.last_exchange().failure, http::Failure::network);
    EXPECT_EQ(world.last_exchange().failure_text, "Failed to fetch");
    const std::string detail = world.notice(Step::call_apis).detail;
    EXPECT_NE(detail.find("its answer was lost"), std::string::npos);
    EXPECT_NE(detail.find("It can be sent again"), std::string::npos);
    world.press(OperationChosen{"activate_installation"});
    world.press(CallApiPressed{});
    world.press(CallApiConfirmed{});
    EXPECT_EQ(world.notice(Step::call_apis).detail.find("It can be sent again"), std::string::npos);
}

TEST(Api, TimeoutSaysThatItMayHaveHappened) {
    World world = with_tokens();
    world.network = Network::slow;
    world.press(CallApiPressed{});
    world.fail(http::Failure::timeout);
    EXPECT_NE(world.notice(Step::call_apis).detail.find("stopped waiting"), std::string::npos);
}

TEST(Api, SecondCallWaitsForTheFirst) {
    World world = with_tokens();
    world.network = Network::slow;
    const std::size_t before = world.sent.size();
    world.press(CallApiPressed{});
    world.press(CallApiPressed{});
    EXPECT_EQ(world.sent.size(), before + 1);
    world.answer();
    world.press(CallApiPressed{});
    EXPECT_EQ(world.sent.size(), before + 2);
}

TEST(Api, DisconnectByFreePathIsADisconnect) {
    World world = with_tokens();
    world.press(OperationChosen{""});
    world.press(MethodChosen{"DELETE"});
    world.press(PathEdited{"/v1/installations/me"});
    world.press(CallApiPressed{});
    world.press(CallApiConfirmed{});
    EXPECT_EQ(world.last_exchange().response->status, 204);
    EXPECT_EQ(world.access().state, TokenState::revoked);
    EXPECT_EQ(world.refresh().state, TokenState::revoked);
}

TEST(Api, S69_SimulatedTokenInAFreePathOfAnotherEnvironmentStaysHere) {
    World world = with_tokens();
    world.press(EnvironmentChosen{"pleo-staging"});
    http::Request request;
    request.url = "https://external.staging.pleo.io/v1/introspect";
    request.headers = {{"Authorization", "Bearer sim_anything"}};
    EXPECT_EQ(check_send(world.model, request).error().code, "wrong_kind_of_token");
    for (const char* spelt : {"bearer sim_anything", "BEARER  sim_anything", "Bearer\tsim_anything",
                              " bearer sim_anything"}) {
        request.headers = {{"authorization", spelt}};
        EXPECT_FALSE(check_send(world.model, request)) << spelt; // RFC 9110 reads it so
    }
    request.headers = {{"Accept", "*/*"},
                       {"Authorization", "Basic b3BhcXVl"},
                       {"authorization", "Bearer sim_anything"}};
    EXPECT_FALSE(check_send(world.model, request)) << "the second of two";
    request.headers = {{"authorization", "Bearer opaque"}};
    EXPECT_TRUE(check_send(world.model, request));
    world.press(EnvironmentChosen{"simulated"});
    request.url = std::string(simulated_base) + "/external/v1/introspect";
    EXPECT_EQ(check_send(world.model, request).error().code, "wrong_kind_of_token");
}

TEST(Api, S69_TokensOfOtherEnvironmentsAreRecognised) {
    World world = with_tokens();
    world.model.tokens[0].environment = "example";
    world.model.tokens[0].value = "opaque-token-of-example";
    world.press(EnvironmentChosen{"pleo-staging"});
    http::Request request;
    request.url = "https://external.staging.pleo.io/v1/introspect";
    request.headers = {{"Authorization", "Bearer opaque-token-of-example"}};
    EXPECT_EQ(check_send(world.model, request).error().code, "foreign_token");
    request.headers.clear();
    request.method = "POST";
    request.url = "https://auth.staging.pleo.io/oauth/token/introspect";
    request.body = "token=opaque-token-of-example";
    EXPECT_EQ(check_send(world.model, request).error().code, "foreign_token");
}

// The last look, whatever was planned before it.
TEST(Api, S40_OnlyTheChosenEnvironmentsAddressesAreReached) {
    World world = with_tokens();
    const auto verdict = [&world](const std::string& url) {
        http::Request request;
        request.url = url;
        const Result<bool> allowed = check_send(world.model, request);
        return allowed ? std::string("allowed") : allowed.error().code;
    };
    const std::string base(simulated_base);
    EXPECT_EQ(verdict(base + "/auth/oauth/token"), "allowed");
    EXPECT_EQ(verdict(base + "/auth/oauth/authorize?x=1"), "allowed");
    EXPECT_EQ(verdict(base + "/external/v1/anything"), "allowed");
    EXPECT_EQ(verdict(base + "/control/clock"), "allowed");
    EXPECT_EQ(verdict(base + "/auth/oauth/token/more"), "foreign_target");
    EXPECT_EQ(verdict(base + "/externals/v1"), "foreign_target");
    EXPECT_EQ(verdict(base + "/external"), "foreign_target");
    EXPECT_EQ(verdict("https://as.example/token"), "foreign_target");
    EXPECT_EQ(verdict("https://auth.staging.pleo.io/oauth/token"), "foreign_target");
    world.press(EnvironmentChosen{"pleo-staging"});
    EXPECT_EQ(verdict("https://auth.staging.pleo.io/oauth/token"), "allowed");
    EXPECT_EQ(verdict("https://external.staging.pleo.io/control/clock"),
              "allowed"); // a path like any
    EXPECT_EQ(verdict("https://auth.staging.pleo.io/control/clock"), "foreign_target");
    EXPECT_EQ(verdict(base + "/control/clock"), "foreign_target");
    world.model.registration.route = Route::simulated;
    EXPECT_EQ(verdict("https://auth.staging.pleo.io/oauth/token"), "route");
}

TEST(Api, PathOfAnOperationIsNotTyped) {
    World world = with_tokens();
    world.press(PathEdited{"/v9/elsewhere"});
    EXPECT_EQ(world.model.api.path, "/v1/introspect");
}

TEST(Api, WithoutATokenTheReasonIsTold) {
    World world;
    world.open();
    EXPECT_EQ(planned_url(world), "no_access_token");
    world.press(CallApiPressed{});
    EXPECT_TRUE(world.sent.empty());
    EXPECT_NE(world.notice(Step::call_apis).detail.find("Authorise"), std::string::npos);
    world.press(EnvironmentChosen{"example"});
    EXPECT_EQ(planned_url(world), "no_resource_server");
}

TEST(Api, HugeOrManyParametersAreNotTaken) {
    World world = with_tokens();
    world.press(ParameterEdited{"limit", std::string(longest_text + 1, '1')});
    EXPECT_TRUE(world.model.api.parameters.empty());
    for (int i = 0; i < 200; ++i)
        world.press(ParameterEdited{"p" + std::to_string(i), "x"});
    EXPECT_LE(world.model.api.parameters.size(), 64u);
}

TEST(Exchanges, TheOldestFallOut) {
    World world = with_tokens();
    answer_with(world, 200);
    world.press(ExchangeToggled{1});
    world.press(TreeNodeToggled{"1/data"});
    world.press(TreeNodeToggled{"10/data"});
    for (std::size_t i = 0; i < most_exchanges; ++i)
        world.press(CallApiPressed{});
    EXPECT_EQ(world.model.exchanges.size(), most_exchanges);
    EXPECT_EQ(find_exchange(world.model, 1), nullptr);
    EXPECT_TRUE(world.model.view.open_exchanges.empty());
    EXPECT_FALSE(world.model.view.folded.contains("1/data"));
    for (std::size_t i = 1; i < world.model.exchanges.size(); ++i)
        EXPECT_GT(world.model.exchanges[i].id, world.model.exchanges[i - 1].id);
}

TEST(Exchanges, BodiesAreBoundedTogether) {
    World world = with_tokens();
    answer_with(world, 200, std::string(4 * 1024 * 1024, 'x'));
    for (int i = 0; i < 12; ++i)
        world.press(CallApiPressed{});
    std::size_t bytes = 0;
    for (const http::Exchange& exchange : world.model.exchanges) {
        if (exchange.response) bytes += exchange.response->body.size();
    }
    EXPECT_LE(bytes, most_exchange_bytes);
    EXPECT_EQ(world.last_exchange().response->body.size(), std::size_t{4} * 1024 * 1024);
}

World by_hand(const std::string& headers) {
    World world = with_tokens();
    world.press(OperationChosen{""});
    world.press(PathEdited{"/v2/employees"});
    world.press(HeadersEdited{headers});
    return world;
}

TEST(Api, TypedHeadersAreSentAndAuthorizationTakesThePlaceOfTheToken) {
    World world = by_hand("X-Trace:  abc \n\naccept: text/plain");
    world.press(CallApiPressed{});
    const http::Request& request = world.sent.back();
    EXPECT_EQ(*http::find_header(request.headers, "X-Trace"), "abc");
    EXPECT_EQ(*http::find_header(request.headers, "Accept"), "text/plain");
    EXPECT_EQ(*http::find_header(request.headers, "Authorization"),
              "Bearer " + world.access().value);

    // A token of somebody else's making: refused there, and ours is none the worse for it.
    world.press(HeadersEdited{"Authorization: Bearer sim_made_up"});
    world.press(CallApiPressed{});
    EXPECT_EQ(*http::find_header(world.sent.back().headers, "Authorization"), "Bearer sim_made_up");
    EXPECT_EQ(world.last_exchange().response->status, 401);
    EXPECT_EQ(world.access().state, TokenState::active);
    world.press(OperationChosen{"list_employees"});
    world.press(CallApiPressed{});
    EXPECT_EQ(*http::find_header(world.sent.back().headers, "Authorization"),
              "Bearer " + world.access().value);
}

TEST(Api, TheClientSecretIsStoppedInEveryHeaderOfARequestMadeByHand) {
    const std::string secret(staging::simulated_client_secret);
    for (const std::string& header :
         {"Authorization: Bearer " + secret, "authorization: bearer " + secret,
          "Authorization: Basic " +
              http::base64_encode(std::string(staging::simulated_client_id) + ":" + secret),
          "X-Api-Key: " + secret, "X-Any: before" + secret + "after"}) {
        World world = by_hand(header);
        const std::size_t before = world.sent.size();
        world.press(CallApiPressed{});
        EXPECT_EQ(world.sent.size(), before) << header;
        EXPECT_EQ(world.notice(Step::call_apis).tone, Tone::negative) << header;
        EXPECT_NE(world.notice(Step::call_apis).detail.find("client secret"), std::string::npos);
        EXPECT_NE(world.notice(Step::call_apis).detail.find("Nothing was sent"), std::string::npos);
        EXPECT_TRUE(world.model.announcement.assertive);
    }
}

TEST(Api, HeadersThatCannotBeSentAreRefusedWithTheReason) {
    for (const auto& [headers, words] :
         {std::pair{"no colon", "Name: value"}, std::pair{": empty name", "Name: value"},
          std::pair{"bad name: x", "Name: value"}, std::pair{"Cookie: a=b", "browser sets Cookie"},
          std::pair{"Sec-Fetch-Mode: cors", "browser sets"}, std::pair{"X-A: \x01", "no header"},
          std::pair{"X-A: ü", "no header"}}) {
        const auto planned = planned_api_call(by_hand(headers).model);
        ASSERT_FALSE(planned) << headers;
        EXPECT_EQ(planned.error().code, "headers") << headers;
        EXPECT_NE(planned.error().message.find(words), std::string::npos) << headers;
    }
    EXPECT_TRUE(planned_api_call(by_hand("X-Empty:").model));
}

TEST(Api, S43_TypedHeadersAreWipedLikeSecrets) {
    World world;
    world.open();
    world.press(OperationChosen{""});
    world.press(HeadersEdited{"Authorization: Bearer my-own-token"});
    EXPECT_TRUE(holds_secrets(world.model));
    world.press(PageLeaving{});
    EXPECT_EQ((world.session_storage + world.local_storage).find("my-own-token"),
              std::string::npos);
    world.press(ForgetPressed{});
    EXPECT_TRUE(world.model.api.headers.empty());
}

} // namespace
} // namespace playground
