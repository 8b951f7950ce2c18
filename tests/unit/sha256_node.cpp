#include "unit/sha256.hpp"

#include <cstddef>

// In sha256_node.js.
extern "C" void sha256_node(const char* bytes, std::size_t size, char* digest);

namespace tests {

std::string sha256(std::string_view bytes) {
    std::string digest(32, '\0');
    sha256_node(bytes.data(), bytes.size(), digest.data());
    return digest;
}

} // namespace tests
