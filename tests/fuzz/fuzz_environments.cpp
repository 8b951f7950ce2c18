#include "fuzz/input.hpp"
#include "http/url.hpp"
#include "staging/environment.hpp"
#include "staging/lock.hpp"

#include <string>

// S51: whatever a file says, no request may go to Production.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text{text_of(data, size)};
    const auto all = staging::parse_environments(text, "https://page.example/");
    if (all) {
        for (const staging::Environment& each : *all) {
            for (const std::string& endpoint :
                 {each.endpoints.token_endpoint, each.endpoints.revocation_endpoint,
                  each.resource_server})
                hold(endpoint.empty() || staging::check_target(endpoint));
        }
    }
    const auto target = staging::check_target(text);
    const auto url = http::parse_url(text);
    hold(!target || url);
    if (target && url->host.ends_with("pleo.io"))
        hold(url->host.ends_with(".staging.pleo.io") || !url->host.ends_with(".pleo.io"));
    return 0;
}
