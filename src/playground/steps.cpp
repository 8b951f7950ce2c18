// How far each step is. A word for the navigation; nothing is decided by it.
#include "playground/plan.hpp"

#include <algorithm>

namespace playground {

namespace {

using oauth::TokenKind;
using oauth::TokenState;

bool registered(const Model& model) {
    RegistrationProblems found = problems(model);
    found.client_secret.clear(); // may come later
    return found.none();
}

// Filled in is not done: a server has taken these credentials.
bool proven(const Model& model) {
    return (model.check.report && model.check.report->credentials == oauth::Conclusion::accepted) ||
           newest_token(model, TokenKind::access_token) != nullptr;
}

StepStatus register_status(const Model& model) {
    const RegistrationProblems found = problems(model);
    if (!found.environment.empty() || !found.route.empty() || !found.scopes.empty())
        return StepStatus::attention;
    if (!found.redirect_uri.empty() && !model.registration.client.redirect_uri.empty())
        return StepStatus::attention;
    const bool secret_is_due = model.redirect && model.redirect->code == CodeUse::ready;
    if (secret_is_due && !found.client_secret.empty()) return StepStatus::attention;
    return registered(model) && proven(model) ? StepStatus::done : StepStatus::open;
}

StepStatus authorise_status(const Model& model) {
    if (!registered(model)) return StepStatus::ahead;
    if (model.redirect && !model.redirect->response.accepted) return StepStatus::attention;
    if (model.redirect || newest_token(model, TokenKind::access_token) != nullptr)
        return StepStatus::done;
    return StepStatus::open;
}

StepStatus redirect_status(const Model& model) {
    if (!model.redirect) {
        return newest_token(model, TokenKind::access_token) != nullptr ? StepStatus::done
                                                                       : StepStatus::ahead;
    }
    switch (model.redirect->code) {
    case CodeUse::ready:
    case CodeUse::sent: return StepStatus::open;
    case CodeUse::exchanged: return StepStatus::done;
    case CodeUse::none:
    case CodeUse::spent: break;
    }
    return StepStatus::attention;
}

StepStatus api_status(const Model& model) {
    if (newest_token(model, TokenKind::access_token) == nullptr) return StepStatus::ahead;
    if (live_token(model, TokenKind::access_token) == nullptr) return StepStatus::attention;
    const http::Exchange* last = own_answer(model);
    const bool good = last != nullptr && last->response && last->response->status / 100 == 2;
    return good ? StepStatus::done : StepStatus::open;
}

StepStatus refresh_status(const Model& model) {
    const oauth::Token* last = newest_token(model, TokenKind::refresh_token);
    if (last == nullptr) return StepStatus::ahead;
    if (oauth::is_final(last->state)) return StepStatus::attention;
    return last->parent != 0 ? StepStatus::done : StepStatus::open;
}

StepStatus expiry_status(const Model& model) {
    const oauth::Token* last = newest_token(model, TokenKind::access_token);
    if (last == nullptr) return StepStatus::ahead;
    if (last->state == TokenState::expiring || last->state == TokenState::expired)
        return StepStatus::attention;
    const bool ended = std::any_of(model.tokens.begin(), model.tokens.end(), [](const auto& each) {
        return each.state == TokenState::expired || each.state == TokenState::revoked;
    });
    return ended ? StepStatus::done : StepStatus::open;
}

} // namespace

StepStatus step_status(const Model& model, Step step) {
    switch (step) {
    case Step::get_access: return next_task(model.checklist) ? StepStatus::open : StepStatus::done;
    case Step::register_client: return register_status(model);
    case Step::authorise: return authorise_status(model);
    case Step::redirect_and_exchange: return redirect_status(model);
    case Step::call_apis: return api_status(model);
    case Step::refresh_tokens: return refresh_status(model);
    case Step::expiry_and_revocation: return expiry_status(model);
    }
    return StepStatus::ahead;
}

std::string_view to_string(StepStatus status) {
    switch (status) {
    case StepStatus::ahead: return "to come";
    case StepStatus::open: return "open";
    case StepStatus::done: return "done";
    case StepStatus::attention: return "needs attention";
    }
    return {};
}

} // namespace playground
