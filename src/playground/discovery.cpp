// Endpoints by discovery, for an environment that gave its issuer only (oauth/metadata.hpp, S34).
#include "playground/plan.hpp"
#include "playground/turn.hpp"

#include "http/url.hpp"
#include "oauth/metadata.hpp"
#include "staging/lock.hpp"

#include <algorithm>

namespace playground {

namespace {

constexpr Step here = Step::register_client;

std::vector<oauth::MetadataLocation> locations(const staging::Environment& environment) {
    if (!environment.discovery) return {};
    auto all = oauth::metadata_locations(environment.endpoints.issuer);
    return all ? std::move(*all) : std::vector<oauth::MetadataLocation>();
}

void ask(Turn& turn, const std::string& url) {
    const Result<std::uint32_t> sent = send(turn, "Discovery", oauth::metadata_request(url),
                                            InFlight{.purpose = Purpose::discovery});
    if (!sent) tell(turn, here, Tone::negative, "Not sent", sent.error().message);
}

std::string origin_of(const std::string& url) {
    const Result<http::Url> parsed = http::parse_url(url);
    return parsed ? http::origin(*parsed) : std::string();
}

// The policy of the page was made before anybody asked, and lets requests go to these hosts only.
Result<oauth::Endpoints> reachable(const staging::Environment& environment,
                                   const oauth::Endpoints& found) {
    for (const std::string* endpoint :
         {&found.authorization_endpoint, &found.token_endpoint, &found.introspection_endpoint}) {
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
    if (const auto all = locations(*chosen); !all.empty()) ask(turn, all.front().url);
}

void handle(Turn& turn, const DiscoverPressed&) { discover(turn); }

void discovery_answered(Turn& turn, const http::Exchange& exchange) {
    Model& model = turn.model;
    const std::string& url = exchange.request.url;
    const auto asked = std::find_if(model.environments.begin(), model.environments.end(),
                                    [&](const auto& each) { return is_metadata(each, url); });
    // Somebody chose another one meanwhile: it is asked again when it is chosen again.
    if (asked == model.environments.end() || asked->id != model.registration.environment)
        return discover(turn);
    if (exchange.failure == http::Failure::aborted)
        return tell(turn, here, Tone::warning, "The look-up was stopped");

    Result<oauth::Metadata> found = Error{"no_answer", "No answer could be read."};
    if (exchange.response)
        found = oauth::process_metadata_response(*exchange.response, asked->endpoints.issuer);
    // Where there is nothing, many servers send no CORS headers either, and a page sees no answer at all.
    if (!exchange.response || exchange.response->status == 404) {
        const std::vector<oauth::MetadataLocation> all = locations(*asked);
        const auto next = std::find_if(all.begin(), all.end(),
                                       [&](const auto& each) { return each.url == url; }) +
                          1;
        if (next != all.end()) return ask(turn, next->url);
    }
    const Result<oauth::Endpoints> endpoints =
        found ? reachable(*asked, found->endpoints) : Result<oauth::Endpoints>(found.error());
    if (!endpoints)
        return tell(turn, here, Tone::negative,
                    "The endpoints of " + asked->name + " were not found",
                    endpoints.error().message);
    asked->endpoints = *endpoints;
    if (const auto method = oauth::choose_authentication(*found))
        model.registration.client.authentication = *method;
    std::string words;
    for (const std::string& warning : found->warnings)
        words += " " + warning;
    tell(turn, here, Tone::positive, "The endpoints of " + asked->name + " are found",
         "Its issuer is the one that was asked for, " + endpoints->issuer + "." + words);
}

} // namespace playground
