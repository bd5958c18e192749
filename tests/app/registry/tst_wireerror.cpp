#include <QtTest>

#include "app/registry/wireerror.h"
#include "tests/support/fakeclock.h"

using namespace Qt::StringLiterals;

namespace {

http::Response response(int status, const QByteArray &body)
{
    http::Response answer{.status = status,
                          .headers = {},
                          .body = body,
                          .bodySize = body.size(),
                          .url = http::Url::parse("https://r.example/v2/a/manifests/latest?token=secret").value()};
    return answer;
}

QByteArray errors(const QByteArray &code)
{
    return R"({"errors":[{"code":")" + code + R"(","message":"because","detail":{"Tag":"latest"}}]})";
}

} // namespace

class TestWireError final : public QObject
{
    Q_OBJECT

private slots:
    void kinds_data();
    void kinds();
    void readsTheListOfErrors();
    void takesAnyBody_data();
    void takesAnyBody();
    void namesTheRequest();
    void knowsHowLongToWait();
};

void TestWireError::kinds_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<int>("kind");
    const auto row = [](int status, const char *code, ErrorKind kind) {
        QTest::addRow("%d %s", status, code) << status << QByteArray(code) << int(kind);
    };
    row(400, "MANIFEST_INVALID", ErrorKind::InvalidData);
    row(400, "UNSUPPORTED", ErrorKind::Unsupported);
    row(400, "GOOGLE_MANIFEST_DANGLING_TAG", ErrorKind::Conflict);
    row(401, "UNAUTHORIZED", ErrorKind::Unauthorized);
    row(401, "DENIED", ErrorKind::Unauthorized);
    row(401, "PROTECTED_TAG", ErrorKind::Forbidden);
    row(401, "PROTECTED_MANIFEST", ErrorKind::Forbidden);
    row(401, "IMMUTABLE_TAG", ErrorKind::Conflict);
    row(403, "DENIED", ErrorKind::Forbidden);
    row(403, "", ErrorKind::Forbidden);
    row(404, "NAME_UNKNOWN", ErrorKind::NotFound);
    row(404, "", ErrorKind::NotFound);
    row(405, "UNSUPPORTED", ErrorKind::Unsupported);
    row(405, "DENIED", ErrorKind::Forbidden);
    row(407, "", ErrorKind::Network);
    row(408, "", ErrorKind::Timeout);
    row(409, "MANIFEST_REFERENCED", ErrorKind::Conflict);
    row(409, "TAG_IMMUTABLE", ErrorKind::Conflict);
    row(412, "PRECONDITION", ErrorKind::Conflict);
    row(413, "", ErrorKind::InvalidData);
    row(429, "TOOMANYREQUESTS", ErrorKind::RateLimited);
    row(403, "TOOMANYREQUESTS", ErrorKind::RateLimited);
    row(500, "UNKNOWN", ErrorKind::Server);
    row(501, "", ErrorKind::Unsupported);
    row(503, "UNAVAILABLE", ErrorKind::Server);
    row(302, "", ErrorKind::Network);
}

void TestWireError::kinds()
{
    QFETCH(int, status);
    QFETCH(QByteArray, code);
    QFETCH(int, kind);
    support::FakeClock clock;
    const Error error = registry::wireError(response(status, code.isEmpty() ? QByteArray() : errors(code)), clock);
    QCOMPARE(int(error.kind), kind);
    QCOMPARE(error.httpStatus, status);
    QCOMPARE(error.hasCode(QString::fromLatin1(code)), !code.isEmpty());
    QCOMPARE(error.url, u"https://r.example/v2/a/manifests/latest"_s);
}

void TestWireError::readsTheListOfErrors()
{
    support::FakeClock clock;
    const Error error = registry::wireError(
        response(404, R"({"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest unknown","detail":{"Tag":"x"}},
                     {"code":"NAME_UNKNOWN"},{"code":null,"message":17,"detail":["a"]},"nonsense"],"more":1})"),
        clock);
    QCOMPARE(error.registry.size(), 3);
    QCOMPARE(error.registry.at(0),
             (base::Diagnostic{u"MANIFEST_UNKNOWN"_s, u"manifest unknown"_s, u"{\"Tag\":\"x\"}"_s}));
    QCOMPARE(error.registry.at(1), (base::Diagnostic{u"NAME_UNKNOWN"_s, {}, {}}));
    QCOMPARE(error.registry.at(2), (base::Diagnostic{{}, u"17"_s, u"[\"a\"]"_s}));
    QVERIFY(error.detail.isEmpty());
}

void TestWireError::takesAnyBody_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("detail");
    QTest::newRow("nothing") << QByteArray() << QString();
    QTest::newRow("HTML") << QByteArray("<html>\r\n  <h1>502 Bad Gateway</h1>") << u"<html> <h1>502 Bad Gateway</h1>"_s;
    QTest::newRow("text") << QByteArray("404 page not found\n") << u"404 page not found"_s;
    QTest::newRow("JSON of another kind") << QByteArray(R"({"details":"wrong"})") << u"{\"details\":\"wrong\"}"_s;
    QTest::newRow("errors of another kind") << QByteArray(R"({"errors":"wrong"})") << u"{\"errors\":\"wrong\"}"_s;
    QTest::newRow("long") << QByteArray(100'000, 'x') << QString();
    QTest::newRow("not UTF-8") << QByteArray("\xff\xfe") << QString();
    QTest::newRow("deep") << QByteArray(100'000, '[') << QString();
}

void TestWireError::takesAnyBody()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, detail);
    support::FakeClock clock;
    const Error error = registry::wireError(response(400, body), clock);
    QCOMPARE(error.kind, ErrorKind::InvalidData);
    QVERIFY(error.registry.isEmpty());
    QVERIFY(error.detail.size() <= 300);
    if (!detail.isEmpty() || body.isEmpty())
        QCOMPARE(error.detail, detail);
}

void TestWireError::namesTheRequest()
{
    support::FakeClock clock;
    http::Response answer = response(500, {});
    answer.headers.add("X-Request-Id", "8f2c-1");
    QCOMPARE(registry::wireError(answer, clock).requestId, u"8f2c-1"_s);
    // What a server says about a credential is not repeated.
    answer
        = response(403, R"({"errors":[{"code":"DENIED","message":"Authorization: Bearer abcdefghijklmnop is bad"}]})");
    QVERIFY(!registry::wireError(answer, clock).registry.first().message.contains(u"abcdefghijklmnop"_s));
}

void TestWireError::knowsHowLongToWait()
{
    support::FakeClock clock;
    http::Response answer = response(429, {});
    answer.headers.add("Retry-After", "23");
    QCOMPARE(registry::wireError(answer, clock).retryAfter, std::optional(std::chrono::seconds(23)));
    answer.headers.set("Retry-After", "Wed, 25 Nov 2026 00:01:00 GMT");
    QCOMPARE(registry::wireError(answer, clock).retryAfter, std::optional(std::chrono::seconds(60)));
    answer.headers.remove("Retry-After");
    QVERIFY(!registry::wireError(answer, clock).retryAfter);
}

QTEST_GUILESS_MAIN(TestWireError)
#include "tst_wireerror.moc"
