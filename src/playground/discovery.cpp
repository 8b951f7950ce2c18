// Endpoints by discovery, for an environment that gave its issuer only (oauth/metadata.hpp, S34).
#include "playground/plan.hpp"
#include "playground/turn.hpp"

#include "http/url.hpp"
#include "oauth/metadata.hpp"
#include "oauth/server_words.hpp"
#include "staging/lock.hpp"

#include <algorithm>

namespace playground {

namespace {

std::vector<oauth::MetadataLocation> locations(const staging::Environment& environment) {
    if (!environment.discovery) return {};
    auto all = oauth::metadata_locations(environment.endpoints.issuer);
    return all ? std::move(*all) : std::vector<oauth::MetadataLocation>();
}

void ask(Turn& turn, const staging::Environment& environment, std::size_t place) {
    const oauth::MetadataLocation at = locations(environment)[place];
    InFlight what{.purpose = Purpose::discovery};
    what.environment = environment.id;
    what.place = place;
    const Result<std::uint32_t> sent =
        send(turn, "Discovery", oauth::metadata_request(at.url), what);
    if (!sent) tell(turn, Step::register_client, Tone::negative, "Not sent", sent.error().message);
}

// The policy of the page was made before anybody asked, and lets requests go to these hosts only.
Result<oauth::Endpoints> reachable(const staging::Environment& environment,
                                   const oauth::Endpoints& found) {
    for (const std::string* endpoint :
         {&found.authorization_endpoint, &found.token_endpoint, &found.introspection_endpoint,
          &found.revocation_endpoint}) {
        if (endpoint->empty()) continue;
        if (const Result<std::string> target = staging::check_target(*endpoint); !target)
            return target.error();
        const std::string origin = origin_of(*endpoint);
        if (endpoint != &found.authorization_endpoint &&
            origin != origin_of(environment.endpoints.issuer) &&
            origin != origin_of(environment.resource_server))
            return Error{"unlisted_host", "It names " + *endpoint +
                                              ", and this page may not send anything to " + origin +
                                              ". Write the endpoints into environments.json."};
    }
    return found;
}

} // namespace

bool undiscovered(const staging::Environment& environment) {
    return environment.discovery && environment.endpoints.token_endpoint.empty();
}

bool is_metadata(const staging::Environment& environment, std::string_view url) {
    const std::vector<oauth::MetadataLocation> all = locations(environment);
    return std::any_of(all.begin(), all.end(), [url](const auto& each) { return each.url == url; });
}

void discover(Turn& turn) {
    const staging::Environment* chosen = environment(turn.model);
    if (chosen == nullptr || !undiscovered(*chosen) || under_way(turn.model, Purpose::discovery))
        return;
    if (locations(*chosen).empty()) return;
    turn.model.discovery = {chosen->id, {}};
    ask(turn, *chosen, 0);
}

void handle(Turn& turn, const DiscoverPressed&) { discover(turn); }

namespace {

std::string said(const http::Exchange& exchange) {
    if (!exchange.response) return "no answer that this page may read";
    const http::Response& response = *exchange.response;
    std::string words = std::to_string(response.status);
    if (const auto phrase = http::reason_phrase(response.status); !phrase.empty())
        words += " " + std::string(phrase);
    const std::string type = http::media_type(response.headers);
    if (!type.empty()) words += ", " + oauth::server_words(type, 64);
    return words;
}

// "The endpoints of X were not found", with every place that was asked.
void tell_not_found(Turn& turn, const staging::Environment& asked, const std::string& why) {
    std::string words = why;
    for (const Discovery::Place& place : turn.model.discovery.places)
        words += (words.empty() ? "" : "\n") + place.url + " (" + place.source +
                 "): " + place.said + ".";
    tell(turn, Step::register_client, Tone::negative,
         "The endpoints of " + asked.name + " were not found", words);
}

void take(Turn& turn, staging::Environment& asked, const oauth::Metadata& found,
          const oauth::Endpoints& endpoints) {
    Registration& registration = turn.model.registration;
    asked.endpoints = endpoints;
    const auto method = oauth::choose_authentication(found);
    if (method && registration.authentication == Registration::Choice::by_default)
        registration.client.authentication = *method;
    std::string words;
    for (const std::string& warning : found.warnings)
        words += " " + warning;
    tell(turn, Step::register_client, Tone::positive,
         "The endpoints of " + asked.name + " are found",
         "Its issuer is the one that was asked for, " + endpoints.issuer + "." + words);
}

} // namespace

void discovery_answered(Turn& turn, const InFlight& what, const http::Exchange& exchange) {
    Model& model = turn.model;
    // Somebody chose another one meanwhile: this one is asked again when it is chosen again.
    if (what.environment != model.registration.environment) return discover(turn);
    const auto asked = std::find_if(model.environments.begin(), model.environments.end(),
                                    [&](const auto& each) { return each.id == what.environment; });
    if (asked == model.environments.end() || !undiscovered(*asked)) return;
    if (exchange.failure == http::Failure::aborted)
        return tell(turn, Step::register_client, Tone::warning, "The look-up was stopped");
    const std::vector<oauth::MetadataLocation> all = locations(*asked);
    if (what.place >= all.size()) return;
    model.discovery.places.push_back({all[what.place].url, all[what.place].source, said(exchange)});

    // Where there is nothing, servers and what stands before them answer with anything, and many send no CORS headers
    // either, so that a page sees no answer at all.
    if (!exchange.response || !oauth::is_metadata_document(*exchange.response)) {
        if (what.place + 1 < all.size()) return ask(turn, *asked, what.place + 1);
        return tell_not_found(turn, *asked, "");
    }
    const Result<oauth::Metadata> found =
        oauth::process_metadata_response(*exchange.response, asked->endpoints.issuer);
    if (!found) return tell_not_found(turn, *asked, found.error().message);
    const Result<oauth::Endpoints> endpoints = reachable(*asked, found->endpoints);
    if (!endpoints) return tell_not_found(turn, *asked, endpoints.error().message);
    take(turn, *asked, *found, *endpoints);
}

} // namespace playground
