// The run as a story: exchanges and changes of token states in one order, newest first.
#include "ui/panels.hpp"
#include "ui/phrases.hpp"

#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

namespace ui {

namespace {

// One exchange, or one change of a token: words are made for the few that are shown.
struct Moment {
    std::int64_t at_ms = 0;
    const http::Exchange* exchange = nullptr;
    const oauth::Token* token = nullptr;
    const oauth::Transition* transition = nullptr;
};

constexpr std::size_t shown = 30;

// The newest moments first, and what happened at once in the order of its causes.
class Latest {
public:
    explicit Latest(const playground::Model& model) : total_(model.exchanges.size()) {
        // Exchanges stand in the order of their times, so the last ones are enough.
        const std::size_t few = std::min(model.exchanges.size(), shown);
        for (auto each = model.exchanges.end() - static_cast<std::ptrdiff_t>(few);
             each != model.exchanges.end(); ++each)
            add({.at_ms = each->sent_at_ms, .exchange = &*each});
        for (const oauth::Token& token : model.tokens) {
            total_ += token.history.size();
            for (const oauth::Transition& transition : token.history)
                add({.at_ms = transition.at_ms, .token = &token, .transition = &transition});
        }
    }
    const std::vector<Moment>& moments() const { return moments_; }
    std::size_t total() const { return total_; }

private:
    void add(const Moment& moment) {
        if (moments_.size() == shown && moments_.back().at_ms >= moment.at_ms) return;
        auto at = moments_.end();
        while (at != moments_.begin() && (at - 1)->at_ms < moment.at_ms)
            --at;
        moments_.insert(at, moment);
        if (moments_.size() > shown) moments_.pop_back();
    }
    std::vector<Moment> moments_;
    std::size_t total_;
};

void put(Ui& ui, const Moment& moment) {
    if (moment.exchange != nullptr) {
        timeline_row(ui, tone_of(*moment.exchange), clock_time(moment.at_ms),
                     moment.exchange->purpose + ": " + outcome(*moment.exchange));
    } else {
        timeline_row(ui, tone_of(moment.transition->to), clock_time(moment.at_ms),
                     token_name(*moment.token) + " is " +
                         std::string(oauth::to_string(moment.transition->to)));
    }
}

} // namespace

void timeline_panel(Ui& ui, const playground::Model& model, Events&) {
    Group region(ui, Role::region, "Timeline");
    IdScope scope(ui, "timeline");
    heading(ui, 2, "Timeline");
    const Latest latest(model);
    if (latest.total() == 0) {
        muted(ui, "Begins with the first exchange.");
        return;
    }
    {
        Group list(ui, Role::list);
        const std::vector<Moment>& moments = latest.moments();
        std::vector<std::size_t> all(moments.size());
        std::iota(all.begin(), all.end(), std::size_t{0});
        rows(ui, {.count = all.size(),
                  .gap = space_2,
                  .tall = all,
                  .key = [](std::size_t row) { return static_cast<std::uint32_t>(row); },
                  .draw = [&](std::size_t row) { put(ui, moments[row]); }});
    }
    if (latest.total() > shown)
        muted(ui, std::to_string(latest.total() - shown) +
                      " earlier ones are in the list of exchanges.");
}

} // namespace ui
