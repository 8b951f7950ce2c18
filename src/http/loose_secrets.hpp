// Secrets in text that is no form, no JSON and no header: their places are guessed. A name that can
// hold nothing else, then an equals sign, a colon or the end of a tag, then a value in whatever
// quotes; a word such as "Bearer" before what looks like a token; a JSON Web Token anywhere.
//
//   {'access_token': 'x'}   access_token: x   <access_token>x</access_token>   ["access_token","x"]
#pragma once

#include <string>
#include <string_view>

namespace http {

// Doing it twice changes nothing.
std::string redact_loose(std::string_view text);

} // namespace http
