#include "fuzz/input.hpp"
#include "http/exchange_json.hpp"
#include "http/redaction.hpp"

#include <string>

// S61: a known secret is in nothing that is shown or kept, and masking twice changes nothing.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text{text_of(data, size)};
    const http::Secrets secrets{{"access_token", "SENTINEL-4711"}};
    for (const http::Content content : {http::Content::plain, http::Content::tokens}) {
        http::Exchange exchange;
        exchange.content = content;
        exchange.request.url = "https://as.example/?" + text;
        exchange.request.headers = {{"X-Typed", text}};
        exchange.request.body = text;
        exchange.response = http::Response{200, text, {{"X-Seen", text}}, text + " SENTINEL-4711"};
        const http::Exchange once = http::redact(exchange, secrets);
        hold(once.response->body.find(secrets[0].value) == std::string::npos);
        hold(http::redact(once, secrets) == once);
        http::exchange_from_json(http::to_json(once));
    }
    return 0;
}
