#include <QtTest>

#include "tests/app/registry/guardedregistry.h"
#include "tests/support/fakeclock.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace support;
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

QTEST_GUILESS_MAIN(TestTokenAnswers)
#include "tst_tokenanswers.moc"
