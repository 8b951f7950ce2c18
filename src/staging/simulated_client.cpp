#include "staging/simulated_client.hpp"

namespace staging {

std::string simulated_redirect_uri(std::string_view base_url) {
    constexpr std::string_view segment = "simulated";
    if (base_url.ends_with(segment)) base_url.remove_suffix(segment.size());
    return std::string(base_url);
}

} // namespace staging
