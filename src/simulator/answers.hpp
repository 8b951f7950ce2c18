// The shapes of answers that the simulator gives. Nothing here may be cached, and browsers do not
// guess types.
#pragma once

#include "http/message.hpp"
#include "json/json.hpp"

#include <string>
#include <string_view>

namespace simulator {

http::Response json_answer(int status, const json::Value& value);

// RFC 6749 section 5.2. `description` is ours and stays inside the characters that the RFC allows.
http::Response oauth_error(int status, std::string_view error, std::string_view description);

// Pleo's ExceptionInfo. The types of 401 and 403 are not documented: those are the simulator's own.
http::Response exception_info(int status, std::string_view type, std::string_view message);

// RFC 9110 section 15.5.6.
http::Response method_not_allowed(std::string_view allow);

// 303: a browser that posted a form comes back with GET and without its body (RFC 9700 section
// 4.12).
http::Response redirect(std::string url);

// `form_target` is an origin that a form of this page may lead to, besides our own: browsers check
// redirects of forms.
http::Response html_answer(int status, std::string body, std::string_view form_target = {});

} // namespace simulator
