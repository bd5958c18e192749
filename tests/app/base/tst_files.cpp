#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "app/base/atomicfile.h"
#include "app/base/paths.h"
#ifdef Q_OS_UNIX
#include "tests/support/fulldisk.h"
#endif

using namespace Qt::StringLiterals;
using base::Paths;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("unreadable");
}

} // namespace

class tst_Files : public QObject
{
    Q_OBJECT

private slots:
    void writesANewFile();
    void replacesAFile();
    void leavesTheOldFileWhereItFails();
    void leavesTheOldFileOnAFullDisk();
    void keepsProfilesApart();
    void usesTheUsersFolders();
    void makesTheFolders();
    void saysWhichFolderCannotBeMade();
};

void tst_Files::writesANewFile()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"new.json"_s);
    QVERIFY(base::writeFile(path, QByteArray("\0\1\2", 3)));
    QCOMPARE(contentOf(path), QByteArray("\0\1\2", 3));
    const QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QCOMPARE(QFile::permissions(path) & others, QFile::Permissions());
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden), QStringList{u"new.json"_s});
    QVERIFY(base::writeFile(path, {}));
    QCOMPARE(contentOf(path), QByteArray());
}

void tst_Files::replacesAFile()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"old.json"_s);
    QVERIFY(base::writeFile(path, "old and longer"));
    QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup));
    QVERIFY(base::writeFile(path, "new"));
    QCOMPARE(contentOf(path), "new");
    QVERIFY(QFile::permissions(path).testFlag(QFile::ReadGroup));
}

void tst_Files::leavesTheOldFileWhereItFails()
{
    const QTemporaryDir folder;
    const QString missing = folder.filePath(u"missing/a.json"_s);
    const Result<> written = base::writeFile(missing, "x");
    QVERIFY(!written);
    QCOMPARE(written.error().kind, ErrorKind::Io);
    QVERIFY2(written.error().detail.contains(missing), qPrintable(written.error().detail));

    QVERIFY(!base::writeFile(folder.path(), "x")); // a folder is there
    QVERIFY(QDir(folder.path()).exists());
    QVERIFY(QDir(folder.path()).isEmpty());
}

void tst_Files::leavesTheOldFileOnAFullDisk()
{
#ifdef Q_OS_UNIX
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"old.json"_s);
    QVERIFY(base::writeFile(path, "old"));
    {
        const support::FullDisk full;
        QCOMPARE(base::writeFile(path, "new").error().kind, base::ErrorKind::Io);
    }
    QCOMPARE(contentOf(path), "old");
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden), QStringList{u"old.json"_s});
#endif
}

void tst_Files::keepsProfilesApart()
{
    const Paths a = Paths::ofProfile(u"/tmp/a"_s);
    const Paths b = Paths::ofProfile(u"/tmp/a/../b/"_s);
    QCOMPARE(a.config, u"/tmp/a/config"_s);
    QCOMPARE(a.data, u"/tmp/a/data"_s);
    QCOMPARE(b.data, u"/tmp/b/data"_s);
    QVERIFY(QDir::isAbsolutePath(Paths::ofProfile(u"relative"_s).data));
}

void tst_Files::usesTheUsersFolders()
{
    const Paths paths = Paths::ofUser();
    QVERIFY(paths.config != paths.data);
    QVERIFY(QDir::isAbsolutePath(paths.config));
    QVERIFY(QDir::isAbsolutePath(paths.data));
}

void tst_Files::makesTheFolders()
{
    const QTemporaryDir folder;
    const Paths paths = Paths::ofProfile(folder.filePath(u"deep/profile"_s));
    QVERIFY(paths.prepare());
    for (const QString &path : {paths.config, paths.data}) {
        QVERIFY(QDir(path).exists());
        QVERIFY(!QFile::permissions(path).testFlag(QFile::ReadOther));
        QVERIFY(base::writeFile(path + u"/x"_s, "x"));
    }
    QVERIFY(paths.prepare()); // a second start
}

void tst_Files::saysWhichFolderCannotBeMade()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"file"_s);
    QVERIFY(base::writeFile(file, "x"));
    const Paths paths = Paths::ofProfile(file);
    const Result<> made = paths.prepare();
    QVERIFY(!made);
    QCOMPARE(made.error().kind, ErrorKind::Io);
    QVERIFY(made.error().detail.contains(paths.config));
}

QTEST_APPLESS_MAIN(tst_Files)
#include "tst_files.moc"
