#include <QtTest>

#include "tests/app/registry/layouts.h"
#include "tests/app/registry/operations.h"
#include "tests/app/registry/wire.h"
#include "tests/support/dockerregistry.h"

using namespace Qt::StringLiterals;
using namespace support;

namespace {

enum class Access
{
    Open,
    Htpasswd,
    Tokens
};

ServerTls tlsOf(const Identity &identity)
{
    return {identity.certificateFile, identity.keyFile};
}

} // namespace

Q_DECLARE_METATYPE(Access)

/// Every operation against Debian's docker-registry 2.8, in every way that it can be set up.
class TestHttpRegistry final : public QObject
{
    Q_OBJECT

private slots:
    void operations_data();
    void operations();
    void refusesStrangers();
    void tokensThatAreTooNarrow();
    void doesNotTrustAnUnknownRoot();
    void notARegistry();
    void registryBelowAPath();
    void damageOnItsDisk();
};

void TestHttpRegistry::operations_data()
{
    QTest::addColumn<Access>("access");
    QTest::addColumn<bool>("tls");
    QTest::addColumn<bool>("deletes");
    QTest::addColumn<bool>("byPost");
    QTest::addColumn<JwtSigner::Algorithm>("algorithm");
    const auto es256 = JwtSigner::Algorithm::Es256;
    const auto rs256 = JwtSigner::Algorithm::Rs256;
    QTest::newRow("open, delete off") << Access::Open << false << false << false << es256;
    QTest::newRow("open, delete on") << Access::Open << false << true << false << es256;
    QTest::newRow("TLS with a private root") << Access::Open << true << true << false << es256;
    QTest::newRow("htpasswd") << Access::Htpasswd << false << true << false << es256;
    QTest::newRow("htpasswd over TLS, delete off") << Access::Htpasswd << true << false << false << es256;
    QTest::newRow("ES256 tokens") << Access::Tokens << true << true << false << es256;
    QTest::newRow("RS256 tokens by POST, refreshed") << Access::Tokens << true << true << true << rs256;
}

void TestHttpRegistry::operations()
{
    QFETCH(Access, access);
    QFETCH(bool, tls);
    QFETCH(bool, deletes);
    QFETCH(bool, byPost);
    QFETCH(JwtSigner::Algorithm, algorithm);
    Certificates certificates;
    const Identity identity = certificates.server();
    TokenServerSettings tokenSettings;
    tokenSettings.algorithm = algorithm;
    tokenSettings.post = byPost;
    tokenSettings.refreshTokens = byPost;
    const TokenServer tokens(tokenSettings, tlsOf(identity));

    DockerRegistrySettings settings;
    if (tls)
        settings.tls = identity;
    settings.htpasswd = access == Access::Htpasswd;
    settings.tokens = access == Access::Tokens ? &tokens : nullptr;
    settings.deletes = deletes;
    const DockerRegistry registry(settings);
    QVERIFY2(registry.isRunning(), registry.log().constData());

    operations::Server server;
    server.url = registry.url();
    server.rootPem = tls ? certificates.rootPem() : QByteArray();
    if (access != Access::Open) {
        server.user = tokenSettings.user;
        server.password = tokenSettings.password;
    }
    server.deletes = deletes;
    server.deletesTags = false;
    operations::prove(server);
    QCOMPARE(tokens.tokensIssued() > 0, access == Access::Tokens);
    const auto requests = tokens.requests();
    QCOMPARE(
        std::any_of(requests.begin(), requests.end(), [](const auto &request) { return request.method == "POST"; }),
        byPost);
}

void TestHttpRegistry::refusesStrangers()
{
    DockerRegistrySettings settings;
    settings.htpasswd = true;
    const DockerRegistry registry(settings);
    QVERIFY2(registry.isRunning(), registry.log().constData());
    for (const wire::Settings &stranger :
         {wire::Settings{registry.url()}, wire::Settings{registry.url(), {}, "maria", "x"}}) {
        wire::Connection connection(stranger);
        const auto ping = connection->ping({});
        QCOMPARE(ping.error().kind, ErrorKind::Unauthorized);
        QVERIFY(ping.error().hasCode(u"UNAUTHORIZED"));
        // The catalog is not withheld: nobody is let in.
        const wire::Names names = wire::listRepositories(connection.registry());
        QCOMPARE(names.end.error().kind, ErrorKind::Unauthorized);
        QCOMPARE(names.end.error().reason, ErrorReason::None);
    }
}

void TestHttpRegistry::tokensThatAreTooNarrow()
{
    Certificates certificates;
    const Identity identity = certificates.server();
    TokenServerSettings tokenSettings;
    tokenSettings.grants = [](const QByteArray &user, const QByteArray &scope) {
        return !user.isEmpty() && scope.startsWith("repository:") && !scope.contains("delete");
    };
    const TokenServer tokens(tokenSettings, tlsOf(identity));
    DockerRegistrySettings settings;
    settings.tls = identity;
    settings.tokens = &tokens;
    settings.deletes = true;
    const DockerRegistry registry(settings);
    QVERIFY2(registry.isRunning(), registry.log().constData());

    wire::Connection maria({registry.url(), certificates.rootPem(), tokenSettings.user, tokenSettings.password});
    const auto ping = maria->ping({});
    VERIFY_OK(ping);
    QVERIFY(ping->signInOffered);
    // Docker Hub's state: signed in, and no catalog for anybody.
    const wire::Names names = wire::listRepositories(maria.registry());
    QCOMPARE(names.end.error().reason, ErrorReason::NoCatalog);
    const oci::RepositoryName repository = wire::repository(u"a/b"_s);
    const QByteArray bytes("blob");
    VERIFY_OK(maria->uploadBlob(repository, oci::Digest::of(bytes), http::bytesSource(bytes), {}));
    const auto gone = maria->deleteManifest(repository, oci::Digest::of("x"), {});
    QCOMPARE(gone.error().kind, ErrorKind::Forbidden);
    // Nobody's token opens nothing; signing in would help.
    wire::Connection nobody({registry.url(), certificates.rootPem()});
    QCOMPARE(nobody->hasBlob(repository, oci::Digest::of(bytes), {}).error().kind, ErrorKind::Unauthorized);
}

void TestHttpRegistry::doesNotTrustAnUnknownRoot()
{
    Certificates certificates;
    DockerRegistrySettings settings;
    settings.tls = certificates.server();
    const DockerRegistry registry(settings);
    QVERIFY2(registry.isRunning(), registry.log().constData());
    wire::Connection connection({registry.url()});
    QCOMPARE(connection->ping({}).error().kind, ErrorKind::Tls);
    QCOMPARE(wire::listRepositories(connection.registry()).end.error().kind, ErrorKind::Tls);
}

void TestHttpRegistry::notARegistry()
{
    ScriptedServer server;
    server.serve("/v2/", "<html>Welcome</html>", "text/html; charset=utf-8");
    wire::Connection connection({server.url()});
    const auto ping = connection->ping({});
    QCOMPARE(ping.error().kind, ErrorKind::InvalidData);
    QVERIFY(ping.error().detail.contains(u"Welcome"_s));
}

/// `https://host/registry/`: what is taken for a repository is where the registry lies.
void TestHttpRegistry::registryBelowAPath()
{
    const oci::RepositoryName path = wire::repository(u"registry"_s);
    ScriptedServer server; // 404 for everything else, as a web server does
    wire::Connection connection({server.url()});
    QCOMPARE(wire::listTags(connection.registry(), path).end.error().reason, ErrorReason::NotARegistry);
    server.answer({"GET", "/registry/v2/"}, Answer::ok("{}"));
    Error error = wire::listTags(connection.registry(), path).end.error();
    QCOMPARE(error.reason, ErrorReason::PathPrefix);
    QVERIFY2(error.url.endsWith(u"/registry/v2/"_s), qPrintable(error.url));
    const auto requests = server.requests();
    QVERIFY(std::all_of(requests.begin(), requests.end(),
                        [](const ReceivedRequest &request) { return request.count("Authorization") == 0; }));
    // A registry at the root does not have that repository, and that is all.
    server.answer({"GET", "/v2/"}, Answer::ok("{}"));
    QCOMPARE(wire::listTags(connection.registry(), path).end.error().reason, ErrorReason::None);
    const DockerRegistry real;
    QVERIFY2(real.isRunning(), real.log().constData());
    wire::Connection other({real.url()});
    error = wire::listTags(other.registry(), path).end.error();
    QCOMPARE(error.kind, ErrorKind::NotFound);
    QCOMPARE(error.reason, ErrorReason::None);
}

void TestHttpRegistry::damageOnItsDisk()
{
    const DockerRegistry registry;
    QVERIFY2(registry.isRunning(), registry.log().constData());
    const layouts::Image image = layouts::image(QByteArray(1000, 'x'));
    const oci::RepositoryName repository = wire::repository(u"a/b"_s);
    {
        wire::Connection connection({registry.url()});
        VERIFY_OK(layouts::push(connection.registry(), repository, image, wire::tag(u"v1"_s)));
    }
    for (const oci::Digest &digest : {image.layerDigest(), image.configDigest()}) {
        QFile file(registry.blobFile(digest.hex()));
        QVERIFY(file.open(QIODevice::ReadWrite));
        file.seek(100);
        file.write("!");
    }
    wire::Connection connection({registry.url()});
    const auto manifest = connection->manifest(repository, wire::tag(u"v1"_s), {});
    VERIFY_OK(manifest);
    const auto config = connection->smallBlob(repository, image.configDigest(), 10'000, {});
    QCOMPARE(config.error().kind, ErrorKind::DigestMismatch);
    const auto layer
        = connection->blob(repository, manifest->image()->layers.front(), {}, std::make_shared<wire::BytesSink>(), {});
    QCOMPARE(layer.error().kind, ErrorKind::DigestMismatch);
}

QTEST_GUILESS_MAIN(TestHttpRegistry)
#include "tst_httpregistry.moc"
