// Every token of the run as a card, newest first: what it is, where it came from, what state it is in and by which evidence.
#include "ui/panels.hpp"
#include "ui/phrases.hpp"

#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

namespace ui {

namespace {

void token_card(Ui& ui, const playground::Model& model, const oauth::Token& token, Events& events) {
    const bool over = oauth::is_final(token.state);
    Card card(ui, over ? CardKind::sunken : CardKind::plain, space_3);
    {
        Flow flow(ui);
        text(ui, token_name(token), {.face = Face::strong});
        badge(ui, tone_of(token.state), oauth::to_string(token.state));
    }
    if (const auto left = oauth::remaining_ms(token); left && !over) {
        const float whole =
            static_cast<float>(std::max<std::int64_t>(*token.expires_in, 1)) * 1000.0f;
        meter(ui, "Time left", std::clamp(static_cast<float>(*left) / whole, 0.0f, 1.0f),
              *left > 0 ? duration(*left) : "0 s", tone_of(token.state));
    } else if (!over) {
        const staging::Environment* where = playground::find_environment(model, token.environment);
        const bool pleo = where != nullptr && staging::follows_pleo(*where);
        muted(ui, token.kind == oauth::TokenKind::refresh_token && pleo
                      ? "Lifetime not told. Pleo: at least 60 days, no guarantee."
                      : "Lifetime not told by the server.");
    }
    std::string origin =
        "From exchange " + std::to_string(token.born) + " at " + clock_time(token.received.wall_ms);
    if (!token.scope.empty()) origin += " \u00b7 " + token.scope;
    muted(ui, origin);
    if (!token.history.empty()) muted(ui, token.history.back().evidence);

    const bool revealed = model.view.revealed_tokens.count(token.id) != 0;
    const std::string name = "Value of " + token_name(token);
    const std::uint32_t copy_id = value_row_id(ui, name);
    const std::string masked =
        token.fingerprint.empty() ? std::string() : "fingerprint " + token.fingerprint;
    if (value_row(ui, {.name = name,
                       .value = revealed ? std::string_view(token.value) : std::string_view(masked),
                       .just_copied = model.view.copied == copy_id,
                       .hide_name = true}))
        events.emplace_back(playground::CopyPressed{name, token.value, copy_id});
    if (toggle(ui, "Reveal " + token_name(token), revealed))
        events.emplace_back(playground::TokenRevealToggled{token.id});
}

} // namespace

void tokens_panel(Ui& ui, const playground::Model& model, Events& events) {
    Group region(ui, Role::region, "Tokens");
    IdScope scope(ui, "tokens");
    heading(ui, 2, "Tokens");
    if (model.tokens.empty()) {
        muted(ui, "None yet. Each one will be a card here, with a countdown and the evidence for "
                  "its state.");
        return;
    }
    {
        Group list(ui, Role::list);
        std::vector<std::size_t> all(model.tokens.size());
        std::iota(all.begin(), all.end(), std::size_t{0});
        const auto newest_first = [&](std::size_t row) -> const oauth::Token& {
            return model.tokens[model.tokens.size() - 1 - row];
        };
        rows(ui,
             {.count = all.size(),
              .gap = space_3 + space_2,
              .tall = all,
              .key = [&](std::size_t row) { return newest_first(row).id; },
              .draw = [&](std::size_t row) { token_card(ui, model, newest_first(row), events); }});
    }
    if (model.tokens.size() >= playground::most_tokens)
        muted(ui, "The page keeps the newest " + std::to_string(playground::most_tokens) + ".");
}

} // namespace ui
