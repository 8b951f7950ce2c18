# module(<name> LINKS <name>...)
#
# One library for the folder src/<name>. Its headers are included as "<name>/file.hpp" by itself and by whoever links
# it, and by nobody else: the include path holds a single link to that folder, never the whole of src. So a wrong
# include does not compile.
#
# Sources named host_*.cpp belong to one host only (a WebAssembly entry point, for instance) and stay out of the library.
# A folder without sources is a library of headers.
function(module name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "LINKS")
    set(folder "${CMAKE_SOURCE_DIR}/src/${name}")
    set(root "${CMAKE_BINARY_DIR}/include/${name}")
    file(MAKE_DIRECTORY "${root}")
    file(CREATE_LINK "${folder}" "${root}/${name}" SYMBOLIC)

    file(GLOB sources CONFIGURE_DEPENDS "${folder}/*.cpp")
    list(FILTER sources EXCLUDE REGEX "/host_[^/]*$")
    if(sources)
        add_library(${name} STATIC ${sources})
        target_include_directories(${name} PUBLIC "${root}")
        target_link_libraries(${name} PUBLIC ${arg_LINKS} PRIVATE rules)
    else()
        add_library(${name} INTERFACE)
        target_include_directories(${name} INTERFACE "${root}")
        target_link_libraries(${name} INTERFACE ${arg_LINKS})
    endif()
endfunction()
