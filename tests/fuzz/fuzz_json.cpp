#include "fuzz/input.hpp"
#include "json/json.hpp"
#include "json/plain.hpp"

#include <string>

// The shortcut says what nlohmann says, who reads the same text with blanks behind it.
static void hold_the_shortcut(std::string_view text) {
    const std::optional<json::Value> plain = json::parse_plain(text);
    if (!plain) return;
    const json::Parsed whole =
        json::parse(std::string{text} + std::string(json::most_plain_bytes, ' '));
    hold(whole.document && whole.document->root == *plain &&
         whole.document->duplicate_keys.empty());
}

// What was read is written, and read again as the same; generously is never less than strictly.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = text_of(data, size);
    hold_the_shortcut(text);
    const json::Parsed strict = json::parse(text);
    const json::Parsed generous = json::parse_generously(text);
    hold(!strict.document ||
         (generous.document && generous.document->root == strict.document->root));
    if (!generous.document) {
        hold(!generous.error.message.empty() && generous.error.offset <= size);
        return 0;
    }
    const json::Parsed again = json::parse(json::dump(generous.document->root));
    hold(again.document || again.error.limit);
    if (strict.document && again.document) hold(again.document->root == strict.document->root);
    return 0;
}
