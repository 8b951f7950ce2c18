// A refresh whose answer did not come: was the token rotated? What leads on, step by step, from evidence in the
// run log alone. The page asks and sends only when a person presses (S33, S38).
//
//   active, and asked while the first request may still arrive  ->  ask once more, later
//   active after that                                           ->  it was not rotated: refresh
//   not active                                                  ->  it ended, and a new pair is lost: authorise again
#pragma once

#include "playground/model.hpp"

#include <cstdint>

namespace playground {

enum class DoubtStep : std::uint8_t {
    none, // the newest refresh token is in no doubt
    ask,
    ask_later, // it was active, and the first request may still have arrived since
    send,
    authorise,
};

struct Doubt {
    DoubtStep step = DoubtStep::none;
    std::uint32_t token = 0;
    // Unix time of this page. From here on what was sent has arrived or never will: so long the page itself waits.
    std::int64_t safe_from_ms = 0;
    friend bool operator==(const Doubt&, const Doubt&) = default;
};

[[gnu::noinline]] Doubt doubt_of(const Model& model);
// "Ask once more", "Refresh now"; Way::none without a doubt.
[[gnu::noinline]] Remedy next_in_doubt(const Doubt& doubt);

} // namespace playground
