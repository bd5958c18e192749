#include "app/changes/journal.h"

#include <algorithm>
#include <array>
#include <map>
#include <mutex>
#include <utility>

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

#include "app/changes/journalsalvage.h"
#include "app/changes/journalschema.h"
#include "app/changes/journaltrouble.h"
#include "app/changes/runtrouble.h"
#include "app/changes/stepwords.h"

namespace changes {

using namespace Qt::StringLiterals;
using base::Database;

namespace {

/// A null text is NULL for Qt SQL.
QString notNull(const QString &text)
{
    return text.isNull() ? u""_s : text;
}

QString textOf(const QDateTime &when)
{
    return when.toUTC().toString(Qt::ISODate);
}

QString textOf(const std::vector<quint32> &needs)
{
    QJsonArray array;
    for (const quint32 need : needs)
        array.append(static_cast<qint64>(need));
    return QString::fromLatin1(QJsonDocument(array).toJson(QJsonDocument::Compact));
}

QVariant optionalText(const std::optional<oci::Digest> &digest)
{
    return digest ? QVariant(digest->toString()) : QVariant(QMetaType::fromType<QString>());
}

Result<std::optional<oci::Digest>> optionalDigest(const Database::Row &row, int column)
{
    if (row.isNull(column))
        return std::optional<oci::Digest>();
    const Result<oci::Digest> digest = oci::Digest::parse(row.text(column));
    if (!digest)
        return base::fail(digest.error());
    return std::optional(*digest);
}

/// Columns cause, about, fault, detail from @p first on.
StepCause readCause(const Database::Row &row, int first)
{
    StepCause cause{StepCause::Kind::None, row.text(first + 1), row.text(first + 2), row.text(first + 3)};
    if (!row.isNull(first))
        cause.kind = stepCause(row.text(first)).value_or(StepCause::Kind::Told);
    else if (!cause.detail.isEmpty())
        cause.kind = StepCause::Kind::Told;
    return cause;
}

/// Columns kind, tag, digest, before, needs, state, at, cause, about, fault, detail.
Result<StepRecord> readStep(const Database::Row &row)
{
    const std::optional<Step::Kind> kind = stepKind(row.text(0));
    const Result<oci::Digest> digest = oci::Digest::parse(row.text(2));
    const std::optional<StepState> state = stepState(row.text(5));
    if (!kind || !digest || !state)
        return base::fail(ErrorKind::InvalidData, QT_TRANSLATE_NOOP("Faults", "a step of the journal cannot be read"));
    StepRecord record{{*kind, {}, *digest}, *state, readCause(row, 7), QDateTime::fromString(row.text(6), Qt::ISODate)};
    if (!row.isNull(1)) {
        const Result<oci::TagName> tag = oci::TagName::parse(row.text(1));
        if (!tag)
            return base::fail(tag.error());
        record.step.tag = *tag;
    }
    const Result<std::optional<oci::Digest>> before = optionalDigest(row, 3);
    if (!before)
        return base::fail(before.error());
    record.step.before = *before;
    const QJsonArray needs = QJsonDocument::fromJson(row.text(4).toLatin1()).array();
    for (const auto &need : needs)
        record.step.needs.push_back(static_cast<quint32>(need.toInteger()));
    return record;
}

/// Whether a step may go from one state to the other.
bool mayFollow(StepState before, StepState after)
{
    switch (after) {
    case StepState::Planned:
        return before == StepState::Sent;
    case StepState::Sent:
    case StepState::Skipped:
        return before == StepState::Planned;
    case StepState::Unknown:
        return before == StepState::Sent;
    case StepState::Done:
    case StepState::Failed:
        return before == StepState::Sent || before == StepState::Unknown;
    }
    return false;
}

/// The journals of this process, how often each file is open.
struct OpenJournals
{
    std::recursive_mutex mutex; ///< of the counts, and held while one is opened
    std::map<QString, int> counts;
};

OpenJournals &openJournals()
{
    static OpenJournals all;
    return all;
}

Result<> checkPages(Database &database)
{
    return database.select(u"PRAGMA quick_check(1)"_s, {}, [](const Database::Row &row) -> Result<> {
        if (row.text(0) == u"ok")
            return Done{};
        Error error = base::failure(ErrorKind::InvalidData, QT_TRANSLATE_NOOP("Faults", "the file is damaged"));
        error.detail = row.text(0);
        return base::fail(std::move(error));
    });
}

/// A new journal at @p path, whole or not at all.
Result<> make(const QString &path)
{
    const QString making = path + u".making"_s;
    for (const QLatin1StringView suffix : {""_L1, "-wal"_L1, "-shm"_L1})
        QFile::remove(making + suffix);
    if (const auto made = Database::open(making, journalSchema()); !made)
        return base::fail(made.error());
    if (QFile file(making); !file.rename(path) && !QFile::exists(path))
        return base::fail(ErrorKind::Io, file.errorString());
    return Done{};
}

/// To read, where it cannot be written.
Result<std::unique_ptr<Database>> openAtAll(const QString &path)
{
    Result<std::unique_ptr<Database>> database = Database::open(path, journalSchema());
    if (!database && database.error().kind == ErrorKind::Io) {
        if (Result<std::unique_ptr<Database>> readable = Database::openToRead(path, journalSchema()); readable)
            return readable;
    }
    return database;
}

Result<std::unique_ptr<Database>> openWhole(const QString &path)
{
    const QFileInfo file(path);
    if (isOnlyRemains(path))
        return base::fail(ErrorKind::InvalidData,
                          QT_TRANSLATE_NOOP("Faults", "the file is gone, and what was beside it is there"));
    if (!file.exists()) {
        if (const Result<> made = make(path); !made)
            return base::fail(made.error());
    } else if (file.size() == 0) {
        return base::fail(ErrorKind::InvalidData,
                          QT_TRANSLATE_NOOP("Faults", "the file is empty")); // to SQLite a new one
    }
    Result<std::unique_ptr<Database>> database = openAtAll(path);
    if (database) {
        if (const Result<> checked = checkPages(**database); !checked)
            return base::fail(checked.error());
    }
    return database;
}

} // namespace

Journal::Journal(QString path, std::unique_ptr<Database> database)
    : m_path(std::move(path))
    , m_database(std::move(database))
{
    ++openJournals().counts[m_path];
}

Journal::~Journal()
{
    m_database.reset();
    const std::lock_guard lock(openJournals().mutex);
    --openJournals().counts[m_path];
}

Result<std::unique_ptr<Journal>> Journal::open(const QString &path)
{
    const std::lock_guard lock(openJournals().mutex);
    const bool isOpen = openJournals().counts[path] > 0;
    const auto damaged = [&path](const Error &error, const QString &aside) {
        if (Result<std::unique_ptr<Database>> fresh = Database::open(path, journalSchema()); fresh)
            Journal(path, *std::move(fresh)).forgetUnreadable();
        return base::fail(withJournalTrouble(error, path, aside));
    };
    if (!isOpen) {
        if (const std::optional<QString> aside = finishSettingAside(path))
            return damaged(base::failure(ErrorKind::InvalidData,
                                         QT_TRANSLATE_NOOP("Faults", "the program ended while it was set aside")),
                           *aside);
    }
    Result<std::unique_ptr<Database>> database = openWhole(path);
    if (database)
        return std::unique_ptr<Journal>(new Journal(path, *std::move(database)));
    if (database.error().kind != ErrorKind::InvalidData || isOpen)
        return base::fail(withJournalTrouble(database.error(), path));
    const Result<QString> aside = setAside(path);
    if (!aside)
        return base::fail(withJournalTrouble(database.error(), path));
    return damaged(database.error(), *aside);
}

bool Journal::exists(const QString &path)
{
    return QFile::exists(path) || isBeingSetAside(path) || isOnlyRemains(path);
}

tl::unexpected<Error> Journal::fail(const Error &error) const
{
    return base::fail(withJournalTrouble(error, m_path));
}

Result<qint64> Journal::begin(const RunRecord &run, const std::vector<Step> &steps,
                              const std::vector<oci::Manifest> &manifests, const Surroundings &around)
{
    qint64 id = 0;
    const Result<> written = m_database->transaction([&]() -> Result<> {
        const Result<qint64> inserted = m_database->insert(
            u"INSERT INTO runs(connection, registry, repository, account, reason, begun, restores,"
            " address) VALUES(?, ?, ?, ?, ?, ?, ?, ?)"_s,
            {notNull(run.connection), notNull(run.registry), notNull(run.repository), notNull(run.account),
             notNull(run.reason), notNull(textOf(run.begun)),
             run.restores ? QVariant(*run.restores) : QVariant(QMetaType::fromType<qint64>()), notNull(run.address)});
        if (!inserted)
            return base::fail(inserted.error());
        id = *inserted;
        for (const oci::Manifest &manifest : manifests) {
            if (Result<> kept = keep(id, manifest); !kept)
                return kept;
        }
        if (Result<> added = addSurroundings(id, around.stay, true); !added)
            return added;
        if (Result<> added = addSurroundings(id, around.goAlong, false); !added)
            return added;
        return addSteps(id, steps);
    });
    if (!written)
        return fail(written.error());
    return id;
}

Result<> Journal::addSteps(qint64 run, const std::vector<Step> &steps)
{
    for (std::size_t position = 0; position < steps.size(); ++position) {
        const Step &step = steps[position];
        Result<> added = m_database->run(
            u"INSERT INTO steps(run, position, kind, tag, digest, before, needs, state, detail)"
            " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
            {run, static_cast<qint64>(position), wordOf(step.kind),
             step.tag ? QVariant(step.tag->toString()) : QVariant(QMetaType::fromType<QString>()),
             step.digest.toString(), optionalText(step.before), textOf(step.needs), wordOf(StepState::Planned), u""_s});
        if (!added)
            return added;
    }
    return Done{};
}

Result<> Journal::addSurroundings(qint64 run, const std::vector<Surroundings::Named> &named, bool stays)
{
    for (const Surroundings::Named &one : named) {
        Result<> added = m_database->run(
            u"INSERT INTO around VALUES(?, ?, ?, ?)"_s,
            {run, one.digest.toString(),
             one.tag ? QVariant(one.tag->toString()) : QVariant(QMetaType::fromType<QString>()), stays ? 1 : 0});
        if (!added)
            return added;
    }
    return Done{};
}

Result<> Journal::keep(qint64 run, const oci::Manifest &manifest)
{
    const QString digest = manifest.digest().toString();
    if (Result<> stored = m_database->run(u"INSERT OR IGNORE INTO manifests VALUES(?, ?, ?)"_s,
                                          {digest, manifest.mediaType().toString(), manifest.raw()});
        !stored)
        return stored;
    return m_database->run(u"INSERT OR IGNORE INTO kept VALUES(?, ?)"_s, {run, digest});
}

Result<> Journal::record(qint64 run, quint32 step, StepState state, const StepCause &cause)
{
    Result<> recorded = m_database->transaction([&]() -> Result<> {
        std::optional<StepState> before;
        const auto take = [&before](const Database::Row &row) -> Result<> {
            before = stepState(row.text(0));
            if (!before)
                return base::fail(ErrorKind::InvalidData,
                                  {QT_TRANSLATE_NOOP("Faults", "the journal says \"%1\""), {row.text(0)}});
            return Done{};
        };
        if (Result<> read
            = m_database->select(u"SELECT state FROM steps WHERE run = ? AND position = ?"_s, {run, step}, take);
            !read)
            return read;
        if (!before)
            return base::fail(ErrorKind::NotFound, u"run %1 has no step %2"_s.arg(run).arg(step));
        if (!mayFollow(*before, state))
            return base::fail(ErrorKind::Conflict, u"step %1 was %2"_s.arg(step).arg(wordOf(*before)));
        return m_database->run(u"UPDATE steps SET state = ?, at = ?, cause = ?, about = ?, fault = ?, detail = ?"
                               " WHERE run = ? AND position = ?"_s,
                               {wordOf(state), textOf(QDateTime::currentDateTimeUtc()), wordOf(cause.kind),
                                notNull(cause.about), notNull(cause.fault), notNull(cause.detail), run, step});
    });
    if (!recorded)
        return fail(recorded.error());
    return recorded;
}

Result<> Journal::addRace(qint64 run, const Race &race)
{
    if (Result<> added = m_database->run(u"INSERT INTO races(run, tag, expected, found, at) VALUES(?, ?, ?, ?, ?)"_s,
                                         {run, race.tag.toString(), race.expected.toString(), optionalText(race.found),
                                          textOf(QDateTime::currentDateTimeUtc())});
        !added)
        return fail(added.error());
    return Done{};
}

Result<> Journal::end(qint64 run, const QDateTime &when)
{
    if (Result<> ended = m_database->run(u"UPDATE runs SET ended = ? WHERE id = ?"_s, {textOf(when), run}); !ended)
        return fail(ended.error());
    return Done{};
}

Result<> Journal::stop(qint64 run, const QDateTime &when)
{
    Result<> stopped = m_database->transaction([&]() -> Result<> {
        bool isOpen = false;
        const auto take = [&isOpen](const Database::Row &row) -> Result<> {
            isOpen = row.isNull(0);
            return Done{};
        };
        if (Result<> read = m_database->select(u"SELECT ended FROM runs WHERE id = ?"_s, {run}, take); !read)
            return read;
        if (!isOpen)
            return base::fail(runHasEnded());
        if (Result<> left
            = m_database->run(u"UPDATE steps SET state = ?, at = ?, cause = ? WHERE run = ? AND state = ?"_s,
                              {wordOf(StepState::Unknown), textOf(when), wordOf(StepCause::Kind::LeftUnread), run,
                               wordOf(StepState::Sent)});
            !left)
            return left;
        return m_database->run(u"UPDATE runs SET ended = ?, stopped = EXISTS(SELECT 1 FROM steps WHERE run = runs.id"
                               " AND state = ?) WHERE id = ?"_s,
                               {textOf(when), wordOf(StepState::Planned), run});
    });
    if (!stopped)
        return fail(stopped.error());
    return stopped;
}

Result<std::vector<RunRecord>> Journal::runs()
{
    std::vector<RunRecord> all;
    const auto take = [&all](const Database::Row &row) -> Result<> {
        all.push_back({row.number(0), row.text(1), row.text(2), row.text(3), row.text(4), row.text(5),
                       QDateTime::fromString(row.text(6), Qt::ISODate), QDateTime::fromString(row.text(7), Qt::ISODate),
                       row.isNull(8) ? std::nullopt : std::optional(row.number(8)), row.text(9), row.number(10) != 0,
                       row.number(11)});
        return Done{};
    };
    const Result<> read
        = m_database->select(u"SELECT id, connection, registry, repository, account, reason, begun, ended, restores,"
                             " address, stopped, not_looked_at FROM runs ORDER BY id DESC"_s,
                             {}, take);
    if (!read)
        return fail(read.error());
    return all;
}

Result<std::vector<StepRecord>> Journal::steps(qint64 run)
{
    std::vector<StepRecord> all;
    const auto take = [&all](const Database::Row &row) -> Result<> {
        Result<StepRecord> step = readStep(row);
        if (!step)
            return base::fail(step.error());
        all.push_back(*std::move(step));
        return Done{};
    };
    const Result<> read = m_database->select(u"SELECT kind, tag, digest, before, needs, state, at, cause,"
                                             " about, fault, detail FROM steps WHERE run = ? ORDER BY position"_s,
                                             {run}, take);
    if (!read)
        return fail(read.error());
    return all;
}

Result<Surroundings> Journal::surroundings(qint64 run)
{
    Surroundings around;
    const auto take = [&around](const Database::Row &row) -> Result<> {
        const Result<oci::Digest> digest = oci::Digest::parse(row.text(0));
        if (!digest)
            return base::fail(digest.error());
        Surroundings::Named named{*digest};
        if (!row.isNull(1)) {
            const Result<oci::TagName> tag = oci::TagName::parse(row.text(1));
            if (!tag)
                return base::fail(tag.error());
            named.tag = *tag;
        }
        (row.number(2) ? around.stay : around.goAlong).push_back(std::move(named));
        return Done{};
    };
    const Result<> read
        = m_database->select(u"SELECT digest, tag, stays FROM around WHERE run = ? ORDER BY rowid"_s, {run}, take);
    if (!read)
        return fail(read.error());
    return around;
}

Result<std::vector<Race>> Journal::races(qint64 run)
{
    std::vector<Race> all;
    const auto take = [&all](const Database::Row &row) -> Result<> {
        const Result<oci::TagName> tag = oci::TagName::parse(row.text(0));
        const Result<oci::Digest> expected = oci::Digest::parse(row.text(1));
        const Result<std::optional<oci::Digest>> found = optionalDigest(row, 2);
        if (!tag || !expected || !found)
            return base::fail(ErrorKind::InvalidData,
                              QT_TRANSLATE_NOOP("Faults", "a race of the journal cannot be read"));
        all.push_back({*tag, *expected, *found, QDateTime::fromString(row.text(3), Qt::ISODate)});
        return Done{};
    };
    const Result<> read
        = m_database->select(u"SELECT tag, expected, found, at FROM races WHERE run = ? ORDER BY rowid"_s, {run}, take);
    if (!read)
        return fail(read.error());
    return all;
}

Result<std::optional<oci::Manifest>> Journal::manifest(const oci::Digest &digest)
{
    std::optional<oci::Manifest> found;
    const auto take = [&](const Database::Row &row) -> Result<> {
        const Result<oci::MediaType> type = oci::MediaType::parse(row.text(0));
        Result<oci::Manifest> manifest
            = oci::Manifest::parse(row.bytes(1), type ? std::optional(*type) : std::nullopt, digest);
        if (!manifest)
            return base::fail(manifest.error());
        found = *std::move(manifest);
        return Done{};
    };
    const Result<> read
        = m_database->select(u"SELECT media_type, bytes FROM manifests WHERE digest = ?"_s, {digest.toString()}, take);
    if (!read)
        return fail(read.error());
    return found;
}

Result<> Journal::forget(const QDateTime &when)
{
    Result<> forgotten = m_database->transaction([&]() -> Result<> {
        if (Result<> gone = m_database->run(u"DELETE FROM runs WHERE ended < ?"_s, {textOf(when)}); !gone)
            return gone;
        return m_database->run(u"DELETE FROM manifests WHERE digest NOT IN (SELECT digest FROM kept)"_s);
    });
    if (!forgotten)
        return fail(forgotten.error());
    return forgotten;
}

void Journal::forgetUnreadable()
{
    const Result<std::vector<RunRecord>> all = runs();
    if (!all)
        return;
    for (const RunRecord &run : *all) {
        if (!steps(run.id) || !surroundings(run.id) || !races(run.id) || !losses(run.id) || !gone(run.id))
            std::ignore = m_database->run(u"DELETE FROM runs WHERE id = ?"_s, {run.id});
    }
}

} // namespace changes
