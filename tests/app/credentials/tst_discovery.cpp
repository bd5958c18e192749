#include <array>
#include <memory>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include "app/credentials/discovery.h"
#include "tests/support/childprocess.h"
#include "tests/support/dockerregistry.h"

using namespace Qt::StringLiterals;
using credentials::FileFault;
using credentials::FoundFile;
using credentials::Surroundings;

namespace {

const QByteArray certificate = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";

bool write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return QDir().mkpath(QFileInfo(path).path()) && file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size()
        && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
}

} // namespace

/// What docker and podman left on a computer. Secrets in here are canaries of their own: "discovery-canary-…".
class TestDiscovery final : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void nothing();
    void whatSkopeoWrote();
    void allPlaces();
    void oneFileByTwoRoads();
    void certificates();
    void lastFileDecides();
    void widePermissions();
    void whatCannotBeRead();

private:
    [[nodiscard]] QString path(const QString &name) const { return m_folder->filePath(name); }
    [[nodiscard]] std::vector<FoundFile> found() const { return credentials::discover(m_surroundings, {}); }

    std::unique_ptr<QTemporaryDir> m_folder;
    Surroundings m_surroundings;
};

void TestDiscovery::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_surroundings = {};
    m_surroundings.home = path(u"home"_s);
    m_surroundings.configHome = path(u"home/.config"_s);
    m_surroundings.runtimeFolder = path(u"run"_s);
    m_surroundings.systemFolder = path(u"etc"_s);
}

void TestDiscovery::nothing()
{
    QVERIFY(found().empty());
}

void TestDiscovery::whatSkopeoWrote()
{
    const support::DockerRegistry registry({.htpasswd = true});
    QVERIFY(registry.isRunning());
    const support::TokenServerSettings user;
    m_surroundings.registryAuthFile = path(u"auth.json"_s);
    support::ChildProcess login(u"skopeo"_s,
                                {u"login"_s, u"--tls-verify=false"_s, u"--authfile"_s, m_surroundings.registryAuthFile,
                                 u"-u"_s, QString::fromUtf8(user.user), u"-p"_s, QString::fromUtf8(user.password),
                                 QString::fromLatin1(registry.address())});
    QVERIFY2(login.waitForEnd() == 0, login.log().constData());

    const std::vector<FoundFile> files = found();
    QCOMPARE(files.size(), 1U);
    QCOMPARE(files[0].kind, FoundFile::Kind::Containers);
    QCOMPARE(files[0].path, m_surroundings.registryAuthFile);
    QVERIFY(files[0].faults.empty());
    QVERIFY(!files[0].isReadableByOthers);
    QCOMPARE(files[0].auth.signIns.size(), 1U);
    const credentials::StoredSignIn &signIn = files[0].auth.signIns[0];
    QCOMPARE(signIn.registry.host, QString::fromLatin1(registry.address()));
    QCOMPARE(signIn.credential.user, QString::fromUtf8(user.user));
    QCOMPARE(signIn.credential.password.expose(), QByteArrayView(user.password));
}

void TestDiscovery::allPlaces()
{
    const QByteArray auth = R"({"auths": {"a.example": {"username": "a", "password": "discovery-canary-1"}}})";
    const QByteArray conf = "unqualified-search-registries = [\"quay.io\"]\n";
    const QStringList places{u"home/.docker/config.json"_s,
                             u"run/containers/auth.json"_s,
                             u"home/.config/containers/auth.json"_s,
                             u"home/.config/containers/certs.d/a.example/ca.crt"_s,
                             u"etc/containers/certs.d/a.example/ca.crt"_s,
                             u"etc/docker/certs.d/a.example/ca.crt"_s,
                             u"etc/containers/registries.conf"_s,
                             u"etc/containers/registries.conf.d/one.conf"_s,
                             u"home/.config/containers/registries.conf.d/two.conf"_s};
    for (const QString &place : places)
        QVERIFY(write(path(place), place.endsWith("json"_L1) ? auth : place.endsWith("crt"_L1) ? certificate : conf));
    QVERIFY(write(path(u"etc/containers/registries.conf.d/notes.txt"_s), "no TOML"));

    std::vector<FoundFile> files = found();
    QCOMPARE(files.size(), std::size_t(places.size()));
    for (std::size_t i = 0; i < files.size(); ++i) {
        QString place = path(places[qsizetype(i)]);
        place.remove(u"/a.example/ca.crt"_s);
        QCOMPARE(files[i].path, place);
        QVERIFY(files[i].faults.empty());
    }

    // What the environment names goes before, and the user's own registries.conf before the system's.
    m_surroundings.dockerConfig = path(u"elsewhere"_s);
    QVERIFY(write(path(u"elsewhere/config.json"_s), auth));
    QVERIFY(write(path(u"home/.config/containers/registries.conf"_s), conf));
    files = found();
    QCOMPARE(files.size(), std::size_t(places.size()));
    QCOMPARE(files[0].path, path(u"elsewhere/config.json"_s));
    QCOMPARE(files[6].path, path(u"home/.config/containers/registries.conf"_s));
    m_surroundings.registriesConf = path(u"own.conf"_s);
    QVERIFY(write(path(u"own.conf"_s), conf));
    QCOMPARE(found()[6].path, path(u"own.conf"_s));
}

void TestDiscovery::oneFileByTwoRoads()
{
    m_surroundings.registryAuthFile = path(u"run/containers/../containers/auth.json"_s);
    QVERIFY(write(path(u"run/containers/auth.json"_s), "{}"));
    QCOMPARE(found().size(), 1U);
}

void TestDiscovery::certificates()
{
    const QString folder = path(u"etc/docker/certs.d"_s);
    QVERIFY(write(folder + u"/lab.example:5000/ca.crt"_s, certificate));
    QVERIFY(write(folder + u"/lab.example:5000/second.crt"_s, certificate + certificate));
    QVERIFY(write(folder + u"/lab.example:5000/client.cert"_s, certificate));
    QVERIFY(write(folder + u"/lab.example:5000/client.key"_s, "discovery-canary-2"));
    QVERIFY(write(folder + u"/lab.example:5000/README"_s, "for people"));
    QVERIFY(write(folder + u"/broken.example/der.crt"_s, "0\x82"));
    QVERIFY(write(folder + u"/broken.example/lone.cert"_s, certificate));
    QVERIFY(write(folder + u"/broken.example/other.key"_s, "discovery-canary-3"));
    QVERIFY(QDir().mkpath(folder + u"/not a host"_s));

    const std::vector<FoundFile> files = found();
    QCOMPARE(files.size(), 1U);
    QCOMPARE(files[0].certificates.hosts.size(), 1U);
    const credentials::HostCertificates &host = files[0].certificates.hosts[0];
    QCOMPARE(host.registry.host, u"lab.example:5000"_s);
    QCOMPARE(host.authorities.size(), 2U);
    QCOMPARE(host.authorities[1].pem, certificate + certificate);
    QCOMPARE(host.clientCertificates.size(), 1U);
    QCOMPARE(host.clientCertificates[0].keyFile, folder + u"/lab.example:5000/client.key"_s);

    using Kind = FileFault::Kind;
    QCOMPARE(files[0].faults,
             (std::vector<FileFault>{{Kind::NoCertificate, u"broken.example/der.crt"_s, {}},
                                     {Kind::NoKey, u"broken.example/lone.cert"_s, {}},
                                     {Kind::NoCertificate, u"broken.example/other.key"_s, {}},
                                     {Kind::Registry, u"not a host"_s, "names no registry"}}));
}

void TestDiscovery::lastFileDecides()
{
    QVERIFY(write(path(u"etc/containers/registries.conf"_s),
                  "[[registry]]\nlocation = \"a.example\"\ninsecure = true\n[[registry]]\nlocation = \"b.example\"\n"
                  "[aliases]\nx = \"a.example/x\"\ny = \"a.example/y\"\n"));
    QVERIFY(write(path(u"home/.config/containers/registries.conf.d/own.conf"_s),
                  "[[registry]]\nlocation = \"a.example\"\n[aliases]\nx = \"b.example/x\"\n"));
    const std::vector<FoundFile> files = found();
    QCOMPARE(files.size(), 2U);
    QCOMPARE(files[0].registries.rules.size(), 1U);
    QCOMPARE(files[0].registries.rules[0].prefix, u"b.example"_s);
    QCOMPARE(files[0].registries.shortNames.size(), 1U);
    QVERIFY(!files[1].registries.rules[0].isInsecure);
}

void TestDiscovery::widePermissions()
{
    const QString file = path(u"home/.docker/config.json"_s);
    QVERIFY(write(file, "{}"));
    QVERIFY(!found()[0].isReadableByOthers);
    QVERIFY(QFile::setPermissions(file, QFile::ReadOwner | QFile::ReadGroup));
    QVERIFY(found()[0].isReadableByOthers);
}

void TestDiscovery::whatCannotBeRead()
{
    QVERIFY(write(path(u"home/.docker/config.json"_s), "{\"auths\": {\"a.example\": {\"auth\": \"discovery-canary"));
    QVERIFY(write(path(u"run/containers/auth.json"_s), QByteArray(5 * 1024 * 1024, ' ')));
    QVERIFY(QDir().mkpath(path(u"home/.config/containers/auth.json"_s))); // a folder
    QVERIFY(write(path(u"etc/containers/registries.conf"_s), "[[registry"));

    const std::vector<FoundFile> files = found();
    QCOMPARE(files.size(), 4U);
    using Kind = FileFault::Kind;
    const std::array kinds{Kind::Format, Kind::TooLarge, Kind::NotReadable, Kind::Format};
    for (std::size_t i = 0; i < files.size(); ++i) {
        QCOMPARE(files[i].faults.size(), 1U);
        QCOMPARE(files[i].faults[0].kind, kinds[i]);
        QVERIFY(!files[i].faults[0].detail.english().contains("canary"_L1));
    }
    QVERIFY(files[0].faults[0].detail.english().contains("byte"_L1));
    QVERIFY(files[3].faults[0].detail.english().contains("line 1"_L1));
}

QTEST_GUILESS_MAIN(TestDiscovery)
#include "tst_discovery.moc"
