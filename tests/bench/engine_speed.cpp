// What the engine needs for an authorisation URL and for a token answer, as JSON for tools/bench-engine.mjs,
// which lets Node do the same: {"authorization_url": ns, "token_answer": ns}. Native, and as WebAssembly.
#include "oauth/authorization.hpp"
#include "oauth/token.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

namespace {

// Nanoseconds of one turn: the median of many batches. They are short, so that a busy machine
// interrupts few of them.
template <class Work>
double nanoseconds(const Work& work) {
    constexpr int batches = 3000, turns = 40;
    std::vector<double> times;
    for (int batch = 0; batch < batches; ++batch) {
        const auto start = std::chrono::steady_clock::now();
        for (int turn = 0; turn < turns; ++turn)
            work();
        times.push_back(
            std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - start)
                .count() /
            turns);
    }
    std::nth_element(times.begin(), times.begin() + batches / 2, times.end());
    return times[batches / 2];
}

std::size_t seen = 0; // so that nothing is left out

} // namespace

int main() {
    const oauth::AuthorizationDesc desc{
        .endpoints = {.authorization_endpoint = "https://auth.staging.pleo.io/oauth/authorize",
                      .token_endpoint = "https://auth.staging.pleo.io/oauth/token",
                      .introspection_endpoint = {},
                      .issuer = {}},
        .client_id = "12a3b456-78c9-0d12-93f4-f567ab8cde9f",
        .redirect_uri = "http://localhost:8080/",
        .scope = "users:read companies:read export-jobs:read",
        .state = "af0ifjsldkjAf0ifjsldkj_x",
        .code_challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"};
    const http::Response answer{
        200,
        "OK",
        {{"content-type", "application/json"}},
        R"({"access_token":"2YotnFZFEjr1zCsicMWpAA2YotnFZFEjr1zCsicMWpAA","token_type":"Bearer",)"
        R"("expires_in":900,"refresh_token":"tGzv3JOkF0XG5Qx2TlKWIAtGzv3JOkF0XG5Qx2TlKWIA",)"
        R"("scope":"users:read companies:read export-jobs:read"})"};
    const double url = nanoseconds([&] {
        const auto request = oauth::authorization_request(desc);
        seen += request ? request->url.size() : 0;
    });
    const double tokens = nanoseconds([&] {
        const auto set = oauth::process_token_response(answer);
        seen += set ? set->access_token.size() : 0;
    });
    std::printf("{\"authorization_url\": %.0f, \"token_answer\": %.0f, \"seen\": %zu}\n", url,
                tokens, seen);
}
