// Is a webhook's delivery signed with this secret, and if not, why? The formula is that of the Standard
// Webhooks specification: HMAC-SHA256 over "id.timestamp.body", in Base64 behind "v1,", with a key that
// is written as "whsec_" and Base64. Pleo documents the names of the three headers and of the secret,
// which are those of that specification, and no formula.
//
// Nothing is computed here: this says what to compute, and what the results mean.
//
//   Result<Delivery> delivery = read_delivery(pasted);
//   Result<std::vector<SignatureGuess>> guesses = signature_guesses(*delivery, "whsec_...");
//   std::vector<std::string> macs = ...;   // HMAC-SHA256 of each guess, 32 octets
//   SignatureVerdict verdict = judge_signature(*delivery, *guesses, macs, now_s);
#pragma once

#include "http/message.hpp"
#include "json/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace staging {

struct Delivery {
    std::string id, timestamp,
        signature;    // values of webhook-id, webhook-timestamp, webhook-signature
    std::string body; // as it was pasted
};

// Headers, an empty line, and the body, with or without a request line before. The error says which
// header is missing.
Result<Delivery> read_delivery(std::string_view pasted);

// The same the other way round: the three headers of a request, an empty line, its body.
std::string delivery_text(const http::Request& request);

// The octets of "whsec_" and Base64.
Result<std::string> signing_key(std::string_view secret);

// The text that is signed.
std::string signed_text(std::string_view id, std::string_view timestamp, std::string_view body);

// Something to compute, and what it would mean if it were the signature: the first one that it is
// right, the others how it came to be wrong.
struct SignatureGuess {
    std::string key; // octets
    std::string text;
    std::string meaning; // empty: valid
    friend bool operator==(const SignatureGuess&, const SignatureGuess&) = default;
};
Result<std::vector<SignatureGuess>> signature_guesses(const Delivery& delivery,
                                                      std::string_view secret);

enum class Found { good, doubtful, bad };
struct SignatureFinding {
    Found found = Found::good;
    std::string name;  // "Signature"
    std::string words; // one or two sentences
    friend bool operator==(const SignatureFinding&, const SignatureFinding&) = default;
};
struct SignatureVerdict {
    bool valid = false; // the signature alone: a delivery that is too old is valid and refused
    std::vector<SignatureFinding> findings;
    friend bool operator==(const SignatureVerdict&, const SignatureVerdict&) = default;
};

// What libraries refuse by default, either way.
inline constexpr std::int64_t signature_tolerance_s = 5 * 60;

// `macs`: one for each guess.
SignatureVerdict judge_signature(const Delivery& delivery,
                                 const std::vector<SignatureGuess>& guesses,
                                 const std::vector<std::string>& macs, std::int64_t now_s);

} // namespace staging
