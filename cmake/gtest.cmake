# GoogleTest from Debian's sources, built with our rules about exceptions.
set(googletest /usr/src/googletest/googletest)
add_library(gtest STATIC "${googletest}/src/gtest-all.cc")
target_include_directories(gtest
    SYSTEM PUBLIC "${googletest}/include"
    PRIVATE "${googletest}")
target_compile_options(gtest PRIVATE -w)

add_library(gtest_main STATIC "${googletest}/src/gtest_main.cc")
target_link_libraries(gtest_main PUBLIC gtest)
