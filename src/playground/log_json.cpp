#include "playground/log_json.hpp"

#include "playground/plan.hpp"
#include "playground/record.hpp"

#include "http/secret_search.hpp"
#include "oauth/server_words.hpp"

#include <limits>

namespace playground {

namespace {

constexpr std::int64_t no_clock = -1, no_life = -1;
constexpr std::size_t members = 18; // before the words

// A number of an array, taken one after the other; once one is wrong, all are.
class Numbers {
public:
    explicit Numbers(const std::vector<json::Value>& items) : items_(items) {}
    std::int64_t next(std::int64_t least, std::int64_t most) {
        const auto number = at_ < items_.size() ? json::integer(items_[at_]) : std::nullopt;
        ++at_;
        good_ = good_ && number && *number >= least && *number <= most;
        return good_ ? *number : least;
    }
    std::uint32_t id() {
        return static_cast<std::uint32_t>(next(0, std::numeric_limits<std::int32_t>::max()));
    }
    template <class Word>
    Word word(Word last) {
        return static_cast<Word>(next(0, static_cast<std::int64_t>(last)));
    }
    bool good() const { return good_; }

private:
    const std::vector<json::Value>& items_;
    std::size_t at_ = 0;
    bool good_ = true;
};

template <class Word>
json::Value number(Word word) {
    return json::Value(static_cast<std::int64_t>(word));
}

json::Value to_json(const Moment& each) {
    return json::Value::array({number(each.id), number(each.cause), number(each.page_ms),
                               number(each.server_ms.value_or(no_clock)), number(each.from),
                               number(each.to), number(each.channel), number(each.kind),
                               number(each.outcome), number(each.exchange), number(each.token),
                               number(each.pair), number(each.parent), number(each.token_kind),
                               number(each.was), number(each.is), number(each.spends),
                               number(each.expires_in.value_or(no_life)), each.words});
}

std::optional<Moment> moment_from_json(const json::Value& value) {
    if (value.items.size() != members + 1) return std::nullopt;
    constexpr std::int64_t latest = std::int64_t{1} << 53;
    Numbers numbers(value.items);
    Moment moment;
    moment.id = numbers.id();
    moment.cause = numbers.id();
    moment.page_ms = numbers.next(0, latest);
    const std::int64_t server = numbers.next(no_clock, latest);
    if (server != no_clock) moment.server_ms = server;
    moment.from = numbers.word(Actor::api);
    moment.to = numbers.word(Actor::api);
    moment.channel = numbers.word(Channel::inside);
    moment.kind = numbers.word(MomentKind::lost);
    moment.outcome = numbers.word(Outcome::unknown);
    moment.exchange = numbers.id();
    moment.token = numbers.id();
    moment.pair = numbers.id();
    moment.parent = numbers.id();
    moment.token_kind = numbers.word(oauth::TokenKind::refresh_token);
    moment.was = numbers.word(oauth::TokenState::rejected);
    moment.is = numbers.word(oauth::TokenState::rejected);
    moment.spends = numbers.next(0, 1) == 1;
    const std::int64_t life = numbers.next(no_life, longest_life);
    if (life != no_life) moment.expires_in = life;
    const json::Value& words = value.items[members];
    if (!numbers.good() || words.kind != json::Kind::string ||
        words.text.size() > longest_words + 3)
        return std::nullopt;
    moment.words = words.text;
    if (moment.id == 0 || moment.cause >= moment.id) return std::nullopt;
    return moment;
}

std::string masked(const http::SecretSearch& search, const std::string& text) {
    std::string words;
    std::size_t from = 0;
    for (const http::Occurrence& found : search.find(text)) {
        words += text.substr(from, found.begin - from) + http::mask(search.secret(found).name);
        from = found.end;
    }
    return words + text.substr(from);
}

} // namespace

json::Value to_json(const RunLog& log) {
    std::vector<json::Value> list;
    list.reserve(log.moments.size());
    for (const Moment& each : log.moments)
        list.push_back(to_json(each));
    return json::Value::array(std::move(list));
}

std::optional<RunLog> log_from_json(const json::Value& value) {
    if (value.kind != json::Kind::array || value.items.size() > most_recorded_moments)
        return std::nullopt;
    RunLog log;
    for (const json::Value& each : value.items) {
        std::optional<Moment> moment = moment_from_json(each);
        const std::uint32_t before = log.moments.empty() ? 0 : log.moments.back().id;
        if (!moment || (before != 0 && moment->id != before + 1)) return std::nullopt;
        log.moments.push_back(std::move(*moment));
    }
    return log;
}

RunLog redacted_log(const Model& model, std::size_t most) {
    const http::SecretSearch search(secrets(model));
    const std::vector<Moment>& all = model.log.moments;
    RunLog log;
    const std::size_t from = all.size() > most ? all.size() - most : 0;
    for (std::size_t i = from; i < all.size(); ++i) {
        log.moments.push_back(all[i]);
        std::string& words = log.moments.back().words;
        words = oauth::cut(masked(search, words), longest_words);
    }
    return log;
}

} // namespace playground
