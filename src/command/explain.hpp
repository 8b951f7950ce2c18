// What the page would conclude from what a server or a terminal said, as one JSON object
// (docs/explain.md). Nothing is decided here: everything is asked of oauth/ and http/, in the same
// words as the page asks it.
//
//   const Result<Explanation> told = explain({.subject = Subject::token, .input = text});
//   if (!told) return usage(told.error().message); // 64
//   print(json::dump(told->members)), return told->exit_code;
#pragma once

#include "http/message.hpp"
#include "json/json.hpp"
#include "json/result.hpp"

#include <optional>
#include <string>

namespace command {

enum class Subject { token, refresh, api, introspection, discovery, redirect, paste, challenge };

struct Question {
    Subject subject = Subject::token;
    std::string input;         // all of standard input
    std::optional<int> status; // then `input` is a body alone, with these
    http::Fields headers;
    std::string state;   // of the redirect: what was sent; empty: not said
    std::string issuer;  // of the redirect and of discovery; empty: not said
    bool reveal = false; // secrets in `values` as they are
};

// sysexits.h; what the shell shows besides.
inline constexpr int exit_understood = 0, exit_refused = 1, exit_not_understood = 2,
                     exit_usage = 64;

struct Explanation {
    json::Value members; // understood, status, error, error_description, values, effect, warnings,
                         // sentence, masked: always all of them, in this order
    int exit_code = exit_understood;
};

// Error::code is "usage": a body without its status, a header that is none.
Result<Explanation> explain(const Question& question);

// "Name: value" as --header has it.
Result<http::Field> header_field(const std::string& text);

} // namespace command
