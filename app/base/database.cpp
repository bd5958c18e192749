#include "app/base/database.h"

#include <mutex>
#include <utility>

#include <QFile>
#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QUrl>
#include <QUuid>

namespace base {

using namespace Qt::StringLiterals;

namespace {

// The codes of SQLite that speak of the file itself (https://www.sqlite.org/rescode.html).
constexpr int busy = 5;
constexpr int readOnly = 8;
constexpr int ioError = 10;
constexpr int corrupt = 11;
constexpr int full = 13;
constexpr int cannotOpen = 14;
constexpr int notADatabase = 26;

using Trouble = DatabaseTrouble::Kind;

Trouble troubleOf(int code)
{
    switch (code) {
    case busy:
        return Trouble::Locked;
    case readOnly:
        return Trouble::NotWritable;
    case ioError:
        return Trouble::DiskFails;
    case corrupt:
    case notADatabase:
        return Trouble::Damaged;
    case full:
        return Trouble::DiskFull;
    case cannotOpen:
        return Trouble::NotOpened;
    default:
        return Trouble::Other;
    }
}

/// SQLite speaks English only.
Message messageOf(Trouble trouble)
{
    switch (trouble) {
    case Trouble::Locked:
        return QT_TRANSLATE_NOOP("Faults", "another program keeps the file locked");
    case Trouble::NotWritable:
        return QT_TRANSLATE_NOOP("Faults", "the file may not be written");
    case Trouble::DiskFails:
        return QT_TRANSLATE_NOOP("Faults", "the disk failed");
    case Trouble::Damaged:
        return QT_TRANSLATE_NOOP("Faults", "the file is damaged");
    case Trouble::DiskFull:
        return QT_TRANSLATE_NOOP("Faults", "the disk is full");
    case Trouble::NotOpened:
        return QT_TRANSLATE_NOOP("Faults", "the file cannot be opened");
    case Trouble::Other:
        break;
    }
    return QT_TRANSLATE_NOOP("Faults", "the database refused");
}

Error errorOf(const QSqlError &error)
{
    const Trouble trouble = troubleOf(error.nativeErrorCode().toInt() & 0xff); // the rest narrows it
    Error found = failure(trouble == Trouble::Damaged ? ErrorKind::InvalidData : ErrorKind::Io, messageOf(trouble));
    found.detail = error.databaseText();
    found.evidence = std::make_shared<const DatabaseTrouble>(trouble);
    return found;
}

/// For its owner only, before SQLite makes it for all; its helpers take after it.
Result<> makeFile(const QString &path)
{
    QFile file(path);
    if (file.exists())
        return Done{};
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner)
        && !file.exists()) { // nobody else was faster
        Error error = failure(ErrorKind::Io, {QT_TRANSLATE_NOOP("Faults", "%1: %2"), {path, file.errorString()}});
        error.evidence = std::make_shared<const DatabaseTrouble>(Trouble::NotOpened);
        return fail(std::move(error));
    }
    return Done{};
}

/// Held while Qt's list of connections changes. Qt guards the list itself with a QReadWriteLock; of the path that this
/// takes when two threads meet, a Qt without instrumentation shows ThreadSanitizer the unlocking only.
std::mutex &connections()
{
    static std::mutex mutex;
    return mutex;
}

} // namespace

const DatabaseTrouble *databaseTrouble(const Error &error) noexcept
{
    return dynamic_cast<const DatabaseTrouble *>(error.evidence.get());
}

bool Database::Row::isNull(int column) const
{
    return m_query.isNull(column);
}

qint64 Database::Row::number(int column) const
{
    return m_query.value(column).toLongLong();
}

QString Database::Row::text(int column) const
{
    return m_query.value(column).toString();
}

QByteArray Database::Row::bytes(int column) const
{
    return m_query.value(column).toByteArray();
}

Database::Database(const QString &path, const QString &options)
    : m_database([] {
        const std::lock_guard lock(connections());
        return std::make_unique<QSqlDatabase>(
            QSqlDatabase::addDatabase(u"QSQLITE"_s, QUuid::createUuid().toString(QUuid::WithoutBraces)));
    }())
{
    m_database->setDatabaseName(path);
    m_database->setConnectOptions(options);
}

Database::~Database()
{
    const QString name = m_database->connectionName();
    m_database->close();
    m_database.reset();
    const std::lock_guard lock(connections());
    QSqlDatabase::removeDatabase(name);
}

Result<std::unique_ptr<Database>> Database::open(const QString &path, const QList<QStringList> &steps)
{
    // SQLite does not wait for another that is about to make the same file a WAL one.
    static std::mutex opening;
    const std::lock_guard lock(opening);
    if (Result<> made = makeFile(path); !made)
        return fail(made.error());
    std::unique_ptr<Database> database(new Database(path));
    if (!database->m_database->open())
        return fail(errorOf(database->m_database->lastError()));
    if (Result<> prepared = database->prepare(steps); !prepared)
        return fail(prepared.error());
    return database;
}

Result<std::unique_ptr<Database>> Database::openToRead(const QString &path, const QList<QStringList> &steps)
{
    if (QFile(path + u"-wal"_s).size() > 0)
        return fail(ErrorKind::Io, {QT_TRANSLATE_NOOP("Faults", "%1 was not closed"), {path}});
    // Immutable: SQLite makes none of its files beside it (https://www.sqlite.org/uri.html).
    QUrl url = QUrl::fromLocalFile(QFileInfo(path).absoluteFilePath());
    url.setQuery(u"immutable=1"_s);
    std::unique_ptr<Database> database(
        new Database(url.toString(QUrl::FullyEncoded), u"QSQLITE_OPEN_READONLY;QSQLITE_OPEN_URI"_s));
    if (!database->m_database->open())
        return fail(errorOf(database->m_database->lastError()));
    const Result<qint64> version = database->version();
    if (!version)
        return fail(version.error());
    if (*version != steps.size())
        return fail(ErrorKind::Unsupported,
                    {QT_TRANSLATE_NOOP("Faults", "made by another version (schema %1)"), {Message::number(*version)}});
    return database;
}

Result<> Database::prepare(const QList<QStringList> &steps)
{
    Result<qint64> version = this->version();
    if (!version)
        return fail(version.error());
    if (*version > steps.size())
        return fail(ErrorKind::Unsupported,
                    {QT_TRANSLATE_NOOP("Faults", "made by a newer version (schema %1)"), {Message::number(*version)}});
    for (const QString &pragma :
         {u"PRAGMA journal_mode=WAL"_s, u"PRAGMA synchronous=FULL"_s, u"PRAGMA foreign_keys=ON"_s}) {
        if (Result<> done = run(pragma); !done)
            return done;
    }
    if (*version == steps.size())
        return Done{};
    return transaction([&]() -> Result<> {
        version = this->version(); // another may have been at it
        if (!version)
            return fail(version.error());
        for (; *version < steps.size(); ++*version) {
            for (const QString &statement : steps.at(*version)) {
                if (Result<> step = run(statement); !step)
                    return step;
            }
        }
        return run(u"PRAGMA user_version=%1"_s.arg(*version));
    });
}

/// Steps of the schema that were taken.
Result<qint64> Database::version()
{
    qint64 version = 0;
    const auto take = [&version](const Row &row) -> Result<> {
        version = row.number(0);
        return Done{};
    };
    if (Result<> read = select(u"PRAGMA user_version"_s, {}, take); !read)
        return fail(read.error());
    return version;
}

Result<QSqlQuery> Database::execute(const QString &statement, const QVariantList &values)
{
    QSqlQuery query(*m_database);
    query.setForwardOnly(true);
    if (!query.prepare(statement))
        return fail(errorOf(query.lastError()));
    for (const QVariant &value : values)
        query.addBindValue(value);
    if (!query.exec())
        return fail(errorOf(query.lastError()));
    return query;
}

Result<> Database::run(const QString &statement, const QVariantList &values)
{
    const Result<QSqlQuery> query = execute(statement, values);
    if (!query)
        return fail(query.error());
    return Done{};
}

Result<qint64> Database::insert(const QString &statement, const QVariantList &values)
{
    const Result<QSqlQuery> query = execute(statement, values);
    if (!query)
        return fail(query.error());
    return query->lastInsertId().toLongLong();
}

Result<> Database::select(const QString &statement, const QVariantList &values,
                          const std::function<Result<>(const Row &)> &row)
{
    Result<QSqlQuery> query = execute(statement, values);
    if (!query)
        return fail(query.error());
    while (query->next()) {
        if (Result<> taken = row(Row(*query)); !taken)
            return taken;
    }
    if (query->lastError().isValid())
        return fail(errorOf(query->lastError()));
    return Done{};
}

Result<> Database::transaction(const std::function<Result<>()> &work)
{
    if (Result<> begun = run(u"BEGIN IMMEDIATE"_s); !begun)
        return begun;
    Result<> done = work();
    if (done)
        done = run(u"COMMIT"_s);
    if (!done)
        std::ignore = run(u"ROLLBACK"_s); // SQLite may have done it
    return done;
}

} // namespace base
