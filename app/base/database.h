#pragma once

#include <functional>
#include <memory>

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>
#include <QVariant>

#include "app/base/result.h"

class QSqlDatabase;
class QSqlQuery;

namespace base {

/// What is the matter with the file of a database. Comes with the errors of Database.
struct DatabaseTrouble final : Evidence
{
    enum class Kind
    {
        Locked, ///< by another program
        NotWritable, ///< also where it was opened to be read only
        DiskFails, ///< or lets no file grow, as where a quota is used up
        Damaged,
        DiskFull,
        NotOpened, ///< nor made
        Other, ///< SQLite's words say it
    };

    explicit DatabaseTrouble(Kind what)
        : kind(what)
    { }

    Kind kind;
};

/// What came with @p error, or null. Lives as long as the error or a copy of it.
[[nodiscard]] const DatabaseTrouble *databaseTrouble(const Error &error) noexcept;

/// A SQLite database in a file of its own, readable by its owner only: the one user of Qt SQL. What a call has
/// returned from is on the disk (WAL, synchronous=FULL), so that it survives a power cut. All calls block; all from the
/// thread that opened it. Errors are Io with SQLite's words in their detail, and with a DatabaseTrouble.
class Database final
{
public:
    /// One row of an answer, while it is handed over.
    class Row
    {
    public:
        [[nodiscard]] bool isNull(int column) const;
        [[nodiscard]] qint64 number(int column) const;
        [[nodiscard]] QString text(int column) const;
        [[nodiscard]] QByteArray bytes(int column) const;

    private:
        friend class Database;
        explicit Row(const QSqlQuery &query)
            : m_query(query)
        { }

        const QSqlQuery &m_query;
    };

    /// Opens @p path, or makes it. @p steps are the statements that lead from one version of the schema to the next,
    /// from an empty file on; `PRAGMA user_version` counts them. InvalidData where the file is damaged or no database,
    /// Unsupported where a newer program made it: the file is as it was then.
    static Result<std::unique_ptr<Database>> open(const QString &path, const QList<QStringList> &steps);
    /// Opens @p path where nothing can be written, such as on a full disk or in a folder of somebody else: what changes
    /// something fails with Io. An error also where the file is not as it was closed last, or of another version.
    static Result<std::unique_ptr<Database>> openToRead(const QString &path, const QList<QStringList> &steps);
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    /// @p values are bound to the question marks of @p statement.
    Result<> run(const QString &statement, const QVariantList &values = {});
    /// The same for an INSERT; its rowid.
    Result<qint64> insert(const QString &statement, const QVariantList &values);
    /// Hands over the rows of a SELECT one by one; an error of @p row ends it.
    Result<> select(const QString &statement, const QVariantList &values,
                    const std::function<Result<>(const Row &)> &row);
    /// All that @p work does, or nothing of it where it fails.
    Result<> transaction(const std::function<Result<>()> &work);

private:
    explicit Database(const QString &path, const QString &options = {});
    Result<> prepare(const QList<QStringList> &steps);
    Result<qint64> version();
    Result<QSqlQuery> execute(const QString &statement, const QVariantList &values);

    std::unique_ptr<QSqlDatabase> m_database;
};

} // namespace base
