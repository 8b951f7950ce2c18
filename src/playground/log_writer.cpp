#include "playground/log_writer.hpp"

#include "playground/plan.hpp"

#include "http/ascii.hpp"
#include "http/redaction.hpp"
#include "oauth/server_words.hpp"
#include "json/json.hpp"

#include <algorithm>
#include <set>

namespace playground {

namespace {

// The one place where the list grows.
std::uint32_t write(Turn& turn, Moment moment, std::string_view environment) {
    Model& model = turn.model;
    std::vector<Moment>& moments = model.log.moments;
    moment.id = moments.empty() ? 1 : moments.back().id + 1;
    if (moment.cause == 0) moment.cause = turn.cause;
    moment.page_ms = model.now.wall_ms;
    const staging::Environment* where = find_environment(model, environment);
    if (where != nullptr && where->kind == staging::EnvironmentKind::simulated)
        moment.server_ms = clock_of(model, environment).wall_ms;
    if (!moment.words.empty())
        moment.words =
            oauth::server_words(http::redact(moment.words, secrets(model)), longest_words);
    if (moments.size() >= most_moments) moments.erase(moments.begin());
    moments.push_back(std::move(moment));
    return moments.back().id;
}

// The newest moment of the exchange that says that it was sent.
const Moment* departure_of(const RunLog& log, std::uint32_t exchange) {
    const auto found =
        std::find_if(log.moments.rbegin(), log.moments.rend(), [exchange](const Moment& each) {
            return each.exchange == exchange && each.kind == MomentKind::sent;
        });
    return found == log.moments.rend() ? nullptr : &*found;
}

// When the browser left and has not come back since; 0: it did not, or that fell out.
std::uint32_t way_out(const RunLog& log) {
    const auto found =
        std::find_if(log.moments.rbegin(), log.moments.rend(), [](const Moment& each) {
            return each.kind == MomentKind::left || each.kind == MomentKind::came;
        });
    return found == log.moments.rend() || found->kind == MomentKind::came ? 0 : found->id;
}

// A bearer token is for a resource server, and the client's own credentials for an authorisation server.
Actor server_of(const http::Exchange& exchange, Purpose purpose) {
    if (purpose == Purpose::bookkeeper || purpose == Purpose::deliveries) return Actor::api;
    const std::string* authorization = http::find_header(exchange.request.headers, "Authorization");
    const bool bearer = authorization != nullptr && authorization->starts_with("Bearer ");
    return bearer || purpose == Purpose::api ? Actor::api : Actor::authorization_server;
}

Outcome outcome_of(const http::Exchange& exchange) {
    if (exchange.response)
        return exchange.response->status < 400 ? Outcome::delivered : Outcome::refused;
    switch (exchange.failure) {
    case http::Failure::refused:
    case http::Failure::offline: return Outcome::not_sent;
    case http::Failure::unread: return Outcome::unread;
    default: return Outcome::unknown;
    }
}

// "200 OK", "400 invalid_grant".
std::string words_of_answer(const http::Response& response) {
    std::string words = std::to_string(response.status);
    std::string said;
    if (response.status >= 400) {
        const json::Parsed parsed = json::parse(response.body);
        if (parsed.document)
            if (const auto error = json::find_string(parsed.document->root, "error"))
                said = oauth::server_words(*error, 64);
    }
    if (said.empty()) said = oauth::server_words(response.status_text, 64);
    if (said.empty()) said = http::reason_phrase(response.status);
    return said.empty() ? words : words + " " + said;
}

std::string words_of_failure(const http::Exchange& exchange) {
    switch (exchange.failure) {
    case http::Failure::refused: return exchange.failure_text;
    case http::Failure::offline: return "the browser knows of no network";
    case http::Failure::unread: return "the answer holds more than the page takes";
    case http::Failure::timeout: return "the page waited as long as it does";
    case http::Failure::aborted: return "the waiting was given up";
    default: return "the browser does not say why";
    }
}

void name_token(Moment& moment, const oauth::Token& token) {
    moment.token = token.id;
    moment.pair = token.pair;
    moment.token_kind = token.kind;
    moment.was = moment.is = token.state;
}

void tell_life(Moment& moment, const oauth::Token& token) {
    if (token.expires_in)
        moment.expires_in = std::clamp<std::int64_t>(*token.expires_in, 0, longest_life);
}

// The way back, about the same token.
void answer_to(const Moment& sent, Moment& moment) {
    moment.cause = sent.id;
    moment.from = sent.to;
    moment.to = sent.from;
    moment.token = sent.token;
    moment.pair = sent.pair;
    moment.token_kind = sent.token_kind;
    moment.spends = sent.spends;
}

const std::string& environment_of(const Model& model, const InFlight& what) {
    return what.environment.empty() ? model.registration.environment : what.environment;
}

} // namespace

void log_departure(Turn& turn, const http::Exchange& exchange, const InFlight& what) {
    Moment moment;
    moment.from = what.by_hand ? Actor::person : Actor::page;
    moment.to = server_of(exchange, what.purpose);
    moment.channel = Channel::back;
    moment.kind = MomentKind::sent;
    moment.exchange = exchange.id;
    moment.words = exchange.purpose;
    if (exchange.failure != http::Failure::none) {
        moment.outcome = Outcome::not_sent;
        moment.words += ": " + exchange.failure_text;
    }
    moment.spends = what.purpose == Purpose::refresh || what.purpose == Purpose::revocation ||
                    what.purpose == Purpose::disconnect;
    const bool refresh = what.purpose == Purpose::refresh || what.access_token == 0;
    if (const oauth::Token* presented =
            find_token(turn.model, refresh ? what.refresh_token : what.access_token))
        name_token(moment, *presented);
    write(turn, std::move(moment), environment_of(turn.model, what));
}

void log_navigation(Turn& turn, const http::Exchange& exchange, MomentKind way, Outcome outcome) {
    const bool leaves = way == MomentKind::left;
    Moment moment;
    moment.outcome = outcome;
    // What failed a check of this page may come from anywhere: who caused it is not known.
    if (outcome != Outcome::none) moment.cause = way_out(turn.model.log);
    moment.from = leaves ? Actor::page : Actor::authorization_server;
    moment.to = leaves ? Actor::authorization_server : Actor::page;
    moment.channel = Channel::front;
    moment.kind = way;
    moment.exchange = exchange.id;
    moment.words = exchange.purpose;
    if (outcome == Outcome::refused) moment.words += ", with an error";
    turn.cause = write(turn, std::move(moment), turn.model.registration.environment);
}

void log_end(Turn& turn, const http::Exchange& exchange) {
    Moment moment;
    moment.from = Actor::authorization_server;
    moment.channel = Channel::back;
    moment.kind = MomentKind::ended;
    moment.outcome = outcome_of(exchange);
    moment.exchange = exchange.id;
    if (const Moment* sent = departure_of(turn.model.log, exchange.id)) answer_to(*sent, moment);
    moment.words =
        exchange.response ? words_of_answer(*exchange.response) : words_of_failure(exchange);
    turn.cause = write(turn, std::move(moment), turn.model.registration.environment);
}

void log_birth(Turn& turn, const oauth::Token& token) {
    Moment moment;
    moment.kind = MomentKind::stored;
    moment.exchange = token.born;
    moment.parent = token.parent;
    name_token(moment, token);
    tell_life(moment, token);
    write(turn, std::move(moment), token.environment);
}

namespace {

Moment change_moment(const oauth::Token& token, const oauth::Transition& change) {
    Moment moment;
    moment.kind = change.from == change.to ? MomentKind::said : MomentKind::changed;
    moment.exchange = change.exchange;
    name_token(moment, token);
    moment.was = change.from;
    moment.is = change.to;
    moment.words = change.evidence;
    return moment;
}

} // namespace

void log_change(Turn& turn, const oauth::Token& token, const oauth::Transition& change) {
    write(turn, change_moment(token, change), token.environment);
}

void log_renewal(Turn& turn, const oauth::Token& token, const oauth::Transition& change) {
    Moment moment = change_moment(token, change);
    tell_life(moment, token);
    write(turn, std::move(moment), token.environment);
}

void log_loss(Turn& turn) {
    std::set<std::uint32_t> open;
    bool held = false;
    for (const Moment& each : turn.model.log.moments) {
        if (each.kind == MomentKind::sent && each.outcome == Outcome::none)
            open.insert(each.exchange);
        if (each.kind == MomentKind::ended) open.erase(each.exchange);
        held = each.kind == MomentKind::stored || (held && each.kind != MomentKind::lost);
    }
    for (const std::uint32_t exchange : open) {
        Moment moment;
        answer_to(*departure_of(turn.model.log, exchange), moment);
        moment.channel = Channel::back;
        moment.kind = MomentKind::ended;
        moment.outcome = Outcome::unknown;
        moment.exchange = exchange;
        moment.words = "the page was left before the answer came";
        write(turn, std::move(moment), turn.model.registration.environment);
    }
    if (!held) return;
    Moment moment;
    moment.kind = MomentKind::lost;
    write(turn, std::move(moment), turn.model.registration.environment);
}

void take_up_log(Turn& turn, const RunLog& log) {
    Model& model = turn.model;
    model.log = log;
    for (const Moment& each : log.moments) {
        model.next_token = std::max(model.next_token, each.token + 1);
        model.next_pair = std::max(model.next_pair, each.pair + 1);
    }
    log_loss(turn);
}

} // namespace playground
