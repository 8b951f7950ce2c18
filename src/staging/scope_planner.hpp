// Which scopes a set of operations needs, compared with what was asked for and what was granted
// (RFC 6749 section 3.3): the answers to "what do I tick at registration?", "what may I leave out?"
// and "why 403?". Scopes are plain words, there is no hierarchy among them: :write does not open
// what needs :read.
//
//   ScopePlan plan = plan_scopes({"list_employees"}, "users:read companies:read", granted);
//   plan.needed == {"users:read"}; plan.surplus == {"companies:read"};
//   least_privilege_hint(plan) == "companies:read is asked for and none of these operations ..."
#pragma once

#include "staging/operations.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace staging {

struct ScopePlan {
    std::vector<std::string> needed;      // by the operations, each once, in their order
    std::vector<std::string> not_asked;   // needed, but not in the request
    std::vector<std::string> not_granted; // needed and asked for, but not granted
    std::vector<std::string> surplus;     // asked for, but not needed
    friend bool operator==(const ScopePlan&, const ScopePlan&) = default;
};

// Ids that no operation has are left out. `granted` is absent before there is a token, and empty
// when the answer named no scope, which means: what was asked for (RFC 6749 section 5.1).
ScopePlan plan_scopes(const std::vector<std::string_view>& operation_ids,
                      std::string_view requested, std::optional<std::string_view> granted);

// What could be left out of the request, as a sentence; empty when nothing could.
std::string least_privilege_hint(const ScopePlan& plan);

// The scopes of the operation that `granted` lacks. Empty: the scope is no obstacle, or none is
// documented.
std::vector<std::string> lacking_scopes(const Operation& operation, std::string_view granted);

} // namespace staging
