// The answer that a person pastes, with what was read of it before it counts: what is the server's,
// and what belongs to the terminal.
#include "http/pasted.hpp"
#include "oauth/server_words.hpp"
#include "ui/panels.hpp"
#include "ui/phrases.hpp"

#include <string>
#include <vector>

namespace ui {

namespace {

std::string lines(const http::LineRange& range) {
    return range.first == range.last
               ? "line " + std::to_string(range.first)
               : "lines " + std::to_string(range.first) + " to " + std::to_string(range.last);
}

std::string words_of_status(const http::PastedAnswer& read) {
    const std::string status = std::to_string(read.response.status);
    switch (read.status_from) {
    case http::StatusFrom::line: return status + ", line " + std::to_string(read.status_line);
    case http::StatusFrom::tool:
        return status + ", as the command says in line " + std::to_string(read.status_line);
    case http::StatusFrom::body: return status + ", as the body says";
    case http::StatusFrom::assumed:
        return status + " is assumed: nothing tells it, and the body does not look like an error";
    case http::StatusFrom::unknown:
        return "not told, and the body looks like an error: type it below";
    }
    return {};
}

std::string words_of_headers(const http::PastedAnswer& read) {
    if (read.response.headers.empty()) return "none";
    std::string names;
    for (const http::Field& field : read.response.headers)
        names += (names.empty() ? "" : ", ") + oauth::server_words(field.name, 64);
    return oauth::cut(names, 300) + "; " + lines(read.headers);
}

std::string words_of_body(const http::PastedAnswer& read) {
    if (read.response.body.empty()) return "none";
    return byte_count(read.response.body.size()) + "; " + lines(read.body);
}

std::string words_of_rest(const http::PastedAnswer& read) {
    constexpr std::size_t most = 8;
    std::string words;
    for (std::size_t i = 0; i < read.ignored.size() && i < most; ++i)
        words += (words.empty() ? "" : ", ") + lines(read.ignored[i]);
    if (read.ignored.size() > most) words += " and more";
    return words.empty() ? "nothing" : words;
}

void preview(Ui& ui, const http::Exchange& exchange, const playground::InFlight& what,
             const ShownPaste& shown, Events& events) {
    const http::PastedAnswer& read = *shown.read;
    ui.space(space_2);
    Card card(ui, CardKind::sunken, space_3);
    heading(ui, 4, "What was read");
    for (const auto& [name, words] : {std::pair{"Status", words_of_status(read)},
                                      {"Headers", words_of_headers(read)},
                                      {"Body", words_of_body(read)},
                                      {"Not the server's", words_of_rest(read)}})
        value_row(ui, {.name = name, .value = words, .mono = false, .copyable = false});
    if (!shown.body.empty()) code_block(ui, "body as read", shown.body);
    const std::string status =
        read.response.status == 0 ? std::string{} : std::to_string(read.response.status);
    if (const auto typed = text_field(
            ui, {.label = "Status",
                 .value = what.typed_status.empty() ? status : what.typed_status,
                 .hint = "Correct it when it was read wrong. The rest is corrected in the text "
                         "above: take away what is not the server's.",
                 .error = what.status_problem,
                 .placeholder = "401",
                 .required = read.response.status == 0}))
        events.emplace_back(playground::PasteStatusEdited{exchange.id, *typed});
    if (!read.doubt.empty())
        callout(ui, playground::Tone::warning, "Look twice before it counts", read.doubt);
}

} // namespace

void paste_panel(Ui& ui, const playground::Model& model, const http::Exchange& exchange,
                 const playground::InFlight& what, Events& events) {
    if (const auto pasted =
            text_field(ui, {.label = "Paste the answer",
                            .value = what.pasted,
                            .hint = "All that the command printed, or the JSON alone.",
                            .error = what.paste_problem,
                            .mono = true,
                            .multiline = true}))
        events.emplace_back(playground::AnswerPasted{exchange.id, *pasted});
    const ShownPaste& shown = ui.memory().exchanges.pasted(model, exchange, what.pasted);
    const Result<http::PastedAnswer>& read = shown.read;
    if (read) preview(ui, exchange, what, shown, events);
    Flow flow(ui);
    if (button(ui, "Use this answer",
               {.kind = ButtonKind::primary, .enabled = !what.pasted.empty()}))
        events.emplace_back(playground::UseAnswerPressed{exchange.id});
    if (read && !read->doubt.empty() &&
        button(ui, "Use it all the same",
               {.kind = ButtonKind::danger,
                .description = "Takes the answer as it was read, in spite of the doubt"}))
        events.emplace_back(playground::UseAnswerPressed{exchange.id, true});
    if (button(ui, "Give up", {.description = "Stops waiting for the answer"}))
        events.emplace_back(playground::AbortPressed{exchange.id});
}

} // namespace ui
