# One INTERFACE target carries the standard, the warnings and Qt's strictness; every target of ours links it.
add_library(project_options INTERFACE)
target_compile_features(project_options INTERFACE cxx_std_20)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)

target_include_directories(project_options INTERFACE "${PROJECT_SOURCE_DIR}")
target_link_libraries(project_options INTERFACE Threads::Threads)
target_compile_definitions(project_options INTERFACE
    QT_NO_CAST_FROM_ASCII
    QT_NO_CAST_TO_ASCII
    QT_NO_CAST_FROM_BYTEARRAY
    QT_NO_URL_CAST_FROM_STRING
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
    QT_NO_FOREACH
    QT_USE_QSTRINGBUILDER
    QT_DISABLE_DEPRECATED_BEFORE=0x060400
)

if(CMAKE_CXX_COMPILER_ID MATCHES "GNU|Clang")
    target_compile_options(project_options INTERFACE
        -Wall -Wextra -pedantic -Wold-style-cast -Woverloaded-virtual -Wnon-virtual-dtor -Wcast-qual -Wshadow
        -Werror=switch -Werror=return-type
        $<$<BOOL:${WERROR}>:-Werror>
        ${DEBUG_INFO}
    )
    if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
        # Without it a precompiled header that comes from ccache is refused as older than its parts.
        target_compile_options(project_options INTERFACE "SHELL:-Xclang -fno-pch-timestamp")
    endif()
    foreach(sanitizer IN LISTS SANITIZE)
        target_compile_options(project_options INTERFACE -fsanitize=${sanitizer} -fno-omit-frame-pointer)
        target_link_options(project_options INTERFACE -fsanitize=${sanitizer})
    endforeach()
    if(SANITIZE MATCHES "undefined")
        target_compile_options(project_options INTERFACE -fno-sanitize-recover=undefined)
    endif()
    find_program(MOLD mold)
    if(MOLD AND UNIX AND NOT APPLE)
        target_link_options(project_options INTERFACE -fuse-ld=mold)
    endif()
elseif(MSVC)
    target_compile_options(project_options INTERFACE /W4 /permissive- /utf-8 $<$<BOOL:${WERROR}>:/WX>)
endif()

find_program(CCACHE ccache)
if(CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND};-E;env;CCACHE_BASEDIR=${PROJECT_SOURCE_DIR};CCACHE_NOHASHDIR=1;CCACHE_SLOPPINESS=pch_defines,time_macros;${CCACHE}")
endif()
