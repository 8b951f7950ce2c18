// The whole state of the program as plain data: comparable, printable, and changed by update() alone.
// draw() only reads it. Secrets live here and nowhere else: nothing in this file is ever stored as it is.
#pragma once

#include "http/exchange.hpp"
#include "http/terminal.hpp"
#include "oauth/credential_check.hpp"
#include "oauth/credential_slips.hpp"
#include "oauth/introspection.hpp"
#include "oauth/lifecycle.hpp"
#include "oauth/redirect.hpp"
#include "playground/checklist.hpp"
#include "playground/code.hpp"
#include "playground/run_log.hpp"
#include "playground/truth.hpp"
#include "staging/environment.hpp"
#include "staging/webhook_signature.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace playground {

// The order of the steps is the order of Pleo's own guide; headings on the page are step_name().
enum class Step {
    get_access,
    register_client,
    authorise,
    redirect_and_exchange,
    call_apis,
    refresh_tokens,
    expiry_and_revocation,
};
inline constexpr std::size_t step_count = 7;
std::string_view step_name(Step step);

enum class Tone { neutral, positive, warning, negative };

// How a request leaves the page: playground/routes.hpp.
enum class Route { simulated, direct, relay, terminal };

// What the server of this page passes on to an environment. Without `token` there is no relay.
struct Relay {
    std::string environment; // Environment::id
    bool introspection = false;
    bool revocation = false;
    bool api = false;
    bool secretless = false; // it adds the client's credentials itself
    std::string client_id;   // whose they are
    oauth::ClientAuthentication method = oauth::ClientAuthentication::client_secret_basic; // how
    friend bool operator==(const Relay&, const Relay&) = default;
};

// What a person registered, or the simulated client. Everything but the secret survives a reload.
struct Registration {
    std::string environment; // Environment::id
    Route route = Route::simulated;
    oauth::Client client;
    std::string scopes; // as typed
    // Parameters beside those of RFC 6749, as typed (oauth/extra_parameters.hpp). Only where the server is
    // not Pleo's; they last as long as this tab.
    struct Extra {
        std::string authorization, token;
        friend bool operator==(const Extra&, const Extra&) = default;
    } extra;
    // Whose choice the client authentication is: a look-up of the endpoints leaves a person's alone.
    enum class Choice { by_default, by_person } authentication = Choice::by_default;
    Choice route_choice = Choice::by_default; // else the recommended one
    // What was proven or used, or came with the page: only that is kept beyond this tab (keeping.hpp).
    struct Known {
        std::string client_id, redirect_uri, scopes;
        friend bool operator==(const Known&, const Known&) = default;
    } known;
    std::string vouched_for = {}; // id and scopes that look doubtful, and are meant like that
    bool secret_is_meant = false; // the same of the secret as it is typed now
    friend bool operator==(const Registration&, const Registration&);
    // Compiled once, and not wherever one is passed on.
    Registration();
    Registration(const Registration& other);
    Registration(Registration&& other) noexcept;
    Registration& operator=(const Registration& other);
    Registration& operator=(Registration&& other) noexcept;
    ~Registration();
};

// Facts about the page itself, told once at the start.
struct Page {
    std::string url;             // own address without query and fragment: the default redirect URI
    bool secure_context = false; // without it there is no Web Crypto and no attempt (S04)
    bool has_web_crypto = false;
    std::string build; // short hash of the parts (S55)
    bool visible = true;
    friend bool operator==(const Page&, const Page&) = default;
};

enum class SimulatorState { unknown, starting, ready, unavailable };

// What the page knows of operations and of documented facts comes after its first frame.
enum class Reference { loading, ready, failed };

// State and PKCE values, made before the button is pressed so that the URL can be shown live (S05).
struct Attempt {
    std::string state;
    std::string code_verifier;
    std::string code_challenge; // empty until the digest arrived; then the attempt is ready
    friend bool operator==(const Attempt&, const Attempt&) = default;
};

enum class CodeUse {
    none,      // no code here
    ready,     // accepted, not sent
    sent,      // the one token request is under way (S29)
    exchanged, // answered with tokens
    spent,     // answered with an error, or maybe executed: never sent again
};

struct Redirect {
    oauth::RedirectResponse response;
    // Kept for the code_verifier until the code is used.
    std::optional<oauth::PendingAuthorization> pending;
    CodeUse code = CodeUse::none;
    oauth::Instant received = {}; // for the countdown of its code, where the life is known
    friend bool operator==(const Redirect&, const Redirect&) = default;
};

// Tokens came without a token_type that this page knows: they are in their exchange, and wait for the
// person's own choice.
struct Untyped {
    std::uint32_t exchange = 0;
    std::uint32_t refresh_token = 0; // that was sent for them; 0: a code
    std::string environment;
    std::string scope; // asked for
    std::string why;
    friend bool operator==(const Untyped&, const Untyped&) = default;
};

struct ApiCall {
    std::string search;    // words that narrow the list of operations
    bool listing = false;  // the list is open
    std::string active;    // in the open list: id of the row that Enter takes; empty: none
    std::string linked;    // operation of a link, until the list is there
    bool as_it_is = false; // while a body is sent that is no JSON, as the person wants it
    std::string operation = "introspect"; // staging::Operation::id; empty: free path
    std::string method = "GET";           // free path only
    // Free path, as typed: "/v2/employees?limit=5", or a full URL below the resource server. Of an operation: its
    // path with the placeholders that are filled in.
    std::string path = "/v1/introspect";
    // Query and path parameters of the operation, as typed; one entry for each.
    http::Fields parameters;
    std::string headers;     // free path only, as typed: "Name: value" on each line
    std::string body;        // JSON, as typed; starts with the sample of the operation
    bool confirming = false; // it changes something: the person is asked first
    // Ids of the operations that were sent in this run, each once, the last one last: what the scopes are needed for,
    // and the recent calls of the list.
    std::vector<std::string> used;
    std::uint32_t exchange = 0; // the last one, 0: none
    std::string asked;          // whose answer that is: call_key() of the moment
    std::string find;           // words to look for in the answer
    std::size_t find_at = 0;    // which of the places that hold them
    friend bool operator==(const ApiCall&, const ApiCall&) = default;
};

// What a person does on the walk through an export, in its order; the first and the hour on Simulated
// Staging only.
enum class ExportAct { press_export, find, start, fetch, report, complete, pass_an_hour, look };

// A job, as the answers of the API told it: playground/export_walk.hpp.
struct ExportWalk {
    std::string job;    // its id; empty: none is known
    std::string status; // in Pleo's words
    std::int64_t number_of_items = 0;
    std::vector<std::string> unreported; // entries of the page of items that was fetched last
    std::string after;                   // cursor of the next page; empty: there is none
    std::int64_t fetched = 0, reported = 0, failed = 0;
    Tone tone = Tone::neutral;
    std::string said;    // what the last answer means, in a sentence or two
    bool asking = false; // the question before a change stands at the walk
    friend bool operator==(const ExportWalk&, const ExportWalk&) = default;
};

// Deliveries of webhooks (deliveries.cpp), and the check of a signature (signature.cpp).
struct Webhooks {
    // Made by Simulated Staging and not yet signed, by the number of the effect.
    std::map<std::uint32_t, http::Request> unsigned_deliveries;
    std::string pasted; // headers, an empty line, the body
    std::string secret;
    std::string problem;                          // why nothing can be checked
    std::vector<staging::SignatureGuess> guesses; // of the check under way
    std::uint32_t asked = 0;                      // the number of its effect; 0: none is under way
    std::optional<staging::SignatureVerdict> verdict;
    friend bool operator==(const Webhooks&, const Webhooks&) = default;
};

enum class IntrospectionForm { rfc7662, resource_server };

struct IntrospectionChoice {
    IntrospectionForm form = IntrospectionForm::rfc7662;
    oauth::TokenKind kind = oauth::TokenKind::access_token;
    std::uint32_t exchange = 0;
    std::optional<oauth::Introspection> result; // of an RFC 7662 answer
    friend bool operator==(const IntrospectionChoice&, const IntrospectionChoice&) = default;
};

// What leads on from something that went wrong, or right: one button, named after what it does
// (remedies.hpp).
enum class Way : std::uint8_t {
    none,
    swap_the_two,   // client ID and client secret
    tidy_client_id, // without what came along with a paste
    tidy_client_secret,
    keep_as_it_is, // the person says that it is meant like that
    to_the_fields,
    to_the_secret, // with the focus in it
    to_authorise,
    authorise_again,
    refresh_now,
    call_api,
    press_again,      // what was not answered
    add_scopes,       // `with`, and authorise
    default_scopes,   // of the environment, and authorise
    own_redirect_uri, // this page's address, and authorise
    dummy_client,     // of Simulated Staging, and authorise
    by_relay,         // `with`: "again" when what was sent may be sent again
    by_terminal,
    introspect_refresh, // what became of it
};
struct Remedy {
    Way way = Way::none;
    std::string with = {};
    friend bool operator==(const Remedy&, const Remedy&) = default;
};

// "Check credentials": one probe after the other, each an exchange.
struct CredentialCheck {
    std::vector<oauth::Slip> slips;
    std::string invented; // empty until the randomness arrived
    bool running = false;
    std::uint32_t exchange = 0; // of the probe under way: an older answer is no answer to it
    std::vector<oauth::CredentialRow> rows; // so far
    std::optional<http::Response> answer;   // of the last probe, while its control is under way
    std::optional<oauth::CredentialReport> report;
    Remedy remedy = {}; // where no answer could be read
    friend bool operator==(const CredentialCheck&, const CredentialCheck&) = default;
};

// What the look-up of endpoints asked, and what each place said.
struct Discovery {
    struct Place {
        std::string url;
        std::string source; // "RFC 8414 §3.1"
        std::string said;   // "404 Not Found"
        friend bool operator==(const Place&, const Place&) = default;
    };
    std::string environment; // Environment::id
    std::vector<Place> places;
    friend bool operator==(const Discovery&, const Discovery&) = default;
};

// What a request under way is for; decides what its answer means.
enum class Purpose {
    token,
    refresh,
    introspection,
    api,
    disconnect,
    revocation,
    simulator_clock,
    credential_check,
    discovery,
    bookkeeper, // Simulated Staging: a press on Export
    deliveries, // Simulated Staging: what its subscribers would be told
};
struct InFlight {
    Purpose purpose = Purpose::api;
    std::uint32_t access_token = 0; // ids of the tokens concerned, 0: none
    std::uint32_t refresh_token = 0;
    std::string environment = "";   // discovery: whose endpoints are looked up
    std::size_t place = 0;          // discovery: which of the places is asked
    std::int64_t seconds = 0;       // simulator_clock: how far it shall move
    std::string needed_scopes = ""; // api: of the operation, as it is documented
    std::string operation = "";     // api: staging::Operation::id; empty: a free path
    bool changes = false;           // api: it writes or deletes
    bool control = false;           // credential_check: with an invented secret
    bool by_hand = false;           // Terminal route: a person runs the command
    std::string pasted = "";        // and pastes what it printed
    std::string paste_problem = ""; // why that was not understood, or has to be looked at
    std::string typed_status = "";  // in place of what was read of it; empty: nothing typed
    std::string status_problem = "";
    friend bool operator==(const InFlight&, const InFlight&) = default;
};

// The last word on a step: what happened and what to do next. Shown in the step, and announced.
struct Notice {
    Tone tone = Tone::neutral;
    std::string title;  // one short sentence
    std::string detail; // the next step; may be empty
    Remedy remedy = {};
    friend bool operator==(const Notice&, const Notice&) = default;
};

// What the live regions say. A new serial makes them speak, also when the words are the same.
struct Announcement {
    std::uint32_t serial = 0;
    bool assertive = false;
    std::string text;
    // Said by ClockRead: what the event of the same moment says is added, not put in its place.
    bool by_clock = false;
    friend bool operator==(const Announcement&, const Announcement&) = default;
};

enum class BodyView { tree, text, exact }; // text: formatted; exact: as it came

// The button that copied, by its widget id, says so for a moment.
struct Copied {
    std::uint32_t widget = 0;
    std::int64_t at_ms = 0; // Instant::monotonic_ms
    friend bool operator==(const Copied&, const Copied&) = default;
};
inline constexpr std::int64_t copied_ms = 1500;

// Which exchanges are listed: those that meet all of it.
struct ExchangeFilter {
    bool shown = false;      // its fields are
    int step = 0;            // number; 0: all
    std::string method = {}; // empty: all
    bool failed = false;
    std::string words = {}; // in purpose, URL or outcome
    friend bool operator==(const ExchangeFilter&, const ExchangeFilter&) = default;
};

// The lifecycle in the place of the step: which picture, and how far one looks back.
enum class LifecyclePicture : std::uint8_t { sequence, states, family, time };
// Of the states: playground/states.hpp.
enum class StateMachine : std::uint8_t {
    authorization_attempt,
    authorization_code,
    access_token,
    refresh_token
};
enum class TimeScale : std::uint8_t { by_itself, quarter, day, sixty_days };
struct LifecycleView {
    bool shown = false;
    LifecyclePicture picture = LifecyclePicture::sequence;
    std::uint32_t cursor = 0; // Moment::id of the last one that is looked at; 0: now
    bool as_text = false;
    bool truth = false;     // what really happened, in place of what the client knows
    bool enlarged = false;  // with three columns: it has the place of the last one too
    std::uint32_t open = 0; // the exchange that is open in the picture; 0: none
    // In one column, where the states are shown one machine after the other.
    StateMachine machine = StateMachine::authorization_attempt;
    TimeScale scale = TimeScale::by_itself; // by_itself: the shortest that holds what there is
    friend bool operator==(const LifecycleView&, const LifecycleView&) = default;
};

// What the person has opened and revealed. Not part of the protocol, but part of the picture.
struct View {
    Step step = Step::register_client;
    std::set<std::uint32_t> open_exchanges;
    ExchangeFilter filter;
    bool list_enlarged = false; // exchanges stand in the place of the step
    std::set<std::uint32_t> revealed_exchanges;
    std::set<std::uint32_t> revealed_tokens;
    std::set<std::uint32_t> open_pairs; // of those that have ended
    bool revealed_secret = false;
    std::map<std::uint32_t, BodyView> body_views; // tree unless said
    std::set<std::string> folded; // JSON tree nodes, "<exchange>/<path>"; open unless here
    std::uint32_t asking_again =
        0; // exchange that is to be sent once more: the question stands there
    std::map<std::uint32_t, std::uint32_t> sent_again; // by exchange: what it was sent again as
    std::optional<Copied> copied;                      // for a moment
    std::optional<Code> code;
    LifecycleView lifecycle;
    friend bool operator==(const View&, const View&) = default;
};

// One place that can keep data, and how many entries of ours it holds after "Forget everything" (S42).
struct Inventory {
    std::string place; // "sessionStorage"
    int entries = 0;
    friend bool operator==(const Inventory&, const Inventory&) = default;
};

struct Model {
    oauth::Instant now;
    std::int64_t clock_offset_ms = 0; // how far Simulated Staging's virtual clock is ahead
    Page page;
    SimulatorState simulator = SimulatorState::unknown;
    std::string simulator_text; // why it is unavailable, or was the last time
    std::vector<staging::Environment> environments;
    std::string environments_error; // the page's own configuration is wrong: nothing else works
    Registration registration;      // of the chosen environment
    // Of the others, by environment: what was typed is not lost.
    std::map<std::string, Registration> set_aside;
    bool unsaved_settings = false;            // something that localStorage does not know yet
    std::optional<std::vector<Relay>> relays; // absent: nobody was asked yet, or did not answer yet
    bool relays_asked = false;
    Reference reference = Reference::loading;
    Checklist checklist;
    http::Terminal terminal = http::Terminal::curl; // whose commands the Terminal route shows
    Attempt attempt;
    bool asking_to_forget = false; // everything
    bool guarded = false;          // the browser asks before this page is left
    std::string place;             // in the page, as its address tells it: place_of()
    bool leaving = false;          // the browser was told to navigate
    bool left = false; // it did; the page may still come back, as it was, from the browser's cache
    std::optional<Redirect> redirect;
    std::optional<Untyped> untyped;
    std::vector<oauth::Token> tokens;            // oldest first
    std::vector<http::Exchange> exchanges;       // oldest first; ids ascend
    RunLog log;                                  // what became of both, and when
    Truth truth;                                 // what the simulator says of it
    std::map<std::uint32_t, InFlight> in_flight; // by exchange
    std::map<std::uint32_t, InFlight> answered;  // the same of those that are over, by exchange
    ApiCall api;
    ExportWalk exports;
    Webhooks webhooks;
    IntrospectionChoice introspection;
    oauth::TokenKind revocation_kind = oauth::TokenKind::refresh_token;
    CredentialCheck check;
    Discovery discovery; // the last one
    std::map<Step, Notice> notices;
    Announcement announcement;
    std::optional<Notice> newer_version; // of the page is ready
    // After "Forget everything", until something is stored again: what is left, place by place.
    std::optional<std::vector<Inventory>> forgotten;
    oauth::Instant last_input; // for the wipe of an abandoned page (S43)
    std::uint32_t next_exchange = 1;
    std::uint32_t next_token = 1;
    std::uint32_t next_mac = 1; // number of an effect
    std::uint32_t next_pair = 1;
    View view;
    friend bool operator==(const Model&, const Model&) = default;
};

// Bounds of what a page remembers.
inline constexpr std::size_t most_exchanges = 500;                   // the oldest falls out
inline constexpr std::size_t most_exchange_bytes = 32 * 1024 * 1024; // of all bodies together
inline constexpr std::size_t most_tokens = 100;              // the oldest that has ended falls out
inline constexpr std::size_t most_parameters = 64;           // of a call of an API
inline constexpr std::size_t longest_text = 8 * 1024;        // of a field; more is not taken
inline constexpr std::size_t longest_body = 64 * 1024;       // of a body of JSON, and of a delivery
inline constexpr std::int64_t idle_wipe_ms = 30 * 60 * 1000; // S43

// Lookups, all total: nullptr when there is none.
const staging::Environment* environment(const Model& model); // the chosen one
bool is_simulated(const Model& model);                       // the chosen one is
bool follows_pleo(const Model& model);
const staging::Environment* find_environment(const Model& model, std::string_view id);
// Of the chosen environment only (S69): the newest of its kind that a request would use, so neither final nor replaced;
// and in whatever state it is.
const oauth::Token* live_token(const Model& model, oauth::TokenKind kind);
const oauth::Token* newest_token(const Model& model, oauth::TokenKind kind);
const oauth::Token* find_token(const Model& model, std::uint32_t id);
const http::Exchange* find_exchange(const Model& model, std::uint32_t id);
bool under_way(const Model& model, Purpose purpose);
bool was_copied(const Model& model, std::uint32_t widget); // just now

// The clock that the tokens of an environment live by: `now`, and on Simulated Staging its virtual clock.
oauth::Instant clock_of(const Model& model, std::string_view environment_id);

// Does the page hold anything that an abandoned page should not (S43)? The published dummy client does not count.
bool holds_secrets(const Model& model);

} // namespace playground
