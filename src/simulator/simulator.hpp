// Simulated Staging: an authorisation server and the External API of a dummy company, with every
// operation of staging/operations.hpp, as one pure function over a serialisable state. The same
// code answers in the page's service worker, in a Node server and in native tests, where a whole
// token lifecycle takes microseconds.
//
// Where Pleo's documentation is silent, RFC 6749 answers, and the code says so at that place. Every
// token and code that it makes starts with "sim_", and every id is written to one pattern
// (staging/simulated_id.hpp), so that nobody takes one for real (S69).
//
//   simulator::State state = simulator::initial_state();
//   http::Response response = simulator::handle(state, request, host);
#pragma once

#include "http/message.hpp"
#include "simulator/state.hpp"
#include "staging/simulated_client.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace simulator {

// What the world gives to one call. All of it comes from outside, so `handle` can be repeated
// exactly.
struct Host {
    std::int64_t now_ms = 0; // Unix time; State::clock_offset_ms is added (virtual clock)
    std::string base_url;    // "https://host/page/simulated": requests below it belong to us
    // What every token and code starts with. Another one is for tests only, where the
    // simulator stands in for a server that the page must take for a real one. The rows of the
    // dummy company keep their ids there.
    std::string prefix = std::string(staging::simulated_prefix);
    // Registered besides the page itself and, outside a browser, the loopback address of
    // staging/simulated_client.hpp.
    std::vector<std::string> redirect_uris;
    // In a service worker any site can open the authorisation endpoint: then nobody is sent anywhere,
    // not even with an error, before a person has pressed something (RFC 9700 section 4.11.2).
    bool in_browser = false;
    // Cryptographically strong in the page, seeded in tests.
    std::function<std::string(std::size_t octets)> random;
    // SHA-256. A host whose hash is asynchronous (Web Crypto) answers nothing the first time,
    // remembers the question, throws away state and response of this call, and calls again with the
    // answer.
    std::function<std::optional<std::string>(std::string_view)> sha256;
};

// Never fails: what it does not understand is answered with 4xx. Changes `state` only by what the
// request did.
http::Response handle(State& state, const http::Request& request, const Host& host);

} // namespace simulator
