#include "unit/ui/screens.hpp"

#include "playground/plan.hpp"
#include "unit/playground/world.hpp"

#include <functional>
#include <utility>

namespace {

using namespace playground;

class Collection {
public:
    std::vector<Screen> all;

    void add(std::string name, const World& world) {
        all.push_back({std::move(name), world.model});
    }
    void add_each_step(const std::string& name, World world) {
        for (std::size_t step = 0; step < step_count; ++step) {
            world.press(StepChosen{static_cast<Step>(step)});
            add(name + ", " + std::string(step_name(static_cast<Step>(step))), world);
        }
    }
};

World fresh() {
    World world;
    world.open();
    return world;
}

World live(Route route) {
    World world = fresh();
    world.press(EnvironmentChosen{"pleo-staging"});
    world.press(RouteChosen{route});
    world.press(ClientIdEdited{"my-client"});
    world.press(ClientSecretEdited{"a-secret-of-this-test"});
    return world;
}

void open_last(World& world) { world.press(ExchangeToggled{world.last_exchange().id}); }

std::vector<Screen> make_screens() {
    Collection screens;
    screens.add_each_step("first visit", fresh());
    {
        World world = fresh();
        world.press(VersionWaiting{});
        screens.add("a new version is ready", world);
    }
    {
        World world = fresh();
        world.press(ClientIdEdited{""});
        world.press(RedirectUriEdited{"not a URL"});
        world.press(ScopesEdited{"users:read \"quoted\""});
        screens.add_each_step("wrong fields", world);
    }
    {
        World world = fresh();
        world.press(CheckCredentialsPressed{});
        screens.add("credentials checked", world);
    }
    {
        World world = fresh();
        world.authorise();
        screens.add("came back with a code", world);
        World denied = fresh();
        denied.authorise("deny");
        screens.add("denied", denied);
        World twice = fresh();
        twice.come_back(std::string(page_url) + "?code=a&state=b");
        screens.add("a redirect that nobody asked for", twice);
    }
    {
        World world;
        world.open_with_tokens();
        screens.add_each_step("with tokens", world);
        world.press(SecretRevealToggled{});
        for (const oauth::Token& token : std::vector(world.model.tokens))
            world.press(TokenRevealToggled{token.id});
        open_last(world);
        world.press(ExchangeRevealToggled{world.last_exchange().id});
        screens.add_each_step("everything revealed", world);
        world.press(BodyViewChosen{world.last_exchange().id, BodyView::text});
        screens.add("body as text", world);
        world.press(TreeNodeToggled{std::to_string(world.last_exchange().id) + "/"});
        world.press(BodyViewChosen{world.last_exchange().id, BodyView::tree});
        screens.add("tree folded", world);
        const std::uint32_t shown = world.last_exchange().id;
        world.press(CodeChosen{shown, CodeLanguage::python});
        screens.add("code is written", world);
        world.press(CodeWritten{shown, CodeLanguage::python, "import http.client\n\nconn = 1\n"});
        screens.add("a request as code", world);
        world.press(CodeWritten{shown, CodeLanguage::python, ""});
        screens.add("no code", world);
    }
    for (const char* operation : {"introspect", "list_employees", "create_tag_group", ""}) {
        World world;
        world.open_with_tokens();
        world.press(StepChosen{Step::call_apis});
        world.press(OperationChosen{operation});
        screens.add(std::string("API ") + operation, world);
        world.press(OperationListMoved{ListMove::open});
        screens.add(std::string("API list ") + operation, world);
        world.press(OperationListMoved{ListMove::close});
        world.press(CallApiPressed{});
        screens.add(std::string("API called ") + operation, world);
        if (world.model.api.confirming) world.press(CallApiConfirmed{});
        open_last(world);
        screens.add(std::string("API answered ") + operation, world);
    }
    {
        World world;
        world.open();
        world.press(ScopesEdited{"export-jobs:read export-jobs:write export-items:read"});
        world.authorise();
        world.press(ExchangeCodePressed{});
        world.press(StepChosen{Step::call_apis});
        world.press(OperationChosen{"create_subscription"});
        world.press(CallApiPressed{});
        world.press(CallApiConfirmed{});
        world.press(OperationChosen{"list_export_jobs"});
        screens.add("an export, folded", world);
        world.press(TreeNodeToggled{"export walk"});
        world.press(ExportActPressed{ExportAct::press_export});
        world.press(ExportActPressed{ExportAct::find});
        screens.add("an export is found", world);
        world.press(ExportActPressed{ExportAct::start});
        screens.add("an export asks", world);
        world.press(CallApiConfirmed{});
        world.press(ExportActPressed{ExportAct::fetch});
        screens.add("an export is fetched", world);
        open_last(world);
        world.press(TreeNodeToggled{"signature"});
        world.press(CheckSignaturePressed{});
        screens.add("no signature to check", world);
        for (const http::Exchange& each : std::vector(world.model.exchanges)) {
            if (http::find_header(each.request.headers, "webhook-id") == nullptr) continue;
            world.press(DeliveryPasted{staging::delivery_text(each.request)});
            world.press(ExchangeToggled{each.id});
        }
        world.press(SigningSecretEdited{"whsec_c2ltL2Fub3RoZXIgc2VjcmV0"});
        world.press(CheckSignaturePressed{});
        screens.add("a signature checked", world);
    }
    {
        World less;
        less.open_with_tokens();
        less.press(StepChosen{Step::call_apis});
        less.press(OperationChosen{"list_export_jobs"});
        less.press(TreeNodeToggled{"export walk"});
        screens.add("an export lacks scopes", less);
    }
    {
        World world;
        world.open_with_tokens();
        world.network = Network::down;
        world.press(RefreshPressed{});
        open_last(world);
        screens.add("no answer", world);
    }
    {
        World world;
        world.open_with_tokens();
        world.network = Network::slow;
        world.press(StepChosen{Step::call_apis});
        world.press(CallApiPressed{});
        screens.add("under way", world);
    }
    {
        World world;
        world.open_with_tokens();
        for (int i = 0; i < 30; ++i)
            world.press(RefreshPressed{});
        screens.add_each_step("thirty refreshes", world);
        world.press(StepChosen{Step::expiry_and_revocation});
        world.pass(20 * 60 * 1000);
        screens.add("expired", world);
        world.press(IntrospectPressed{});
        screens.add("introspected", world);
        world.press(DisconnectPressed{});
        screens.add("disconnected", world);
        world.press(ForgetPressed{});
        screens.add("forgotten", world);
    }
    {
        World world;
        world.open();
        world.press(LifecycleEdited{{.shown = true}});
        world.authorise("deny");
        world.authorise();
        world.press(ExchangeCodePressed{});
        world.press(RefreshPressed{});
        world.network = Network::deaf;
        world.press(RefreshPressed{});
        world.network = Network::up;
        for (std::uint8_t i = 0; i < 4; ++i) {
            world.press(LifecycleEdited{{.shown = true,
                                         .picture = LifecyclePicture::states,
                                         .machine = static_cast<StateMachine>(i)}});
            screens.add("states " + std::to_string(i), world);
        }
        world.press(LifecycleEdited{{.shown = true, .picture = LifecyclePicture::sequence}});
        world.press(TreeNodeToggled{"run export"});
        screens.add("sequence", world);
        world.press(LifecycleEdited{{.shown = true, .picture = LifecyclePicture::family}});
        screens.add("family", world);
        for (int i = 0; i < 20; ++i)
            world.press(RefreshPressed{});
        world.press(AdvanceClockPressed{900});
        for (const auto& [scale, name] : {std::pair{TimeScale::by_itself, "time"},
                                          {TimeScale::quarter, "a quarter of an hour"},
                                          {TimeScale::sixty_days, "sixty days"}}) {
            world.press(LifecycleEdited{
                {.shown = true, .picture = LifecyclePicture::time, .scale = scale}});
            screens.add(name, world);
        }
    }
    for (const auto& [route, name] :
         {std::pair{Route::direct, "direct"}, {Route::terminal, "terminal"}}) {
        World world = live(route);
        screens.add_each_step(std::string("Staging, ") + name, world);
        world.leave();
        world.come_back(world.left_for.find("state=") == std::string::npos
                            ? std::string(page_url)
                            : std::string(page_url) + "?code=c&state=" +
                                  world.left_for.substr(world.left_for.find("state=") + 6, 43));
        world.press(ClientSecretEdited{"a-secret-of-this-test"});
        world.press(ExchangeCodePressed{});
        screens.add(std::string("Staging, exchange by ") + name, world);
        if (route != Route::terminal) continue;
        const std::uint32_t waiting = world.last_exchange().id;
        world.press(AnswerPasted{waiting, "ada@host:~$ sh command\nHTTP/1.1 200 OK\n"
                                          "Content-Type: application/json\n\n{}\nada@host:~$ "});
        screens.add("an answer is pasted", world);
        world.press(AnswerPasted{waiting, "{\"type\":\"x\",\"message\":\"no\"}"});
        world.press(UseAnswerPressed{waiting});
        screens.add("an answer without a status is pasted", world);
    }
    {
        World world;
        world.page.secure_context = world.page.has_web_crypto = false;
        world.open();
        screens.add_each_step("no secure context", world);
    }
    screens.all.push_back({"five hundred exchanges", model_with_exchanges(most_exchanges)});
    screens.all.push_back({"a long body", model_with_body(200'000)});
    screens.all.push_back({"a long body as text", model_with_body(200'000)});
    screens.all.back().model.view.body_views[1] = BodyView::text;
    return screens.all;
}

http::Exchange answered(std::uint32_t id, std::string body) {
    http::Exchange exchange;
    exchange.id = id;
    exchange.purpose =
        id % 3 == 0 ? "GET /v1/export-jobs/{exportJobId}/items" : "GET /v2/employees";
    exchange.request = {"GET", "https://external.staging.pleo.io/v2/employees?limit=5", {}, {}};
    exchange.response = json_response(200, std::move(body));
    exchange.sent_at_ms = 1'800'000'000'000 + id * 1000;
    exchange.duration_ms = 40;
    return exchange;
}

} // namespace

const std::vector<Screen>& screens() {
    static const std::vector<Screen> all = make_screens();
    return all;
}

playground::Model model_with_exchanges(std::size_t count) {
    World world;
    world.open_with_tokens();
    Model model = world.model;
    model.exchanges.clear();
    for (std::uint32_t id = 1; id <= count; ++id)
        model.exchanges.push_back(answered(id, R"({"data":[]})"));
    return model;
}

playground::Model model_with_body(std::size_t bytes) {
    std::string body = R"({"data":[)";
    for (int i = 0; body.size() < bytes; ++i) {
        if (i > 0) body += ',';
        body += R"({"id":"51a01a7e-0000-4000-8000-)" + std::to_string(100000000000 + i) +
                R"(","email":"person)" + std::to_string(i) + R"(@dummy.example","code":null})";
    }
    Model model = model_with_exchanges(0);
    model.exchanges.push_back(answered(1, body + "]}"));
    model.view.step = Step::call_apis;
    model.api.exchange = 1;
    model.api.asked = playground::call_key(model);
    model.view.open_exchanges.insert(1);
    return model;
}
