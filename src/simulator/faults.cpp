#include "simulator/faults.hpp"

#include "http/ascii.hpp"
#include "http/base64.hpp"

#include <algorithm>
#include <span>

namespace simulator {
namespace {

using Problem = std::optional<FaultProblem>;

enum class Shape { text, number, yes_or_no, octets, object, texts, pairs, visits, strings };

struct Member {
    std::string_view name;
    Shape form;
    std::int64_t least = 0;
    std::int64_t most = 0;
};

constexpr Member rule_members[] = {
    {"at", Shape::text},
    {"nth", Shape::number, 1, 1000},
    {"times", Shape::number, 0, 1000},
    {"for_ms", Shape::number, 1, day_ms},
    {"path", Shape::text},
    {"method", Shape::text},
    {"before", Shape::object},
    {"process", Shape::yes_or_no},
    {"lost", Shape::text},
    {"hidden", Shape::yes_or_no},
    {"status", Shape::number, 200, 599},
    {"headers", Shape::texts},
    {"body", Shape::text},
    {"base64", Shape::octets},
    {"repeat", Shape::number, 1, 100'000'000},
    {"json", Shape::object},
    {"delay_ms", Shape::number, 0, day_ms},
    {"pace_ms", Shape::number, 0, 60'000},
    {"cut", Shape::number, 0, 100'000'000},
    {"cut_in", Shape::text},
    {"retry_after_s", Shape::number, 0, 86'400},
    {"usable", Shape::yes_or_no},
    {"query", Shape::pairs},
    {"fragment", Shape::yes_or_no},
    {"code", Shape::object},
    {"visits", Shape::visits},
    {"server", Shape::texts},
};

constexpr Member before_members[] = {
    {"advance_seconds", Shape::number, 0, std::int64_t{100} * 366 * 24 * 3600},
    {"revoke", Shape::text},
    {"rotate", Shape::yes_or_no},
};
constexpr Member json_members[] = {{"set", Shape::object}, {"remove", Shape::strings}};
constexpr Member code_members[] = {{"prefix", Shape::text}, {"length", Shape::number, 1, 6000}};
constexpr Member visit_members[] = {{"query", Shape::pairs}, {"headers", Shape::texts}};

constexpr std::string_view points =
    " authorize callback exchange refresh token introspect api disconnect discovery any always ";
constexpr std::string_view placeholders =
    " code state state_spaced other_code other_state issuer base foreign redirect_uri access_token "
    "refresh_token expires_in scope date retry_after retry_date ";
constexpr std::string_view kinds = " rotated=ends_family rotated=forgiven verifier=unchecked "
                                   "introspection=stale client_secret=reserved ";

bool is_word(std::string_view words, std::string_view word) {
    return !word.empty() && word.find(' ') == std::string_view::npos &&
           words.find(" " + std::string(word) + " ") != std::string_view::npos;
}

Problem problem(std::string place, std::string reason) {
    return FaultProblem{std::move(place), std::move(reason)};
}

// A name in braces that nothing fills would arrive as it is, and nobody would notice.
Problem check_placeholders(std::string_view text, const std::string& place) {
    for (std::size_t at = text.find('{'); at != std::string_view::npos;
         at = text.find('{', at + 1)) {
        const std::size_t end = text.find_first_not_of("abcdefghijklmnopqrstuvwxyz_", at + 1);
        if (end == std::string_view::npos || text[end] != '}' || end == at + 1) continue;
        const std::string_view name = text.substr(at + 1, end - at - 1);
        if (!is_placeholder(name))
            return problem(place, "{" + std::string(name) + "} is no placeholder.");
    }
    return std::nullopt;
}

Problem check_text(const json::Value& value, const std::string& place) {
    if (!value.is_string()) return problem(place, "must be a text.");
    return check_placeholders(value.text, place);
}

Problem check_members(const json::Value& object, std::span<const Member> members,
                      const std::string& place);

Problem check_texts(const json::Value& value, const std::string& place) {
    if (!value.is_object()) return problem(place, "must be an object of texts.");
    for (const json::Member& each : value.members) {
        const std::string here = place + "." + each.key;
        if (each.value.text.find_first_of("\r\n") != std::string::npos)
            return problem(here, "must be one line.");
        if (each.value.kind == json::Kind::null) continue;
        if (auto found = check_text(each.value, here)) return found;
    }
    return std::nullopt;
}

Problem check_pairs(const json::Value& value, const std::string& place) {
    if (!value.is_array()) return problem(place, "must be an array of [name, text].");
    for (std::size_t i = 0; i < value.items.size(); ++i) {
        const std::string here = place + "[" + std::to_string(i) + "]";
        const json::Value& pair = value.items[i];
        if (!pair.is_array() || pair.items.size() != 2 || !pair.items[0].is_string())
            return problem(here, "must be [name, text].");
        if (auto found = check_text(pair.items[1], here)) return found;
    }
    return std::nullopt;
}

Problem check_visits(const json::Value& value, const std::string& place) {
    if (!value.is_array()) return problem(place, "must be an array.");
    for (std::size_t i = 0; i < value.items.size(); ++i) {
        const std::string here = place + "[" + std::to_string(i) + "]";
        if (auto found = check_members(value.items[i], visit_members, here)) return found;
    }
    return std::nullopt;
}

Problem check_value(const json::Value& value, const Member& member, const std::string& place) {
    switch (member.form) {
    case Shape::text: return check_text(value, place);
    case Shape::number: {
        const auto number = json::integer(value);
        if (!number || *number < member.least || *number > member.most)
            return problem(place, "must be a whole number from " + std::to_string(member.least) +
                                      " to " + std::to_string(member.most) + ".");
        return std::nullopt;
    }
    case Shape::yes_or_no:
        if (value.kind != json::Kind::boolean) return problem(place, "must be true or false.");
        return std::nullopt;
    case Shape::octets:
        if (!value.is_string() || !http::base64_decode(value.text))
            return problem(place, "must be Base64.");
        return std::nullopt;
    case Shape::object:
        if (!value.is_object()) return problem(place, "must be an object.");
        return std::nullopt;
    case Shape::texts: return check_texts(value, place);
    case Shape::pairs: return check_pairs(value, place);
    case Shape::visits: return check_visits(value, place);
    case Shape::strings:
        if (!value.is_array() ||
            !std::all_of(value.items.begin(), value.items.end(),
                         [](const json::Value& each) { return each.is_string(); }))
            return problem(place, "must be an array of texts.");
        return std::nullopt;
    }
    return std::nullopt;
}

Problem check_members(const json::Value& object, std::span<const Member> members,
                      const std::string& place) {
    if (!object.is_object()) return problem(place, "must be an object.");
    for (const json::Member& each : object.members) {
        const std::string here = place + "." + each.key;
        const auto known = std::find_if(members.begin(), members.end(),
                                        [&](const Member& m) { return m.name == each.key; });
        if (known == members.end()) return problem(here, "is not known.");
        if (auto found = check_value(each.value, *known, here)) return found;
    }
    return std::nullopt;
}

Problem check_words(const json::Value& object, std::string_view key, std::string_view words,
                    const std::string& place) {
    const auto word = json::find_string(object, key);
    if (!word || is_word(words, *word)) return std::nullopt;
    std::string list(words.substr(1, words.size() - 2));
    return problem(place + "." + std::string(key), "must be one of: " + list + ".");
}

Problem check_parts(const json::Value& rule, const std::string& place) {
    struct Part {
        std::string_view name;
        std::span<const Member> members;
    };
    const Part parts[] = {
        {"before", before_members}, {"json", json_members}, {"code", code_members}};
    for (const Part& each : parts) {
        const json::Value* found = json::find(rule, each.name);
        if (found == nullptr) continue;
        if (auto bad = check_members(*found, each.members, place + "." + std::string(each.name)))
            return bad;
    }
    if (const json::Value* before = json::find(rule, "before"))
        return check_words(*before, "revoke", " access all ", place + ".before");
    return std::nullopt;
}

Problem check_rule(const json::Value& rule, const std::string& place) {
    if (auto found = check_members(rule, rule_members, place)) return found;
    if (!json::find_string(rule, "at")) return problem(place + ".at", "is missing.");
    if (auto found = check_words(rule, "at", points, place)) return found;
    if (auto found = check_words(rule, "lost", " before after down ", place)) return found;
    if (auto found = check_parts(rule, place)) return found;

    const json::Value* server = json::find(rule, "server");
    const bool always = json::find_string(rule, "at") == "always";
    if (always != (server != nullptr))
        return problem(place + ".server", "belongs to \"at\": \"always\", and to nothing else.");
    if (server != nullptr) {
        for (const json::Member& each : server->members) {
            if (!is_word(kinds, each.key + "=" + each.value.text))
                return problem(place + ".server." + each.key, "is no kind of server.");
        }
    }
    if (json::find_boolean(rule, "process") == false && json::find(rule, "status") == nullptr &&
        json::find(rule, "lost") == nullptr)
        return problem(place, "does not process the request and has no status to answer with.");
    if (json::find(rule, "body") != nullptr && json::find(rule, "base64") != nullptr)
        return problem(place, "has two bodies.");
    return std::nullopt;
}

Problem check_fault(const json::Value& fault, const std::string& place) {
    if (!fault.is_object()) return problem(place, "must be an object.");
    constexpr std::string_view known = " id name rules untestable client checks from ";
    for (const json::Member& each : fault.members)
        if (!is_word(known, each.key)) return problem(place + "." + each.key, "is not known.");
    const auto id = json::find_string(fault, "id");
    const bool numbered = id && id->size() >= 3 && id->front() == 'F' &&
                          std::all_of(id->begin() + 1, id->end(), http::is_digit);
    if (!numbered) return problem(place + ".id", "must be F and a number of two digits or more.");
    for (const std::string_view key : {"name", "client", "from"}) {
        const auto text = json::find_string(fault, key);
        if (!text || text->empty()) return problem(place + "." + std::string(key), "is missing.");
    }
    const bool untestable = json::find(fault, "untestable") != nullptr;
    const std::vector<json::Value>* rules = json::find_array(fault, "rules");
    if (untestable == (rules != nullptr))
        return problem(place, "needs either rules, or untestable with the reason.");
    if (untestable) return check_value(*json::find(fault, "untestable"), {"", Shape::text}, place);
    if (rules->empty() || rules->size() > 8)
        return problem(place + ".rules", "must be one to eight.");
    if (json::find_array(fault, "checks") == nullptr)
        return problem(place + ".checks", "is missing.");
    for (std::size_t i = 0; i < rules->size(); ++i) {
        const std::string here = place + ".rules[" + std::to_string(i) + "]";
        if (auto found = check_rule((*rules)[i], here)) return found;
    }
    return std::nullopt;
}

} // namespace

bool is_placeholder(std::string_view name) { return is_word(placeholders, name); }

std::optional<FaultProblem> find_problem(const json::Value& fault) {
    const auto id = json::find_string(fault, "id");
    return check_fault(fault, id ? std::string(*id) : "fault");
}

std::optional<FaultProblem> find_catalogue_problem(std::string_view text) {
    const json::Parsed parsed = json::parse(text);
    if (!parsed.document)
        return problem("line " + std::to_string(parsed.error.line) + ", column " +
                           std::to_string(parsed.error.column),
                       parsed.error.message);
    if (!parsed.document->duplicate_keys.empty())
        return problem(parsed.document->duplicate_keys.front(), "is there twice.");
    const std::vector<json::Value>* faults = json::find_array(parsed.document->root, "faults");
    if (faults == nullptr) return problem("faults", "must be an array.");
    std::string last;
    for (std::size_t i = 0; i < faults->size(); ++i) {
        const std::string id(json::find_string((*faults)[i], "id").value_or("?"));
        const std::string place = "faults[" + std::to_string(i) + "] (" + id + ")";
        if (auto found = check_fault((*faults)[i], place)) return found;
        // F99 comes before F100.
        const bool ascends = last.size() < id.size() || (last.size() == id.size() && last < id);
        if (!ascends) return problem(place + ".id", "must come after " + last + ".");
        last = id;
    }
    return std::nullopt;
}

} // namespace simulator
