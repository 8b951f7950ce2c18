// The run as a story: exchanges and changes of token states in one order, newest first.
#include "ui/panels.hpp"
#include "ui/phrases.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace ui {

namespace {

struct Moment {
    std::int64_t at_ms;
    std::string words;
    playground::Tone tone;
};

std::vector<Moment> moments(const playground::Model& model) {
    std::vector<Moment> all;
    for (const http::Exchange& exchange : model.exchanges)
        all.push_back(
            {exchange.sent_at_ms, exchange.purpose + ": " + outcome(exchange), tone_of(exchange)});
    for (const oauth::Token& token : model.tokens) {
        for (const oauth::Transition& transition : token.history)
            all.push_back(
                {transition.at_ms,
                 token_name(token) + " is " + std::string(oauth::to_string(transition.to)),
                 tone_of(transition.to)});
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const Moment& a, const Moment& b) { return a.at_ms > b.at_ms; });
    return all;
}

constexpr std::size_t shown = 30;

} // namespace

void timeline_panel(Ui& ui, const playground::Model& model, Events&) {
    Group region(ui, Role::region, "Timeline");
    IdScope scope(ui, "timeline");
    heading(ui, 2, "Timeline");
    std::vector<Moment> all = moments(model);
    if (all.empty()) {
        muted(ui, "Begins with the first exchange.");
        return;
    }
    const std::size_t total = all.size();
    if (all.size() > shown) all.resize(shown);
    {
        Group list(ui, Role::list);
        for (const Moment& moment : all) {
            Group item(ui, Role::list_item);
            timeline_row(ui, moment.tone, clock_time(moment.at_ms), moment.words);
        }
    }
    if (total > shown)
        muted(ui, std::to_string(total - shown) + " earlier ones are in the list of exchanges.");
}

} // namespace ui
