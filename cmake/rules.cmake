# What every line of our own code is compiled with. Third-party code does not link this target.
add_library(rules INTERFACE)
target_compile_options(rules INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # GCC 12 sees overlaps in optimised std::string where there are none (its bug 105651).
    target_compile_options(rules INTERFACE -Wno-restrict)
endif()

# Errors are values, in every build. These two change how code is linked, so third-party code gets
# them as well.
add_compile_options(-fno-exceptions -fno-rtti)

# Every browser with WebGL2 has these (Safari 15 was the last), and they make the program smaller.
if(EMSCRIPTEN)
    set(wasm_features -mbulk-memory -mnontrapping-fptoint -msign-ext)
    add_compile_options(${wasm_features})
    add_link_options(${wasm_features})
endif()

# Code that libFuzzer finds its way through.
option(PLAYGROUND_FUZZ "Fuzz targets, with clang" OFF)
if(PLAYGROUND_FUZZ)
    add_compile_options(-fsanitize=fuzzer-no-link)
endif()

option(PLAYGROUND_SANITIZE "Address and undefined behaviour sanitizers" OFF)
if(PLAYGROUND_SANITIZE)
    add_compile_options(
        -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
    add_link_options(-fsanitize=address,undefined)
endif()

# The stack: 5 MB before 3.1.27, 64 KB since, which is not enough for recursive code. The option
# changed its name there.
if(EMSCRIPTEN AND EMSCRIPTEN_VERSION VERSION_GREATER_EQUAL 3.1.27)
    set(stack_size -sSTACK_SIZE=1mb)
elseif(EMSCRIPTEN)
    set(stack_size -sTOTAL_STACK=1mb)
endif()
