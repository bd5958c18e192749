#include <algorithm>

#include <unistd.h>

#include <QTemporaryDir>
#include <QTest>

#include "tests/support/canaryscan.h"
#include "tests/support/childprocess.h"

using namespace Qt::StringLiterals;
using support::CanaryScan;
using support::makeCanary;

namespace {

/// Root may read everything: while this lives, it is somebody else who looks.
class AsNobody final
{
public:
    AsNobody() { become(m_self == 0 ? 65534 : m_self); }
    ~AsNobody() { become(m_self); }
    AsNobody(const AsNobody &) = delete;
    AsNobody &operator=(const AsNobody &) = delete;

private:
    void become(uid_t user) const
    {
        if (::setresuid(user, user, m_self) != 0) // by both: Qt asks with the one and opens with the other
            qFatal("the user cannot be changed");
    }

    const uid_t m_self = ::getuid();
};

} // namespace

/// The scan sees what was planted, in each form and place.
class TestCanaryScan final : public QObject
{
    Q_OBJECT

private slots:
    void forms_data();
    void forms();
    void places();
    void processes();
    void whatCannotBeRead();
};

void TestCanaryScan::forms_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("isFound");
    const QByteArray canary("canary-7hJ2kLm9");
    const QString text = QString::fromLatin1(canary);
    QTest::newRow("raw") << QByteArray("{\"x\":\"" + canary + "\"}") << true;
    QTest::newRow("UTF-16LE") << QByteArray(reinterpret_cast<const char *>(text.utf16()), text.size() * 2) << true;
    for (const char *before : {"", "a", "ab", "abc", "maria:"})
        QTest::addRow("Base64 after %s", before) << QByteArray(before + canary + "more").toBase64() << true;
    QTest::newRow("percent-encoded") << canary.toPercentEncoding({}, canary) << true;
    QTest::newRow("hex") << QByteArray("00" + canary.toHex()) << true;
    QTest::newRow("upper-case hex") << canary.toHex().toUpper() << true;
    QTest::newRow("another") << QByteArray("canary-7hJ2kLm8") << false;
    QTest::newRow("nothing") << QByteArray() << false;
}

void TestCanaryScan::forms()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, isFound);
    CanaryScan scan({"canary-7hJ2kLm9"});
    scan.scan(u"here"_s, bytes);
    QCOMPARE(scan.findings(), isFound ? QStringList{u"here: canary-7hJ2kLm9"_s} : QStringList());
}

void TestCanaryScan::places()
{
    const QTemporaryDir folder;
    const QByteArray canary = makeCanary("planted");
    QVERIFY(QDir(folder.path()).mkpath(u".hidden/deep"_s));
    for (const QString &name : {u"a.db"_s, u"a.db-wal"_s, u".hidden/deep/.log"_s}) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArrayLiteral("SQLite format 3\0") + canary.toBase64());
    }
    QFile named(folder.filePath(QString::fromLatin1(canary)));
    QVERIFY(named.open(QIODevice::WriteOnly));
    QVERIFY(QFile::link(u"/nowhere/"_s + QString::fromLatin1(canary), folder.filePath(u"link"_s)));
    CanaryScan scan({makeCanary("other"), canary});
    scan.scanFolder(folder.path());
    QCOMPARE(scan.findings().size(), 5);
    QCOMPARE(scan.places(), 4);
    CanaryScan later({canary});
    later.scanFolder(folder.path(), QDateTime::currentDateTime().addSecs(60));
    QCOMPARE(later.findings().size(), 2); // of the names
    QCOMPARE(later.places(), 0);
}

void TestCanaryScan::processes()
{
    const QByteArray inArguments = makeCanary("argument");
    const QByteArray inEnvironment = makeCanary("environment");
    support::ChildProcess child(u"/bin/sh"_s, {u"-c"_s, u"sleep 60; true"_s, QString::fromLatin1(inArguments)},
                                {u"SECRET="_s + QString::fromLatin1(inEnvironment.toBase64())});
    QTRY_VERIFY_WITH_TIMEOUT(
        [&] {
            CanaryScan scan({inArguments, inEnvironment});
            scan.scanProcesses(::getpid());
            // Of the shell both, and what it passes on to its own child.
            return scan.findings().size() >= 3;
        }(),
        60000);
    CanaryScan clean({makeCanary("other")});
    clean.scanProcesses(::getpid());
    QVERIFY(clean.findings().isEmpty());
    QVERIFY(clean.places() >= 6);
}

void TestCanaryScan::whatCannotBeRead()
{
    const QTemporaryDir folder(u"/tmp/canaryscan-XXXXXX"_s); // to which everybody finds the way
    const auto all = QFile::ReadOther | QFile::ExeOther | QFile::ReadGroup | QFile::ExeGroup | QFile::ReadOwner
        | QFile::WriteOwner | QFile::ExeOwner;
    QVERIFY(QFile::setPermissions(folder.path(), all));
    QVERIFY(QDir(folder.path()).mkpath(u"closed"_s));
    QFile file(folder.filePath(u"file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    for (const QString &name : {u"closed"_s, u"file"_s})
        QVERIFY(QFile::setPermissions(folder.filePath(name), {}));
    CanaryScan scan({makeCanary("other")});
    {
        const AsNobody nobody;
        scan.scanFolder(folder.filePath(u"not-there"_s));
        scan.scanFolder(folder.path());
    }
    QVERIFY(QFile::setPermissions(folder.filePath(u"closed"_s), all)); // to be removed
    QVERIFY2(scan.findings().size() == 3, qPrintable(scan.findings().join(u'\n')));
    for (const QString &name : {u"not-there"_s, u"closed"_s, u"file"_s})
        QVERIFY(std::any_of(scan.findings().begin(), scan.findings().end(), [&](const QString &finding) {
            return finding.startsWith(folder.filePath(name) + u": cannot be read"_s);
        }));
}

QTEST_GUILESS_MAIN(TestCanaryScan)
#include "tst_canaryscan.moc"
