// Entry point, and the three functions that the page calls. It is interactive once the loader has told that it is
// opened (inbox.hpp).
#include "browser/developer.hpp"
#include "browser/inbox.hpp"
#include "browser/loop.hpp"
#include "browser/ports.h"
#include "browser/wipe.hpp"

#include <emscripten/emscripten.h>

int main() {
    port_memory();
    browser::wipe_freed_memory();
    browser::loop().start();
    return 0;
}

extern "C" {

EMSCRIPTEN_KEEPALIVE std::uint8_t* open_inbox(std::size_t size) {
    return browser::open_inbox(size);
}

EMSCRIPTEN_KEEPALIVE void deliver(std::uint32_t what, std::size_t numbers) {
    browser::deliver(what, numbers);
}

EMSCRIPTEN_KEEPALIVE void draw_frame() { browser::loop().draw_frame(); }

#ifndef NDEBUG
EMSCRIPTEN_KEEPALIVE void toggle_developer_windows() { browser::toggle_developer_windows(); }
#endif
}
