// Tag groups and their dimensions. Their lists come whole, without pages.
#include "simulator/api.hpp"
#include "simulator/body.hpp"
#include "simulator/books.hpp"
#include "simulator/dummy_company.hpp"
#include "simulator/tags.hpp"

#include <algorithm>

namespace simulator {
namespace {

constexpr std::size_t most_dimensions = 20;

constexpr Expected group_creation[] = {{"name", Form::text, Need::required, {}, 255, 1},
                                       {"code", Form::text, Need::required},
                                       {"archived", Form::flag, Need::required},
                                       {"metadata", Form::map}};
constexpr Expected group_update[] = {{"name", Form::text, Need::required, {}, 255, 1},
                                     {"code", Form::text, Need::required},
                                     {"archived", Form::flag, Need::required},
                                     {"metadata", Form::map, Need::required}};
constexpr Expected dimension_creation[] = {{"name", Form::text, Need::required, {}, 255, 1},
                                           {"code", Form::text, Need::required},
                                           {"visible", Form::flag, Need::required}};
constexpr Expected dimension_update[] = {{"name", Form::text, Need::required, {}, 255, 1},
                                         {"code", Form::text, Need::required},
                                         {"displayOrder", Form::whole, Need::required},
                                         {"visible", Form::flag, Need::required}};

std::optional<json::Value> group_of(const ApiCall& api) {
    return find_row(api.call.state, Collection::tag_groups, api.ids[0]);
}

// Of this group: an id of another one is as good as none.
std::optional<json::Value> dimension_of(const ApiCall& api) {
    auto row = find_row(api.call.state, Collection::dimensions, api.ids[1]);
    return row && text_of(*row, "groupId") == api.ids[0] ? row : std::nullopt;
}

http::Response keep_group(ApiCall& api, Collection collection, json::Value row) {
    if (auto error = keep_row(api.call.state, collection, row)) return refuse(*error);
    return data_answer(std::move(row));
}

http::Response list_groups(ApiCall& api) {
    if (auto refusal = refuse_without_company(api.query)) return *refusal;
    std::vector<json::Value> list =
        of_company(rows(api.call.state, Collection::tag_groups), api.query);
    if (!is_true(api.query, "include_archived")) std::erase_if(list, is_archived);
    if (is_true(api.query, "include_tags_count")) {
        for (json::Value& group : list)
            json::set(group, "totalTagsCount",
                      static_cast<std::int64_t>(tags_of(api.call.state, row_id(group)).size()));
    }
    return data_answer(std::move(list));
}

http::Response create_group(ApiCall& api) {
    const Result<json::Value> body = read_body(api.body, group_creation);
    if (!body) return refuse(body.error());
    const std::string* company = find_value(api.query, "company_id");
    json::Value members = *body;
    json::set(members, "companyId", company == nullptr ? std::string(company_id) : *company);
    if (auto error = foreign_company(members)) return refuse(*error);
    if (json::find(members, "metadata") == nullptr)
        json::set(members, "metadata", json::Value::object());
    return keep_group(api, Collection::tag_groups,
                      made(api.call, Collection::tag_groups, std::move(members)));
}

http::Response get_group(ApiCall& api) {
    const auto row = group_of(api);
    return row ? data_answer(*row) : not_found("Tag group");
}

http::Response update_group(ApiCall& api) {
    const Result<json::Value> body = read_body(api.body, group_update);
    if (!body) return refuse(body.error());
    const auto row = group_of(api);
    if (!row) return not_found("Tag group");
    return keep_group(api, Collection::tag_groups, changed(api.call, *row, *body));
}

http::Response delete_group(ApiCall& api) {
    if (!group_of(api)) return not_found("Tag group");
    State& state = api.call.state;
    for (const json::Value& tag : tags_of(state, api.ids[0])) {
        if (auto error = remove_tag(state, row_id(tag))) return refuse(*error);
    }
    for (const json::Value& dimension : dimensions_of(state, api.ids[0])) {
        if (auto error = remove_dimension(state, row_id(dimension))) return refuse(*error);
    }
    if (auto error = remove_row(state, Collection::tag_groups, api.ids[0])) return refuse(*error);
    return no_content();
}

http::Response get_usage(ApiCall& api) {
    if (!group_of(api)) return not_found("Tag group");
    const std::vector<json::Value> entries = rows(api.call.state, Collection::entries);
    json::Value usages = json::Value::array();
    for (const json::Value& tag : tags_of(api.call.state, api.ids[0])) {
        const std::string id = row_id(tag);
        const auto count = std::count_if(entries.begin(), entries.end(), [&](const auto& entry) {
            const std::vector<json::Value>* tags = json::find_array(entry, "tags");
            return tags != nullptr &&
                   std::any_of(tags->begin(), tags->end(), [&](const auto& each) {
                       return json::find_string(each, "tagId") == id;
                   });
        });
        usages.items.push_back(
            json::Value::object({{"id", id}, {"count", static_cast<std::int64_t>(count)}}));
    }
    return data_answer(json::Value::object({{"usages", std::move(usages)}}));
}

http::Response list_dimensions(ApiCall& api) {
    if (!group_of(api)) return not_found("Tag group");
    return data_answer(dimensions_of(api.call.state, api.ids[0]));
}

// "The display order of a new tag group dimension is managed by the highest column order value":
// it comes last, whatever the body says.
http::Response create_dimension(ApiCall& api) {
    const Result<json::Value> body = read_body(api.body, dimension_creation);
    if (!body) return refuse(body.error());
    if (!group_of(api)) return not_found("Tag group");
    const std::vector<json::Value> others = dimensions_of(api.call.state, api.ids[0]);
    if (others.size() >= most_dimensions)
        return bad_request("Simulated Staging keeps at most 20 dimensions in a group.");
    const std::int64_t last =
        others.empty() ? 0 : json::find_integer(others.back(), "displayOrder").value_or(0);
    json::Value members = *body;
    json::set(members, "groupId", api.ids[0]);
    json::set(members, "displayOrder", last + 1);
    return keep_group(api, Collection::dimensions,
                      made(api.call, Collection::dimensions, std::move(members)));
}

http::Response get_dimension(ApiCall& api) {
    const auto row = dimension_of(api);
    return row ? data_answer(*row) : not_found("Dimension");
}

http::Response update_dimension(ApiCall& api) {
    const Result<json::Value> body = read_body(api.body, dimension_update);
    if (!body) return refuse(body.error());
    const std::int64_t order = *json::find_integer(*body, "displayOrder");
    if (order < 1 || order > 1000) return bad_request("displayOrder starts from 1.");
    const auto row = dimension_of(api);
    if (!row) return not_found("Dimension");
    return keep_group(api, Collection::dimensions, changed(api.call, *row, *body));
}

http::Response delete_dimension(ApiCall& api) {
    if (!dimension_of(api)) return not_found("Dimension");
    if (auto error = remove_dimension(api.call.state, api.ids[1])) return refuse(*error);
    return no_content();
}

http::Response aggregate_groups(ApiCall& api) {
    if (auto refusal = refuse_without_company(api.query)) return *refusal;
    std::vector<json::Value> list =
        of_company(rows(api.call.state, Collection::tag_groups), api.query);
    std::vector<std::string> wanted;
    for (const http::Field& each : api.query) {
        if (each.name == "tag_group_ids" && !each.value.empty()) wanted.push_back(each.value);
    }
    std::erase_if(list, [&](const json::Value& group) {
        if (wanted.empty()) return is_archived(group);
        return std::find(wanted.begin(), wanted.end(), row_id(group)) == wanted.end();
    });
    for (json::Value& group : list) {
        std::erase_if(group.members,
                      [](const json::Member& each) { return each.key == "metadata"; });
        std::vector<json::Value> dimensions = dimensions_of(api.call.state, row_id(group));
        for (json::Value& each : dimensions)
            std::erase_if(each.members, [](const json::Member& m) { return m.key == "groupId"; });
        json::set(group, "dimensions", json::Value::array(std::move(dimensions)));
    }
    return data_answer(std::move(list));
}

} // namespace

std::span<const Handler> tag_group_handlers() {
    static constexpr Handler handlers[] = {
        {"list_tag_groups", list_groups},
        {"create_tag_group", create_group},
        {"get_tag_group", get_group},
        {"update_tag_group", update_group},
        {"delete_tag_group", delete_group},
        {"get_tag_group_usage", get_usage},
        {"list_tag_dimensions", list_dimensions},
        {"create_tag_dimension", create_dimension},
        {"get_tag_dimension", get_dimension},
        {"update_tag_dimension", update_dimension},
        {"delete_tag_dimension", delete_dimension},
        {"aggregate_tag_groups", aggregate_groups},
    };
    return handlers;
}

} // namespace simulator
