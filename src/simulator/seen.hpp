// A record (record.hpp) as verdicts read it.
#pragma once

#include "simulator/verdicts.hpp"
#include "json/json.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace simulator {

struct Seen {
    const json::Value* moment = nullptr;
    std::int64_t n = 0;
    std::int64_t at = 0;    // milliseconds
    std::int64_t until = 0; // when its answer begins
    std::int64_t clock = 0;
    std::string_view point;
    std::int64_t status = 0; // 0: no answer
    std::string_view error;

    std::string_view text(std::string_view key) const;
    bool has(std::string_view key) const { return json::find(*moment, key) != nullptr; }
    std::optional<bool> usable() const { return json::find_boolean(*moment, "usable"); }
    std::vector<std::string_view> texts(std::string_view key) const;
    std::string_view issued(std::string_view key) const;
    bool is(std::string_view where) const { return point == where; }
    bool is_token_answer() const { return is("exchange") || is("refresh"); }
    // What became of the request is not clear to the client.
    bool in_doubt() const;
    // The server has no time now, or no answer came; the same request may do better later.
    bool is_temporary() const;
};

struct Run {
    std::vector<Seen> seen;
    bool ended = false; // nothing will come any more: the host says so
};

Run read_run(const std::vector<json::Value>& record);

using Check = void (*)(const Run&, Finding&);

struct CheckRow {
    std::string_view id, title, rfc, pleo;
    Check check;
};

// Each file's part of the table.
inline constexpr std::string_view silent = "Pleo's pages do not say"; // for CheckRow::pleo
std::vector<CheckRow> authorization_checks();
std::vector<CheckRow> token_checks();
std::vector<CheckRow> api_checks();

} // namespace simulator
