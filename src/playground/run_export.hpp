// A run to take along, as a record: in words, as a picture for other programs, and as the exchanges themselves.
// Whatever a server chose is inert in each: it is no markup, no link and no directive.
//
// The writers are given what is redacted already (redacted_log, http::redact), so no secret can come into a
// file by being forgotten here.
#pragma once

#include "http/exchange.hpp"
#include "playground/run_log.hpp"
#include "json/json.hpp"

#include <span>
#include <string>
#include <string_view>

namespace playground {

// GitHub's Markdown: the moments as a table, what became of the tokens, the ways that were seen.
std::string run_markdown(const RunLog& log);
// sequenceDiagram. A comment says what it cannot show.
std::string run_mermaid(const RunLog& log);
// HAR 1.2 (http://www.softwareishard.com/blog/har-12-spec/). Only what a page sees: no HTTP version, no sizes of
// headers, one time for the whole way.
struct HarDesc {
    std::span<const http::Exchange> exchanges; // all of them redacted
    const RunLog& log;                         // for the virtual clock, as _serverDateTime
    std::string_view build;
};
json::Value run_har(const HarDesc& desc);

std::string inert_markdown(std::string_view text);
std::string inert_mermaid(std::string_view text);

} // namespace playground
