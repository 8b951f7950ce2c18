// What the handlers of events share: one turn of the loop, and the few things that every handler does with it.
// Internal to this folder; from outside there is only update().
#pragma once

#include "playground/effect.hpp"
#include "playground/event.hpp"
#include "playground/model.hpp"

#include "http/cors.hpp"
#include "staging/operations.hpp"
#include "json/result.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace playground {

struct Turn {
    Model& model;
    Effects effects;
    std::uint32_t cause = 0; // Moment::id of what is being handled; 0: the person, or the clock
};

// Of a URL that may be none: then empty.
std::string origin_of(const std::string& url);

// --- saying things --------------------------------------------------------------------------------------------

void announce(Turn& turn, std::string text, bool assertive = false);
// The last word on a step, silently; and announced as well. A negative one interrupts.
void note(Turn& turn, Step step, Tone tone, std::string title, std::string detail = {},
          Remedy remedy = {});
void tell(Turn& turn, Step step, Tone tone, std::string title, std::string detail = {},
          Remedy remedy = {});
// More than a field takes is a slip: that is told, and nothing changes.
bool fits(Turn& turn, Step step, const std::string& text, std::size_t longest = longest_text);
// The words of a step that is no more as they say.
void unsay(Turn& turn, Step step);

// --- sending --------------------------------------------------------------------------------------------------

// Records the exchange and asks for it to be sent, or on the Terminal route waits for a person to do it. What check_send refuses is recorded as refused and never leaves.
// The id of the exchange, or the reason.
Result<std::uint32_t> send(Turn& turn, std::string purpose, http::Request request, InFlight what);
// What was pasted, as if it had arrived.
void answer_by_hand(Turn& turn, std::uint32_t exchange, http::Response response);
// Records where the browser goes (MomentKind::left), or came back from (came), and with what.
void record_navigation(Turn& turn, MomentKind way, std::string purpose, std::string url,
                       Outcome outcome = Outcome::none);

// Records what somebody else would have sent, and why it was not.
[[gnu::noinline]] void record_unsent(Turn& turn, std::string purpose, http::Request request,
                                     std::string why);

// "Exchange 7: the refresh was answered 200": the start of every piece of evidence.
std::string evidence(const http::Exchange& exchange, std::string_view what);
// "GET /v2/employees answered 401 Unauthorized".
std::string answered(const http::Exchange& exchange);
// What is known when there is no answer, which is little: a browser does not tell a page why (http/cors.hpp).
void tell_no_answer(Turn& turn, Step step, const http::Exchange& exchange, http::Stake stake);
// The relay's own words when it has an answer of its own, and where a redirect leads that it did not follow, with a
// blank behind; else empty.
std::string relay_words(const Model& model, const http::Exchange& exchange);
// It is certain that the relay passed nothing on, so that nothing is spent.
bool relay_sent_nothing(const Model& model, const http::Exchange& exchange);

// --- tokens ---------------------------------------------------------------------------------------------------

oauth::Token* token_by_id(Model& model, std::uint32_t id);
// Applies evidence to one token; true when its state changed. Unknown ids are ignored.
bool conclude(Turn& turn, std::uint32_t token, oauth::TokenState state,
              const http::Exchange& exchange, std::string_view what);
// A word about a token that changes no state and brings nothing back (S39): kept in the log.
void remember(Turn& turn, std::uint32_t token, const http::Exchange& exchange,
              std::string_view what);
// What an answer means for a token, by the strength of its evidence; true when its state changed.
bool weigh(Turn& turn, std::uint32_t token, oauth::TokenEffect effect,
           const http::Exchange& exchange, std::string_view what);

// Tokens came or ended: what was said about those before holds no more, and goes.
[[gnu::noinline]] void tokens_changed(Turn& turn);

// --- requests -------------------------------------------------------------------------------------------------

// The path of an operation with the placeholders that have a value; the others stay as "{name}".
std::string filled_path(const staging::Operation& operation, const http::Fields& parameters);
// The name of the first secret that `text` would show; state is none here, because it belongs in a URL.
std::optional<std::string> secret_in(const Model& model, std::string_view text);

// --- beginning again ------------------------------------------------------------------------------------------

// Drops the attempt and asks for the randomness of a new one, or says why there cannot be one (S04).
void prepare_attempt(Turn& turn);
// A registration with nothing but the defaults of the environment; the published client on Simulated Staging.
Registration fresh_registration(const Model& model, const staging::Environment& environment);
// Id, secret and redirect URI of the published client.
void fill_simulated_client(const staging::Environment& environment, Registration& registration);
Route route_of(const staging::Environment& environment);
// "https://host/page/simulated", from the resource server below it.
std::string simulator_base(const staging::Environment& environment);
// Registers the service worker when the chosen environment needs it and nobody did yet.
void start_simulator(Turn& turn);
// Asks once which relays there are, as soon as a live environment is chosen.
void ask_for_relays(Turn& turn);
// Asks the issuer of the chosen environment for its endpoints, when nobody did yet.
void discover(Turn& turn);
// Puts what is not secret into localStorage, when there is something new.
void save_settings(Turn& turn);

// The address of the page follows the operation that is chosen.
[[gnu::noinline]] void show_place(Turn& turn);
// The operation of a link, now that the list is there.
void take_linked(Turn& turn);
// Pleo's operations are of no use at another provider: there a path is typed.
void keep_to_environment(Turn& turn);

// Ticks of the checklist what there is evidence for.
void see_progress(Turn& turn);

enum class Why { asked, idle };
void forget_everything(Turn& turn, Why why);

// --- answers, by purpose --------------------------------------------------------------------------------------

// `exchange` holds a response or a failure, and is no longer under way.
void token_answered(Turn& turn, const InFlight& what, const http::Exchange& exchange);
void refresh_answered(Turn& turn, const InFlight& what, const http::Exchange& exchange);
void introspection_answered(Turn& turn, const InFlight& what, const http::Exchange& exchange);
void api_answered(Turn& turn, const InFlight& what, const http::Exchange& exchange);
[[gnu::noinline]] void revocation_answered(Turn& turn, const InFlight& what,
                                           const http::Exchange& exchange);
// What the answer of an API call means for the walk through an export, and whether it made Simulated
// Staging tell somebody.
[[gnu::noinline]] void follow_export(Turn& turn, const InFlight& what,
                                     const http::Exchange& exchange);
[[gnu::noinline]] void follow_webhooks(Turn& turn, const InFlight& what,
                                       const http::Exchange& exchange);
[[gnu::noinline]] void follow_clock(Turn& turn, const InFlight& what);
[[gnu::noinline]] void bookkeeper_answered(Turn& turn, const http::Exchange& exchange);
[[gnu::noinline]] void deliveries_answered(Turn& turn, const http::Exchange& exchange);
[[gnu::noinline]] void signature_answered(Turn& turn, const std::vector<std::string>& macs);
void disconnect_answered(Turn& turn, const InFlight& what, const http::Exchange& exchange);
void clock_answered(Turn& turn, const InFlight& what, const http::Exchange& exchange);
void credential_check_answered(Turn& turn, const InFlight& what, const http::Exchange& exchange);
void discovery_answered(Turn& turn, const InFlight& what, const http::Exchange& exchange);
// With the randomness for what is to be invented; too little of it: the browser has none.
void begin_credential_check(Turn& turn, const std::string& octets);
// Of a 401 to a request with an access token, wherever it was sent from.
void access_token_refused(Turn& turn, Step step, const InFlight& what,
                          const http::Exchange& exchange);

// --- one handler for each event -------------------------------------------------------------------------------

void handle(Turn& turn, const ClockRead& event);
void handle(Turn& turn, const PageOpened& event);
void handle(Turn& turn, const EntropyArrived& event);
void handle(Turn& turn, const ChallengeArrived& event);
void handle(Turn& turn, const FingerprintArrived& event);
[[gnu::noinline]] void handle(Turn& turn, const HmacArrived& event);
void handle(Turn& turn, const ResponseArrived& event);
void handle(Turn& turn, const RequestFailed& event);
void handle(Turn& turn, const SimulatorChanged& event);
void handle(Turn& turn, const RelayStatusArrived& event);
void handle(Turn& turn, const ReferenceArrived& event);
void handle(Turn& turn, const VersionWaiting& event);
void handle(Turn& turn, const StorageForgotten& event);
void handle(Turn& turn, const CopyFinished& event);
void handle(Turn& turn, const VisibilityChanged& event);
void handle(Turn& turn, const PageLeaving& event);
void handle(Turn& turn, const StepChosen& event);
void handle(Turn& turn, const TaskTicked& event);
void handle(Turn& turn, const CredentialsCameEdited& event);
void handle(Turn& turn, const EnvironmentChosen& event);
void handle(Turn& turn, const DiscoverPressed& event);
void handle(Turn& turn, const RouteChosen& event);
void handle(Turn& turn, const ClientIdEdited& event);
void handle(Turn& turn, const ClientSecretEdited& event);
void handle(Turn& turn, const SecretRevealToggled& event);
void handle(Turn& turn, const RedirectUriEdited& event);
void handle(Turn& turn, const ScopesEdited& event);
void handle(Turn& turn, const ExtraParametersEdited& event);
void handle(Turn& turn, const ClientAuthenticationChosen& event);
void handle(Turn& turn, const SimulatedClientChosen& event);
void handle(Turn& turn, const CheckCredentialsPressed& event);
[[gnu::noinline]] void handle(Turn& turn, const RemedyPressed& event);
void handle(Turn& turn, const NewAttemptPressed& event);
void handle(Turn& turn, const AuthorisePressed& event);
void handle(Turn& turn, const ExchangeCodePressed& event);
void handle(Turn& turn, const UseAsBearerPressed& event);
[[gnu::noinline]] void handle(Turn& turn, const OperationChosen& event);
void handle(Turn& turn, const OperationSearchEdited& event);
[[gnu::noinline]] void handle(Turn& turn, const OperationListMoved& event);
[[gnu::noinline]] void handle(Turn& turn, const PlaceAsked& event);
void handle(Turn& turn, const ParameterEdited& event);
void handle(Turn& turn, const PathEdited& event);
void handle(Turn& turn, const MethodChosen& event);
void handle(Turn& turn, const BodyEdited& event);
void handle(Turn& turn, const HeadersEdited& event);
void handle(Turn& turn, const RetryReferencePressed& event);
void handle(Turn& turn, const CallApiPressed& event);
void handle(Turn& turn, const CallApiConfirmed& event);
void handle(Turn& turn, const CallApiCancelled& event);
void handle(Turn& turn, const NextPagePressed& event);
[[gnu::noinline]] void handle(Turn& turn, const AnswerSearchEdited& event);
[[gnu::noinline]] void handle(Turn& turn, const NextMatchPressed& event);
[[gnu::noinline]] void handle(Turn& turn, const DownloadAnswerPressed& event);
[[gnu::noinline]] void handle(Turn& turn, const CodeChosen& event);
[[gnu::noinline]] void handle(Turn& turn, const CodeWritten& event);
void handle(Turn& turn, const RefreshPressed& event);
[[gnu::noinline]] void handle(Turn& turn, const ExportActPressed& event);
[[gnu::noinline]] void handle(Turn& turn, const DeliveryPasted& event);
[[gnu::noinline]] void handle(Turn& turn, const SigningSecretEdited& event);
[[gnu::noinline]] void handle(Turn& turn, const CheckSignaturePressed& event);
void handle(Turn& turn, const IntrospectionFormChosen& event);
void handle(Turn& turn, const IntrospectionKindChosen& event);
void handle(Turn& turn, const IntrospectPressed& event);
void handle(Turn& turn, const DisconnectPressed& event);
[[gnu::noinline]] void handle(Turn& turn, const RevocationKindChosen& event);
[[gnu::noinline]] void handle(Turn& turn, const RevokePressed& event);
void handle(Turn& turn, const AdvanceClockPressed& event);
[[gnu::noinline]] void handle(Turn& turn, const ForgetAsked& event);
void handle(Turn& turn, const ForgetPressed& event);
[[gnu::noinline]] void handle(Turn& turn, const ForgetCancelled& event);
void handle(Turn& turn, const ReloadPressed& event);
void handle(Turn& turn, const TerminalChosen& event);
void handle(Turn& turn, const AnswerPasted& event);
[[gnu::noinline]] void handle(Turn& turn, const PasteStatusEdited& event);
void handle(Turn& turn, const UseAnswerPressed& event);
void handle(Turn& turn, const AbortPressed& event);
void handle(Turn& turn, const CopyPressed& event);
void handle(Turn& turn, const PostmanExportPressed& event);
void handle(Turn& turn, const TokenRevealToggled& event);
void handle(Turn& turn, const PairToggled& event);
void handle(Turn& turn, const ExchangeToggled& event);
void handle(Turn& turn, const ExchangeFilterEdited& event);
void handle(Turn& turn, const ExchangeListResized& event);
[[gnu::noinline]] void handle(Turn& turn, const LifecycleEdited& event);
[[gnu::noinline]] void handle(Turn& turn, const RunExportPressed& event);
void handle(Turn& turn, const ExchangeRevealToggled& event);
[[gnu::noinline]] void handle(Turn& turn, const SendAgainPressed& event);
[[gnu::noinline]] void handle(Turn& turn, const SendAgainConfirmed& event);
[[gnu::noinline]] void handle(Turn& turn, const SendAgainCancelled& event);
void handle(Turn& turn, const BodyViewChosen& event);
void handle(Turn& turn, const TreeNodeToggled& event);

} // namespace playground
