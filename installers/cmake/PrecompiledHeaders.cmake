# Headers that are compiled once for many targets: `target_precompile_headers(ui REUSE_FROM widgets_headers)`.
# The owners below define fewer macros than any user of theirs, because the compiler refuses a precompiled header whose
# macros the user does not have. `app` and `models` compile without, so that their headers stay complete.
function(add_precompiled_headers name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "LIBS;HEADERS")
    set(source "${CMAKE_CURRENT_BINARY_DIR}/${name}.cpp")
    file(CONFIGURE OUTPUT "${source}" CONTENT "// Nothing but the precompiled headers.\n")
    add_library(${name} OBJECT "${source}")
    set_target_properties(${name} PROPERTIES AUTOMOC OFF)
    target_link_libraries(${name} PRIVATE project_options ${arg_LIBS})
    target_precompile_headers(${name} PRIVATE ${arg_HEADERS})
endfunction()

# Compiled as for a library; programs that reuse them need the same code model.
function(reuse_precompiled_headers target owner)
    target_precompile_headers(${target} REUSE_FROM ${owner})
    if(CMAKE_CXX_COMPILER_ID MATCHES "GNU|Clang")
        target_compile_options(${target} PRIVATE -fPIC)
    endif()
endfunction()

set(common <algorithm> <chrono> <functional> <memory> <optional> <string> <thread> <variant> <vector> <QtCore>)
add_precompiled_headers(core_headers LIBS Qt6::Core HEADERS ${common})
if(BUILD_UI)
    add_precompiled_headers(widgets_headers LIBS Qt6::Widgets HEADERS ${common} <QtWidgets>)
endif()
unset(common)
