// Ids of Simulated Staging. At Pleo an id is a UUID, so it is one here; and still nobody takes it for
// a real one (S69), because each is written to one pattern, with "simulate" in its first eight digits:
//
//   51a01a7e-0018-4000-8000-000000000401   entry 401: kind 18, and a number in decimal digits
//
// Version and variant are those of a random UUID (RFC 9562 section 5.4). Ids name and open nothing:
// what opens something (tokens, codes, secrets) starts with simulated_prefix.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace staging {

// Its number is the second group of the id, as four decimal digits.
enum class SimulatedKind {
    client = 0,
    company = 1,
    organization = 2,
    employee = 3,
    person = 4,
    application = 5,
    installation = 6,
    team = 7,
    account = 10,
    tag_group = 11,
    dimension = 12,
    tag = 13,
    tax_code = 14,
    vendor = 15,
    import = 16,
    import_error = 17,
    entry = 18,
    receipt = 19,
    export_job = 20,
    subscription = 21,
    activity = 22,
    entry_line = 23,
    event = 24,
    delivery = 25,
};

// `number` is 0 or more; of more than twelve digits the last twelve count.
std::string simulated_id(SimulatedKind kind, std::int64_t number);

// The number of an id of this kind; -1 when it is none.
std::int64_t simulated_number(SimulatedKind kind, std::string_view id);

// Written to the pattern above, in whatever case and of whatever kind.
bool is_simulated_id(std::string_view text);

} // namespace staging
