#pragma once

#include <span>

#include "app/doctor/report.h"

namespace doctor {

/// What is said of a fault, in English: words.h translates it. %1 stands for the host, %2 for the fact; brackets around
/// a fact that is not known are left out.
struct Text
{
    const char *id;
    Severity severity;
    const char *what;
    const char *why;
    const char *action; ///< of whoever reads it
    const char *forAdministrator = nullptr; ///< leads to the line
    const char *line = nullptr; ///< in the language of a program
};

/// Of every fault that has a name.
[[nodiscard]] std::span<const Text> texts() noexcept;

} // namespace doctor
