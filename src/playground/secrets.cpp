// What must never be shown by itself, and never be part of a URL.
#include "playground/plan.hpp"
#include "playground/turn.hpp"

#include "http/form.hpp"

#include <array>

namespace playground {

namespace {

void add(http::Secrets& secrets, std::string_view name, const std::string& value) {
    if (value.empty()) return;
    for (const http::Secret& secret : secrets) {
        if (secret.value == value) return;
    }
    secrets.push_back({std::string(name), value});
}

constexpr std::array<std::string_view, 8> secret_parameters{
    "code",     "state", "access_token", "refresh_token",
    "id_token", "token", "response",     "client_secret"};

} // namespace

http::Secrets secrets(const Model& model) {
    http::Secrets all;
    add(all, "client_secret", model.registration.client.client_secret);
    for (const auto& [id, registration] : model.set_aside)
        add(all, "client_secret", registration.client.client_secret);
    for (const oauth::Token& token : model.tokens)
        add(all, oauth::to_string(token.kind), token.value);
    add(all, "secret_key", model.webhooks.secret);
    add(all, "state", model.attempt.state);
    add(all, "code_verifier", model.attempt.code_verifier);
    if (model.redirect) {
        const Redirect& redirect = *model.redirect;
        if (redirect.pending) {
            add(all, "state", redirect.pending->state);
            add(all, "code_verifier", redirect.pending->code_verifier);
        }
        // Also of a redirect that was refused: its code is as good as any.
        add(all, "code", redirect.response.code);
        for (const std::string_view name : secret_parameters) {
            for (const http::Field& field : redirect.response.parameters) {
                if (field.name == name) add(all, name, field.value);
            }
        }
    }
    return all;
}

// This runs for every frame of a preview, so it looks for the spellings that a URL can hold and no others.
std::optional<std::string> secret_in(const Model& model, std::string_view text) {
    // Shorter values would be found in innocent words.
    constexpr std::size_t shortest = 8;
    for (const http::Secret& secret : secrets(model)) {
        if (secret.name == "state" || secret.value.size() < shortest) continue;
        for (const std::string& spelling :
             {secret.value, http::form_encode(secret.value), http::percent_encode(secret.value)}) {
            if (text.find(spelling) != std::string_view::npos) return secret.name;
        }
    }
    return std::nullopt;
}

} // namespace playground
