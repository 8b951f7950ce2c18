# Toolchain: the Emscripten on PATH, with the traps of Debian's packaging answered here, so that the
# presets need no environment.
find_program(EMCC emcc REQUIRED)
get_filename_component(emcc_folder "${EMCC}" REALPATH)
get_filename_component(emcc_folder "${emcc_folder}" DIRECTORY)
foreach(root "${emcc_folder}" "/usr/share/emscripten")
    if(EXISTS "${root}/cmake/Modules/Platform/Emscripten.cmake")
        include("${root}/cmake/Modules/Platform/Emscripten.cmake")
        break()
    endif()
endforeach()
if(NOT EMSCRIPTEN)
    message(FATAL_ERROR "No CMake toolchain file found next to ${EMCC}.")
endif()

# Plain Node: the flags that emcmake would add are refused by newer versions.
find_program(NODE NAMES node nodejs REQUIRED)
set(CMAKE_CROSSCOMPILING_EMULATOR "${NODE}")

# Debian's emcc looks for acorn in Debian's folder of Node modules, which a Node from elsewhere does
# not search.
if(EXISTS /usr/share/nodejs)
    set(CMAKE_CXX_LINKER_LAUNCHER "${CMAKE_COMMAND}" -E env NODE_PATH=/usr/share/nodejs)
endif()
