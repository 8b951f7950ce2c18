// What a tax code makes of an amount, in whole minor units. Pleo documents the kinds of tax codes
// and that exclusive ones are not supported; how it rounds is not documented: half a unit goes up,
// away from zero.
#pragma once

#include "json/json.hpp"

#include <cstdint>
#include <optional>

namespace simulator {

// Amounts beyond are refused, so that no product overflows.
inline constexpr std::int64_t most_minors = 1'000'000'000'000;

struct TaxedAmount {
    std::int64_t gross = 0;
    std::int64_t net = 0;
    std::int64_t tax = 0;
};

// inclusive: the amount holds the tax. reverse: the amount is net, the tax is owed beside it and
// nobody pays it to the supplier. Nothing for an exclusive code.
std::optional<TaxedAmount> taxed(std::int64_t minors, const json::Value& tax_code);

// "0.25" is 250000. Nothing when it is no such number; see Form::decimal.
std::optional<std::int64_t> millionths(std::string_view decimal);

json::Value minors_money(std::int64_t minors, std::string_view currency); // {"currency", "minors"}

} // namespace simulator
