// Writes the run log, and nothing else does. Internal to this folder; each is called where its evidence is.
#pragma once

#include "playground/turn.hpp"

namespace playground {

// `exchange` was recorded: it leaves now, or has failed already. Its end may be caused by another one.
void log_departure(Turn& turn, const http::Exchange& exchange, const InFlight& what);
// The browser goes to the authorisation server (MomentKind::left), or came back from it (came): with a code
// (delivered), with an error (refused), or with what this page does not take (none).
void log_navigation(Turn& turn, const http::Exchange& exchange, MomentKind way, Outcome outcome);
// It is answered, or failed. What follows from it in this turn is caused by it.
void log_end(Turn& turn, const http::Exchange& exchange);
void log_birth(Turn& turn, const oauth::Token& token);
void log_change(Turn& turn, const oauth::Token& token, const oauth::Transition& change);
// The same, and its life began anew.
void log_renewal(Turn& turn, const oauth::Token& token, const oauth::Transition& change);
// The page was left: requests without an answer end unknown, and what was in memory is gone.
[[gnu::noinline]] void log_loss(Turn& turn);
// What an earlier page wrote; ids of tokens and pairs go on after its.
[[gnu::noinline]] void take_up_log(Turn& turn, const RunLog& log);

} // namespace playground
