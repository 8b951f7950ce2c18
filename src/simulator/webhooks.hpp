// What Simulated Staging would tell a subscriber. An event that somebody subscribed to becomes one
// delivery for each active subscription, and waits in the books; a host that can send (Node) asks the
// control door for those that are due, sends them, and says what came of it. In a page nothing is
// sent: a page has no receiver.
//
// Pleo documents the names webhook-id, webhook-timestamp and webhook-signature ("v1,...") and the
// secret ("whsec_..."), and neither the formula nor retries. Both are those of the Standard Webhooks
// specification, which has the same names: a delivery that is not answered with 2xx is tried again
// after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h and 24 h of the virtual clock. The host signs
// (HMAC is none of this program's business): the secret goes to it along with the delivery.
#pragma once

#include "http/message.hpp"
#include "simulator/call.hpp"
#include "json/json.hpp"

#include <string>
#include <string_view>

namespace simulator {

inline constexpr std::string_view webhook_events = "v1.export-job.created v1.vendor.created";

// One delivery for each subscription that is active and names the event. When the books are full the
// event is lost; what made it is not.
void note_event(Call& call, std::string_view type, json::Value data);

// The secret of a subscription: made from its id and time of creation, so that nothing has to keep it.
// "sim/" and 28 more characters: 24 octets in Base64, as in Pleo's example.
std::string webhook_secret(const Call& call, const json::Value& subscription);

// Values of customHeaders and credentials belong to receivers, and a browser's storage is no place for
// them (S44): a host that keeps the state there takes them out first, keeps them in its memory, and
// gives them back before the next call. Whatever it has lost by then is told as "(not kept)".
json::Value take_receivers_secrets(State& state);
void give_receivers_secrets(State& state, const json::Value& secrets);

// GET /control/deliveries: all of them, oldest first, with what a host needs to send those that are
// due; POST /control/deliveries: id and status (0: nobody answered) of an attempt.
http::Response deliveries(Call& call);

} // namespace simulator
