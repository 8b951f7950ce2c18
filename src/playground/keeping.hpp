// What of a registration may be kept (S44). A secret is easily pasted into the field beside its own, so in
// localStorage stands only what was proven or used, and what looks like a secret only if it was proven to be
// something else: a token endpoint has taken it for a client ID. What is merely typed survives a reload of its tab.
//
//   remember_use(registration);                              // an authorisation request left with it
//   settings.registrations.push_back(lasting(model, each));
#pragma once

#include "playground/model.hpp"

#include <string>
#include <string_view>

namespace playground {

void remember_use(Registration& registration);
// A server has taken this client ID for one.
void remember_proof(Model& model, std::string_view environment, std::string_view client_id);

// Without secrets: for localStorage, and for the record of this tab.
Registration lasting(const Model& model, Registration registration);
Registration passing(const Model& model, Registration registration);
bool only_typed(const Model& model,
                const Registration& registration); // more than localStorage gets

// The name of a field that is about to stand in a URL, looks like a secret and is not proven; empty: none.
std::string doubtful_field(const Registration& registration);
// What a person vouches for who says that it is meant like that (Registration::vouched_for).
std::string doubtful_text(const Registration& registration);

} // namespace playground
