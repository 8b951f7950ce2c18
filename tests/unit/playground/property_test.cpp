// Anything may happen in any order. Seeded runs of many random events, and after each one what must always hold.
#include "playground/family.hpp"
#include "playground/plan.hpp"
#include "unit/playground/world.hpp"

#include "http/form.hpp"
#include "staging/operations.hpp"
#include "staging/simulated_client.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

namespace playground {
namespace {

class Chaos {
public:
    explicit Chaos(unsigned seed) : engine_(seed) {
        world.network = Network::slow;
        world.open();
    }

    World world;

    void step() {
        world.now.monotonic_ms += static_cast<std::int64_t>(below(3000));
        world.now.wall_ms += static_cast<std::int64_t>(below(3000));
        world.network = pick<Network>(
            {Network::slow, Network::slow, Network::up, Network::down, Network::deaf});
        switch (below(16)) {
        case 0:
        case 1: return answer_something();
        case 2: return travel();
        case 3: return world.press(random_world_event());
        case 4:
        case 5: return lead_on();
        default: return world.press(random_press());
        }
    }

private:
    std::mt19937 engine_;

    std::size_t below(std::size_t n) { return engine_() % n; }
    template <class T>
    T pick(std::initializer_list<T> list) {
        return *(list.begin() + below(list.size()));
    }

    // Typed texts, some of them wrong, some hostile, some secret.
    std::string text() {
        switch (below(9)) {
        case 0: return "";
        case 1: return "users:read companies:read";
        case 2: return std::string(page_url);
        case 3: return "typed-secret-0001";
        case 4: return "https://external.pleo.io/v2/employees";
        case 5: return "/v2/employees?limit=1";
        case 6: return std::string("\x00\xff\xe2\x80\xae bad", 9);
        case 7: return world.model.tokens.empty() ? "x" : world.model.tokens.front().value;
        default: return std::string(staging::simulated_client_id);
        }
    }

    std::uint32_t some_id() {
        return static_cast<std::uint32_t>(below(world.model.next_exchange + 3));
    }

    http::Response response() {
        const std::string fresh = std::to_string(engine_());
        switch (below(7)) {
        case 0: return json_response(500, "<html>");
        case 1: return json_response(401, "{}");
        case 2: return json_response(400, R"({"error":"invalid_grant"})");
        case 3: return json_response(200, R"({"active":false})");
        case 4: return json_response(204, "");
        default:
            return json_response(200,
                                 R"({"token_type":"Bearer","expires_in":60,"access_token":"sim_a)" +
                                     fresh + R"(","refresh_token":"sim_r)" + fresh + "\"}");
        }
    }

    void answer_something() {
        if (world.waiting.empty()) return;
        switch (below(3)) {
        case 0: return world.answer();
        case 1: return world.answer(response());
        default:
            return world.fail(
                pick<http::Failure>({http::Failure::network, http::Failure::timeout}));
        }
    }

    void travel() {
        if (below(3) == 0) return world.reload();
        world.come_back(std::string(page_url) + "?code=sim_code_forged&state=forged");
    }

    // The way that leads on, so that deep states are reached.
    void lead_on() {
        if (!world.waiting.empty()) return world.answer();
        if (live_token(world.model, oauth::TokenKind::refresh_token) != nullptr)
            return world.press(below(2) == 0 ? Event(RefreshPressed{}) : Event(CallApiPressed{}));
        world.press(SimulatorChanged{SimulatorState::ready, ""});
        world.press(EnvironmentChosen{"simulated"});
        world.press(SimulatedClientChosen{});
        if (world.model.redirect && world.model.redirect->code == CodeUse::ready)
            return world.press(ExchangeCodePressed{});
        world.leave();
        if (!world.left_for.empty()) world.come_back(world.decide("approve"));
    }

    Event random_world_event() {
        switch (below(11)) {
        case 0: return EntropyArrived{std::string(below(60), 'e')};
        case 1: return ChallengeArrived{text(), std::string(below(40), 'c')};
        case 2: return FingerprintArrived{some_id(), "fp"};
        case 3: return ResponseArrived{some_id() + 1000, response(), -5};
        case 4: return RequestFailed{some_id() + 1000, http::Failure::network, text(), 5};
        case 5:
            return SimulatorChanged{
                pick<SimulatorState>({SimulatorState::ready, SimulatorState::unavailable}), "why"};
        case 6: return StorageForgotten{{{"x", 1}}};
        case 7: return CopyFinished{below(2) == 0, "label", some_id()};
        case 8: return PageLeaving{};
        default: return VisibilityChanged{below(2) == 0};
        }
    }

    Event random_press() {
        const auto& operations = staging::operations();
        switch (below(39)) {
        case 0: return StepChosen{static_cast<Step>(below(step_count))};
        case 1:
        case 2:
            return EnvironmentChosen{
                pick<const char*>({"simulated", "simulated", "pleo-staging", "example", "?"})};
        case 3:
            return RouteChosen{
                pick<Route>({Route::simulated, Route::direct, Route::relay, Route::terminal})};
        case 4: return ClientIdEdited{text()};
        case 5:
            return ClientSecretEdited{
                pick<const char*>({"", "typed-secret-0001", "another-secret-0002"})};
        case 6: return RedirectUriEdited{text()};
        case 7: return ScopesEdited{text()};
        case 8: return SecretRevealToggled{};
        case 9:
            return ClientAuthenticationChosen{pick<oauth::ClientAuthentication>(
                {oauth::ClientAuthentication::client_secret_basic,
                 oauth::ClientAuthentication::client_secret_post})};
        case 10:
        case 11: return SimulatedClientChosen{};
        case 12: return NewAttemptPressed{};
        case 13: return AuthorisePressed{};
        case 14: return ExchangeCodePressed{};
        case 15:
            return OperationChosen{
                below(3) == 0 ? "" : std::string(operations[below(operations.size())].id)};
        case 16:
            return ParameterEdited{pick<const char*>({"limit", "employeeId", "email"}), text()};
        case 17: return PathEdited{text()};
        case 18: return MethodChosen{pick<const char*>({"GET", "DELETE", "POST", "BREW"})};
        case 19:
        case 20: return CallApiPressed{};
        case 21:
        case 22:
        case 23: return RefreshPressed{};
        case 24:
            return IntrospectionFormChosen{pick<IntrospectionForm>(
                {IntrospectionForm::rfc7662, IntrospectionForm::resource_server})};
        case 25:
            return IntrospectionKindChosen{pick<oauth::TokenKind>(
                {oauth::TokenKind::access_token, oauth::TokenKind::refresh_token})};
        case 26: return IntrospectPressed{};
        case 27: return DisconnectPressed{};
        case 28: return AdvanceClockPressed{static_cast<std::int64_t>(below(2000)) - 5};
        case 29: return below(8) == 0 ? Event(ForgetPressed{}) : Event(ExchangeToggled{some_id()});
        case 30: return AbortPressed{some_id()};
        case 31: return TokenRevealToggled{some_id()};
        case 32: return ExchangeRevealToggled{some_id()};
        case 33: return PairToggled{some_id()};
        case 34:
            return ExchangeFilterEdited{{.shown = below(2) == 0,
                                         .step = static_cast<int>(below(8)),
                                         .failed = below(2) == 0,
                                         .words = text()}};
        case 35: return ExchangeListResized{below(2) == 0};
        case 36:
            if (below(2) == 0) return DownloadAnswerPressed{some_id()};
            if (below(2) == 0) return CodeChosen{some_id(), CodeLanguage::python};
            return RunExportPressed{
                pick<RunExport>({RunExport::markdown, RunExport::mermaid, RunExport::har})};
        case 37: return CopyPressed{"label", "text", some_id()};
        default: return TreeNodeToggled{std::to_string(some_id()) + "/" + text()};
        }
    }
};

// What must hold after every single event.
class Watch {
public:
    void look(const World& world) {
        // What was secret before the step and what is now: a text that is typed into a field of its own later is not.
        const std::set<std::string> before = secrets_now_;
        secrets_now_ = secret_values(world.model);
        secrets_ = before;
        secrets_.insert(secrets_now_.begin(), secrets_now_.end());
        for (; seen_ < world.effects.size(); ++seen_)
            look_at(world.effects[seen_]);

        const auto of = [&](Purpose purpose) {
            return std::count_if(world.model.in_flight.begin(), world.model.in_flight.end(),
                                 [&](const auto& each) { return each.second.purpose == purpose; });
        };
        EXPECT_LE(of(Purpose::refresh), 1) << "S36";
        EXPECT_LE(of(Purpose::token), 1) << "S29";
        for (const auto& [id, what] : world.model.in_flight) {
            const http::Exchange* exchange = find_exchange(world.model, id);
            ASSERT_NE(exchange, nullptr);
            EXPECT_TRUE(http::under_way(*exchange));
        }
        for (const http::Exchange& exchange : world.model.exchanges) {
            if (http::under_way(exchange)) {
                EXPECT_TRUE(world.model.in_flight.contains(exchange.id));
            }
        }
        look_at_tokens(world.model);
        look_at_log(world.model);
        look_at_family(world.model);
        if (const auto wake = next_wake_ms(world.model)) {
            EXPECT_GT(*wake, 0);
        }
    }

private:
    std::size_t seen_ = 0;
    std::uint32_t looked_at_ = 0; // moments
    std::set<std::string> codes_;
    std::set<std::string> secrets_;
    std::set<std::string> secrets_now_;
    std::map<std::string, oauth::TokenState> ended_; // by value

    static std::set<std::string> secret_values(const Model& model) {
        std::set<std::string> values;
        for (const http::Secret& secret : secrets(model)) {
            if (secret.name != "state" && secret.name != "code_verifier" &&
                secret.value.size() >= 8)
                values.insert(secret.value);
        }
        return values;
    }

    void look_at(const Effect& effect) {
        if (const auto* send = std::get_if<Send>(&effect)) look_at_request(send->request);
        if (const auto* record = std::get_if<SaveRecord>(&effect)) look_at_stored(record->text);
        if (const auto* settings = std::get_if<SaveSettings>(&effect))
            look_at_stored(settings->text);
        if (const auto* navigate = std::get_if<Navigate>(&effect)) {
            look_at_stored(navigate->url);
            EXPECT_NE(navigate->url.find("code_challenge_method=S256"), std::string::npos) << "S02";
        }
    }

    void look_at_request(const http::Request& request) {
        EXPECT_EQ(request.url.find("//auth.pleo.io"), std::string::npos) << "S51";
        EXPECT_EQ(request.url.find("//external.pleo.io"), std::string::npos) << "S51";
        const std::string code = form_value(request, "code");
        if (!code.empty()) {
            EXPECT_TRUE(codes_.insert(code).second) << "S29: sent twice: " << code;
        }
        const std::string* bearer = http::find_header(request.headers, "Authorization");
        const bool simulated_token = (bearer != nullptr && bearer->starts_with("Bearer sim_")) ||
                                     code.starts_with("sim_") ||
                                     form_value(request, "refresh_token").starts_with("sim_") ||
                                     form_value(request, "token").starts_with("sim_");
        if (simulated_token) {
            EXPECT_TRUE(request.url.starts_with(simulated_base)) << "S69: " << request.url;
        }
        for (const std::string& secret : secrets_)
            EXPECT_EQ(request.url.find(secret), std::string::npos) << "S32";
    }

    void look_at_stored(const std::string& text) {
        for (const std::string& secret : secrets_)
            EXPECT_EQ(text.find(secret), std::string::npos) << "S44: " << secret << " in " << text;
    }

    // Each exchange and each transition stands in the log exactly once: played from its beginning, it ends in what is.
    void look_at_log(const Model& model) {
        std::map<std::uint32_t, int> begun, ended, born; // by exchange, by exchange, by token
        std::map<std::uint32_t, oauth::TokenState> states;
        std::uint32_t before = 0;
        for (const Moment& each : model.log.moments) {
            if (before != 0) {
                EXPECT_EQ(each.id, before + 1);
            }
            before = each.id;
            EXPECT_LT(each.cause, each.id) << "a cause comes before what it causes";
            switch (each.kind) {
            case MomentKind::sent:
            case MomentKind::left:
            case MomentKind::came: ++begun[each.exchange]; break;
            case MomentKind::ended:
                ++ended[each.exchange];
                EXPECT_EQ(begun[each.exchange], 1) << each.exchange;
                break;
            case MomentKind::stored:
                ++born[each.token];
                states[each.token] = each.is;
                break;
            case MomentKind::changed: EXPECT_NE(each.was, each.is); [[fallthrough]];
            case MomentKind::said:
                EXPECT_EQ(states.at(each.token), each.was) << each.words;
                states[each.token] = each.is;
                break;
            case MomentKind::lost: states.clear(); break;
            }
            if (each.id <= looked_at_) continue;
            for (const std::string& secret : secrets_)
                EXPECT_EQ(each.words.find(secret), std::string::npos) << each.words;
        }
        looked_at_ = before;
        for (const http::Exchange& exchange : model.exchanges) {
            EXPECT_EQ(begun[exchange.id], 1) << exchange.purpose;
            const bool waits = http::under_way(exchange) || exchange.navigation;
            const bool kept_back = exchange.failure == http::Failure::refused &&
                                   ended[exchange.id] == 0; // at its departure
            EXPECT_EQ(ended[exchange.id], waits || kept_back ? 0 : 1) << exchange.purpose;
        }
        for (const auto& [id, times] : born)
            EXPECT_EQ(times, 1) << "token " << id;
        for (const oauth::Token& token : model.tokens) {
            EXPECT_TRUE(states.contains(token.id)) << oauth::name_of(token);
            EXPECT_EQ(states[token.id], token.state) << oauth::name_of(token);
        }
    }

    // Each token once, in the state that it is in, and of the dead what killed them: the evidence that this page has.
    void look_at_family(const Model& model) {
        std::map<std::uint32_t, Member> members;
        for (const Member& each : family(model.log.moments)) {
            if (each.token == 0) continue;
            EXPECT_TRUE(members.emplace(each.token, each).second) << each.name;
        }
        for (const oauth::Token& token : model.tokens) {
            ASSERT_TRUE(members.contains(token.id)) << oauth::name_of(token);
            const Member& member = members[token.id];
            EXPECT_EQ(member.name, oauth::name_of(token));
            EXPECT_EQ(is_over(member.life), oauth::is_final(token.state)) << member.name;
            if (member.life != Life::active && member.life != Life::in_doubt) {
                EXPECT_EQ(to_string(member.life), oauth::to_string(token.state));
                const Moment* word = last_word(model.log, token.id);
                ASSERT_NE(word, nullptr);
                EXPECT_NE(member.what_killed_it, "") << member.name;
            }
            if (oauth::is_final(token.state)) {
                const auto change = std::find_if(
                    model.log.moments.rbegin(), model.log.moments.rend(), [&](const Moment& each) {
                        return each.kind == MomentKind::changed && each.token == token.id;
                    });
                ASSERT_NE(change, model.log.moments.rend());
                EXPECT_TRUE(member.what_killed_it.starts_with(
                    "Moment " + std::to_string(change->id) + ": " + change->words))
                    << member.what_killed_it;
            }
        }
    }

    void look_at_tokens(const Model& model) {
        for (const oauth::Token& token : model.tokens) {
            const auto before = ended_.find(token.value);
            if (before != ended_.end()) {
                EXPECT_EQ(token.state, before->second) << "S39";
            }
            if (oauth::is_final(token.state)) {
                ended_[token.value] = token.state;
                const Moment* word = last_word(model.log, token.id);
                ASSERT_NE(word, nullptr);
                EXPECT_NE(word->exchange, 0u) << "final states come from evidence";
            }
        }
    }
};

TEST(Property, WhateverHappensTheRulesHold) {
    std::size_t deepest = 0;
    for (unsigned seed = 0; seed < 25; ++seed) {
        SCOPED_TRACE(seed);
        Chaos chaos(seed);
        Watch watch;
        for (int i = 0; i < 150; ++i) {
            chaos.step();
            watch.look(chaos.world);
            deepest = std::max(deepest, chaos.world.model.tokens.size());
            if (testing::Test::HasFailure()) return;
        }
    }
    EXPECT_GE(deepest, 6u) << "the walks never got to a second refresh: they prove nothing";
}

// Requests are pressed for. Without a press there is the look-up of endpoints at its three places and the second half of
// a credential check, and nothing that goes round.
TEST(Property, ABoundHoldsOnWhatOnePressMaySend) {
    constexpr std::size_t most_of_one_press =
        8; // a credential check: four probes with a control each
    for (unsigned seed = 100; seed < 110; ++seed) {
        SCOPED_TRACE(seed);
        Chaos chaos(seed);
        chaos.world.environments = R"({"environments":[
{"id":"simulated","name":"S","kind":"other","issuer":"https://as.example"},
{"id":"pleo-staging","name":"P","kind":"other","issuer":"https://as.example/"},
{"id":"example","name":"E","kind":"other","issuer":"https://as.example/x"}]})";
        chaos.world.server = [](const http::Request& request) {
            return request.url.size() % 2 == 0 ? json_response(404, "")
                                               : json_response(200, "{\"issuer\":1}");
        };
        chaos.world.open();
        for (int i = 0; i < 150; ++i) {
            const std::size_t before = chaos.world.sent.size();
            chaos.step();
            ASSERT_LE(chaos.world.sent.size() - before, most_of_one_press) << i;
        }
    }
}

TEST(Property, SameEventsGiveTheSameModelAndTheSameEffects) {
    Chaos one(3);
    Chaos two(3);
    for (int i = 0; i < 300; ++i) {
        one.step();
        two.step();
    }
    EXPECT_TRUE(one.world.model == two.world.model);
    EXPECT_EQ(one.world.effects.size(), two.world.effects.size());
}

} // namespace
} // namespace playground
