// What happened, newest first: the exchanges that the filter lets through, and between them what became
// of the tokens, as the run log tells it. A change stands above the exchange that caused it, or that was the
// last one when the clock did it, whatever the wall clock says. Made in every pass; its cost is that of
// the log, and with a filter that of reading every exchange.
#pragma once

#include "playground/model.hpp"

#include <cstddef>
#include <cstdint>
#include <set>
#include <vector>

namespace ui {

struct Happening {
    const http::Exchange* exchange = nullptr; // or
    const playground::Moment* change = nullptr;
};

class Moments {
public:
    explicit Moments(const playground::Model& model);
    std::size_t count() const { return exchange_count() + changes_.size(); }
    Happening at(std::size_t row) const;
    std::uint32_t key(std::size_t row) const;      // stays when others come and go
    std::vector<std::size_t> rows_of_open() const; // ascending
    std::size_t exchange_count() const { return filtered_ ? kept_.size() : all_.size(); }

private:
    struct Change {
        std::size_t row;
        const playground::Moment* moment;
    };
    const http::Exchange& exchange(std::size_t newest) const; // 0: the newest
    std::size_t newer_than(std::uint32_t id) const;           // how many exchanges are
    void add_changes();
    const playground::Model& model_;
    const std::vector<http::Exchange>& all_;
    bool filtered_;
    std::vector<const http::Exchange*> kept_; // newest first
    std::vector<Change> changes_;             // by row
};

bool is_filtered(const playground::ExchangeFilter& filter);

} // namespace ui
