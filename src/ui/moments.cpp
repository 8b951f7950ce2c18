#include "ui/moments.hpp"

#include "http/ascii.hpp"
#include "ui/phrases.hpp"

#include <algorithm>
#include <string>

namespace ui {

namespace {

bool contains(std::string_view text, std::string_view words) {
    const auto same = [](char a, char b) { return http::lower(a) == http::lower(b); };
    return std::search(text.begin(), text.end(), words.begin(), words.end(), same) != text.end();
}

bool failed(const http::Exchange& exchange) {
    return exchange.failure != http::Failure::none ||
           (exchange.response && exchange.response->status >= 400);
}

bool passes(const playground::ExchangeFilter& filter, const http::Exchange& exchange) {
    return (filter.step == 0 || filter.step == exchange.step) &&
           (filter.method.empty() || filter.method == exchange.request.method) &&
           (!filter.failed || failed(exchange)) &&
           (filter.words.empty() || contains(exchange.purpose, filter.words) ||
            contains(path_of(exchange), filter.words) || contains(outcome(exchange), filter.words));
}

bool passes(const playground::ExchangeFilter& filter, const playground::Moment& change) {
    return filter.step == 0 && filter.method.empty() && !filter.failed &&
           (filter.words.empty() || contains(change_of(change), filter.words));
}

} // namespace

bool is_filtered(const playground::ExchangeFilter& filter) {
    return filter.step != 0 || !filter.method.empty() || filter.failed || !filter.words.empty();
}

Moments::Moments(const playground::Model& model)
    : model_(model), all_(model.exchanges), filtered_(is_filtered(model.view.filter)) {
    if (filtered_) {
        for (auto each = all_.rbegin(); each != all_.rend(); ++each)
            if (passes(model.view.filter, *each)) kept_.push_back(&*each);
    }
    add_changes();
}

const http::Exchange& Moments::exchange(std::size_t newest) const {
    return filtered_ ? *kept_[newest] : all_[all_.size() - 1 - newest];
}

std::size_t Moments::newer_than(std::uint32_t id) const {
    std::size_t from = 0, to = exchange_count(); // ids fall
    while (from < to) {
        const std::size_t middle = from + (to - from) / 2;
        if (exchange(middle).id > id)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

void Moments::add_changes() {
    std::uint32_t newest = 0; // exchange so far
    for (const playground::Moment& each : model_.log.moments) {
        newest = std::max(newest, each.exchange);
        if (!playground::is_of_token(each) || !passes(model_.view.filter, each)) continue;
        changes_.push_back({newer_than(each.exchange != 0 ? each.exchange : newest), &each});
    }
    std::stable_sort(changes_.begin(), changes_.end(), [](const Change& a, const Change& b) {
        return a.row != b.row ? a.row < b.row : a.moment->id > b.moment->id;
    });
    for (std::size_t i = 0; i < changes_.size(); ++i)
        changes_[i].row += i;
}

Happening Moments::at(std::size_t row) const {
    const auto next =
        std::lower_bound(changes_.begin(), changes_.end(), row,
                         [](const Change& each, std::size_t wanted) { return each.row < wanted; });
    if (next != changes_.end() && next->row == row) return {nullptr, next->moment};
    return {&exchange(row - static_cast<std::size_t>(next - changes_.begin())), nullptr};
}

std::uint32_t Moments::key(std::size_t row) const {
    const Happening what = at(row);
    return what.exchange != nullptr ? what.exchange->id : 0x80000000u | what.change->id;
}

std::vector<std::size_t> Moments::rows_of_open() const {
    std::vector<std::size_t> rows;
    const std::set<std::uint32_t>& open = model_.view.open_exchanges;
    for (auto id = open.rbegin(); id != open.rend(); ++id) {
        const std::size_t newest = newer_than(*id);
        if (newest == exchange_count() || exchange(newest).id != *id) continue;
        std::size_t row = newest; // and the changes above it
        for (const Change& change : changes_)
            if (change.row <= row) ++row;
        rows.push_back(row);
    }
    return rows;
}

} // namespace ui
