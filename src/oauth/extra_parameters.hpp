// Parameters beside those of RFC 6749 that some servers ask for (section 8.2): `nonce`, `prompt`,
// `login_hint`, `resource`, `audience`. A person types one on each line, "name=value"; nothing is
// encoded there.
//
//   Result<http::Fields> extra = parse_extra_parameters("prompt=consent\nmax_age=60",
//                                                       ExtraFor::authorization);
#pragma once

#include "http/message.hpp"
#include "json/result.hpp"

#include <string_view>

namespace oauth {

enum class ExtraFor { authorization, token };

// Error::code "extra_parameter": a line without "=", a name that section 8.2 does not allow, that this
// page sends itself or that would carry a secret, or one that stands there twice (section 3.1;
// `resource` may, RFC 8707). The message names the line.
Result<http::Fields> parse_extra_parameters(std::string_view typed, ExtraFor where);

// What one is for, and where that is written.
struct ExtraMeaning {
    std::string_view meaning;
    std::string_view source;
};
ExtraMeaning meaning_of_extra(std::string_view name);

} // namespace oauth
