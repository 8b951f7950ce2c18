// Who may call the External API (RFC 6750). Pleo does not document the body or the challenge of 401
// and 403: the challenge is RFC 6750 section 3, the body Pleo's ExceptionInfo.
#pragma once

#include "http/message.hpp"
#include "simulator/call.hpp"
#include "simulator/state.hpp"

#include <string_view>

namespace simulator {

struct Access {
    const Token* token = nullptr;
    http::Response refusal; // when there is no token
};

Access authenticate(Call& call, const http::Fields& query);

// A whole word of the token's scope; an empty one is always there.
bool has_scope(const Token& token, std::string_view scope);
http::Response insufficient_scope(std::string_view scope);

} // namespace simulator
