#include "fuzz/input.hpp"
#include "oauth/introspection.hpp"
#include "oauth/revocation.hpp"
#include "oauth/token.hpp"

#include <string>

// The bodies of token, refresh, introspection and revocation answers.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    for (const int status : {200, 400, 503}) {
        const http::Response response{
            status, "", {{"Content-Type", "application/json"}}, std::string{text_of(data, size)}};
        const auto tokens = oauth::process_token_response(response);
        hold(!tokens || (status == 200 && !tokens->access_token.empty()));
        // Nothing that could end a header gets into one.
        hold(!tokens || tokens->access_token.find_first_of("\r\n") == std::string::npos);
        for (const oauth::Reading& reading :
             {oauth::read_token_answer(response), oauth::read_refresh_answer(response),
              oauth::read_introspection_answer(response),
              oauth::read_revocation_answer(response)}) {
            hold(!reading.sentence.empty());
            hold(reading.understood || !reading.error.empty());
        }
        hold(status != 503 ||
             oauth::read_refresh_answer(response).effect != oauth::TokenEffect::revoked);
    }
    return 0;
}
