#pragma once

#include <QFileInfo>

namespace support {

/// A program of tests/interop/install.sh; empty where it is not installed.
[[nodiscard]] inline QString interopProgram(const QString &name)
{
    const QString path = qEnvironmentVariable("PORTOLAN_INTEROP_BIN") + u'/' + name;
    return QFileInfo(path).isExecutable() ? path : QString();
}

} // namespace support
