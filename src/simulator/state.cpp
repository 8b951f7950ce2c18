#include "simulator/state.hpp"

#include <array>
#include <string_view>
#include <utility>

namespace simulator {
namespace {

constexpr std::int64_t version = 3;

// Each struct names its fields once; a writer and a reader go through the same list, so neither can
// forget one.

template <class Self, class Visitor>
void visit_transaction(Self& self, Visitor& field) {
    field("id", self.id);
    field("consent_id", self.consent_id);
    field("person_id", self.person_id);
    field("redirect_uri", self.redirect_uri);
    field("scope", self.scope);
    field("state", self.state);
    field("has_state", self.has_state);
    field("code_challenge", self.code_challenge);
    field("created_at_ms", self.created_at_ms);
}

template <class Self, class Visitor>
void visit_code(Self& self, Visitor& field) {
    field("digest", self.digest);
    field("person_id", self.person_id);
    field("redirect_uri", self.redirect_uri);
    field("scope", self.scope);
    field("code_challenge", self.code_challenge);
    field("authorization_id", self.authorization_id);
    field("used", self.used);
    field("expires_at_ms", self.expires_at_ms);
}

template <class Self, class Visitor>
void visit_authorization(Self& self, Visitor& field) {
    field("id", self.id);
    field("person_id", self.person_id);
    field("scope", self.scope);
    field("created_at_ms", self.created_at_ms);
}

template <class Self, class Visitor>
void visit_token(Self& self, Visitor& field) {
    field("digest", self.digest);
    field("id", self.id);
    field("kind", self.kind);
    field("status", self.status);
    field("authorization_id", self.authorization_id);
    field("scope", self.scope);
    field("issued_at_ms", self.issued_at_ms);
    field("expires_at_ms", self.expires_at_ms);
}

template <class Self, class Visitor>
void visit_installation(Self& self, Visitor& field) {
    field("id", self.id);
    field("status", self.status);
    field("error_code", self.error_code);
    field("metadata", self.metadata);
    field("created_at_ms", self.created_at_ms);
    field("updated_at_ms", self.updated_at_ms);
}

template <class Self, class Visitor>
void visit_record(Self& self, Visitor& field) {
    field("collection", self.collection);
    field("id", self.id);
    field("deleted", self.deleted);
    field("value", self.value);
}

// Enumerators in their order.
constexpr std::array<std::string_view, 2> names(TokenKind) {
    return {"access_token", "refresh_token"};
}
constexpr std::array<std::string_view, 3> names(TokenStatus) {
    return {"live", "rotated", "revoked"};
}
constexpr std::array<std::string_view, 14> names(Collection) {
    return {"accounts",    "tag_groups",    "dimensions", "tags",      "tag_values",
            "tax_codes",   "vendors",       "imports",    "entries",   "receipts",
            "export_jobs", "subscriptions", "activities", "deliveries"};
}

struct Writer {
    json::Value object = json::Value::object();

    void operator()(std::string_view key, const std::string& value) {
        json::set(object, key, value);
    }
    void operator()(std::string_view key, std::int64_t value) { json::set(object, key, value); }
    void operator()(std::string_view key, bool value) { json::set(object, key, value); }
    void operator()(std::string_view key, const json::Value& value) {
        json::set(object, key, value);
    }
    template <class Enum>
    requires std::is_enum_v<Enum>
    void operator()(std::string_view key, Enum value) {
        json::set(object, key, names(value)[static_cast<std::size_t>(value)]);
    }
};

struct StateReader {
    const json::Value& object;
    bool complete = true;

    void operator()(std::string_view key, std::string& value) {
        const auto found = json::find_string(object, key);
        if (found)
            value = *found;
        else
            complete = false;
    }
    void operator()(std::string_view key, std::int64_t& value) {
        const auto found = json::find_integer(object, key);
        if (found)
            value = *found;
        else
            complete = false;
    }
    void operator()(std::string_view key, json::Value& value) {
        const json::Value* found = json::find(object, key);
        if (found != nullptr && found->is_object())
            value = *found;
        else
            complete = false;
    }
    void operator()(std::string_view key, bool& value) {
        const auto found = json::find_boolean(object, key);
        if (found)
            value = *found;
        else
            complete = false;
    }
    template <class Enum>
    requires std::is_enum_v<Enum>
    void operator()(std::string_view key, Enum& value) {
        const auto found = json::find_string(object, key);
        const auto all = names(Enum{});
        for (std::size_t i = 0; found && i < all.size(); ++i) {
            if (all[i] == *found) {
                value = static_cast<Enum>(i);
                return;
            }
        }
        complete = false;
    }
};

template <class T>
json::Value write_list(const std::vector<T>& list, void (*visit)(const T&, Writer&)) {
    json::Value array = json::Value::array();
    for (const T& each : list) {
        Writer writer;
        visit(each, writer);
        array.items.push_back(std::move(writer.object));
    }
    return array;
}

template <class T>
bool read_list(const json::Value& object, std::string_view key, std::size_t most,
               void (*visit)(T&, StateReader&), std::vector<T>& list) {
    const std::vector<json::Value>* items = json::find_array(object, key);
    if (items == nullptr || items->size() > most) return false;
    for (const json::Value& item : *items) {
        StateReader reader{item};
        visit(list.emplace_back(), reader);
        if (!reader.complete) return false;
    }
    return true;
}

} // namespace

State initial_state() { return {}; }

bool take_failure(State& state, std::int64_t status) {
    if (state.failure_times <= 0 || state.failure_status != status) return false;
    --state.failure_times;
    return true;
}

json::Value to_json(const State& state) {
    json::Value value = json::Value::object();
    json::set(value, "version", version);
    json::set(value, "clock_offset_ms", state.clock_offset_ms);
    json::set(value, "failure_status", state.failure_status);
    json::set(value, "failure_times", state.failure_times);
    json::set(value, "transactions", write_list(state.transactions, visit_transaction));
    json::set(value, "codes", write_list(state.codes, visit_code));
    json::set(value, "authorizations", write_list(state.authorizations, visit_authorization));
    json::set(value, "tokens", write_list(state.tokens, visit_token));
    json::set(value, "records", write_list(state.records, visit_record));
    if (state.installation) {
        Writer writer;
        visit_installation(*state.installation, writer);
        json::set(value, "installation", std::move(writer.object));
    }
    if (!(state.bench == Bench())) json::set(value, "bench", to_json(state.bench));
    return value;
}

std::optional<State> state_from_json(const json::Value& value) {
    if (json::find_integer(value, "version") != version) return std::nullopt;
    State state;
    const auto offset = json::find_integer(value, "clock_offset_ms");
    if (!offset || *offset < 0) return std::nullopt;
    state.clock_offset_ms = *offset;
    const auto failure = json::find_integer(value, "failure_status");
    const auto times = json::find_integer(value, "failure_times");
    if (!failure || !times || *times < 0) return std::nullopt;
    state.failure_status = *failure;
    state.failure_times = *times;

    const bool complete = read_list(value, "transactions", most_transactions, visit_transaction,
                                    state.transactions) &&
                          read_list(value, "codes", most_codes, visit_code, state.codes) &&
                          read_list(value, "authorizations", most_authorizations,
                                    visit_authorization, state.authorizations) &&
                          read_list(value, "tokens", most_tokens, visit_token, state.tokens) &&
                          read_list(value, "records", most_records, visit_record, state.records);
    if (!complete) return std::nullopt;

    if (const json::Value* installation = json::find(value, "installation")) {
        StateReader reader{*installation};
        visit_installation(state.installation.emplace(), reader);
        if (!reader.complete) return std::nullopt;
    }
    if (const json::Value* bench = json::find(value, "bench")) {
        std::optional<Bench> read = bench_from_json(*bench);
        if (!read) return std::nullopt;
        state.bench = std::move(*read);
    }
    return state;
}

} // namespace simulator
