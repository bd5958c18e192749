#include "app/connections/sample.h"

#include <filesystem>

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QLockFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

void put(const QString &path, const QByteArray &bytes)
{
    QVERIFY(QDir().mkpath(QFileInfo(path).path()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

/// Every file below @p folder with its bytes, sorted.
QStringList contents(const QString &folder)
{
    QStringList all;
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly))
            all.append(file.fileName().sliced(folder.size()) + u'=' + QString::fromUtf8(file.readAll()));
    }
    all.sort();
    return all;
}

} // namespace

class TestSample final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void copiesOnce();
    void sharesEqualBlobs();
    void copyCanBeWritten();
    void resetRestores();
    void startsAnewAfterACrash_data();
    void startsAnewAfterACrash();
    void missingSampleIsNotFound();
    void stopLeavesNothing();
    void oneAtATime();

private:
    [[nodiscard]] QString installed() const { return m_folder->filePath(u"installed"_s); }
    [[nodiscard]] QString copy() const { return m_folder->filePath(u"profile/sample"_s); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestSample::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    for (const QString &repository : {u"/a/b"_s, u"/a/c"_s}) {
        put(installed() + repository + u"/oci-layout"_s, "{}");
        put(installed() + repository + u"/index.json"_s, repository.toUtf8());
        put(installed() + repository + u"/blobs/sha256/1234"_s, "shared");
    }
}

void TestSample::copiesOnce()
{
    QVERIFY(connections::prepareSample(installed(), copy(), {}));
    QCOMPARE(contents(copy()), contents(installed()));

    put(copy() + u"/a/b/index.json"_s, "changed by the user");
    const QStringList changed = contents(copy());
    QVERIFY(connections::prepareSample(installed(), copy(), {}));
    QCOMPARE(contents(copy()), changed);
    QCOMPARE(QDir(m_folder->filePath(u"profile"_s)).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
             QStringList{u"sample"_s});
}

void TestSample::sharesEqualBlobs()
{
    QVERIFY(connections::prepareSample(installed() + u'/', copy(), {}));
    const auto first = QFileInfo(copy() + u"/a/b/blobs/sha256/1234"_s).filesystemFilePath();
    const auto second = QFileInfo(copy() + u"/a/c/blobs/sha256/1234"_s).filesystemFilePath();
    QVERIFY(std::filesystem::equivalent(first, second));
    const auto index = QFileInfo(copy() + u"/a/b/index.json"_s).filesystemFilePath();
    QCOMPARE(std::filesystem::hard_link_count(index), std::uintmax_t(1));
}

void TestSample::copyCanBeWritten()
{
    const QString index = installed() + u"/a/b/index.json"_s;
    QVERIFY(QFile::setPermissions(index, QFileDevice::ReadOwner | QFileDevice::ReadOther));
    QVERIFY(connections::prepareSample(installed(), copy(), {}));
    QVERIFY(QFile::permissions(copy() + u"/a/b/index.json"_s) & QFileDevice::WriteOwner);
}

void TestSample::resetRestores()
{
    QVERIFY(connections::prepareSample(installed(), copy(), {}));
    put(copy() + u"/a/b/index.json"_s, "changed by the user");
    put(copy() + u"/mine/index.json"_s, "added by the user");
    QVERIFY(QFile::remove(copy() + u"/a/c/oci-layout"_s));

    QVERIFY(connections::resetSample(installed(), copy(), {}));
    QCOMPARE(contents(copy()), contents(installed()));
    QVERIFY(!QFileInfo::exists(copy() + u".new"_s));
    QVERIFY(!QFileInfo::exists(copy() + u".old"_s));
}

void TestSample::startsAnewAfterACrash_data()
{
    QTest::addColumn<QStringList>("remains");
    QTest::newRow("while copying") << QStringList{u".new/a/b/index.json"_s};
    QTest::newRow("between the renames of a reset") << QStringList{u".new/a/b/index.json"_s, u".old/a/b/index.json"_s};
    QTest::newRow("before the old one was removed") << QStringList{u".old/a/b/index.json"_s};
}

void TestSample::startsAnewAfterACrash()
{
    QFETCH(const QStringList, remains);
    for (const QString &path : remains)
        put(copy() + path, "half");
    QVERIFY(connections::prepareSample(installed(), copy(), {}));
    QCOMPARE(contents(copy()), contents(installed()));
    QVERIFY(!QFileInfo::exists(copy() + u".new"_s));
    QVERIFY(!QFileInfo::exists(copy() + u".old"_s));
}

void TestSample::missingSampleIsNotFound()
{
    const auto prepared = connections::prepareSample(m_folder->filePath(u"nowhere"_s), copy(), {});
    QVERIFY(!prepared);
    QCOMPARE(prepared.error().kind, ErrorKind::NotFound);
    QVERIFY(!QFileInfo::exists(copy()));

    // A reset without a sample to take from must not cost the user the one that is there.
    QVERIFY(connections::prepareSample(installed(), copy(), {}));
    const QStringList before = contents(copy());
    QVERIFY(!connections::resetSample(m_folder->filePath(u"nowhere"_s), copy(), {}));
    QCOMPARE(contents(copy()), before);
}

void TestSample::stopLeavesNothing()
{
    std::stop_source stop;
    stop.request_stop();
    const auto prepared = connections::prepareSample(installed(), copy(), stop.get_token());
    QVERIFY(!prepared);
    QVERIFY(prepared.error().isCancelled());
    QVERIFY(!QFileInfo::exists(copy()));
    QVERIFY(!QFileInfo::exists(copy() + u".new"_s));
}

void TestSample::oneAtATime()
{
    QVERIFY(QDir().mkpath(m_folder->filePath(u"profile"_s)));
    QLockFile other(copy() + u".lock"_s);
    QVERIFY(other.tryLock(0));
    const auto prepared = connections::prepareSample(installed(), copy(), {});
    QVERIFY(!prepared);
    QCOMPARE(prepared.error().kind, ErrorKind::Conflict);
    other.unlock();
    QVERIFY(connections::prepareSample(installed(), copy(), {}));
}

QTEST_GUILESS_MAIN(TestSample)
#include "tst_sample.moc"
