#include <QtTest>

#include "app/registry/realmtrust.h"
#include "tests/app/registry/wire.h"
#include "tests/support/certificates.h"
#include "tests/support/scriptedserver.h"

using namespace Qt::StringLiterals;
using namespace support;
using registry::RealmTrust;

namespace {

http::Origin originOf(const QByteArray &url)
{
    return http::Url::parse(url).value().origin();
}

} // namespace

/// Whom the password is shown to (threats T1 and T5): the registry names the token server, so it may be anybody.
class TestTokenRealms final : public QObject
{
    Q_OBJECT

private slots:
    void trust_data();
    void trust();
    void attackerSeesNoPassword_data();
    void attackerSeesNoPassword();
    void redirectingRealmIsNotFollowed_data();
    void redirectingRealmIsNotFollowed();
    void approvedRealmGetsThePassword();
    void signsOnlyForItsOwnOrigin();
};

void TestTokenRealms::trust_data()
{
    QTest::addColumn<QByteArray>("registry");
    QTest::addColumn<QByteArray>("realm");
    QTest::addColumn<QStringList>("approved");
    QTest::addColumn<int>("expected");
    const int refused = int(RealmTrust::Refused);
    const int anonymous = int(RealmTrust::Anonymous);
    const int password = int(RealmTrust::Password);
    const QStringList none;
    const auto row
        = [](const char *name, const char *registry, const char *realm, const QStringList &approved, int expected) {
              QTest::newRow(name) << QByteArray(registry) << QByteArray(realm) << approved << expected;
          };
    row("same host", "https://r.example", "https://r.example/token", none, password);
    row("same host, other port", "https://r.example:5000", "https://r.example/token", none, password);
    row("same host, other case", "https://r.example", "https://R.Example/token", none, password);
    row("address", "https://10.0.0.1:5000", "https://10.0.0.1/token", none, password);
    row("IPv6", "https://[::1]:5000", "https://[::1]:5001/token", none, password);
    row("weaker", "https://r.example", "http://r.example/token", none, refused);
    row("weaker, and elsewhere", "https://r.example", "http://evil.example/token", none, refused);
    row("plain by consent", "http://127.0.0.1:5000", "http://127.0.0.1:5001/token", none, password);
    row("plain by consent, elsewhere", "http://127.0.0.1:5000", "http://evil.example/token", none, refused);
    row("plain registry, safe realm", "http://127.0.0.1:5000", "https://127.0.0.1/token", none, password);
    row("elsewhere", "https://r.example", "https://evil.example/token", none, anonymous);
    row("below the host", "https://r.example", "https://auth.r.example/token", none, anonymous);
    row("above the host", "https://a.r.example", "https://r.example/token", none, anonymous);
    row("host as prefix", "https://r.example", "https://r.example.evil/token", none, anonymous);
    row("host as suffix", "https://r.example", "https://evilr.example/token", none, anonymous);
    row("host in the path", "https://r.example", "https://evil.example/r.example/token", none, anonymous);
    row("host in the query", "https://r.example", "https://evil.example/?https://r.example/token", none, anonymous);
    row("trailing dot", "https://r.example", "https://r.example./token", none, anonymous);
    row("Docker Hub", "https://registry-1.docker.io", "https://auth.docker.io/token", none, password);
    row("Docker Hub by its name", "https://docker.io", "https://auth.docker.io/token", none, password);
    row("Docker Hub's realm on another port", "https://docker.io", "https://auth.docker.io:444/token", none, anonymous);
    row("Docker Hub's realm in plain", "https://docker.io", "http://auth.docker.io/token", none, refused);
    row("a look-alike of the realm", "https://docker.io", "https://auth-docker.io/token", none, anonymous);
    row("a look-alike of the registry", "https://docker.io.evil", "https://auth.docker.io/token", none, anonymous);
    row("another port of docker.io", "https://docker.io:5000", "https://auth.docker.io/token", none, anonymous);
    row("Docker Hub's realm for others", "https://r.example", "https://auth.docker.io/token", none, anonymous);
    row("approved", "https://r.example", "https://login.example/token", {u"https://login.example"_s}, password);
    row("approved with its port", "https://r.example", "https://login.example/t", {u"https://login.example:443"_s},
        password);
    row("approved on another port", "https://r.example", "https://login.example:8443/t", {u"https://login.example"_s},
        anonymous);
    row("approved in plain only", "https://r.example", "https://login.example/t", {u"http://login.example"_s},
        anonymous);
    row("approved, but weaker", "https://r.example", "http://login.example/t", {u"http://login.example"_s}, refused);
    row("approved nonsense", "https://r.example", "https://login.example/t", {u"login.example"_s, u""_s, u"*"_s},
        anonymous);
}

void TestTokenRealms::trust()
{
    QFETCH(QByteArray, registry);
    QFETCH(QByteArray, realm);
    QFETCH(QStringList, approved);
    QFETCH(int, expected);
    const http::Url url = http::Url::parse(realm).value();
    QCOMPARE(int(registry::realmTrust(url, originOf(registry), approved)), expected);
}

void TestTokenRealms::attackerSeesNoPassword_data()
{
    QTest::addColumn<QByteArray>("challenge"); // %E is the attacker's host and port, %R the registry's
    const auto row = [](const char *name, const char *challenge) { QTest::newRow(name) << QByteArray(challenge); };
    row("plain", R"(Bearer realm="https://%E/token",service="r")");
    row("without quotes", "Bearer realm=https://%E/token,service=r");
    row("odd case", R"(bEARER Realm="hTTps://%E/token")");
    row("basic on offer as well", R"(Basic realm="r", Bearer realm="https://%E/token")");
    row("basic offered last", R"(Bearer realm="https://%E/token", Basic realm="r")");
    row("userinfo", R"(Bearer realm="https://%R@%E/token")");
    row("userinfo with a password", R"(Bearer realm="https://%R:443@%E/token")");
    row("backslash", R"(Bearer realm="https://%E\\@%R/token")");
    row("two hosts", R"(Bearer realm="https://%E,%R/token")");
    row("fragment", R"(Bearer realm="https://%E#@%R/token")");
    row("query", R"(Bearer realm="https://%E?@%R/token")");
    row("path", R"(Bearer realm="https://%E/%R/token")");
    row("host with a dot", R"(Bearer realm="https://localhost.:%P/token")");
    row("upper-case host", R"(Bearer realm="https://LOCALHOST:%P/token")");
    row("relative", R"(Bearer realm="//%E/token")");
    row("path only", R"(Bearer realm="/token")");
    row("weaker scheme", R"(Bearer realm="http://%E/token")");
    row("weaker scheme, own host", R"(Bearer realm="http://127.0.0.1:%P/token")");
    row("file", R"(Bearer realm="file:///etc/passwd")");
    row("no scheme", R"(Bearer realm="%E/token")");
    row("space", R"(Bearer realm="https://%E /token")");
    row("tabs", "Bearer realm=\"https://%E/\ttoken\"");
    row("escaped quote", R"(Bearer realm="https://%E/\"token")");
    row("realm twice", R"(Bearer realm="https://%R/token",realm="https://%E/token")");
    row("realm twice, attacker first", R"(Bearer realm="https://%E/token",realm="https://%R/token")");
    row("two challenges", R"(Bearer realm="https://%E/token", Bearer realm="https://%R/token")");
    row("empty realm", R"(Bearer realm="")");
    row("no realm", R"(Bearer service="r")");
    row("number for an address", R"(Bearer realm="https://2130706433:%P/token")");
    row("short address", R"(Bearer realm="https://127.1:%P/token")");
    row("IPv6 in disguise", R"(Bearer realm="https://[::ffff:7f00:1]:%P/token")");
    row("scope with a line", "Bearer realm=\"https://%E/token\",scope=\"a%0d%0aX-Evil: 1\"");
    row("broken", R"(Bearer realm="https://%E/token)");
    row("not ASCII", "Bearer realm=\"https://\xc3\xa9vil.example:%P/token\"");
}

void TestTokenRealms::attackerSeesNoPassword()
{
    QFETCH(QByteArray, challenge);
    Certificates certificates;
    const Identity identity = certificates.server();
    const ServerTls tls{identity.certificateFile, identity.keyFile};
    ScriptedServer attacker(tls);
    attacker.answer({"", "/", true}, Answer::ok(R"({"token":"from-the-attacker"})"));
    ScriptedServer registry(tls);
    const QByteArray port = QByteArray::number(attacker.port());
    challenge.replace("%E", QByteArray("localhost:" + port));
    challenge.replace("%P", port);
    challenge.replace("%R", QByteArray("127.0.0.1:" + QByteArray::number(registry.port())));
    registry.answer({"", "/v2/", true}, Answer::withStatus(401, "{}", {{"WWW-Authenticate", challenge}}));

    wire::Connection connection({registry.url(), certificates.rootPem(), "maria", "s3cret-of-maria"});
    const wire::Names tags = wire::listTags(connection.registry(), wire::repository(u"a/b"_s));
    QVERIFY(!tags.end);
    QVERIFY2(tags.end.error().kind != ErrorKind::Internal, wire::text(tags.end).constData());
    const QByteArray encoded = QByteArray("maria:s3cret-of-maria").toBase64();
    for (const ReceivedRequest &request : attacker.requests()) {
        QCOMPARE(request.count("Authorization"), 0);
        QVERIFY(!request.head.contains("s3cret") && !request.body.contains("s3cret"));
        QVERIFY(!request.head.contains(encoded) && !request.body.contains(encoded));
        QCOMPARE(request.count("X-Evil"), 0);
    }
    if (qstrcmp(QTest::currentDataTag(), "plain") == 0) {
        QCOMPARE(attacker.requests().size(), 1U); // an anonymous token may come from anywhere
        QCOMPARE(tags.end.error().kind, ErrorKind::Unauthorized);
        QCOMPARE(tags.end.error().reason, ErrorReason::TokenRealmNotApproved);
        QCOMPARE(tags.end.error().url.toUtf8(), attacker.url("/token").replace("127.0.0.1", "localhost"));
    }
}

void TestTokenRealms::redirectingRealmIsNotFollowed_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("byPost");
    for (const int status : {301, 302, 303, 307, 308}) {
        QTest::addRow("GET %d", status) << status << false;
        QTest::addRow("POST %d", status) << status << true;
    }
}

void TestTokenRealms::redirectingRealmIsNotFollowed()
{
    QFETCH(int, status);
    QFETCH(bool, byPost);
    Certificates certificates;
    const Identity identity = certificates.server();
    const ServerTls tls{identity.certificateFile, identity.keyFile};
    ScriptedServer attacker(tls);
    attacker.answer({"", "/", true}, Answer::ok(R"({"token":"from-the-attacker"})"));
    ScriptedServer registry(tls);
    const QByteArray elsewhere = "https://localhost:" + QByteArray::number(attacker.port()) + "/token";
    registry.answer(
        {"", "/v2/", true},
        Answer::withStatus(401, "{}", {{"WWW-Authenticate", "Bearer realm=\"" + registry.url("/token") + '"'}}));
    registry.answer({"", "/token"}, Answer::redirect(elsewhere, status));
    if (byPost)
        registry.answer({"GET", "/token"}, Answer::withStatus(405));

    wire::Connection connection({registry.url(), certificates.rootPem(), "maria", "s3cret-of-maria"});
    const wire::Names tags = wire::listTags(connection.registry(), wire::repository(u"a/b"_s));
    QCOMPARE(tags.end.error().kind, ErrorKind::Network);
    QCOMPARE(tags.end.error().reason, ErrorReason::RedirectRefused);
    QCOMPARE(attacker.requests().size(), 0U);
}

void TestTokenRealms::approvedRealmGetsThePassword()
{
    Certificates certificates;
    const Identity identity = certificates.server();
    const ServerTls tls{identity.certificateFile, identity.keyFile};
    ScriptedServer tokens(tls);
    tokens.answer({"GET", "/token"}, Answer::ok(R"({"token":"good"})"));
    ScriptedServer registry(tls);
    const QByteArray realm = "https://localhost:" + QByteArray::number(tokens.port());
    registry.answer({"GET", "/v2/", true}, [&](const ReceivedRequest &request) {
        return request.header("Authorization") == "Bearer good"
            ? Answer::ok(R"({"tags":["a"]})")
            : Answer::withStatus(401, "{}", {{"WWW-Authenticate", "Bearer realm=\"" + realm + "/token\""}});
    });
    wire::Settings settings{registry.url(), certificates.rootPem(), "maria", "secret"};
    settings.approvedRealms = {QString::fromLatin1(realm)};
    wire::Connection connection(settings);
    VERIFY_OK(wire::listTags(connection.registry(), wire::repository(u"a/b"_s)).end);
    QCOMPARE(tokens.requests().front().header("Authorization"), "Basic " + QByteArray("maria:secret").toBase64());
}

void TestTokenRealms::signsOnlyForItsOwnOrigin()
{
    // The upload goes where the registry says: to another port of the same host, which is not the registry.
    Certificates certificates;
    const Identity identity = certificates.server();
    const ServerTls tls{identity.certificateFile, identity.keyFile};
    ScriptedServer storage(tls);
    storage.answer({"PUT", "/", true}, Answer::withStatus(201));
    ScriptedServer registry(tls);
    registry.answer({"POST", "/v2/", true}, [&](const ReceivedRequest &request) {
        return request.count("Authorization") == 0
            ? Answer::withStatus(401, "{}", {{"WWW-Authenticate", "Basic realm=\"r\""}})
            : Answer::withStatus(202, {}, {{"Location", storage.url("/session?state=a%2Bb")}});
    });
    wire::Connection connection({registry.url(), certificates.rootPem(), "maria", "secret"});
    const QByteArray bytes("content of a blob");
    VERIFY_OK(connection->uploadBlob(wire::repository(u"a/b"_s), oci::Digest::of(bytes), http::bytesSource(bytes), {}));
    QCOMPARE(storage.requests().size(), 1U);
    const ReceivedRequest put = storage.requests().front();
    QCOMPARE(put.count("Authorization"), 0);
    QCOMPARE(put.body, bytes);
    QVERIFY(put.target.startsWith("/session?state=a%2Bb&digest=sha256%3A"));
}

QTEST_GUILESS_MAIN(TestTokenRealms)
#include "tst_tokenrealms.moc"
