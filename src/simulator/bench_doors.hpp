// The doors of the bench below /control: what arms, reads and resets it.
//
//   /control/bench   POST a form: recording=true|false (true begins a new record), decision=approve|
//                    deny|"" with delay_ms, speed=1..1000. GET tells the settings.
//   /control/faults  POST {"fault": {...} (faults.hpp), and if another moment is wished: "at", "nth",
//                    "times"}; GET lists what waits; DELETE disarms everything
//   /control/record  GET the moments (record.hpp); POST {"text", "status"}: a note of the host
#pragma once

#include "http/message.hpp"
#include "simulator/call.hpp"

namespace simulator {

http::Response bench_settings(Call& call);
http::Response armed_faults(Call& call);
http::Response record_of_run(Call& call);

} // namespace simulator
