// The value of a decimal number, right to about 15 digits. The C library's own conversion is right to the last bit for
// numbers of any length and brings 128-bit arithmetic for that: several kilobytes before the first frame, where nobody
// needs more than the size of a number.
//
//   double seconds = decimal("3599.5"); // 3599.5
#pragma once

namespace json {

// As strtod() for decimal numbers without white space before them: `end`, unless it is null, is set behind the number,
// or to `text` when there is none. Too large is infinite, too small is 0.
double decimal(const char* text, const char** end = nullptr);

} // namespace json
