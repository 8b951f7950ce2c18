#include "oauth/revocation.hpp"

#include "oauth/error_response.hpp"

namespace oauth {

http::Request revocation_request(const Client& client, const std::string& revocation_endpoint,
                                 const std::string& token, TokenKind hint) {
    return client_request(revocation_endpoint, client,
                          {{"token", token}, {"token_type_hint", std::string{to_string(hint)}}});
}

Reading read_revocation_answer(const http::Response& response) {
    // The body of a 200 is of no interest, but some servers put their errors into one.
    const Result<Answer> answer = read_answer(response, "revocation endpoint");
    const OpenedBody body = open_body(response);
    const bool refused = body.document && find_error(body.document->root);
    if (response.status / 100 == 2 && !refused) {
        Reading reading;
        reading.understood = true;
        reading.effect = TokenEffect::revoked;
        if (response.status != 200)
            reading.warnings.push_back(
                {"it is answered by " + std::to_string(response.status) + " and not by 200",
                 "RFC 7009 §2.2"});
        reading.sentence = "The server revoked the token, or did not know it: either way it is "
                           "over (RFC 7009 §2.2).";
        return reading;
    }
    Reading reading = refusal(answer ? Error{"http_status", ""} : answer.error(), response);
    if (reading.error == "unsupported_token_type") {
        reading.sentence = "The server does not revoke tokens of this kind (RFC 7009 §2.2.1). The "
                           "token keeps its state.";
        return reading;
    }
    const std::string wait = retry_after(response);
    reading.sentence += " The token keeps its state.";
    if (response.status == 503)
        reading.sentence +=
            " " + (wait.empty() ? "Wait a moment" : wait) + ", then try again (RFC 7009 §2.2.1).";
    return reading;
}

} // namespace oauth
