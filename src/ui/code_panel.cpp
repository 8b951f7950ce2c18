// The request of an exchange that is open, as code of a language that one chooses.
#include "playground/plan.hpp"
#include "ui/panels.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace ui {

void code_panel(Ui& ui, const playground::Model& model, const http::Exchange& exchange,
                Events& events) {
    // In the order of CodeLanguage.
    static const std::vector<std::string_view> languages{
        "No code", "Node", "Python", "C#", "Go", "Java", "PHP",
    };
    const std::optional<playground::Code>& code = model.view.code;
    const bool is_shown = code && code->exchange == exchange.id;
    const auto chosen = combobox(
        ui, {.label = "Request " + std::to_string(exchange.id) + " as code",
             .options = languages,
             .selected = is_shown ? static_cast<std::size_t>(code->language) : std::size_t{0},
             .hint = is_shown ? std::string_view("Secrets come from the environment, and are never "
                                                 "part of the text.")
                              : std::string_view()});
    if (chosen)
        events.emplace_back(
            playground::CodeChosen{exchange.id, static_cast<playground::CodeLanguage>(*chosen)});
    if (!is_shown) return;
    if (!code->problem.empty())
        return callout(ui, playground::Tone::warning, "No code", code->problem);
    if (code->text.empty()) return muted(ui, "The code is being written.");
    const std::string label = "code " + std::to_string(exchange.id);
    const std::uint32_t id = ui.id("Copy " + label);
    if (code_block(ui, "code", code->text, label, playground::was_copied(model, id)))
        events.emplace_back(playground::CopyPressed{label, code->text, id});
    if (playground::is_simulated(model))
        muted(ui, "The address is one inside this page, where no program reaches it. To run this, "
                  "serve Simulated Staging by itself (make simulator), and put its address here.");
}

} // namespace ui
