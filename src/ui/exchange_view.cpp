// One exchange as it was sent and received, secrets masked until they are revealed, and what the browser hides (S68).
#include "http/ascii.hpp"
#include "http/cors.hpp"
#include "http/curl.hpp"
#include "http/raw.hpp"
#include "http/redaction.hpp"
#include "http/url.hpp"
#include "playground/plan.hpp"
#include "playground/remedies.hpp"
#include "ui/panels.hpp"
#include "ui/phrases.hpp"
#include "json/json.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ui {

namespace {

using playground::BodyView;

bool same_origin(const playground::Model& model, const http::Exchange& exchange) {
    const Result<http::Url> page = http::parse_url(model.page.url);
    const Result<http::Url> target = http::parse_url(exchange.request.url);
    return page && target && http::origin(*page) == http::origin(*target);
}

bool copy_button(Ui& ui, const playground::Model& model, const std::string& label) {
    return button(ui, "Copy " + label,
                  {.kind = ButtonKind::quiet,
                   .small = true,
                   .visible_text = playground::was_copied(model, ui.id("Copy " + label))
                                       ? std::string_view("Copied")
                                       : std::string_view()});
}

void copy(Ui& ui, const std::string& label, const std::string& text, Events& events) {
    events.emplace_back(playground::CopyPressed{label, text, ui.id("Copy " + label)});
}

// Where the words stand, one place after the other: the line itself is shown, because what is far down in a long answer
// would scroll away what was pressed.
void search(Ui& ui, const playground::Model& model, const std::string& text, Events& events) {
    const playground::ApiCall& call = model.api;
    if (const auto typed = text_field(ui, {.label = "Search in the answer", .value = call.find}))
        events.emplace_back(playground::AnswerSearchEdited{*typed});
    if (call.find.empty()) return;
    const std::string needle = http::lower(call.find);
    std::vector<std::string_view> lines; // that hold it
    for (std::string_view rest = text; !rest.empty();) {
        const std::string_view line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(rest.size(), line.size() + 1));
        if (http::lower(line).find(needle) != std::string::npos) lines.push_back(line);
    }
    if (lines.empty()) {
        muted(ui, "Not in the answer.");
        return;
    }
    const std::size_t at = std::min(call.find_at, lines.size() - 1);
    {
        Flow flow(ui);
        badge(ui, playground::Tone::neutral,
              std::to_string(at + 1) + " of " + std::to_string(lines.size()));
        if (button(ui, "Next match",
                   {.enabled = lines.size() > 1, .small = true, .visible_text = "Next"}))
            events.emplace_back(playground::NextMatchPressed{lines.size()});
    }
    std::string_view line = lines[at];
    line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
    code_block(ui, "match", line.substr(0, 400));
}

void body(Ui& ui, const playground::Model& model, ShownExchange& shown, Events& events,
          AnswerExtras extras = AnswerExtras::none) {
    const std::string& text = shown.exchange.response->body;
    const std::uint32_t id = shown.exchange.id;
    if (text.empty()) {
        muted(ui, "The response has no body.");
        return;
    }
    if (shown.exchange.response->utf16)
        muted(ui, "It came as UTF-16. JSON that is exchanged is UTF-8 (RFC 8259 §8.1).");
    const std::string label = "body " + std::to_string(id);
    ShownExchange::Layouts& layouts = shown.layouts[ui.id(label)];
    const json::Parsed& parsed = shown.body;
    if (!parsed.document) {
        muted(ui, "Not JSON (" + parsed.error.message + "), shown as it came.");
        if (long_code(ui, "body", text, layouts.lines)) copy(ui, label, text, events);
        return;
    }
    const auto chosen = model.view.body_views.find(id);
    const BodyView view = chosen != model.view.body_views.end() ? chosen->second : BodyView::tree;
    {
        Flow flow(ui, space_1);
        for (const auto& [name, each] :
             {std::pair{"Tree", BodyView::tree}, std::pair{"Text", BodyView::text},
              std::pair{"Exact bytes", BodyView::exact}}) {
            if (toggle(ui, name, view == each))
                events.emplace_back(playground::BodyViewChosen{id, each});
        }
        if (extras == AnswerExtras::search) {
            if (copy_button(ui, model, "answer")) copy(ui, "answer", text, events);
            if (button(ui, "Download answer",
                       {.kind = ButtonKind::quiet, .small = true, .visible_text = "Download"}))
                events.emplace_back(playground::DownloadAnswerPressed{id});
        }
    }
    if (view != BodyView::exact && shown.formatted.empty() &&
        (view == BodyView::text || extras == AnswerExtras::search))
        shown.formatted = json::dump(parsed.document->root, json::Layout::indented);
    if (extras == AnswerExtras::search) search(ui, model, shown.formatted, events);
    for (const std::string& key : parsed.document->duplicate_keys)
        callout(ui, playground::Tone::warning, "The key " + key + " is repeated",
                "The last one counts.");
    if (view == BodyView::exact) {
        if (long_code(ui, "body", text, layouts.lines)) copy(ui, label, text, events);
        return;
    }
    if (view == BodyView::text) {
        if (long_code(ui, "body", shown.formatted, layouts.formatted))
            copy(ui, label, shown.formatted, events);
        return;
    }
    const TreeAnswer answer = json_tree(ui, "Body", parsed.document->root, layouts.tree,
                                        model.view.folded, std::to_string(id) + "/");
    if (answer.toggled) events.emplace_back(playground::TreeNodeToggled{*answer.toggled});
    if (answer.copy) copy(ui, label, text, events);
}

// A head is short, and laid out in every pass; what a server makes long is laid out once.
void message(Ui& ui, std::string_view id, const std::string& copy_label, const std::string& text,
             TextLayout& layout, Events& events) {
    constexpr std::size_t longest_short = 4096;
    if (text.size() <= longest_short)
        code_block(ui, id, text);
    else if (long_code(ui, id, text, layout))
        copy(ui, copy_label, text, events);
}

void status_line(Ui& ui, const playground::Model& model, const http::Exchange& exchange) {
    Flow flow(ui);
    badge(ui, tone_of(exchange), outcome(model, exchange));
    if (exchange.duration_ms) badge(ui, playground::Tone::neutral, duration(*exchange.duration_ms));
    if (exchange.response)
        badge(ui, playground::Tone::neutral, byte_count(exchange.response->body.size()));
}

void reveal_toggle(Ui& ui, const playground::Model& model, const http::Exchange& exchange,
                   Events& events) {
    if (exchange.redacted) {
        muted(ui,
              "From before the page was loaded again: its secrets are gone, not merely masked.");
        return;
    }
    const bool revealed = model.view.revealed_exchanges.count(exchange.id) != 0;
    Flow flow(ui);
    muted(ui, revealed ? "Secrets are shown" : "Secrets are masked");
    if (icon_button(ui, "Reveal secrets of exchange " + std::to_string(exchange.id),
                    {.icon = revealed ? Icon::eye : Icon::eye_closed,
                     .word = "Reveal",
                     .pressed = revealed}))
        events.emplace_back(playground::ExchangeRevealToggled{exchange.id});
}

} // namespace

void answer_details(Ui& ui, const playground::Model& model, const http::Exchange& exchange,
                    Events& events, AnswerExtras extras) {
    IdScope scope(ui, "answer " + std::to_string(exchange.id));
    status_line(ui, model, exchange);
    if (exchange.failure != http::Failure::none) text(ui, exchange.failure_text);
    if (!exchange.response) {
        if (http::under_way(exchange) &&
            button(ui, "Abort", {.kind = ButtonKind::quiet, .small = true}))
            events.emplace_back(playground::AbortPressed{exchange.id});
        return;
    }
    body(ui, model, ui.memory().exchanges.of(model, exchange), events, extras);
}

void exchange_details(Ui& ui, const playground::Model& model, const http::Exchange& exchange,
                      Events& events) {
    ShownExchange& shown = ui.memory().exchanges.of(model, exchange);
    const std::string number = std::to_string(exchange.id);
    status_line(ui, model, exchange);
    muted(ui, "Sent at " + clock_time(exchange.sent_at_ms));
    reveal_toggle(ui, model, exchange, events);

    heading(ui, 3, exchange.navigation ? "Navigation" : "Request");
    ShownExchange::Layouts& layouts = shown.layouts[ui.id("message")];
    message(ui, "request", "request " + number, shown.request, layouts.request, events);
    {
        Flow flow(ui, space_1);
        if (copy_button(ui, model, "request " + number))
            copy(ui, "request " + number, shown.request, events);
        if (copy_button(ui, model, "URL " + number))
            copy(ui, "URL " + number, shown.exchange.request.url, events);
        if (!exchange.navigation && copy_button(ui, model, "as cURL " + number))
            copy(ui, "as cURL " + number,
                 http::curl_command(exchange.request, playground::secrets(model)), events);
    }
    if (!exchange.navigation && !is_delivery(exchange)) code_panel(ui, model, exchange, events);
    again_panel(ui, model, exchange, events);
    if (is_delivery(exchange) &&
        button(ui, "Check the signature of " + number, {.kind = ButtonKind::quiet, .small = true}))
        check_delivery(model, exchange, events);
    if (exchange.failure != http::Failure::none) {
        heading(ui, 3, "No response");
        text(ui, exchange.failure_text);
    }
    if (shown.exchange.response) {
        const http::Response& response = *shown.exchange.response;
        heading(ui, 3, "Response");
        message(ui, "response", "response " + number, shown.response_head, layouts.head, events);
        body(ui, model, shown, events);
        Flow flow(ui, space_1);
        if (copy_button(ui, model, "response " + number))
            copy(ui, "response " + number, http::raw_response(response), events);
        if (!response.body.empty()) {
            if (copy_button(ui, model, "body " + number))
                copy(ui, "body " + number, response.body, events);
            if (button(ui, "Download body " + number, {.kind = ButtonKind::quiet, .small = true}))
                events.emplace_back(playground::DownloadAnswerPressed{exchange.id});
        }
    }
    heading(ui, 3, "What the browser hides");
    for (const std::string& sentence :
         http::hidden_from_pages(exchange, same_origin(model, exchange)))
        muted(ui, sentence);
}

void planned_request(Ui& ui, const playground::Model& model, const Result<http::Request>& request,
                     Events& events) {
    if (!request) {
        Card card(ui, CardKind::sunken, space_3);
        text(ui, request.error().message, {.colour = ui.theme().muted});
        const playground::Remedy remedy = playground::remedy_for(model, request.error());
        // The last word on the step may offer the same.
        const auto said = model.notices.find(model.view.step);
        if (said == model.notices.end() || said->second.remedy != remedy)
            remedy_button(ui, remedy, ButtonKind::primary, events);
        return;
    }
    // A screen may show several.
    IdScope scope(ui, request->method + request->url);
    const std::uint32_t id = ui.id("Copy planned request");
    const std::string& masked = ui.memory().exchanges.planned(model, id, *request);
    if (code_block(ui, "planned request", masked, "planned request",
                   playground::was_copied(model, id)))
        events.emplace_back(playground::CopyPressed{"planned request", masked, id});
    switch (model.registration.route) {
    case playground::Route::terminal:
        muted(ui, "Your terminal will send this. The button shows the command, and nothing leaves "
                  "this page.");
        break;
    case playground::Route::direct: {
        const http::CorsPrediction asked = http::predict_cors(*request);
        muted(ui, (asked.preflighted ? "The browser asks first (CORS preflight): "
                                     : "The browser sends it without asking first: ") +
                      asked.reasons.front());
        [[fallthrough]];
    }
    case playground::Route::relay:
    case playground::Route::simulated:
        muted(ui, "Exactly this will be sent. Secrets are masked here; the browser adds headers of "
                  "its own.");
        break;
    }
}

} // namespace ui
