// The pages of Pleo's lists: `before`, `after` and `offset` exclude each other, cursors match
// ^[A-Z2-7=~]+$, and every answer repeats what was asked. Default and maximum of `limit` are not
// documented: 20 and 100 are ours.
#pragma once

#include "http/message.hpp"
#include "json/json.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace simulator {

// A query parameter that picks rows, and the member that it is compared with. Repeated, any of the
// values will do.
struct Filter {
    std::string_view parameter;
    std::string_view member;
};

// `identity` is the member that tells one row from another: cursors are made of it.
http::Response paged_answer(std::vector<json::Value> rows, const http::Fields& query,
                            const std::vector<Filter>& filters, std::string_view identity = "id");

} // namespace simulator
