# nlohmann/json through an include folder of its own: /usr/include as a whole breaks Emscripten. Only
# src/json links it.
find_path(NLOHMANN_FOLDER nlohmann/json.hpp PATHS /usr/include /usr/local/include
          NO_CMAKE_FIND_ROOT_PATH REQUIRED)
file(MAKE_DIRECTORY "${CMAKE_BINARY_DIR}/include/third_party")
file(CREATE_LINK "${NLOHMANN_FOLDER}/nlohmann" "${CMAKE_BINARY_DIR}/include/third_party/nlohmann"
     SYMBOLIC)

add_library(nlohmann INTERFACE)
target_include_directories(nlohmann SYSTEM INTERFACE "${CMAKE_BINARY_DIR}/include/third_party")
target_compile_definitions(nlohmann INTERFACE JSON_NOEXCEPTION=1 JSON_USE_IMPLICIT_CONVERSIONS=0)
