// The environments a run may talk to. The single source is environments.json: the page, its
// Content-Security-Policy and the web server are made from the same file.
#pragma once

#include "oauth/client.hpp"
#include "json/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace staging {

enum class EnvironmentKind {
    simulated, // inside this page: paths below it, answered by its service worker
    pleo,      // Pleo's Staging
    other,     // any provider that a host adds
};

struct Environment {
    std::string id;
    std::string name;
    EnvironmentKind kind = EnvironmentKind::other;
    oauth::Endpoints endpoints; // absolute, once resolved against the page
    bool discovery =
        false; // it gave its issuer only: the endpoints are asked for when it is chosen
    std::string resource_server; // base URL without trailing slash; empty: no API to call
    std::vector<std::string> default_scopes;
    friend bool operator==(const Environment&, const Environment&) = default;
};

// Does what Pleo documents hold there? On Pleo's Staging, and on what stands for it in this page.
bool follows_pleo(const Environment& environment);

// `page_url` resolves the relative endpoints of the simulated environment. The error names the
// entry and the field. Every endpoint passes check_target (staging/lock.hpp) or the whole file is
// refused.
Result<std::vector<Environment>> parse_environments(std::string_view json_text,
                                                    std::string_view page_url);

} // namespace staging
