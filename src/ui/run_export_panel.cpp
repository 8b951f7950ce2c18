// The run to take along, as a file. Folded, because it is not needed to look.
#include "ui/panels.hpp"

#include <array>
#include <string>
#include <string_view>

namespace ui {

void run_export_panel(Ui& ui, const playground::Model& model, Events& events) {
    using playground::RunExport;
    IdScope scope(ui, "run export");
    const std::string node = "run export"; // closed unless toggled
    const bool open = model.view.folded.contains(node);
    if (disclosure(ui, "Export", open)) events.emplace_back(playground::TreeNodeToggled{node});
    if (!open) return;
    Card card(ui, CardKind::sunken, space_3);
    muted(ui,
          "The whole run as a file. Secrets are masked, and looking back changes nothing in it.");
    Flow flow(ui, space_2);
    struct Choice {
        RunExport what;
        std::string_view label, description;
    };
    static constexpr std::array<Choice, 3> choices{{
        {RunExport::markdown, "Download Markdown", "Moments, tokens and states in words"},
        {RunExport::mermaid, "Download Mermaid",
         "A sequence diagram. It has no times, and does not say why something was lost"},
        {RunExport::har, "Download HAR", "The exchanges, for the tools of browsers: HAR 1.2"},
    }};
    for (const Choice& each : choices)
        if (button(ui, each.label, {.description = each.description, .small = true}))
            events.emplace_back(playground::RunExportPressed{each.what});
}

} // namespace ui
