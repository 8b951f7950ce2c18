// Revocation by RFC 7009, where the authorisation server has an endpoint for it.
#include "playground/turn.hpp"

#include "playground/plan.hpp"
#include "playground/remedies.hpp"

#include "oauth/revocation.hpp"

namespace playground {

namespace {} // namespace

void handle(Turn& turn, const RevocationKindChosen& event) {
    turn.model.revocation_kind = event.kind;
}

void handle(Turn& turn, const RevokePressed&) {
    Model& model = turn.model;
    Result<http::Request> planned = planned_revocation(model);
    if (!planned)
        return tell(turn, Step::expiry_and_revocation, Tone::warning, "Not sent",
                    planned.error().message, remedy_for(model, planned.error()));
    InFlight what{.purpose = Purpose::revocation};
    const bool access = model.revocation_kind == oauth::TokenKind::access_token;
    (access ? what.access_token : what.refresh_token) =
        newest_token(model, model.revocation_kind)->id;
    const Result<std::uint32_t> sent =
        send(turn, access ? "Revocation of the access token" : "Revocation of the refresh token",
             std::move(*planned), what);
    if (!sent)
        return tell(turn, Step::expiry_and_revocation, Tone::negative, "Not sent",
                    sent.error().message);
    note(turn, Step::expiry_and_revocation, Tone::neutral, "Waiting for the answer");
}

void revocation_answered(Turn& turn, const InFlight& what, const http::Exchange& exchange) {
    if (!exchange.response)
        return tell_no_answer(turn, Step::expiry_and_revocation, exchange, http::Stake::change);
    if (const std::string words = relay_words(turn.model, exchange); !words.empty())
        return tell(turn, Step::expiry_and_revocation, Tone::negative, answered(exchange), words);
    const oauth::Reading reading = oauth::read_revocation_answer(*exchange.response);
    if (reading.effect != oauth::TokenEffect::revoked)
        return tell(turn, Step::expiry_and_revocation, Tone::negative, "The token was not revoked",
                    reading.sentence);
    const std::uint32_t id = what.access_token != 0 ? what.access_token : what.refresh_token;
    conclude(turn, id, oauth::TokenState::revoked, exchange, answered(exchange));
    tokens_changed(turn);
    tell(turn, Step::expiry_and_revocation, Tone::positive, "The token is revoked",
         reading.sentence +
             (what.refresh_token != 0
                  ? " The server should end the access tokens of the same grant as well (§2.1): "
                    "introspect one to see whether it does."
                  : " It may end the refresh token of the same grant as well (§2.1): introspect it "
                    "to see whether it does."));
}

} // namespace playground
