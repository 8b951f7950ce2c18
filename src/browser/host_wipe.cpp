// Memory is overwritten when it is given back, so that "Forget everything" leaves no secret in the
// heap (S42). Replaces the operators that all of our containers use, and gives Dear ImGui the same.
#include "browser/wipe.hpp"

#include <imgui.h>

#include <cstdlib>
#include <malloc.h>
#include <new>

namespace {

void wipe_and_free(void* memory) {
    if (memory == nullptr) return;
    // Volatile, because a compiler may otherwise leave out what nobody reads any more.
    volatile unsigned char* byte = static_cast<volatile unsigned char*>(memory);
    for (std::size_t left = malloc_usable_size(memory); left > 0; --left)
        *byte++ = 0;
    std::free(memory);
}

} // namespace

void operator delete(void* memory) noexcept { wipe_and_free(memory); }
void operator delete[](void* memory) noexcept { wipe_and_free(memory); }
void operator delete(void* memory, std::size_t) noexcept { wipe_and_free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { wipe_and_free(memory); }

namespace browser {

void wipe_freed_memory() {
    ImGui::SetAllocatorFunctions([](std::size_t size, void*) { return std::malloc(size); },
                                 [](void* memory, void*) { wipe_and_free(memory); });
}

} // namespace browser
