#include "app/changes/journalsalvage.h"

#include <algorithm>
#include <set>

#include <QDateTime>
#include <QDir>
#include <QtEndian>

#include "app/base/database.h"
#include "app/changes/journalschema.h"

namespace changes {

using namespace Qt::StringLiterals;
using base::Database;

namespace {

/// What SQLite appends to a file's name for the files beside it.
constexpr QLatin1StringView wal = "-wal"_L1;
constexpr QLatin1StringView sharedMemory = "-shm"_L1;

constexpr QLatin1StringView damaged = ".damaged-"_L1;

QString copyOf(const QString &path)
{
    return path + u".reading"_s;
}

QString successorOf(const QString &path)
{
    return path + u".new"_s;
}

void removeAll(const QString &path)
{
    for (const QLatin1StringView suffix : {""_L1, wal, sharedMemory})
        QFile::remove(path + suffix);
}

/// An error of the successor, attached as `fresh`, and not of what is damaged: such content breaks any rule.
Result<> checkWritable(Database &database)
{
    return database.run(u"PRAGMA fresh.user_version=%1"_s.arg(journalSchema().size()));
}

/// The first column of @p statement, as far as it can be read.
void collect(Database &database, const QString &statement, const QVariantList &values, std::set<QString> &into)
{
    std::ignore = database.select(statement, values, [&into](const Database::Row &row) -> Result<> {
        into.insert(row.text(0));
        return Done{};
    });
}

/// One run, whole or not at all, with the manifests that can be read. An error where it cannot be written.
Result<> takeOver(Database &old, const QString &run)
{
    Result<> taken = old.transaction([&]() -> Result<> {
        for (const QString &statement : {u"INSERT INTO fresh.runs SELECT * FROM main.runs WHERE id = ?"_s,
                                         u"INSERT INTO fresh.steps SELECT * FROM main.steps WHERE run = ?"_s,
                                         u"INSERT INTO fresh.around SELECT * FROM main.around WHERE run = ?"_s}) {
            if (Result<> done = old.run(statement, {run}); !done)
                return done;
        }
        return Done{};
    });
    if (!taken)
        return checkWritable(old);
    std::ignore = old.run(u"INSERT INTO fresh.races SELECT * FROM main.races WHERE run = ?"_s, {run});
    std::ignore = old.run(u"INSERT INTO fresh.losses SELECT * FROM main.losses WHERE run = ?"_s, {run});
    std::ignore = old.run(u"INSERT INTO fresh.gone SELECT * FROM main.gone WHERE run = ?"_s, {run});
    std::set<QString> digests;
    collect(old, u"SELECT digest FROM main.kept WHERE run = ?"_s, {run}, digests);
    for (const QString &digest : digests) {
        Result<> kept = old.transaction([&]() -> Result<> {
            if (Result<> done = old.run(
                    u"INSERT OR IGNORE INTO fresh.manifests SELECT * FROM main.manifests WHERE digest = ?"_s, {digest});
                !done)
                return done;
            return old.run(u"INSERT INTO fresh.kept SELECT ?, digest FROM fresh.manifests WHERE digest = ?"_s,
                           {run, digest});
        });
        if (!kept) {
            if (Result<> writable = checkWritable(old); !writable)
                return writable;
        }
    }
    return Done{};
}

/// What can be read in @p copy into the new @p fresh. An error where the latter cannot be written.
Result<> salvage(const QString &copy, const QString &fresh)
{
    if (const auto made = Database::open(fresh, journalSchema()); !made)
        return base::fail(made.error());
    const auto old = Database::open(copy, journalSchema());
    if (!old)
        return old.error().kind == ErrorKind::InvalidData ? Result<>() : base::fail(old.error());
    if (Result<> attached = (*old)->run(u"ATTACH DATABASE ? AS fresh"_s, {fresh}); !attached)
        return attached;
    std::ignore = (*old)->run(u"INSERT INTO fresh.missing SELECT * FROM main.missing"_s);
    std::set<QString> runs; // from both ends: what is damaged may lie between
    collect(**old, u"SELECT id FROM main.runs ORDER BY id"_s, {}, runs);
    collect(**old, u"SELECT id FROM main.runs ORDER BY id DESC"_s, {}, runs);
    for (const QString &run : runs) {
        if (Result<> taken = takeOver(**old, run); !taken)
            return taken;
    }
    return Done{};
}

/// To what its header says (https://www.sqlite.org/fileformat2.html#the_database_header): SQLite reads nothing of a
/// file that was cut.
void lengthen(const QString &path)
{
    constexpr qint64 most = qint64(1) << 32; // nothing is written for it
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite))
        return;
    const QByteArray header = file.read(32);
    if (header.size() < 32)
        return;
    const qint64 whole
        = qint64(qFromBigEndian<quint16>(header.data() + 16)) * qFromBigEndian<quint32>(header.data() + 28);
    if (file.size() < whole && whole <= most)
        file.resize(whole);
}

Result<> copyDamaged(const QString &path)
{
    for (const QLatin1StringView suffix : {""_L1, wal}) { // the third is made anew
        QFile file(path + suffix);
        if (file.exists() && !file.copy(copyOf(path) + suffix))
            return base::fail(ErrorKind::Io, file.errorString());
    }
    lengthen(copyOf(path));
    return Done{};
}

} // namespace

Result<QString> setAside(const QString &path)
{
    removeAll(copyOf(path));
    removeAll(successorOf(path));
    Result<> salvaged = copyDamaged(path);
    if (salvaged)
        salvaged = salvage(copyOf(path), successorOf(path));
    removeAll(copyOf(path));
    if (!salvaged) {
        removeAll(successorOf(path));
        return base::fail(salvaged.error());
    }
    const QString stem = path + damaged + QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd'T'HHmmss'Z'");
    QString aside = stem;
    for (int i = 2; QFile::exists(aside) || QFile::exists(aside + wal); ++i)
        aside = stem + u'-' + QString::number(i);
    // In this order: whatever ends the program, SQLite never finds the log of the one with the other.
    QFile log(path + wal);
    if (log.exists() && !log.copy(aside + wal))
        return base::fail(ErrorKind::Io, log.errorString());
    if (QFile file(path); file.exists() && !file.rename(aside))
        return base::fail(ErrorKind::Io, file.errorString());
    std::ignore = finishSettingAside(path);
    return QFile::exists(aside) ? aside : aside + wal;
}

bool isBeingSetAside(const QString &path)
{
    return !QFile::exists(path) && QFile::exists(successorOf(path));
}

bool isOnlyRemains(const QString &path)
{
    return !QFile::exists(path) && (QFile::exists(path + wal) || QFile::exists(path + sharedMemory));
}

std::optional<QString> finishSettingAside(const QString &path)
{
    if (!isBeingSetAside(path))
        return std::nullopt;
    removeAll(path); // what is left of the damaged one, and was copied
    QFile::rename(successorOf(path), path);
    const QFileInfo journal(path);
    const QFileInfoList known = journal.dir().entryInfoList({journal.fileName() + damaged + u'*'}, QDir::Files,
                                                            QDir::Name); // which has the time
    const auto last = std::find_if(known.crbegin(), known.crend(),
                                   [](const QFileInfo &file) { return !file.fileName().endsWith(wal); });
    return last != known.crend() ? journal.path() + u'/' + last->fileName() : QString();
}

} // namespace changes
