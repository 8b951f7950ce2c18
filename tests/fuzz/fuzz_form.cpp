#include "fuzz/input.hpp"
#include "http/form.hpp"

// Encoding and decoding are each other's inverse.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = text_of(data, size);
    hold(http::form_decode(http::form_encode(text)) == text);
    hold(http::form_decode(http::percent_encode(text)) == text);
    const http::Fields fields = http::form_parse(text);
    hold(http::form_parse(http::form_encode(fields)) == fields);
    return 0;
}
