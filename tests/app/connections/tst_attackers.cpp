#include <QTest>

#include "app/credentials/sessionstore.h"
#include "app/http/curltransport.h"
#include "app/registry/channel.h"
#include "tests/app/connections/attacks.h"
#include "tests/app/http/httptesting.h"
#include "tests/support/longrun.h"

using namespace Qt::StringLiterals;
using namespace attacks;
using http::Method;
using support::Answer;
using support::ReceivedRequest;
using support::ScriptedServer;

namespace {

/// What of the registry's origin a redirect changes.
enum Change
{
    Scheme = 1,
    Host = 2,
    Port = 4,
    All = Scheme | Host | Port
};

constexpr std::array methods{Method::Get, Method::Head, Method::Post, Method::Put, Method::Patch, Method::Delete};

const QByteArray password("pw7Kq-9wXz-canary");
const QByteArray token("tok4Lm-2vBn-canary");

/// Lets in whoever shows @p authorization, and answers him with @p redirect at `/v2/here`.
void redirectWhoSignsIn(ScriptedServer &registry, const QByteArray &authorization, const Answer &redirect)
{
    const QByteArray challenge = authorization.startsWith("Bearer") ? "Bearer realm=\"" + registry.url("/token") + '"'
                                                                    : QByteArray("Basic realm=\"r\"");
    registry.answer({"", "/", true}, Answer::withStatus(401, "{}", {{"WWW-Authenticate", challenge}}));
    registry.answer({"", "/token"}, Answer::ok("{\"token\":\"" + token + "\"}"));
    registry.answer({"", "/there"}, Answer::ok("there"));
    registry.answer({"", "/v2/here"}, [=](const ReceivedRequest &request) {
        return request.header("Authorization") == authorization
            ? redirect
            : Answer::withStatus(401, "{}", {{"WWW-Authenticate", challenge}});
    });
}

http::Request requestOf(Method method, const http::Url &url)
{
    switch (method) {
    case Method::Get:
        return http::Request::get(url);
    case Method::Head:
        return http::Request::head(url);
    case Method::Post:
        return http::Request::post(url, http::Effect::Mutate, "body", "text/plain");
    case Method::Put:
        return http::Request::put(url, "body", "text/plain");
    case Method::Patch:
        return http::Request::patch(url, http::bytesSource("body"));
    case Method::Delete:
        break;
    }
    return http::Request::remove(url);
}

} // namespace

/// No secret of a connection reaches an origin that was not approved (threats T1 to T5, T8, T9 and T24), whatever a
/// registry says; a tenth of what tst_manyattackers plays.
class TestAttackers final : public QObject
{
    Q_OBJECT

private slots:
    void shapes();
    void theRecorderSees();
    void theRecorderSeesDockerHub();
    void redirects_data();
    void redirects();
    void tenth();

private:
    /// Sends a request that the registry redirects once its sender signed in.
    void redirect(int status, int change, Method method, bool isSecure, bool isBearer);

    support::Certificates m_certificates;
};

void TestAttackers::shapes()
{
    QVERIFY(challengeShapes().size() >= 30);
    QVERIFY(spellings().size() >= 60);
    QCOMPARE(QSet(spellings().begin(), spellings().end()).size(), spellings().size());
    QCOMPARE(hubNames(), (QByteArrayList{"docker.io", "index.docker.io", "registry-1.docker.io"}));
}

/// The same place with and without the approval: had a secret gone there, it would be seen.
void TestAttackers::theRecorderSees()
{
    Stage stage(m_certificates);
    Scenario scenario;
    scenario.road = Road::Realm;
    scenario.challenge = challengeShapes().constFirst();
    const Outcome refused = stage.play(scenario);
    QCOMPARE(refused.atAttackers, 1);
    QCOMPARE(refused.atRegistry, 0);
    QVERIFY(refused.leaks.isEmpty());
    scenario.approved = true;
    const Outcome approved = stage.play(scenario);
    QCOMPARE(approved.atAttackers, 0);
    QCOMPARE(approved.atApproved, 1);
    QVERIFY(approved.atRegistry > 0);
    scenario.byDoctor = true; // who signs in, too
    QVERIFY(stage.play(scenario).atApproved > 0);
    scenario.approved = false;
    QCOMPARE(stage.play(scenario).atAttackers, 0); // and does not even ask as nobody

    const Loot loot("maria", "a secret of hers", {"a-token"});
    const QByteArray inMiddle = QByteArray("x:a secret of hers;").toBase64();
    for (const QByteArray &head : QByteArrayList{"GET /?p=a%20secret%20of%20hers", "Authorization: Bearer a-token",
                                                 loot.basic(), "X: " + inMiddle, QByteArray("a-token").toHex()}) {
        support::ReceivedRequest request;
        request.head = head;
        QVERIFY2(!loot.foundIn(request).isEmpty(), head.constData());
        request.head = "GET /";
        request.body = head;
        QVERIFY2(!loot.foundIn(request).isEmpty(), head.constData());
    }
    QVERIFY(loot.foundIn({}).isEmpty());
}

/// Its token server has the password under each of its names, and nobody else does who is called like it.
void TestAttackers::theRecorderSeesDockerHub()
{
    Stage stage(m_certificates);
    Scenario scenario;
    scenario.road = Road::Realm;
    scenario.hub = true;
    for (const QByteArray &name : hubNames()) {
        scenario.hubName = name;
        scenario.challenge = R"(Bearer realm="https://auth.docker.io/token",service="registry.docker.io")";
        const Outcome own = stage.play(scenario);
        QVERIFY(own.atApproved > 0 && own.atRegistry > 0);
        QCOMPARE(own.atAttackers, 0);
        QVERIFY2(own.leaks.isEmpty(), own.leaks.join('\n').constData());
        scenario.challenge = R"(Bearer realm="https://index.docker.io/token",service="registry.docker.io")";
        const Outcome other = stage.play(scenario);
        QVERIFY(other.atAttackers > 0);
        QCOMPARE(other.atApproved + other.atRegistry, 0);
        QVERIFY(other.leaks.isEmpty());
    }
}

/// All of the matrix of T3: five codes, what of the origin changes, six methods.
void TestAttackers::redirects_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("change");
    QTest::addColumn<int>("method");
    for (const int status : {301, 302, 303, 307, 308}) {
        for (int change = 0; change <= All; ++change) {
            const QByteArrayList changed{(change & Scheme) ? "scheme " : "", (change & Host) ? "host " : "",
                                         (change & Port) ? "port " : ""};
            for (const Method method : methods)
                QTest::addRow("%d %s%s", status, changed.join().constData(), http::name(method).data())
                    << status << change << int(method);
        }
    }
}

void TestAttackers::redirects()
{
    QFETCH(int, status);
    QFETCH(int, change);
    QFETCH(int, method);
    for (const bool isSecure : {true, false}) {
        for (const bool isBearer : {true, false}) {
            if (!isSecure && (change == Scheme || change == (Scheme | Host)))
                continue; // nobody is there: the registry's port does not speak TLS
            redirect(status, change, Method(method), isSecure, isBearer);
            QVERIFY2(!QTest::currentTestFailed(), isSecure ? "from TLS" : "from plain HTTP");
        }
    }
}

void TestAttackers::redirect(int status, int change, Method method, bool isSecure, bool isBearer)
{
    const support::Identity identity = m_certificates.server();
    const support::ServerTls tls{identity.certificateFile, identity.keyFile};
    const auto server = [&tls](bool secure) { return secure ? ScriptedServer(tls) : ScriptedServer(); };
    ScriptedServer registry = server(isSecure);
    ScriptedServer other = server(isSecure != bool(change & Scheme));
    other.answer({"", "/", true}, Answer::ok("there"));
    const bool isSecureThere = isSecure != bool(change & Scheme);
    const QByteArray there = (isSecureThere ? "https://" : "http://")
        + QByteArray((change & Host) ? "localhost:" : "127.0.0.1:")
        + QByteArray::number((change & Port) ? other.port() : registry.port()) + "/there";
    const Loot loot("maria", password, {token});
    redirectWhoSignsIn(registry, isBearer ? "Bearer " + token : loot.basic(), Answer::redirect(there, status));

    credentials::SessionStore store;
    QVERIFY(store.store(u"c"_s, {u"maria"_s, base::Secret(QByteArray(password.data(), password.size()))}, {}));
    const auto url = [&registry](QByteArrayView target) { return http::Url::parse(registry.url(target)).value(); };
    http::TransportSettings settings;
    settings.registry = url("/v2/").origin();
    settings.plainHttpAllowed = true;
    settings.tls.extraRoots = {m_certificates.rootPem()};
    httptesting::HastyClock clock;
    http::CurlTransport transport(settings, clock);
    registry::Channel channel(
        url("/v2/"), {}, transport, [&store](std::stop_token stop) { return store.find(u"c"_s, std::move(stop)); },
        clock);
    const auto answer = channel.send(requestOf(method, url("/v2/here")), {}, {});

    const bool isRead = method == Method::Get || method == Method::Head;
    const bool isWeaker = isSecure && !isSecureThere;
    QCOMPARE(answer.has_value(), isRead && !isWeaker);
    int signedIn = 0;
    int elsewhere = 0;
    const QByteArray own = "127.0.0.1:" + QByteArray::number(registry.port());
    for (const ReceivedRequest &request : registry.requests()) {
        signedIn += request.path() == "/v2/here" && request.count("Authorization") > 0;
        elsewhere += request.path() == "/there";
        const bool isOwn = request.header("Host") == own;
        QVERIFY2(isOwn || (loot.foundIn(request).isEmpty() && request.count("Authorization") == 0),
                 request.head.constData());
        QCOMPARE(request.path() == "/there" && isOwn && request.count("Authorization") > 0,
                 request.path() == "/there" && change == 0);
    }
    for (const ReceivedRequest &request : other.requests()) {
        ++elsewhere;
        QVERIFY2(loot.foundIn(request).isEmpty() && request.count("Authorization") == 0, request.head.constData());
    }
    QVERIFY(signedIn > 0);
    QCOMPARE(elsewhere, answer ? 1 : 0);
    if (isWeaker || !isRead)
        QCOMPARE(other.connections(), 0);
}

void TestAttackers::tenth()
{
    prove(500, unsigned(qEnvironmentVariableIntValue("LONG_SEED")));
}

QTEST_GUILESS_MAIN(TestAttackers)
#include "tst_attackers.moc"
