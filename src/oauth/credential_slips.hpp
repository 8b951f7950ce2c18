// What goes wrong when two strings are copied from a vault into a form, found before anything is
// sent: white space, invisible characters, quotation marks of a document, a label or a link that
// came along, id and secret in each other's place. Nothing of a value is in a message.
//
//   for (const Slip& slip : find_slips(client)) show(slip.field, slip.message);
//   if (auto slip = find_client_secret(request, client)) return refuse(slip->message);
#pragma once

#include "http/message.hpp"
#include "oauth/client.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oauth {

struct Slip {
    std::string field;    // "client_id", "client_secret", or the header, "URL" or "body"
    std::string code;     // "swapped": for programs and tests
    std::string message;  // for a person: what it looks like and what to do
    bool certain = false; // else a hint: the value may be meant like that
    friend bool operator==(const Slip&, const Slip&) = default;
};

// Would a person who looks at it say so? Long and letters with digits, or it says what it is. The shape of a UUID
// is that of an id. A guess: to ask with, and to keep nothing by.
bool looks_like_secret(std::string_view value);

// Without what came along with a paste: blanks and line breaks around it, quotation marks, characters
// that nobody sees, its own label. The value itself when there is nothing of that.
std::string tidied(std::string_view value);

// In the order in which to mend them. At most one about each value, and one about both.
std::vector<Slip> find_slips(const Client& client);

// The client secret in a request to an API, where it has no business in any place or encoding: an
// API takes an access token (RFC 6750), and the secret is for the authorisation server alone. Not
// for requests to the token or introspection endpoint.
std::optional<Slip> find_client_secret(const http::Request& api_request, const Client& client);

} // namespace oauth
