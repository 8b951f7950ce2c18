// A new version of the page is ready: only then there is something here.
#include "ui/panels.hpp"

namespace ui {

void version_panel(Ui& ui, const playground::Model& model, Events& events) {
    if (!model.newer_version) return;
    const playground::Notice& newer = *model.newer_version;
    ui.space(space_4);
    Group group(ui, Role::group, "New version");
    Card card(ui, CardKind::plain, space_3);
    text(ui, newer.title, {.size = size_small, .face = Face::strong});
    text(ui, newer.detail, {.size = size_small});
    ui.space(space_1);
    if (button(ui, "Reload", {.small = true})) events.emplace_back(playground::ReloadPressed{});
}

} // namespace ui
