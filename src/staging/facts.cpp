#include "staging/facts.hpp"

#include "staging/reference.hpp"

#include <algorithm>

namespace staging {
namespace {

Fact read_fact(std::string_view row) {
    Fact fact;
    fact.id = cut(row, '|');
    const std::string_view standing = cut(row, '|');
    fact.standing = standing == "d"   ? Standing::documented
                    : standing == "c" ? Standing::contradictory
                                      : Standing::unknown;
    fact.title = cut(row, '|');
    fact.source = cut(row, '|');
    fact.claim = row;
    return fact;
}

} // namespace

std::string_view to_string(Standing standing) {
    switch (standing) {
    case Standing::documented: return "documented";
    case Standing::contradictory: return "contradictory";
    case Standing::unknown: break;
    }
    return "unknown";
}

const std::vector<Fact>& facts() {
    static std::vector<Fact> all;
    std::string_view rest = all.empty() ? reference("facts") : std::string_view();
    while (!rest.empty())
        all.push_back(read_fact(cut(rest, '\n')));
    return all;
}

const Fact* find_fact(std::string_view id) {
    const auto found = std::find_if(facts().begin(), facts().end(),
                                    [id](const Fact& each) { return each.id == id; });
    return found == facts().end() ? nullptr : &*found;
}

} // namespace staging
