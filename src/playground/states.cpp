#include "playground/states.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace playground {

namespace {

using oauth::TokenKind;
using oauth::TokenState;

// Goes through the moments once, oldest first.
class StatesReader {
public:
    explicit StatesReader(std::span<const Moment> moments) : moments_(moments) {
        for (const Moment& each : moments) {
            // What never went out, or could not, leaves a code unspent (S29).
            if (each.kind == MomentKind::ended &&
                (each.outcome == Outcome::not_sent || each.outcome == Outcome::lost_there))
                unsent_.insert(each.exchange);
            if (each.kind == MomentKind::stored) gave_tokens_.insert(each.exchange);
        }
        found_.now[0] = {.state = LifeState::ready};
        found_.now[1] = {.state = LifeState::awaited};
    }

    States read() {
        for (const Moment& each : moments_)
            take(each);
        for (const auto& [id, life] : lives_) {
            StateNow& now = found_.now[life.kind == TokenKind::access_token ? 2 : 3];
            now = {life.state, oauth::name_of(life.kind, life.pair), life.moment};
        }
        return std::move(found_);
    }

private:
    struct Life {
        TokenKind kind = TokenKind::access_token;
        std::uint32_t pair = 0, moment = 0;
        LifeState state = LifeState::none;
    };

    static constexpr StateMachine attempt_machine = StateMachine::authorization_attempt;
    static constexpr StateMachine code_machine = StateMachine::authorization_code;

    // Counts the way from one state to the other: each change goes exactly one. What the table does not tell
    // apart, such as a replaced token that is taken again, is its nearest way.
    void go(StateMachine machine, LifeState& state, LifeState to, const Moment& moment) {
        const auto& all = state_ways();
        std::size_t way = all.size();
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (all[i].machine != machine || all[i].to != to) continue;
            const bool exact = all[i].from == state;
            if (exact || (way == all.size() && all[i].from != LifeState::none)) way = i;
            if (exact) break;
        }
        state = to;
        if (way == all.size()) return;
        ++found_.ways[way].count;
        found_.ways[way].last = moment.id;
    }
    void attempt(LifeState to, const Moment& moment) {
        go(attempt_machine, found_.now[0].state, to, moment);
        found_.now[0].moment = moment.id;
    }
    void code(LifeState to, const Moment& moment) {
        go(code_machine, found_.now[1].state, to, moment);
        found_.now[1].moment = moment.id;
    }
    LifeState attempt_now() const { return found_.now[0].state; }
    LifeState code_now() const { return found_.now[1].state; }

    void take(const Moment& moment) {
        switch (moment.kind) {
        case MomentKind::left: return left(moment);
        case MomentKind::came: return came(moment);
        case MomentKind::sent: return sent(moment);
        case MomentKind::ended: return ended(moment);
        case MomentKind::stored: return stored(moment);
        case MomentKind::changed:
        case MomentKind::said: return said(moment);
        case MomentKind::lost: return lost(moment);
        }
    }

    void left(const Moment& moment) {
        if (attempt_now() == LifeState::away) attempt(LifeState::abandoned, moment);
        if (code_now() == LifeState::ready) code(LifeState::left_behind, moment);
        found_.now[0] = {.state = LifeState::ready,
                         .name = "Attempt " + std::to_string(++attempts_)};
        found_.now[1] = {.state = LifeState::awaited};
        token_exchange_ = 0;
        attempt(LifeState::away, moment);
    }

    void came(const Moment& moment) {
        if (attempt_now() != LifeState::away) {
            // It belongs to no attempt of this page.
            if (code_now() == LifeState::ready) code(LifeState::left_behind, moment);
            found_.now[0] = {.state = LifeState::ready,
                             .name = "Attempt " + std::to_string(++attempts_)};
            found_.now[1] = {.state = LifeState::awaited};
        }
        if (moment.outcome == Outcome::delivered) {
            attempt(LifeState::accepted, moment);
            found_.now[1].name = "Code of attempt " + std::to_string(attempts_);
            code(LifeState::ready, moment);
        } else {
            attempt(moment.outcome == Outcome::refused ? LifeState::denied
                                                       : LifeState::refused_here,
                    moment);
        }
    }

    void sent(const Moment& moment) {
        if (moment.outcome == Outcome::not_sent) return;
        // Whoever is away sends nothing: the page is used again, and nothing came back.
        if (attempt_now() == LifeState::away) attempt(LifeState::abandoned, moment);
        if (moment.words != token_request_words || unsent_.contains(moment.exchange) ||
            code_now() != LifeState::ready)
            return;
        token_exchange_ = moment.exchange;
        code(LifeState::sent, moment);
    }

    void ended(const Moment& moment) {
        if (moment.exchange == token_exchange_ && code_now() == LifeState::sent) {
            if (moment.outcome == Outcome::unknown || moment.outcome == Outcome::unread)
                code(LifeState::in_doubt, moment);
            else if (moment.outcome == Outcome::refused || moment.outcome == Outcome::lost_back ||
                     moment.outcome == Outcome::hidden ||
                     (!gave_tokens_.contains(moment.exchange) && &moment != &moments_.back()))
                code(LifeState::spent, moment);
        }
        if (moment.outcome != Outcome::unknown || !moment.spends || moment.token == 0) return;
        const auto known = lives_.find(moment.token);
        if (known != lives_.end() && known->second.kind == TokenKind::refresh_token &&
            !is_final_state(known->second.state))
            token(known->second, LifeState::in_doubt, moment);
    }

    void stored(const Moment& moment) {
        Life& life = lives_[moment.token];
        life = {moment.token_kind, moment.pair, moment.id, LifeState::none};
        token(life, LifeState::active, moment);
        if (moment.parent != 0 || moment.exchange != token_exchange_) return;
        if (code_now() == LifeState::sent || code_now() == LifeState::spent)
            code(LifeState::exchanged, moment);
        if (attempt_now() == LifeState::accepted) attempt(LifeState::completed, moment);
    }

    void said(const Moment& moment) {
        const auto known = lives_.find(moment.token);
        if (known == lives_.end()) return; // older than the log
        token(known->second, state_of(moment), moment);
    }

    void lost(const Moment& moment) {
        if (code_now() == LifeState::ready) code(LifeState::left_behind, moment);
        for (auto& [id, life] : lives_)
            if (!is_final_state(life.state)) token(life, LifeState::left_behind, moment);
    }

    static bool is_final_state(LifeState state) {
        return state == LifeState::rotated || state == LifeState::revoked ||
               state == LifeState::rejected || state == LifeState::over ||
               state == LifeState::left_behind;
    }

    static LifeState state_of(const Moment& moment) {
        const bool access = moment.token_kind == TokenKind::access_token;
        switch (moment.is) {
        case TokenState::active:
        case TokenState::expiring: return LifeState::active;
        case TokenState::expired: return LifeState::expired;
        case TokenState::refused: return LifeState::refused;
        case TokenState::replaced:
        case TokenState::rotated: return LifeState::rotated;
        case TokenState::revoked: return access ? LifeState::revoked : LifeState::over;
        case TokenState::rejected: return access ? LifeState::rejected : LifeState::over;
        }
        return LifeState::none;
    }

    void token(Life& life, LifeState to, const Moment& moment) {
        if (life.state == to) return;
        go(life.kind == TokenKind::access_token ? StateMachine::access_token
                                                : StateMachine::refresh_token,
           life.state, to, moment);
        life.moment = moment.id;
    }

    std::span<const Moment> moments_;
    std::set<std::uint32_t> unsent_, gave_tokens_; // exchanges
    std::map<std::uint32_t, Life> lives_;          // by token; the newest of a kind is the last
    std::uint32_t attempts_ = 0;
    std::uint32_t token_exchange_ = 0; // that the code was sent in
    States found_;
};

} // namespace

States states(std::span<const Moment> moments) { return StatesReader(moments).read(); }

std::string coverage(const States& states) {
    const auto seen = std::count_if(states.ways.begin(), states.ways.end(),
                                    [](const WaySeen& each) { return each.count > 0; });
    return std::to_string(seen) + " of " + std::to_string(state_way_count) + " ways seen";
}

std::string way_in_words(const StateWay& way, const WaySeen& seen) {
    std::string text =
        std::string(to_string(way.from)) + " \u2192 " + std::string(to_string(way.to)) + " \u00b7 ";
    if (seen.count == 0) return text + "not seen";
    return text + "seen " +
           (seen.count == 1   ? std::string("once")
            : seen.count == 2 ? std::string("twice")
                              : std::to_string(seen.count) + " times") +
           (seen.count == 1 ? ", in moment " : ", last in moment ") + std::to_string(seen.last);
}

} // namespace playground
