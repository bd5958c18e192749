#pragma once

#include <string_view>

#include <QByteArray>

namespace sample {

/// Bytes that behave like a compiled program's: they shrink to a good half. The same for the same name everywhere.
[[nodiscard]] QByteArray program(std::string_view name, qsizetype size);
/// Bytes that behave like an archive's: nothing is left to compress.
[[nodiscard]] QByteArray archive(std::string_view name, qsizetype size);
/// Lines of words and numbers, as settings and bundled scripts are.
[[nodiscard]] QByteArray text(std::string_view name, qsizetype size);

} // namespace sample
