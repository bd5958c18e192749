#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include <QByteArrayView>

/// What each program defines; libFuzzer calls it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

/// Ends the program where a promise is broken, so that libFuzzer keeps the input.
inline void promise(bool kept)
{
    if (!kept)
        std::abort();
}

inline QByteArrayView viewOf(const std::uint8_t *data, std::size_t size)
{
    return {data, static_cast<qsizetype>(size)};
}
