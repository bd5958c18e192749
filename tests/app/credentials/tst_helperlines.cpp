#include <memory>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include "app/credentials/helperlines.h"

using namespace Qt::StringLiterals;
using credentials::writeHelperLines;

/// docker's config.json is changed in one place and kept in all others. Secrets in here are "lines-canary-…".
class TestHelperLines final : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void lines();
    void newFile();
    void keepsTheRest();
    void copiesAreNotOverwritten();
    void damagedFilesStay_data();
    void damagedFilesStay();
    void throughALink();

private:
    [[nodiscard]] QString path() const { return m_folder->filePath(u".docker/config.json"_s); }
    void write(const QByteArray &bytes) const
    {
        QVERIFY(QDir(m_folder->path()).mkpath(u".docker"_s));
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }
    [[nodiscard]] static QByteArray read(const QString &name)
    {
        QFile file(name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestHelperLines::lines()
{
    QCOMPARE(credentials::helperLines({u"a.example:5000"_s}, u"portolan"_s),
             "{\n    \"credHelpers\": {\n        \"a.example:5000\": \"portolan\"\n    }\n}\n");
}

void TestHelperLines::newFile()
{
    const Result<QString> copy = writeHelperLines(path(), {u"a.example"_s}, u"portolan"_s);
    QVERIFY(copy);
    QVERIFY(copy->isEmpty());
    QCOMPARE(read(path()), credentials::helperLines({u"a.example"_s}, u"portolan"_s));
    QCOMPARE(QFile::permissions(path()) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
}

void TestHelperLines::keepsTheRest()
{
    const QByteArray before = R"({"auths": {"b.example": {"auth": "lines-canary-1"}}, "credHelpers": {"c.example": "x",
        "a.example": "y"}, "detachKeys": "ctrl-e,e", "n": 1.5, "l": [null, true]})";
    write(before);
    const auto mode = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup;
    QVERIFY(QFile::setPermissions(path(), mode));
    const Result<QString> copy = writeHelperLines(path(), {u"a.example"_s, u"d.example"_s}, u"portolan"_s);
    QVERIFY(copy);
    QJsonObject expected = QJsonDocument::fromJson(before).object();
    expected[u"credHelpers"]
        = QJsonObject{{u"a.example"_s, u"portolan"_s}, {u"c.example"_s, u"x"_s}, {u"d.example"_s, u"portolan"_s}};
    QCOMPARE(QJsonDocument::fromJson(read(path())).object(), expected);
    QCOMPARE(read(*copy), before);
    for (const QString &file : {path(), *copy})
        QCOMPARE(QFile::permissions(file) & ~(QFile::ReadUser | QFile::WriteUser), mode);
}

void TestHelperLines::copiesAreNotOverwritten()
{
    write("{}");
    const Result<QString> first = writeHelperLines(path(), {u"a.example"_s}, u"portolan"_s);
    const Result<QString> second = writeHelperLines(path(), {u"b.example"_s}, u"portolan"_s);
    QVERIFY(first && second);
    QVERIFY(*first != *second);
    QCOMPARE(read(*first), "{}");
}

void TestHelperLines::damagedFilesStay_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::newRow("cut off") << QByteArray("{\"auths\": ");
    QTest::newRow("a list") << QByteArray("[]");
    QTest::newRow("no section") << QByteArray("{\"credHelpers\": []}");
    QTest::newRow("a key twice") << QByteArray("{\"auths\": {}, \"auths\": {}}");
    QTest::newRow("empty") << QByteArray();
}

void TestHelperLines::damagedFilesStay()
{
    QFETCH(QByteArray, before);
    write(before);
    const Result<QString> copy = writeHelperLines(path(), {u"a.example"_s}, u"portolan"_s);
    QVERIFY(!copy);
    QCOMPARE(copy.error().kind, ErrorKind::InvalidData);
    QCOMPARE(read(path()), before);
}

void TestHelperLines::throughALink()
{
    const QString real = m_folder->filePath(u"real.json"_s);
    write("{}");
    QVERIFY(QFile::rename(path(), real));
    QVERIFY(QFile::link(real, path()));
    QVERIFY(writeHelperLines(path(), {u"a.example"_s}, u"portolan"_s));
    QVERIFY(QFileInfo(path()).isSymLink());
    QVERIFY(read(real).contains("a.example"));
}

QTEST_GUILESS_MAIN(TestHelperLines)
#include "tst_helperlines.moc"
