#include "fuzz/input.hpp"
#include "json/json.hpp"

// What was read is written, and read again as the same; generously is never less than strictly.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = text_of(data, size);
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
