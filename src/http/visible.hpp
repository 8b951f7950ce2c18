// Text from elsewhere may hold what nobody sees: control characters, right-to-left overrides,
// zero-width joiners. It is shown by name, never obeyed (S58). Only where such a character makes a picture of the
// symbol before it (an emoji) is it left alone.
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
    shown, // and "\r" before "\n" stays, and "\v": for what is laid out already (ui/semantics.hpp)
};

// Invisible code points become "⟨U+202E⟩", bytes that are not UTF-8 become "⟨0xFF⟩". The result is
// UTF-8.
std::string visible(std::string_view text, LineBreaks line_breaks = LineBreaks::named);
// Would that change the text? Cheap for text that is nearly all ASCII.
bool holds_invisible(std::string_view text, LineBreaks line_breaks = LineBreaks::named);

// For a credential, URL or scope that was pasted: the first slip that the eye cannot see, as
// sentences that say what is wrong and what to do. It never quotes the value. Nothing when there is
// none.
std::optional<std::string> find_invisible(std::string_view pasted);

} // namespace http
