#include "oauth/server_words.hpp"

#include "http/visible.hpp"

namespace oauth {

std::string cut(std::string_view text, std::size_t limit) {
    if (text.size() <= limit) return std::string{text};
    std::size_t end = limit;
    // Text that is not UTF-8 has no character to keep whole, so three steps back are enough.
    for (int back = 0; back < 3 && end > 0; ++back) {
        if ((static_cast<unsigned char>(text[end]) & 0xC0U) != 0x80U) break;
        --end;
    }
    return std::string{text.substr(0, end)} + "…";
}

std::string server_words(std::string_view text, std::size_t limit) {
    return http::visible(cut(text, limit));
}

std::string sentence(std::string words) {
    if (words.empty() || std::string_view(".!?").find(words.back()) == std::string_view::npos)
        words += '.';
    return words;
}

} // namespace oauth
