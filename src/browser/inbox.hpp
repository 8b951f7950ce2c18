// What the page tells the program. One function carries everything: numbers (f64) and strings
// (packed.hpp) in the inbox, and what it is. web/inbox.js writes it and knows the same list.
#pragma once

#include <cstddef>
#include <cstdint>

namespace browser {

enum class Told : std::uint32_t {
    // numbers: secure context, Web Crypto; strings: own URL, build, address, environments, record,
    // settings
    opened,
    viewport, // numbers: width, height (CSS pixels), density, dark, coarse pointer, more
              // contrast
    focus,    // numbers: id, visible
    pointer,  // numbers: x, y on the page (negative: not there), held down
    scroll,   // numbers: id, scrollTop
    action,   // numbers: id, kind (ui::Action::Kind), option; strings: text
    wake,
    visibility, // numbers: visible
    leaving,
    digest,      // strings: code_verifier, SHA-256
    fingerprint, // numbers: token; strings: text
    // numbers: exchange, duration, status; strings: status text, body, then name and value of each
    // header
    response,
    failure,   // numbers: exchange, duration, http::Failure; strings: the browser's words
    simulator, // numbers: SimulatorState; strings: words
    forgotten, // numbers: entries of each place; strings: places
    copied,    // numbers: widget, copied; strings: label
    context,   // numbers: 1 restored, 0 lost
    relays,    // strings: relay/status.json, or nothing
    reference, // strings: reference.txt, or nothing
    version,   // a newer one waits
    macs,      // numbers: number of the effect; strings: octets of each
    code,      // numbers: exchange, playground::CodeLanguage; strings: the code, or nothing
    place,     // numbers: with the focus; strings: what follows the # of a link
};

// Room for one message, to be filled before `deliver`.
std::uint8_t* open_inbox(std::size_t size);

// Tells loop() what the inbox holds: so many numbers, and strings behind them.
void deliver(std::uint32_t what, std::size_t numbers);

} // namespace browser
