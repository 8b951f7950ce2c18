// The request of an exchange as code of one language.
#pragma once

#include <cstdint>
#include <string>

namespace playground {

// In the order of ui/code_panel.cpp and web/code.js.
enum class CodeLanguage : std::uint8_t { none, node, python, csharp, go, java, php };

// Which one is shown.
struct Code {
    std::uint32_t exchange = 0;
    CodeLanguage language = CodeLanguage::none;
    std::string text = {};    // empty: it is being written
    std::string problem = {}; // why there is none
    friend bool operator==(const Code&, const Code&) = default;
};

} // namespace playground
