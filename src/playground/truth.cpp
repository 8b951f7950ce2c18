#include "playground/truth.hpp"

#include "playground/plan.hpp"
#include "playground/run_story.hpp"
#include "playground/turn.hpp"

#include "oauth/server_words.hpp"
#include "json/json.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <utility>

namespace playground {

namespace {

struct RecordRow {
    std::string method, path;
    std::int64_t at_ms = 0; // of this computer's clock
    bool refresh = false;   // the one endpoint has two grants
    ServerWord word = {};   // of no exchange: it is not taken
};

// When it left this page and when it ended here.
struct Window {
    std::int64_t from_ms = 0, to_ms = std::numeric_limits<std::int64_t>::max();
    bool sent = false;
    bool holds(std::int64_t ms) const { return sent && ms >= from_ms && ms <= to_ms; }
};

std::string text_in(const json::Value& row, std::string_view key) {
    return oauth::server_words(json::find_string(row, key).value_or(""), 64);
}

RecordRow row_of(const json::Value& value) {
    const auto number = [&](std::string_view key) {
        return json::find_integer(value, key).value_or(0);
    };
    RecordRow row;
    row.method = json::find_string(value, "method").value_or("");
    row.path = json::find_string(value, "path").value_or("");
    row.at_ms = number("at");
    ServerWord& word = row.word;
    word.came_ms = number("clock");
    word.left_ms = word.came_ms + std::max<std::int64_t>(0, number("until") - row.at_ms);
    const std::string lost = text_in(value, "lost"), point = text_in(value, "point"),
                      error = text_in(value, "error");
    word.passage = lost == "before"                                      ? Passage::lost_there
                   : lost == "down"                                      ? Passage::no_server
                   : json::find_boolean(value, "hidden").value_or(false) ? Passage::hidden
                                                                         : Passage::answered;
    const std::int64_t status = number("status") != 0 ? number("status") : number("made");
    if (status != 0) {
        word.words = std::to_string(status);
        if (!error.empty()) word.words += " " + error;
    }
    const json::Value* issued = json::find(value, "issued");
    row.refresh = point == "refresh";
    word.issued =
        row.refresh && issued != nullptr && json::find_string(*issued, "refresh_token").has_value();
    word.disconnected = point == "disconnect" && error.empty() && status < 400 &&
                        word.passage != Passage::lost_there && word.passage != Passage::no_server;
    word.presented_is = text_in(value, "refresh_is");
    return row;
}

std::map<std::uint32_t, Window> windows_of(const RunLog& log) {
    std::map<std::uint32_t, Window> windows;
    for (const Moment& each : log.moments) {
        if (each.exchange == 0 || !each.server_ms) continue; // of a live server: never
        if (each.kind == MomentKind::sent && each.outcome == Outcome::none) {
            windows[each.exchange].from_ms = each.page_ms;
            windows[each.exchange].sent = true;
        } else if (each.kind == MomentKind::ended) {
            windows[each.exchange].to_ms = each.page_ms;
        }
    }
    return windows;
}

constexpr std::string_view refresh_grant = "grant_type=refresh_token";

bool is_about(const RecordRow& row, const http::Exchange& exchange, std::string_view base) {
    const std::string_view url = exchange.request.url;
    return !exchange.navigation && row.method == exchange.request.method && url.starts_with(base) &&
           row.refresh == (exchange.request.body.find(refresh_grant) != std::string::npos) &&
           url.substr(base.size(), url.find_first_of("?#") - base.size()) == row.path;
}

} // namespace

std::vector<ServerWord> server_words_of(std::string_view record, const RunLog& log,
                                        const std::vector<http::Exchange>& exchanges,
                                        std::string_view base) {
    const json::Parsed parsed = json::parse(record);
    const std::vector<json::Value>* moments =
        parsed.document ? json::find_array(parsed.document->root, "moments") : nullptr;
    if (moments == nullptr) return {};
    std::vector<RecordRow> rows;
    for (const json::Value& each : *moments)
        rows.push_back(row_of(each));

    std::map<std::uint32_t, Window> windows = windows_of(log);
    std::vector<ServerWord> words;
    for (const http::Exchange& exchange : exchanges) {
        const auto window = windows.find(exchange.id);
        if (window == windows.end()) continue;
        const auto row = std::find_if(rows.begin(), rows.end(), [&](const RecordRow& each) {
            return each.word.exchange == 0 && window->second.holds(each.at_ms) &&
                   is_about(each, exchange, base);
        });
        if (row == rows.end()) continue;
        row->word.exchange = exchange.id;
        words.push_back(row->word);
    }
    // As many rows as requests, or one of them is somebody else's, or was not recorded.
    const auto has_word = [&](std::uint32_t id) {
        return std::any_of(words.begin(), words.end(),
                           [id](const ServerWord& each) { return each.exchange == id; });
    };
    std::vector<std::uint32_t> doubtful;
    for (const RecordRow& row : rows) {
        for (const http::Exchange& exchange : exchanges) {
            if (!windows[exchange.id].holds(row.at_ms) || !is_about(row, exchange, base)) continue;
            if (row.word.exchange == 0) doubtful.push_back(exchange.id);
            if (row.word.exchange != 0 && !has_word(exchange.id))
                doubtful.push_back(row.word.exchange);
        }
    }
    std::erase_if(words, [&](const ServerWord& each) {
        return std::find(doubtful.begin(), doubtful.end(), each.exchange) != doubtful.end();
    });
    return words;
}

std::vector<Moment> shown_moments(const Model& model, std::uint32_t cursor) {
    const std::span<const Moment> known = seen(model.log, cursor);
    if (model.view.lifecycle.truth) return truth_of(known, model.truth.words);
    return {known.begin(), known.end()};
}

void ask_what_happened(Turn& turn) {
    Model& model = turn.model;
    const staging::Environment* here = environment(model);
    if (here == nullptr || here->kind != staging::EnvironmentKind::simulated ||
        model.simulator == SimulatorState::unavailable)
        return;
    model.truth.stale = model.truth.asked;
    if (model.truth.asked) return;
    http::Request request;
    request.method = "GET";
    request.url = simulator_base(*here) + "/control/record";
    if (!check_send(model, request)) return;
    model.truth.asked = true;
    turn.effects.emplace_back(Send{.exchange = 0, .request = std::move(request)});
}

void server_record_came(Turn& turn, const http::Response* response) {
    Model& model = turn.model;
    if (!model.truth.asked) return;
    model.truth.asked = false;
    const staging::Environment* here = environment(model);
    if (response != nullptr && response->status == 200 && here != nullptr &&
        here->kind == staging::EnvironmentKind::simulated)
        model.truth.words =
            server_words_of(response->body, model.log, model.exchanges, simulator_base(*here));
    if (std::exchange(model.truth.stale, false)) ask_what_happened(turn);
}

} // namespace playground
