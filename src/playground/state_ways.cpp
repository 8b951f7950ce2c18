// The four machines as a table.
#include "playground/states.hpp"

namespace playground {

std::string_view to_string(LifeState state) {
    switch (state) {
    case LifeState::ready: return "ready";
    case LifeState::away: return "away";
    case LifeState::accepted: return "accepted";
    case LifeState::denied: return "denied";
    case LifeState::refused_here: return "refused here";
    case LifeState::abandoned: return "abandoned";
    case LifeState::completed: return "completed";
    case LifeState::awaited: return "awaited";
    case LifeState::sent: return "sent";
    case LifeState::exchanged: return "exchanged";
    case LifeState::spent: return "spent";
    case LifeState::in_doubt: return "in doubt";
    case LifeState::left_behind: return "left behind";
    case LifeState::none: return "none";
    case LifeState::active: return "active";
    case LifeState::expired: return "expired";
    case LifeState::refused: return "refused";
    case LifeState::rejected: return "rejected";
    case LifeState::rotated: return "rotated";
    case LifeState::revoked: return "revoked";
    case LifeState::over: return "over";
    case LifeState::not_over: return "not over";
    }
    return {};
}

std::string_view name_of(StateMachine machine) {
    switch (machine) {
    case StateMachine::authorization_attempt: return "Authorisation attempt";
    case StateMachine::authorization_code: return "Authorisation code";
    case StateMachine::access_token: return "Access token";
    case StateMachine::refresh_token: return "Refresh token";
    }
    return {};
}

std::span<const LifeState> states_of(StateMachine machine) {
    using enum LifeState;
    static constexpr std::array attempt{ready,  away,         accepted, completed,
                                        denied, refused_here, abandoned};
    static constexpr std::array code{awaited, ready, sent, exchanged, spent, in_doubt, left_behind};
    static constexpr std::array access{none,     active,  expired, refused,
                                       rejected, rotated, revoked, left_behind};
    static constexpr std::array refresh{none,    active, in_doubt,   refused,
                                        rotated, over,   left_behind};
    switch (machine) {
    case StateMachine::authorization_attempt: return attempt;
    case StateMachine::authorization_code: return code;
    case StateMachine::access_token: return access;
    case StateMachine::refresh_token: return refresh;
    }
    return {};
}

const std::array<StateWay, state_way_count>& state_ways() {
    using enum LifeState;
    constexpr auto attempt = StateMachine::authorization_attempt;
    constexpr auto code = StateMachine::authorization_code;
    constexpr auto access = StateMachine::access_token;
    constexpr auto refresh = StateMachine::refresh_token;
    constexpr Step authorise = Step::authorise, exchange = Step::redirect_and_exchange,
                   call = Step::call_apis, again = Step::refresh_tokens,
                   expiry = Step::expiry_and_revocation;
    static constexpr std::array<StateWay, state_way_count> all{{
        {attempt, ready, away,
         "The authorisation request goes through the browser (RFC 6749 \u00a74.1.1).", authorise,
         "Press Authorise."},
        {attempt, away, accepted,
         "The redirect back carries a code and the state that was sent (RFC 6749 \u00a74.1.2).",
         authorise, "Press Authorise, log in and approve."},
        {attempt, away, denied,
         "The redirect back carries an error, such as access_denied (RFC 6749 \u00a74.1.2.1).",
         authorise, "Press Authorise, log in and deny."},
        {attempt, away, refused_here,
         "What came back failed a check of this page, such as state (RFC 6749 \u00a710.12).",
         authorise,
         "Press Authorise, and in place of logging in open this page's address with "
         "?code=x&state=y behind it."},
        {attempt, ready, refused_here,
         "A redirect came that this page did not ask for (RFC 6749 \u00a710.12).", authorise,
         "Open this page's address with ?code=x&state=y behind it."},
        {attempt, away, abandoned, "Nothing came back, and this page was used again.", authorise,
         "Press Authorise, and come back with the browser's own Back."},
        {attempt, accepted, completed, "Its code was exchanged for tokens (RFC 6749 \u00a74.1.4).",
         exchange, "Press Exchange code for tokens."},

        {code, awaited, ready, "The redirect back carried it (RFC 6749 \u00a74.1.2).", authorise,
         "Press Authorise, log in and approve."},
        {code, ready, sent, "The token request carries it, once (RFC 6749 \u00a74.1.3).", exchange,
         "Press Exchange code for tokens."},
        {code, sent, exchanged, "The answer brought tokens (RFC 6749 \u00a75.1).", exchange,
         "Press Exchange code for tokens."},
        {code, sent, spent, "The answer was an error, or brought no token (RFC 6749 \u00a75.2).",
         exchange, "With a wrong client secret, press Exchange code for tokens."},
        {code, sent, in_doubt,
         "No answer came. A code is good for one request, so it is not sent again (RFC 6749 "
         "\u00a710.5).",
         exchange,
         "Press Exchange code for tokens, and Abort in its exchange before the answer comes: a "
         "slow "
         "network in the browser's tools gives time."},
        {code, ready, left_behind,
         "The page was left before the code was exchanged. It ends by itself (RFC 6749 "
         "\u00a74.1.2).",
         authorise, "With a code that is not exchanged, press Authorise once more."},

        {access, none, active, "It came with an answer of the token endpoint (RFC 6749 \u00a75.1).",
         exchange, "Press Exchange code for tokens."},
        {access, active, expired, "expires_in ran out by the clock (RFC 6749 \u00a75.1).", expiry,
         "Press Skip 15 minutes."},
        {access, not_over, refused,
         "A server did not take it, and did not say that it is over (RFC 6750 \u00a73.1).", call,
         "Call an API that answers 401 without saying why."},
        {access, refused, active, "A server takes it after all, or gave the same one again.", call,
         "Call an API once more with a token that was refused."},
        {access, not_over, rejected,
         "An API said invalid_token (RFC 6750 \u00a73.1), or introspection active: false (RFC "
         "7662 \u00a72.2).",
         expiry, "Press Skip 15 minutes, then Introspect token."},
        {access, not_over, rotated, "A refresh was answered with another one (RFC 6749 \u00a76).",
         again, "Press Refresh tokens."},
        {access, not_over, revoked,
         "It was revoked (RFC 7009 \u00a72), or its installation deleted.", expiry,
         "Press Disconnect."},
        {access, not_over, left_behind, "The page was left, and held it in memory only.", authorise,
         "With tokens, press Authorise once more."},

        {refresh, none, active,
         "It came with an answer of the token endpoint (RFC 6749 \u00a75.1).", exchange,
         "Press Exchange code for tokens."},
        {refresh, not_over, rotated,
         "A refresh was answered with another one (RFC 6749 \u00a76, RFC 9700 \u00a74.14.2).",
         again, "Press Refresh tokens."},
        {refresh, not_over, over,
         "A server said invalid_grant (RFC 6749 \u00a75.2) or active: false, or it was revoked "
         "(RFC 7009 \u00a72).",
         expiry, "Press Disconnect."},
        {refresh, not_over, refused, "A server did not take it, and did not say that it is over.",
         again, "Press Refresh tokens while the server has a fault of its own."},
        {refresh, refused, active, "A server takes it after all, or gave the same one again.",
         again, "Press Refresh tokens once more with a token that was refused."},
        {refresh, not_over, in_doubt,
         "It was sent to be used up, and no answer came: it may have ended (RFC 9700 "
         "\u00a74.14.2).",
         again,
         "Press Refresh tokens, and Stop waiting before the answer comes: a slow network in the "
         "browser's tools gives time."},
        {refresh, in_doubt, active,
         "Introspection says that it lives (RFC 7662 \u00a72.2), or a server took it.", expiry,
         "With a refresh token in doubt, choose Refresh token and press Introspect token."},
        {refresh, in_doubt, over,
         "Introspection says active: false (RFC 7662 \u00a72.2), or a server refused it for good.",
         expiry, "With a refresh token in doubt, choose Refresh token and press Introspect token."},
        {refresh, not_over, left_behind, "The page was left, and held it in memory only.",
         authorise, "With tokens, press Authorise once more."},
    }};
    return all;
}

} // namespace playground
