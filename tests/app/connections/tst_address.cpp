#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include "app/connections/address.h"

using namespace Qt::StringLiterals;
using connections::Address;
using connections::parseAddress;
using connections::SchemeChoice;

namespace {

/// `https://host:port REPOSITORY IMAGE`, with `?` behind a scheme that is to be found out; `-` where there is none.
QString shown(const Address &address)
{
    const connections::Connection &connection = address.connection;
    QString text = QString::fromLatin1(connection.origin.toBytes());
    if (connection.isFolder())
        text = u"folder "_s + connection.folder;
    else if (connection.scheme == SchemeChoice::HttpsThenHttp)
        text += u'?';
    text += u' ' + (address.repository ? address.repository->toString() : u"-"_s);
    return text + u' ' + (address.image ? oci::toString(*address.image) : u"-"_s);
}

const QString digest = u"sha256:"_s + QString(u'a').repeated(64);

} // namespace

class TestAddress : public QObject
{
    Q_OBJECT

private slots:
    void understood_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("meant");
        const auto row
            = [](const QString &typed, const QString &meant) { QTest::newRow(qPrintable(typed)) << typed << meant; };
        const QString hub = u"https://registry-1.docker.io "_s;
        // Docker Hub's short names
        row(u"nginx"_s, hub + u"library/nginx -"_s);
        row(u"nginx:1.27"_s, hub + u"library/nginx 1.27"_s);
        row(u"nginx:1"_s, hub + u"library/nginx 1"_s);
        row(u"grafana/grafana"_s, hub + u"grafana/grafana -"_s);
        row(u"nginx@"_s + digest, hub + u"library/nginx "_s + digest);
        row(u"nginx:1.27@"_s + digest, hub + u"library/nginx "_s + digest);
        row(u"docker.io"_s, hub + u"- -"_s);
        row(u"docker.io/nginx"_s, hub + u"library/nginx -"_s);
        row(u"index.docker.io/library/nginx:1"_s, hub + u"library/nginx 1"_s);
        row(u"https://docker.io/nginx"_s, hub + u"library/nginx -"_s);
        row(u"https://registry-1.docker.io"_s, hub + u"- -"_s);
        // hosts
        row(u"registry.example.com"_s, u"https://registry.example.com - -"_s);
        row(u"Registry.Example.COM"_s, u"https://registry.example.com - -"_s);
        row(u"registry.example.com/"_s, u"https://registry.example.com - -"_s);
        row(u"registry.example.com:5000"_s, u"https://registry.example.com:5000 - -"_s);
        row(u"10.0.0.8:5000"_s, u"https://10.0.0.8:5000 - -"_s);
        row(u"registry.example.com/a/b:v1"_s, u"https://registry.example.com a/b v1"_s);
        row(u"harbor:8443/library/app"_s, u"https://harbor:8443 library/app -"_s);
        row(u"registry.example.com/a/b/"_s, u"https://registry.example.com a/b -"_s);
        // loopback hosts: which scheme is seen when it is opened
        row(u"localhost"_s, u"https://localhost? - -"_s);
        row(u"localhost:5000"_s, u"https://localhost:5000? - -"_s);
        row(u"LOCALHOST:5000"_s, u"https://localhost:5000? - -"_s);
        row(u"localhost/app:1"_s, u"https://localhost? app 1"_s);
        row(u"localhost:5000/app"_s, u"https://localhost:5000? app -"_s);
        row(u"127.0.0.1:5000/a/b:1"_s, u"https://127.0.0.1:5000? a/b 1"_s);
        row(u"[::1]:5000"_s, u"https://[::1]:5000? - -"_s);
        row(u"[::1]:5000/app"_s, u"https://[::1]:5000? app -"_s);
        // URLs
        row(u"https://registry.example.com"_s, u"https://registry.example.com - -"_s);
        row(u"HTTPS://registry.example.com/"_s, u"https://registry.example.com - -"_s);
        row(u"https://registry.example.com:443/a/b"_s, u"https://registry.example.com a/b -"_s);
        row(u"https://registry.example.com/v2/"_s, u"https://registry.example.com - -"_s);
        row(u"https://registry.example.com/a/b:v1"_s, u"https://registry.example.com a/b v1"_s);
        row(u"https://registry.example.com/a/b@"_s + digest, u"https://registry.example.com a/b "_s + digest);
        row(u"https://intranet/team/app"_s, u"https://intranet team/app -"_s);
        row(u"https://localhost:5000"_s, u"https://localhost:5000 - -"_s);
        row(u"http://localhost:5000"_s, u"http://localhost:5000 - -"_s);
        row(u"http://127.0.0.1:5000/demo/app"_s, u"http://127.0.0.1:5000 demo/app -"_s);
        row(u"http://[::1]/demo"_s, u"http://[::1] demo -"_s);
        // what people copy
        row(u"  nginx \n"_s, hub + u"library/nginx -"_s);
        row(u"docker pull nginx:1.27"_s, hub + u"library/nginx 1.27"_s);
        row(u"$ docker pull  ghcr.io/a/b:1"_s, u"https://ghcr.io a/b 1"_s);
        row(u"sudo podman pull quay.io/a/b"_s, u"https://quay.io a/b -"_s);
        row(u"docker image pull -q --platform linux/arm64 nginx"_s, hub + u"library/nginx -"_s);
        row(u"docker pull nginx --platform linux/arm64"_s, hub + u"library/nginx -"_s);
        row(u"docker pull --platform=linux/arm64 nginx"_s, hub + u"library/nginx -"_s);
        row(u"docker://ghcr.io/a/b:1"_s, u"https://ghcr.io a/b 1"_s);
        row(u"nerdctl pull ghcr.io/a/b:1"_s, u"https://ghcr.io a/b 1"_s);
        row(u"skopeo inspect docker://ghcr.io/a/b:1"_s, u"https://ghcr.io a/b 1"_s);
        row(u"$ skopeo list-tags --no-creds docker://nginx"_s, hub + u"library/nginx -"_s);
        row(u"skopeo copy docker://ghcr.io/a/b:1 docker://quay.io/c/d"_s, u"https://ghcr.io a/b 1"_s);
    }

    void understood()
    {
        QFETCH(const QString, typed);
        QFETCH(const QString, meant);
        const Result<Address> address = parseAddress(typed);
        QVERIFY2(address, qPrintable(address ? QString() : address.error().detail));
        QCOMPARE(shown(*address), meant);
        QVERIFY(!address->connection.id.isEmpty());
        QVERIFY(!address->connection.name.isEmpty());
    }

    void refused_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<ErrorKind>("kind");
        const auto row = [](const QString &typed, ErrorKind kind = ErrorKind::InvalidData) {
            QTest::newRow(qPrintable(typed)) << typed << kind;
        };
        row(QString());
        row(u"   "_s);
        row(u"http://registry.example.com"_s, ErrorKind::Network);
        row(u"http://docker.io/nginx"_s, ErrorKind::Network);
        row(u"http://localhost.example.com"_s, ErrorKind::Network);
        row(u"ftp://registry.example.com"_s);
        row(u"https://"_s);
        row(u"https://user:secret@registry.example.com"_s);
        row(u"https://registry.example.com/a?b=c"_s);
        row(u"https://registry.example.com/a%2Fb"_s);
        row(u"https://registry.example.com/Upper"_s);
        row(u"registry.example.com:99999"_s);
        row(u"registry.example.com:latest"_s);
        row(u"registry.example.com/UPPER"_s);
        row(u"NGINX"_s);
        row(u"nginx:"_s);
        row(u"nginx@sha256:abc"_s);
        row(u"nginx:1 2"_s);
        row(u"docker run nginx"_s);
        row(u"docker pull"_s);
        row(u"docker pull a b"_s);
        row(u"rm -rf x"_s);
        row(u"skopeo delete docker://ghcr.io/a/b:1"_s);
        row(u"skopeo inspect oci:/tmp/x"_s);
        row(u"/no/such/folder"_s, ErrorKind::NotFound);
        row(u"./no-such-folder"_s, ErrorKind::NotFound);
        row(u"file:///no/such/folder"_s, ErrorKind::NotFound);
        row(QString::fromUtf8(TEST_DATA_DIR "/../CMakeLists.txt"));
    }

    void refused()
    {
        QFETCH(const QString, typed);
        QFETCH(const ErrorKind, kind);
        const Result<Address> address = parseAddress(typed);
        QVERIFY2(!address, qPrintable(address ? shown(*address) : QString()));
        QCOMPARE(address.error().kind, kind);
        QVERIFY(!address.error().detail.isEmpty());
        QVERIFY(!address.error().detail.contains("secret"_L1));
        QCOMPARE(address.error().reason == ErrorReason::PlainHttpNotAllowed, kind == ErrorKind::Network);
    }

    void registries_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("meant");
        const auto row
            = [](const QString &typed, const QString &meant) { QTest::newRow(qPrintable(typed)) << typed << meant; };
        // a host, where an address of an image would have a short name
        row(u"harbor"_s, u"https://harbor - -"_s);
        row(u"lab:5000"_s, u"https://lab:5000 - -"_s);
        row(u" localhost:5000 "_s, u"https://localhost:5000? - -"_s);
        row(u"docker.io"_s, u"https://registry-1.docker.io - -"_s);
        row(u"registry.example.com"_s, u"https://registry.example.com - -"_s);
        row(u"https://registry.example.com/"_s, u"https://registry.example.com - -"_s);
        row(u"ghcr.io/a/b:1"_s, u"https://ghcr.io a/b 1"_s);
        row(u"docker pull ghcr.io/a/b:1"_s, u"https://ghcr.io a/b 1"_s);
        row(u"https://hub.docker.com/r/grafana/loki"_s, u"https://registry-1.docker.io grafana/loki -"_s);
        row(u"https://harbor.example/harbor/projects/3"_s, u"https://harbor.example - -"_s);
        row(u"https://gitlab.com/group/project/container_registry"_s, u"https://registry.gitlab.com - -"_s);
    }

    void registries()
    {
        QFETCH(const QString, typed);
        QFETCH(const QString, meant);
        const Result<Address> address = connections::parseRegistryAddress(typed);
        QVERIFY2(address, qPrintable(address ? QString() : address.error().detail));
        QCOMPARE(shown(*address), meant);
    }

    void registriesRefused()
    {
        for (const QString &typed : {u""_s, u"no host"_s, u"-:x"_s, u"lab:99999"_s, u"/no/such/folder"_s,
                                     u"http://registry.example.com"_s, u"http://harbor.example/harbor/projects/3"_s})
            QVERIFY2(!connections::parseRegistryAddress(typed), qPrintable(typed));
        const auto page = connections::parseRegistryAddress(u"https://git.example/a/b/container_registry");
        QVERIFY(!page);
        QCOMPARE(page.error().kind, ErrorKind::Unsupported);
    }

    void withoutEncryptionByConsent()
    {
        using connections::PlainHttp;
        const auto meant
            = [](QStringView typed) { return shown(*connections::parseRegistryAddress(typed, PlainHttp::Allowed)); };
        QCOMPARE(meant(u"http://registry.example.com"), u"http://registry.example.com - -"_s);
        QCOMPARE(meant(u"lab:5000"), u"http://lab:5000 - -"_s);
        QCOMPARE(meant(u"https://registry.example.com"), u"https://registry.example.com - -"_s);
        QCOMPARE(meant(u"http://harbor.example/harbor/projects/3"), u"http://harbor.example - -"_s);
        QVERIFY(!connections::parseRegistryAddress(u"http://a:b@c.example", PlainHttp::Allowed));
        QVERIFY(!connections::parseRegistryAddress(u"", PlainHttp::Allowed));
    }

    void folders()
    {
        const QTemporaryDir home;
        const QString path = QDir(home.path()).canonicalPath() + u"/My Images/layout"_s;
        QVERIFY(QDir().mkpath(path));
        const QString before = QDir::currentPath();
        QVERIFY(QDir::setCurrent(home.path() + u"/My Images"_s));
        const auto restore = qScopeGuard([&before] { QDir::setCurrent(before); });
        QVERIFY(QDir().mkpath(u"a/b"_s));
        const QString here = QDir::currentPath();
        const QList<std::pair<QString, QString>> cases{
            {path, path},
            {path + u'/', path},
            {u"./layout"_s, here + u"/layout"_s},
            {u"../My Images"_s, here},
            {u"."_s, here},
            {u"layout/"_s, here + u"/layout"_s},
            {u"a/b"_s, here + u"/a/b"_s},
            {u"file://"_s + QString(path).replace(u" "_s, u"%20"_s), path},
            {u"~"_s, QDir::homePath()},
        };
        for (const auto &[typed, folder] : cases) {
            const Result<Address> address = parseAddress(typed);
            QVERIFY2(address, qPrintable(typed));
            QCOMPARE(address->connection.folder, folder);
            QVERIFY(!address->repository);
        }
        QCOMPARE(parseAddress(path)->connection.name, u"layout"_s);
        // A bare word is Docker Hub's, whatever lies in the folder that the program happened to start in.
        QCOMPARE(shown(*parseAddress(u"layout")), u"https://registry-1.docker.io library/layout -"_s);
    }
};

QTEST_APPLESS_MAIN(TestAddress)
#include "tst_address.moc"
