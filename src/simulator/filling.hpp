// Texts of a rule with their placeholders filled, and an answer changed as a rule says.
#pragma once

#include "http/message.hpp"
#include "simulator/call.hpp"

#include <string>
#include <string_view>

namespace simulator {

// `values` before what every rule may use ({issuer}, {base}, {date}, ...).
std::string fill(const Call& call, const json::Value& rule, std::string_view text,
                 const http::Fields& values);

// When {retry_after} is over, in virtual Unix milliseconds. A {retry_date} has whole seconds.
std::int64_t retry_due_ms(const Call& call, const json::Value& rule, bool date);

// Status, headers, body and what the host has to do (transport.hpp).
void change_answer(const Call& call, const json::Value& rule, http::Response& response);

} // namespace simulator
