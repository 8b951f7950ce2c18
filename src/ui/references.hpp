// Standards and Pleo's pages that a text names, and where they are to be read.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ui {

struct Reference {
    std::size_t at = 0, size = 0; // of its words in the text
    std::string href;             // https
};

// "RFC 6749 §4.1.2" and "RFC 6749 section 4.1.2" lead to that section at rfc-editor.org, and a path as
// "/docs/current/…" to developers.pleo.io. In the order of the text.
[[gnu::noinline]] std::vector<Reference> references_in(std::string_view text);
inline bool may_refer(std::string_view text) {
    return text.find("RFC ") != std::string_view::npos ||
           text.find("/docs/") != std::string_view::npos;
}
std::string pleo_page(std::string_view path); // "/docs/…"

} // namespace ui
