// Four small state charts. The state that the newest thing is in is filled and has a word of its own beside
// it; whatever way was gone is told with its moment, and the others with what to press for them.
#include "ui/containers.hpp"
#include "ui/controls.hpp"
#include "ui/lifecycle_pictures.hpp"
#include "ui/phrases.hpp"
#include "ui/words.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace ui {

namespace {

using playground::LifeState;
using playground::StateMachine;
using playground::StateNow;

constexpr float box_height = 26, box_pad = 10, box_gap = 6;

std::string words_of_now(StateMachine machine, const StateNow& now) {
    const std::string_view state = playground::to_string(now.state);
    if (now.name.empty())
        return "No " + std::string(1, static_cast<char>(playground::name_of(machine)[0] + 32)) +
               std::string(playground::name_of(machine).substr(1)) + " so far.";
    return now.name + " is " + std::string(state) +
           (now.moment == 0 ? "." : ", since moment " + std::to_string(now.moment) + ".");
}

// The states in a row that wraps. One image: its name says what is filled.
void boxes(Ui& ui, StateMachine machine, const StateNow& now) {
    const Theme& theme = ui.theme();
    struct Spot {
        LifeState state;
        float x, y, width;
    };
    std::vector<Spot> spots;
    float x = 0, y = 0;
    std::string name = "States: ";
    for (const LifeState state : playground::states_of(machine)) {
        const std::string_view word = playground::to_string(state);
        const float width =
            std::ceil(ui.paint().width_of(word, Face::strong, size_small)) + 2 * box_pad;
        if (x > 0 && x + width > ui.width()) {
            x = 0;
            y += box_height + box_gap;
        }
        spots.push_back({state, x, y, width});
        x += width + box_gap;
        if (spots.size() > 1) name += ", ";
        name += word;
    }
    name += ". Now: " + std::string(playground::to_string(now.state)) + ".";
    const float height = y + box_height;
    const Ui::Place place = ui.place(ui.width(), height);
    ui.item(ui.claim(ui.id("states")), {place.x, place.y, ui.width(), height});
    for (const Spot& spot : spots) {
        const bool here = spot.state == now.state;
        const Colour ink = ink_of(theme, tone_of(spot.state));
        const float left = place.x + spot.x, top = place.y + spot.y;
        if (here) {
            ui.paint().fill(left, top, spot.width, box_height, fill_of(theme, tone_of(spot.state)),
                            6);
            ui.paint().outline(left, top, spot.width, box_height, ink, 6, 2);
        } else {
            ui.paint().outline(left, top, spot.width, box_height, theme.line, 6);
        }
        ui.paint().letters(playground::to_string(spot.state), here ? Face::strong : Face::regular,
                           size_small, box_height, left + box_pad, top, here ? ink : theme.muted);
    }
    ui.name({.role = Role::image, .name = name});
}

void way_row(Ui& ui, const playground::StateWay& way, const playground::WaySeen& seen,
             StatesPress& pressed) {
    Group item(ui, Role::list_item);
    const std::string words = playground::way_in_words(way, seen);
    const std::string ends = std::string(playground::name_of(way.machine)) + ", " +
                             std::string(playground::to_string(way.from)) + " to " +
                             std::string(playground::to_string(way.to));
    {
        Flow flow(ui);
        if (seen.count > 0) {
            text(ui, words, {.size = size_small, .face = Face::strong});
            if (button(ui, "Look at moment " + std::to_string(seen.last) + ". " + ends,
                       {.kind = ButtonKind::quiet,
                        .small = true,
                        .visible_text = "Look at",
                        .identity = "look"}))
                pressed.moment = seen.last;
        } else {
            text(ui, words, {.size = size_small, .colour = ui.theme().muted});
            if (button(ui, "Make it happen. " + ends,
                       {.kind = ButtonKind::quiet,
                        .description = way.how,
                        .small = true,
                        .visible_text = "Make it happen",
                        .identity = "make"}))
                pressed.step = way.step;
        }
    }
    muted(ui, std::string(way.cause) + (seen.count > 0 ? "" : " " + std::string(way.how)));
}

void chart(Ui& ui, const playground::States& states, StateMachine machine, StatesPress& pressed) {
    IdScope scope(ui, static_cast<std::uint32_t>(machine));
    const StateNow& now = states.now[static_cast<std::size_t>(machine)];
    ui.space(space_2);
    heading(ui, 3, playground::name_of(machine));
    text(ui, words_of_now(machine, now), {.size = size_small});
    boxes(ui, machine, now);
    Group list(ui, Role::list, std::string(playground::name_of(machine)) + ", its ways");
    const auto& ways = playground::state_ways();
    for (std::uint32_t i = 0; i < ways.size(); ++i) {
        if (ways[i].machine != machine) continue;
        IdScope row(ui, i);
        way_row(ui, ways[i], states.ways[i], pressed);
    }
}

} // namespace

StatesPress states_picture(Ui& ui, const playground::States& states, StateMachine chosen) {
    StatesPress pressed;
    const auto one = [&](StateMachine machine) { chart(ui, states, machine, pressed); };
    if (ui.narrow()) {
        one(chosen);
        return pressed;
    }
    side_by_side(ui, {1, 1}, 300, space_4,
                 {[&] {
                      one(StateMachine::authorization_attempt);
                      one(StateMachine::authorization_code);
                  },
                  [&] {
                      one(StateMachine::access_token);
                      one(StateMachine::refresh_token);
                  }});
    return pressed;
}

} // namespace ui
