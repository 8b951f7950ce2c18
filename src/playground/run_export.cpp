#include "playground/run_export.hpp"

#include "playground/family.hpp"
#include "playground/log_json.hpp"
#include "playground/plan.hpp"
#include "playground/run_story.hpp"
#include "playground/states.hpp"
#include "playground/turn.hpp"

#include "http/ascii.hpp"
#include "http/redaction.hpp"
#include "http/secret_search.hpp"

#include <array>

namespace playground {

namespace {

std::string_view word_of(Outcome outcome) {
    switch (outcome) {
    case Outcome::none:
    case Outcome::lost_there: // this and the next two are never in a log
    case Outcome::lost_back:
    case Outcome::hidden: return "";
    case Outcome::delivered: return "delivered";
    case Outcome::refused: return "refused";
    case Outcome::not_sent: return "not sent";
    case Outcome::unread: return "answered, not readable";
    case Outcome::unknown: return "not known";
    }
    return {};
}

std::string_view lane_of(Actor actor) {
    static constexpr std::array<std::string_view, 4> lanes{"Person", "Page", "AS", "API"};
    return lanes[static_cast<std::size_t>(actor)];
}

std::string arrow(Actor from, std::string_view shape, Actor to, const std::string& words) {
    return "    " + std::string(lane_of(from)) + std::string(shape) + std::string(lane_of(to)) +
           ": " + words + "\n";
}

std::string in_mermaid(const Moment& moment) {
    const std::string words = std::to_string(moment.id) + " " + inert_mermaid(label_of(moment));
    std::string note = "    Note over Page: " + words + "\n";
    switch (moment.kind) {
    case MomentKind::sent:
        return moment.outcome == Outcome::not_sent ? note
                                                   : arrow(moment.from, "->>", moment.to, words);
    case MomentKind::ended:
        if (moment.outcome == Outcome::not_sent) return note;
        return arrow(moment.from,
                     moment.outcome == Outcome::delivered || moment.outcome == Outcome::refused
                         ? "-->>"
                         : "--x",
                     moment.to, words);
    case MomentKind::left: // through the person's browser
        return arrow(Actor::page, "-->>", Actor::person, words) +
               arrow(Actor::person, "-->>", Actor::authorization_server, words);
    case MomentKind::came:
        return arrow(Actor::authorization_server, "-->>", Actor::person, words) +
               arrow(Actor::person, "-->>", Actor::page, words);
    default: return note;
    }
}

} // namespace

// Backslashes before whatever could begin something, in text as well as in a cell of a table. GitHub makes links
// of bare addresses too.
std::string inert_markdown(std::string_view text) {
    constexpr std::string_view special = "\\`*_{}[]<>#|~&!@$^";
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
            out += ' ';
            continue;
        }
        const bool in_a_word = i + 1 < text.size() && text[i + 1] != ' ';
        if (special.find(c) != std::string_view::npos || ((c == '.' || c == ':') && in_a_word))
            out += '\\';
        out += c;
    }
    return out;
}

// Letters, digits and what has no meaning there; all else as a character reference of Mermaid.
std::string inert_mermaid(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == 0x7f)
            out += ' ';
        else if (byte >= 0x80 || http::is_letter(c) || http::is_digit(c) || c == ' ' || c == '.' ||
                 c == ',')
            out += c;
        else
            out += "#" + std::to_string(byte) + ";";
    }
    return out;
}

std::string run_markdown(const RunLog& log) {
    std::string text =
        "# A run of the OAuth playground\n\n" + inert_markdown(caption(log, 0)) +
        "\n\nTimes are UTC. A record of what this page knows, without secrets.\n\n"
        "## Moments\n\n"
        "| Moment | Page's clock | Server's clock | What happened | Outcome | Cause |\n"
        "|---|---|---|---|---|---|\n";
    for (const Moment& each : log.moments) {
        text += "| " + std::to_string(each.id) + " | " + utc_time(each.page_ms) + " | " +
                (each.server_ms ? utc_time(*each.server_ms) : "not known") + " | " +
                inert_markdown(sentence(each)) + " | " + std::string(word_of(each.outcome)) +
                " | " + inert_markdown(cause_of(each)) + " |\n";
    }
    text += "\n## Tokens\n\n";
    for (const Member& each : family(log.moments)) {
        text += std::string(2 * (each.level - 1u), ' ') + "- **" + inert_markdown(each.name) +
                "**: " + std::string(to_string(each.life)) + ". " +
                inert_markdown(each.origin + (each.use.empty() ? "" : " " + each.use) +
                               (each.what_killed_it.empty() ? "" : " " + each.what_killed_it)) +
                "\n";
    }
    const States seen_states = states(log.moments);
    text += "\n## States\n\n" + coverage(seen_states) + ".\n\n";
    for (std::size_t i = 0; i < seen_states.ways.size(); ++i) {
        if (seen_states.ways[i].count == 0) continue;
        const StateWay& way = state_ways()[i];
        text += "- " + std::string(name_of(way.machine)) + ": " +
                way_in_words(way, seen_states.ways[i]) + ". " + inert_markdown(way.cause) + "\n";
    }
    return text;
}

std::string run_mermaid(const RunLog& log) {
    std::string text =
        "%% A run of the OAuth playground, moment by moment.\n"
        "%% Mermaid cannot show: when something was sent and received, two clocks that differ,\n"
        "%% which moment caused which, and why an arrow ends in a cross: lost, or not readable.\n"
        "sequenceDiagram\n"
        "    participant Person\n"
        "    participant Page as This page\n"
        "    participant AS as Authorisation server\n"
        "    participant API as Pleo API\n";
    for (const Moment& each : log.moments)
        text += in_mermaid(each);
    return text;
}

void handle(Turn& turn, const RunExportPressed& event) {
    const Model& model = turn.model;
    const RunLog log = redacted_log(model, most_moments);
    if (log.moments.empty()) return;
    Download file;
    switch (event.what) {
    case RunExport::markdown: file = {"run.md", run_markdown(log)}; break;
    case RunExport::mermaid: file = {"run.mmd", run_mermaid(log)}; break;
    case RunExport::har: {
        const http::SecretSearch search(secrets(model));
        std::vector<http::Exchange> exchanges;
        exchanges.reserve(model.exchanges.size());
        for (const http::Exchange& each : model.exchanges)
            exchanges.push_back(each.redacted ? each : http::redact_with(search, each));
        file = {"run.har",
                json::dump(run_har({exchanges, log, model.page.build}), json::Layout::indented)};
        break;
    }
    }
    announce(turn, "Downloaded: " + file.name + ".");
    turn.effects.emplace_back(std::move(file));
}

} // namespace playground
