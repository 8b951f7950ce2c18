// What it takes to show an exchange: the copy with its secrets masked (or not, when the person
// revealed them), its words, its parsed body, and where the lines of the body break. A body may be
// megabytes long, so this is made once, when the exchange comes into sight, and used by every pass
// as long as it stays there.
//
// The first pass that does not show an exchange forgets it: nothing is kept revealed that nobody
// sees. A new secret, another answer or a press on "Reveal" make it anew.
//
//   ShownExchange& shown = ui.memory().exchanges.of(model, exchange);   // valid for this pass
#pragma once

#include "http/exchange.hpp"
#include "http/pasted.hpp"
#include "http/redaction.hpp"
#include "playground/model.hpp"
#include "ui/layouts.hpp"
#include "json/json.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace ui {

struct ShownExchange {
    http::Exchange exchange;   // as the person may see it now
    std::string request;       // as on the wire
    std::string response_head; // the same, without the body
    json::Parsed body;         // of the response
    std::string formatted;     // the same as text, a member on each line; made when asked for
    // The step and the list of exchanges may both show it, in columns of different widths: by the
    // id of the place.
    struct Layouts {
        TextLayout request, head; // where they are long
        TextLayout lines;
        TextLayout formatted;
        TreeLayout tree;
    };
    std::map<std::uint32_t, Layouts> layouts;
};

// What was read of a pasted answer before it counts, and the beginning of its body, masked as it will
// be among the exchanges; empty: too long to be looked at.
struct ShownPaste {
    Result<http::PastedAnswer> read;
    std::string body;
};

class ShownExchanges {
public:
    ShownExchange& of(const playground::Model& model, const http::Exchange& exchange);
    // A request that has not left yet, masked, as on the wire. `id` tells the requests of a screen
    // apart.
    const std::string& planned(const playground::Model& model, std::uint32_t id,
                               const http::Request& request);
    // Of the text that was pasted for the exchange that waits.
    const ShownPaste& pasted(const playground::Model& model, const http::Exchange& waiting,
                             const std::string& text);
    void end_pass(); // forgets what `of` was not asked for since the last one
    std::size_t size() const { return entries_.size() + pasted_.size(); }

private:
    struct Entry {
        bool used = false;
        bool revealed = false;
        bool answered = false;
        bool redacted = false;
        ShownExchange shown;
    };
    struct Planned {
        bool used = false;
        http::Request request;
        std::string text;
    };
    struct Pasted {
        bool used = false;
        std::string text;
        std::optional<ShownPaste> shown;
    };
    void know(http::Secrets secrets);
    std::map<std::uint32_t, Entry> entries_;
    std::map<std::uint32_t, Planned> planned_;
    std::map<std::uint32_t, Pasted> pasted_;
    http::Secrets secrets_; // that the masked ones are masked with
};

} // namespace ui
