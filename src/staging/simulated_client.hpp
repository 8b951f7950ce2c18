// The one client that Simulated Staging knows, and the two dummy people who can log in there. All
// of it is public on purpose: the page fills it in, so that a first visit needs no account. It
// opens nothing outside the simulator.
//
//   oauth::Client client{.client_id = std::string(simulated_client_id),
//                        .client_secret = std::string(simulated_client_secret),
//                        .redirect_uri = simulated_redirect_uri(base_url)};
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace staging {

inline constexpr std::string_view simulated_client_id = "51a01a7e-0000-4000-8000-000000000001";
inline constexpr std::string_view simulated_client_secret = "sim_secret_4d1f0c2e9a7b4f6f8c35";
// In the place of one that was typed wrongly and is not kept over a page load.
inline constexpr std::string_view simulated_wrong_secret = "as-wrong-as-the-one-that-was-typed";
inline constexpr std::string_view simulated_client_name = "OAuth Playground";

// Every scope that the client registered; the log-in asks for what the page sends, never for more.
inline constexpr std::string_view simulated_scopes =
    "users:read companies:read export-jobs:read export-jobs:write export-items:read "
    "accounts:read accounts:write tag-groups:read tag-groups:write tax-codes:read tax-codes:write "
    "vendors:read vendors:write accounting-entries:read test:test";

// Every token, code and secret of the simulator starts with this (S69). Ids: simulated_id.hpp.
inline constexpr std::string_view simulated_prefix = "sim_";

// A loopback address that is registered besides the page itself, for a client on the same machine.
inline constexpr std::string_view simulated_loopback_redirect_uri = "http://localhost:8080/";

// How long a code of the simulator can be exchanged: what RFC 6749 (4.1.2) recommends as the most, so
// that there is time to read or to hear every check before.
inline constexpr std::int64_t simulated_code_lifetime_s = 600;

struct SimulatedPerson {
    std::string_view id;
    std::string_view name;
    std::string_view role;
    std::string_view email;
    std::string_view password;
};

inline constexpr std::array<SimulatedPerson, 2> simulated_people{{
    {"51a01a7e-0004-4000-8000-000000000001", "Ada Holm", "Finance manager", "ada@dummy.example",
     "ada-dummy"},
    {"51a01a7e-0004-4000-8000-000000000002", "Noor Lind", "Bookkeeper", "noor@dummy.example",
     "noor-dummy"},
}};

// The page that the simulator belongs to: `base_url` ("https://host/page/simulated") without its
// last segment.
std::string simulated_redirect_uri(std::string_view base_url);

} // namespace staging
