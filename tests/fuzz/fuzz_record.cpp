#include "fuzz/input.hpp"
#include "playground/record.hpp"

// What was in storage, where anybody may have written: believed whole or not at all, and stable.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = text_of(data, size);
    if (const auto record = playground::record_from_text(text))
        hold(playground::record_from_text(playground::to_text(*record)).has_value());
    if (const auto settings = playground::settings_from_text(text))
        hold(playground::settings_from_text(playground::to_text(*settings)) == settings);
    return 0;
}
