// Wishes that update() returns and ports carry out. In the page the ports are JavaScript; in tests they are fakes,
// and one fake is Simulated Staging itself.
#pragma once

#include "http/message.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace playground {

struct GatherEntropy { std::size_t octets = 0; };          // -> EntropyArrived
struct Sha256 { std::string code_verifier; };               // -> ChallengeArrived
struct Fingerprint { std::uint32_t token = 0; std::string value; }; // keyed HMAC, key of this session -> FingerprintArrived
struct StartSimulator {};                                   // register the service worker -> SimulatorChanged
// Fetch with the options of S28 -> ResponseArrived or RequestFailed, exactly once, never retried (S33).
struct Send { std::uint32_t exchange = 0; http::Request request; std::int64_t timeout_ms = 30000; };
struct Abort { std::uint32_t exchange = 0; };
struct SaveRecord { std::string text; };    // sessionStorage: the one record that is read once (S46)
struct SaveSettings { std::string text; };  // localStorage: nothing secret
struct Navigate { std::string url; };       // leaves the page
struct CopyText { std::string label; std::string text; std::uint32_t widget = 0; }; // -> CopyFinished
struct ForgetStorage {};                    // empties every store -> StorageForgotten

using Effect = std::variant<GatherEntropy, Sha256, Fingerprint, StartSimulator, Send, Abort, SaveRecord, SaveSettings,
                            Navigate, CopyText, ForgetStorage>;
using Effects = std::vector<Effect>;

} // namespace playground
