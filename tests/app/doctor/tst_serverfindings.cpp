#include "tests/app/doctor/diagnosis.h"
#include "tests/support/dockerregistry.h"
#include "tests/support/nginxserver.h"

using namespace diagnosis;
using doctor::Report;
using support::DockerRegistry;
using support::NginxServer;
using support::NginxSettings;
using support::TokenServer;

namespace {

constexpr auto version = "add_header Docker-Distribution-Api-Version registry/2.0 always; ";

QByteArray location(const QByteArray &path, const QByteArray &directives)
{
    return "location " + path + " { " + directives + " }\n";
}

/// A registry that asks for a token of @p realm, and the token server itself where the realm is `/token` there.
QByteArray asking(const QByteArray &realm)
{
    return location("/v2/",
                    version + QByteArray("add_header WWW-Authenticate 'Bearer realm=\"") + realm
                        + "\",service=\"test\"' always; return 401 '{}';");
}

/// A keychain that does not give what it has.
class ClosedStore final : public credentials::CredentialStore
{
public:
    explicit ClosedStore(ErrorReason reason)
        : m_reason(reason)
    { }

    Result<std::optional<credentials::Credential>> find(const QString &, std::stop_token) override
    {
        return base::fail(ErrorKind::Credentials, {}, m_reason);
    }
    Result<> store(const QString &, credentials::Credential, std::stop_token) override { return Done{}; }
    Result<> remove(const QString &, std::stop_token) override { return Done{}; }

private:
    ErrorReason m_reason;
};

} // namespace

/// Faults of what answers at the address, each made by a real server.
class TestServerFindings final : public QObject
{
    Q_OBJECT

private slots:
    void answers_data();
    void answers();
    void pathPrefix();
    void realms_data();
    void realms();
    void redirectsOfReads_data();
    void redirectsOfReads();
    void wrongPassword_data();
    void wrongPassword();
    void refusedToken_data();
    void refusedToken();
    void grantedLess();
    void secretsStayOut();
    void keychain_data();
    void keychain();
    void keychainOfTheRoad_data();
    void keychainOfTheRoad();
    void signedIn_data();
    void signedIn();
    void reads_data();
    void reads();

private:
    support::Certificates m_certificates;
};

void TestServerFindings::answers_data()
{
    QTest::addColumn<QByteArray>("server");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *name, const QByteArray &server, const QString &expected) {
        QTest::newRow(name) << server << QStringList{expected};
    };
    row("a web page", location("/", "default_type text/html; return 200 '<html>Welcome</html>';"),
        u"v2.not-a-registry"_s);
    row("plain text", location("/", "return 200 ok;"), u"v2.not-a-registry"_s);
    row("nothing there", location("/", "return 404;"), u"v2.not-a-registry"_s);
    row("gateway without its registry", location("/", "proxy_pass http://127.0.0.1:1;"), u"v2.server-error"_s);
    row("500", location("/", "return 500;"), u"v2.server-error"_s);
    row("maintenance", location("/", "default_type text/html; return 503 '<html>Under maintenance</html>';"),
        u"v2.maintenance-page"_s);
    row("maintenance with 200", location("/", "default_type text/html; return 200 '<html>Maintenance</html>';"),
        u"v2.maintenance-page"_s);
    row("keeps us out", location("/", "deny all;"), u"auth.forbidden"_s);
    row("slow down", location("/", "return 429;"), u"limit.rate"_s);
    row("no challenge", location("/", version + QByteArray("return 401 '{}';")), u"auth.challenge-missing"_s);
    row("basic of a gateway", location("/", "auth_basic Registry; auth_basic_user_file /dev/null;"), u"auth.denied"_s);
    row("round in circles", location("/", "absolute_redirect off; return 302 /v2/;"), u"redirect.loop"_s);
    row("to another host", location("/", "return 301 https://registry.invalid/v2/;"), u"redirect.host"_s);
    row("to HTTPS", location("/", "return 301 https://127.0.0.1/v2/;"), u"redirect.to-https"_s);
    const QByteArray ping = location("= /v2/", version + QByteArray("default_type application/json; return 200 '{}';"));
    row("no list", ping, u"catalog.missing"_s);
    row("list denied", ping + location("= /v2/_catalog", "return 403;"), u"catalog.denied"_s);
    const QByteArray list = "default_type application/json; return 200 '{\"repositories\":[\"a\"]}';";
    row("a repository that fails",
        ping + location("= /v2/_catalog", list) + location("= /v2/a/tags/list", "return 500;"), u"v2.server-error"_s);
    row("next page elsewhere",
        ping
            + location("= /v2/_catalog", "add_header Link '<http://registry:5000/v2/_catalog>; rel=\"next\"'; " + list),
        u"redirect.host"_s);
    row("next page with another scheme",
        ping + location("= /v2/_catalog", "add_header Link '<https://127.0.0.1/v2/_catalog>; rel=\"next\"'; " + list),
        u"redirect.scheme"_s);
}

void TestServerFindings::answers()
{
    QFETCH(const QByteArray, server);
    QFETCH(const QStringList, expected);
    NginxSettings settings;
    settings.serverBlock = server;
    const NginxServer nginx(settings);
    QVERIFY2(nginx.isRunning(), nginx.log().constData());
    const Report report = examine(patientAt(nginx.url()));
    QCOMPARE(ids(report), expected);
    QVERIFY(!report.findings.front().why.contains(u"%"_s));
    const bool isProblem = report.findings.front().severity == doctor::Severity::Problem;
    QCOMPARE(report.isHealthy(), !isProblem);
}

void TestServerFindings::pathPrefix()
{
    const DockerRegistry registry;
    QVERIFY2(registry.isRunning(), registry.log().constData());
    NginxSettings settings;
    settings.serverBlock = location("/registry/", "proxy_pass " + registry.url() + ';');
    const NginxServer nginx(settings);
    QVERIFY2(nginx.isRunning(), nginx.log().constData());
    const Report report = examine(patientAt(nginx.url("/registry/")));
    QCOMPARE(ids(report), QStringList{u"v2.path-prefix"_s});
    QVERIFY(report.findings.front().actions.last().contains(u"location /v2/"_s));
    QVERIFY(report.findings.front().what.contains(u"/registry"_s));
    QCOMPARE(ids(examine(patientAt(nginx.url("/other/")))), QStringList{u"v2.not-a-registry"_s});
}

void TestServerFindings::realms_data()
{
    QTest::addColumn<QByteArray>("realm");
    QTest::addColumn<bool>("signedIn");
    QTest::addColumn<QString>("expected");
    QTest::newRow("weaker scheme") << QByteArray("http://$host/token") << false << u"redirect.scheme"_s;
    QTest::newRow("inside name") << QByteArray("https://auth:5001/token") << false << u"redirect.host"_s;
    QTest::newRow("unknown name") << QByteArray("https://auth.invalid/token") << false << u"auth.token-unreachable"_s;
    QTest::newRow("not asked about") << QByteArray("https://auth.invalid/token") << true << u"auth.token-host"_s;
    QTest::newRow("not there") << QByteArray("https://$host:$server_port/none") << false << u"auth.token-unreachable"_s;
    QTest::newRow("a page") << QByteArray("https://$host:$server_port/page") << false << u"auth.token-bad"_s;
    QTest::newRow("no realm") << QByteArray("nowhere") << false << u"auth.challenge-missing"_s;
    QTest::newRow("refuses") << QByteArray("https://$host:$server_port/refuse") << true << u"auth.denied"_s;
    QTest::newRow("busy") << QByteArray("https://$host:$server_port/busy") << true << u"limit.rate"_s;
}

void TestServerFindings::realms()
{
    QFETCH(const QByteArray, realm);
    QFETCH(const bool, signedIn);
    QFETCH(const QString, expected);
    NginxSettings settings;
    settings.tls = m_certificates.server();
    settings.serverBlock = asking(realm) + location("/page", "return 200 '<html></html>';")
        + location("/refuse", "return 401;") + location("/busy", "return 429;");
    const NginxServer nginx(settings);
    QVERIFY2(nginx.isRunning(), nginx.log().constData());
    doctor::Patient patient = patientAt(nginx.url());
    patient.connection.tls.extraRoots = {m_certificates.rootPem()};
    if (signedIn)
        signIn(patient, "maria", "geheim");
    const Report report = examine(patient);
    QCOMPARE(ids(report), QStringList{expected});
    QVERIFY(!report.isHealthy() || expected == u"limit.rate"_s);
}

void TestServerFindings::redirectsOfReads_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("weaker") << QByteArray("http://$host/blob") << QStringList{u"redirect.scheme"_s};
    QTest::newRow("unknown") << QByteArray("https://storage.invalid/blob") << QStringList{u"redirect.host"_s};
    QTest::newRow("there") << QByteArray("https://$host:$server_port/blob") << QStringList();
    QTest::newRow("on another host") << QByteArray("https://localhost:$server_port/blob") << QStringList();
}

void TestServerFindings::redirectsOfReads()
{
    QFETCH(const QByteArray, target);
    QFETCH(const QStringList, expected);
    const QByteArray json = "default_type application/json; return 200 ";
    NginxSettings settings;
    settings.tls = m_certificates.server();
    settings.serverBlock = location("= /v2/", version + json + "'{}';")
        + location("= /v2/_catalog", json + "'{\"repositories\":[\"a\"]}';")
        + location("= /v2/a/tags/list", json + "'{\"name\":\"a\",\"tags\":[\"v1\"]}';")
        + location("= /v2/a/manifests/v1", json + "'{\"config\":{\"digest\":\"sha256:" + QByteArray(64, 'a') + "\"}}';")
        + location("/v2/a/blobs/", "return 307 " + target + ';') + location("/blob", "return 200 x;");
    const NginxServer nginx(settings);
    QVERIFY2(nginx.isRunning(), nginx.log().constData());
    doctor::Patient patient = patientAt(nginx.url());
    patient.connection.tls.extraRoots = {m_certificates.rootPem()};
    QCOMPARE(ids(examine(patient)), expected);
}

void TestServerFindings::wrongPassword_data()
{
    QTest::addColumn<bool>("tokens");
    QTest::newRow("htpasswd") << false;
    QTest::newRow("tokens") << true;
}

void TestServerFindings::wrongPassword()
{
    QFETCH(const bool, tokens);
    const TokenServer tokenServer;
    const DockerRegistry server({.htpasswd = !tokens, .tokens = tokens ? &tokenServer : nullptr});
    QVERIFY2(server.isRunning(), server.log().constData());
    doctor::Patient patient = patientAt(server.url());
    if (!tokens)
        QCOMPARE(ids(examine(patient)), QStringList{u"auth.denied"_s}); // nobody
    signIn(patient, tokenServer.settings().user, "wrong");
    const Report report = examine(patient);
    QCOMPARE(ids(report), QStringList{u"auth.denied"_s});
    QCOMPARE(report.findings.front().what,
             QString::fromLatin1(server.address()) + u" did not accept "_s
                 + QString::fromUtf8(tokenServer.settings().user) + u'.');
    QCOMPARE(stateOf(report, u"token"), u"failed"_s);

    patient = patientAt(server.url());
    patient.connection.user = u"maria"_s; // and no password
    QVERIFY(ids(examine(patient)).contains(u"auth.password-missing"_s));
}

void TestServerFindings::refusedToken_data()
{
    QTest::addColumn<QString>("clock");
    QTest::addColumn<QByteArray>("reason");
    QTest::addColumn<QStringList>("expected");
    const QByteArray invalid = ",error=\"invalid_token\"";
    QTest::newRow("the same time") << QString() << QByteArray() << QStringList{u"auth.token-refused"_s};
    QTest::newRow("the same time, in its words") << QString() << invalid << QStringList{u"auth.token-refused"_s};
    QTest::newRow("another time") << u"+3h"_s << invalid << QStringList{u"clock.skew"_s};
    // The registry has another reason: the clocks are mentioned, and no more.
    QTest::newRow("another time, and no bad token")
        << u"+3h"_s << QByteArray() << QStringList{u"auth.token-refused"_s, u"clock.skew"_s};
}

/// The registry trusts one token server and sends everybody to another.
void TestServerFindings::refusedToken()
{
    QFETCH(const QString, clock);
    QFETCH(const QByteArray, reason);
    QFETCH(const QStringList, expected);
    const TokenServer trusted;
    const TokenServer other;
    const DockerRegistry server({.tokens = &trusted});
    QVERIFY2(server.isRunning(), server.log().constData());
    NginxSettings settings;
    settings.serverBlock
        = location("/",
                   "proxy_pass " + server.url().chopped(1)
                       + "; proxy_hide_header WWW-Authenticate; add_header WWW-Authenticate 'Bearer "
                         "realm=\""
                       + other.realm() + "\",service=\"" + TokenServer::service() + "\"" + reason + "' always;");
    settings.clock = clock;
    const NginxServer nginx(settings);
    QVERIFY2(nginx.isRunning(), nginx.log().constData());
    const Report report = examine(patientAt(nginx.url()));
    QCOMPARE(ids(report), expected);
    QVERIFY(!report.isHealthy());
    QCOMPARE(stateOf(report, u"token"), u"failed"_s);
}

void TestServerFindings::grantedLess()
{
    support::TokenServerSettings settings;
    settings.grants = [](const QByteArray &, const QByteArray &) { return false; };
    const TokenServer tokenServer(settings);
    const DockerRegistry server({.tokens = &tokenServer, .deletes = true});
    QVERIFY2(server.isRunning(), server.log().constData());
    doctor::Patient patient = patientAt(server.url("/payments/secret"));
    signIn(patient, settings.user, settings.password);
    const Report report = examine(patient);
    QCOMPARE(ids(report), (QStringList{u"auth.scope-not-granted"_s, u"catalog.denied"_s}));
    const QString why = report.find(u"auth.scope-not-granted")->why;
    QVERIFY2(why.contains(u"asked for: repository:payments/secret:pull; granted: nothing"_s), qPrintable(why));
    QCOMPARE(stateOf(report, u"token"), u"passed"_s);
}

void TestServerFindings::secretsStayOut()
{
    const DockerRegistry server({.htpasswd = true});
    QVERIFY2(server.isRunning(), server.log().constData());
    doctor::Patient patient = patientAt(server.url());
    signIn(patient, "maria", "canary-7f3a");
    const Report report = examine(patient);
    const QByteArray text = report.toJson() + report.toText().toUtf8();
    QVERIFY(!text.contains("canary-7f3a"));
    QVERIFY(!text.contains(QByteArray("maria:canary-7f3a").toBase64()));
}

void TestServerFindings::keychain_data()
{
    QTest::addColumn<ErrorReason>("reason");
    QTest::addColumn<QString>("expected");
    QTest::newRow("locked") << ErrorReason::KeychainLocked << u"keychain.locked"_s;
    QTest::newRow("denied") << ErrorReason::KeychainDenied << u"keychain.denied"_s;
    QTest::newRow("missing") << ErrorReason::KeychainMissing << u"keychain.missing"_s;
    QTest::newRow("no service") << ErrorReason::KeychainNoService << u"keychain.no-service"_s;
}

/// The keychain's fault is told, and the registry is looked at all the same.
void TestServerFindings::keychain()
{
    QFETCH(const ErrorReason, reason);
    QFETCH(const QString, expected);
    const DockerRegistry server;
    QVERIFY2(server.isRunning(), server.log().constData());
    doctor::Patient patient = patientAt(server.url());
    patient.connection.user = u"maria"_s;
    patient.credentials = std::make_shared<ClosedStore>(reason);
    const Report report = examine(patient);
    QCOMPARE(ids(report), QStringList{expected});
    QCOMPARE(stateOf(report, u"catalog"), u"passed"_s);
}

void TestServerFindings::keychainOfTheRoad_data()
{
    QTest::addColumn<bool>("isProxy");
    QTest::newRow("of the proxy") << true;
    QTest::newRow("of the client certificate's key") << false;
}

/// Nothing can be sent then, and nothing is said to work.
void TestServerFindings::keychainOfTheRoad()
{
    QFETCH(const bool, isProxy);
    doctor::Patient patient = patientAt("https://127.0.0.1:1");
    if (isProxy) {
        patient.connection.proxy = u"http://proxy.invalid:3128"_s;
        patient.connection.proxyUser = u"maria"_s;
    } else {
        patient.connection.tls.clientCertificateFile = u"/home/maria/maria.p12"_s;
    }
    patient.credentials = std::make_shared<ClosedStore>(ErrorReason::KeychainLocked);
    const Report report = examine(patient);
    QCOMPARE(ids(report), QStringList{u"keychain.locked"_s});
    const QString why = report.findings.front().why;
    QVERIFY2(why.contains(isProxy ? u"proxy.invalid"_s : u"maria.p12"_s), qPrintable(why));
    for (const doctor::Check &check : report.checks)
        QCOMPARE(doctor::name(check.state), check.id == u"token" ? u"failed"_s : u"skipped"_s);
}

void TestServerFindings::signedIn_data()
{
    QTest::addColumn<bool>("tokens");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("expected");
    for (const bool tokens : {false, true}) {
        const auto row = [tokens](const char *name, const QByteArray &answer, const QString &expected) {
            QTest::addRow("%s, %s", tokens ? "tokens" : "Basic", name) << tokens << answer << expected;
        };
        row("slow down", "return 429;", u"limit.rate"_s);
        row("fails", "return 502;", u"v2.server-error"_s);
        row("not there", "return 404;", u"v2.not-a-registry"_s);
        row("maintenance", "default_type text/html; return 503 '<html>Maintenance</html>';", u"v2.maintenance-page"_s);
        row("elsewhere", "return 302 https://registry.invalid/v2/;", u"redirect.host"_s);
        row("round in circles", "return 302 /v2/;", u"redirect.loop"_s);
    }
}

/// What goes wrong once there is a sign-in is not the sign-in's fault, and not a success either.
void TestServerFindings::signedIn()
{
    QFETCH(const bool, tokens);
    QFETCH(const QByteArray, answer);
    QFETCH(const QString, expected);
    const QByteArray challenge
        = tokens ? "'Bearer realm=\"http://$host:$server_port/token\",service=\"test\"'" : "'Basic realm=\"test\"'";
    NginxSettings settings;
    settings.serverBlock = "absolute_redirect off;\n"
        + location("= /v2/",
                   "if ($http_authorization = '') { add_header WWW-Authenticate " + challenge
                       + " always; return 401 '{}'; } " + answer)
        + location("= /token", "return 200 '{\"token\":\"opaque\"}';");
    const NginxServer nginx(settings);
    QVERIFY2(nginx.isRunning(), nginx.log().constData());
    doctor::Patient patient = patientAt(nginx.url());
    signIn(patient, "maria", "geheim");
    const Report report = examine(patient);
    QCOMPARE(ids(report), QStringList{expected});
    QCOMPARE(stateOf(report, u"token"), u"skipped"_s);
    QCOMPARE(stateOf(report, u"catalog"), u"skipped"_s);
}

void TestServerFindings::reads_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QStringList>("expected");
    const QByteArray reads[] = {"/v2/_catalog", "/v2/a/tags/list", "/v2/a/manifests/v1"};
    for (const QByteArray &path : reads) {
        const auto row = [&path](const char *name, const QByteArray &answer, const QStringList &expected) {
            QTest::addRow("%s, %s", path.constData(), name) << path << answer << expected;
        };
        row("weaker", "return 301 http://$host$request_uri;", {u"redirect.scheme"_s});
        row("inside name", "return 307 https://registry.invalid:5000$request_uri;", {u"redirect.host"_s});
        row("without its port", "return 307 https://$host:1$request_uri;", {u"redirect.host"_s});
        row("round in circles", "return 302 $uri;", {u"redirect.loop"_s});
        row("along", "return 307 /moved$uri;", {});
        row("slow down", "return 429;", {u"limit.rate"_s});
        row("fails", "return 500;", {u"v2.server-error"_s});
    }
    QTest::newRow("list that is not there")
        << reads[0] << QByteArray("return 404;") << QStringList{u"catalog.missing"_s};
    QTest::newRow("repository without a push") << reads[1] << QByteArray("return 404;") << QStringList();
    QTest::newRow("tag that is not there")
        << reads[2] << QByteArray("return 404;") << QStringList{u"content.notfound"_s};
}

/// Faults that only lists and manifests show.
void TestServerFindings::reads()
{
    QFETCH(const QByteArray, path);
    QFETCH(const QByteArray, answer);
    QFETCH(const QStringList, expected);
    const std::pair<QByteArray, QByteArray> works[]
        = {{"/v2/_catalog", "{\"repositories\":[\"a\"]}"},
           {"/v2/a/tags/list", "{\"name\":\"a\",\"tags\":[\"v1\"]}"},
           {"/v2/a/manifests/v1", "{\"config\":{\"digest\":\"sha256:" + QByteArray(64, 'a') + "\"}}"}};
    NginxSettings settings;
    settings.tls = m_certificates.server();
    settings.serverBlock = "default_type application/json; absolute_redirect off;\n"
        + location("= /v2/", version + QByteArray("return 200 '{}';")) + location("/v2/a/blobs/", "return 200 '{}';");
    for (const auto &[each, body] : works) {
        settings.serverBlock += location("= " + each, each == path ? answer : "return 200 '" + body + "';")
            + location("= /moved" + each, "return 200 '" + body + "';");
    }
    const NginxServer nginx(settings);
    QVERIFY2(nginx.isRunning(), nginx.log().constData());
    doctor::Patient patient = patientAt(nginx.url());
    patient.connection.tls.extraRoots = {m_certificates.rootPem()};
    const Report report = examine(patient);
    QCOMPARE(ids(report), expected);
    if (!expected.isEmpty() && expected.front().startsWith(u"redirect."))
        QCOMPARE(stateOf(report, u"reverse-proxy"), u"failed"_s);
    if (path.endsWith("_catalog") && !expected.isEmpty())
        QVERIFY(stateOf(report, u"catalog") != u"passed"_s);

    patient.path = u"missing"_s; // that somebody typed
    QVERIFY(ids(examine(patient)).contains(u"content.notfound"_s));
}

QTEST_GUILESS_MAIN(TestServerFindings)
#include "tst_serverfindings.moc"
