// What a server said, fit to be shown and quoted: cut to a length, with control and invisible
// characters spelt out (S58). Nothing received reaches a message in another way.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace oauth {

// At most `limit` bytes of UTF-8; a cut does not split a character and is marked with "…".
std::string cut(std::string_view text, std::size_t limit);

std::string server_words(std::string_view text, std::size_t limit = 300);

// With the point that ends a sentence, unless the words end one themselves.
std::string sentence(std::string words);

} // namespace oauth
