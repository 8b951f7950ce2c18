#include "oauth/client.hpp"

#include "http/base64.hpp"
#include "http/form.hpp"
#include "http/url.hpp"

#include <utility>

namespace oauth {

std::string basic_credentials(const Client& client) {
    return "Basic " + http::base64_encode(http::form_encode(client.client_id) + ":" +
                                          http::form_encode(client.client_secret));
}

bool basic_encoding_matters(const Client& client) {
    return http::form_encode(client.client_id) != client.client_id ||
           http::form_encode(client.client_secret) != client.client_secret;
}

http::Request client_request(const std::string& endpoint, const Client& client, http::Fields form) {
    http::Request request;
    request.method = "POST";
    request.url = endpoint;
    request.headers = {{"Accept", "application/json"},
                       {"Content-Type", "application/x-www-form-urlencoded"}};
    switch (client.authentication) {
    case ClientAuthentication::client_secret_basic:
        request.headers.push_back({"Authorization", basic_credentials(client)});
        break;
    case ClientAuthentication::client_secret_post:
        form.push_back({"client_id", client.client_id});
        form.push_back({"client_secret", client.client_secret});
        break;
    }
    request.body = http::form_encode(form);
    return request;
}

Result<std::string> check_redirect_uri(std::string_view redirect_uri) {
    if (redirect_uri.empty()) {
        return Error{"missing_redirect_uri",
                     "There is no redirect URI. Enter one that is registered for this client."};
    }
    const Result<http::Url> url = http::parse_endpoint(redirect_uri);
    if (!url) return url.error();
    if (url->has_query) {
        return Error{"redirect_uri_query", "The redirect URI has a query. Register and use one "
                                           "without it, so that what the server adds "
                                           "cannot be confused with what was there."};
    }
    return std::string{redirect_uri};
}

} // namespace oauth
