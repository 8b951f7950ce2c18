#include "playground/record.hpp"

#include "playground/keeping.hpp"
#include "playground/log_json.hpp"
#include "playground/plan.hpp"
#include "playground/turn.hpp"

#include "http/exchange_json.hpp"
#include "http/secret_search.hpp"
#include "oauth/credential_slips.hpp"
#include "oauth/pkce.hpp"
#include "staging/simulated_client.hpp"
#include "json/json.hpp"

#include <algorithm>
#include <array>

namespace playground {

namespace {

constexpr int version = 1;

constexpr std::array<std::string_view, step_count> step_words{
    "get_access",     "register_client",      "authorise", "redirect_and_exchange", "call_apis",
    "refresh_tokens", "expiry_and_revocation"};

constexpr std::array<std::string_view, 4> route_words{"simulated", "direct", "relay", "terminal"};

constexpr std::array<std::string_view, 3> mark_words{"open", "ticked", "seen"};

constexpr std::string_view basic_word = "client_secret_basic";
constexpr std::string_view post_word = "client_secret_post";

// --- writing --------------------------------------------------------------------------------------------------

json::Value to_json(const Registration& registration) {
    const bool basic =
        registration.client.authentication == oauth::ClientAuthentication::client_secret_basic;
    return json::Value::object({
        {"environment", registration.environment},
        {"route", route_words[static_cast<std::size_t>(registration.route)]},
        {"client_id", registration.client.client_id},
        {"redirect_uri", registration.client.redirect_uri},
        {"scopes", registration.scopes},
        {"extra_authorization", registration.extra.authorization},
        {"extra_token", registration.extra.token},
        {"client_authentication", basic ? basic_word : post_word},
        {"route_chosen", registration.route_choice == Registration::Choice::by_person},
        {"authentication_chosen", registration.authentication == Registration::Choice::by_person},
    });
}

json::Value registrations_to_json(const std::vector<Registration>& registrations) {
    std::vector<json::Value> list;
    list.reserve(registrations.size());
    for (const Registration& each : registrations)
        list.push_back(to_json(each));
    return json::Value::array(std::move(list));
}

json::Value to_json(const oauth::PendingAuthorization& pending) {
    return json::Value::object({
        {"state", pending.state},
        {"code_verifier", pending.code_verifier},
        {"redirect_uri", pending.redirect_uri},
        {"environment", pending.environment},
        {"client_id", pending.client_id},
        {"scope", pending.scope},
        {"issuer", pending.issuer},
        {"authorization_origin", pending.authorization_origin},
        {"iss_parameter_supported", pending.iss_parameter_supported},
        {"created_at_ms", pending.created_at_ms},
    });
}

json::Value to_json(const Record::Call& call) {
    std::vector<json::Value> parameters;
    for (const http::Field& each : call.parameters)
        parameters.push_back(json::Value::array({each.name, each.value}));
    return json::Value::object({{"operation", call.operation},
                                {"method", call.method},
                                {"path", call.path},
                                {"body", call.body},
                                {"parameters", json::Value::array(std::move(parameters))}});
}

// The newest exchanges that fit, in their order.
std::vector<json::Value> fitting(const std::vector<http::Exchange>& exchanges) {
    std::vector<json::Value> kept;
    std::size_t length = 0;
    for (auto each = exchanges.rbegin(); each != exchanges.rend(); ++each) {
        if (kept.size() == most_recorded_exchanges) break;
        json::Value value = http::to_json(*each);
        length += json::dump(value).size();
        if (length > longest_record) break;
        kept.push_back(std::move(value));
    }
    std::reverse(kept.begin(), kept.end());
    return kept;
}

// --- reading --------------------------------------------------------------------------------------------------

// A member that must be there: false when it is not, is of another kind, or is too long.
bool read(const json::Value& object, std::string_view name, std::string& value) {
    const auto text = json::find_string(object, name);
    if (!text || text->size() > longest_text) return false;
    value = *text;
    return true;
}

bool read(const json::Value& object, std::string_view name, bool& value) {
    const auto flag = json::find_boolean(object, name);
    if (flag) value = *flag;
    return flag.has_value();
}

std::optional<json::Value> document(std::string_view text) {
    if (text.empty()) return std::nullopt;
    const json::Parsed parsed = json::parse(text);
    if (!parsed.document || !parsed.document->duplicate_keys.empty()) return std::nullopt;
    if (json::find_integer(parsed.document->root, "version") != version) return std::nullopt;
    return parsed.document->root;
}

std::optional<Registration> registration_from_json(const json::Value& value) {
    Registration registration;
    std::string method, route;
    if (!read(value, "environment", registration.environment) || !read(value, "route", route) ||
        !read(value, "client_id", registration.client.client_id) ||
        !read(value, "redirect_uri", registration.client.redirect_uri) ||
        !read(value, "scopes", registration.scopes) ||
        !read(value, "client_authentication", method))
        return std::nullopt;
    if (method != basic_word && method != post_word) return std::nullopt;
    const auto word = std::find(route_words.begin(), route_words.end(), route);
    if (word == route_words.end()) return std::nullopt;
    registration.route = static_cast<Route>(word - route_words.begin());
    // Absent in what an older page wrote.
    read(value, "extra_authorization", registration.extra.authorization);
    read(value, "extra_token", registration.extra.token);
    if (json::find_boolean(value, "authentication_chosen").value_or(false))
        registration.authentication = Registration::Choice::by_person;
    if (json::find_boolean(value, "route_chosen").value_or(false))
        registration.route_choice = Registration::Choice::by_person;
    if (method == post_word)
        registration.client.authentication = oauth::ClientAuthentication::client_secret_post;
    return registration;
}

constexpr std::size_t most_registrations = 32;

std::optional<std::vector<Registration>> registrations_from_json(
    const std::vector<json::Value>& list) {
    std::vector<Registration> registrations;
    if (list.size() > most_registrations) return std::nullopt;
    for (const json::Value& value : list) {
        std::optional<Registration> registration = registration_from_json(value);
        if (!registration) return std::nullopt;
        registrations.push_back(std::move(*registration));
    }
    return registrations;
}

std::optional<oauth::PendingAuthorization> pending_from_json(const json::Value& value) {
    oauth::PendingAuthorization pending;
    const auto created = json::find_integer(value, "created_at_ms");
    if (!created || !read(value, "state", pending.state) ||
        !read(value, "code_verifier", pending.code_verifier) ||
        !read(value, "redirect_uri", pending.redirect_uri) ||
        !read(value, "environment", pending.environment) ||
        !read(value, "client_id", pending.client_id) || !read(value, "scope", pending.scope) ||
        !read(value, "issuer", pending.issuer) ||
        !read(value, "authorization_origin", pending.authorization_origin) ||
        !read(value, "iss_parameter_supported", pending.iss_parameter_supported))
        return std::nullopt;
    if (pending.state.empty() || !oauth::valid_code_verifier(pending.code_verifier))
        return std::nullopt;
    pending.created_at_ms = *created;
    return pending;
}

std::optional<Record::Call> call_from_json(const json::Value& value) {
    Record::Call call;
    const auto body = json::find_string(value, "body");
    const std::vector<json::Value>* parameters = json::find_array(value, "parameters");
    if (!read(value, "operation", call.operation) || !read(value, "method", call.method) ||
        !read(value, "path", call.path) || !body || body->size() > longest_recorded_body ||
        parameters == nullptr || parameters->size() > most_parameters)
        return std::nullopt;
    call.body = *body;
    for (const json::Value& each : *parameters) {
        const bool pair = each.items.size() == 2 && each.items[0].text.size() <= 128 &&
                          each.items[1].text.size() <= longest_text;
        if (!pair || each.items[0].text.empty()) return std::nullopt;
        call.parameters.push_back({each.items[0].text, each.items[1].text});
    }
    return call;
}

std::optional<std::vector<http::Exchange>> exchanges_from_json(
    const std::vector<json::Value>& list) {
    if (list.size() > most_recorded_exchanges) return std::nullopt;
    std::vector<http::Exchange> exchanges;
    for (const json::Value& value : list) {
        std::optional<http::Exchange> exchange = http::exchange_from_json(value);
        if (!exchange || http::under_way(*exchange)) return std::nullopt;
        const std::uint32_t before = exchanges.empty() ? 0 : exchanges.back().id;
        if (exchange->id <= before) return std::nullopt;
        exchange->redacted = true;
        exchanges.push_back(std::move(*exchange));
    }
    return exchanges;
}

// --- of a model -----------------------------------------------------------------------------------------------

void shorten(std::string& body) {
    if (body.size() <= longest_recorded_body) return;
    body = "(" + std::to_string(body.size()) + " bytes, not kept over the page load)";
}

// The exchanges without their secrets, and with a word where an answer will never come.
std::vector<http::Exchange> redacted_exchanges(const Model& model) {
    const http::SecretSearch known(secrets(model));
    std::vector<http::Exchange> exchanges;
    std::size_t length = 0;
    // From the newest on, and cut before it is searched: a page that is being left has little time.
    for (auto each = model.exchanges.rbegin(); each != model.exchanges.rend(); ++each) {
        http::Exchange exchange = *each;
        shorten(exchange.request.body);
        if (exchange.response) shorten(exchange.response->body);
        length += exchange.request.url.size() + exchange.request.body.size() +
                  (exchange.response ? exchange.response->body.size() : 0);
        if (exchanges.size() == most_recorded_exchanges || length > longest_record) break;
        if (!exchange.redacted) exchange = http::redact_with(known, exchange);
        exchange.redacted = true;
        if (http::under_way(exchange)) {
            exchange.failure = http::Failure::aborted;
            exchange.failure_text = "The page was left before the answer came.";
            exchange.duration_ms = 0;
        }
        exchanges.push_back(std::move(exchange));
    }
    std::reverse(exchanges.begin(), exchanges.end());
    return exchanges;
}

} // namespace

std::string to_text(const Record& record) {
    json::Value root = json::Value::object({
        {"version", version},
        {"step", step_words[static_cast<std::size_t>(record.step)]},
        {"registration", to_json(record.registration)},
        {"others", registrations_to_json(record.others)},
        {"exchanges", json::Value::array(fitting(record.exchanges))},
        {"log", to_json(record.log)},
        {"lost_secret", record.lost_secret},
        {"lost_code", record.lost_code},
        {"lost_tokens", record.lost_tokens},
    });
    if (record.pending) json::set(root, "pending", to_json(*record.pending));
    if (record.call) json::set(root, "call", to_json(*record.call));
    if (record.another_secret) json::set(root, "another_secret", json::Value(true));
    return json::dump(root);
}

std::string to_text(const Settings& settings) {
    std::vector<json::Value> marks;
    for (const Mark mark : settings.checklist.marks)
        marks.emplace_back(mark_words[static_cast<std::size_t>(mark)]);
    return json::dump(json::Value::object({
        {"version", version},
        {"environment", settings.environment},
        {"registrations", registrations_to_json(settings.registrations)},
        {"checklist", json::Value::array(std::move(marks))},
        {"credentials_came", settings.checklist.credentials_came},
    }));
}

namespace {

// Apart from what finds that there is nothing: a first visit needs no more.
[[gnu::noinline]] std::optional<Record> record_from_json(const json::Value& root) {
    Record record;
    std::string step;
    const std::vector<json::Value>* list = json::find_array(root, "exchanges");
    const json::Value* registration = json::find(root, "registration");
    if (list == nullptr || registration == nullptr || !read(root, "step", step) ||
        !read(root, "lost_secret", record.lost_secret) ||
        !read(root, "lost_code", record.lost_code) ||
        !read(root, "lost_tokens", record.lost_tokens))
        return std::nullopt;

    const auto word = std::find(step_words.begin(), step_words.end(), step);
    auto read_registration = registration_from_json(*registration);
    auto exchanges = exchanges_from_json(*list);
    if (word == step_words.end() || !read_registration || !exchanges) return std::nullopt;
    record.step = static_cast<Step>(word - step_words.begin());
    record.registration = std::move(*read_registration);
    record.exchanges = std::move(*exchanges);

    // Absent in what an older page wrote.
    if (const std::vector<json::Value>* others = json::find_array(root, "others")) {
        auto read_others = registrations_from_json(*others);
        if (!read_others) return std::nullopt;
        record.others = std::move(*read_others);
    }
    if (const json::Value* log = json::find(root, "log")) {
        std::optional<RunLog> read_log = log_from_json(*log);
        if (!read_log) return std::nullopt;
        record.log = std::move(*read_log);
    }
    if (const json::Value* pending = json::find(root, "pending")) {
        record.pending = pending_from_json(*pending);
        if (!record.pending) return std::nullopt;
    }
    if (const json::Value* call = json::find(root, "call")) {
        record.call = call_from_json(*call);
        if (!record.call) return std::nullopt;
    }
    record.another_secret = json::find_boolean(root, "another_secret").value_or(false);
    return record;
}

} // namespace

std::optional<Record> record_from_text(std::string_view text) {
    const std::optional<json::Value> root = document(text);
    return root ? record_from_json(*root) : std::nullopt;
}

namespace {

// Older settings have none.
std::optional<Checklist> checklist_from_json(const json::Value& root) {
    Checklist checklist;
    if (json::find(root, "checklist") == nullptr) return checklist;
    const std::vector<json::Value>* marks = json::find_array(root, "checklist");
    if (marks == nullptr || marks->size() != checklist.marks.size() ||
        !read(root, "credentials_came", checklist.credentials_came))
        return std::nullopt;
    for (std::size_t i = 0; i < marks->size(); ++i) {
        const auto word = std::find(mark_words.begin(), mark_words.end(), (*marks)[i].text);
        if (word == mark_words.end()) return std::nullopt;
        checklist.marks[i] = static_cast<Mark>(word - mark_words.begin());
    }
    return checklist;
}

[[gnu::noinline]] std::optional<Settings> settings_from_json(const json::Value& root) {
    Settings settings;
    const std::vector<json::Value>* list = json::find_array(root, "registrations");
    if (list == nullptr || !read(root, "environment", settings.environment)) return std::nullopt;
    auto registrations = registrations_from_json(*list);
    if (!registrations) return std::nullopt;
    settings.registrations = std::move(*registrations);
    const std::optional<Checklist> checklist = checklist_from_json(root);
    if (!checklist) return std::nullopt;
    settings.checklist = *checklist;
    return settings;
}

} // namespace

std::optional<Settings> settings_from_text(std::string_view text) {
    const std::optional<json::Value> root = document(text);
    return root ? settings_from_json(*root) : std::nullopt;
}

namespace {

// Nothing of it is worth keeping as long as it is what every page begins with.
std::optional<Record::Call> call_of(const Model& model) {
    const ApiCall& call = model.api;
    const ApiCall fresh;
    Record::Call kept{call.operation, call.method, call.path, call.body, call.parameters};
    if (kept == Record::Call{fresh.operation, fresh.method, fresh.path, {}, {}})
        return std::nullopt;
    const auto doubtful = [&model](const std::string& text) {
        return secret_in(model, text).has_value() || oauth::looks_like_secret(text);
    };
    std::erase_if(kept.parameters, [&](const http::Field& each) { return doubtful(each.value); });
    if (secret_in(model, kept.path)) kept.path.clear();
    if (secret_in(model, kept.body) || kept.body.size() > longest_recorded_body) kept.body.clear();
    return kept;
}

bool another_secret(const Model& model) {
    const staging::Environment* here = environment(model);
    const std::string& secret = model.registration.client.client_secret;
    return here != nullptr && here->kind == staging::EnvironmentKind::simulated &&
           !secret.empty() && secret != staging::simulated_client_secret;
}

} // namespace

Record record_of(const Model& model) {
    Record record;
    record.registration = passing(model, model.registration);
    for (const auto& [id, registration] : model.set_aside)
        record.others.push_back(passing(model, registration));
    record.step = model.view.step;
    record.call = call_of(model);
    record.another_secret = another_secret(model);
    record.exchanges = redacted_exchanges(model);
    record.log = redacted_log(model, most_recorded_moments);
    record.lost_secret = !model.registration.client.client_secret.empty();
    record.lost_code = model.redirect && (model.redirect->code == CodeUse::ready ||
                                          model.redirect->code == CodeUse::sent);
    record.lost_tokens = !model.tokens.empty();
    return record;
}

Settings settings_of(const Model& model) {
    Settings settings;
    settings.environment = model.registration.environment;
    settings.checklist = model.checklist;
    std::string& came = settings.checklist.credentials_came;
    if (secret_in(model, came) || oauth::looks_like_secret(came)) came.clear();
    settings.registrations.push_back(lasting(model, model.registration));
    for (const auto& [id, registration] : model.set_aside) {
        if (id != model.registration.environment)
            settings.registrations.push_back(lasting(model, registration));
    }
    return settings;
}

} // namespace playground
