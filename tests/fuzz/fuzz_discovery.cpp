#include "fuzz/input.hpp"
#include "http/url.hpp"
#include "oauth/metadata.hpp"

#include <string>

// S34: nothing of a document is used unless its issuer is the one that was asked, and every endpoint
// is one that a request may go to.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text{text_of(data, size)};
    const http::Response response{200, "", {{"Content-Type", "application/json"}}, text};
    const auto places = oauth::metadata_locations(text);
    hold(!places || !places->empty());
    const auto found = oauth::process_metadata_response(response, "https://as.example");
    hold(!found || oauth::is_metadata_document(response));
    if (!found) return 0;
    for (const std::string& endpoint :
         {found->endpoints.authorization_endpoint, found->endpoints.token_endpoint})
        hold(static_cast<bool>(http::parse_endpoint(endpoint)));
    hold(found->endpoints.issuer == "https://as.example");
    return 0;
}
