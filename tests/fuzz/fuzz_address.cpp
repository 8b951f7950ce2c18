#include "fuzz/input.hpp"
#include "playground/update.hpp"

#include <string>

// The address that the page is opened at, and what it finds in its stores.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text{text_of(data, size)};
    for (const std::string& address : {"https://page.example/" + text, text}) {
        playground::Model model;
        playground::PageOpened opened;
        opened.page.url = "https://page.example/";
        opened.address = address;
        [[maybe_unused]] const playground::Effects effects = playground::update(model, opened);
        hold(model.tokens.empty());
        hold(!model.redirect || !model.redirect->response.accepted);
    }
    return 0;
}
