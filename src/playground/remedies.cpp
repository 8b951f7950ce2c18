#include "playground/remedies.hpp"

#include "playground/keeping.hpp"
#include "playground/plan.hpp"
#include "playground/routes.hpp"
#include "playground/turn.hpp"
#include "playground/wipe.hpp"

#include "http/url.hpp"
#include "oauth/credential_slips.hpp"
#include "oauth/scope.hpp"
#include "oauth/server_words.hpp"

#include <utility>

namespace playground {

namespace {

constexpr std::string_view again = "again";
constexpr std::string_view at_the_field = "at the field";

// What a tidied value lost, for the button.
std::string tidy_word(const std::string& value) {
    const auto is_blank = [](char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; };
    if (is_blank(value.front()) || is_blank(value.back())) return "Remove the blanks";
    const auto is_quote = [](char c) { return c == '"' || c == '\'' || c == '`'; };
    if (is_quote(value.front()) || is_quote(value.back())) return "Remove the quotes";
    return "Remove what came along";
}

std::optional<Remedy> tidying(const std::string& value, Way way) {
    if (value.empty()) return std::nullopt;
    const std::string tidy = oauth::tidied(value);
    if (tidy == value || tidy.empty()) return std::nullopt;
    return Remedy{way, tidy_word(value)};
}

// What nobody may say of it that it is meant like that: it is not a value at all.
bool certainly_wrong(const oauth::Client& client, std::string_view field) {
    for (const oauth::Slip& slip : oauth::find_slips(client))
        if (slip.field == field && slip.certain) return true;
    return false;
}

void go(Turn& turn, Step step) { turn.model.view.step = step; }

void focus(Turn& turn, std::string field) {
    turn.effects.emplace_back(FocusField{std::move(field)});
}

// The first field that has to be mended.
std::string field_to_mend(const Model& model) {
    const RegistrationProblems found = problems(model);
    if (!found.client_id.empty()) return "Client ID";
    if (!found.client_secret.empty()) return "Client secret";
    if (!found.redirect_uri.empty()) return "Redirect URI";
    return "Scopes";
}

void authorise_now(Turn& turn) {
    go(turn, Step::authorise);
    unsay(turn, Step::authorise);
    handle(turn, AuthorisePressed{});
}

// A person changed the credentials: what was said about the others holds no more.
void credentials_changed(Turn& turn, std::string words) {
    turn.model.check = {};
    turn.model.unsaved_settings = true;
    unsay(turn, Step::register_client);
    announce(turn, std::move(words));
}

void add_scopes(Turn& turn, const std::string& more) {
    std::string& scopes = turn.model.registration.scopes;
    const Result<oauth::Scopes> together = oauth::parse_scopes(scopes + " " + more);
    if (!together) return;
    scopes = oauth::join(together->values);
    turn.model.unsaved_settings = true;
}

void take_route(Turn& turn, Route route) {
    if (!may_lead(route, *environment(turn.model))) return;
    handle(turn, RouteChosen{route});
}

// On the step where it was said.
void press_again(Turn& turn) {
    const Step step = turn.model.view.step;
    unsay(turn, step);
    switch (step) {
    case Step::register_client: return handle(turn, CheckCredentialsPressed{});
    case Step::call_apis: return handle(turn, CallApiPressed{});
    case Step::expiry_and_revocation: return handle(turn, IntrospectPressed{});
    case Step::redirect_and_exchange: return handle(turn, ExchangeCodePressed{});
    case Step::refresh_tokens: return handle(turn, RefreshPressed{});
    default: return;
    }
}

// By another way: sent again only what may be.
void by_route(Turn& turn, Route route, bool once_more) {
    const Step step = turn.model.view.step;
    take_route(turn, route);
    unsay(turn, step);
    if (once_more) return press_again(turn);
    if (step == Step::redirect_and_exchange) authorise_now(turn);
}

} // namespace

std::string remedy_name(const Remedy& remedy) {
    switch (remedy.way) {
    case Way::none: return {};
    case Way::swap_the_two: return remedy.with.empty() ? "Swap the two" : remedy.with;
    case Way::tidy_client_id:
    case Way::tidy_client_secret: return remedy.with;
    case Way::keep_as_it_is: return "Keep it as it is";
    case Way::to_the_fields: return "Back to the fields";
    case Way::to_the_secret: return "Type the secret";
    case Way::to_authorise: return "Back to the authorisation URL";
    case Way::authorise_again: return "Authorise again";
    case Way::refresh_now: return "Refresh now";
    case Way::call_api: return "Call API";
    case Way::press_again: return "Try again";
    case Way::add_scopes:
        return "Add " + oauth::server_words(remedy.with, 60) + " and authorise again";
    case Way::default_scopes: return "Ask for the default scopes and authorise again";
    case Way::own_redirect_uri:
        return remedy.with == at_the_field ? "Use this page's address"
                                           : "Use this page's address and authorise again";
    case Way::dummy_client: return "Fill in the dummy client and authorise again";
    case Way::by_relay: return "Try by the relay";
    case Way::by_terminal: return "Take the Terminal route";
    case Way::introspect_refresh:
        return remedy.with.empty() ? "Introspect the refresh token" : remedy.with;
    }
    return {};
}

std::vector<Remedy> remedies_for_client_id(const Model& model) {
    const oauth::Client& client = model.registration.client;
    std::vector<Remedy> found;
    if (client.client_id.empty() || problems(model).client_id.empty()) return found;
    if (auto tidy = tidying(client.client_id, Way::tidy_client_id)) {
        found.push_back(*std::move(tidy));
    } else if (!certainly_wrong(client, "client_id")) {
        found.push_back(
            {Way::swap_the_two, client.client_secret.empty() ? "Move it to Client secret" : ""});
    }
    if (!certainly_wrong(client, "client_id")) found.push_back({Way::keep_as_it_is, "Client ID"});
    return found;
}

std::vector<Remedy> remedies_for_client_secret(const Model& model) {
    const oauth::Client& client = model.registration.client;
    std::vector<Remedy> found;
    if (client.client_secret.empty() || problems(model).client_secret.empty()) return found;
    if (auto tidy = tidying(client.client_secret, Way::tidy_client_secret))
        found.push_back(*std::move(tidy));
    if (!certainly_wrong(client, "client_secret"))
        found.push_back({Way::keep_as_it_is, "Client secret"});
    return found;
}

std::vector<Remedy> remedies_for_scopes(const Model& model) {
    const Registration& registration = model.registration;
    if (doubtful_field(registration).empty() || problems(model).scopes.empty()) return {};
    return {{Way::keep_as_it_is, "Scopes"}};
}

std::vector<Remedy> remedies_for_redirect_uri(const Model& model) {
    const std::string& typed = model.registration.client.redirect_uri;
    if (typed.empty()) return {};
    const Result<http::Url> there = http::parse_url(typed), here = http::parse_url(model.page.url);
    if (!here || (there && http::origin(*there) == http::origin(*here))) return {};
    return {{Way::own_redirect_uri, std::string(at_the_field)}};
}

Remedy for_redirect_uri(const Model& model) {
    if (model.registration.client.redirect_uri != model.page.url) return {Way::own_redirect_uri};
    return {Way::to_the_fields, "Redirect URI"};
}

Remedy for_new_tokens(const Model& model) {
    return {live_token(model, oauth::TokenKind::refresh_token) != nullptr ? Way::refresh_now
                                                                          : Way::authorise_again};
}

Remedy remedy_without_answer(const Model& model) {
    return {model.registration.client.redirect_uri != model.page.url ? Way::own_redirect_uri
                                                                     : Way::authorise_again};
}

Remedy for_hidden_answer(const Model& model, bool once_more) {
    const std::string with(once_more ? again : "");
    if (relay_of(model, model.registration.environment) != nullptr) return {Way::by_relay, with};
    return {Way::by_terminal, with};
}

Remedy remedy_for(const Model& model, const Error& error) {
    const std::string& code = error.code;
    if (code == "client_secret") return {Way::to_the_secret};
    if (code == "client_id" || code == "client_secret_slip" || code == "redirect_uri" ||
        code == "scope" || code == "environment" || code == "route" || code == "other_client" ||
        code == "other_environment")
        return {Way::to_the_fields};
    if (code == "no_access_token" && newest_token(model, oauth::TokenKind::access_token) != nullptr)
        return for_new_tokens(model);
    if (code == "code_used" || code == "redirect_refused" ||
        (code == "no_refresh_token" &&
         newest_token(model, oauth::TokenKind::refresh_token) != nullptr))
        return {Way::authorise_again};
    if (code == "no_access_token" || code == "no_refresh_token" || code == "no_token" ||
        code == "no_code")
        return {Way::to_authorise};
    return {};
}

void handle(Turn& turn, const RemedyPressed& event) {
    Model& model = turn.model;
    Registration& registration = model.registration;
    oauth::Client& client = registration.client;
    const std::string& with = event.remedy.with;
    const staging::Environment* here = environment(model);
    if (here == nullptr) return;
    switch (event.remedy.way) {
    case Way::none: return;
    case Way::swap_the_two:
        std::swap(client.client_id, client.client_secret);
        return credentials_changed(turn, "Client ID and client secret are swapped.");
    case Way::tidy_client_id:
        client.client_id = oauth::tidied(client.client_id);
        return credentials_changed(turn, "The client ID is tidied.");
    case Way::tidy_client_secret: {
        std::string tidy = oauth::tidied(client.client_secret);
        wipe(client.client_secret);
        client.client_secret = std::move(tidy);
        return credentials_changed(turn, "The client secret is tidied.");
    }
    case Way::keep_as_it_is:
        if (with == "Client secret")
            registration.secret_is_meant = true;
        else
            registration.vouched_for = doubtful_text(registration);
        return announce(turn, "Kept as it is.");
    case Way::to_the_fields:
        go(turn, Step::register_client);
        return focus(turn, with.empty() ? field_to_mend(model) : with);
    case Way::to_the_secret:
        // The step of the code asks for it in its own place.
        if (model.view.step != Step::redirect_and_exchange || !model.redirect ||
            model.redirect->code != CodeUse::ready)
            go(turn, Step::register_client);
        return focus(turn, "Client secret");
    case Way::to_authorise: return go(turn, Step::authorise);
    case Way::authorise_again: return authorise_now(turn);
    case Way::refresh_now: go(turn, Step::refresh_tokens); return handle(turn, RefreshPressed{});
    case Way::call_api:
        go(turn, Step::call_apis);
        unsay(turn, Step::call_apis);
        return handle(turn, CallApiPressed{});
    case Way::press_again: return press_again(turn);
    case Way::add_scopes: add_scopes(turn, with); return authorise_now(turn);
    case Way::default_scopes:
        registration.scopes = oauth::join(here->default_scopes);
        model.unsaved_settings = true;
        return authorise_now(turn);
    case Way::own_redirect_uri:
        client.redirect_uri = model.page.url;
        model.unsaved_settings = true;
        if (with == at_the_field) return announce(turn, "The redirect URI is this page's address.");
        return authorise_now(turn);
    case Way::dummy_client: {
        std::string scopes = registration.scopes;
        handle(turn, SimulatedClientChosen{});
        registration.scopes = std::move(scopes);
        return authorise_now(turn);
    }
    case Way::by_relay: return by_route(turn, Route::relay, with == again);
    case Way::by_terminal: return by_route(turn, Route::terminal, false);
    case Way::introspect_refresh:
        go(turn, Step::expiry_and_revocation);
        model.introspection.form = IntrospectionForm::rfc7662;
        model.introspection.kind = oauth::TokenKind::refresh_token;
        return handle(turn, IntrospectPressed{});
    }
}

} // namespace playground
