#pragma once

#include <QByteArray>
#include <QString>

namespace bench {

/// What a listing came to: the one line of JSON that both benches print.
struct Report
{
    qint64 tags = 0;
    qint64 complete = 0; ///< tags whose size and date are known
    qint64 failed = 0;
    quint64 requests = 0; ///< on the wire
    quint64 connections = 0;
    QByteArray http; ///< `2` or `1.1`
    double firstRowsMs = 0; ///< from the first step to the first names
    double allMs = 0; ///< from the first step to the last detail

    /// With the process's own peak of resident memory.
    [[nodiscard]] QByteArray toJson() const;
};

/// What both benches are asked on their command line.
struct Options
{
    QByteArray registry; ///< a URL
    QString repository;
    QString caFile;
    QString user;
    QByteArray password;
    bool http1 = false;
};

/// Reads the command line; ends the program with words where it cannot be understood.
[[nodiscard]] Options readOptions(const QString &description);

} // namespace bench
