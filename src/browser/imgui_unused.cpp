// What Dear ImGui calls and this program never needs, replaced by nothing when the page is linked
// (--wrap in CMakeLists.txt, which reads the names here; ui/imgui_trimmed.cpp leaves out what can be
// left out of the compilation). The linker cannot know that these are never reached or have nothing
// to do. The debug build keeps the originals.
#include <imgui.h>

#include <cstddef>

struct ImGuiErrorRecoveryState;
struct ImGuiWindow;
struct ImGuiWindowSettings;

extern "C" {

// Closing what a program forgot to close, and saying so: our passes are closed by their types. It
// holds on to tables, tabs, trees, and selections.
void __wrap__ZN5ImGui30ErrorRecoveryTryToRecoverStateEPK23ImGuiErrorRecoveryState(
    const ImGuiErrorRecoveryState*) {}
void __wrap__ZN5ImGui36ErrorRecoveryTryToRecoverWindowStateEPK23ImGuiErrorRecoveryState(
    const ImGuiErrorRecoveryState*) {}

// Settings: there is no file (S47).
void __wrap__ZN5ImGui23LoadIniSettingsFromDiskEPKc(const char*) {}
void __wrap__ZN5ImGui21SaveIniSettingsToDiskEPKc(const char*) {}
const char* __wrap__ZN5ImGui23SaveIniSettingsToMemoryEPm(std::size_t*) { return ""; }
ImGuiWindowSettings* __wrap__ZN5ImGui23CreateNewWindowSettingsEPKc(const char*) { return nullptr; }

// Reads lines of settings, so it is never called.
int __wrap_sscanf(const char*, const char*, ...) { return 0; }

// Writing the interface to a log as text.
void __wrap__ZN5ImGui15LogRenderedTextEPK6ImVec2PKcS4_(const ImVec2*, const char*, const char*) {}

} // extern "C"

// Popups and tooltips: the browser's own elements are used for both. (A class, so not extern "C".)
ImVec2 no_popup_position(ImGuiWindow*) __asm__(
    "__wrap__ZN5ImGui25FindBestWindowPosForPopupEP11ImGuiWindow");
ImVec2 no_popup_position(ImGuiWindow*) { return {}; }
