// Entry point. The page is interactive once the loader has told that it is opened (inbox.hpp).
#include "browser/loop.hpp"
#include "browser/ports.h"

int main() {
    port_memory();
    browser::loop().start();
    return 0;
}
