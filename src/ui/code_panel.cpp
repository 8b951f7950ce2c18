// The request of an exchange that is open, as code of a language that one chooses.
#include "playground/plan.hpp"
#include "ui/panels.hpp"

#include <string>
#include <string_view>
#include <utility>

namespace ui {

namespace {

using playground::CodeLanguage;

constexpr std::pair<CodeLanguage, std::string_view> code_languages[] = {
    {CodeLanguage::node, "Node"}, {CodeLanguage::python, "Python"}, {CodeLanguage::csharp, "C#"},
    {CodeLanguage::go, "Go"},     {CodeLanguage::java, "Java"},     {CodeLanguage::php, "PHP"},
};

} // namespace

void code_panel(Ui& ui, const playground::Model& model, const http::Exchange& exchange,
                Events& events) {
    const std::optional<playground::Code>& code = model.view.code;
    const bool is_shown = code && code->exchange == exchange.id;
    {
        Flow flow(ui, space_1);
        muted(ui, "As code:");
        for (const auto& [language, name] : code_languages) {
            const bool pressed = is_shown && code->language == language;
            if (toggle(ui, name, pressed))
                events.emplace_back(
                    playground::CodeChosen{exchange.id, pressed ? CodeLanguage::none : language});
        }
    }
    if (!is_shown) return;
    if (!code->problem.empty())
        return callout(ui, playground::Tone::warning, "No code", code->problem);
    if (code->text.empty()) return muted(ui, "The code is being written.");
    const std::string label = "code " + std::to_string(exchange.id);
    const std::uint32_t id = ui.id("Copy " + label);
    if (code_block(ui, "code", code->text, label, playground::was_copied(model, id)))
        events.emplace_back(playground::CopyPressed{label, code->text, id});
    muted(ui, "Secrets come from the environment, and are never part of the text.");
    if (playground::is_simulated(model))
        muted(ui, "The address is inside this page, where no program reaches it. To run this, "
                  "serve Simulated Staging by itself (make simulator) and put its address here.");
}

} // namespace ui
