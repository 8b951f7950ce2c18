#include "playground/keeping.hpp"

#include "playground/plan.hpp"
#include "playground/turn.hpp"

#include "oauth/credential_slips.hpp"

namespace playground {

namespace {

bool doubtful_scopes(std::string_view scopes) {
    while (!scopes.empty()) {
        const std::size_t end = std::min(scopes.find(' '), scopes.size());
        if (oauth::looks_like_secret(scopes.substr(0, end))) return true;
        scopes.remove_prefix(std::min(end + 1, scopes.size()));
    }
    return false;
}

// Of "name=value", a line each.
[[gnu::noinline]] bool doubtful_values(std::string_view typed) {
    while (!typed.empty()) {
        const std::size_t end = std::min(typed.find('\n'), typed.size());
        const std::string_view line = typed.substr(0, end);
        if (oauth::looks_like_secret(line.substr(std::min(line.find('=') + 1, line.size()))))
            return true;
        typed.remove_prefix(std::min(end + 1, typed.size()));
    }
    return false;
}

bool doubtful_client_id(const Registration& registration) {
    return registration.client.client_id != registration.known.client_id &&
           oauth::looks_like_secret(registration.client.client_id);
}

} // namespace

void remember_use(Registration& registration) {
    if (!oauth::looks_like_secret(registration.client.client_id))
        registration.known.client_id = registration.client.client_id;
    registration.known.redirect_uri = registration.client.redirect_uri;
    if (!doubtful_scopes(registration.scopes)) registration.known.scopes = registration.scopes;
}

void remember_proof(Model& model, std::string_view environment, std::string_view client_id) {
    Registration& registration = model.registration;
    if (registration.environment != environment || registration.client.client_id != client_id)
        return;
    remember_use(registration);
    registration.known.client_id = client_id;
    model.unsaved_settings = true;
}

Registration passing(const Model& model, Registration registration) {
    registration.client.client_secret.clear();
    if (doubtful_client_id(registration)) registration.client.client_id.clear();
    if (doubtful_scopes(registration.scopes)) registration.scopes.clear();
    if (oauth::looks_like_secret(registration.client.redirect_uri))
        registration.client.redirect_uri.clear();
    for (std::string* typed : {&registration.extra.authorization, &registration.extra.token}) {
        if (doubtful_values(*typed)) typed->clear();
    }
    for (std::string* field :
         {&registration.client.client_id, &registration.client.redirect_uri, &registration.scopes,
          &registration.extra.authorization, &registration.extra.token}) {
        if (secret_in(model, *field)) field->clear();
    }
    registration.known = {}; // of this page alone
    registration.vouched_for.clear();
    registration.secret_is_meant = false;
    return registration;
}

Registration lasting(const Model& model, Registration registration) {
    const staging::Environment* where = find_environment(model, registration.environment);
    const Registration fresh =
        where == nullptr ? Registration{} : fresh_registration(model, *where);
    const Registration::Known& known = registration.known;
    if (registration.client.client_id != known.client_id)
        registration.client.client_id = fresh.client.client_id;
    if (registration.client.redirect_uri != known.redirect_uri)
        registration.client.redirect_uri = fresh.client.redirect_uri;
    if (registration.scopes != known.scopes) registration.scopes = fresh.scopes;
    registration.extra = {};
    return passing(model, std::move(registration));
}

bool only_typed(const Model& model, const Registration& registration) {
    const Registration kept = lasting(model, registration), all = passing(model, registration);
    return kept.client.client_id != all.client.client_id ||
           kept.client.redirect_uri != all.client.redirect_uri || kept.scopes != all.scopes ||
           kept.extra != all.extra;
}

std::string doubtful_text(const Registration& registration) {
    return registration.client.client_id + " " + registration.scopes;
}

std::string doubtful_field(const Registration& registration) {
    if (doubtful_client_id(registration)) return "Client ID";
    return doubtful_scopes(registration.scopes) ? "list of scopes" : "";
}

} // namespace playground
