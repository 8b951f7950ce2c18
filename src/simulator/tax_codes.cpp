#include "simulator/api.hpp"
#include "simulator/body.hpp"
#include "simulator/books.hpp"
#include "simulator/paging.hpp"
#include "simulator/tax.hpp"

#include <charconv>
#include <string>

namespace simulator {
namespace {

constexpr std::int64_t million = 1'000'000;
constexpr std::size_t most_amounts = 500;
constexpr std::string_view types = "inclusive exclusive reverse";

constexpr Expected tax_code_creation[] = {
    {"companyId", Form::uuid, Need::required},
    {"name", Form::text, Need::required, {}, 255, 1},
    {"code"},
    {"rate", Form::decimal, Need::required},
    {"type", Form::text, Need::required, types},
    {"archived", Form::flag, Need::required},
    {"ingoingTaxAccount"},
    {"outgoingTaxAccount"},
};
constexpr Expected tax_code_search[] = {{"archived", Form::flag},
                                        {"code"},
                                        {"taxCodeIds", Form::uuids},
                                        {"type", Form::text, Need::optional, types}};
constexpr Expected calculation[] = {{"amountsByTaxCodeId", Form::object, Need::required}};
constexpr Expected taxed_amount[] = {{"id", Form::text, Need::required},
                                     {"amount", Form::object, Need::required}};
constexpr Expected money[] = {{"currency", Form::text, Need::required, {}, 3, 3},
                              {"minors", Form::whole, Need::required}};

Result<json::Value> tax_code_body(const ApiCall& api) {
    Result<json::Value> body = read_body(api.body, tax_code_creation);
    if (!body) return body;
    if (auto error = foreign_company(*body)) return *error;
    const auto rate = millionths(json::find(*body, "rate")->text);
    if (!rate || *rate > million) {
        return Error{"JSON_MAPPING_EXCEPTION",
                     "rate is a decimal and no percentage: 20 % is 0.20."};
    }
    return body;
}

http::Response create_tax_code(ApiCall& api) {
    const Result<json::Value> body = tax_code_body(api);
    if (!body) return refuse(body.error());
    const json::Value row = made(api.call, Collection::tax_codes, *body);
    if (auto error = keep_row(api.call.state, Collection::tax_codes, row)) return refuse(*error);
    return data_answer(row);
}

http::Response get_tax_code(ApiCall& api) {
    const auto row = find_row(api.call.state, Collection::tax_codes, api.ids[0]);
    return row ? data_answer(*row) : not_found("Tax code");
}

http::Response update_tax_code(ApiCall& api) {
    const Result<json::Value> body = tax_code_body(api);
    if (!body) return refuse(body.error());
    const auto row = find_row(api.call.state, Collection::tax_codes, api.ids[0]);
    if (!row) return not_found("Tax code");
    const json::Value now = changed(api.call, *row, *body);
    if (auto error = keep_row(api.call.state, Collection::tax_codes, now)) return refuse(*error);
    return data_answer(now);
}

// Whether one that entries use can be deleted is not documented: here it can.
http::Response delete_tax_code(ApiCall& api) {
    if (!find_row(api.call.state, Collection::tax_codes, api.ids[0])) return not_found("Tax code");
    if (auto error = remove_row(api.call.state, Collection::tax_codes, api.ids[0]))
        return refuse(*error);
    return no_content();
}

http::Response search_tax_codes(ApiCall& api) {
    const Result<json::Value> body = read_body(api.body, tax_code_search);
    if (!body) return refuse(body.error());
    std::vector<json::Value> list = rows(api.call.state, Collection::tax_codes);
    constexpr BodyFilter filters[] = {{"taxCodeIds", "id"}};
    keep_wanted(list, *body, filters);
    const auto archived = json::find_boolean(*body, "archived");
    std::erase_if(list, [&](const json::Value& row) {
        const auto differs = [&](std::string_view member) {
            const auto wanted = json::find_string(*body, member);
            return wanted && *wanted != text_of(row, member);
        };
        return differs("code") || differs("type") ||
               (archived && json::find_boolean(row, "archived") != archived);
    });
    return paged_answer(std::move(list), api, {{"company_id", "companyId"}});
}

// {"id", "amount"} becomes {"id", "amountTaxBreakdown": {"gross", "net", "tax"}}.
Result<json::Value> break_down(const json::Value& item, const json::Value& tax_code) {
    const Result<json::Value> entry = read_body(item, taxed_amount);
    if (!entry) return entry.error();
    const Result<json::Value> amount = read_body(*json::find(*entry, "amount"), money);
    if (!amount) return amount.error();
    const std::int64_t minors = *json::find_integer(*amount, "minors");
    if (minors > most_minors || minors < -most_minors)
        return Error{"JSON_MAPPING_EXCEPTION", "minors is beyond what Simulated Staging counts."};
    const auto parts = taxed(minors, tax_code);
    if (!parts) return Error{"BAD_REQUEST", "Exclusive tax codes are not supported."};
    const std::string currency = text_of(*amount, "currency");
    return json::Value::object(
        {{"id", text_of(*entry, "id")},
         {"amountTaxBreakdown",
          json::Value::object({{"gross", minors_money(parts->gross, currency)},
                               {"net", minors_money(parts->net, currency)},
                               {"tax", minors_money(parts->tax, currency)}})}});
}

// What an unknown tax code is answered with is not documented: 404.
http::Response calculate_tax_amounts(ApiCall& api) {
    const Result<json::Value> body = read_body(api.body, calculation);
    if (!body) return refuse(body.error());
    json::Value taxes = json::Value::object();
    std::size_t amounts = 0;
    for (const json::Member& each : json::find(*body, "amountsByTaxCodeId")->members) {
        const auto tax_code = find_row(api.call.state, Collection::tax_codes, each.key);
        if (!tax_code) return not_found("Tax code");
        if (!each.value.is_array())
            return refuse({"JSON_MAPPING_EXCEPTION", "The amounts of a tax code must be a list."});
        amounts += 1 + each.value.items.size();
        if (amounts > most_amounts)
            return refuse({"JSON_MAPPING_EXCEPTION", "That are more than 500 amounts."});
        json::Value list = json::Value::array();
        for (const json::Value& item : each.value.items) {
            Result<json::Value> part = break_down(item, *tax_code);
            if (!part) return refuse(part.error());
            list.items.push_back(std::move(*part));
        }
        json::set(taxes, each.key, std::move(list));
    }
    return data_answer(json::Value::object({{"taxes", std::move(taxes)}}));
}

// Rounded half away from zero. Both are far from the ends of their type; `by` is positive.
std::int64_t divided(std::int64_t amount, std::int64_t by) {
    return (amount + (amount < 0 ? -by / 2 : by / 2)) / by;
}

} // namespace

std::optional<std::int64_t> millionths(std::string_view decimal) {
    const std::size_t point = std::min(decimal.find('.'), decimal.size());
    if (decimal.empty() || point > 12 || decimal.size() - point > 7) return std::nullopt;
    std::string digits(decimal.substr(0, point));
    if (point < decimal.size()) digits += decimal.substr(point + 1);
    digits.append(6 - (point < decimal.size() ? decimal.size() - point - 1 : 0), '0');
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc() || end != digits.data() + digits.size() || number < 0)
        return std::nullopt;
    return number;
}

std::optional<TaxedAmount> taxed(std::int64_t minors, const json::Value& tax_code) {
    const json::Value* written = json::find(tax_code, "rate");
    const auto rate = millionths(written == nullptr ? std::string_view() : written->text);
    const std::string type = text_of(tax_code, "type");
    if (!rate || type == "exclusive") return std::nullopt;
    if (type == "reverse") return TaxedAmount{minors, minors, divided(minors * *rate, million)};
    const std::int64_t net = divided(minors * million, million + *rate);
    return TaxedAmount{minors, net, minors - net};
}

json::Value minors_money(std::int64_t minors, std::string_view currency) {
    return json::Value::object({{"currency", currency}, {"minors", minors}});
}

std::span<const Handler> tax_code_handlers() {
    static constexpr Handler handlers[] = {
        {"search_tax_codes", search_tax_codes}, {"create_tax_code", create_tax_code},
        {"get_tax_code", get_tax_code},         {"update_tax_code", update_tax_code},
        {"delete_tax_code", delete_tax_code},   {"calculate_tax_amounts", calculate_tax_amounts},
    };
    return handlers;
}

} // namespace simulator
