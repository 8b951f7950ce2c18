// The pictures of the lifecycle: each a function of moments. What is painted and what is said comes from
// the same words (playground/run_story.hpp, family.hpp).
#pragma once

#include "playground/model.hpp"
#include "playground/states.hpp"
#include "playground/time_bars.hpp"
#include "ui/pass.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace ui {

// Of a row: what the server did to tokens has the id of the end that it stands before (playground/truth.hpp).
std::uint32_t moment_key(std::span<const playground::Moment> moments, std::size_t row);
bool is_aside(std::span<const playground::Moment> moments, std::size_t row);

// Person, page, authorisation server, API, and the moments between them from above to below. In a narrow
// column each is a card of words with its lane as a mark.
struct SequenceDesc {
    std::span<const playground::Moment> moments; // these are painted; the last one is looked at
    std::uint32_t open = 0;                      // exchange below which `details` are
    std::function<bool(std::uint32_t)> known;    // the exchange is kept: its row opens
    std::function<void(std::uint32_t)> details;
};
// The exchange whose row was pressed; 0: none.
[[gnu::noinline]] std::uint32_t sequence_picture(Ui& ui, const SequenceDesc& desc);

// The picture as a whole, for whoever hears it; its facts are the list that follows.
void picture_image(Ui& ui, std::string_view summary);

// What was pressed in the states.
struct StatesPress {
    std::uint32_t moment = 0; // to look at; 0: none
    std::optional<playground::Step> step = {};
};
// Attempt, code and tokens: the states of each as boxes, the newest thing's filled, and its ways as a list.
// In one column only the chosen machine.
[[gnu::noinline]] StatesPress states_picture(Ui& ui, const playground::States& states,
                                             playground::StateMachine chosen);

// Authorisations, their refresh tokens as a trunk, access tokens as leaves, and what killed each.
[[gnu::noinline]] void family_picture(Ui& ui, std::span<const playground::Moment> moments);

// Bars over a stretch of time, and each as a sentence.
[[gnu::noinline]] void time_picture(Ui& ui, std::span<const playground::TimeBar> bars,
                                    const playground::TimeWindow& window, std::int64_t now_ms);
// "Access token 1: 14:03:10 UTC to 14:18:10 UTC, ended by rotation 14:05:00 UTC in moment 12."
std::string time_facts(const playground::TimeBar& bar, std::int64_t now_ms);

} // namespace ui
