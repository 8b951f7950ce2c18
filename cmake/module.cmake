# module(<name> LINKS <name>...)
#
# One library for the folder src/<name>. Its headers are included as "<name>/file.hpp" by itself and
# by whoever links it, and by nobody else: the include path holds a single link to that folder, never
# the whole of src. So a wrong include does not compile.
#
# Sources named host_*.cpp belong to one host only (a WebAssembly entry point, for instance) and stay
# out of the library.
function(module name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "LINKS")
    expose(${name} root)

    file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/src/${name}/*.cpp")
    list(FILTER sources EXCLUDE REGEX "/host_[^/]*$")
    add_library(${name} STATIC ${sources})
    target_include_directories(${name} PUBLIC "${root}")
    target_link_libraries(${name} PUBLIC ${arg_LINKS} PRIVATE rules)
endfunction()

# expose(<name> <variable>): the include path that shows src/<name> alone.
function(expose name variable)
    set(root "${CMAKE_BINARY_DIR}/include/${name}")
    file(MAKE_DIRECTORY "${root}")
    file(CREATE_LINK "${CMAKE_SOURCE_DIR}/src/${name}" "${root}/${name}" SYMBOLIC)
    set(${variable} "${root}" PARENT_SCOPE)
endfunction()
