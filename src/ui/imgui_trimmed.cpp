// What the page leaves out of Dear ImGui, because nobody should wait for it: tables and columns (imgui_tables.cpp is not
// compiled), and the floating-point half of printf. Each costs kilobytes before the first frame.
// The stand-ins for tables are never reached: there are no tables.
#include <imgui.h>
#include <imgui_internal.h>

#include <cstdarg>
#include <cstdio>

namespace ImGui {

void EndTable() {}
void TableEndRow(ImGuiTable*) {}
void TableEndCell(ImGuiTable*) {}
void EndColumns() {}
void PushColumnsBackground() {}
void PopColumnsBackground() {}
void TablePushColumnChannel(int) {}
void TablePopColumnChannel() {}
void TablePushBackgroundChannel() {}
void TablePopBackgroundChannel() {}
void TableGcCompactSettings() {}
void TableGcCompactTransientBuffers(ImGuiTable*) {}
void TableGcCompactTransientBuffers(ImGuiTableTempData*) {}
void TableSettingsAddSettingsHandler() {}

} // namespace ImGui

// Dear ImGui prints integers and names only; the printing of floating-point numbers would come along with vsnprintf.
#ifdef __EMSCRIPTEN__
extern "C" int vsniprintf(char* buffer, std::size_t size, const char* format,
                          std::va_list arguments);
#else
#define vsniprintf std::vsnprintf
#endif

int ImFormatStringV(char* buffer, size_t size, const char* format, va_list arguments) {
    const int length = vsniprintf(buffer, size, format, arguments);
    if (buffer == nullptr) return length;
    const int last = static_cast<int>(size) - 1;
    const int end = length < 0 || length > last ? last : length;
    buffer[end] = 0;
    return end;
}

int ImFormatString(char* buffer, size_t size, const char* format, ...) {
    va_list arguments;
    va_start(arguments, format);
    const int length = ImFormatStringV(buffer, size, format, arguments);
    va_end(arguments);
    return length;
}
