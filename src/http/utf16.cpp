#include "http/utf16.hpp"

#include "http/utf8.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace http {

[[gnu::noinline]] void read_utf16(Response& response) {
    const std::string_view body = response.body;
    const bool little = body.starts_with("\xFF\xFE");
    if (!little && !body.starts_with("\xFE\xFF")) return;
    const auto unit = [&](std::size_t at) {
        const auto first = static_cast<unsigned char>(body[at]);
        const auto second = static_cast<unsigned char>(body[at + 1]);
        return static_cast<char32_t>(little ? second << 8 | first : first << 8 | second);
    };
    std::string text;
    for (std::size_t at = 2; at + 1 < body.size(); at += 2) {
        char32_t point = unit(at);
        const char32_t next = at + 3 < body.size() ? unit(at + 2) : 0;
        if (point >= 0xD800 && point < 0xDC00 && next >= 0xDC00 && next < 0xE000) {
            point = 0x10000 + ((point - 0xD800) << 10) + (next - 0xDC00);
            at += 2;
        }
        append_utf8(text, point);
    }
    if (body.size() % 2 == 1) append_utf8(text, 0xFFFD);
    response.body = std::move(text);
    response.utf16 = true;
}

} // namespace http
