#include "oauth/server_words.hpp"

#include "http/utf8.hpp"
#include "http/visible.hpp"

namespace oauth {

std::string cut(std::string_view text, std::size_t limit) {
    if (text.size() <= limit) return std::string{text};
    return std::string{http::whole_characters(text, limit)} + "…";
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
