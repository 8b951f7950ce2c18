// The requests that the page is about to send, as they would leave now. The preview shows them and update() sends
// them: one function for both, so what was shown is what is sent. The error says what is missing and where to put it.
#pragma once

#include "http/message.hpp"
#include "http/redaction.hpp"
#include "oauth/authorization.hpp"
#include "playground/model.hpp"
#include "staging/operations.hpp"
#include "json/result.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace playground {

Result<oauth::AuthorizationRequest> planned_authorization(const Model& model);
// Where that goes, for a person: its origin, but Simulated Staging by its name, because it has the page's own.
std::string destination_name(const Model& model, const std::string& origin);
Result<http::Request> planned_token_request(const Model& model);
Result<http::Request> planned_refresh(const Model& model);
Result<http::Request> planned_api_call(const Model& model);
Result<http::Request> planned_introspection(const Model& model);
Result<http::Request> planned_disconnect(const Model& model);
// RFC 7009, where the environment has an endpoint for it.
Result<http::Request> planned_revocation(const Model& model);
// Simulated Staging only.
Result<http::Request> planned_clock_advance(const Model& model, std::int64_t seconds);
// Simulated Staging only: what a bookkeeper's press on Export is there.
Result<http::Request> planned_export_press(const Model& model);

inline constexpr std::int64_t longest_clock_advance = std::int64_t{366} * 24 * 3600; // seconds

// Per field of the registration: empty when it is fine. Never blocks typing. A missing client secret is a problem from
// the token request on, not for Authorise: the secret would not survive the way there and back.
struct RegistrationProblems {
    std::string environment, route, client_id, client_secret, redirect_uri, scopes;
    std::string extra_authorization, extra_token;
    bool none() const;
};
RegistrationProblems problems(const Model& model);
// Parameters of the person's own: Pleo documents none.
bool takes_extra_parameters(const Model& model);

// Something worth saying that does not stop anybody: a duplicate scope, an id whose encoding matters, a space that was
// pasted along.
struct RegistrationHints {
    std::string client_id, client_secret, redirect_uri, scopes;
};
RegistrationHints hints(const Model& model);

// Its endpoints are not known yet, so nothing can be sent but the question for them.
bool undiscovered(const staging::Environment& environment);
// Where its metadata may be.
bool is_metadata(const staging::Environment& environment, std::string_view url);

// Why "Check credentials" cannot be pressed now; empty: it can.
std::string credential_check_obstacle(const Model& model);

// Are Pleo's operations those of the chosen environment?
bool has_operations(const Model& model);
// What the list of operations offers: those that the words find, in their order. Without words, and
// unless View::folded holds older_exports, the 21 deprecated exports are left out.
inline constexpr std::string_view older_exports = "older exports";
std::vector<const staging::Operation*> listed_operations(const Model& model);
// The rows of that list. Without words the recent calls come first, and are left out further down. The free path is
// always the last row.
struct OperationRow {
    std::string_view id = {};                      // free_path, or staging::Operation::id
    const staging::Operation* operation = nullptr; // nullptr: the free path
    std::string_view group = {};
};
inline constexpr std::string_view free_path = "free path";
inline constexpr std::size_t most_recent_calls = 5;
std::vector<OperationRow> operation_rows(const Model& model);
// "call-apis/list_employees": what a link to the chosen operation has behind the #; empty on the other steps.
std::string place_of(const Model& model);
bool takes_body(const ApiCall& call);
// Does the planned call write or delete? Then the person is asked first.
bool changes_something(const ApiCall& call);
// What the planned call is, without the values of its parameters: the environment and the operation, or the typed path.
[[gnu::noinline]] std::string call_key(const Model& model);
// The last answer, or what is waited for, if it is this operation's and this environment's; else nullptr.
[[gnu::noinline]] const http::Exchange* own_answer(const Model& model);
// "after" for the page behind the last answer of the chosen operation; empty: there is none.
std::string next_page(const Model& model);

// The environment that an export for Postman is about: the chosen one, or Pleo's Staging; nullptr: there is none.
const staging::Environment* postman_target(const Model& model);

// Where the life of a code is known, what is left of it now; at 0 it is over.
[[gnu::noinline]] std::optional<std::int64_t> code_left_ms(const Model& model);

// Every secret the page holds, for masking.
http::Secrets secrets(const Model& model);

// S40, S51, S69: may this request go out on this route to this environment? The error says why not. Navigation to the
// authorisation endpoint is asked for in the same way, as a GET.
Result<bool> check_send(const Model& model, const http::Request& request);

enum class StepStatus { ahead, open, done, attention };
StepStatus step_status(const Model& model, Step step);
// "to come", "open", "done", "needs attention": a word beside the colour.
std::string_view to_string(StepStatus status);

} // namespace playground
