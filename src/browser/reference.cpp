#include "browser/reference.hpp"

#include "staging/reference.hpp"

namespace {

std::string kept;

} // namespace

std::string_view staging::reference_text() { return kept; }

// Kept once: what was read from it points into it.
bool browser::keep_reference(std::string text) {
    if (kept.empty() && text.starts_with("== ")) kept = std::move(text);
    return !kept.empty();
}
