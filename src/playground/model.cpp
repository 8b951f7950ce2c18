#include "playground/model.hpp"

#include "staging/simulated_client.hpp"

#include <algorithm>

namespace playground {

Registration::Registration() = default;
Registration::Registration(const Registration& other) = default;
Registration::Registration(Registration&& other) noexcept = default;
Registration& Registration::operator=(const Registration& other) = default;
Registration& Registration::operator=(Registration&& other) noexcept = default;
Registration::~Registration() = default;
bool operator==(const Registration& left, const Registration& right) {
    return left.environment == right.environment && left.route == right.route &&
           left.route_choice == right.route_choice && left.client == right.client &&
           left.scopes == right.scopes && left.extra == right.extra &&
           left.authentication == right.authentication && left.known == right.known &&
           left.vouched_for == right.vouched_for && left.secret_is_meant == right.secret_is_meant;
}

std::string_view step_name(Step step) {
    switch (step) {
    case Step::get_access: return "Get access";
    case Step::register_client: return "Register client";
    case Step::authorise: return "Authorise";
    case Step::redirect_and_exchange: return "Redirect and exchange";
    case Step::call_apis: return "Call APIs";
    case Step::refresh_tokens: return "Refresh tokens";
    case Step::expiry_and_revocation: return "Expiry and revocation";
    }
    return {};
}

const staging::Environment* find_environment(const Model& model, std::string_view id) {
    const auto found =
        std::find_if(model.environments.begin(), model.environments.end(),
                     [id](const staging::Environment& each) { return each.id == id; });
    return found == model.environments.end() ? nullptr : &*found;
}

const staging::Environment* environment(const Model& model) {
    return find_environment(model, model.registration.environment);
}

bool is_simulated(const Model& model) {
    const staging::Environment* here = environment(model);
    return here != nullptr && here->kind == staging::EnvironmentKind::simulated;
}

bool follows_pleo(const Model& model) {
    const staging::Environment* here = environment(model);
    return here != nullptr && staging::follows_pleo(*here);
}

const oauth::Token* newest_token(const Model& model, oauth::TokenKind kind) {
    const auto found =
        std::find_if(model.tokens.rbegin(), model.tokens.rend(), [&](const oauth::Token& each) {
            return each.kind == kind && each.environment == model.registration.environment;
        });
    return found == model.tokens.rend() ? nullptr : &*found;
}

const oauth::Token* live_token(const Model& model, oauth::TokenKind kind) {
    const auto found =
        std::find_if(model.tokens.rbegin(), model.tokens.rend(), [&](const oauth::Token& each) {
            return each.kind == kind && each.environment == model.registration.environment &&
                   !oauth::is_final(each.state) && each.state != oauth::TokenState::replaced;
        });
    return found == model.tokens.rend() ? nullptr : &*found;
}

const oauth::Token* find_token(const Model& model, std::uint32_t id) {
    const auto found = std::find_if(model.tokens.begin(), model.tokens.end(),
                                    [id](const oauth::Token& each) { return each.id == id; });
    return found == model.tokens.end() ? nullptr : &*found;
}

const http::Exchange* find_exchange(const Model& model, std::uint32_t id) {
    const auto found = std::find_if(model.exchanges.begin(), model.exchanges.end(),
                                    [id](const http::Exchange& each) { return each.id == id; });
    return found == model.exchanges.end() ? nullptr : &*found;
}

bool was_copied(const Model& model, std::uint32_t widget) {
    return model.view.copied && model.view.copied->widget == widget;
}

bool under_way(const Model& model, Purpose purpose) {
    return std::any_of(model.in_flight.begin(), model.in_flight.end(),
                       [purpose](const auto& each) { return each.second.purpose == purpose; });
}

oauth::Instant clock_of(const Model& model, std::string_view environment_id) {
    const staging::Environment* where = find_environment(model, environment_id);
    oauth::Instant now = model.now;
    if (where != nullptr && where->kind == staging::EnvironmentKind::simulated) {
        now.monotonic_ms += model.clock_offset_ms;
        now.wall_ms += model.clock_offset_ms;
    }
    return now;
}

bool holds_secrets(const Model& model) {
    const auto typed = [](const Registration& registration) {
        const std::string& secret = registration.client.client_secret;
        return !secret.empty() && secret != staging::simulated_client_secret;
    };
    if (typed(model.registration) || !model.tokens.empty() || !model.api.headers.empty() ||
        !model.webhooks.secret.empty())
        return true;
    if (model.redirect && !model.redirect->response.code.empty()) return true;
    if (std::any_of(model.in_flight.begin(), model.in_flight.end(),
                    [](const auto& each) { return !each.second.pasted.empty(); }))
        return true;
    return std::any_of(model.set_aside.begin(), model.set_aside.end(),
                       [&](const auto& each) { return typed(each.second); });
}

} // namespace playground
