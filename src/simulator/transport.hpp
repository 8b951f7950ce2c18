// What a host does with an answer besides sending it. It travels as headers whose names begin with a
// colon, which no header of HTTP may (RFC 9110 section 5.1): the host carries them out and sends
// none of them.
//
//   ":lost"     "1": the connection ends without a byte
//   ":hidden"   "1": a browser does not show the answer to its page; others send it as it is
//   ":delay-ms" before the first byte
//   ":pace-ms"  between two octets of the body
//   ":cut"      so many octets of the body are sent, then the connection ends
//   ":base64"   "1": the body is Base64 of what is meant
//   ":repeat"   the body is sent so many times over
//   ":visits"   JSON: [{"url", "headers": {...}}...] that the host opens itself afterwards
#pragma once

#include "http/message.hpp"

#include <cstdint>

namespace simulator {

struct Transport {
    bool lost = false;
    bool cut = false;
    std::int64_t delay_ms = 0;
    std::int64_t pace_ms = 0;
};

Transport transport_of(const http::Fields& headers);

} // namespace simulator
