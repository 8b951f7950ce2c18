// Proof Key for Code Exchange (RFC 7636), S256 only. `plain` does not exist here.
//
// Randomness and SHA-256 come from outside (the browser's Web Crypto): this file only encodes.
//
//   std::string verifier = oauth::code_verifier(octets);              // stays in the tab
//   std::string challenge = oauth::code_challenge(sha256(verifier));  // is sent
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace oauth {

inline constexpr std::size_t verifier_octets = 32; // section 4.1; 43 characters when encoded
inline constexpr std::size_t state_octets = 16;    // 128 bits (S05); 22 characters when encoded

// base64url of the octets (section 4.1). Empty for fewer than verifier_octets, or for more than the
// 96 that fit into 128 characters: a caller without enough randomness gets nothing to send (S04).
std::string code_verifier(std::string_view octets);

// base64url of SHA-256(ASCII(code_verifier)), given that digest (section 4.2). Empty unless 32
// octets.
std::string code_challenge(std::string_view sha256_of_verifier);

// Opaque and without meaning (RFC 6749 section 10.12). Empty unless at least state_octets.
std::string state(std::string_view octets);

// 43 to 128 characters of the unreserved set.
bool valid_code_verifier(std::string_view verifier);

} // namespace oauth
