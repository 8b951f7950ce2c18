// SHA-256 and its HMAC for tests, never written by hand: OpenSSL natively, Node's own in WebAssembly.
//
//   EXPECT_EQ(oauth::code_challenge(tests::sha256(verifier)), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
#pragma once

#include <string>
#include <string_view>

namespace tests {

std::string sha256(std::string_view bytes);                            // 32 octets
std::string hmac_sha256(std::string_view key, std::string_view bytes); // 32 octets

} // namespace tests
