#include <QDir>
#include <future>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "app/base/database.h"

using namespace Qt::StringLiterals;
using base::Database;

namespace {

const QStringList first{u"CREATE TABLE things(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, bytes BLOB)"_s};
const QStringList second{u"ALTER TABLE things ADD COLUMN size INTEGER NOT NULL DEFAULT 7"_s};

std::unique_ptr<Database> opened(const QString &path, const QList<QStringList> &steps)
{
    Result<std::unique_ptr<Database>> database = Database::open(path, steps);
    if (!database)
        qFatal("%s", qPrintable(database.error().detail));
    return *std::move(database);
}

QStringList namesIn(Database &database)
{
    QStringList names;
    const Result<> read = database.select(u"SELECT name FROM things ORDER BY id"_s, {}, [&](const Database::Row &row) {
        names.append(row.text(0));
        return Result<>();
    });
    return read ? names : QStringList({read.error().detail});
}

} // namespace

/// Files, versions, transactions and damage of the database.
class TestDatabase : public QObject
{
    Q_OBJECT

private slots:
    void keepsWhatWasWritten();
    void madeByManyAtOnce();
    void ownersOnly();
    void newVersions();
    void newerIsLeftAlone();
    void transactions();
    void damaged();
    void noDatabase();
    void cannotBeMade();
    void tellsWhatIsTheMatter();
    void openedToRead();
};

void TestDatabase::keepsWhatWasWritten()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"a.sqlite"_s);
    const QByteArray bytes("a\0b", 3);
    {
        const auto database = opened(path, {first});
        QCOMPARE(database->insert(u"INSERT INTO things(name, bytes) VALUES(?, ?)"_s, {u"镜像"_s, bytes}).value(), 1);
        QVERIFY(!database->run(u"INSERT INTO things(name) VALUES(?)"_s, {u"镜像"_s})); // unique
    }
    const auto database = opened(path, {first});
    int rows = 0;
    QVERIFY(database->select(u"SELECT name, bytes, NULL FROM things"_s, {}, [&](const Database::Row &row) {
        ++rows;
        return row.text(0) == u"镜像"_s && row.bytes(1) == bytes && row.isNull(2) ? Result<>()
                                                                                  : base::fail(ErrorKind::Internal, {});
    }));
    QCOMPARE(rows, 1);
}

void TestDatabase::madeByManyAtOnce()
{
    const QTemporaryDir folder;
    for (int round = 0; round < 20; ++round) {
        const QString path = folder.filePath(u"many-%1.sqlite"_s.arg(round));
        std::vector<std::future<Result<>>> opened;
        opened.reserve(6);
        for (int i = 0; i < 6; ++i)
            opened.push_back(std::async(std::launch::async, [&path]() -> Result<> {
                const auto database = Database::open(path, {first, second});
                return database ? Result<>(base::Done{}) : Result<>(base::fail(database.error()));
            }));
        for (std::future<Result<>> &one : opened) {
            const Result<> result = one.get();
            QVERIFY2(result, result ? "" : qPrintable(result.error().detail));
        }
    }
}

void TestDatabase::ownersOnly()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"a.sqlite"_s);
    const auto database = opened(path, {first});
    const QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    for (const QString &name : {path, QString(path + u"-wal"_s)}) {
        QVERIFY2(QFile::exists(name), qPrintable(name));
        QCOMPARE(QFile::permissions(name) & others, QFile::Permissions());
    }
}

void TestDatabase::newVersions()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"a.sqlite"_s);
    QVERIFY(opened(path, {first})->run(u"INSERT INTO things(name) VALUES('old')"_s));
    const auto database = opened(path, {first, second});
    qint64 size = 0;
    QVERIFY(database->select(u"SELECT size FROM things"_s, {}, [&](const Database::Row &row) {
        size = row.number(0);
        return Result<>();
    }));
    QCOMPARE(size, 7);
    // A step that fails leaves the version before it.
    QVERIFY(!Database::open(path, {first, second, {u"CREATE TABLE more(id)"_s, u"no SQL"_s}}));
    QVERIFY(Database::open(path, {first, second, {u"CREATE TABLE more(id)"_s}}));
}

void TestDatabase::newerIsLeftAlone()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"a.sqlite"_s);
    opened(path, {first, second});
    const auto older = Database::open(path, {first});
    QVERIFY(!older);
    QCOMPARE(older.error().kind, ErrorKind::Unsupported);
    opened(path, {first, second});
}

void TestDatabase::transactions()
{
    const QTemporaryDir folder;
    const auto database = opened(folder.filePath(u"a.sqlite"_s), {first});
    const Result<> failed = database->transaction([&]() -> Result<> {
        if (Result<> done = database->run(u"INSERT INTO things(name) VALUES('a')"_s); !done)
            return done;
        return base::fail(ErrorKind::Conflict, u"no"_s);
    });
    QCOMPARE(failed.error().kind, ErrorKind::Conflict);
    QCOMPARE(namesIn(*database), QStringList());
    QVERIFY(database->transaction([&] { return database->run(u"INSERT INTO things(name) VALUES('b')"_s); }));
    QCOMPARE(namesIn(*database), QStringList({u"b"_s}));
}

void TestDatabase::damaged()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"a.sqlite"_s);
    {
        const auto database = opened(path, {first});
        for (int i = 0; i < 2'000; ++i)
            QVERIFY(database->run(u"INSERT INTO things(name) VALUES(?)"_s, {u"name %1"_s.arg(i)}));
    }
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite) && file.size() > 5 * 4096);
    QVERIFY(file.seek(4096) && file.write(QByteArray(4 * 4096, '\xff')) == 4 * 4096);
    file.close();
    Result<std::unique_ptr<Database>> database = Database::open(path, {first});
    const Result<> read = database ? (*database)->select(u"SELECT count(*), max(name) FROM things"_s, {},
                                                         [](const Database::Row &) { return Result<>(); })
                                   : Result<>(base::fail(database.error()));
    QVERIFY(!read);
    QCOMPARE(read.error().kind, ErrorKind::InvalidData);
}

void TestDatabase::noDatabase()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"a.sqlite"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(8'192, 'x'));
    file.close();
    QCOMPARE(Database::open(path, {first}).error().kind, ErrorKind::InvalidData);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray(8'192, 'x'));
}

void TestDatabase::cannotBeMade()
{
    const QTemporaryDir folder;
    const auto none = Database::open(folder.filePath(u"missing/a.sqlite"_s), {first});
    QVERIFY(!none);
    QCOMPARE(none.error().kind, ErrorKind::Io);
}

/// What keeps a file from being written, in words of ours; SQLite's are the detail.
void TestDatabase::tellsWhatIsTheMatter()
{
    using Kind = base::DatabaseTrouble::Kind;
    const QTemporaryDir folder;
    const auto database = opened(folder.filePath(u"a.sqlite"_s), {first});
    QVERIFY(database->run(u"PRAGMA max_page_count=4"_s)); // it is full then
    const QVariantList values{u"a"_s, QByteArray(100'000, 'x')};
    const Result<> full = database->run(u"INSERT INTO things(name, bytes) VALUES(?, ?)"_s, values);
    QVERIFY(!full && base::databaseTrouble(full.error())->kind == Kind::DiskFull);
    QCOMPARE(full.error().message.english(), u"the disk is full"_s);
    QVERIFY(full.error().detail.startsWith(u"database or disk is full"_s));
    const Result<> wrong = database->run(u"SELECT nothing"_s);
    QVERIFY(!wrong && base::databaseTrouble(wrong.error())->kind == Kind::Other);
    QCOMPARE(wrong.error().message.english(), u"the database refused"_s);
}

void TestDatabase::openedToRead()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"a %41#?.sqlite"_s);
    {
        const auto writer = opened(path, {first});
        QVERIFY(writer->run(u"INSERT INTO things(name) VALUES('a')"_s));
        QCOMPARE(Database::openToRead(path, {first}).error().kind, ErrorKind::Io); // what was written is beside it
    }
    const auto reader = Database::openToRead(path, {first}).value();
    QCOMPARE(namesIn(*reader), QStringList({u"a"_s}));
    QCOMPARE(reader->run(u"INSERT INTO things(name) VALUES('b')"_s).error().kind, ErrorKind::Io);
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 1);
    QCOMPARE(Database::openToRead(path, {first, second}).error().kind, ErrorKind::Unsupported);
    QCOMPARE(Database::openToRead(folder.filePath(u"none"_s), {first}).error().kind, ErrorKind::Io);
}

QTEST_GUILESS_MAIN(TestDatabase)
#include "tst_database.moc"
