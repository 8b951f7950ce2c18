// Simulated Staging as one WebAssembly module for the service worker and for Node, driven by
// web/simulator_host.js. JSON goes in, JSON comes out; nothing is kept between two calls.
//
//   in:  {"request": {"method", "url", "headers": [[name, value]], "body"}, "state": {...} or null,
//         "now_ms", "base_url", "redirect_uris": [...], "in_browser", "random": base64 of at least 256 octets,
//         "prefix": of tokens when it is not "sim_",
//         "digests": [[base64 of what was hashed, base64 of its SHA-256]],
//         "secrets": what the last answer said, in a browser}
//   out: {"wanted": [base64 of what to hash]}: call again with the same input and these digests
//   or   {"response": {"status", "status_text", "headers", "body"}, "state": {...}, "changed": bool,
//         "secrets": {...}: in a browser, for its memory only; the state is without them}
//   or   {"error": "..."}: the input is not as above
#include "http/base64.hpp"
#include "simulator/simulator.hpp"
#include "simulator/webhooks.hpp"
#include "json/json.hpp"

#include <emscripten/emscripten.h>

#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

namespace {

std::string input;
std::string output;

std::string text_at(const json::Value& object, std::string_view key) {
    return std::string(json::find_string(object, key).value_or(""));
}

// Both strings of each pair [a, b]; whatever is no such pair is left out.
http::Fields read_pairs(const json::Value& object, std::string_view key) {
    http::Fields pairs;
    const std::vector<json::Value>* items = json::find_array(object, key);
    if (items == nullptr) return pairs;
    for (const json::Value& item : *items) {
        if (item.items.size() != 2 || !item.items[0].is_string() || !item.items[1].is_string()) {
            continue;
        }
        pairs.push_back({item.items[0].text, item.items[1].text});
    }
    return pairs;
}

json::Value write_pairs(const http::Fields& fields) {
    json::Value array = json::Value::array();
    for (const http::Field& each : fields) {
        array.items.push_back(json::Value::array({each.name, each.value}));
    }
    return array;
}

json::Value failure(std::string_view message) {
    json::Value value = json::Value::object();
    json::set(value, "error", message);
    return value;
}

// What the host has hashed already, and what it has yet to hash.
class Digests {
public:
    explicit Digests(http::Fields known) : known_(std::move(known)) {}

    std::optional<std::string> operator()(std::string_view text) {
        const std::string question = http::base64_encode(text);
        if (const std::string* answer = http::find_parameter(known_, question)) {
            return http::base64_decode(*answer);
        }
        wanted_.items.emplace_back(question);
        return std::nullopt;
    }

    const json::Value& wanted() const { return wanted_; }

private:
    http::Fields known_;
    json::Value wanted_ = json::Value::array();
};

json::Value answer(const json::Value& in) {
    const json::Value* in_request = json::find(in, "request");
    const auto now_ms = json::find_integer(in, "now_ms");
    const std::optional<std::string> random = http::base64_decode(text_at(in, "random"));
    if (in_request == nullptr || !now_ms || !random || random->size() < 256) {
        return failure("request, now_ms or random is missing.");
    }

    http::Request request;
    request.method = text_at(*in_request, "method");
    request.url = text_at(*in_request, "url");
    request.headers = read_pairs(*in_request, "headers");
    request.body = text_at(*in_request, "body");

    // A state of an older version, or a spoilt one, is as good as none.
    const json::Value* in_state = json::find(in, "state");
    simulator::State before =
        (in_state != nullptr ? simulator::state_from_json(*in_state) : std::nullopt)
            .value_or(simulator::initial_state());
    if (const json::Value* secrets = json::find(in, "secrets"))
        simulator::give_receivers_secrets(before, *secrets);
    simulator::State state = before;

    Digests digests(read_pairs(in, "digests"));
    std::size_t used = 0;
    simulator::Host host;
    host.now_ms = *now_ms;
    host.base_url = text_at(in, "base_url");
    if (const std::string prefix = text_at(in, "prefix"); !prefix.empty()) host.prefix = prefix;
    if (const std::vector<json::Value>* uris = json::find_array(in, "redirect_uris")) {
        for (const json::Value& each : *uris)
            host.redirect_uris.push_back(each.text);
    }
    host.in_browser = json::find_boolean(in, "in_browser").value_or(false);
    host.random = [&](std::size_t octets) {
        if (octets > random->size() - used) std::abort(); // no request needs half of it
        used += octets;
        return random->substr(used - octets, octets);
    };
    host.sha256 = [&](std::string_view text) { return digests(text); };

    const http::Response response = simulator::handle(state, request, host);
    json::Value out = json::Value::object();
    if (!digests.wanted().items.empty()) {
        json::set(out, "wanted", digests.wanted());
        return out;
    }
    json::Value out_response = json::Value::object();
    json::set(out_response, "status", response.status);
    json::set(out_response, "status_text", response.status_text);
    json::set(out_response, "headers", write_pairs(response.headers));
    json::set(out_response, "body", response.body);
    json::set(out, "response", std::move(out_response));
    json::set(out, "changed", !(state == before));
    if (host.in_browser) json::set(out, "secrets", simulator::take_receivers_secrets(state));
    json::set(out, "state", simulator::to_json(state));
    return out;
}

} // namespace

extern "C" {

// Room for `size` octets of input. Valid until the next call of this function.
EMSCRIPTEN_KEEPALIVE char* simulator_input(std::size_t size) {
    input.assign(size, '\0');
    return input.data();
}

// Answers the input; the size of the output.
EMSCRIPTEN_KEEPALIVE std::size_t simulator_run() {
    const json::Parsed parsed = json::parse(input);
    output = json::dump(parsed.document ? answer(parsed.document->root)
                                        : failure("The input is not JSON."));
    return output.size();
}

// Valid until the next call of simulator_run.
EMSCRIPTEN_KEEPALIVE const char* simulator_output() { return output.data(); }
}
