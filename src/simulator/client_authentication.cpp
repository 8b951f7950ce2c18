#include "simulator/client_authentication.hpp"

#include "http/base64.hpp"
#include "http/form.hpp"
#include "oauth/redirect.hpp"
#include "simulator/answers.hpp"
#include "simulator/call.hpp"
#include "staging/simulated_client.hpp"

#include <string>

namespace simulator {
namespace {

http::Response invalid_client(std::string_view description) {
    http::Response response = oauth_error(401, "invalid_client", description);
    // RFC 6749 section 5.2 demands the challenge where the header was used, and allows it always.
    response.headers.push_back({"WWW-Authenticate", "Basic realm=\"Simulated Staging\""});
    return response;
}

bool is_the_client(const Call& call, std::string_view id, std::string_view secret) {
    // Both are compared, so that the time taken does not tell which one was wrong.
    const bool same_id = oauth::equal_in_constant_time(id, staging::simulated_client_id);
    const bool same_secret = oauth::equal_in_constant_time(secret, client_secret(call));
    return same_id && same_secret;
}

std::optional<http::Response> refuse_header(const Call& call, const Credentials& header,
                                            const http::Fields& form) {
    if (header.scheme != "basic") {
        return invalid_client("The Authorization header is not HTTP Basic.");
    }
    const auto decoded = http::base64_decode(header.value);
    const std::size_t colon = decoded ? decoded->find(':') : std::string::npos;
    if (colon == std::string::npos) {
        return invalid_client("The Basic credentials are not Base64 of client_id:client_secret.");
    }
    // Encoded as a form before Base64 (RFC 6749 section 2.3.1).
    const std::string id = http::form_decode(std::string_view(*decoded).substr(0, colon));
    const std::string secret = http::form_decode(std::string_view(*decoded).substr(colon + 1));
    if (!is_the_client(call, id, secret)) return invalid_client("Unknown client or wrong secret.");

    // client_id beside the header is harmless as long as it names the same client.
    const std::string* stated = find_value(form, "client_id");
    if (stated != nullptr && *stated != id) {
        return oauth_error(400, "invalid_request",
                           "client_id in the body differs from the one in the header.");
    }
    return std::nullopt;
}

} // namespace

std::string_view client_secret(const Call& call) {
    return kind_of_server(call.state.bench, "client_secret") == "reserved"
               ? reserved_client_secret
               : staging::simulated_client_secret;
}

std::optional<http::Response> refuse_client(const Call& call, const http::Fields& form,
                                            AcceptedMethods accepted) {
    const std::optional<Credentials> header = credentials(call.request);
    const std::string* body_secret = find_value(form, "client_secret");
    if (header && body_secret != nullptr) {
        return oauth_error(400, "invalid_request",
                           "Two ways of client authentication in one request: use one.");
    }
    if (header) return refuse_header(call, *header, form);

    if (accepted == AcceptedMethods::basic_only) {
        return invalid_client(
            "This endpoint takes the client's credentials in an HTTP Basic header.");
    }
    const std::string* body_id = find_value(form, "client_id");
    if (body_id == nullptr || body_secret == nullptr) {
        return invalid_client("The request carries no client authentication.");
    }
    if (!is_the_client(call, *body_id, *body_secret)) {
        return invalid_client("Unknown client or wrong secret.");
    }
    return std::nullopt;
}

std::optional<http::Response> refuse_form(const http::Request& request, std::string_view query,
                                          const http::Fields& form) {
    if (request.method != "POST") return method_not_allowed("POST");
    if (!query.empty()) {
        return oauth_error(400, "invalid_request",
                           "Parameters belong in the body, never in the address.");
    }
    if (http::media_type(request.headers) != "application/x-www-form-urlencoded") {
        return oauth_error(400, "invalid_request",
                           "The body must be application/x-www-form-urlencoded.");
    }
    if (!repeated_name(form).empty()) {
        return oauth_error(400, "invalid_request", "A parameter occurs more than once.");
    }
    return std::nullopt;
}

} // namespace simulator
