// A world for the loop: it carries out every effect at once, keeps the browser's two stores, has a clock and a network
// that the test moves, plays the person on the authorisation server's pages, and answers with the real simulator.
//
//   World world;
//   world.open();
//   world.authorise();              // leaves, logs in, approves, comes back into a new model
//   world.press(ExchangeCodePressed{});
//   EXPECT_EQ(world.model.tokens.size(), 2u);
#pragma once

#include "playground/event.hpp"
#include "playground/update.hpp"
#include "simulator/simulator.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace playground {

inline constexpr std::string_view page_url = "http://localhost:8080/";
inline constexpr std::string_view simulated_base = "http://localhost:8080/simulated";

// Simulated Staging, Pleo's Staging and one provider that a host added.
extern const std::string three_environments;

enum class Network {
    up,
    down, // nothing arrives
    deaf, // requests arrive and are carried out, answers do not: what CORS and lost connections look like
    slow, // requests wait in `waiting` until answer() is called
};

class World {
public:
    Model model;
    oauth::Instant now{1'000'000, 1'800'000'000'000};
    std::string environments = three_environments;
    simulator::State state = simulator::initial_state();
    Network network = Network::up;
    // When it answers, it answers in the simulator's place. Hosts outside the page have no other.
    std::function<std::optional<http::Response>(const http::Request&)> server;
    std::string relay_status; // relay/status.json; empty: there is none
    bool has_entropy = true;
    bool has_reference = true; // it can be downloaded
    Page page{.url = std::string(page_url),
              .secure_context = true,
              .has_web_crypto = true,
              .build = "test"};

    std::string session_storage;
    std::string local_storage;
    std::vector<Effect> effects;        // all of them, ever
    std::vector<http::Request> sent;    // all of them, ever
    std::vector<Send> waiting;          // Network::slow
    std::string left_for;               // where the last Navigate went
    std::vector<std::string> announced; // each announcement, once

    void open(const std::string& address = std::string(page_url));
    // What the page does: the clock first, then the event, then everything that follows from it.
    void press(const Event& event);
    void pass(std::int64_t milliseconds);  // on both clocks
    void sleep(std::int64_t milliseconds); // on the wall clock only

    // Answers the oldest waiting request, by the simulator or as told.
    void answer();
    void answer(const http::Response& response);
    void fail(http::Failure failure);

    // The whole way there and back.
    void authorise(std::string_view decision = "approve");
    void leave();                                  // presses Authorise
    std::string decide(std::string_view decision); // the address that the person is sent back to
    void come_back(const std::string& address);    // in a new model
    void reload();

    // A rule of a fault (simulator/faults.hpp), in Simulated Staging.
    void arm(std::string_view rule);
    // Down to a usable pair on Simulated Staging.
    void open_with_tokens();

    const oauth::Token& access() const; // the newest, of any environment
    const oauth::Token& refresh() const;
    const http::Exchange& last_exchange() const { return model.exchanges.back(); }
    Moment word(const oauth::Token& token) const; // the last one about it in the log
    Notice notice(Step step) const;
    std::size_t count_sent(std::string_view part_of_url) const;

private:
    std::mt19937 engine_{7};

    std::string random(std::size_t octets);
    http::Response ask(const http::Request& request);
    void carry_out(const Effects& wishes);
    void carry_out(const Effect& wish);
    void carry_out_send(const Send& send);
    void update_and_follow(const Event& event);
};

World with_tokens(); // opened, with a usable pair on Simulated Staging

// Of a form, in a body; empty when there is none.
std::string form_value(const http::Request& request, std::string_view name);

http::Response json_response(int status, std::string body);
// To whatever is sent from now on.
void answer_with(World& world, int status, std::string body = "{}", http::Fields headers = {});

template <class T>
std::vector<T> all(const std::vector<Effect>& effects) {
    std::vector<T> found;
    for (const Effect& effect : effects) {
        if (const T* one = std::get_if<T>(&effect)) found.push_back(*one);
    }
    return found;
}

} // namespace playground
