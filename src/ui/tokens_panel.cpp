// The pairs of tokens of the run, newest first: what state each token is in and by which evidence. A
// pair that has ended is one line, which opens.
#include "ui/panels.hpp"
#include "ui/phrases.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace ui {

namespace {

struct Pair {
    std::uint32_t number = 0;
    std::vector<const oauth::Token*> tokens; // access token first
    bool ended() const {
        return std::all_of(tokens.begin(), tokens.end(),
                           [](const oauth::Token* token) { return oauth::is_final(token->state); });
    }
};

std::vector<Pair> newest_first(const playground::Model& model) {
    std::vector<Pair> pairs;
    for (auto token = model.tokens.rbegin(); token != model.tokens.rend(); ++token) {
        auto pair = std::find_if(pairs.begin(), pairs.end(),
                                 [&](const Pair& each) { return each.number == token->pair; });
        if (pair == pairs.end()) pair = pairs.insert(pairs.end(), {token->pair, {}});
        pair->tokens.insert(pair->tokens.begin(), &*token);
    }
    return pairs;
}

std::string name_of(const Pair& pair) { return "Pair " + std::to_string(pair.number); }

// "rotated", or where they differ "access expired, refresh revoked".
std::string end_of(const Pair& pair) {
    std::string words(oauth::to_string(pair.tokens.front()->state));
    if (pair.tokens.size() == 1) return words;
    const std::string_view other = oauth::to_string(pair.tokens.back()->state);
    return other == words ? words : "access " + words + ", refresh " + std::string(other);
}

void life(Ui& ui, const playground::Model& model, const oauth::Token& token) {
    const bool over = oauth::is_final(token.state);
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
    if (const playground::Moment* word = playground::last_word(model.log, token.id))
        muted(ui, word->words);
}

void token_details(Ui& ui, const playground::Model& model, const oauth::Token& token,
                   Events& events) {
    const std::string name = oauth::name_of(token);
    Group group(ui, Role::group, name);
    IdScope scope(ui, token.id);
    const bool revealed = model.view.revealed_tokens.count(token.id) != 0;
    const std::string copy_name = "Copy value of " + name;
    const std::uint32_t copy_id = ui.id(copy_name);
    const bool copied = playground::was_copied(model, copy_id);
    {
        Flow flow(ui);
        text(ui, name, {.face = Face::strong});
        badge(ui, tone_of(token.state), oauth::to_string(token.state));
        if (icon_button(
                ui, copy_name,
                {.icon = copied ? Icon::tick : Icon::copy, .word = copied ? "Copied" : "Copy"}))
            events.emplace_back(playground::CopyPressed{"value of " + name, token.value, copy_id});
        if (icon_button(ui, "Reveal " + name,
                        {.icon = revealed ? Icon::eye : Icon::eye_closed,
                         .word = "Reveal",
                         .pressed = revealed}))
            events.emplace_back(playground::TokenRevealToggled{token.id});
    }
    if (revealed)
        text(ui, token.value, {.size = size_small, .face = Face::mono});
    else if (!token.fingerprint.empty())
        text(ui, "fingerprint " + token.fingerprint, {.size = size_small, .face = Face::mono});
    life(ui, model, token);
}

void pair_details(Ui& ui, const playground::Model& model, const Pair& pair, Events& events) {
    const oauth::Token& first = *pair.tokens.front();
    std::string origin =
        "From exchange " + std::to_string(first.born) + " at " + clock_time(first.received.wall_ms);
    if (!first.scope.empty()) origin += " \u00b7 " + first.scope;
    muted(ui, origin);
    for (const oauth::Token* token : pair.tokens) {
        ui.space(space_2);
        token_details(ui, model, *token, events);
    }
}

void pair_card(Ui& ui, const playground::Model& model, const Pair& pair, Events& events) {
    if (pair.ended()) {
        const bool open = model.view.open_pairs.count(pair.number) != 0;
        if (disclosure(ui, name_of(pair), open, end_of(pair), tone_of(pair.tokens.front()->state),
                       true))
            events.emplace_back(playground::PairToggled{pair.number});
        if (!open) return;
        Card card(ui, CardKind::sunken, space_3);
        pair_details(ui, model, pair, events);
        return;
    }
    Card card(ui, CardKind::plain, space_3);
    heading(ui, 3, name_of(pair));
    pair_details(ui, model, pair, events);
}

} // namespace

void tokens_panel(Ui& ui, const playground::Model& model, Events& events) {
    Group region(ui, Role::region, "Tokens");
    IdScope scope(ui, "tokens");
    heading(ui, 2, "Tokens");
    if (model.tokens.empty()) {
        muted(ui, "None yet. Each pair will be a card here, with a countdown and the evidence for "
                  "its state.");
        return;
    }
    const std::vector<Pair> pairs = newest_first(model);
    std::vector<std::size_t> tall;
    for (std::size_t row = 0; row < pairs.size(); ++row)
        if (!pairs[row].ended() || model.view.open_pairs.count(pairs[row].number) != 0)
            tall.push_back(row);
    {
        Group list(ui, Role::list);
        rows(ui, {.count = pairs.size(),
                  .usual = ui.control_height() + space_2,
                  .gap = space_2,
                  .tall = tall,
                  .key = [&](std::size_t row) { return pairs[row].number; },
                  .draw = [&](std::size_t row) { pair_card(ui, model, pairs[row], events); }});
    }
    if (model.tokens.size() >= playground::most_tokens)
        muted(ui, "The page keeps the newest " + std::to_string(playground::most_tokens) + ".");
}

} // namespace ui
