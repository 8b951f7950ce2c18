#include "ui/shown_exchange.hpp"

#include "http/raw.hpp"
#include "oauth/server_words.hpp"
#include "playground/plan.hpp"

#include <utility>

namespace ui {

void ShownExchanges::know(http::Secrets secrets) {
    if (secrets == secrets_) return;
    std::erase_if(entries_, [](const auto& each) { return !each.second.revealed; });
    planned_.clear();
    pasted_.clear();
    secrets_ = std::move(secrets);
}

ShownExchange& ShownExchanges::of(const playground::Model& model, const http::Exchange& exchange) {
    know(playground::secrets(model));
    const bool revealed =
        exchange.redacted || model.view.revealed_exchanges.count(exchange.id) != 0;
    Entry& entry = entries_[exchange.id];
    ShownExchange& shown = entry.shown;
    const bool known = shown.exchange.id == exchange.id && entry.revealed == revealed &&
                       entry.answered == exchange.response.has_value() &&
                       entry.redacted == exchange.redacted;
    entry.used = true;
    if (known) return shown;

    entry.revealed = revealed;
    entry.answered = exchange.response.has_value();
    entry.redacted = exchange.redacted;
    shown = {};
    shown.exchange = revealed ? exchange : http::redact(exchange, secrets_);
    shown.request = http::raw_request(shown.exchange.request);
    if (shown.exchange.response) {
        http::Response& response = *shown.exchange.response;
        std::string body = std::exchange(response.body, {});
        shown.response_head = http::raw_response(response);
        response.body = std::move(body);
        shown.body = json::parse(response.body);
    }
    return shown;
}

const std::string& ShownExchanges::planned(const playground::Model& model, std::uint32_t id,
                                           const http::Request& request) {
    know(playground::secrets(model));
    Planned& planned = planned_[id];
    planned.used = true;
    if (planned.text.empty() || planned.request != request) {
        planned.request = request;
        http::Exchange exchange;
        exchange.request = request;
        planned.text = http::raw_request(http::redact(exchange, secrets_).request);
    }
    return planned.text;
}

namespace {

std::string masked_body(const http::Exchange& waiting, const http::Response& response,
                        const http::Secrets& secrets) {
    constexpr std::size_t most_masked = std::size_t{64} * 1024;
    constexpr std::size_t most_shown = 2000;
    if (response.body.size() > most_masked) return {};
    http::Exchange answered;
    answered.content = waiting.content;
    answered.response = response;
    return oauth::cut(http::redact(answered, secrets).response->body, most_shown);
}

} // namespace

const ShownPaste& ShownExchanges::pasted(const playground::Model& model,
                                         const http::Exchange& waiting, const std::string& text) {
    know(playground::secrets(model));
    Pasted& pasted = pasted_[waiting.id];
    pasted.used = true;
    if (!pasted.shown || pasted.text != text) {
        pasted.text = text;
        Result<http::PastedAnswer> read = http::read_pasted(text);
        std::string body = read ? masked_body(waiting, read->response, secrets_) : std::string();
        pasted.shown = ShownPaste{std::move(read), std::move(body)};
    }
    return *pasted.shown;
}

namespace {

template <class Map>
void keep_used(Map& map) {
    std::erase_if(map, [](const auto& each) { return !each.second.used; });
    for (auto& [id, entry] : map)
        entry.used = false;
}

} // namespace

void ShownExchanges::end_pass() {
    keep_used(entries_);
    keep_used(planned_);
    keep_used(pasted_);
    if (entries_.empty() && planned_.empty() && pasted_.empty()) secrets_.clear();
}

} // namespace ui
