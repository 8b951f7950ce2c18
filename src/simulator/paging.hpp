// The pages of Pleo's lists: `before`, `after` and `offset` exclude each other, cursors match
// ^[A-Z2-7=~]+$, and every answer repeats what was asked.
//
// `limit` of accounting entries is documented as 1 to 100, 20 when left out, of receipts as 1 to 100,
// 10 when left out; these four lists have no `offset`, and name the keys that they can be sorted by.
// Of all others nothing is documented: 0 is taken, above 100 counts as 100, 20 when left out, and
// whatever key the rows have sorts them.
#pragma once

#include "http/message.hpp"
#include "simulator/api.hpp"
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
    std::string_view words = {}; // the values that there are, when they are documented
};

// `identity` is the member that tells one row from another: cursors are made of it.
http::Response paged_answer(std::vector<json::Value> rows, const ApiCall& api,
                            const std::vector<Filter>& filters, std::string_view identity = "id");

} // namespace simulator
