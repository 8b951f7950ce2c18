// What the commands for all terminals share: a request taken apart into text that may be written
// down and secrets that may not, so that no dialect decides anew what a secret is (S63). For curl,
// HTTPie and PowerShell; nobody else needs it.
#pragma once

#include "http/message.hpp"
#include "http/redaction.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace http {

struct Piece {
    enum class Kind {
        literal,
        variable,           // the variable's value as it is
        variable_to_encode, // the value, encoded as a form by the shell or the tool
    };
    Kind kind = Kind::literal;
    std::string text; // the literal, or the name of the variable: "CLIENT_SECRET"
    friend bool operator==(const Piece&, const Piece&) = default;
};
using Pieces = std::vector<Piece>;

// Known secrets become variables, in an encoding of their own NAME_ENCODED.
Pieces find_pieces(std::string_view text, const Secrets& secrets);

// Also the parameters that can hold nothing but a secret, known or not.
Pieces url_pieces(const Request& request, const Secrets& secrets);

// HTTP Basic (RFC 6749 section 2.3.1): Base64 of id ":" secret.
struct BasicParts {
    Pieces id; // as it goes into the Base64
    std::string variable;
    bool encode = false; // the secret is encoded as a form first
};

struct HeaderParts {
    std::string name;
    Pieces value;                    // empty when `basic` has it, or when there is none
    std::optional<BasicParts> basic; // of an Authorization header
};

// In the order of the request, one for each header. The value of a header that is not known to be
// open is a variable with the name of the header. A body without Content-Type gets the one that Fetch gives to text.
std::vector<HeaderParts> header_parts(const Request& request, const Secrets& secrets);

bool is_form(const Request& request);

// Whether all of it is UTF-8.
bool is_text(const Request& request);

// One entry for each "name=value" of a form, without the "&" between them. An empty client_secret
// stands for one that the page does not hold.
std::vector<Pieces> form_parts(std::string_view body, const Secrets& secrets);

// The body as one text, of a form or anything else.
Pieces body_pieces(const Request& request, const Secrets& secrets);

// The names of all variables of a request, each once, in the order of their first use.
std::vector<std::string> variables_of(const Request& request, const Secrets& secrets);

} // namespace http
