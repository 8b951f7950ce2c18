// Whatever a server says within the size caps, no event and no pass may take long: each shape of text
// is compared with plain words of the same size, in the same run. The program fails when one takes
// out of proportion longer, which is how a page freezes on a kilobyte.
#include "bench/hostile_shapes.hpp"
#include "http/pasted.hpp"
#include "playground/record.hpp"
#include "ui/draw.hpp"
#include "unit/playground/world.hpp"
#include "unit/ui/picture.hpp"
#include "unit/ui/screens.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <functional>
#include <string>
#include <vector>

namespace {

using playground::World;

// Every shape may cost so many times what plain words do. Wide, since the machine is busy and some
// texts are twice as long when their invisible characters are named; a freeze is a thousand.
constexpr double most_times = 12;
// Below, a factor tells of noise, or of what a list of 100,000 values costs beside one text.
constexpr double least_ms = 100;
constexpr double longest_ms = 200;

double milliseconds(const std::function<void()>& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
        .count();
}

// The dearest of its kind.
struct Cost {
    double event = 0, first_pass = 0, next_pass = 0, leaving = 0;
    std::array<double, 4> all() const { return {event, first_pass, next_pass, leaving}; }
};

void dearer(double& most, double took) { most = std::max(most, took); }

// Everything that a person may do with what has arrived.
void show(const playground::Model& model, Cost& cost) {
    Picture picture;
    picture.input.width = 1280;
    picture.input.height = 720;
    const auto draw = [&](ui::Ui& ui) { ui::draw(ui, model); };
    dearer(cost.first_pass, milliseconds([&] { picture.pass(draw); }));
    picture.pass(draw);
    picture.input.scroll.clear();
    dearer(cost.next_pass, milliseconds([&] { picture.pass(draw); }));
}

void show_all(World& world, Cost& cost) {
    const std::uint32_t id = world.last_exchange().id;
    show(world.model, cost);
    world.model.view.open_exchanges.insert(id);
    for (const auto view : {playground::BodyView::tree, playground::BodyView::text}) {
        world.model.view.body_views[id] = view;
        show(world.model, cost);
    }
    world.model.view.revealed_exchanges.insert(id);
    show(world.model, cost);
    world.model.view.revealed_exchanges.clear();
    dearer(cost.leaving,
           milliseconds([&] { playground::to_text(playground::record_of(world.model)); }));
}

void press(World& world, Cost& cost, const playground::Event& event) {
    dearer(cost.event, milliseconds([&] { world.press(event); }));
}

using Way = Cost (*)(const std::string& inside);

void serve(World& world, http::Response response) {
    world.server = [response = std::move(response)](const http::Request&) { return response; };
}

Cost api_answer(const std::string& inside) {
    World world;
    world.open_with_tokens();
    serve(world, playground::json_response(200, R"({"name":")" + inside + R"("})"));
    Cost cost;
    press(world, cost, playground::CallApiPressed{});
    show_all(world, cost);
    return cost;
}

Cost not_json(const std::string& inside) {
    World world;
    world.open_with_tokens();
    http::Response response{.status = 200,
                            .status_text = "OK",
                            .headers = {{"Content-Type", "text/plain"}},
                            .body = inside};
    serve(world, response);
    Cost cost;
    press(world, cost, playground::CallApiPressed{});
    show_all(world, cost);
    return cost;
}

Cost token_answer(const std::string& inside) {
    World world;
    world.open();
    world.authorise();
    serve(world, playground::json_response(
                     200, R"({"access_token":"sim_at_)" + inside + R"(","refresh_token":"sim_rt_)" +
                              inside + R"(","token_type":"Bearer","expires_in":3600})"));
    Cost cost;
    press(world, cost, playground::ExchangeCodePressed{});
    show_all(world, cost);
    return cost;
}

Cost token_error(const std::string& inside) {
    World world;
    world.open();
    world.authorise();
    serve(world, playground::json_response(
                     400, R"({"error":"invalid_grant","error_description":")" + inside + R"("})"));
    Cost cost;
    press(world, cost, playground::ExchangeCodePressed{});
    show_all(world, cost);
    return cost;
}

Cost header(const std::string& inside) {
    World world;
    world.open_with_tokens();
    http::Response response = playground::json_response(401, "{}");
    response.headers.push_back(
        {"WWW-Authenticate", "Bearer error=\"" + inside + "\", Basic " + inside});
    response.headers.push_back({"X-Other", inside});
    response.status_text = inside;
    serve(world, response);
    Cost cost;
    press(world, cost, playground::CallApiPressed{});
    show_all(world, cost);
    return cost;
}

Cost pasted(const std::string& inside) {
    World world;
    world.open_with_tokens();
    world.press(playground::EnvironmentChosen{"pleo-staging"});
    world.press(playground::RouteChosen{playground::Route::terminal});
    world.press(playground::ClientIdEdited{"client"});
    world.leave();
    const std::size_t state = world.left_for.find("&state=") + 7;
    world.come_back(std::string(playground::page_url) + "?code=c&state=" +
                    world.left_for.substr(state, world.left_for.find('&', state) - state));
    world.press(playground::ClientSecretEdited{"A secret with 32 characters, say"});
    world.press(playground::ExchangeCodePressed{});
    Cost cost;
    const std::uint32_t id = world.model.in_flight.begin()->first;
    press(world, cost,
          playground::AnswerPasted{id, "HTTP/1.1 400 Bad Request\nX-A: b\n\n{\"error\":\"" +
                                           inside + "\"}\n$ "});
    show(world.model, cost);
    press(world, cost, playground::UseAnswerPressed{id, true});
    show_all(world, cost);
    return cost;
}

Cost redirect(const std::string& inside) {
    World world;
    world.open();
    world.leave();
    const std::string address = world.decide("deny");
    Cost cost;
    dearer(cost.event, milliseconds([&] {
               world.come_back(address + "&error_description=" + inside + "&x=" + inside);
           }));
    show(world.model, cost);
    return cost;
}

// --- whole documents --------------------------------------------------------------------------------

Cost answer_of(const std::string& body) {
    World world;
    world.open_with_tokens();
    serve(world, playground::json_response(200, body));
    Cost cost;
    press(world, cost, playground::CallApiPressed{});
    show_all(world, cost);
    return cost;
}

Cost tokens_in(const std::string& body) {
    World world;
    world.open();
    world.authorise();
    serve(world, playground::json_response(200, body));
    Cost cost;
    press(world, cost, playground::ExchangeCodePressed{});
    show_all(world, cost);
    return cost;
}

std::string list_of(std::string_view item, std::size_t size) {
    std::string text = "[";
    text += item;
    while (text.size() < size)
        text.append(",").append(item);
    return text + "]";
}

std::string members(std::size_t size) {
    std::string text = "{";
    for (std::size_t i = 0; text.size() < size; ++i)
        text.append(i == 0 ? "" : ",").append("\"k" + std::to_string(i) + "\":\"v\"");
    return text + "}";
}

std::string fields(std::size_t size) {
    std::string text = "access_token=sim_at_x";
    for (std::size_t i = 0; text.size() < size; ++i)
        text += "&k" + std::to_string(i) + "=v";
    return text;
}

std::string nested(std::string_view open, std::string_view inside, std::string_view close) {
    constexpr int depth = 63;
    std::string text;
    for (int i = 0; i < depth; ++i)
        text += open;
    text += inside;
    for (int i = 0; i < depth; ++i)
        text += close;
    return text;
}

struct Document {
    std::string_view name;
    std::string (*text)(std::size_t size);
};

const std::array<Document, 9> documents{{
    {"plain members",
     [](std::size_t size) { return R"({"text":")" + bench::plain_words(size) + R"("})"; }},
    {"a string nested 63 deep",
     [](std::size_t size) {
         return nested(R"({"a":)", '"' + bench::plain_words(size) + '"', "}");
     }},
    {"JSON in JSON, nested",
     [](std::size_t size) {
         return R"({"a":")" + bench::repeated(R"({\"token\":\")", size) + R"("})";
     }},
    {"empty lists", [](std::size_t size) { return list_of("[]", size); }},
    {"numbers", [](std::size_t size) { return list_of("1", size); }},
    {"different members", members},
    {"one member again and again",
     [](std::size_t size) {
         return "{" + list_of(R"("a":1)", size).substr(1, size) + R"(,"b":1})";
     }},
    {"secret members that do not end",
     [](std::size_t size) { return bench::repeated(R"({"token":[)", size); }},
    {"fields of a form", fields},
}};

// --- the run ----------------------------------------------------------------------------------------

class Table {
public:
    void plain(const Cost& cost) { plain_ = cost; }
    void row(std::string_view channel, std::size_t size, std::string_view name, const Cost& cost) {
        static constexpr std::array<const char*, 4> kinds{"event", "first pass", "next pass",
                                                          "leaving"};
        std::printf("%-18s %8zu  %-32s", std::string(channel).c_str(), size,
                    std::string(name).c_str());
        for (std::size_t i = 0; i < kinds.size(); ++i) {
            const double took = cost.all()[i], plain = std::max(plain_.all()[i], 1.0);
            std::printf(" %9.1f", took);
            if (took > least_ms && took > most_times * plain) {
                std::printf(" (%.0f times plain words)", took / plain);
                failed_ = true;
            }
            if (took > longest_ms) long_ = true;
            dearest_ = std::max(dearest_, took);
        }
        std::printf("\n");
        std::fflush(stdout);
    }
    int finish() const {
        std::printf("the dearest event or pass: %.0f ms%s\n", dearest_,
                    long_ ? ", more than the 200 ms that a page may stand still" : "");
        if (failed_)
            std::printf(
                "hostile_bench: a shape takes out of proportion longer than plain words.\n");
        return failed_ ? 1 : 0;
    }

private:
    Cost plain_;
    double dearest_ = 0;
    bool failed_ = false, long_ = false;
};

struct Channel {
    std::string_view name;
    Way way;
    std::vector<std::size_t> sizes;
};

} // namespace

int main(int count, char** arguments) {
    // One channel, and one shape of it: hostile_bench 'API, JSON' 'backslashes'
    const std::string only = count > 1 && arguments[1][0] != '-' ? arguments[1] : "";
    const std::string only_shape = count > 2 ? arguments[2] : "";
    constexpr std::size_t kb = 1000, mb = 1'000'000;
    const std::vector<Channel> channels{
        {"token", token_answer, {1 * kb, 100 * kb}},
        {"token error", token_error, {1 * kb, 250 * kb}},
        {"header", header, {64 * kb}},
        {"redirect", redirect, {15 * kb}},
        {"pasted", pasted, {1 * kb, mb}},
        {"API, JSON", api_answer, {1 * kb, 1 * mb, 4 * mb - 64}},
        {"API, no JSON", not_json, {4 * mb - 64}},
    };
    Table table;
    std::printf("%-18s %8s  %-32s %9s %9s %9s %9s\n", "milliseconds", "bytes", "", "event", "first",
                "next", "leaving");
    for (const Channel& channel : channels) {
        if (!only.empty() && channel.name != only) continue;
        for (const std::size_t size : channel.sizes) {
            for (const bench::Shape& shape : bench::shapes) {
                if (!only_shape.empty() && shape.name != only_shape) continue;
                const Cost cost = channel.way(shape.inside(size));
                if (&shape == &bench::shapes.front()) table.plain(cost);
                table.row(channel.name, size, shape.name, cost);
            }
        }
    }
    if (only.empty() || only == "documents") {
        for (const std::size_t size : {250 * kb, 4 * mb - 2000}) {
            for (const Document& document : documents) {
                const std::string text = document.text(size);
                const Cost cost = size < mb ? tokens_in(text) : answer_of(text);
                if (&document == &documents.front()) table.plain(cost);
                table.row(size < mb ? "token, document" : "API, document", size, document.name,
                          cost);
            }
        }
    }
    return table.finish();
}
