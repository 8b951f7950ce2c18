// The run as a story: exchanges and changes of token states in one order, newest first.
#include "ui/panels.hpp"
#include "ui/phrases.hpp"

#include <string>
#include <utility>
#include <vector>

namespace ui {

namespace {

struct Moment {
    std::int64_t at_ms;
    std::string words;
    playground::Tone tone;
};

constexpr std::size_t shown = 30;

// The newest moments first, and what happened at once in the order of its causes.
class Latest {
public:
    void add(Moment moment) {
        ++total_;
        auto at = moments_.end();
        while (at != moments_.begin() && (at - 1)->at_ms < moment.at_ms)
            --at;
        moments_.insert(at, std::move(moment));
        if (moments_.size() > shown) moments_.pop_back();
    }
    const std::vector<Moment>& moments() const { return moments_; }
    std::size_t total() const { return total_; }

private:
    std::vector<Moment> moments_;
    std::size_t total_ = 0;
};

Latest latest_of(const playground::Model& model) {
    Latest latest;
    for (const http::Exchange& exchange : model.exchanges)
        latest.add(
            {exchange.sent_at_ms, exchange.purpose + ": " + outcome(exchange), tone_of(exchange)});
    for (const oauth::Token& token : model.tokens) {
        for (const oauth::Transition& transition : token.history)
            latest.add({transition.at_ms,
                        token_name(token) + " is " + std::string(oauth::to_string(transition.to)),
                        tone_of(transition.to)});
    }
    return latest;
}

} // namespace

void timeline_panel(Ui& ui, const playground::Model& model, Events&) {
    Group region(ui, Role::region, "Timeline");
    IdScope scope(ui, "timeline");
    heading(ui, 2, "Timeline");
    const Latest latest = latest_of(model);
    if (latest.total() == 0) {
        muted(ui, "Begins with the first exchange.");
        return;
    }
    {
        Group list(ui, Role::list);
        for (const Moment& moment : latest.moments()) {
            Group item(ui, Role::list_item);
            timeline_row(ui, moment.tone, clock_time(moment.at_ms), moment.words);
        }
    }
    if (latest.total() > shown)
        muted(ui, std::to_string(latest.total() - shown) +
                      " earlier ones are in the list of exchanges.");
}

} // namespace ui
