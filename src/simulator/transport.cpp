#include "simulator/transport.hpp"

#include <charconv>

namespace simulator {

Transport transport_of(const http::Fields& headers) {
    Transport transport;
    for (const http::Field& each : headers) {
        if (each.name == ":lost") transport.lost = true;
        if (each.name == ":cut") transport.cut = true;
        const char* end = each.value.data() + each.value.size();
        if (each.name == ":delay-ms") std::from_chars(each.value.data(), end, transport.delay_ms);
        if (each.name == ":pace-ms") std::from_chars(each.value.data(), end, transport.pace_ms);
    }
    return transport;
}

} // namespace simulator
