#include <QtTest>

#include "app/registry/tokenfacts.h"
#include "tests/app/registry/guardedregistry.h"
#include "tests/support/fakeclock.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace support;
using wire::GuardedRegistry;
using wire::tagsOf;
using wire::tagsPage;
using wire::tagsPath;
using wire::unauthorized;

/// What token servers answer: in which shapes, and for how long it is good.
class TestTokenAnswers final : public QObject
{
    Q_OBJECT

private slots:
    void tokenAnswers_data();
    void tokenAnswers();
    void lifeFromTheToken_data();
    void lifeFromTheToken();
    void refusalTellsTheScopes();
    void scopesBesideTheToken();
    void clocksThatDiffer_data();
    void clocksThatDiffer();
};

void TestTokenAnswers::tokenAnswers_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("token");
    QTest::newRow("token") << QByteArray(R"({"token":"abc"})") << QByteArray("abc");
    QTest::newRow("access_token") << QByteArray(R"({"access_token":"abc"})") << QByteArray("abc");
    QTest::newRow("both") << QByteArray(R"({"access_token":"abc","token":"abc"})") << QByteArray("abc");
    QTest::newRow("life as text") << QByteArray(R"({"token":"abc","expires_in":"300"})") << QByteArray("abc");
    QTest::newRow("huge life") << QByteArray(R"({"token":"abc","expires_in":4611686018427387904})")
                               << QByteArray("abc");
    QTest::newRow("negative life") << QByteArray(R"({"token":"abc","expires_in":-5})") << QByteArray("abc");
    QTest::newRow("null") << QByteArray(R"({"token":null,"access_token":"abc"})") << QByteArray("abc");
    QTest::newRow("none") << QByteArray("{}") << QByteArray();
    QTest::newRow("empty") << QByteArray(R"({"token":""})") << QByteArray();
    QTest::newRow("a header smuggled in") << QByteArray(R"({"token":"abc\r\nX-Evil: 1"})") << QByteArray();
    QTest::newRow("a space") << QByteArray(R"({"token":"abc def"})") << QByteArray();
    QTest::newRow("not ASCII") << QByteArray("{\"token\":\"\xc3\xa4\"}") << QByteArray();
    QTest::newRow("HTML") << QByteArray("<html>sign in</html>") << QByteArray();
    QTest::newRow("a number") << QByteArray(R"({"token":17})") << QByteArray();
}

void TestTokenAnswers::tokenAnswers()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, token);
    ScriptedServer server;
    server.serve("/token", body);
    server.answer({"GET", tagsPath}, [&](const ReceivedRequest &request) {
        return request.header("Authorization") == "Bearer abc"
            ? tagsPage()
            : unauthorized("Bearer realm=\"" + server.url("/token") + "\"");
    });
    wire::Connection connection({server.url()});
    const wire::Names tags = tagsOf(connection);
    QCOMPARE(tags.end.has_value(), !token.isEmpty());
    if (token.isEmpty())
        QCOMPARE(tags.end.error().kind, ErrorKind::InvalidData);
}

void TestTokenAnswers::lifeFromTheToken_data()
{
    const auto jwt = [](const QByteArray &claims) -> QByteArray {
        return "e30." + claims.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals) + ".c2ln";
    };
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<int>("renewAfter");
    // The server's clock says 2026-11-25 10:00:00, ours midnight of that day.
    QTest::newRow("nothing said: 60 s") << QByteArray(R"({"token":"opaque"})") << 30;
    QTest::newRow("expires_in") << QByteArray(R"({"token":"opaque","expires_in":1000})") << 800;
    QTest::newRow("issued a while ago") << QByteArray(
        R"({"token":"opaque","expires_in":1000,"issued_at":"2026-11-25T09:50:00Z"})")
                                        << 320;
    QTest::newRow("issued in the future")
        << QByteArray(R"({"token":"opaque","expires_in":1000,"issued_at":"2026-11-25T11:00:00Z"})") << 800;
    QTest::newRow("exp of the token only (GitLab)")
        << QByteArray(R"({"token":")" + jwt(R"({"exp":1795601100})") + "\"}") << 240;
    QTest::newRow("exp in the past") << QByteArray(R"({"token":")" + jwt(R"({"exp":1})") + "\"}") << 30;
    QTest::newRow("no JSON in the token") << QByteArray(R"({"token":")" + jwt("nonsense") + "\"}") << 30;
}

void TestTokenAnswers::lifeFromTheToken()
{
    QFETCH(QByteArray, answer);
    QFETCH(int, renewAfter);
    ScriptedServer server;
    Answer token = Answer::ok(answer);
    token.headers.emplace_back("Date", "Wed, 25 Nov 2026 10:00:00 GMT");
    server.answer({"GET", "/token"}, token);
    server.answer({"GET", tagsPath}, [&](const ReceivedRequest &request) {
        return request.count("Authorization") > 0 ? tagsPage()
                                                  : unauthorized("Bearer realm=\"" + server.url("/token") + "\"");
    });
    FakeClock clock;
    wire::Connection connection({server.url()}, clock);
    VERIFY_OK(tagsOf(connection).end);
    clock.advance(std::chrono::seconds(renewAfter - 1));
    VERIFY_OK(tagsOf(connection).end);
    QCOMPARE(server.requestsTo("/token").size(), 1U);
    clock.advance(1s);
    VERIFY_OK(tagsOf(connection).end);
    QCOMPARE(server.requestsTo("/token").size(), 2U);
}

void TestTokenAnswers::refusalTellsTheScopes()
{
    TokenServerSettings settings;
    settings.grants = [](const QByteArray &, const QByteArray &scope) { return !scope.contains("delete"); };
    GuardedRegistry guarded(settings);
    guarded.registry.answer({"DELETE", "", true},
                            unauthorized(guarded.challenge() + ",error=\"insufficient_scope\"", "DENIED"));
    wire::Connection connection(guarded.signedIn());
    VERIFY_OK(tagsOf(connection).end);
    const Error error = connection->deleteTag(wire::repository(u"payments/api"_s), wire::tag(u"a"_s), {}).error();
    QCOMPARE(error.reason, ErrorReason::ScopeNotGranted);
    const registry::TokenFacts *facts = registry::tokenFacts(error);
    QVERIFY(facts && facts->granted);
    QCOMPARE(facts->asked.toList(), QByteArrayList{"repository:payments/api:delete,pull"});
    QCOMPARE(facts->granted->toList(), QByteArrayList());
    QVERIFY(!facts->clockGap);
    // Some say so with 403. A gateway does, too, and knows nothing of tokens.
    guarded.registry.answer({"GET", tagsPath}, Answer::withStatus(403, R"({"errors":[{"code":"DENIED"}]})"));
    const Error denied = tagsOf(connection).end.error();
    QCOMPARE(denied.reason, ErrorReason::ScopeNotGranted);
    QVERIFY(registry::tokenFacts(denied)->granted);
    QCOMPARE(registry::tokenFacts(denied)->granted->toList(), QByteArrayList{"repository:payments/api:pull"});
    guarded.registry.answer({"GET", tagsPath}, Answer::withStatus(403, "<html>no</html>"));
    QCOMPARE(tagsOf(connection).end.error().reason, ErrorReason::None);
}

/// A token that is no JWT says nothing itself; its server may (RFC 6749 §5.1).
void TestTokenAnswers::scopesBesideTheToken()
{
    ScriptedServer server;
    server.serve("/token", R"({"token":"abc","scope":"repository:payments/api:pull repository:a:push"})");
    const QByteArray challenge = "Bearer realm=\"" + server.url("/token") + '"';
    server.answer({"GET", tagsPath}, unauthorized(challenge));
    wire::Connection connection({server.url()});
    const Error error = tagsOf(connection).end.error();
    QVERIFY(registry::tokenFacts(error) && registry::tokenFacts(error)->granted);
    QCOMPARE(registry::tokenFacts(error)->granted->toList(),
             (QByteArrayList{"repository:a:push", "repository:payments/api:pull"}));
    server.serve("/token", R"({"token":"abc"})");
    wire::Connection other({server.url()});
    const Error silent = tagsOf(other).end.error();
    QVERIFY(registry::tokenFacts(silent) && !registry::tokenFacts(silent)->granted);
}

void TestTokenAnswers::clocksThatDiffer_data()
{
    QTest::addColumn<int>("registry");
    QTest::addColumn<int>("tokenServer");
    QTest::addColumn<QString>("suspect");
    QTest::newRow("all agree") << 0 << 0 << QString();
    QTest::newRow("a minute") << 30 << -30 << QString();
    QTest::newRow("this computer's is wrong") << 10800 << 10800 << QString();
    QTest::newRow("the registry's is wrong") << 10800 << 0 << u"registry"_s;
    QTest::newRow("the token server's is wrong") << 0 << -10800 << u"token server"_s;
}

/// A token that is not believed, from a server whose clock is another: only where the two disagree is it the clocks.
void TestTokenAnswers::clocksThatDiffer()
{
    QFETCH(const int, registry);
    QFETCH(const int, tokenServer);
    QFETCH(const QString, suspect);
    TokenServerSettings settings;
    settings.clockLead = std::chrono::seconds(tokenServer);
    GuardedRegistry guarded(settings);
    Answer refusal = unauthorized(guarded.challenge() + ",error=\"invalid_token\"");
    refusal.headers.emplace_back("Date", httpDate(QDateTime::currentDateTimeUtc().addSecs(registry)));
    guarded.registry.answer({"GET", tagsPath}, refusal);
    wire::Connection connection(guarded.signedIn());
    const Error error = tagsOf(connection).end.error();
    QCOMPARE(error.reason, suspect.isEmpty() ? ErrorReason::TokenRefused : ErrorReason::ClockSkew);
    const registry::TokenFacts *facts = registry::tokenFacts(error);
    QVERIFY(facts);
    QCOMPARE(facts->clockGap.has_value(), !suspect.isEmpty());
    if (!suspect.isEmpty()) {
        QCOMPARE(facts->clockGap->isOfTokenServer, suspect == "token server"_L1);
        QVERIFY(std::chrono::abs(facts->clockGap->difference - 10800s) < 120s);
        QVERIFY(guarded.tokens.realm().contains(facts->tokenServer.toLatin1()));
    }
}

QTEST_GUILESS_MAIN(TestTokenAnswers)
#include "tst_tokenanswers.moc"
