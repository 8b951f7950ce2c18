#include "json/decimal.hpp"

#include <limits>

namespace json {

namespace {

constexpr double enough = 1e17; // further digits change nothing that a double can hold
constexpr int most_exponent = 9999;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

double scaled(double value, int exponent) {
    if (value == 0) return value;
    for (; exponent > 0 && value < std::numeric_limits<double>::infinity(); --exponent)
        value *= 10;
    // Powers of ten up to 1e22 are exact: one division loses less than many.
    for (; exponent <= -22 && value > 0; exponent += 22)
        value /= 1e22;
    double divisor = 1;
    for (; exponent < 0; ++exponent)
        divisor *= 10;
    return value / divisor;
}

// "e-7" behind the digits; not taken when no digit follows.
int read_exponent(const char*& text) {
    if (*text != 'e' && *text != 'E') return 0;
    const char* at = text + 1;
    const bool negative = *at == '-';
    if (negative || *at == '+') ++at;
    if (!is_digit(*at)) return 0;
    int exponent = 0;
    for (; is_digit(*at); ++at) {
        if (exponent < most_exponent) exponent = exponent * 10 + (*at - '0');
    }
    text = at;
    return negative ? -exponent : exponent;
}

} // namespace

double decimal(const char* text, const char** end) {
    const char* at = text;
    const bool negative = *at == '-';
    if (negative || *at == '+') ++at;
    double value = 0;
    int exponent = 0;
    bool any = false;
    const auto take = [&](int dropped, int taken) {
        for (; is_digit(*at); ++at, any = true) {
            const bool fits = value < enough;
            if (fits) value = value * 10 + (*at - '0');
            exponent += fits ? taken : dropped;
        }
    };
    take(1, 0);
    if (*at == '.' && (any || is_digit(at[1]))) {
        ++at;
        take(0, -1);
    }
    if (any) exponent += read_exponent(at);
    if (end != nullptr) *end = any ? at : text;
    value = scaled(value, exponent);
    return negative ? -value : value;
}

} // namespace json
