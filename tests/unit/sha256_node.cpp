#include "unit/sha256.hpp"

#include <cstddef>

// In sha256_node.js.
extern "C" void sha256_node(const char* bytes, std::size_t size, char* digest);
extern "C" void hmac_node(const char* key, std::size_t key_size, const char* bytes,
                          std::size_t size, char* mac);

namespace tests {

std::string sha256(std::string_view bytes) {
    std::string digest(32, '\0');
    sha256_node(bytes.data(), bytes.size(), digest.data());
    return digest;
}

std::string hmac_sha256(std::string_view key, std::string_view bytes) {
    std::string mac(32, '\0');
    hmac_node(key.data(), key.size(), bytes.data(), bytes.size(), mac.data());
    return mac;
}

} // namespace tests
