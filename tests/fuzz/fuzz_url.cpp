#include "fuzz/input.hpp"
#include "http/url.hpp"

// What was read as a URL is written as one that is read as the same.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto url = http::parse_url(text_of(data, size));
    if (!url) return 0;
    const std::string text = http::to_string(*url);
    const auto again = http::parse_url(text);
    hold(static_cast<bool>(again));
    hold(http::to_string(*again) == text);
    hold(http::origin(*again) == http::origin(*url));
    hold(http::is_loopback(*again) == http::is_loopback(*url));
    const auto endpoint = http::parse_endpoint(text);
    hold(!endpoint || (!endpoint->has_user_info && !endpoint->has_fragment));
    return 0;
}
