// Texts that a hostile server might send, each of about so many bytes, to be compared with a plain one
// of the same size. What stands inside JSON is escaped where the shape is not about that.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace bench {

struct Shape {
    std::string_view name;
    // The inside of a JSON string of `size` bytes.
    std::string (*inside)(std::size_t size);
};

inline std::string repeated(std::string_view part, std::size_t size) {
    std::string text;
    text.reserve(size + part.size());
    while (text.size() < size)
        text += part;
    return text;
}

inline std::string plain_words(std::size_t size) {
    return repeated("An employee of Dummy Company bought lunch for 120 kroner. ", size);
}

inline std::string different_ideographs(std::size_t size) {
    std::string text;
    for (unsigned i = 0; text.size() < size; ++i) {
        const unsigned point = 0x4E00 + i * 7 % 0x5000;
        text += static_cast<char>(0xE0u | point >> 12);
        text += static_cast<char>(0x80u | (point >> 6 & 0x3Fu));
        text += static_cast<char>(0x80u | (point & 0x3Fu));
    }
    return text;
}

constexpr std::array<Shape, 17> shapes{{
    {"plain words", plain_words},
    {"backslashes", [](std::size_t size) { return repeated(R"(\\)", size); }},
    {"slash, backslash", [](std::size_t size) { return repeated(R"(/\\)", size); }},
    {"backslash, slash", [](std::size_t size) { return repeated(R"(\/)", size); }},
    {"backslash, quote", [](std::size_t size) { return repeated(R"(\")", size); }},
    {"controls, escaped", [](std::size_t size) { return repeated(R"(\u0001)", size); }},
    {"controls, as they are", [](std::size_t size) { return repeated("\x01", size); }},
    {"line breaks, escaped", [](std::size_t size) { return repeated(R"(\n)", size); }},
    {"percent signs", [](std::size_t size) { return repeated("%25", size); }},
    {"ideographs", different_ideographs},
    {"zero-width spaces", [](std::size_t size) { return repeated("\u200B", size); }},
    {"one letter", [](std::size_t size) { return repeated("s", size); }},
    {"blanks", [](std::size_t size) { return repeated(" ", size); }},
    {"names of parameters", [](std::size_t size) { return repeated("?access_token&", size); }},
    {"slashes", [](std::size_t size) { return repeated("/", size); }},
    {"words before secrets", [](std::size_t size) { return repeated("code, Bearer ", size); }},
    {"openings of masks", [](std::size_t size) { return repeated("‹", size); }},
}};

} // namespace bench
