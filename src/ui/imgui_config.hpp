// Compile-time options of Dear ImGui, included by imgui.h everywhere: its documented switches only,
// the same in every build.
#pragma once

#define IMGUI_DISABLE_OBSOLETE_FUNCTIONS
#define IMGUI_DISABLE_DEMO_WINDOWS // not among the verified sources
#define IMGUI_DISABLE_FILE_FUNCTIONS
#define IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS

#define IMGUI_DISABLE_DEFAULT_FONT // glyphs come from the browser, see ui/glyphs.hpp

// With this switch the program names the loader of glyphs, and the built-in rasteriser is left out.
// FreeType itself is not there: the loader is ours.
#define IMGUI_ENABLE_FREETYPE

// Emoji and rare CJK have code points above U+FFFF.
#define IMGUI_USE_WCHAR32

// WebGL2 has no base vertex, so one draw list must reach all its vertices by itself.
#define ImDrawIdx unsigned int
