#include "unit/playground/world.hpp"

#include "http/form.hpp"
#include "http/url.hpp"
#include "staging/simulated_client.hpp"
#include "unit/sha256.hpp"

#include <gtest/gtest.h>

#include <cstdlib>

namespace playground {

const std::string three_environments = R"({"environments":[
{"id":"simulated","name":"Simulated Staging","kind":"simulated",
 "authorization_endpoint":"simulated/auth/oauth/authorize","token_endpoint":"simulated/auth/oauth/token",
 "introspection_endpoint":"simulated/auth/oauth/token/introspect","resource_server":"simulated/external",
 "default_scopes":["users:read","companies:read","export-jobs:read"]},
{"id":"pleo-staging","name":"Pleo Staging","kind":"pleo",
 "authorization_endpoint":"https://auth.staging.pleo.io/oauth/authorize",
 "token_endpoint":"https://auth.staging.pleo.io/oauth/token",
 "introspection_endpoint":"https://auth.staging.pleo.io/oauth/token/introspect",
 "resource_server":"https://external.staging.pleo.io","default_scopes":["users:read"]},
{"id":"example","name":"Example","kind":"other","issuer":"https://as.example",
 "authorization_endpoint":"https://as.example/authorize","token_endpoint":"https://as.example/token"}]})";

namespace {

std::string unescaped(std::string text) {
    for (std::size_t at = text.find("&amp;"); at != std::string::npos;
         at = text.find("&amp;", at + 1))
        text.replace(at, 5, "&");
    return text;
}

// The first `mark...value="` after `from`; a page without it ends the test program, since nothing can follow.
std::string attribute(const std::string& html, const std::string& tag, const std::string& name) {
    const std::size_t start = html.find(tag);
    const std::size_t value = start == std::string::npos ? start : html.find(name + "=\"", start);
    if (value == std::string::npos) {
        ADD_FAILURE() << "no " << tag << " with " << name << " in\n" << html;
        std::abort();
    }
    const std::size_t first = value + name.size() + 2;
    return unescaped(html.substr(first, html.find('"', first) - first));
}

http::Request form_post(const std::string& html, http::Fields fields) {
    fields.insert(fields.begin(),
                  {"transaction", attribute(html, "name=\"transaction\"", "value")});
    http::Request request;
    request.method = "POST";
    request.url = attribute(html, "<form", "action");
    request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}};
    request.body = http::form_encode(fields);
    return request;
}

} // namespace

http::Response json_response(int status, std::string body) {
    return {.status = status,
            .status_text = "",
            .headers = {{"Content-Type", "application/json"}},
            .body = std::move(body)};
}

std::string World::random(std::size_t octets) {
    std::string text;
    for (std::size_t i = 0; i < octets; ++i)
        text += static_cast<char>(engine_() & 0xff);
    return text;
}

void World::arm(std::string_view rule) {
    const json::Parsed parsed = json::parse(rule);
    ASSERT_TRUE(parsed.document.has_value()) << rule;
    state.bench.armed.push_back({"F901", parsed.document->root, 0, 0, 0});
}

http::Response World::ask(const http::Request& request) {
    simulator::Host host;
    host.now_ms = now.wall_ms;
    host.base_url = simulated_base;
    host.random = [this](std::size_t octets) { return random(octets); };
    host.sha256 = [](std::string_view bytes) { return std::optional(tests::sha256(bytes)); };
    return simulator::handle(state, request, host);
}

void World::open(const std::string& address) {
    PageOpened opened{page, address, environments, session_storage, local_storage};
    session_storage.clear(); // read once and removed (S46)
    press(opened);
}

void World::press(const Event& event) {
    update_and_follow(ClockRead{now});
    update_and_follow(event);
}

void World::pass(std::int64_t milliseconds) {
    now.monotonic_ms += milliseconds;
    now.wall_ms += milliseconds;
    update_and_follow(ClockRead{now});
}

void World::sleep(std::int64_t milliseconds) {
    now.wall_ms += milliseconds;
    update_and_follow(ClockRead{now});
}

void World::update_and_follow(const Event& event) {
    const std::uint32_t before = model.announcement.serial;
    const Effects wishes = update(model, event);
    if (model.announcement.serial != before) announced.push_back(model.announcement.text);
    effects.insert(effects.end(), wishes.begin(), wishes.end());
    carry_out(wishes);
}

void World::carry_out(const Effects& wishes) {
    for (const Effect& wish : wishes)
        carry_out(wish);
}

void World::carry_out(const Effect& wish) {
    if (const auto* gather = std::get_if<GatherEntropy>(&wish)) {
        press(EntropyArrived{has_entropy ? random(gather->octets) : std::string(), gather->use});
    } else if (const auto* hash = std::get_if<Sha256>(&wish)) {
        press(ChallengeArrived{hash->code_verifier, tests::sha256(hash->code_verifier)});
    } else if (const auto* print = std::get_if<Fingerprint>(&wish)) {
        press(FingerprintArrived{print->token, "fp" + std::to_string(print->token)});
    } else if (const auto* hmac = std::get_if<Hmac>(&wish)) {
        HmacArrived arrived{hmac->number, {}};
        for (const Hmac::Job& each : hmac->jobs)
            if (page.has_web_crypto)
                arrived.macs.push_back(tests::hmac_sha256(each.key, each.text));
        press(arrived);
    } else if (std::get_if<StartSimulator>(&wish) != nullptr) {
        press(SimulatorChanged{SimulatorState::ready, ""});
    } else if (std::get_if<FetchRelayStatus>(&wish) != nullptr) {
        press(RelayStatusArrived{relay_status});
    } else if (std::get_if<FetchReference>(&wish) != nullptr) {
        press(ReferenceArrived{has_reference});
    } else if (const auto* send = std::get_if<Send>(&wish)) {
        carry_out_send(*send);
    } else if (const auto* abort = std::get_if<Abort>(&wish)) {
        std::erase_if(waiting, [&](const Send& each) { return each.exchange == abort->exchange; });
        press(RequestFailed{abort->exchange, http::Failure::aborted, "aborted", 1});
    } else if (const auto* record = std::get_if<SaveRecord>(&wish)) {
        session_storage = record->text;
    } else if (const auto* settings = std::get_if<SaveSettings>(&wish)) {
        local_storage = settings->text;
    } else if (const auto* navigate = std::get_if<Navigate>(&wish)) {
        left_for = navigate->url;
    } else if (const auto* copy = std::get_if<CopyText>(&wish)) {
        press(CopyFinished{true, copy->label, copy->widget});
    } else if (std::get_if<ForgetStorage>(&wish) != nullptr) {
        session_storage.clear();
        local_storage.clear();
        press(StorageForgotten{{{"sessionStorage", 0}, {"localStorage", 0}}});
    }
}

void World::carry_out_send(const Send& send) {
    sent.push_back(send.request);
    waiting.push_back(send);
    switch (network) {
    case Network::up: return answer();
    case Network::down: return fail(http::Failure::network);
    case Network::deaf:
        if (!server) ask(send.request);
        return fail(http::Failure::network);
    case Network::slow: return;
    }
}

void World::answer() {
    ASSERT_FALSE(waiting.empty());
    const http::Request request = waiting.front().request;
    std::optional<http::Response> response = server ? server(request) : std::nullopt;
    if (!response && request.url.starts_with(simulated_base)) response = ask(request);
    const auto wish = [&](std::string_view name) { // of a fault (simulator/transport.hpp)
        return response && http::find_header(response->headers, name) != nullptr;
    };
    if (response && !wish(":lost") && !wish(":hidden"))
        answer(*response);
    else
        fail(http::Failure::network);
}

void World::answer(const http::Response& response) {
    ASSERT_FALSE(waiting.empty());
    const std::uint32_t id = waiting.front().exchange;
    waiting.erase(waiting.begin());
    press(ResponseArrived{id, response, 12});
}

void World::fail(http::Failure failure) {
    ASSERT_FALSE(waiting.empty());
    const std::uint32_t id = waiting.front().exchange;
    waiting.erase(waiting.begin());
    press(RequestFailed{id, failure, "Failed to fetch", 12});
}

void World::leave() {
    left_for.clear();
    press(AuthorisePressed{});
}

std::string World::decide(std::string_view decision) {
    http::Request request;
    request.url = left_for;
    const http::Response log_in = ask(request);
    EXPECT_EQ(log_in.status, 200) << log_in.body;
    const staging::SimulatedPerson& person = staging::simulated_people.front();
    const http::Response consent =
        ask(form_post(log_in.body, {{"email", std::string(person.email)},
                                    {"password", std::string(person.password)}}));
    EXPECT_EQ(consent.status, 200) << consent.body;
    const http::Response back = ask(form_post(consent.body, {{"decision", std::string(decision)}}));
    const std::string* location = http::find_header(back.headers, "Location");
    EXPECT_NE(location, nullptr) << back.status << back.body;
    return location == nullptr ? std::string() : *location;
}

void World::come_back(const std::string& address) {
    press(PageLeaving{});
    model = Model{};
    waiting.clear();
    open(address);
}

void World::reload() { come_back(std::string(page_url)); }

void World::authorise(std::string_view decision) {
    leave();
    ASSERT_FALSE(left_for.empty()) << notice(Step::authorise).detail;
    come_back(decide(decision));
}

std::string form_value(const http::Request& request, std::string_view name) {
    const http::Fields form = http::form_parse(request.body);
    const std::string* value = http::find_parameter(form, name);
    return value == nullptr ? "" : *value;
}

void answer_with(World& world, int status, std::string body, http::Fields headers) {
    world.server = [=](const http::Request&) {
        http::Response response = json_response(status, body);
        response.headers.insert(response.headers.end(), headers.begin(), headers.end());
        return response;
    };
}

World with_tokens() {
    World world;
    world.open_with_tokens();
    return world;
}

void World::open_with_tokens() {
    open();
    authorise();
    press(ExchangeCodePressed{});
    ASSERT_EQ(model.tokens.size(), 2u) << notice(Step::redirect_and_exchange).detail;
}

const oauth::Token& World::access() const {
    for (auto token = model.tokens.rbegin(); token != model.tokens.rend(); ++token) {
        if (token->kind == oauth::TokenKind::access_token) return *token;
    }
    ADD_FAILURE() << "no access token";
    std::abort();
}

const oauth::Token& World::refresh() const {
    for (auto token = model.tokens.rbegin(); token != model.tokens.rend(); ++token) {
        if (token->kind == oauth::TokenKind::refresh_token) return *token;
    }
    ADD_FAILURE() << "no refresh token";
    std::abort();
}

Moment World::word(const oauth::Token& token) const {
    const Moment* found = last_word(model.log, token.id);
    return found == nullptr ? Moment{} : *found;
}

Notice World::notice(Step step) const {
    const auto found = model.notices.find(step);
    return found == model.notices.end() ? Notice{} : found->second;
}

std::size_t World::count_sent(std::string_view part_of_url) const {
    std::size_t count = 0;
    for (const http::Request& request : sent) {
        if (request.url.find(part_of_url) != std::string::npos) ++count;
    }
    return count;
}

} // namespace playground
