// What an answer comes to, in one shape for every endpoint: was it understood, what did it say, what
// is worth a warning, and what follows for the token that it was about. The page tells it, and
// whoever explains an answer outside the page tells the same.
//
//   const Reading reading = read_refresh_answer(response); // oauth/token.hpp
//   if (reading.effect == TokenEffect::revoked) apply(token, TokenState::revoked, ...);
//   print(reading.sentence);
//
// read_token_answer and read_refresh_answer are in oauth/token.hpp, read_introspection_answer in
// oauth/introspection.hpp, read_api_answer in oauth/bearer.hpp.
#pragma once

#include "http/message.hpp"
#include "json/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace oauth {

// The strength of the evidence, for the token that was sent. Only revoked and rejected end it.
enum class TokenEffect {
    none,     // says nothing about it: an error of the client, a scope that is missing, a new token
    active,   // the server accepted it, or says that it is active
    refused,  // not accepted this time; whether it lives is not said, so it can be tried again
    revoked,  // the authorisation server says that it is over
    rejected, // the API's own challenge says that it is not valid
    unknown,  // not understood; it may have been used up all the same
};
std::string_view to_string(TokenEffect effect);

// A deviation that cost nothing, and what it deviates from.
struct Warning {
    std::string text;    // "expires_in arrived as a string"
    std::string section; // "RFC 6749 §5.1"
    friend bool operator==(const Warning&, const Warning&) = default;
};
// "expires_in arrived as a string (RFC 6749 §5.1)"
std::string to_string(const Warning& warning);
// All of them, with semicolons between.
std::string to_string(const std::vector<Warning>& warnings);

struct Reading {
    bool understood = false;       // it is what such an endpoint says, be it good or bad news
    std::string error;             // empty: good news. Else the server's own code, or one of ours
    std::string error_description; // the server's words, capped and made visible; may be empty
    std::vector<Warning> warnings;
    TokenEffect effect = TokenEffect::none;
    std::string sentence; // for a person: what happened, and what to do next
    friend bool operator==(const Reading&, const Reading&) = default;
};

// Of an error that process_xxx_response() gave. `effect` stays none.
Reading refusal(const Error& error, const http::Response& response);

// "Wait 30 seconds" by Retry-After (RFC 9110 section 10.2.3), in words; empty without one
// that says something.
std::string retry_after(const http::Response& response);

} // namespace oauth
