// What outlives a page load, as JSON text. Two places, and no secret but the pending attempt in either (S44, S46).
//
//   Record    sessionStorage, this tab only, read once and removed: the pending attempt while the person is at the
//             authorisation server, the exchanges so far without their secrets, the log of the run, and where the
//             person was.
//   Settings  localStorage: what was typed into the fields of each environment, but never a secret.
//
// Whatever comes back may have been written by anybody: it is checked as a whole, and nothing is believed in part.
//
//   turn.effects.emplace_back(SaveRecord{to_text(record_of(model))});
//   std::optional<Record> record = record_from_text(event.record);
#pragma once

#include "playground/model.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace playground {

// Browsers give about 5 MB to an origin; the oldest exchanges stay behind first.
inline constexpr std::size_t longest_record = 512 * 1024;
inline constexpr std::size_t most_recorded_exchanges = 100;
inline constexpr std::size_t longest_recorded_body = 32 * 1024;
inline constexpr std::size_t most_recorded_moments = 500;

struct Record {
    std::optional<oauth::PendingAuthorization> pending;
    Registration registration;        // without its secret
    std::vector<Registration> others; // of other environments, as typed in this tab
    Step step = Step::register_client;
    std::vector<http::Exchange> exchanges; // redacted
    RunLog log;                            // its newest moments, redacted
    // What was being built at Call APIs: comes back after authorising again. Without headers, and without any text that
    // holds a secret of the page.
    struct Call {
        std::string operation, method, path, body;
        http::Fields parameters;
        friend bool operator==(const Call&, const Call&) = default;
    };
    std::optional<Call> call;
    // On Simulated Staging another secret than the published one was typed. It is not kept, but it is not made right
    // either.
    bool another_secret = false;
    // What was in memory and is gone, so that the page can say so.
    bool lost_secret = false;
    bool lost_code = false;
    bool lost_tokens = false;
    friend bool operator==(const Record&, const Record&) = default;
};

struct Settings {
    std::string environment;                 // id of the chosen one
    std::vector<Registration> registrations; // without their secrets
    Checklist checklist;
    friend bool operator==(const Settings&, const Settings&) = default;
};

std::string to_text(const Record& record);
std::string to_text(const Settings& settings);
std::optional<Record> record_from_text(std::string_view text);
std::optional<Settings> settings_from_text(std::string_view text);

// Of the model as it is now. A secret that was typed into the wrong field is left out.
Record record_of(const Model& model);
Settings settings_of(const Model& model);

} // namespace playground
