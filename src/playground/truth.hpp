// What really happened, as far as a server says so of its own accord. Only Simulated Staging does: its record
// (simulator/record.hpp) tells of each request whether it arrived, and what was answered. A live server has
// no such door, and nothing here ever asks one (S69).
//
//   ask_what_happened(turn);                              // when a person chooses that view
//   truth_of(seen(model.log, cursor), model.truth.words); // moments for the same pictures
//
// The record is matched by method, path and the time between departure and end: both clocks are this
// computer's. Where two requests could be meant, neither is said to be.
#pragma once

#include "http/exchange.hpp"
#include "playground/run_log.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace playground {

struct Model;
struct Turn;

// How far a request and its answer came.
enum class Passage : std::uint8_t {
    answered,   // and the answer left; whether it came is for the page to say
    hidden,     // the browser keeps the answer from the page
    lost_there, // the request did not arrive
    no_server,  // nor was there anybody
};

// Of one request, in the words of the server's record. No secret (S44).
struct ServerWord {
    std::uint32_t exchange = 0;
    Passage passage = Passage::answered;
    std::int64_t came_ms = 0, left_ms = 0; // of its virtual clock
    std::string words = {};                // "400 invalid_grant"
    bool issued = false;                   // a refresh was answered with a new pair
    bool disconnected = false;             // all tokens are revoked
    std::string presented_is = {};         // of a refresh: "live", "rotated", ...
    friend bool operator==(const ServerWord&, const ServerWord&) = default;
};

struct Truth {
    bool asked = false; // and not answered yet
    bool stale = false; // something ended since
    std::vector<ServerWord> words;
    friend bool operator==(const Truth&, const Truth&) = default;
};

// From what its door answered. What cannot be read is no word. `base` is the simulator's own address.
std::vector<ServerWord> server_words_of(std::string_view record, const RunLog& log,
                                        const std::vector<http::Exchange>& exchanges,
                                        std::string_view base);

// The same moments with the same ids: what the page did not learn is filled in, as outcomes that the log never has,
// and before the end of such a request stands what the server did to tokens.
std::vector<Moment> truth_of(std::span<const Moment> moments, std::span<const ServerWord> words);

// Up to the cursor, as LifecycleView::truth has it.
std::vector<Moment> shown_moments(const Model& model, std::uint32_t cursor);

// Asks the page's own worker, on Simulated Staging only; the exchange has no number and is not listed.
[[gnu::noinline]] void ask_what_happened(Turn& turn);
[[gnu::noinline]] void server_record_came(Turn& turn, const http::Response* response);

} // namespace playground
