#include "playground/doubt.hpp"

#include "playground/effect.hpp"

namespace playground {

namespace {

bool may_be_asked(const Model& model) {
    const staging::Environment* here = environment(model);
    return here != nullptr && !here->endpoints.introspection_endpoint.empty();
}

} // namespace

Doubt doubt_of(const Model& model) {
    const oauth::Token* token = newest_token(model, oauth::TokenKind::refresh_token);
    Doubt doubt;
    if (token == nullptr) return doubt;
    std::int64_t sent_ms = 0;
    std::uint32_t exchange = 0; // of the newest refresh with it
    for (const Moment& each : model.log.moments) {
        if (each.token != token->id) continue;
        if (each.kind == MomentKind::sent && each.outcome == Outcome::none &&
            each.words == refresh_request_words) {
            sent_ms = each.page_ms;
            exchange = each.exchange;
        } else if (each.kind == MomentKind::ended && each.exchange == exchange && exchange != 0) {
            doubt = {};
            if (each.outcome == Outcome::unknown)
                doubt = {may_be_asked(model) ? DoubtStep::ask : DoubtStep::authorise, token->id,
                         sent_ms + Send{}.timeout_ms};
        } else if (is_of_token(each) && doubt.step != DoubtStep::none) {
            if (oauth::is_final(each.is) || each.is == oauth::TokenState::refused)
                doubt.step = DoubtStep::authorise;
            else if (each.is == oauth::TokenState::active)
                doubt.step =
                    each.page_ms < doubt.safe_from_ms ? DoubtStep::ask_later : DoubtStep::send;
        }
    }
    return doubt;
}

Remedy next_in_doubt(const Doubt& doubt) {
    switch (doubt.step) {
    case DoubtStep::none: break;
    case DoubtStep::ask: return {Way::introspect_refresh};
    case DoubtStep::ask_later: return {Way::introspect_refresh, "Ask once more"};
    case DoubtStep::send: return {Way::refresh_now};
    case DoubtStep::authorise: return {Way::authorise_again};
    }
    return {};
}

} // namespace playground
