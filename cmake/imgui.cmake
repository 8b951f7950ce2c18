# Dear ImGui from the verified sources that tools/fetch-imgui leaves in build/. It also builds
# natively, so that the panels can be tested without a browser; the renderer is ours
# (src/browser/painter.hpp). Nothing of it is left out or replaced.
set(IMGUI_FOLDER "${CMAKE_SOURCE_DIR}/build/imgui-1.92.2b" CACHE PATH
    "Verified sources of Dear ImGui")
if(NOT EXISTS "${IMGUI_FOLDER}/imgui.cpp")
    message(FATAL_ERROR "Dear ImGui is not in ${IMGUI_FOLDER}: run tools/fetch-imgui first.")
endif()

add_library(imgui STATIC
    "${IMGUI_FOLDER}/imgui.cpp" "${IMGUI_FOLDER}/imgui_draw.cpp"
    "${IMGUI_FOLDER}/imgui_tables.cpp" "${IMGUI_FOLDER}/imgui_widgets.cpp")
target_include_directories(imgui SYSTEM PUBLIC "${IMGUI_FOLDER}")
target_compile_options(imgui PRIVATE -w)

# imgui.h includes our configuration, so whoever sees imgui.h must find it.
target_compile_definitions(imgui PUBLIC "IMGUI_USER_CONFIG=\"ui/imgui_config.hpp\"")
target_include_directories(imgui PUBLIC "${CMAKE_BINARY_DIR}/include/ui")
