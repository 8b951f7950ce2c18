#include "ui/references.hpp"

#include <algorithm>

namespace ui {

namespace {

constexpr std::string_view rfc = "RFC ", docs = "/docs/";

std::size_t digits(std::string_view text, std::size_t at) {
    std::size_t end = at;
    while (end < text.size() && text[end] >= '0' && text[end] <= '9')
        ++end;
    return end - at;
}

// "4.1.2" from `at` on, without a point that ends the sentence.
std::string_view section(std::string_view text, std::size_t at) {
    std::size_t end = at + digits(text, at);
    if (end == at) return {};
    while (end < text.size() && text[end] == '.' && digits(text, end + 1) > 0)
        end += 1 + digits(text, end + 1);
    return text.substr(at, end - at);
}

Reference standard(std::string_view text, std::size_t at) {
    const std::size_t number = at + rfc.size();
    std::size_t end = number + digits(text, number);
    std::string href = "https://www.rfc-editor.org/rfc/rfc";
    href += text.substr(number, end - number);
    for (const std::string_view mark : {" \u00a7", " section "}) {
        if (text.substr(end, mark.size()) != mark) continue;
        const std::string_view place = section(text, end + mark.size());
        if (place.empty()) continue;
        href.append("#section-").append(place);
        end += mark.size() + place.size();
        break;
    }
    return {at, end - at, std::move(href)};
}

} // namespace

std::string pleo_page(std::string_view path) {
    return std::string("https://developers.pleo.io").append(path);
}

std::vector<Reference> references_in(std::string_view text) {
    std::vector<Reference> found;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t standards = text.find(rfc, at), pages = text.find(docs, at);
        at = std::min(standards, pages);
        if (at == std::string_view::npos) break;
        if (at == standards) {
            if (digits(text, at + rfc.size()) == 0) {
                at += rfc.size();
                continue;
            }
            found.push_back(standard(text, at));
        } else {
            const std::size_t end = std::min(text.find_first_of(" ,;)|\n", at), text.size());
            const bool whole = at == 0 || text[at - 1] == ' ' || text[at - 1] == '(';
            if (whole) found.push_back({at, end - at, pleo_page(text.substr(at, end - at))});
            at = end;
            continue;
        }
        at = found.back().at + found.back().size;
    }
    return found;
}

} // namespace ui
