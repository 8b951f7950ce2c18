// Overwrites what was secret before letting go of it (S42, S43). The plain loop would be optimised away, because nobody
// reads the bytes afterwards; these are not.
#pragma once

#include "playground/model.hpp"

#include <string>

namespace playground {

void wipe(std::string& text);
void wipe(http::Exchange& exchange);
void wipe(oauth::PendingAuthorization& pending);
void wipe(Attempt& attempt);
void wipe(Redirect& redirect);
void wipe(oauth::Token& token);
void wipe(InFlight& what);
void wipe(std::vector<staging::SignatureGuess>& guesses);
void wipe(Webhooks& webhooks);
void wipe(Model& model); // everything that came from a person or a server

} // namespace playground
