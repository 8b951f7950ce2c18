// Smaller stand-ins for two functions of the C library, for the page alone (--wrap in CMakeLists.txt, which reads the
// names here): both are written for arguments that never occur here. The debug build keeps the originals.
#include "json/decimal.hpp"

#include <cmath>

extern "C" {

// For the JSON lexer, which asks whether a number is finite, and for expires_in.
double __wrap_strtod(const char* text, char** end) {
    const char* behind = text;
    const double value = json::decimal(text, &behind);
    if (end != nullptr) *end = const_cast<char*>(behind);
    return value;
}

// Angles beyond a turn, for sine and cosine: Dear ImGui draws arcs, of a few turns at most.
int __wrap___rem_pio2f(float angle, double* rest) {
    constexpr double quarter = 1.57079632679489661923;
    const double quarters = std::nearbyint(static_cast<double>(angle) / quarter);
    *rest = static_cast<double>(angle) - quarters * quarter;
    return static_cast<int>(quarters);
}

} // extern "C"
