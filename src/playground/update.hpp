// The only code that changes the model. No clock, no randomness, no I/O: the same events give the same model and
// the same effects, natively and in the page, so every behaviour of the product is a unit test.
//
//   Effects effects = update(model, AuthorisePressed{});   // { SaveRecord, Navigate }
#pragma once

#include "playground/effect.hpp"
#include "playground/event.hpp"
#include "playground/model.hpp"

#include <cstdint>
#include <optional>

namespace playground {

// Whoever drops the effects drops what the page owes to the person.
[[nodiscard]] Effects update(Model& model, const Event& event);

// Milliseconds until something on the page changes by itself: the next second of a visible countdown, the next state
// of a token, the wipe of an abandoned page. Nothing: no timer runs.
std::optional<std::int64_t> next_wake_ms(const Model& model);

} // namespace playground
