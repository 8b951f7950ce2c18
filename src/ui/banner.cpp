#include "ui/banner.hpp"

#include "ui/icons.hpp"
#include "ui/paint.hpp"
#include "ui/paragraph.hpp"
#include "ui/words.hpp"

namespace ui {

using playground::Tone;

namespace {

constexpr float icon_room = 28;

CardKind kind_of(Tone tone) {
    switch (tone) {
    case Tone::positive: return CardKind::positive;
    case Tone::warning: return CardKind::warning;
    case Tone::negative: return CardKind::negative;
    case Tone::neutral: break;
    }
    return CardKind::accent;
}

} // namespace

Banner::Banner(Ui& ui, Tone tone, std::string_view title, std::string_view detail, bool quiet)
    : card_(ui, quiet ? CardKind::plain : kind_of(tone), space_3),
      group_(ui, Role::group, {}, NodeFlag::strong),
      column_(ui, ui.left() + icon_room, ui.width() - icon_room) {
    const Theme& theme = ui.theme();
    tone_icon(ui.paint(), theme, tone, ui.left() - icon_room + 8,
              ui.y() + line_height(size_body) / 2,
              tone == Tone::neutral ? theme.accent : ink_of(theme, tone));
    text(ui, title, {.face = Face::strong});
    if (!detail.empty()) text(ui, detail);
}

} // namespace ui
