#include "app/base/database.h"
#include "app/changes/journal.h"

namespace changes {

using namespace Qt::StringLiterals;
using base::Database;

Result<QHash<oci::Digest, QDateTime>> Journal::noteMissing(const QString &address, const QString &repository,
                                                           const std::vector<oci::Digest> &missing, bool isAll,
                                                           const QDateTime &now)
{
    QHash<oci::Digest, QDateTime> before;
    const auto take = [&before](const Database::Row &row) -> Result<> {
        if (const Result<oci::Digest> digest = oci::Digest::parse(row.text(0)))
            before.insert(*digest, QDateTime::fromString(row.text(1), Qt::ISODate));
        return Done{};
    };
    const Result<> noted = m_database->transaction([&]() -> Result<> {
        if (Result<> read
            = m_database->select(u"SELECT digest, seen FROM missing WHERE address = ? AND repository = ?"_s,
                                 {address, repository}, take);
            !read)
            return read;
        QHash<oci::Digest, QDateTime> gone = before;
        for (const oci::Digest &digest : missing) {
            gone.remove(digest);
            if (before.contains(digest))
                continue;
            if (Result<> added
                = m_database->run(u"INSERT INTO missing VALUES(?, ?, ?, ?)"_s,
                                  {address, repository, digest.toString(), now.toUTC().toString(Qt::ISODate)});
                !added)
                return added;
        }
        for (auto it = gone.cbegin(); isAll && it != gone.cend(); ++it) {
            before.remove(it.key());
            if (Result<> forgotten
                = m_database->run(u"DELETE FROM missing WHERE address = ? AND repository = ? AND digest = ?"_s,
                                  {address, repository, it.key().toString()});
                !forgotten)
                return forgotten;
        }
        return Done{};
    });
    if (!noted)
        return fail(noted.error());
    return before;
}

} // namespace changes
