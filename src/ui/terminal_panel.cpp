// The Terminal route, in the step that waits for it: the command to run.
// What it printed is for paste_panel.cpp.
#include "http/ascii.hpp"
#include "http/form.hpp"
#include "http/terminal.hpp"
#include "playground/plan.hpp"
#include "ui/panels.hpp"

#include <algorithm>
#include <string>

namespace ui {

namespace {

void copied_block(Ui& ui, const playground::Model& model, const std::string& label,
                  const std::string& text, Events& events) {
    const std::uint32_t id = ui.id("Copy " + label);
    if (code_block(ui, label, text, label, playground::was_copied(model, id)))
        events.emplace_back(playground::CopyPressed{label, text, id});
}

// "CODE_VERIFIER" of "code_verifier", "X_API_KEY" of "X-Api-Key".
std::string variable_of(std::string name) {
    for (char& c : name)
        c = http::is_letter(c) || http::is_digit(c) ? http::upper(c) : '_';
    return name;
}

// Of several secrets with one name, the one that this request carries.
bool carries(const playground::Model& model, const http::Request& request,
             const http::Secret& secret) {
    if (secret.name == "client_secret")
        return secret.value == model.registration.client.client_secret;
    return request.body.find(http::form_encode(secret.value)) != std::string::npos ||
           std::any_of(request.headers.begin(), request.headers.end(), [&](const auto& each) {
               return each.value.find(secret.value) != std::string::npos;
           });
}

// A secret that the page knows, or the value of a header that a person typed.
const std::string* find_value(const playground::Model& model, const http::Request& request,
                              const std::string& variable, const http::Secrets& secrets) {
    const auto known = std::find_if(secrets.begin(), secrets.end(), [&](const auto& each) {
        return variable_of(each.name) == variable && carries(model, request, each);
    });
    if (known != secrets.end()) return &known->value;
    const auto typed =
        std::find_if(request.headers.begin(), request.headers.end(), [&](const auto& each) {
            return variable_of(each.name) == variable && variable != "AUTHORIZATION";
        });
    return typed == request.headers.end() ? nullptr : &typed->value;
}

// What the page knows of what the command asks for.
void variables(Ui& ui, const playground::Model& model, const http::Request& request,
               const http::TerminalCommand& made, const http::Secrets& secrets, Events& events) {
    for (const std::string& variable : made.variables) {
        const std::string* value = find_value(model, request, variable, secrets);
        if (value == nullptr) continue;
        const std::uint32_t id = value_row_id(ui, variable);
        if (value_row(ui, {.name = variable, .value = *value, .secret = true}))
            events.emplace_back(playground::CopyPressed{variable, *value, id});
    }
}

void command(Ui& ui, const playground::Model& model, const http::Exchange& exchange,
             Events& events) {
    const std::vector<http::Terminal> all{http::Terminal::curl, http::Terminal::fish,
                                          http::Terminal::httpie, http::Terminal::powershell};
    ComboDesc desc{.label = "Command for", .selected = static_cast<std::size_t>(model.terminal)};
    for (const http::Terminal each : all)
        desc.options.push_back(http::to_string(each));
    if (const auto chosen = combobox(ui, desc))
        events.emplace_back(playground::TerminalChosen{all[*chosen]});

    const http::Secrets secrets = playground::secrets(model);
    const Result<http::TerminalCommand> made =
        http::terminal_command(model.terminal, exchange.request, secrets);
    if (!made) {
        callout(ui, playground::Tone::warning, "This tool cannot send it", made.error().message);
        return;
    }
    if (!made->prompt.empty()) {
        text(ui, "1. Give the terminal its secrets. They are asked for, and stay out of its "
                 "history.");
        copied_block(ui, model, "prompt", made->prompt, events);
        variables(ui, model, exchange.request, *made, secrets, events);
        text(ui, "2. Run the request, once.");
    }
    copied_block(ui, model, "command", made->command, events);
    if (model.terminal == http::Terminal::curl || model.terminal == http::Terminal::httpie)
        muted(ui, "For sh, bash, dash, ksh and zsh. csh and tcsh refuse it: start sh there first.");
    if (!made->forget.empty())
        copied_block(ui, model, "clean-up for afterwards", made->forget, events);
}

} // namespace

void terminal_panel(Ui& ui, const playground::Model& model, playground::Purpose purpose,
                    Events& events) {
    const auto waiting =
        std::find_if(model.in_flight.begin(), model.in_flight.end(), [&](const auto& each) {
            return each.second.by_hand && each.second.purpose == purpose;
        });
    if (waiting == model.in_flight.end()) return;
    const http::Exchange* exchange = playground::find_exchange(model, waiting->first);
    if (exchange == nullptr) return;
    IdScope scope(ui, "terminal " + std::to_string(exchange->id));
    ui.space(space_4);
    Card card(ui, CardKind::accent);
    heading(ui, 3, "Waiting for your terminal");
    command(ui, model, *exchange, events);
    paste_panel(ui, model, *exchange, waiting->second, events);
}

} // namespace ui
