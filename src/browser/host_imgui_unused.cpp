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

// Windows, and the focus and the keys that go from one to another: everything is painted on the
// background, and pressed on the native elements. NewFrame and EndFrame still open and close one for
// whoever forgot to.
bool __wrap__ZN5ImGui5BeginEPKcPbi(const char*, bool*, int) { return false; }
void __wrap__ZN5ImGui3EndEv() {}
void __wrap__ZN5ImGui23ErrorRecoveryStoreStateEP23ImGuiErrorRecoveryState(
    ImGuiErrorRecoveryState*) {}
void __wrap__ZN5ImGui11FocusWindowEP11ImGuiWindowi(ImGuiWindow*, int) {}
void __wrap__ZN5ImGui17UpdateInputEventsEb(bool) {}
void __wrap__ZN5ImGui31UpdateMouseMovingWindowEndFrameEv() {}
void __wrap__ZN5ImGui31UpdateMouseMovingWindowNewFrameEv() {}
void __wrap__ZN5ImGui34UpdateHoveredWindowAndCaptureFlagsERK6ImVec2(const ImVec2*) {}
void __wrap__ZN5ImGui10SetTooltipEPKcz(const char*, ...) {} // of dragging and dropping
bool __wrap__ZN5ImGui8ShortcutEiij(int, int, unsigned) { return false; }

} // extern "C"
