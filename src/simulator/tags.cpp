#include "simulator/tags.hpp"

#include "simulator/api.hpp"
#include "simulator/body.hpp"
#include "simulator/books.hpp"
#include "simulator/dummy_company.hpp"
#include "simulator/iso_time.hpp"
#include "simulator/paging.hpp"

#include <algorithm>

namespace simulator {
namespace {

// How many active tags a group may have is documented to be limited, without the number, so here
// only the size of the books is.
constexpr Expected tag_shape[] = {{"code", Form::text, Need::required, {}, 255, 1},
                                  {"name"},
                                  {"archived", Form::flag, Need::required},
                                  {"otherDimensionValues", Form::list, Need::optional, {}, 20}};
constexpr Expected archival[] = {{"companyId", Form::uuid, Need::required},
                                 {"tagIds", Form::uuids, Need::required, {}, 100, 1},
                                 {"archived", Form::flag, Need::required}};
constexpr Expected deletion[] = {{"companyId", Form::uuid, Need::required},
                                 {"tagIds", Form::uuids, Need::required, {}, 100, 1}};
constexpr Expected value_shape[] = {{"value", Form::text, Need::required}};
constexpr Expected tag_search[] = {{"archived", Form::flag},
                                   {"includeArchived", Form::flag},
                                   {"tagGroupIds", Form::uuids},
                                   {"tagIds", Form::uuids},
                                   {"textSearch"}};

std::optional<json::Value> tag_of(const ApiCall& api) {
    return find_row(api.call.state, Collection::tags, api.ids[0]);
}

std::vector<json::Value> values_of(const State& state, std::string_view member,
                                   std::string_view id) {
    std::vector<json::Value> list = rows(state, Collection::tag_values);
    std::erase_if(list, [&](const json::Value& each) { return text_of(each, member) != id; });
    return list;
}

bool is_taken(const State& state, std::string_view group_id, const json::Value& tag,
              std::string_view own_id) {
    const std::vector<json::Value> others = tags_of(state, group_id);
    return std::any_of(others.begin(), others.end(), [&](const json::Value& each) {
        return text_of(each, "code") == text_of(tag, "code") && row_id(each) != own_id;
    });
}

json::Value fresh_value(const Call& call, std::string_view tag_id, std::string_view dimension_id,
                        const std::string& value) {
    const std::string now = iso_time(call.now_ms);
    return json::Value::object({{"_id", tag_value_id(tag_id, dimension_id)},
                                {"tagId", tag_id},
                                {"dimensionId", dimension_id},
                                {"value", value},
                                {"createdAt", now},
                                {"updatedAt", now}});
}

// Takes otherDimensionValues out of the members and gives them to the dimensions, in their order;
// those for which there is no dimension are ignored, as documented.
std::optional<Error> keep_tag(ApiCall& api, json::Value& tag) {
    State& state = api.call.state;
    const std::vector<json::Value>* found = json::find_array(tag, "otherDimensionValues");
    const std::vector<json::Value> values = found == nullptr ? std::vector<json::Value>() : *found;
    std::erase_if(tag.members,
                  [](const json::Member& each) { return each.key == "otherDimensionValues"; });
    const std::vector<json::Value> dimensions = dimensions_of(state, text_of(tag, "groupId"));
    for (std::size_t i = 0; i < values.size() && i < dimensions.size(); ++i) {
        if (!values[i].is_string() || values[i].text.size() > 1000)
            return Error{"JSON_MAPPING_EXCEPTION", "otherDimensionValues must be short texts."};
        const std::string dimension = row_id(dimensions[i]);
        const auto old =
            find_row(state, Collection::tag_values, tag_value_id(row_id(tag), dimension));
        const json::Value members = json::Value::object({{"value", values[i].text}});
        if (auto error =
                keep_row(state, Collection::tag_values,
                         old ? changed(api.call, *old, members)
                             : fresh_value(api.call, row_id(tag), dimension, values[i].text)))
            return error;
    }
    return keep_row(state, Collection::tags, tag);
}

http::Response list_tags(ApiCall& api) {
    if (!find_row(api.call.state, Collection::tag_groups, api.ids[0]))
        return not_found("Tag group");
    std::vector<json::Value> list = tags_of(api.call.state, api.ids[0]);
    if (!is_true(api.query, "include_archived")) std::erase_if(list, is_archived);
    return paged_answer(std::move(list), api, {});
}

http::Response create_tag(ApiCall& api) {
    const Result<json::Value> body = read_body(api.body, tag_shape);
    if (!body) return refuse(body.error());
    if (!find_row(api.call.state, Collection::tag_groups, api.ids[0]))
        return not_found("Tag group");
    if (is_taken(api.call.state, api.ids[0], *body, {}))
        return conflict("A tag with this code exists in the group.");
    json::Value members = *body;
    json::set(members, "groupId", api.ids[0]);
    json::Value tag = made(api.call, Collection::tags, std::move(members));
    if (auto error = keep_tag(api, tag)) return refuse(*error);
    return data_answer(std::move(tag), 201);
}

http::Response get_tag(ApiCall& api) {
    const auto row = tag_of(api);
    return row ? data_answer(*row) : not_found("Tag");
}

http::Response update_tag(ApiCall& api) {
    const Result<json::Value> body = read_body(api.body, tag_shape);
    if (!body) return refuse(body.error());
    const auto row = tag_of(api);
    if (!row) return not_found("Tag");
    if (is_taken(api.call.state, text_of(*row, "groupId"), *body, api.ids[0]))
        return conflict("Another tag of the group has this code.");
    json::Value tag = changed(api.call, *row, *body);
    if (auto error = keep_tag(api, tag)) return refuse(*error);
    return data_answer(std::move(tag));
}

http::Response delete_tag(ApiCall& api) {
    if (!tag_of(api)) return not_found("Tag");
    if (auto error = remove_tag(api.call.state, api.ids[0])) return refuse(*error);
    return no_content();
}

// What is answered when one of many tags does not exist is not documented: 404, and none changes.
http::Response archive_tags(ApiCall& api) {
    const Result<json::Value> body = read_body(api.body, archival);
    if (!body) return refuse(body.error());
    if (auto error = foreign_company(*body)) return refuse(*error);
    const json::Value members = json::Value::object({{"archived", *json::find(*body, "archived")}});
    std::vector<json::Value> list;
    for (const std::string& id : texts_of(*body, "tagIds")) {
        const auto row = find_row(api.call.state, Collection::tags, id);
        if (!row) return not_found("Tag " + id);
        list.push_back(changed(api.call, *row, members));
        if (auto error = keep_row(api.call.state, Collection::tags, list.back()))
            return refuse(*error);
    }
    return data_answer(std::move(list));
}

http::Response delete_tags(ApiCall& api) {
    const Result<json::Value> body = read_body(api.body, deletion);
    if (!body) return refuse(body.error());
    if (auto error = foreign_company(*body)) return refuse(*error);
    for (const std::string& id : texts_of(*body, "tagIds")) {
        if (!find_row(api.call.state, Collection::tags, id)) return not_found("Tag " + id);
        if (auto error = remove_tag(api.call.state, id)) return refuse(*error);
    }
    return no_content();
}

// Documented is that archived ones are left out unless asked for; `archived` outweighs
// `includeArchived`.
Result<std::vector<json::Value>> searched_tags(const ApiCall& api) {
    const Result<json::Value> body = read_body(api.body, tag_search);
    if (!body) return body.error();
    std::vector<json::Value> list = of_company(rows(api.call.state, Collection::tags), api.query);
    constexpr BodyFilter filters[] = {{"tagGroupIds", "groupId"}, {"tagIds", "id"}};
    keep_wanted(list, *body, filters);
    keep_matching(list, text_of(*body, "textSearch"), "name");
    const auto archived = json::find_boolean(*body, "archived");
    const bool all = json::find_boolean(*body, "includeArchived").value_or(false);
    std::erase_if(list, [&](const json::Value& tag) {
        return archived ? is_archived(tag) != *archived : !all && is_archived(tag);
    });
    return list;
}

http::Response search_tags(ApiCall& api) {
    Result<std::vector<json::Value>> list = searched_tags(api);
    if (!list) return refuse(list.error());
    return paged_answer(std::move(*list), api, {});
}

http::Response find_tags(ApiCall& api) {
    std::vector<json::Value> list = of_company(rows(api.call.state, Collection::tags), api.query);
    if (const std::string* text = find_value(api.query, "text_search"))
        keep_matching(list, *text, "name");
    if (!is_true(api.query, "include_archived")) std::erase_if(list, is_archived);
    return paged_answer(std::move(list), api, {{"tag_group_id", "groupId"}});
}

http::Response aggregate_tags(ApiCall& api) {
    Result<std::vector<json::Value>> list = searched_tags(api);
    if (!list) return refuse(list.error());
    const State& state = api.call.state;
    for (json::Value& tag : *list) {
        const std::string group_id = text_of(tag, "groupId");
        std::erase_if(tag.members, [](const json::Member& each) { return each.key == "groupId"; });
        json::set(tag, "companyId", company_id);
        if (const auto group = find_row(state, Collection::tag_groups, group_id)) {
            json::set(tag, "group",
                      json::Value::object({{"id", group_id},
                                           {"name", text_of(*group, "name")},
                                           {"code", text_of(*group, "code")}}));
        }
        json::Value dimensions = json::Value::array();
        for (const json::Value& each : dimensions_of(state, group_id)) {
            const auto value =
                find_row(state, Collection::tag_values, tag_value_id(row_id(tag), row_id(each)));
            json::Value dimension = json::Value::object();
            for (const char* member : {"id", "name", "code", "displayOrder", "visible"}) {
                if (const json::Value* found = json::find(each, member))
                    json::set(dimension, member, *found);
            }
            json::set(dimension, "value", value ? text_of(*value, "value") : std::string());
            dimensions.items.push_back(std::move(dimension));
        }
        json::set(tag, "dimensions", std::move(dimensions));
    }
    return paged_answer(std::move(*list), api, {});
}

std::optional<json::Value> value_of(const ApiCall& api) {
    return find_row(api.call.state, Collection::tag_values, tag_value_id(api.ids[0], api.ids[1]));
}

http::Response keep_value(ApiCall& api, json::Value value) {
    if (auto error = keep_row(api.call.state, Collection::tag_values, value)) return refuse(*error);
    return data_answer(std::move(value));
}

http::Response list_values(ApiCall& api) {
    if (!tag_of(api)) return not_found("Tag");
    return data_answer(values_of(api.call.state, "tagId", api.ids[0]));
}

http::Response get_value(ApiCall& api) {
    const auto value = value_of(api);
    return value ? data_answer(*value) : not_found("Dimension value");
}

http::Response create_value(ApiCall& api) {
    const Result<json::Value> body = read_body(api.body, value_shape);
    if (!body) return refuse(body.error());
    const auto tag = tag_of(api);
    if (!tag) return not_found("Tag");
    const auto dimension = find_row(api.call.state, Collection::dimensions, api.ids[1]);
    if (!dimension || text_of(*dimension, "groupId") != text_of(*tag, "groupId"))
        return not_found("Dimension");
    if (value_of(api)) return conflict("The tag has a value in this dimension.");
    return keep_value(api, fresh_value(api.call, api.ids[0], api.ids[1], text_of(*body, "value")));
}

http::Response update_value(ApiCall& api) {
    const Result<json::Value> body = read_body(api.body, value_shape);
    if (!body) return refuse(body.error());
    const auto value = value_of(api);
    if (!value) return not_found("Dimension value");
    return keep_value(api, changed(api.call, *value, *body));
}

// The one deletion that is documented to answer with what it has deleted.
http::Response delete_value(ApiCall& api) {
    const auto value = value_of(api);
    if (!value) return not_found("Dimension value");
    if (auto error = remove_row(api.call.state, Collection::tag_values, row_id(*value)))
        return refuse(*error);
    return data_answer(*value);
}

std::optional<Error> remove_values(State& state, std::string_view member, std::string_view id) {
    for (const json::Value& each : values_of(state, member, id)) {
        if (auto error = remove_row(state, Collection::tag_values, row_id(each))) return error;
    }
    return std::nullopt;
}

} // namespace

std::vector<json::Value> dimensions_of(const State& state, std::string_view group_id) {
    std::vector<json::Value> list = rows(state, Collection::dimensions);
    std::erase_if(list,
                  [&](const json::Value& each) { return text_of(each, "groupId") != group_id; });
    std::stable_sort(list.begin(), list.end(), [](const json::Value& a, const json::Value& b) {
        return json::find_integer(a, "displayOrder") < json::find_integer(b, "displayOrder");
    });
    return list;
}

std::vector<json::Value> tags_of(const State& state, std::string_view group_id) {
    std::vector<json::Value> list = rows(state, Collection::tags);
    std::erase_if(list,
                  [&](const json::Value& each) { return text_of(each, "groupId") != group_id; });
    return list;
}

std::string tag_value_id(std::string_view tag_id, std::string_view dimension_id) {
    return std::string(tag_id) + "/" + std::string(dimension_id);
}

std::optional<Error> remove_tag(State& state, const std::string& tag_id) {
    if (auto error = remove_values(state, "tagId", tag_id)) return error;
    return remove_row(state, Collection::tags, tag_id);
}

std::optional<Error> remove_dimension(State& state, const std::string& dimension_id) {
    if (auto error = remove_values(state, "dimensionId", dimension_id)) return error;
    return remove_row(state, Collection::dimensions, dimension_id);
}

bool is_archived(const json::Value& row) {
    return json::find_boolean(row, "archived").value_or(false);
}

std::span<const Handler> tag_handlers() {
    static constexpr Handler handlers[] = {
        {"list_tags", list_tags},
        {"create_tag", create_tag},
        {"find_tags", find_tags},
        {"search_tags", search_tags},
        {"get_tag", get_tag},
        {"update_tag", update_tag},
        {"delete_tag", delete_tag},
        {"archive_tags", archive_tags},
        {"delete_tags", delete_tags},
        {"list_tag_values", list_values},
        {"get_tag_value", get_value},
        {"create_tag_value", create_value},
        {"update_tag_value", update_value},
        {"delete_tag_value", delete_value},
        {"aggregate_tags", aggregate_tags},
    };
    return handlers;
}

} // namespace simulator
