// The JSON object in the body of an answer, read generously: what can be understood is used, and
// what is wrong with it becomes a warning with its section. Grammar stays with json/json.hpp.
//
// Understood besides an object (RFC 6749 section 5.1, RFC 7662 section 2.2): a list that holds just
// one, a form with the same names, an object in a member called data, result or response.
#pragma once

#include "http/message.hpp"
#include "oauth/reading.hpp"
#include "json/json.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oauth {

inline constexpr json::Limits answer_limits{256 * 1024, 64};

struct OpenedBody {
    std::optional<json::Document> document; // its root is an object
    bool not_an_object = false;             // it is JSON all the same
    json::ParseError error;                 // why it could not be read
    std::vector<Warning> warnings;
};
OpenedBody open_body(const http::Response& response);

// A member by its name, else by the same words joined differently ("accessToken"), with a warning;
// nullptr where it is absent or null.
const json::Value* find_member(const json::Value& members, std::string_view name,
                               std::vector<Warning>& warnings);

// What an error says, wherever it stands: `error` as text, object or list, or `errors`. Nothing where
// it is absent, null, empty or false.
struct ServerError {
    std::string code; // "error" where it has no name
    std::string description;
    std::string uri;
};
std::optional<ServerError> find_error(const json::Value& members);

} // namespace oauth
