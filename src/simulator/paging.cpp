#include "simulator/paging.hpp"

#include "simulator/answers.hpp"
#include "simulator/body.hpp"
#include "simulator/iso_time.hpp"
#include "json/result.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>

namespace simulator {
namespace {

constexpr std::int64_t highest_limit = 100;

// Base32 (RFC 4648 section 6): the alphabet that Pleo's cursors are documented to have.
std::string cursor_of(std::string_view identity) {
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    std::string text;
    std::uint32_t buffer = 0;
    int bits = 0;
    for (const char c : identity) {
        buffer = (buffer << 8U) | static_cast<unsigned char>(c);
        bits += 8;
        while (bits >= 5) {
            bits -= 5;
            text += alphabet[(buffer >> static_cast<unsigned>(bits)) & 31U];
        }
        buffer &= (1U << static_cast<unsigned>(bits)) - 1U;
    }
    if (bits > 0) text += alphabet[(buffer << static_cast<unsigned>(5 - bits)) & 31U];
    while (text.size() % 8 != 0)
        text += '=';
    return text;
}

std::vector<std::string> values_of(const http::Fields& query, std::string_view name) {
    std::vector<std::string> values;
    for (const http::Field& each : query) {
        if (each.name == name && !each.value.empty()) values.push_back(each.value);
    }
    return values;
}

// The specification writes sorting_keys, the prose sorting_keys[].
std::vector<std::string> listed(const http::Fields& query, const std::string& name) {
    std::vector<std::string> values = values_of(query, name);
    return values.empty() ? values_of(query, name + "[]") : values;
}

json::Value strings(const std::vector<std::string>& values) {
    json::Value array = json::Value::array();
    for (const std::string& each : values)
        array.items.emplace_back(each);
    return array;
}

struct Page {
    std::optional<std::string> before, after;
    std::optional<std::int64_t> offset;
    std::int64_t limit = 0;
    std::vector<std::string> sorting_keys, sorting_order;
};

Error bad(std::string message) { return {"BAD_REQUEST", std::move(message)}; }

Result<std::optional<std::int64_t>> read_number(const http::Fields& query, std::string_view name) {
    const std::vector<std::string> values = values_of(query, name);
    if (values.empty()) return std::optional<std::int64_t>();
    const std::string& text = values.front();
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (values.size() > 1 || error != std::errc() || end != text.data() + text.size() ||
        number < 0) {
        return bad(std::string(name) + " must be one whole number, 0 or more.");
    }
    return std::optional<std::int64_t>(number);
}

Result<std::optional<std::string>> read_cursor(const http::Fields& query, std::string_view name) {
    const std::vector<std::string> values = values_of(query, name);
    if (values.empty()) return std::optional<std::string>();
    constexpr std::string_view allowed = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567=~";
    if (values.size() > 1 || values.front().find_first_not_of(allowed) != std::string::npos) {
        return bad(std::string(name) + " must be one cursor of an earlier page.");
    }
    return std::optional<std::string>(values.front());
}

struct Rules {
    std::int64_t lowest_limit = 0;
    std::int64_t default_limit = 20;
    bool offset = true;
    std::string_view sorting_keys = {}; // empty: any
};

Rules rules_of(const staging::Operation& operation) {
    if (operation.pages != staging::Pages::cursor) return {};
    if (operation.path.ends_with("receipts") || operation.path.ends_with("receipts:search"))
        return {1, 10, false, "createdAt id size"};
    return {1, 20, false, "settledAt performedAt id bookkeepingDate"};
}

// The member that a key of Pleo's stands for.
std::string_view member_of(std::string_view key) { return key == "size" ? "sizeInBytes" : key; }

Result<Page> read_page(const http::Fields& query, const Rules& rules) {
    constexpr std::string_view orders[] = {"ASC",  "ASC_NULLS_FIRST",  "ASC_NULLS_LAST",
                                           "DESC", "DESC_NULLS_FIRST", "DESC_NULLS_LAST"};
    const auto before = read_cursor(query, "before");
    if (!before) return before.error();
    const auto after = read_cursor(query, "after");
    if (!after) return after.error();
    const auto offset = read_number(query, "offset");
    if (!offset) return offset.error();
    const auto limit = read_number(query, "limit");
    if (!limit) return limit.error();
    if (!rules.offset && offset->has_value())
        return bad("offset is no parameter of this operation. Go on with after.");
    if (limit->has_value() && rules.lowest_limit > 0 &&
        (**limit < rules.lowest_limit || **limit > highest_limit))
        return bad("limit must be from 1 to 100.");
    if (before->has_value() + after->has_value() + offset->has_value() > 1) {
        return bad("before, after and offset exclude each other.");
    }
    Page page{*before,
              *after,
              *offset,
              std::min(limit->value_or(rules.default_limit), highest_limit),
              listed(query, "sorting_keys"),
              listed(query, "sorting_order")};
    if (page.sorting_keys.size() != page.sorting_order.size()) {
        return bad("sorting_keys and sorting_order must have the same length.");
    }
    for (const std::string& key : page.sorting_keys) {
        if (!rules.sorting_keys.empty() && !is_one_of(rules.sorting_keys, key))
            return bad("sorting_keys must be of: " + std::string(rules.sorting_keys) + ".");
    }
    for (const std::string& order : page.sorting_order) {
        if (std::find(std::begin(orders), std::end(orders), order) == std::end(orders)) {
            return bad("sorting_order must be ASC or DESC, with _NULLS_FIRST or _NULLS_LAST.");
        }
    }
    return page;
}

// Numbers and instants as what they are, everything else as text.
bool is_less(const json::Value& left, const json::Value& right) {
    const auto number = json::integer(left);
    const auto other = json::integer(right);
    if (number && other) return *number < *other;
    const auto earlier = instant(left.text);
    const auto later = instant(right.text);
    if (earlier && later) return *earlier < *later;
    return left.text < right.text;
}

void sort_rows(std::vector<json::Value>& rows, const Page& page) {
    // The last key first, each pass stable: that sorts by the first key, then by the second.
    for (std::size_t i = page.sorting_keys.size(); i-- > 0;) {
        const std::string_view key = member_of(page.sorting_keys[i]);
        const std::string& order = page.sorting_order[i];
        const bool descending = order.starts_with("DESC");
        const bool absent_first = order.ends_with("_FIRST");
        std::stable_sort(rows.begin(), rows.end(), [&](const json::Value& a, const json::Value& b) {
            const json::Value* left = json::find(a, key);
            const json::Value* right = json::find(b, key);
            if ((left == nullptr) != (right == nullptr)) return (left != nullptr) != absent_first;
            if (left == nullptr) return false;
            return descending ? is_less(*right, *left) : is_less(*left, *right);
        });
    }
}

std::string row_cursor(const json::Value& row, std::string_view identity) {
    return cursor_of(json::find_string(row, identity).value_or(""));
}

std::optional<std::size_t> position_of(const std::vector<json::Value>& rows,
                                       const std::string& cursor, std::string_view identity) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (row_cursor(rows[i], identity) == cursor) return i;
    }
    return std::nullopt;
}

json::Value describe_request(const Page& page, const http::Fields& query,
                             const std::vector<Filter>& filters) {
    json::Value parameters = json::Value::object();
    for (const Filter& filter : filters) {
        const std::vector<std::string> values = values_of(query, filter.parameter);
        if (!values.empty()) json::set(parameters, filter.parameter, strings(values));
    }
    json::Value request = json::Value::object();
    json::set(request, "parameters", std::move(parameters));
    if (page.after) json::set(request, "after", *page.after);
    if (page.before) json::set(request, "before", *page.before);
    if (page.offset) json::set(request, "offset", *page.offset);
    json::set(request, "limit", page.limit);
    json::set(request, "sortingKeys", strings(page.sorting_keys));
    json::set(request, "sortingOrder", strings(page.sorting_order));
    return request;
}

} // namespace

http::Response paged_answer(std::vector<json::Value> rows, const ApiCall& api,
                            const std::vector<Filter>& filters, std::string_view identity) {
    const http::Fields& query = api.query;
    const Result<Page> read = read_page(query, rules_of(api.operation));
    if (!read) return exception_info(400, read.error().code, read.error().message);
    const Page& page = *read;

    for (const Filter& filter : filters) {
        const std::vector<std::string> wanted = values_of(query, filter.parameter);
        if (wanted.empty()) continue;
        for (const std::string& each : wanted) {
            if (!filter.words.empty() && !is_one_of(filter.words, each)) {
                return exception_info(400, "VALIDATION_FAILED",
                                      std::string(filter.parameter) +
                                          " must be one of: " + std::string(filter.words) + ".");
            }
        }
        std::erase_if(rows, [&](const json::Value& row) {
            const auto value = json::find_string(row, filter.member);
            return !value || std::find(wanted.begin(), wanted.end(), *value) == wanted.end();
        });
    }
    sort_rows(rows, page);

    const auto limit = static_cast<std::size_t>(page.limit);
    std::size_t begin = 0;
    std::size_t end = rows.size();
    if (page.after || page.before) {
        const auto position = position_of(rows, page.after ? *page.after : *page.before, identity);
        if (!position) return exception_info(400, "BAD_REQUEST", "The cursor is unknown.");
        if (page.after) {
            begin = *position + 1;
        } else {
            end = *position;
            begin = end > limit ? end - limit : 0;
        }
    } else if (page.offset) {
        const auto offset = static_cast<std::uint64_t>(*page.offset);
        begin = offset < rows.size() ? static_cast<std::size_t>(offset) : rows.size();
    }
    end = std::min(end, begin + limit);

    json::Value data = json::Value::array();
    for (std::size_t i = begin; i < end; ++i)
        data.items.push_back(rows[i]);

    json::Value pagination = json::Value::object();
    json::set(pagination, "currentRequestPagination", describe_request(page, query, filters));
    json::set(pagination, "hasNextPage", end < rows.size());
    json::set(pagination, "hasPreviousPage", begin > 0);
    if (begin < end) {
        json::set(pagination, "startCursor", row_cursor(rows[begin], identity));
        json::set(pagination, "endCursor", row_cursor(rows[end - 1], identity));
    }
    json::set(pagination, "total", static_cast<std::int64_t>(rows.size()));

    json::Value value = json::Value::object();
    json::set(value, "data", std::move(data));
    json::set(value, "pagination", std::move(pagination));
    return json_answer(200, value);
}

} // namespace simulator
