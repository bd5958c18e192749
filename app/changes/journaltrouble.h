#pragma once

#include <utility>

#include <QString>

#include "app/base/database.h"

namespace changes {

/// What is wrong with a journal's own file. Comes with the errors of Journal.
struct JournalTrouble final : base::Evidence
{
    enum class Kind
    {
        NotWritten, ///< or not even read: the disk is full, or the folder may not be written
        Damaged,
        Newer, ///< a newer version of the program made it
    };

    using File = base::DatabaseTrouble::Kind;

    JournalTrouble(Kind what, File why, QString where, QString kept)
        : kind(what)
        , file(why)
        , path(std::move(where))
        , aside(std::move(kept))
    { }

    Kind kind;
    File file; ///< what keeps it from being written
    QString path;
    QString aside; ///< where the damaged file is now, another one being in its place; empty: where it was
};

/// What came with @p error, or null. Lives as long as the error or a copy of it.
[[nodiscard]] const JournalTrouble *journalTrouble(const Error &error) noexcept;

/// @p error of the journal at @p path, with its trouble where it is about the file.
[[nodiscard]] Error withJournalTrouble(Error error, const QString &path, const QString &aside = {});

} // namespace changes
