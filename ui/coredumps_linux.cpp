#include <sys/resource.h>

#include "ui/coredumps.h"

namespace ui {

void forbidCoreDumps()
{
    // Too small for a file, and the one limit by which the kernel does not start a program that takes the dump, either
    // (core(5) and fs/coredump.c). PR_SET_DUMPABLE would hide /proc/self from the desktop's portals as well.
    constexpr rlimit none{1, 1};
    ::setrlimit(RLIMIT_CORE, &none);
}

} // namespace ui
