#include "staging/scope_planner.hpp"

#include "oauth/scope.hpp"

#include <algorithm>

namespace staging {
namespace {

// Illegal characters make a list unreadable: then it holds no scope.
std::vector<std::string> words(std::string_view scopes) {
    Result<oauth::Scopes> parsed = oauth::parse_scopes(scopes);
    return parsed ? std::move(parsed->values) : std::vector<std::string>();
}

bool contains(const std::vector<std::string>& list, const std::string& word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

std::vector<std::string> without(const std::vector<std::string>& from,
                                 const std::vector<std::string>& other) {
    std::vector<std::string> left;
    for (const std::string& each : from) {
        if (!contains(other, each)) left.push_back(each);
    }
    return left;
}

} // namespace

ScopePlan plan_scopes(const std::vector<std::string_view>& operation_ids,
                      std::string_view requested, std::optional<std::string_view> granted) {
    ScopePlan plan;
    for (const std::string_view id : operation_ids) {
        const Operation* operation = find_operation(id);
        if (operation == nullptr) continue;
        for (std::string& scope : words(operation->scopes)) {
            if (!contains(plan.needed, scope)) plan.needed.push_back(std::move(scope));
        }
    }
    const std::vector<std::string> asked = words(requested);
    plan.not_asked = without(plan.needed, asked);
    plan.surplus = without(asked, plan.needed);
    if (granted) {
        const std::vector<std::string> given = words(*granted);
        if (!given.empty()) plan.not_granted = without(without(plan.needed, plan.not_asked), given);
    }
    return plan;
}

std::string least_privilege_hint(const ScopePlan& plan) {
    if (plan.surplus.empty()) return {};
    return oauth::join(plan.surplus) + (plan.surplus.size() == 1 ? " is" : " are") +
           " asked for, and none of these operations needs it. Ask for less: a token that leaks "
           "opens only what it was granted.";
}

std::vector<std::string> lacking_scopes(const Operation& operation, std::string_view granted) {
    return without(words(operation.scopes), words(granted));
}

} // namespace staging
