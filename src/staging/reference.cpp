#include "staging/reference.hpp"

namespace staging {

std::string_view reference(std::string_view section) {
    std::string_view rest = reference_text();
    while (!rest.empty()) {
        std::string_view line = cut(rest, '\n');
        if (!line.starts_with("== ") || line.substr(3) != section) continue;
        return rest.substr(0, rest.find("\n== "));
    }
    return {};
}

std::string_view cut(std::string_view& text, char separator) {
    const std::size_t end = text.find(separator);
    const std::string_view piece = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    return piece;
}

} // namespace staging
