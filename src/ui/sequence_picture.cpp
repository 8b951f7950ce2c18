// Who sent what to whom. The front channel runs through the lifeline of the person, dashed: the code passes
// through the browser. Every ending has a shape and a word of its own.
#include "ui/containers.hpp"
#include "ui/lifecycle_pictures.hpp"
#include "ui/phrases.hpp"
#include "ui/visible_text.hpp"
#include "ui/words.hpp"

#include "playground/run_story.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <string_view>

namespace ui {

namespace {

using playground::Actor;
using playground::Channel;
using playground::Moment;
using playground::MomentKind;
using playground::Outcome;

constexpr float lane_row = 46, card_row = 60, times_width = 66;
constexpr float label_line = 20, arrow_y = 32;
constexpr float narrowest_lanes = 520;
constexpr std::array<std::string_view, 4> lane_names{"Person", "This page", "Auth server",
                                                     "Pleo API"};

playground::Tone tone_of_moment(const Moment& moment) {
    switch (moment.outcome) {
    case Outcome::delivered: return playground::Tone::positive;
    case Outcome::refused:
    case Outcome::hidden:
    case Outcome::unread: return playground::Tone::negative;
    case Outcome::not_sent:
    case Outcome::lost_there:
    case Outcome::lost_back:
    case Outcome::unknown: return playground::Tone::warning;
    case Outcome::none: break;
    }
    return moment.kind == MomentKind::changed ? tone_of(moment.is) : playground::Tone::neutral;
}

class Lanes {
public:
    Lanes(Ui& ui, float left, float width) : ui_(ui) {
        const float from = left + times_width, room = (width - times_width) / 4;
        for (std::size_t i = 0; i < x_.size(); ++i)
            x_[i] = std::floor(from + room * (static_cast<float>(i) + 0.5f));
        right_ = left + width;
    }

    float x(Actor actor) const { return x_[static_cast<std::size_t>(actor)]; }

    void names(float y) const {
        for (std::size_t i = 0; i < x_.size(); ++i) {
            const float wide = ui_.paint().width_of(lane_names[i], Face::strong, size_small);
            ui_.paint().letters(lane_names[i], Face::strong, size_small, label_line,
                                x_[i] - std::floor(wide / 2), y, ui_.theme().ink);
        }
    }

    void lifelines(float y, float height) const {
        for (const float x : x_)
            ui_.paint().fill(x, y, 1, height, ui_.theme().line);
    }

    void draw(const Moment& moment, float y) const {
        const Colour ink = ink_of(ui_.theme(), tone_of_moment(moment));
        switch (moment.kind) {
        case MomentKind::sent: return sent(moment, y, ink);
        case MomentKind::ended: return ended(moment, y, ink);
        case MomentKind::left:
        case MomentKind::came: return front(moment, y, ink);
        default: return note(moment, y, ink);
        }
    }

private:
    void head(float x, float y, float way, Colour ink) const { // way: 1 to the right
        ui_.paint().triangle(x, y, x - 8 * way, y - 4, x - 8 * way, y + 4, ink);
    }

    void dashed(float from, float to, float y, Colour ink) const {
        const float way = to > from ? 1.0f : -1.0f;
        for (float at = from; (to - at) * way > 0; at += 9 * way)
            ui_.paint().line(at, y, (to - at) * way > 5 ? at + 5 * way : to, y, ink, 1.5f);
    }

    void bar(float x, float y, Colour ink) const { ui_.paint().fill(x - 1, y - 8, 3, 16, ink); }

    void cross(float x, float y, Colour ink) const {
        ui_.paint().line(x - 4, y - 4, x + 4, y + 4, ink, 2);
        ui_.paint().line(x - 4, y + 4, x + 4, y - 4, ink, 2);
    }

    // Above the middle of an arrow, on a ground of its own.
    void label(std::string_view words, float from, float to, float y, Colour ink) const {
        const float room = std::abs(to - from) - 12;
        const std::string shown = ui_.paint().elided(words, Face::regular, size_small, room);
        const float wide = ui_.paint().width_of(shown, Face::regular, size_small);
        const float x = std::floor((from + to - wide) / 2);
        ground(x - 3, y + 4, wide + 6, label_line);
        ui_.paint().letters(shown, Face::regular, size_small, label_line, x, y + 4, ink);
    }

    // To the right of a place, as far as there is room.
    void words_beside(std::string_view words, float x, float y, Colour ink) const {
        const std::string shown =
            ui_.paint().elided(words, Face::regular, size_small, right_ - x - 6);
        ground(x - 3, y, ui_.paint().width_of(shown, Face::regular, size_small) + 6, label_line);
        ui_.paint().letters(shown, Face::regular, size_small, label_line, x, y, ink);
    }

    void ground(float x, float y, float width, float height) const {
        ui_.paint().fill(x, y, width, height, behind);
    }

    void sent(const Moment& moment, float y, Colour ink) const {
        const float from = x(moment.from), to = x(moment.to), at = y + arrow_y;
        if (moment.outcome == Outcome::not_sent) return kept_back(moment, y, ink);
        label(playground::label_of(moment), from, to, y, ui_.theme().ink);
        if (moment.outcome == Outcome::lost_there) {
            ui_.paint().line(from, at, (from + to) / 2, at, ink, 1.5f);
            return cross((from + to) / 2, at, ink);
        }
        const float fall = far_time(moment, to, y);
        ui_.paint().line(from, at - fall, to - 7, at + fall, ui_.theme().ink, 1.5f);
        head(to, at + fall, 1, ui_.theme().ink);
    }

    // The server's own clock at its end of the arrow, which then slants: half of how far it falls.
    float far_time(const Moment& moment, float server, float y) const {
        if (!moment.far_ms) return 0;
        words_beside(clock_time(*moment.far_ms).substr(0, 8), server + 8,
                     y + lane_row - label_line - 2, ui_.theme().muted);
        return 4;
    }

    void kept_back(const Moment& moment, float y, Colour ink) const {
        const float at = x(Actor::page);
        bar(at, y + lane_row / 2, ink);
        words_beside(playground::label_of(moment), at + 10, y + (lane_row - label_line) / 2, ink);
    }

    void ended(const Moment& moment, float y, Colour ink) const {
        const float from = x(moment.from), to = x(moment.to), at = y + arrow_y;
        const std::string words = playground::label_of(moment);
        switch (moment.outcome) {
        case Outcome::not_sent: return kept_back(moment, y, ink);
        case Outcome::unknown: { // a stub, and nobody knows from where
            dashed(to + (from - to) / 3, to + 4, at, ink);
            ui_.paint().letters("?", Face::strong, size_body, label_line, to + (from - to) / 3 + 5,
                                at - label_line / 2, ink);
            return words_beside(words, to + 8, y + 4, ink);
        }
        case Outcome::lost_there:
            cross(to + 14, y + lane_row / 2, ink);
            return words_beside(words, to + 26, y + (lane_row - label_line) / 2, ink);
        case Outcome::lost_back: {
            const float fall = far_time(moment, from, y), middle = (from + to) / 2;
            ui_.paint().line(from, at - fall, middle, at, ink, 1.5f);
            cross(middle, at, ink);
            return words_beside(words, to + 8, y + 2, ink);
        }
        case Outcome::hidden:
        case Outcome::unread: {
            const float fall = far_time(moment, from, y);
            ui_.paint().line(from, at - fall, to + 14, at + fall, ink, 1.5f);
            bar(to + 12, at + fall, ink);
            if (moment.outcome == Outcome::hidden) return words_beside(words, to + 8, y + 2, ink);
            break;
        }
        default:
            const float fall = far_time(moment, from, y);
            ui_.paint().line(from, at - fall, to + 7, at + fall, ink, 1.5f);
            head(to, at + fall, -1, ink);
            if (moment.outcome == Outcome::refused) cross(from - 12, at - fall, ink);
        }
        label(words, from, to, y, ink);
    }

    // In two legs, there and on: what goes through the address bar, the person's browser sees.
    void front(const Moment& moment, float y, Colour) const {
        const Colour ink = ui_.theme().ink;
        const float person = x(Actor::person), page = x(Actor::page);
        const float server = x(Actor::authorization_server);
        const bool leaves = moment.kind == MomentKind::left;
        const float near = y + (leaves ? arrow_y - 10 : arrow_y + 4),
                    far = y + (leaves ? arrow_y + 4 : arrow_y - 10);
        dashed(person, server, far, ink);
        dashed(person, page, near, ink);
        if (leaves) {
            head(person, near, -1, ink);
            head(server, far, 1, ink);
        } else {
            head(person, far, -1, ink);
            head(page, near, 1, ink);
        }
        label(playground::label_of(moment), page, x(Actor::api), leaves ? y : y - 4, ink);
    }

    void note(const Moment& moment, float y, Colour ink) const {
        const std::string words = playground::label_of(moment);
        const float least = x(Actor::person) + 8, at = x(moment.from);
        const std::string shown =
            ui_.paint().elided(words, Face::regular, size_small,
                               2 * (x(Actor::authorization_server) - x(Actor::page)) - 40);
        const float wide = ui_.paint().width_of(shown, Face::regular, size_small) + 28;
        const float left = std::max(least, std::floor(at - wide / 2)), top = y + 9;
        ui_.paint().fill(left, top, wide, 28, ui_.theme().surface, 6);
        ui_.paint().outline(left, top, wide, 28, ui_.theme().line, 6);
        ui_.paint().circle(left + 12, top + 14, 4, ink);
        ui_.paint().letters(shown, Face::regular, size_small, 28, left + 22, top, ui_.theme().ink);
    }

    Ui& ui_;
    std::array<float, 4> x_{};
    float right_ = 0;

public:
    Colour behind = 0; // the words: of the page, or of the row that is looked at
};

void card(Ui& ui, const Moment& moment, const Ui::Box& box) {
    const Theme& theme = ui.theme();
    const Colour ink = ink_of(theme, tone_of_moment(moment));
    // A mark for each lane: the same place from left to right as in the wide picture.
    for (std::size_t i = 0; i < lane_names.size(); ++i) {
        const auto actor = static_cast<Actor>(i);
        const bool here = actor == moment.from || actor == moment.to;
        ui.paint().circle(box.x + 8 + 9 * static_cast<float>(i), box.y + 19, here ? 3.5f : 1.5f,
                          here ? theme.ink : theme.control_line);
    }
    std::string who(lane_names[static_cast<std::size_t>(moment.from)]);
    if (moment.to != moment.from) {
        who += " \u2192 ";
        who += lane_names[static_cast<std::size_t>(moment.to)];
    }
    const std::string head = std::to_string(moment.id) + " \u00b7 " +
                             clock_time(moment.page_ms).substr(0, 8) + " \u00b7 " + who;
    const float x = box.x + 50, room = box.width - 58;
    ui.paint().letters(ui.paint().elided(head, Face::regular, size_small, room), Face::regular,
                       size_small, label_line, x, box.y + 9, theme.muted);
    const std::string words = playground::label_of(moment);
    ui.paint().letters(ui.paint().elided(words, Face::strong, size_small, room), Face::strong,
                       size_small, label_line, x, box.y + 30,
                       moment.outcome == Outcome::none ? theme.ink : ink);
}

} // namespace

void picture_image(Ui& ui, std::string_view summary) {
    const Ui::Place place = ui.place(ui.width(), 1);
    ui.item(ui.claim(ui.id("picture")), {place.x, place.y, ui.width(), 1});
    ui.name({.role = Role::image, .name = summary});
}

bool is_aside(std::span<const Moment> moments, std::size_t row) {
    return row + 1 < moments.size() && moments[row + 1].id == moments[row].id;
}

std::uint32_t moment_key(std::span<const Moment> moments, std::size_t row) {
    std::uint32_t asides = 0;
    for (std::size_t at = row; is_aside(moments, at); ++at)
        ++asides;
    return moments[row].id + (asides << 24);
}

std::uint32_t sequence_picture(Ui& ui, const SequenceDesc& desc) {
    const bool wide = ui.width() >= narrowest_lanes;
    const float height = wide ? lane_row : card_row, left = ui.left(), width = ui.width();
    Lanes lanes(ui, left, width);
    if (wide) lanes.names(ui.place(width, 26).y);

    std::uint32_t pressed = 0;
    Group list(ui, Role::list, "Moments, oldest first");
    for (std::size_t row = 0; row < desc.moments.size(); ++row) {
        const Moment& moment = desc.moments[row];
        IdScope scope(ui, moment_key(desc.moments, row));
        Group item(ui, Role::list_item);
        const Ui::Place place = ui.place(width, height, 0);
        const Ui::Box box{left, place.y, width, height};
        const bool looked_at = &moment == &desc.moments.back();
        const bool opens = moment.exchange != 0 && desc.known(moment.exchange);
        const std::uint32_t id = ui.claim(ui.id("moment"));
        Ui::Press press;
        if (opens)
            press = ui.press(id, box);
        else
            ui.item(id, box);
        lanes.behind = looked_at       ? ui.theme().accent_soft
                       : press.hovered ? ui.theme().sunken
                                       : ui.theme().background;
        if (looked_at || press.hovered)
            ui.paint().fill(box.x, box.y, box.width, box.height, lanes.behind, 6);
        if (wide) {
            lanes.lifelines(box.y, height);
            const std::string number =
                is_aside(desc.moments, row) ? std::string() : std::to_string(moment.id);
            ui.paint().letters(number, Face::strong, size_small, label_line, left + 6, box.y + 4,
                               ui.theme().ink);
            ui.paint().letters(clock_time(moment.page_ms).substr(0, 8), Face::regular, size_small,
                               label_line, left + 6, box.y + 22, ui.theme().muted);
            lanes.draw(moment, box.y);
        } else {
            card(ui, moment, box);
        }
        if (opens) ui.ring(box, 4);
        const bool asks = moment.kind == MomentKind::sent || moment.kind == MomentKind::left ||
                          moment.kind == MomentKind::came;
        const bool open = opens && asks && desc.open == moment.exchange;
        std::string name = "Moment " + std::to_string(moment.id) + ", " +
                           clock_time(moment.page_ms) + ": " + playground::sentence(moment);
        if (const std::string cause = playground::cause_of(moment); !cause.empty())
            name += " " + cause;
        ui.name({.role = opens ? Role::button : Role::image,
                 .flags = !opens || !asks ? NodeFlag::none
                          : open          ? NodeFlag::expanded
                                          : NodeFlag::collapsed,
                 .level = 2, // quiet
                 .text_x = 6,
                 .text_y = 4,
                 .font_size = size_small,
                 .line_height = label_line,
                 .name = name});
        if (press.activated) pressed = moment.exchange;
        if (open) desc.details(moment.exchange);
    }
    return pressed;
}

} // namespace ui
