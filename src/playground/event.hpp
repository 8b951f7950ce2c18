// Facts that reach update(): what the world did, and what the person did. Time and randomness arrive here,
// because update() has none of its own. Before any other event the loop sends ClockRead.
#pragma once

#include "http/exchange.hpp"
#include "oauth/extra_parameters.hpp"
#include "oauth/lifecycle.hpp"
#include "playground/effect.hpp"
#include "playground/model.hpp"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace playground {

// --- from the world -------------------------------------------------------------------------------------------

struct ClockRead {
    oauth::Instant now;
};

// The page is there. `address` is the full URL it was opened with, already scrubbed from the address bar (S13);
// `record` is what sessionStorage held, already removed (S46); `settings` is what localStorage held.
struct PageOpened {
    Page page;
    std::string address;
    std::string environments; // JSON text
    std::string record;
    std::string settings;
};

// Empty octets: the browser has no CSPRNG (S04).
struct EntropyArrived {
    std::string octets;
    EntropyUse use = EntropyUse::attempt;
};

// Empty sha256: the browser has no Web Crypto.
struct ChallengeArrived {
    std::string code_verifier;
    std::string sha256;
};

struct FingerprintArrived {
    std::uint32_t token = 0;
    std::string text;
};

// One for each text, in their order; none: the browser has no Web Crypto.
struct HmacArrived {
    std::uint32_t number = 0;
    std::vector<std::string> macs;
};

struct ResponseArrived {
    std::uint32_t exchange = 0;
    http::Response response;
    std::int64_t duration_ms = 0;
};

struct RequestFailed {
    std::uint32_t exchange = 0;
    http::Failure failure = http::Failure::network;
    std::string text;
    std::int64_t duration_ms = 0;
};

struct SimulatorChanged {
    SimulatorState state = SimulatorState::unknown;
    std::string text; // why it is unavailable
};

// relay/status.json as text; empty: there is none.
struct RelayStatusArrived {
    std::string text;
};

// From now on reference_text() gives it (staging/reference.hpp), or it did not come.
struct ReferenceArrived {
    bool arrived = true;
};

// Of the page, beside the one in use.
struct VersionWaiting {};

struct StorageForgotten {
    std::vector<Inventory> left;
};

struct CopyFinished {
    bool copied = false;
    std::string label;
    std::uint32_t widget = 0;
};

struct VisibilityChanged {
    bool visible = true;
};

// pagehide: keep what may be kept, wipe the rest (S43).
struct PageLeaving {};

// --- from the person ------------------------------------------------------------------------------------------
// StepChosen stays the first of them in Event: update() tells people from machines by the order.

struct StepChosen {
    Step step = Step::register_client;
};

struct TaskTicked {
    staging::Task task = staging::Task::request;
    bool done = true;
};

// The day, as typed.
struct CredentialsCameEdited {
    std::string text;
};

struct EnvironmentChosen {
    std::string id;
};

struct DiscoverPressed {};

struct RouteChosen {
    Route route = Route::simulated;
};

struct ClientIdEdited {
    std::string text;
};

struct ClientSecretEdited {
    std::string text;
};

struct SecretRevealToggled {};

struct RedirectUriEdited {
    std::string text;
};

struct ScopesEdited {
    std::string text;
};

struct ExtraParametersEdited {
    oauth::ExtraFor where = oauth::ExtraFor::authorization;
    std::string text;
};

struct ClientAuthenticationChosen {
    oauth::ClientAuthentication method = oauth::ClientAuthentication::client_secret_basic;
};

struct CheckCredentialsPressed {};
struct SimulatedClientChosen {}; // fill in the published dummy client
struct RemedyPressed {
    Remedy remedy;
};
struct NewAttemptPressed {}; // fresh state and verifier
struct AuthorisePressed {};
struct ExchangeCodePressed {};
struct UseAsBearerPressed {}; // the tokens in Model::untyped

// Empty: free path.
struct OperationChosen {
    std::string id;
};

struct OperationSearchEdited {
    std::string text;
};

// What a key or a press does to the list of operations.
enum class ListMove { open, close, down, up, first, last, take };
struct OperationListMoved {
    ListMove move = ListMove::open;
};

// By a link to a place in this page, or the key that leads to the list of operations.
struct PlaceAsked {
    std::string place;  // "call-apis/list_employees"; others are none of this page
    bool focus = false; // in the field that finds an operation
};

struct ParameterEdited {
    std::string name;
    std::string text;
};

struct PathEdited {
    std::string text;
};

struct MethodChosen {
    std::string method;
};

struct BodyEdited {
    std::string text;
};

struct HeadersEdited {
    std::string text;
};

struct RetryReferencePressed {};

struct CallApiPressed {};   // asks first when it changes something
struct CallApiConfirmed {}; // yes
struct CallApiCancelled {}; // no
struct NextPagePressed {};  // of the last answer
struct AnswerSearchEdited {
    std::string text;
};
struct NextMatchPressed {
    std::size_t of = 0; // so many there are
};
// The body of an answer as a file, secrets masked whatever is revealed: a file outlives the page.
struct DownloadAnswerPressed {
    std::uint32_t exchange = 0;
};
// Of an exchange; none: it is shown no longer.
struct CodeChosen {
    std::uint32_t exchange = 0;
    CodeLanguage language = CodeLanguage::none;
};
struct CodeWritten {
    std::uint32_t exchange = 0;
    CodeLanguage language = CodeLanguage::none;
    std::string text; // empty: what writes it did not come
};
struct RefreshPressed {};

struct ExportActPressed {
    ExportAct act = ExportAct::find;
};

struct DeliveryPasted {
    std::string text;
};

struct SigningSecretEdited {
    std::string text;
};

struct CheckSignaturePressed {};

struct IntrospectionFormChosen {
    IntrospectionForm form = IntrospectionForm::rfc7662;
};

struct IntrospectionKindChosen {
    oauth::TokenKind kind = oauth::TokenKind::access_token;
};

struct IntrospectPressed {};
struct DisconnectPressed {};

struct RevocationKindChosen {
    oauth::TokenKind kind = oauth::TokenKind::refresh_token;
};

struct RevokePressed {};

// Simulated Staging only.
struct AdvanceClockPressed {
    std::int64_t seconds = 0;
};

struct ForgetAsked {};   // asks first
struct ForgetPressed {}; // yes
struct ForgetCancelled {};
struct ReloadPressed {}; // the page itself

// Terminal route: which tool, and what a command printed.
struct TerminalChosen {
    http::Terminal terminal = http::Terminal::curl;
};

struct AnswerPasted {
    std::uint32_t exchange = 0;
    std::string text;
};

struct PasteStatusEdited {
    std::uint32_t exchange = 0;
    std::string text;
};

struct UseAnswerPressed {
    std::uint32_t exchange = 0;
    bool in_spite_of_doubt = false;
};

struct AbortPressed {
    std::uint32_t exchange = 0;
};

struct CopyPressed {
    std::string label;
    std::string text;
    std::uint32_t widget = 0;
};

enum class PostmanExport { collection, desktop_environment, web_environment };
struct PostmanExportPressed {
    PostmanExport what = PostmanExport::collection;
};

struct TokenRevealToggled {
    std::uint32_t token = 0;
};

// Of a pair that has ended: Token::pair.
struct PairToggled {
    std::uint32_t pair = 0;
};

struct ExchangeToggled {
    std::uint32_t exchange = 0;
};

struct ExchangeFilterEdited {
    ExchangeFilter filter;
};

struct ExchangeListResized {
    bool enlarged = false;
};

// Looking back: nothing but what is shown changes.
struct LifecycleEdited {
    LifecycleView view;
};

enum class RunExport : std::uint8_t { markdown, mermaid, har };
// The run as a file.
struct RunExportPressed {
    RunExport what = RunExport::markdown;
};

struct ExchangeRevealToggled {
    std::uint32_t exchange = 0;
};

// As it was sent the first time, after the question that was asked then.
struct SendAgainPressed {
    std::uint32_t exchange = 0;
};

struct SendAgainConfirmed {
    std::uint32_t exchange = 0;
};

struct SendAgainCancelled {};

struct BodyViewChosen {
    std::uint32_t exchange = 0;
    BodyView view = BodyView::tree;
};

// "<exchange>/<path>"
struct TreeNodeToggled {
    std::string node;
};

using AnyEvent = std::variant<
    ClockRead, PageOpened, EntropyArrived, ChallengeArrived, FingerprintArrived, HmacArrived,
    ResponseArrived, RequestFailed, SimulatorChanged, RelayStatusArrived, ReferenceArrived,
    VersionWaiting, StorageForgotten, CopyFinished, VisibilityChanged, PageLeaving, StepChosen,
    TaskTicked, CredentialsCameEdited, EnvironmentChosen, DiscoverPressed, RouteChosen,
    ClientIdEdited, ClientSecretEdited, SecretRevealToggled, RedirectUriEdited, ScopesEdited,
    ExtraParametersEdited, ClientAuthenticationChosen, SimulatedClientChosen,
    CheckCredentialsPressed, RemedyPressed, NewAttemptPressed, AuthorisePressed,
    ExchangeCodePressed, UseAsBearerPressed, OperationChosen, OperationSearchEdited,
    OperationListMoved, PlaceAsked, ParameterEdited, PathEdited, MethodChosen, BodyEdited,
    HeadersEdited, RetryReferencePressed, CallApiPressed, CallApiConfirmed, CallApiCancelled,
    NextPagePressed, AnswerSearchEdited, NextMatchPressed, DownloadAnswerPressed, CodeChosen,
    CodeWritten, RefreshPressed, ExportActPressed, DeliveryPasted, SigningSecretEdited,
    CheckSignaturePressed, IntrospectionFormChosen, IntrospectionKindChosen, IntrospectPressed,
    DisconnectPressed, RevocationKindChosen, RevokePressed, AdvanceClockPressed, ForgetAsked,
    ForgetPressed, ForgetCancelled, ReloadPressed, TerminalChosen, AnswerPasted, PasteStatusEdited,
    UseAnswerPressed, AbortPressed, CopyPressed, PostmanExportPressed, TokenRevealToggled,
    PairToggled, ExchangeToggled, ExchangeFilterEdited, ExchangeListResized, LifecycleEdited,
    RunExportPressed, ExchangeRevealToggled, SendAgainPressed, SendAgainConfirmed,
    SendAgainCancelled, BodyViewChosen, TreeNodeToggled>;

// What no person causes. All else is a press or what is typed.
template <typename E>
inline constexpr bool is_by_person = true;
template <>
inline constexpr bool is_by_person<ClockRead> = false;
template <>
inline constexpr bool is_by_person<PageOpened> = false;
template <>
inline constexpr bool is_by_person<EntropyArrived> = false;
template <>
inline constexpr bool is_by_person<ChallengeArrived> = false;
template <>
inline constexpr bool is_by_person<FingerprintArrived> = false;
template <>
inline constexpr bool is_by_person<HmacArrived> = false;
template <>
inline constexpr bool is_by_person<ResponseArrived> = false;
template <>
inline constexpr bool is_by_person<RequestFailed> = false;
template <>
inline constexpr bool is_by_person<SimulatorChanged> = false;
template <>
inline constexpr bool is_by_person<RelayStatusArrived> = false;
template <>
inline constexpr bool is_by_person<ReferenceArrived> = false;
template <>
inline constexpr bool is_by_person<VersionWaiting> = false;
template <>
inline constexpr bool is_by_person<StorageForgotten> = false;
template <>
inline constexpr bool is_by_person<CopyFinished> = false;
template <>
inline constexpr bool is_by_person<CodeWritten> = false;
template <>
inline constexpr bool is_by_person<VisibilityChanged> = false;
template <>
inline constexpr bool is_by_person<PageLeaving> = false;

// A class of its own, so that copying, moving and destroying so many alternatives is compiled once
// (event.cpp) and not in every file that makes an event.
struct Event : AnyEvent {
    using AnyEvent::AnyEvent;
    Event(const Event& other);
    Event(Event&& other) noexcept;
    Event& operator=(const Event& other);
    Event& operator=(Event&& other) noexcept;
    ~Event();
};

} // namespace playground
