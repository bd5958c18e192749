#include "app/base/database.h"
#include "app/changes/journal.h"

namespace changes {

using namespace Qt::StringLiterals;
using base::Database;

Result<> Journal::addLosses(qint64 run, const std::vector<Loss> &lost, qint64 notLookedAt)
{
    const QString now = QDateTime::currentDateTimeUtc().toString(Qt::ISODate);
    Result<> added = m_database->transaction([&]() -> Result<> {
        for (const Loss &loss : lost) {
            const QVariant tag = loss.tag ? QVariant(loss.tag->toString()) : QVariant(QMetaType::fromType<QString>());
            const QString digest = loss.digest.toString();
            if (Result<> done
                = m_database->run(u"INSERT INTO losses(run, digest, tag, at) SELECT ?, ?, ?, ? WHERE NOT"
                                  " EXISTS(SELECT 1 FROM losses WHERE run = ? AND digest = ? AND tag IS ?)"_s,
                                  {run, digest, tag, now, run, digest, tag});
                !done)
                return done;
        }
        return m_database->run(u"UPDATE runs SET not_looked_at = ? WHERE id = ?"_s, {notLookedAt, run});
    });
    if (!added)
        return fail(added.error());
    return added;
}

Result<> Journal::noteLosses(qint64 run)
{
    Result<> noted = m_database->run(u"UPDATE losses SET noted = 1 WHERE run = ?"_s, {run});
    if (!noted)
        return fail(noted.error());
    return noted;
}

Result<std::vector<Loss>> Journal::losses(qint64 run)
{
    std::vector<Loss> all;
    const auto take = [&all](const Database::Row &row) -> Result<> {
        const Result<oci::Digest> digest = oci::Digest::parse(row.text(0));
        if (!digest)
            return base::fail(digest.error());
        Loss loss{{}, *digest, QDateTime::fromString(row.text(2), Qt::ISODate), row.number(3) != 0};
        if (!row.isNull(1)) {
            const Result<oci::TagName> tag = oci::TagName::parse(row.text(1));
            if (!tag)
                return base::fail(tag.error());
            loss.tag = *tag;
        }
        all.push_back(std::move(loss));
        return Done{};
    };
    const Result<> read
        = m_database->select(u"SELECT digest, tag, at, noted FROM losses WHERE run = ? ORDER BY rowid"_s, {run}, take);
    if (!read)
        return fail(read.error());
    return all;
}

Result<> Journal::addGone(qint64 run, const std::vector<GoneBlob> &gone)
{
    const QString now = QDateTime::currentDateTimeUtc().toString(Qt::ISODate);
    Result<> added = m_database->transaction([&]() -> Result<> {
        for (const GoneBlob &one : gone) {
            if (Result<> done = m_database->run(u"INSERT OR IGNORE INTO gone VALUES(?, ?, ?, ?)"_s,
                                                {run, one.manifest.toString(), one.blob.toString(), now});
                !done)
                return done;
        }
        return Done{};
    });
    if (!added)
        return fail(added.error());
    return added;
}

Result<std::vector<GoneBlob>> Journal::gone(qint64 run)
{
    std::vector<GoneBlob> all;
    const auto take = [&all](const Database::Row &row) -> Result<> {
        const Result<oci::Digest> manifest = oci::Digest::parse(row.text(0));
        const Result<oci::Digest> blob = oci::Digest::parse(row.text(1));
        if (!manifest || !blob)
            return base::fail(ErrorKind::InvalidData,
                              QT_TRANSLATE_NOOP("Faults", "a blob of the journal cannot be read"));
        all.push_back({*manifest, *blob, QDateTime::fromString(row.text(2), Qt::ISODate)});
        return Done{};
    };
    const Result<> read = m_database->select(u"SELECT digest, blob, at FROM gone WHERE run = ?"_s, {run}, take);
    if (!read)
        return fail(read.error());
    return all;
}

} // namespace changes
