// Text from elsewhere may hold what nobody sees: control characters, right-to-left overrides,
// zero-width joiners. It is shown by name, never obeyed (S58).
//
//   visible("safe\u202Etxt.exe") == "safe⟨U+202E⟩txt.exe"
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace http {

enum class LineBreaks {
    named, // "\n" becomes "⟨U+000A⟩"
    kept,  // "\n" and "\t" stay: for bodies with lines of their own
};

// Invisible code points become "⟨U+202E⟩", bytes that are not UTF-8 become "⟨0xFF⟩". The result is
// UTF-8.
std::string visible(std::string_view text, LineBreaks line_breaks = LineBreaks::named);

// For a credential, URL or scope that was pasted: the first slip that the eye cannot see, as
// sentences that say what is wrong and what to do. It never quotes the value. Nothing when there is
// none.
std::optional<std::string> find_invisible(std::string_view pasted);

} // namespace http
