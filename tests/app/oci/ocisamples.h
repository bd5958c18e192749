#pragma once

#include <QByteArray>
#include <QFile>
#include <QTest>

/// The bytes of a file under tests/data.
inline QByteArray sample(const QString &name)
{
    QFile file(QStringLiteral(TEST_DATA_DIR "/") + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no sample %s", qUtf8Printable(name));
    return file.readAll();
}
