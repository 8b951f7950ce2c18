// Wishes that update() returns and ports carry out. In the page the ports are JavaScript; in tests they are fakes,
// and one fake is Simulated Staging itself. "->" names the event that answers.
#pragma once

#include "http/message.hpp"
#include "playground/code.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace playground {

// Cryptographically strong random octets -> EntropyArrived
enum class EntropyUse { attempt, credential_check };
struct GatherEntropy {
    std::size_t octets = 0;
    EntropyUse use = EntropyUse::attempt;
};

// -> ChallengeArrived
struct Sha256 {
    std::string code_verifier;
};

// HMAC with a key of this session (S62) -> FingerprintArrived
struct Fingerprint {
    std::uint32_t token = 0;
    std::string value;
};

// HMAC-SHA256 of each text, with its key -> HmacArrived
struct Hmac {
    struct Job {
        std::string key; // octets
        std::string text;
    };
    std::uint32_t number = 0;
    std::vector<Job> jobs;
};

// Registers the service worker -> SimulatorChanged
struct StartSimulator {};

// What this page's own server passes on -> RelayStatusArrived
struct FetchRelayStatus {};

// The texts of staging/reference.hpp -> ReferenceArrived
struct FetchReference {};

// Fetch with the options of S28 -> ResponseArrived or RequestFailed, exactly once, never retried (S33).
struct Send {
    std::uint32_t exchange = 0; // 0: a question to the page's own worker (truth.hpp)
    http::Request request;
    std::int64_t timeout_ms = 30000;
};

// -> RequestFailed of that exchange, as aborted
struct Abort {
    std::uint32_t exchange = 0;
};

// sessionStorage: the one record that is read once (S46). Empty removes it.
struct SaveRecord {
    std::string text;
};

// localStorage: nothing secret.
struct SaveSettings {
    std::string text;
};

// Leaves the page.
struct Navigate {
    std::string url;
};

// -> CopyFinished
struct CopyText {
    std::string label;
    std::string text;
    std::uint32_t widget = 0;
};

// A request as code: what http/code_parts.hpp gives -> CodeWritten
struct WriteCode {
    std::uint32_t exchange = 0;
    CodeLanguage language = CodeLanguage::none;
    std::string parts;
};

// Gives the person a file: JSON, or plain text if its name does not end in .json.
struct Download {
    std::string name;
    std::string text;
};

// Empties every store -> StorageForgotten
struct ForgetStorage {};

// The field with this name, as soon as it is there.
struct FocusField {
    std::string name;
};

// From now on the browser asks a person who leaves by its own means, or asks no more.
struct GuardLeaving {
    bool on = false;
};

// The address of this page ends in # and this from the next picture on; empty: it has no end. Never a secret.
struct ShowPlace {
    std::string place;
};

using Effect =
    std::variant<GatherEntropy, Sha256, Fingerprint, Hmac, StartSimulator, FetchRelayStatus,
                 FetchReference, Send, Abort, SaveRecord, SaveSettings, Navigate, CopyText,
                 Download, WriteCode, ForgetStorage, FocusField, GuardLeaving, ShowPlace>;
using Effects = std::vector<Effect>;

} // namespace playground
