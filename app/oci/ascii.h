#pragma once

#include <QChar>

namespace oci {

// The letters and digits of the grammars of OCI, which know ASCII only.

[[nodiscard]] constexpr bool isDigit(QChar c) noexcept
{
    return c >= u'0' && c <= u'9';
}

[[nodiscard]] constexpr bool isUpperLetter(QChar c) noexcept
{
    return c >= u'A' && c <= u'Z';
}

[[nodiscard]] constexpr bool isLowerLetterOrDigit(QChar c) noexcept
{
    return (c >= u'a' && c <= u'z') || isDigit(c);
}

[[nodiscard]] constexpr bool isLetterOrDigit(QChar c) noexcept
{
    return isLowerLetterOrDigit(c) || isUpperLetter(c);
}

} // namespace oci
