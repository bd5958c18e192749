#pragma once

#include <algorithm>
#include <random>

#include <QtGlobal>

namespace support {

/// How many of @p whole a test labelled `long` does: all of them by itself, fewer where tests/long.sh asks for a share.
[[nodiscard]] inline int longShare(int whole)
{
    bool given = false;
    const int perCent = qEnvironmentVariableIntValue("LONG_SHARE", &given);
    return given ? std::max(1, int(qint64(whole) * perCent / 100)) : whole;
}

/// What a test labelled `long` draws its choices from: the seed that tests/long.sh printed, else always the same.
[[nodiscard]] inline std::mt19937 longRandom()
{
    return std::mt19937(std::mt19937::result_type(qEnvironmentVariableIntValue("LONG_SEED")));
}

} // namespace support
