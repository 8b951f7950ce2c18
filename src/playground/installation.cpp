// Disconnect: DELETE /v1/installations/me ends the installation, and with it every token of the client.
#include "playground/turn.hpp"

#include "playground/plan.hpp"
#include "playground/remedies.hpp"

namespace playground {

namespace {} // namespace

void handle(Turn& turn, const DisconnectPressed&) {
    Model& model = turn.model;
    Result<http::Request> planned = planned_disconnect(model);
    if (!planned) {
        tell(turn, Step::expiry_and_revocation, Tone::warning, "Not sent", planned.error().message,
             remedy_for(model, planned.error()));
        return;
    }
    const InFlight what{.purpose = Purpose::disconnect,
                        .access_token = live_token(model, oauth::TokenKind::access_token)->id};
    const Result<std::uint32_t> sent =
        send(turn, "Disconnect: DELETE /v1/installations/me", std::move(*planned), what);
    if (!sent) {
        tell(turn, Step::expiry_and_revocation, Tone::negative, "Not sent", sent.error().message);
        return;
    }
    note(turn, Step::expiry_and_revocation, Tone::neutral, "Waiting for the answer");
}

void disconnect_answered(Turn& turn, const InFlight& what, const http::Exchange& exchange) {
    Model& model = turn.model;
    if (!exchange.response) {
        tell_no_answer(turn, Step::expiry_and_revocation, exchange, http::Stake::change);
        return;
    }
    const int status = exchange.response->status;
    if (status == 401)
        return access_token_refused(turn, Step::expiry_and_revocation, what, exchange);
    if (status / 100 == 2) {
        const oauth::Token* used = find_token(model, what.access_token);
        if (used == nullptr) return;
        const std::string where = used->environment;
        int ended = 0;
        for (const oauth::Token& token : model.tokens) {
            if (token.environment == where &&
                conclude(turn, token.id, oauth::TokenState::revoked, exchange, answered(exchange)))
                ++ended;
        }
        tokens_changed(turn);
        tell(turn, Step::expiry_and_revocation, Tone::positive, "Disconnected",
             "The installation is deleted, and its tokens are revoked: " + std::to_string(ended) +
                 " in this page. Authorise again to connect.",
             {Way::authorise_again});
    } else if (status == 404) {
        tell(turn, Step::expiry_and_revocation, Tone::warning, answered(exchange),
             "There is no installation to delete. The tokens keep their state.");
    } else {
        tell(turn, Step::expiry_and_revocation, Tone::negative, answered(exchange),
             relay_words(turn.model, exchange) + "Nothing is known to have changed. Introspect a "
                                                 "token to see whether it still works.");
    }
}

} // namespace playground
