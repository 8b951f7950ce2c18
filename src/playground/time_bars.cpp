#include "playground/time_bars.hpp"

#include "playground/plan.hpp"

#include "staging/simulated_client.hpp"

#include <algorithm>
#include <map>

namespace playground {

namespace {

constexpr std::int64_t second_ms = 1000;

std::string_view end_by(oauth::TokenState state) {
    switch (state) {
    case oauth::TokenState::rotated: return "rotation";
    case oauth::TokenState::replaced: return "replacement";
    case oauth::TokenState::revoked: return "revocation";
    case oauth::TokenState::rejected: return "rejection";
    default: return {};
    }
}

class TimeReader {
public:
    explicit TimeReader(const TimeDesc& desc) : desc_(desc) {}

    std::vector<TimeBar> read() {
        for (const Moment& each : desc_.moments)
            take(each);
        for (const Member& member : family(desc_.moments))
            if (const auto at = tokens_.find(member.token); at != tokens_.end())
                bars_[at->second].life = member.life;
        return std::move(bars_);
    }

private:
    void take(const Moment& moment) {
        switch (moment.kind) {
        case MomentKind::came: return came(moment);
        case MomentKind::sent:
            if (moment.words == token_request_words && moment.outcome == Outcome::none)
                end_code(moment, "its use");
            return;
        case MomentKind::left: return end_code(moment, "leaving the page");
        case MomentKind::stored: return stored(moment);
        case MomentKind::changed:
        case MomentKind::said: return changed(moment);
        case MomentKind::lost:
            end_code(moment, "leaving the page");
            for (const auto& [token, index] : tokens_)
                end(bars_[index], moment, "leaving the page");
            return;
        case MomentKind::ended: return;
        }
    }

    static void end(TimeBar& bar, const Moment& moment, std::string_view by) {
        if (bar.ended_ms) return;
        bar.ended_ms = bar_clock_ms(moment);
        bar.ended_by = by;
        bar.moment = moment.id;
    }

    void end_code(const Moment& moment, std::string_view by) {
        if (code_ == 0) return;
        TimeBar& bar = bars_[code_ - 1];
        end(bar, moment, by);
        bar.life = Life::replaced; // it is over, and nothing went wrong
        code_ = 0;
    }

    void came(const Moment& moment) {
        end_code(moment, "leaving the page");
        if (moment.outcome != Outcome::delivered) return;
        TimeBar bar;
        bar.key = moment.id;
        bar.name = "Code " + std::to_string(++codes_);
        bar.from_ms = bar_clock_ms(moment);
        if (moment.server_ms)
            bar.to_ms = bar.from_ms + staging::simulated_code_lifetime_s * second_ms;
        bars_.push_back(std::move(bar));
        code_ = bars_.size();
    }

    void live_from(TimeBar& bar, const Moment& moment) const {
        bar.from_ms = bar_clock_ms(moment);
        bar.to_ms.reset();
        if (moment.expires_in) bar.to_ms = bar.from_ms + *moment.expires_in * second_ms;
    }

    void stored(const Moment& moment) {
        TimeBar bar;
        bar.key = moment.id;
        bar.name = oauth::name_of(moment.token_kind, moment.pair);
        live_from(bar, moment);
        if (!bar.to_ms && moment.token_kind == oauth::TokenKind::refresh_token &&
            desc_.refresh_life_ms) {
            bar.to_ms = bar.from_ms + *desc_.refresh_life_ms;
            bar.at_least = true;
        }
        tokens_[moment.token] = bars_.size();
        bars_.push_back(std::move(bar));
    }

    void changed(const Moment& moment) {
        const auto at = tokens_.find(moment.token);
        if (at == tokens_.end()) return;
        TimeBar& bar = bars_[at->second];
        if (moment.expires_in) live_from(bar, moment); // its life began anew
        if (moment.is == oauth::TokenState::active) {  // replaced, and taken all the same
            bar.ended_ms.reset();
            bar.ended_by.clear();
            bar.moment = 0;
        }
        if (const std::string_view by = end_by(moment.is); !by.empty()) end(bar, moment, by);
    }

    const TimeDesc& desc_;
    std::vector<TimeBar> bars_;
    std::map<std::uint32_t, std::size_t> tokens_; // index of its bar
    std::size_t code_ = 0;                        // index of the open code's bar, plus 1; 0: none
    int codes_ = 0;
};

} // namespace

std::vector<TimeBar> time_bars(const TimeDesc& desc) { return TimeReader(desc).read(); }

std::int64_t bar_clock_ms(const Moment& moment) {
    return moment.server_ms.value_or(moment.page_ms);
}

std::int64_t now_of_cursor(const Model& model, std::span<const Moment> moments) {
    const bool looks_back = !moments.empty() && moments.back().id != model.log.moments.back().id;
    return looks_back ? bar_clock_ms(moments.back())
                      : clock_of(model, model.registration.environment).wall_ms;
}

std::int64_t span_of(TimeScale scale) {
    constexpr std::int64_t minute_ms = 60 * second_ms, day_ms = 24 * 60 * minute_ms;
    switch (scale) {
    case TimeScale::by_itself: return 0;
    case TimeScale::quarter: return 15 * minute_ms;
    case TimeScale::day: return day_ms;
    case TimeScale::sixty_days: return 60 * day_ms;
    }
    return 0;
}

TimeWindow time_window(std::span<const TimeBar> bars, std::int64_t now_ms, TimeScale chosen) {
    std::int64_t first = now_ms;
    for (const TimeBar& each : bars)
        first = std::min(first, each.from_ms);
    TimeWindow window;
    window.scale = chosen;
    if (chosen == TimeScale::by_itself) {
        window.scale = TimeScale::sixty_days;
        for (const TimeScale each : {TimeScale::day, TimeScale::quarter})
            if (now_ms - first <= span_of(each)) window.scale = each;
    }
    window.span_ms = span_of(window.scale);
    // From the beginning as long as that leaves now in sight, else with now in the middle.
    window.from_ms = now_ms - first <= window.span_ms ? first : now_ms - window.span_ms / 2;
    return window;
}

} // namespace playground
