// Faults at random under requests at random: nothing ends the simulator, makes it grow without bound
// or answer what cannot be sent. Runs under the sanitizers like every test here.
#include "simulator/faults.hpp"
#include "simulator/transport.hpp"
#include "simulator/verdicts.hpp"
#include "unit/simulator/driver.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <random>

namespace simulator::tests {
namespace {

class Chaos {
public:
    Chaos() {
        std::ifstream file(FAULTS);
        const std::string text{std::istreambuf_iterator<char>(file), {}};
        catalogue_ = *json::find_array(json::parse(text).document->root, "faults");
        driver.post("/control/bench", {{"recording", "true"}, {"decision", "approve"}});
    }

    Driver driver;

    std::size_t below(std::size_t n) { return random_() % n; }

    // One of the catalogue, sometimes with a rule that somebody spoilt.
    void arm() {
        json::Value fault = catalogue_[below(catalogue_.size())];
        std::string text = json::dump(json::Value::object({{"fault", std::move(fault)}}));
        if (below(4) == 0) text[below(text.size())] = static_cast<char>(random_() & 0x7FU);
        driver.send({"POST", Driver::url("/control/faults"), {}, text});
    }

    http::Response request() {
        switch (below(9)) {
        case 0: {
            const http::Response back = driver.authorize(driver.authorization_parameters());
            const std::string code = Driver::parameter(back, "code");
            if (!code.empty()) code_ = code;
            return back;
        }
        case 1:
        case 2: return keep(driver.exchange(code_));
        case 3:
        case 4: return keep(driver.refresh(refresh_));
        case 5: return driver.introspect(below(2) == 0 ? refresh_ : access_);
        case 6: return driver.call(access_, below(2) == 0 ? "/v2/employees" : "/v1/companies");
        case 7:
            return below(8) == 0 ? driver.call(access_, "/v1/installations/me", "DELETE")
                                 : driver.get("/auth/.well-known/oauth-authorization-server");
        default: {
            std::string path(below(40), '\0');
            for (char& c : path)
                c = static_cast<char>(random_() & 0xFFU);
            return driver.get("/foreign/" + path);
        }
        }
    }

private:
    http::Response keep(http::Response answer) {
        const std::string access = Driver::member(answer, "access_token");
        const std::string refresh = Driver::member(answer, "refresh_token");
        if (!access.empty()) access_ = access;
        if (!refresh.empty()) refresh_ = refresh;
        return answer;
    }

    std::mt19937 random_{16};
    std::vector<json::Value> catalogue_;
    std::string code_ = "none";
    std::string access_ = "none";
    std::string refresh_ = "none";
};

void expect_sendable(const http::Response& response) {
    if (!transport_of(response.headers).lost) {
        ASSERT_GE(response.status, 200);
        ASSERT_LT(response.status, 600);
    }
    ASSERT_LT(response.body.size(), std::size_t{1} << 20U);
    for (const http::Field& header : response.headers)
        ASSERT_EQ(header.value.find_first_of("\r\n"), std::string::npos) << header.name;
}

TEST(BenchHostile, TenThousandRequestsWithFaultsAtRandom) {
    Chaos chaos;
    std::size_t largest_early = 0;
    std::size_t largest_late = 0;
    for (int i = 0; i < 10'000; ++i) {
        if (chaos.below(5) == 0) chaos.arm();
        expect_sendable(chaos.request());
        if (HasFatalFailure()) return;
        const Bench& bench = chaos.driver.state.bench;
        ASSERT_LE(bench.armed.size(), most_armed_rules);
        ASSERT_LE(bench.record.size(), most_moments);
        chaos.driver.now_ms += static_cast<std::int64_t>(chaos.below(2000));
        if (i % 500 != 499) continue;
        ASSERT_EQ(state_from_json(to_json(chaos.driver.state)), chaos.driver.state);
        const std::size_t size = json::dump(to_json(chaos.driver.state)).size();
        std::size_t& largest = i < 5000 ? largest_early : largest_late;
        largest = std::max(largest, size);
        EXPECT_EQ(judge(bench.record).size(), judge({}).size());
        chaos.driver.post("/control/bench", {{"recording", "true"}});
        chaos.driver.send({"DELETE", Driver::url("/control/faults"), {}, {}});
    }
    // Memory is flat: the second half needs what the first needed.
    EXPECT_LT(largest_late, largest_early * 5 / 4);
}

// A record that somebody else wrote is judged like any other.
TEST(BenchHostile, ARecordOfAnyShapeIsJudged) {
    std::mt19937 random{3};
    constexpr const char* points[] = {"authorize",  "callback",   "exchange", "refresh", "api",
                                      "introspect", "disconnect", "foreign",  "note",    "moon"};
    constexpr const char* keys[] = {"code",  "codes",  "ways",   "issued", "status",
                                    "until", "bearer", "usable", "scope",  "retry_due"};
    for (int i = 0; i < 2000; ++i) {
        std::vector<json::Value> record;
        for (std::size_t k = random() % 12; k > 0; --k) {
            json::Value moment = json::Value::object({{"point", points[random() % 10]}});
            for (std::size_t n = random() % 6; n > 0; --n) {
                const json::Value values[] = {
                    json::Value(),    json::Value(true),         json::Value(std::int64_t{429}),
                    json::Value("x"), json::Value::array({"x"}), json::Value::object()};
                json::set(moment, keys[random() % 10], values[random() % 6]);
            }
            record.push_back(random() % 20 == 0 ? json::Value("no moment") : moment);
        }
        ASSERT_FALSE(judge(record).empty());
        ASSERT_FALSE(judge_runs({record, {}, record}).empty());
    }
}

} // namespace
} // namespace simulator::tests
