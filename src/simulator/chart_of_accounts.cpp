// The chart of accounts, and its beta, which has the same accounts in nearly the same shapes.
#include "simulator/api.hpp"
#include "simulator/body.hpp"
#include "simulator/books.hpp"
#include "simulator/paging.hpp"

#include <algorithm>
#include <set>
#include <string>

namespace simulator {
namespace {

constexpr std::size_t most_in_batch = 1000;

constexpr Expected account_creation[] = {
    {"companyId", Form::uuid, Need::required},
    {"externalId", Form::text, Need::required, {}, 255, 1},
    {"name", Form::text, Need::required},
    {"code"},
    {"archived", Form::flag, Need::required},
    {"taxCodeExternalId"},
    {"metadata", Form::map},
};
constexpr Expected account_update[] = {
    {"name", Form::text, Need::required},
    {"code"},
    {"archived", Form::flag, Need::required},
    {"taxCodeExternalId"},
    {"metadata", Form::map},
};
constexpr Expected batch[] = {{"companyId", Form::uuid, Need::required},
                              {"items", Form::list, Need::required, {}, most_in_batch, 1}};
constexpr Expected account_search[] = {
    {"companyId", Form::uuid, Need::required},
    {"excludeIfAssignedToCategory", Form::flag, Need::required},
    {"excludeIfAssignedToContraAccount", Form::flag, Need::required},
    {"archived", Form::flag},
    {"code"},
    {"codes", Form::texts},
    {"externalId"},
    {"ids", Form::uuids},
    {"name"},
};
constexpr Expected search_beta[] = {{"companyId", Form::uuid, Need::required},
                                    {"archived", Form::flag},
                                    {"code"},
                                    {"externalId"},
                                    {"ids", Form::uuids},
                                    {"name"}};

std::optional<json::Value> with_external_id(const State& state, std::string_view external_id) {
    for (json::Value& row : rows(state, Collection::accounts)) {
        if (text_of(row, "externalId") == external_id) return std::move(row);
    }
    return std::nullopt;
}

json::Value numbered(const State& state, json::Value members) {
    members.members.insert(members.members.begin(), {"id", next_id(state, Collection::accounts)});
    return members;
}

// 200 "Request matched existing account" and 409 "account with the same externalId exists" are both
// documented: the same account once more is the former, another one the latter.
http::Response create_account(ApiCall& api) {
    const Result<json::Value> body = read_body(api.body, account_creation);
    if (!body) return refuse(body.error());
    if (auto error = foreign_company(*body)) return refuse(*error);
    if (auto existing = with_external_id(api.call.state, text_of(*body, "externalId"))) {
        json::Value same = *existing;
        for (const json::Member& each : body->members)
            json::set(same, each.key, each.value);
        if (same == *existing) return data_answer(*existing);
        return conflict("An account with this externalId exists.");
    }
    const json::Value row = numbered(api.call.state, *body);
    if (auto error = keep_row(api.call.state, Collection::accounts, row)) return refuse(*error);
    return data_answer(row, 201);
}

// Every entry of a batch that cannot be created says why, in Pleo's words for it.
std::vector<json::Value> reasons_against(const std::set<std::string>& taken,
                                         const json::Value& item) {
    std::vector<json::Value> reasons;
    const std::string external_id = text_of(item, "externalId");
    if (external_id.empty())
        reasons.emplace_back("EXTERNAL_ID_EMPTY");
    else if (external_id.size() > 255)
        reasons.emplace_back("EXTERNAL_ID_TOO_LONG");
    else if (taken.contains(external_id))
        reasons.emplace_back("EXTERNAL_ID_ALREADY_EXISTS");
    const std::string name = text_of(item, "name");
    if (name.empty())
        reasons.emplace_back("NAME_EMPTY");
    else if (name.size() > 255)
        reasons.emplace_back("NAME_TOO_LONG");
    if (text_of(item, "code").size() > 255) reasons.emplace_back("CODE_TOO_LONG");
    return reasons;
}

http::Response create_accounts(ApiCall& api) {
    const Result<json::Value> body = read_body(api.body, batch);
    if (!body) return refuse(body.error());
    if (auto error = foreign_company(*body)) return refuse(*error);
    State& state = api.call.state;
    std::set<std::string> taken;
    for (const json::Value& each : rows(state, Collection::accounts))
        taken.insert(text_of(each, "externalId"));
    json::Value created = json::Value::array();
    json::Value failed = json::Value::array();
    for (json::Value item : *json::find_array(*body, "items")) {
        std::vector<json::Value> reasons = reasons_against(taken, item);
        const json::Value request = item;
        json::set(item, "companyId", *json::find(*body, "companyId"));
        const Result<json::Value> row = read_body(item, account_creation);
        if (reasons.empty() && !row) reasons.emplace_back("OTHER");
        if (!reasons.empty()) {
            failed.items.push_back(json::Value::object(
                {{"reasons", json::Value::array(std::move(reasons))}, {"request", request}}));
            continue;
        }
        taken.insert(text_of(*row, "externalId"));
        created.items.push_back(numbered(state, *row));
        if (auto error = keep_row(state, Collection::accounts, created.items.back()))
            return refuse(*error);
    }
    return data_answer(
        json::Value::object({{"created", std::move(created)}, {"failed", std::move(failed)}}), 201);
}

http::Response get_account(ApiCall& api) {
    const auto row = find_row(api.call.state, Collection::accounts, api.ids[0]);
    return row ? data_answer(*row) : not_found("Account");
}

http::Response update_account(ApiCall& api) {
    const Result<json::Value> body = read_body(api.body, account_update);
    if (!body) return refuse(body.error());
    const auto row = find_row(api.call.state, Collection::accounts, api.ids[0]);
    if (!row) return not_found("Account");
    // 400 is documented for a tax code that does not exist.
    if (const auto code = json::find_string(*body, "taxCodeExternalId")) {
        const std::vector<json::Value> codes = rows(api.call.state, Collection::tax_codes);
        if (std::none_of(codes.begin(), codes.end(), [&](const json::Value& each) {
                return json::find_string(each, "code") == code;
            }))
            return bad_request("There is no tax code with this taxCodeExternalId.");
    }
    const json::Value now = changed(api.call, *row, *body);
    if (auto error = keep_row(api.call.state, Collection::accounts, now)) return refuse(*error);
    return data_answer(now);
}

http::Response delete_account(ApiCall& api) {
    if (!find_row(api.call.state, Collection::accounts, api.ids[0])) return not_found("Account");
    for (const json::Value& entry : rows(api.call.state, Collection::entries)) {
        if (text_of(entry, "accountId") == api.ids[0])
            return conflict("Accounting entries use this account. Archive it instead.");
    }
    if (auto error = remove_row(api.call.state, Collection::accounts, api.ids[0]))
        return refuse(*error);
    return no_content();
}

// The dummy company knows no categories and no contra accounts, so none is excluded for those.
http::Response found(ApiCall& api, std::span<const Expected> shape) {
    const Result<json::Value> body = read_body(api.body, shape);
    if (!body) return refuse(body.error());
    std::vector<json::Value> list = rows(api.call.state, Collection::accounts);
    constexpr BodyFilter filters[] = {{"codes", "code"}, {"ids", "id"}};
    keep_wanted(list, *body, filters);
    keep_matching(list, text_of(*body, "name"), "name");
    const auto archived = json::find_boolean(*body, "archived");
    std::erase_if(list, [&](const json::Value& row) {
        const auto differs = [&](std::string_view member) {
            const auto wanted = json::find_string(*body, member);
            return wanted && *wanted != text_of(row, member);
        };
        return differs("companyId") || differs("code") || differs("externalId") ||
               (archived && json::find_boolean(row, "archived") != archived);
    });
    return paged_answer(presented(std::move(list)), api, {});
}

http::Response search_accounts(ApiCall& api) { return found(api, account_search); }
http::Response search_accounts_beta(ApiCall& api) { return found(api, search_beta); }

} // namespace

std::span<const Handler> account_handlers() {
    static constexpr Handler handlers[] = {
        {"search_accounts", search_accounts},
        {"create_account", create_account},
        {"create_accounts", create_accounts},
        {"get_account", get_account},
        {"update_account", update_account},
        {"delete_account", delete_account},
        {"search_accounts_beta", search_accounts_beta},
        {"create_account_beta", create_account},
        {"get_account_beta", get_account},
        {"update_account_beta", update_account},
        {"delete_account_beta", delete_account},
    };
    return handlers;
}

} // namespace simulator
