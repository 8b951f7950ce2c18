#include "simulator/api.hpp"
#include "simulator/body.hpp"
#include "simulator/books.hpp"
#include "simulator/paging.hpp"
#include "simulator/webhooks.hpp"

#include <algorithm>

namespace simulator {
namespace {

constexpr std::string_view states = "DRAFT ACTIVE ARCHIVED";

constexpr Expected vendor_creation[] = {
    {"companyId", Form::uuid, Need::required},
    {"name", Form::text, Need::required, {}, 255, 1},
    {"defaultCurrency", Form::text, Need::required, {}, 3, 3},
    {"country", Form::text, Need::optional, {}, 9, 2}, // "UNDEFINED" is one of Pleo's
    {"externalId"},
    {"code"},
    {"registrationNumber"},
    {"taxRegistrationNumber"},
};
constexpr Expected vendor_update[] = {
    {"companyId", Form::uuid, Need::required},
    {"name", Form::text, Need::required, {}, 255, 1},
    {"defaultCurrency", Form::text, Need::required, {}, 3, 3},
    {"country", Form::text, Need::optional, {}, 9, 2},
    {"externalId", Form::text, Need::required},
    {"code"},
    {"registrationNumber"},
    {"taxRegistrationNumber"},
    {"state", Form::text, Need::required, states},
};
constexpr Expected activation[] = {{"externalId", Form::text, Need::required, {}, 255, 1},
                                   {"code"}};
constexpr Expected vendor_search[] = {
    {"accountingSystems", Form::texts, Need::optional, {}, 100},
    {"codes", Form::texts, Need::optional, {}, 100},
    {"countries", Form::texts, Need::optional, {}, 100},
    {"externalIds", Form::texts, Need::optional, {}, 100},
    {"ids", Form::uuids, Need::optional, {}, 100},
    {"name"},
    {"states", Form::texts, Need::optional, states, 4},
    {"taxRegistrationNumbers", Form::texts, Need::optional, {}, 100},
};

// Documented is that a vendor that exists is a conflict, and not what makes two of them the same:
// here it is the external id.
bool is_taken(const State& state, const json::Value& vendor, std::string_view id) {
    const std::string external_id = text_of(vendor, "externalId");
    const std::vector<json::Value> list = rows(state, Collection::vendors);
    return !external_id.empty() &&
           std::any_of(list.begin(), list.end(), [&](const json::Value& row) {
               return text_of(row, "externalId") == external_id && row_id(row) != id;
           });
}

http::Response keep_vendor(ApiCall& api, json::Value row, int status) {
    if (auto error = keep_row(api.call.state, Collection::vendors, row)) return refuse(*error);
    return data_answer(std::move(row), status);
}

http::Response create_vendor(ApiCall& api) {
    const Result<json::Value> body = read_body(api.body, vendor_creation);
    if (!body) return refuse(body.error());
    if (auto error = foreign_company(*body)) return refuse(*error);
    if (is_taken(api.call.state, *body, {}))
        return conflict("A vendor with this externalId exists.");
    json::Value members = *body;
    // DRAFT is what the accounting system has yet to learn of, so a vendor without its id there.
    json::set(members, "state", text_of(*body, "externalId").empty() ? "DRAFT" : "ACTIVE");
    json::Value vendor = made(api.call, Collection::vendors, std::move(members));
    http::Response response = keep_vendor(api, vendor, 201);
    if (response.status == 201) note_event(api.call, "v1.vendor.created", std::move(vendor));
    return response;
}

http::Response get_vendor(ApiCall& api) {
    const auto row = find_row(api.call.state, Collection::vendors, api.ids[0]);
    return row ? data_answer(*row) : not_found("Vendor");
}

http::Response update_vendor(ApiCall& api) {
    const Result<json::Value> body = read_body(api.body, vendor_update);
    if (!body) return refuse(body.error());
    if (auto error = foreign_company(*body)) return refuse(*error);
    const auto row = find_row(api.call.state, Collection::vendors, api.ids[0]);
    if (!row) return not_found("Vendor");
    if (is_taken(api.call.state, *body, api.ids[0]))
        return conflict("Another vendor has this externalId.");
    return keep_vendor(api, changed(api.call, *row, *body), 200);
}

http::Response move_to(ApiCall& api, json::Value members, std::string_view state) {
    const auto row = find_row(api.call.state, Collection::vendors, api.ids[0]);
    if (!row) return not_found("Vendor");
    if (is_taken(api.call.state, members, api.ids[0]))
        return conflict("Another vendor has this externalId.");
    json::set(members, "state", state);
    const http::Response kept = keep_vendor(api, changed(api.call, *row, members), 200);
    return kept.status == 200 ? no_content() : kept;
}

http::Response activate_vendor(ApiCall& api) {
    const Result<json::Value> body = read_body(api.body, activation);
    if (!body) return refuse(body.error());
    return move_to(api, *body, "ACTIVE");
}

http::Response archive_vendor(ApiCall& api) {
    return move_to(api, json::Value::object(), "ARCHIVED");
}

http::Response search_vendors(ApiCall& api) {
    const Result<json::Value> body = read_body(api.body, vendor_search);
    if (!body) return refuse(body.error());
    std::vector<json::Value> list = rows(api.call.state, Collection::vendors);
    constexpr BodyFilter filters[] = {
        {"accountingSystems", "accountingSystem"},
        {"codes", "code"},
        {"countries", "country"},
        {"externalIds", "externalId"},
        {"ids", "id"},
        {"states", "state"},
        {"taxRegistrationNumbers", "taxRegistrationNumber"},
    };
    keep_wanted(list, *body, filters);
    keep_matching(list, text_of(*body, "name"), "name");
    return paged_answer(std::move(list), api, {{"company_id", "companyId"}});
}

} // namespace

std::span<const Handler> vendor_handlers() {
    static constexpr Handler handlers[] = {
        {"search_vendors", search_vendors},   {"create_vendor", create_vendor},
        {"get_vendor", get_vendor},           {"update_vendor", update_vendor},
        {"activate_vendor", activate_vendor}, {"archive_vendor", archive_vendor},
    };
    return handlers;
}

} // namespace simulator
