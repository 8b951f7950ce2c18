#include "playground/family.hpp"

#include "playground/run_story.hpp"

#include <algorithm>
#include <map>

namespace playground {

namespace {

struct Fate {
    const Moment* birth = nullptr;
    const Moment* end = nullptr; // what changed it last
    Life life = Life::active;
    std::uint32_t newest = 0;
    std::vector<std::uint32_t> presented; // exchanges
    bool by_hand = false;
};

Life life_of(oauth::TokenState state) {
    switch (state) {
    case oauth::TokenState::active:
    case oauth::TokenState::expiring: return Life::active;
    case oauth::TokenState::expired: return Life::expired;
    case oauth::TokenState::refused: return Life::refused;
    case oauth::TokenState::replaced: return Life::replaced;
    case oauth::TokenState::rotated: return Life::rotated;
    case oauth::TokenState::revoked: return Life::revoked;
    case oauth::TokenState::rejected: return Life::rejected;
    }
    return Life::active;
}

using Fates = std::map<std::uint32_t, Fate>; // by token

std::string name(const Fate& fate) {
    return oauth::name_of(fate.birth->token_kind, fate.birth->pair);
}

bool is_refresh(const Fate& fate) {
    return fate.birth->token_kind == oauth::TokenKind::refresh_token;
}

Fates fates_of(std::span<const Moment> moments) {
    Fates fates;
    for (const Moment& each : moments) {
        if (each.kind == MomentKind::lost) {
            for (auto& [id, fate] : fates) {
                if (is_over(fate.life)) continue;
                fate.life = Life::left_behind;
                fate.end = &each;
            }
            continue;
        }
        if (each.token == 0) continue;
        if (each.kind == MomentKind::stored) fates[each.token].birth = &each;
        const auto known = fates.find(each.token);
        if (known == fates.end()) continue; // older than the log
        Fate& fate = known->second;
        fate.newest = each.id;
        switch (each.kind) {
        case MomentKind::sent:
            if (each.outcome == Outcome::not_sent || each.outcome == Outcome::lost_there) break;
            fate.presented.push_back(each.exchange);
            fate.by_hand = each.from == Actor::person;
            break;
        case MomentKind::ended:
            if (each.outcome != Outcome::unknown || !each.spends || is_over(fate.life)) break;
            fate.life = Life::in_doubt;
            fate.end = &each;
            break;
        case MomentKind::changed:
        case MomentKind::said:
            fate.life = life_of(each.is);
            if (each.kind == MomentKind::changed) fate.end = &each;
            break;
        default: break;
        }
    }
    return fates;
}

std::uint32_t root_of(const Fates& fates, const Fate& fate) {
    const Fate* root = &fate;
    while (root->birth->parent != 0) {
        const auto parent = fates.find(root->birth->parent);
        if (parent == fates.end()) break;
        root = &parent->second;
    }
    return root->birth->exchange;
}

std::string in_exchange(std::uint32_t exchange) {
    return "in exchange " + std::to_string(exchange);
}

std::string origin_of(const Fates& fates, const Fate& fate) {
    const std::string where = in_exchange(fate.birth->exchange) + ".";
    if (fate.birth->parent == 0) return "From the code, " + where;
    const auto parent = fates.find(fate.birth->parent);
    return (parent == fates.end() ? "From an earlier refresh token, "
                                  : "From " + name(parent->second) + ", ") +
           where;
}

std::string use_of(const Fate& fate) {
    if (fate.presented.empty()) return {};
    const std::string who =
        fate.by_hand ? "Presented by the person's terminal " : "Presented by this page ";
    if (fate.presented.size() == 1) return who + in_exchange(fate.presented.front()) + ".";
    return who + std::to_string(fate.presented.size()) + " times, last " +
           in_exchange(fate.presented.back()) + ".";
}

// All that the same thing ended.
std::string fell_with(const Fates& fates, const Fate& fate) {
    std::vector<std::string> others;
    for (const auto& [id, other] : fates) {
        const bool same = &other != &fate && other.end != nullptr && is_over(other.life) &&
                          (other.end == fate.end ||
                           (fate.end->exchange != 0 && other.end->exchange == fate.end->exchange));
        if (same) others.push_back(name(other));
    }
    return others.empty() ? std::string() : " With it went " + list_of(others) + ".";
}

std::string what_killed(const Fates& fates, const Fate& fate) {
    if (fate.life == Life::active || fate.end == nullptr) return {};
    const std::string moment = "Moment " + std::to_string(fate.end->id) + ": ";
    switch (fate.life) {
    case Life::in_doubt:
        return moment + "it was sent " + in_exchange(fate.end->exchange) +
               " and no answer came. Whether the server ended it is not known.";
    case Life::left_behind:
        return moment + "the page was left, and held it in memory only." + fell_with(fates, fate) +
               " The server may still take it.";
    case Life::expired: return moment + fate.end->words + ". The server has the last word.";
    default: return moment + fate.end->words + "." + fell_with(fates, fate);
    }
}

Member member_of(const Fates& fates, std::uint32_t id, std::uint8_t level) {
    const Fate& fate = fates.at(id);
    Member member;
    member.level = level;
    member.token = id;
    member.moment = fate.newest;
    member.kind = fate.birth->token_kind;
    member.life = fate.life;
    member.name = name(fate);
    member.origin = origin_of(fates, fate);
    member.use = use_of(fate);
    member.what_killed_it = what_killed(fates, fate);
    return member;
}

// Under the refresh token that came with it, else under the one that it came from; 0: under none.
std::uint32_t stem_of(const Fates& fates, const Fate& fate) {
    for (const auto& [id, other] : fates)
        if (is_refresh(other) && other.birth->exchange == fate.birth->exchange) return id;
    return fates.contains(fate.birth->parent) ? fate.birth->parent : 0;
}

} // namespace

std::string_view to_string(Life life) {
    switch (life) {
    case Life::active: return "active";
    case Life::in_doubt: return "in doubt";
    case Life::expired: return "expired";
    case Life::refused: return "refused";
    case Life::replaced: return "replaced";
    case Life::rotated: return "rotated";
    case Life::revoked: return "revoked";
    case Life::rejected: return "rejected";
    case Life::left_behind: return "left behind";
    }
    return {};
}

bool is_over(Life life) {
    return life == Life::rotated || life == Life::revoked || life == Life::rejected ||
           life == Life::left_behind;
}

std::vector<Member> family(std::span<const Moment> moments) {
    const Fates fates = fates_of(moments);
    std::vector<std::uint32_t> roots; // exchanges, in the order of their first token
    std::map<std::uint32_t, std::vector<std::uint32_t>> stems, leaves; // by root, by refresh token
    std::map<std::uint32_t, std::vector<std::uint32_t>> bare;          // by root
    for (const auto& [id, fate] : fates) {
        const std::uint32_t root = root_of(fates, fate);
        if (std::find(roots.begin(), roots.end(), root) == roots.end()) roots.push_back(root);
        const std::uint32_t stem = is_refresh(fate) ? 0 : stem_of(fates, fate);
        if (is_refresh(fate))
            stems[root].push_back(id);
        else if (stem != 0)
            leaves[stem].push_back(id);
        else
            bare[root].push_back(id);
    }
    std::vector<Member> members;
    for (std::size_t i = 0; i < roots.size(); ++i) {
        Member authorisation;
        authorisation.name = "Authorisation " + std::to_string(i + 1);
        authorisation.origin = "Its tokens begin " + in_exchange(roots[i]) + ".";
        members.push_back(std::move(authorisation));
        for (const std::uint32_t access : bare[roots[i]])
            members.push_back(member_of(fates, access, 2));
        for (const std::uint32_t refresh : stems[roots[i]]) {
            members.push_back(member_of(fates, refresh, 2));
            for (const std::uint32_t access : leaves[refresh])
                members.push_back(member_of(fates, access, 3));
        }
    }
    return members;
}

} // namespace playground
