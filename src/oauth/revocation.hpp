// Token revocation (RFC 7009): the client says that it is done with a token.
//
//   http::Request request = revocation_request(client, endpoint, token, TokenKind::refresh_token);
//   const Reading reading = read_revocation_answer(response);
//   if (reading.effect == TokenEffect::revoked) apply(token, TokenState::revoked, ...);
#pragma once

#include "http/message.hpp"
#include "oauth/client.hpp"
#include "oauth/introspection.hpp"
#include "oauth/reading.hpp"

#include <string>

namespace oauth {

http::Request revocation_request(const Client& client, const std::string& revocation_endpoint,
                                 const std::string& token, TokenKind hint);

// 200 whatever its body says, also for a token that the server does not know (section 2.2): either
// way it is over. An error leaves the token as it was; 503 asks to try again (section 2.2.1).
Reading read_revocation_answer(const http::Response& response);

} // namespace oauth
