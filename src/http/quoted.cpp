#include "http/quoted.hpp"

namespace http {

namespace {

// A quote closes when its backslashes are the layer's own and whole escaped backslashes.
bool closes(std::size_t backslashes, std::size_t layer) {
    return backslashes >= layer && (backslashes - layer) % (2 * (layer + 1)) == 0;
}

} // namespace

std::size_t backslashes_before(std::string_view text, std::size_t i) {
    std::size_t count = 0;
    while (count < i && text[i - 1 - count] == '\\')
        ++count;
    return count;
}

std::size_t end_of_string(std::string_view text, std::size_t quote, std::size_t layer) {
    std::size_t run = 0;
    for (std::size_t i = quote + 1; i < text.size(); ++i) {
        if (text[i] == '\\') {
            ++run;
            continue;
        }
        if (text[i] == text[quote] && closes(run, layer)) return i + 1;
        run = 0;
    }
    return text.size();
}

} // namespace http
