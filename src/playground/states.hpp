// What can become of an authorisation attempt, of its code, of an access token and of a refresh token: four
// small state machines with 30 ways between their states, and which of them a run has gone. A pure function of
// moments, as far as this page knows: that a server processed what it never answered is no way here, but
// "in doubt" is a state.
//
//   const States now = states(seen(model.log, cursor));
//   now.ways[0].count;  // how often the browser left for an authorisation server
//   coverage(now);      // "14 of 30 ways seen"
#pragma once

#include "playground/model.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace playground {

enum class LifeState : std::uint8_t {
    ready, // attempt: nothing left yet; code: here and not sent
    away,
    accepted,
    denied,
    refused_here,
    abandoned,
    completed,
    awaited,
    sent,
    exchanged,
    spent,
    in_doubt, // sent to be used up, and no answer came
    left_behind,
    none, // no such token came
    active,
    expired,
    refused,
    rejected,
    rotated, // or replaced: whether the server ended it is its own to say
    revoked,
    over,
    not_over, // of StateWay::from alone: any state from which there is a way on
};
std::string_view to_string(LifeState state);
std::string_view name_of(StateMachine machine); // "Refresh token"

// In the order in which they are drawn; the first one is where it begins.
std::span<const LifeState> states_of(StateMachine machine);

struct StateWay {
    StateMachine machine;
    LifeState from, to;
    std::string_view cause; // in the words of the RFCs, with the section
    Step step;              // where it is made to happen
    std::string_view how;   // what to press there, one sentence
};
inline constexpr std::size_t state_way_count = 30;
const std::array<StateWay, state_way_count>& state_ways();

struct WaySeen {
    std::uint32_t count = 0;
    std::uint32_t last = 0; // the newest moment that went it; 0: none
    friend bool operator==(const WaySeen&, const WaySeen&) = default;
};
// Of the newest thing of a machine.
struct StateNow {
    LifeState state = LifeState::none;
    std::string name = {};    // "Refresh token 2"; empty: there is none
    std::uint32_t moment = 0; // that brought it there; 0: none
    friend bool operator==(const StateNow&, const StateNow&) = default;
};
struct States {
    std::array<WaySeen, state_way_count> ways; // as in state_ways()
    std::array<StateNow, 4> now;               // by StateMachine
    friend bool operator==(const States&, const States&) = default;
};
States states(std::span<const Moment> moments);

std::string coverage(const States& states);
// "active \u2192 rotated \u00b7 seen twice, last in moment 12"; "… \u00b7 not seen".
std::string way_in_words(const StateWay& way, const WaySeen& seen);

} // namespace playground
