// Bars of codes and tokens: light as long as it would last, full as far as it did. Each has its facts as words
// above it, so the bar itself adds nothing that is not said.
#include "ui/containers.hpp"
#include "ui/controls.hpp"
#include "ui/lifecycle_pictures.hpp"
#include "ui/phrases.hpp"
#include "ui/rows.hpp"
#include "ui/words.hpp"

#include <algorithm>
#include <string>

namespace ui {

namespace {

using playground::TimeBar;
using playground::TimeWindow;

constexpr float time_bar_height = 14;

float share_of(const TimeWindow& window, std::int64_t ms) {
    const float share =
        static_cast<float>(static_cast<double>(ms - window.from_ms) /
                           static_cast<double>(std::max<std::int64_t>(window.span_ms, 1)));
    return std::clamp(share, 0.0f, 1.0f);
}

void paint_time_bar(Ui& ui, const TimeBar& bar, const TimeWindow& window, std::int64_t now_ms) {
    const float width = ui.width();
    const Ui::Place place = ui.place(width, time_bar_height, space_1);
    const Theme& theme = ui.theme();
    const auto x = [&](std::int64_t ms) { return place.x + share_of(window, ms) * width; };
    const float radius = time_bar_height / 2;
    const auto part = [&](std::int64_t from, std::int64_t to, Colour colour) {
        const float left = x(from), right = std::max(x(to), left + 2);
        ui.paint().fill(left, place.y, right - left, time_bar_height, colour,
                        std::min(radius, (right - left) / 2));
    };
    ui.paint().fill(place.x, place.y + radius, width, 1, theme.line);
    const std::int64_t open_end = window.from_ms + window.span_ms;
    const std::int64_t until = bar.to_ms.value_or(open_end);
    const bool in_window =
        bar.from_ms < open_end && std::max(until, bar.ended_ms.value_or(until)) > window.from_ms;
    if (in_window) {
        part(bar.from_ms, until, theme.line);
        part(bar.from_ms, std::min({bar.ended_ms.value_or(now_ms), now_ms, until}),
             ink_of(theme, tone_of(bar.life)));
        if (bar.ended_ms) { // a bar across, so that an end is more than a colour
            const float end = x(*bar.ended_ms);
            ui.paint().fill(end - 1, place.y - 3, 3, time_bar_height + 6, theme.ink);
        }
    }
    ui.paint().fill(x(now_ms), place.y - 3, 1, time_bar_height + 6, theme.accent);
}

} // namespace

std::string time_facts(const TimeBar& bar, std::int64_t now_ms) {
    std::string text =
        bar.name + ": " + moment_time(bar.from_ms, now_ms) + " to " +
        (bar.to_ms ? moment_time(*bar.to_ms, now_ms) + (bar.at_least ? " at least" : "")
                   : std::string("an end that only the server knows"));
    if (bar.ended_ms)
        return text + ", ended by " + bar.ended_by + " " + moment_time(*bar.ended_ms, now_ms) +
               " in moment " + std::to_string(bar.moment) + ".";
    if (bar.life == playground::Life::in_doubt) return text + ", in doubt.";
    if (bar.life == playground::Life::refused) return text + ", refused.";
    if (!bar.to_ms) return text + ".";
    return text + (*bar.to_ms > now_ms ? "."
                   : bar.at_least      ? ", which is over."
                                       : ", expired by the clock.");
}

void time_picture(Ui& ui, std::span<const TimeBar> bars, const TimeWindow& window,
                  std::int64_t now_ms) {
    Group list(ui, Role::list, "Codes and tokens, oldest first");
    std::vector<std::size_t> all(bars.size());
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i] = i;
    rows(ui, {.count = bars.size(),
              .usual = 56,
              .gap = space_3,
              .tall = all,
              .key = [&](std::size_t row) { return bars[row].key; },
              .draw =
                  [&](std::size_t row) {
                      text(ui, time_facts(bars[row], now_ms), {.size = size_small});
                      paint_time_bar(ui, bars[row], window, now_ms);
                  }});
}

} // namespace ui
