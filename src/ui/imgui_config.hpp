// Compile-time options of Dear ImGui, included by imgui.h everywhere. Sizes and safety; nothing
// here changes looks.
#pragma once

#define IMGUI_DISABLE_OBSOLETE_FUNCTIONS
#define IMGUI_DISABLE_DEMO_WINDOWS
#define IMGUI_DISABLE_DEBUG_TOOLS
#define IMGUI_DISABLE_FILE_FUNCTIONS
#define IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS

#define IMGUI_DISABLE_DEFAULT_FONT // glyphs come from the browser, see ui/glyphs.hpp

// Words about misuse, which only a developer reads.
#ifdef NDEBUG
#define IM_ASSERT_USER_ERROR(EXPRESSION, WORDS) ((void)0)
#endif

// The only switch that leaves the rasteriser of Dear ImGui out (17 KB). FreeType itself is not
// there: its loader is ours.
#define IMGUI_ENABLE_FREETYPE

// See imgui_trimmed.cpp.
#define IMGUI_DISABLE_DEFAULT_FORMAT_FUNCTIONS

// Emoji and rare CJK have code points above U+FFFF.
#define IMGUI_USE_WCHAR32

// WebGL2 has no base vertex, so one draw list must reach all its vertices by itself.
#define ImDrawIdx unsigned int
