// What a person can do about what went wrong, as one press: the words of the button, which remedies fit
// to a problem, and what they do (RemedyPressed). What was typed or built stays.
//
//   for (const Remedy& each : remedies_for_client_id(model))
//       if (button(ui, remedy_name(each))) events.push_back(RemedyPressed{each});
#pragma once

#include "playground/model.hpp"
#include "json/result.hpp"

#include <string>
#include <vector>

namespace playground {

// "Swap the two". Whatever a server had a say in is made safe to show.
[[gnu::noinline]] std::string remedy_name(const Remedy& remedy);

// For the problem that stands at the field, the likeliest first; empty: only typing helps.
[[gnu::noinline]] std::vector<Remedy> remedies_for_client_id(const Model& model);
[[gnu::noinline]] std::vector<Remedy> remedies_for_client_secret(const Model& model);
[[gnu::noinline]] std::vector<Remedy> remedies_for_scopes(const Model& model);
// While an address of somebody else stands there, to which the answer would go.
[[gnu::noinline]] std::vector<Remedy> remedies_for_redirect_uri(const Model& model);
// After the server's word on an attempt, when that is about the redirect URI.
[[gnu::noinline]] Remedy for_redirect_uri(const Model& model);

// For a request that cannot be built (plan.hpp).
[[gnu::noinline]] Remedy remedy_for(const Model& model, const Error& error);

// Refresh when that is possible, else authorise again.
Remedy for_new_tokens(const Model& model);
// After an attempt that left and brought nothing back: with an address of somebody else a server
// shows its own error, and sends nobody back.
Remedy remedy_without_answer(const Model& model);
// Another way for a request that a browser may have hidden the answer of. `again`: it may be sent again.
Remedy for_hidden_answer(const Model& model, bool again);

} // namespace playground
