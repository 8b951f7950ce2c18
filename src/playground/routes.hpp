// How requests reach an environment, and where they go for that: one place that knows what the relay rewrites.
//
//   simulated  the service worker of this page answers
//   direct     fetch to the environment's own hosts, if their CORS policy allows
//   relay      fetch to relay/<environment>/ below the page; its server passes on, and may add the client's secret
//   terminal   nothing is sent: a person runs a command and pastes what it printed
//
// The authorisation endpoint is reached by navigation on every route.
#pragma once

#include "playground/model.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace playground {

std::string_view route_name(Route route); // "Direct"

// Of relay/status.json, for environments that this page has; what is malformed is left out.
std::vector<Relay> relays_from_text(const Model& model, std::string_view text);
const Relay* relay_of(const Model& model, std::string_view environment_id);

// Simulated Staging has one route, and nothing else has that one (S69). Says nothing about whether there is a relay.
bool may_lead(Route route, const staging::Environment& environment);
// The routes that the chosen environment has now, in the order in which to offer them.
std::vector<Route> routes(const Model& model);
bool leads(const Model& model); // does the chosen one?

// Which one to take, and why, as the end of a sentence.
struct Recommendation {
    Route route = Route::simulated;
    std::string why;
};
Recommendation recommended_route(const Model& model);

// The environment as requests see it on the chosen route: with the relay's addresses on the relay.
staging::Environment routed(const Model& model, const staging::Environment& environment);

// The same on whatever route; as it is where there is no relay.
staging::Environment relay_addresses(const Model& model, const staging::Environment& environment);

// The request goes to the relay of this page's own server, whatever the route is now.
bool is_by_relay(const Model& model, const http::Request& request);

// The relay adds the client's credentials: the page neither has nor sends them.
bool secretless(const Model& model);
http::Request without_credentials(http::Request request);
// Not without one: on the other routes a person's terminal, or the relay, has it.
bool needs_secret(const Model& model);

} // namespace playground
