// Nothing that is sent can end the simulator, make it grow without bound, or make it answer what is
// not an answer.
#include "unit/simulator/driver.hpp"

#include <gtest/gtest.h>

namespace simulator::tests {
namespace {

class Noise {
public:
    explicit Noise(unsigned seed) : random_(seed) {}

    std::size_t below(std::size_t n) { return random_() % n; }

    std::string bytes(std::size_t most) {
        std::string text(below(most + 1), '\0');
        for (char& c : text)
            c = static_cast<char>(random_() & 0xFFU);
        return text;
    }

    std::string one_of(const std::vector<std::string>& words) { return words[below(words.size())]; }

    // Flips, removes or doubles some bytes of something that was right.
    std::string spoil(std::string text) {
        for (std::size_t n = below(4); n > 0 && !text.empty(); --n) {
            const std::size_t at = below(text.size());
            switch (below(3)) {
            case 0: text[at] = static_cast<char>(random_() & 0xFFU); break;
            case 1: text.erase(at, 1 + below(8)); break;
            default: text.insert(at, text.substr(at, 1 + below(8)));
            }
        }
        return text;
    }

private:
    std::mt19937 random_;
};

void expect_an_answer(const http::Response& response) {
    ASSERT_GE(response.status, 200);
    ASSERT_LT(response.status, 500);
    for (const http::Field& header : response.headers) {
        ASSERT_EQ(header.value.find_first_of("\r\n"), std::string::npos) << header.name;
    }
    const std::string type = http::media_type(response.headers);
    if (type == "application/json") {
        ASSERT_TRUE(json::parse(response.body).document);
    }
    if (type == "text/html") {
        ASSERT_EQ(response.body.find("<script"), std::string::npos);
    }
}

const std::vector<std::string> paths{
    "/auth/oauth/authorize",
    "/auth/oauth/authorize/log-in",
    "/auth/oauth/authorize/consent",
    "/auth/oauth/token",
    "/auth/oauth/token/introspect",
    "/external/v1/introspect",
    "/external/v2/employees",
    "/external/v3/export-jobs/51a01a7e-0020-4000-8000-000000000001/items",
    "/external/v1/installations/me",
    "/control/clock",
    "/control/state",
    "/",
    "",
    "?",
    "/external/",
    "/auth/style.css"};

TEST(Hostile, RandomRequests) {
    Driver driver;
    Noise noise(7);
    const std::vector<std::string> methods{"GET", "POST", "DELETE", "PUT", "", "get"};
    for (int i = 0; i < 4000; ++i) {
        http::Request request;
        request.method = noise.one_of(methods);
        request.url =
            Driver::url(noise.one_of(paths)) + (noise.below(2) ? "?" : "") + noise.bytes(60);
        if (noise.below(2)) request.headers.push_back({"Authorization", noise.bytes(40)});
        if (noise.below(2)) {
            request.headers.push_back({"Content-Type", "application/x-www-form-urlencoded"});
        }
        request.body = noise.bytes(80);
        expect_an_answer(driver.send(request));
        if (HasFatalFailure()) return;
    }
    EXPECT_TRUE(driver.state.codes.empty());
    EXPECT_TRUE(driver.state.tokens.empty());
}

TEST(Hostile, SpoiltRequestsNeverOpenAnything) {
    Driver driver;
    Noise noise(11);
    const oauth::TokenSet tokens = driver.tokens();
    for (int i = 0; i < 3000; ++i) {
        const std::string code = i % 50 == 0 ? driver.fresh_code() : std::string("sim_code_none");
        const std::vector<http::Request> good{
            {"GET",
             Driver::url("/auth/oauth/authorize?" +
                         http::form_encode(driver.authorization_parameters())),
             {},
             {}},
            oauth::token_request(driver.client, Driver::url("/auth/oauth/token"), code,
                                 driver.verifier),
            oauth::client_request(Driver::url("/auth/oauth/token/introspect"), driver.client,
                                  {{"token", tokens.access_token}}),
            oauth::with_bearer({"GET", Driver::url("/external/v2/employees?limit=3"), {}, {}},
                               tokens.access_token)};
        http::Request request = good[noise.below(good.size())];
        request.url = std::string(base_url) + noise.spoil(request.url.substr(base_url.size()));
        request.body = noise.spoil(request.body);
        for (http::Field& each : request.headers)
            each.value = noise.spoil(each.value);
        const http::Response response = driver.send(request);
        expect_an_answer(response);
        if (HasFatalFailure()) return;
        // Whatever is spoilt, a redirect only ever leads back to a registered address.
        const std::string location = Driver::header(response, "Location");
        if (!location.empty()) {
            ASSERT_TRUE(location.starts_with(std::string(page_url) + "?") ||
                        location.starts_with("http://localhost:8080/?"))
                << location;
        }
    }
    EXPECT_TRUE(state_from_json(to_json(driver.state)));
}

TEST(Hostile, SizesAreCapped) {
    Driver driver;
    const std::string long_text(20'000, 'a');
    EXPECT_EQ(driver.get("/auth/oauth/authorize?state=" + long_text).status, 414);
    EXPECT_EQ(driver.post("/auth/oauth/token", {{"code", long_text}}).status, 413);
    EXPECT_EQ(driver.send({"GET", "https://elsewhere.example/", {}, {}}).status, 404);
    EXPECT_EQ(driver.send({"GET", std::string(base_url) + "d/control/state", {}, {}}).status, 404);
}

TEST(Hostile, ManyParametersAreAnsweredSoon) {
    Driver driver;
    std::string body;
    for (int i = 0; i < 8'000; ++i)
        body += "&a";
    http::Request request{"POST",
                          Driver::url("/auth/oauth/token"),
                          {{"Content-Type", "application/x-www-form-urlencoded"}},
                          body};
    EXPECT_EQ(Driver::member(driver.send(request), "error"), "invalid_request");
}

// A host whose SHA-256 is asynchronous answers nothing the first time; see simulator.hpp.
TEST(Hostile, WithoutADigestNothingIsFound) {
    Driver driver;
    const oauth::TokenSet tokens = driver.tokens();
    State state = driver.state;
    state.tokens.front().digest.clear(); // as a broken host might have left it
    Host host;
    host.now_ms = driver.now_ms;
    host.base_url = base_url;
    host.random = [](std::size_t octets) { return std::string(octets, 'r'); };
    host.sha256 = [](std::string_view) { return std::optional<std::string>(); };
    const http::Request request = oauth::with_bearer(
        {"GET", Driver::url("/external/v1/introspect"), {}, {}}, tokens.access_token);
    EXPECT_EQ(handle(state, request, host).status, 401);
}

} // namespace
} // namespace simulator::tests
