#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "app/connections/connectionfile.h"

using namespace Qt::StringLiterals;
using namespace connections;

namespace {

std::vector<Connection> some()
{
    Connection full = Connection::toHost({true, "registry.example.com", 8443}, SchemeChoice::Https);
    full.name = u"Büro 登録"_s;
    full.pathPrefix = "/artifactory";
    full.user = u"ada"_s;
    full.readOnly = true;
    full.tls = {{"-----BEGIN CERTIFICATE-----\n1", "2"}, false, "sha256//abc=", u"/a.pem"_s, u"/b.pem"_s};
    full.proxy = u"socks5h://proxy:1080"_s;
    full.proxyUser = u"用户"_s;
    full.noProxy = u"*.corp"_s;
    full.http2 = false;
    full.level = Level::Production;
    full.keptTags = {u"latest"_s, u"v*"_s};
    full.secrets = SecretPlace::Session;
    full.approvedRealms = {u"https://auth.example.com"_s};
    return {full, Connection::toHost({false, "localhost", 5000}, SchemeChoice::Http),
            Connection::toHost({true, "localhost", 443}, SchemeChoice::HttpsThenHttp),
            Connection::toHost({true, "docker.io", 443}, SchemeChoice::Https), Connection::toFolder(u"/images"_s)};
}

} // namespace

class TestConnectionFile : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(u"connections.json"_s);
    }

    void addresses()
    {
        QStringList shown;
        for (const Connection &connection : some())
            shown.append(connection.address());
        QCOMPARE(shown,
                 (QStringList{u"registry.example.com:8443"_s, u"localhost:5000"_s, u"localhost"_s, u"docker.io"_s,
                              u"/images"_s}));
        QCOMPARE(some().at(3).origin.host, "registry-1.docker.io");
    }

    void emptyWhereThereIsNoFile() { QVERIFY(ConnectionFile(m_path).read()->empty()); }

    void whatIsWrittenIsRead()
    {
        const std::vector<Connection> written = some();
        const ConnectionFile file(m_path);
        QVERIFY(file.write(written));
        const auto read = file.read();
        QVERIFY(read);
        QVERIFY(*read == written);
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden), QStringList{u"connections.json"_s});
    }

    void fieldsWeDoNotKnowStay()
    {
        const ConnectionFile file(m_path);
        put(R"({"version":1,"later":{"a":[1]},"connections":[
            {"id":"x","name":"X","scheme":"https","host":"x.example.com","port":443,"colour":"red","tls":{"new":true}},
            {"id":"y","name":"Y","folder":"/y","colour":"blue"}]})");
        std::vector<Connection> connections = *file.read();
        QCOMPARE(connections.size(), 2U);
        QVERIFY(connections[0].http2);
        QVERIFY(connections[0].proxyUser.isEmpty());
        QVERIFY(connections[0].tls.verify);
        connections[0].name = u"renamed"_s;
        connections.erase(connections.begin() + 1);
        QVERIFY(file.write(connections));
        const QByteArray now = content();
        for (const char *kept : {"later", "colour", "red", "\"new\"", "renamed"})
            QVERIFY2(now.contains(kept), kept);
        QVERIFY(!now.contains("blue"));
    }

    void aFolderThatBecameAHost()
    {
        const ConnectionFile file(m_path);
        Connection connection = Connection::toFolder(u"/images"_s);
        QVERIFY(file.write({connection}));
        Connection host = Connection::toHost({true, "a.example.com", 443}, SchemeChoice::Https);
        host.id = connection.id;
        QVERIFY(file.write({host}));
        QVERIFY(file.read()->front() == host);
    }

    void leftAlone_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<ErrorKind>("kind");
        QTest::newRow("newer") << QByteArray(R"({"version":2,"connections":"otherwise"})") << ErrorKind::Unsupported;
        QTest::newRow("cut") << QByteArray("{\"version\":1,\"conn") << ErrorKind::InvalidData;
        QTest::newRow("empty") << QByteArray("") << ErrorKind::InvalidData;
        QTest::newRow("no version") << QByteArray("{}") << ErrorKind::InvalidData;
        QTest::newRow("no object") << QByteArray("[1]") << ErrorKind::InvalidData;
    }

    void leftAlone()
    {
        QFETCH(const QByteArray, before);
        QFETCH(const ErrorKind, kind);
        put(before);
        const ConnectionFile file(m_path);
        QCOMPARE(file.read().error().kind, kind);
        QCOMPARE(file.write(some()).error().kind, kind);
        QCOMPARE(content(), before);
    }

    void aDamagedConnectionIsAnError_data()
    {
        QTest::addColumn<QByteArray>("entry");
        QTest::newRow("no id") << QByteArray(R"({"folder":"/a"})");
        QTest::newRow("no place") << QByteArray(R"({"id":"a"})");
        QTest::newRow("port") << QByteArray(R"({"id":"a","scheme":"https","host":"a","port":70000})");
        QTest::newRow("scheme") << QByteArray(R"({"id":"a","scheme":"gopher","host":"a","port":70})");
        QTest::newRow("no object") << QByteArray("7");
    }

    void aDamagedConnectionIsAnError()
    {
        QFETCH(const QByteArray, entry);
        put("{\"version\":1,\"connections\":[" + entry + "]}");
        QCOMPARE(ConnectionFile(m_path).read().error().kind, ErrorKind::InvalidData);
    }

    void damagedIsPutAside()
    {
        const ConnectionFile file(m_path);
        QStringList names;
        for (const QByteArray &content : {QByteArray("{\"version\":1,"), QByteArray("again")}) {
            put(content);
            const Result<QString> name = file.setAside();
            QVERIFY(name);
            names.append(*name);
            QFile aside(*name);
            QVERIFY(aside.open(QIODevice::ReadOnly));
            QCOMPARE(aside.readAll(), content);
            QVERIFY(file.read()->empty());
        }
        QVERIFY(names.first() != names.last());
        QVERIFY(file.write(some()));
        QCOMPARE(file.read()->size(), some().size());
        QFile::remove(m_path);
        QCOMPARE(file.setAside().error().kind, ErrorKind::Io);
    }

    void fromBeforeThereWereLevels()
    {
        put(R"({"version":1,"connections":[{"id":"a","scheme":"https","host":"a","port":443},
            {"id":"b","scheme":"https","host":"a","port":443,"level":"sacred"}]})");
        const std::vector<Connection> read = *ConnectionFile(m_path).read();
        QCOMPARE(read[0].level, Level::None);
        QCOMPARE(read[0].secrets, SecretPlace::Keychain);
        QCOMPARE(read[1].level, Level::Production); // what we do not know gets the most care
    }

    void alwaysKept_data()
    {
        QTest::addColumn<QString>("kept");
        QTest::addColumn<QString>("tag");
        QTest::addColumn<bool>("isKept");
        const auto row = [](const char *kept, const char *tag, bool isKept) {
            QTest::addRow("%s | %s", kept, tag) << QString::fromLatin1(kept) << QString::fromLatin1(tag) << isKept;
        };
        row("", "latest", false);
        row("latest", "latest", true);
        row("latest", "latest2", false);
        row("latest", "Latest", false);
        row("latest", "late", false);
        row("v*", "v", true);
        row("v*", "v2.8.1", true);
        row("v*", "V2", false);
        row("v*", "dev", false);
        row("*", "anything", true);
        row("*-rc", "v2-rc", true);
        row("*-rc", "v2-rc1", false);
        row("v*-rc*", "v2-rc1", true);
        row("v*-rc*", "v2", false);
        row("a*a", "a", false); // one letter is not both
        row("a*a", "aa", true);
        row("a*b*c", "acbc", true);
        row("a*b*c", "acb", false);
        row("v1.*", "v1x2", false); // a dot is a dot
        row("stable, v*", "stable", true);
        row("stable, v*", "v1", true);
        row("stable, v*", "edge", false);
    }
    void alwaysKept()
    {
        QFETCH(const QString, kept);
        QFETCH(const QString, tag);
        QTEST(isAlwaysKept(*parseKeptTags(kept), tag), "isKept");
    }

    void alwaysKeptIsQuick()
    {
        const QString pattern = u"*a"_s.repeated(60) + u"*b"_s;
        QVERIFY(!isAlwaysKept({pattern}, QString(128, u'a')));
        QVERIFY(isAlwaysKept({pattern}, QString(QString(127, u'a') + u'b')));
    }

    void keptTags()
    {
        QCOMPARE(*parseKeptTags(u" latest, v*  v* ，stable"), (QStringList{u"latest"_s, u"v*"_s, u"stable"_s}));
        QVERIFY(parseKeptTags(u"")->isEmpty());
        QCOMPARE(parseKeptTags(u"v* a/b").error().detail, u"a/b"_s);
        QVERIFY(!parseKeptTags(u".hidden"));
    }

    void secure()
    {
        Connection connection = Connection::toHost({true, "a.example.com", 443}, SchemeChoice::Https);
        QVERIFY(!connection.isInsecure());
        connection.tls.verify = false;
        QVERIFY(connection.isInsecure());
        QVERIFY(!connection.isPlainHttp());
        QVERIFY(Connection::toHost({false, "a.example.com", 80}, SchemeChoice::Http).isPlainHttp());
        QVERIFY(!Connection::toHost({false, "localhost", 80}, SchemeChoice::Http).isInsecure());
        const Connection copy = connection.duplicate(u"copy"_s);
        QVERIFY(copy.id != connection.id);
        QVERIFY(copy.hasSignInOf(connection));
        QCOMPARE(copy.secretIds().size(), 3);
    }

    void whereNothingCanBeWritten()
    {
        const ConnectionFile file(m_folder->filePath(u"missing/connections.json"_s));
        QCOMPARE(file.write(some()).error().kind, ErrorKind::Io);
    }

private:
    void put(const QByteArray &bytes) const
    {
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }

    [[nodiscard]] QByteArray content() const
    {
        QFile file(m_path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

QTEST_APPLESS_MAIN(TestConnectionFile)
#include "tst_connectionfile.moc"
