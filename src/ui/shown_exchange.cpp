#include "ui/shown_exchange.hpp"

#include "http/raw.hpp"
#include "playground/plan.hpp"

#include <utility>

namespace ui {

void ShownExchanges::know(http::Secrets secrets) {
    if (secrets == secrets_) return;
    std::erase_if(entries_, [](const auto& each) { return !each.second.revealed; });
    planned_.clear();
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
    if (entries_.empty() && planned_.empty()) secrets_.clear();
}

} // namespace ui
