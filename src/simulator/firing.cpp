#include "simulator/firing.hpp"

#include "http/base64.hpp"
#include "http/form.hpp"
#include "http/url.hpp"
#include "simulator/answers.hpp"
#include "simulator/filling.hpp"
#include "simulator/record.hpp"
#include "simulator/tokens.hpp"

#include <algorithm>

namespace simulator {
namespace {

// The rule that fires, taken out of the list so that what it does may change the list.
struct Fired {
    std::string fault;
    json::Value rule;
};

bool applies_at(std::string_view at, Point point) {
    if (at == "token") return point == Point::exchange || point == Point::refresh;
    if (at == "any") return point >= Point::exchange && point <= Point::disconnect;
    return at == name(point);
}

bool applies(const Call& call, const json::Value& rule, Point point) {
    if (!applies_at(json::find_string(rule, "at").value_or(""), point)) return false;
    const auto path = json::find_string(rule, "path");
    if (path && !call.path.starts_with("/external" + std::string(*path))) return false;
    const auto method = json::find_string(rule, "method");
    return !method || *method == call.request.method;
}

std::int64_t most_times(const json::Value& rule) {
    const bool lasts = json::find(rule, "for_ms") != nullptr;
    return json::find_integer(rule, "times").value_or(lasts ? 0 : 1);
}

bool is_over(const Call& call, const ArmedRule& armed) {
    const std::int64_t times = most_times(armed.rule);
    if (times != 0 && armed.fired >= times) return true;
    const auto lasts = json::find_integer(armed.rule, "for_ms");
    return lasts && armed.fired > 0 && call.host.now_ms >= armed.began_ms + *lasts;
}

std::optional<Fired> take(Call& call, Point point) {
    std::optional<Fired> fired;
    std::vector<ArmedRule>& armed = call.state.bench.armed;
    std::erase_if(armed, [&](const ArmedRule& each) { return is_over(call, each); });
    for (ArmedRule& each : armed) {
        if (!applies(call, each.rule, point)) continue;
        ++each.seen;
        if (fired || each.seen < json::find_integer(each.rule, "nth").value_or(1)) continue;
        if (each.fired++ == 0) each.began_ms = call.host.now_ms;
        fired = Fired{each.fault, each.rule};
    }
    std::erase_if(armed, [&](const ArmedRule& each) { return is_over(call, each); });
    return fired;
}

Token* presented_token(Call& call) {
    if (const auto header = credentials(call.request); header && header->scheme == "bearer")
        return find_token(call, header->value);
    const http::Fields form = http::form_parse(call.request.body);
    const std::string* token = find_value(form, "refresh_token");
    return token == nullptr ? nullptr : find_token(call, *token);
}

void before_processing(Call& call, const json::Value& rule) {
    const json::Value* before = json::find(rule, "before");
    if (before == nullptr) return;
    const std::int64_t most = (std::int64_t{100} * 366 * 24 * 3600) * 1000;
    const std::int64_t seconds = json::find_integer(*before, "advance_seconds").value_or(0);
    const std::int64_t ms = std::min(seconds * 1000, most - call.state.clock_offset_ms);
    call.state.clock_offset_ms += ms;
    call.now_ms += ms;
    const std::string_view revoke = json::find_string(*before, "revoke").value_or("");
    if (revoke == "all") revoke_all_tokens(call.state);
    Token* token = presented_token(call);
    if (token == nullptr) return;
    if (revoke == "access") token->status = TokenStatus::revoked;
    if (json::find_boolean(*before, "rotate").value_or(false))
        rotate_tokens(call.state, token->authorization_id);
}

// What a rule answers by itself.
http::Response answer_of(const json::Value& rule) {
    http::Response response = json_answer(
        static_cast<int>(json::find_integer(rule, "status").value_or(200)), json::Value::object());
    if (json::find(rule, "json") == nullptr) response.body.clear();
    return response;
}

// The redirect back to the client: what it was to be, and what a rule makes of it.
struct Return {
    std::string redirect_uri;
    std::string state;
    bool has_state = false;
    http::Fields query;  // as it was to be
    http::Fields values; // of placeholders
};

std::optional<Return> return_of(const Call& call, const http::Response& response) {
    const std::string* location = http::find_header(response.headers, "Location");
    if (response.status != 303 || location == nullptr ||
        !call.path.starts_with("/auth/oauth/authorize"))
        return std::nullopt;
    const std::size_t mark = location->find('?');
    Return back;
    back.redirect_uri = location->substr(0, mark);
    back.query =
        http::form_parse(mark == std::string::npos ? std::string_view()
                                                   : std::string_view(*location).substr(mark + 1));
    if (const std::string* state = http::find_parameter(back.query, "state")) {
        back.state = *state;
        back.has_state = true;
    }
    back.values = back.query;
    std::string spaced = back.state;
    std::replace(spaced.begin(), spaced.end(), '+', ' ');
    back.values.push_back({"state_spaced", std::move(spaced)});
    back.values.push_back({"redirect_uri", back.redirect_uri});
    back.values.push_back({"other_code", call.fresh_secret("code")});
    back.values.push_back({"other_state", http::base64url_encode(call.host.random(16))});
    return back;
}

http::Fields filled_query(const Call& call, const json::Value& rule, const json::Value& holder,
                          const Return& back) {
    http::Fields query;
    if (const std::vector<json::Value>* pairs = json::find_array(holder, "query")) {
        for (const json::Value& pair : *pairs)
            query.push_back(
                {pair.items[0].text, fill(call, rule, pair.items[1].text, back.values)});
    }
    return query;
}

std::size_t times_given(const http::Fields& query, std::string_view name) {
    return static_cast<std::size_t>(std::count_if(
        query.begin(), query.end(), [&](const http::Field& each) { return each.name == name; }));
}

void remember_return(Call& call, const Return& back, const http::Fields& query,
                     const std::optional<Fired>& fired, bool visit) {
    if (!is_recorded(call)) return;
    json::Value moment = json::Value::object();
    json::set(moment, "at", call.host.now_ms);
    json::set(moment, "until", call.host.now_ms);
    json::set(moment, "clock", call.now_ms);
    json::set(moment, "point", name(Point::callback));
    if (visit) json::set(moment, "visit", true);
    if (fired) {
        json::set(moment, "fault", fired->fault);
        for (const std::string_view key : {"usable", "fragment"})
            if (const auto set = json::find_boolean(fired->rule, key); set && !visit)
                json::set(moment, key, *set);
    }
    json::set(moment, "redirect_uri", std::string_view(back.redirect_uri).substr(0, 200));
    json::Value codes = json::Value::array();
    for (const http::Field& each : query)
        if (each.name == "code") codes.items.emplace_back(mark(call, each.value));
    json::set(moment, "codes", std::move(codes));
    const std::string* state = http::find_parameter(query, "state");
    std::string_view state_is = "right";
    if (!back.has_state)
        state_is = "none";
    else if (times_given(query, "state") > 1)
        state_is = "twice";
    else if (state == nullptr)
        state_is = "missing";
    else if (*state != back.state)
        state_is = "wrong";
    json::set(moment, "state_is", state_is);
    if (const std::string* error = http::find_parameter(query, "error"))
        json::set(moment, "error", *error);
    const std::string* issuer = http::find_parameter(query, "iss");
    json::set(moment, "iss_is",
              issuer == nullptr ? "missing" : (*issuer == call.issuer() ? "right" : "wrong"));
    remember(call, std::move(moment));
}

json::Value visits_of(Call& call, const Fired& fired, const Return& back) {
    json::Value visits = json::Value::array();
    const std::vector<json::Value>* wanted = json::find_array(fired.rule, "visits");
    const auto url = http::parse_url(back.redirect_uri);
    // Nobody but the person's own machine is visited.
    if (wanted == nullptr || !url || !http::is_loopback(*url)) return visits;
    for (const json::Value& each : *wanted) {
        const http::Fields query = filled_query(call, fired.rule, each, back);
        json::Value visit = json::Value::object();
        json::set(visit, "url", http::with_query(back.redirect_uri, query));
        const json::Value* headers = json::find(each, "headers");
        json::set(visit, "headers", headers != nullptr ? *headers : json::Value::object());
        visits.items.push_back(std::move(visit));
        remember_return(call, back, query, fired, true);
    }
    return visits;
}

void change_return(Call& call, const Return& back, http::Response& response) {
    const std::optional<Fired> fired = take(call, Point::callback);
    http::Fields query;
    const json::Value rule = fired ? fired->rule : json::Value::object();
    const bool fragment = json::find_boolean(rule, "fragment").value_or(false);
    if (json::find(rule, "query") != nullptr) {
        query = filled_query(call, rule, rule, back);
        std::string location = http::with_query(back.redirect_uri, query);
        if (fragment) location[location.find('?')] = '#';
        for (http::Field& header : response.headers)
            if (header.name == "Location") header.value = location;
    } else {
        query = back.query;
    }
    remember_return(call, back, query, fired, false);
    if (!fired) return;
    const json::Value visits = visits_of(call, *fired, back);
    if (!visits.items.empty()) response.headers.push_back({":visits", json::dump(visits)});
}

} // namespace

std::string shaped_code(const Call& call, std::string fresh) {
    for (const ArmedRule& each : call.state.bench.armed) {
        const json::Value* code = json::find(each.rule, "code");
        if (code == nullptr || each.seen + 1 < json::find_integer(each.rule, "nth").value_or(1))
            continue;
        std::string shaped(json::find_string(*code, "prefix").value_or(""));
        shaped += fresh;
        const auto length =
            static_cast<std::size_t>(json::find_integer(*code, "length").value_or(0));
        if (shaped.size() < length) shaped.resize(length, 'x');
        return shaped;
    }
    return fresh;
}

http::Response answer_on_bench(Call& call, http::Response (*route)(Call&)) {
    const Point point = point_of(call);
    if (point == Point::none) {
        http::Response response = route(call);
        if (const auto back = return_of(call, response)) change_return(call, *back, response);
        return response;
    }
    const bool recording = is_recorded(call);
    json::Value moment = recording ? note_request(call, point) : json::Value::object();
    const std::optional<Fired> fired = take(call, point);
    if (!fired) {
        http::Response response = route(call);
        const auto back = return_of(call, response);
        if (recording) {
            note_answer(call, moment, response, response);
            remember(call, std::move(moment));
        }
        if (back) change_return(call, *back, response);
        return response;
    }

    before_processing(call, fired->rule);
    const bool processed = json::find_boolean(fired->rule, "process").value_or(true) &&
                           json::find_string(fired->rule, "lost").value_or("after") == "after";
    const http::Response made = processed ? route(call) : answer_of(fired->rule);
    http::Response sent = made;
    change_answer(call, fired->rule, sent);
    if (recording) {
        json::set(moment, "fault", fired->fault);
        json::set(moment, "clock", call.now_ms); // it may have been moved
        note_answer(call, moment, made, sent);
        if (const auto usable = json::find_boolean(fired->rule, "usable"))
            json::set(moment, "usable", *usable);
        if (const auto lost = json::find_string(fired->rule, "lost"))
            json::set(moment, "lost", *lost);
        if (processed && json::find(moment, "status") == nullptr)
            json::set(moment, "made", made.status);
        if (json::find_boolean(fired->rule, "hidden").value_or(false))
            json::set(moment, "hidden", true);
        if (http::find_header(sent.headers, "Retry-After") != nullptr) {
            const bool date = json::dump(fired->rule).find("{retry_date}") != std::string::npos;
            json::set(moment, "retry_form", date ? "date" : "seconds");
            json::set(moment, "retry_due",
                      retry_due_ms(call, fired->rule, date) - (call.now_ms - call.host.now_ms));
        }
        remember(call, std::move(moment));
    }
    if (const auto back = return_of(call, sent)) change_return(call, *back, sent);
    return sent;
}

} // namespace simulator
