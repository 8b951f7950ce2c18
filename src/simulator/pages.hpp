// The pages that a person meets at the simulated authorisation server: plain HTML with real forms,
// no script, and the strict policy of html_answer. Everything that came from outside is escaped.
#pragma once

#include "simulator/call.hpp"
#include "simulator/state.hpp"
#include "staging/simulated_client.hpp"
#include "json/result.hpp"

#include <string>
#include <string_view>

namespace simulator {

std::string escape_html(std::string_view text);

// `problem` is shown as an alert above the form; `email` stays in its field.
std::string log_in_page(const Call& call, const Transaction& transaction, std::string_view email,
                        std::string_view problem);

std::string consent_page(const Call& call, const Transaction& transaction,
                         const staging::SimulatedPerson& person);

// The request stops here and nobody is redirected (RFC 6749 section 4.1.2.1). Without `expected`
// there is nothing to compare.
struct DeadEnd {
    std::string_view heading;
    std::string_view explanation;
    std::string_view received;
    std::string_view expected;
};
std::string dead_end_page(const Call& call, const DeadEnd& dead_end);

// A fault of the request that the client is to hear of: `target` is where the person takes it, by a link.
std::string error_page(const Call& call, const Error& error, std::string_view target);

// What lives below this address, for somebody who opens it by hand.
std::string overview_page(const Call& call);

std::string_view style_sheet();

} // namespace simulator
