// The log, with what the server knows of it.
#include "playground/truth.hpp"

#include <algorithm>
#include <map>

namespace playground {

namespace {

using oauth::TokenState;

bool arrived(const ServerWord& word) {
    return word.passage == Passage::answered || word.passage == Passage::hidden;
}

// Goes through the moments once, oldest first.
class TruthTeller {
public:
    explicit TruthTeller(std::span<const ServerWord> words) : words_(words) {}

    std::vector<Moment> tell(std::span<const Moment> moments) {
        for (const Moment& each : moments)
            take(each);
        return std::move(told_);
    }

private:
    struct Known {
        Moment birth;
        TokenState state = TokenState::active;
        bool settled = false; // the server ended it, whatever the page learns later
    };

    const ServerWord* word_of(const Moment& moment) const {
        const auto found = std::find_if(words_.begin(), words_.end(), [&](const ServerWord& each) {
            return each.exchange == moment.exchange;
        });
        return found == words_.end() ? nullptr : &*found;
    }

    void take(Moment moment) {
        switch (moment.kind) {
        case MomentKind::stored: tokens_[moment.token] = {moment}; break;
        case MomentKind::changed:
        case MomentKind::said: learn(moment); break;
        case MomentKind::sent: sent(moment); break;
        case MomentKind::ended: ended(moment); break;
        default: break;
        }
        told_.push_back(std::move(moment));
    }

    void learn(Moment& moment) {
        const auto known = tokens_.find(moment.token);
        if (known == tokens_.end()) return;
        if (known->second.settled) {
            moment.kind = MomentKind::said;
            moment.was = moment.is = known->second.state;
        }
        known->second.state = moment.is;
    }

    void sent(Moment& moment) const {
        const ServerWord* word = moment.outcome == Outcome::none ? word_of(moment) : nullptr;
        if (word == nullptr) return;
        if (arrived(*word))
            moment.far_ms = word->came_ms;
        else
            moment.outcome = Outcome::lost_there;
    }

    void ended(Moment& moment) {
        const ServerWord* word = word_of(moment);
        if (word == nullptr || moment.outcome == Outcome::not_sent) return;
        if (arrived(*word)) moment.far_ms = word->left_ms;
        const bool learnt =
            moment.outcome == Outcome::delivered || moment.outcome == Outcome::refused;
        if (learnt) return;
        if (!arrived(*word)) {
            moment.outcome = Outcome::lost_there;
            moment.words = word->passage == Passage::no_server ? "no server" : "lost on the way";
            return;
        }
        effects(moment, *word);
        if (moment.outcome == Outcome::unread) return;
        moment.outcome = word->passage == Passage::hidden ? Outcome::hidden : Outcome::lost_back;
        moment.words = word->words + (word->issued ? ", a new pair" : "");
    }

    // Told with the end of the request: until then nobody looked.
    void effects(const Moment& end, const ServerWord& word) {
        if (word.issued) {
            const std::uint32_t root = root_of(end.token);
            for (auto& [id, token] : tokens_)
                if (root_of(id) == root)
                    settle(end, word, id, token, TokenState::rotated, lost_pair_words);
        } else if (word.disconnected) {
            for (auto& [id, token] : tokens_)
                settle(end, word, id, token, TokenState::revoked, "the server ended it");
        } else if (word.presented_is == "rotated" || word.presented_is == "revoked") {
            const auto token = tokens_.find(end.token);
            if (token != tokens_.end())
                settle(end, word, end.token, token->second,
                       word.presented_is == "rotated" ? TokenState::rotated : TokenState::revoked,
                       "it had ended before");
        }
    }

    void settle(const Moment& end, const ServerWord& word, std::uint32_t id, Known& token,
                TokenState state, std::string_view why) {
        if (oauth::is_final(token.state)) return;
        Moment moment;
        moment.id = end.id;
        moment.cause = end.cause;
        moment.page_ms = end.page_ms;
        moment.server_ms = word.came_ms;
        moment.from = moment.to = end.from;
        moment.kind = MomentKind::changed;
        moment.exchange = end.exchange;
        moment.token = id;
        moment.pair = token.birth.pair;
        moment.token_kind = token.birth.token_kind;
        moment.was = token.state;
        moment.is = token.state = state;
        moment.words = "Exchange " + std::to_string(end.exchange) + ": " + std::string(why);
        token.settled = true;
        told_.push_back(std::move(moment));
    }

    // The exchange that its authorisation began with.
    std::uint32_t root_of(std::uint32_t id) const {
        for (auto at = tokens_.find(id); at != tokens_.end();
             at = tokens_.find(at->second.birth.parent))
            if (!tokens_.contains(at->second.birth.parent)) return at->second.birth.exchange;
        return 0;
    }

    std::span<const ServerWord> words_;
    std::map<std::uint32_t, Known> tokens_;
    std::vector<Moment> told_;
};

} // namespace

std::vector<Moment> truth_of(std::span<const Moment> moments, std::span<const ServerWord> words) {
    return TruthTeller(words).tell(moments);
}

} // namespace playground
