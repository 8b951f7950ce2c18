#include "ui/moment_row.hpp"

#include "ui/controls.hpp"
#include "ui/icons.hpp"
#include "ui/visible_text.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace ui {

namespace {

constexpr float line = 21; // of the words
constexpr float words_x = 24, gap = space_2;
constexpr float method_width = 56, status_width = 96, duration_width = 70, time_width = 66;
constexpr float roomy_row = 660; // wider than this, the purpose has a column
constexpr float narrow = 440;    // narrower than this, the duration has none

// The beginning and, twice as long, the end of a path. Its letters are of one width.
std::string without_middle(Ui& ui, std::string_view path, float width) {
    const float letter = ui.paint().width_of("0", Face::mono, size_small);
    const auto room = static_cast<std::size_t>(std::max(4.0f, std::floor(width / letter)));
    if (path.size() <= room || needs_shaping(path))
        return ui.paint().elided(path, Face::mono, size_small, width);
    const std::size_t head = (room - 1) / 3, tail = room - 1 - head;
    return std::string(path.substr(0, head)) + "\u2026" +
           std::string(path.substr(path.size() - tail));
}

} // namespace

float moment_row_height(const Ui& ui) { return ui.input().coarse_pointer ? 44.0f : 24.0f; }

bool moment_row(Ui& ui, const MomentRowDesc& desc) {
    const Theme& theme = ui.theme();
    const VisibleText visible_path(desc.path), visible_words(desc.words);
    const float height = moment_row_height(ui), width = ui.width();
    const Ui::Place place = ui.place(width, height, space_1);
    const Ui::Box box{place.x, place.y, width, height};
    const Ui::Press press = ui.press(ui.claim(ui.id("moment")), box);
    if (press.hovered) ui.paint().fill(box.x, box.y, width, height, theme.sunken, theme.radius / 2);

    const float top = place.y + (height - line) / 2, middle = place.y + height / 2;
    const auto put = [&](std::string_view text, Face face, float x, Colour colour) {
        ui.paint().letters(text, face, size_small, line, place.x + x, top, colour);
    };
    float right = width - time_width;
    put(desc.time, Face::regular, right, theme.muted);
    if (desc.method.empty()) {
        ui.paint().circle(place.x + 11, middle, 4, ink_of(theme, desc.tone));
        put(ui.paint().elided(visible_words.text(), Face::regular, size_small,
                              right - words_x - gap),
            Face::regular, words_x, theme.ink);
    } else {
        if (desc.open.value_or(false))
            chevron_down(ui.paint(), place.x + 11, middle, theme.muted);
        else
            chevron_right(ui.paint(), place.x + 11, middle, theme.muted);
        if (width >= narrow) {
            right -= duration_width;
            put(desc.duration, Face::regular, right, theme.muted);
        }
        right -= status_width;
        const std::string status =
            ui.paint().elided(desc.status, Face::strong, size_small, status_width - gap);
        put(status, Face::strong, right, ink_of(theme, desc.tone));
        put(desc.method, Face::mono, words_x, theme.muted);
        const float path_x = words_x + method_width;
        float path_width = right - gap - path_x;
        if (width >= roomy_row) {
            const float purpose_width = std::floor(path_width * 0.4f);
            path_width -= purpose_width;
            put(ui.paint().elided(visible_words.text(), Face::regular, size_small,
                                  purpose_width - gap),
                Face::regular, path_x + path_width, theme.ink);
        }
        const std::string path = without_middle(ui, visible_path.text(), path_width);
        put(path, Face::mono, path_x, theme.ink);
    }
    ui.ring(box, 4);
    ui.name({.role = Role::button,
             .flags = !desc.open   ? NodeFlag::none
                      : *desc.open ? NodeFlag::expanded
                                   : NodeFlag::collapsed,
             .level = static_cast<std::uint8_t>(ButtonKind::quiet),
             .text_x = words_x,
             .text_y = (height - line) / 2,
             .font_size = size_small,
             .line_height = line,
             .name = desc.name,
             .description = desc.name});
    return press.activated;
}

} // namespace ui
