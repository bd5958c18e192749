#pragma once

#include <span>

#include "app/doctor/report.h"

namespace doctor {

/// What is said of a fault, in English: words.h translates it. %1 stands for the host, %2 for the fact.
struct Text
{
    const char *id;
    Severity severity;
    const char *what;
    const char *why;
    const char *action;
    const char *line = nullptr; ///< for the administrator, in the language of a program
};

/// Of every fault that has a name.
[[nodiscard]] std::span<const Text> texts() noexcept;

} // namespace doctor
