#include <QtTest>

#include "tests/app/http/httptesting.h"

using namespace http;
using namespace httptesting;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using support::Answer;
using support::Cut;
using support::Framing;
using support::ReceivedRequest;
using support::ScriptedServer;

/// One read at a time: what goes over the wire, what comes back, and what is refused.
class TestCurlTransport final : public QObject
{
    Q_OBJECT

private slots:
    void readsAnAnswer();
    void sendsWhatWasAskedFor();
    void sendsTargetsByteForByte();
    void sendsBodies_data();
    void sendsBodies();
    void headHasNoBody();
    void handsOverEveryStatus_data();
    void handsOverEveryStatus();
    void keepsNoCookies();
    void answersNoChallenge();
    void refusesBeforeTheWire_data();
    void refusesBeforeTheWire();
    void takesInterimAnswersAndTrailers();
    void capsBodies_data();
    void capsBodies();
    void capsHeaders_data();
    void capsHeaders();
    void cutsErrorBodies();
    void refusesCodings();
    void incompleteIsNoAnswer_data();
    void incompleteIsNoAnswer();
    void refusesWhatIsNoHttp();
    void transcriptIsRedacted();
};

void TestCurlTransport::readsAnAnswer()
{
    ScriptedServer server;
    server.serve("/v2/", "{}");
    CurlTransport transport(settingsFor(server));
    const Result<Response> answer = transport.send(Request::get(urlOf(server, "/v2/")), {});
    QVERIFY2(answer, qPrintable(answer ? QString() : answer.error().detail));
    QCOMPARE(answer->status, 200);
    QCOMPARE(answer->body, "{}");
    QCOMPARE(answer->bodySize, 2);
    QCOMPARE(answer->headers.value("content-type"), "application/json");
    QCOMPARE(answer->url, urlOf(server, "/v2/"));
    QCOMPARE(answer->tries, 1);
    QVERIFY(!answer->http2);
}

void TestCurlTransport::sendsWhatWasAskedFor()
{
    ScriptedServer server;
    server.serve("/", "");
    CurlTransport transport(settingsFor(server));
    Request request = Request::get(urlOf(server));
    request.headers.add("Authorization", "Bearer x");
    request.headers.add("Accept", "a");
    request.headers.add("Accept", "b");
    request.headers.add("X-Empty", "");
    QVERIFY(transport.send(request, {}));
    request.headers.clear();
    QVERIFY(transport.send(request, {}));
    const std::vector<ReceivedRequest> seen = server.requests();
    QCOMPARE(seen[0].header("Authorization"), "Bearer x");
    QCOMPARE(seen[0].count("Accept"), 2);
    QCOMPARE(seen[0].count("X-Empty"), 1);
    QCOMPARE(seen[0].header("Accept-Encoding"), "identity");
    QCOMPARE(seen[0].header("User-Agent"), "portolan");
    QCOMPARE(seen[0].count("Expect"), 0);
    QCOMPARE(seen[0].count("Content-Type"), 0);
    QCOMPARE(seen[1].count("Authorization"), 0); // nothing is left from the request before
    QCOMPARE(seen[1].connection, seen[0].connection);
}

void TestCurlTransport::sendsTargetsByteForByte()
{
    ScriptedServer server;
    CurlTransport transport(settingsFor(server));
    const QByteArray target = "/v2/a/../b/./%252F/%2F/%7e/+//x?_state=a%2Bb&u=http://y/?";
    QVERIFY(transport.send(Request::get(urlOf(server, target)), {}));
    QCOMPARE(server.requests().at(0).target, target);
}

void TestCurlTransport::sendsBodies_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<qint64>("size");
    for (const char *method : {"POST", "PUT", "PATCH"}) {
        for (const qint64 size : {0, 1, 70'000, 3'000'000})
            QTest::addRow("%s %lld", method, static_cast<long long>(size)) << QByteArray(method) << size;
    }
}

void TestCurlTransport::sendsBodies()
{
    QFETCH(QByteArray, method);
    QFETCH(qint64, size);
    ScriptedServer server;
    server.answer({method, "/"}, Answer::withStatus(201));
    CurlTransport transport(settingsFor(server));
    QByteArray body(size, 'x');
    if (size > 1)
        body[size - 1] = '\0';
    Request request = method == "POST" ? Request::post(urlOf(server), Effect::Read, body, "application/json")
        : method == "PUT"              ? Request::put(urlOf(server), body, "application/json")
                                       : Request::patch(urlOf(server), bytesSource(body));
    const Result<Response> answer = transport.send(std::move(request), {});
    QVERIFY2(answer, qPrintable(answer ? QString() : answer.error().detail));
    QCOMPARE(answer->status, 201);
    const ReceivedRequest seen = server.requests().at(0);
    QCOMPARE(seen.method, method);
    QCOMPARE(seen.body, body);
    QCOMPARE(seen.header("Content-Length"), QByteArray::number(size));
    QCOMPARE(seen.count("Expect"), 0);
    QCOMPARE(seen.count("Transfer-Encoding"), 0);
}

void TestCurlTransport::headHasNoBody()
{
    ScriptedServer server;
    server.answer({"HEAD", "/"}, Answer::ok(QByteArray(50'000'000, 'x')));
    server.serve("/", "body");
    CurlTransport transport(settingsFor(server));
    const Result<Response> head = transport.send(Request::head(urlOf(server)), {});
    QVERIFY(head);
    QCOMPARE(head->headers.value("Content-Length"), "50000000");
    QCOMPARE(head->body, "");
    QCOMPARE(transport.send(Request::get(urlOf(server)), {})->body, "body"); // on the same connection
    QCOMPARE(server.connections(), 1);
}

void TestCurlTransport::handsOverEveryStatus_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {200, 201, 204, 206, 300, 304, 400, 401, 403, 404, 405, 409, 412, 416, 500, 501})
        QTest::addRow("%d", status) << status;
}

void TestCurlTransport::handsOverEveryStatus()
{
    QFETCH(int, status);
    ScriptedServer server;
    server.answer(anything, Answer::withStatus(status, status == 204 || status == 304 ? "" : "body", {{"X-Id", "1"}}));
    CurlTransport transport(settingsFor(server));
    const Result<Response> answer = transport.send(Request::get(urlOf(server)), {});
    QVERIFY(answer);
    QCOMPARE(answer->status, status);
    QCOMPARE(answer->body, status == 204 || status == 304 ? "" : "body");
    QCOMPARE(answer->headers.value("x-id"), "1");
    QCOMPARE(server.requests().size(), 1U);
}

void TestCurlTransport::keepsNoCookies()
{
    ScriptedServer server;
    server.answer(anything, Answer::withStatus(200, "", {{"Set-Cookie", "sid=1; Path=/"}}));
    CurlTransport transport(settingsFor(server));
    for (int i = 0; i < 2; ++i)
        QVERIFY(transport.send(Request::get(urlOf(server)), {}));
    QCOMPARE(server.requests().at(1).count("Cookie"), 0);
}

void TestCurlTransport::answersNoChallenge()
{
    ScriptedServer server;
    server.answer(
        anything,
        Answer::withStatus(
            401, "",
            {{"WWW-Authenticate", "NTLM"}, {"WWW-Authenticate", "Negotiate"}, {"WWW-Authenticate", "Basic realm=x"}}));
    CurlTransport transport(settingsFor(server));
    const Result<Response> answer = transport.send(Request::get(urlOf(server)), {});
    QCOMPARE(answer->status, 401);
    QCOMPARE(answer->headers.values("www-authenticate").size(), 3U);
    QCOMPARE(server.requests().size(), 1U);
    QCOMPARE(server.requests().at(0).count("Authorization"), 0);
}

void TestCurlTransport::refusesBeforeTheWire_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("CR LF") << QByteArray("Authorization") << QByteArray("Bearer a\r\nX-Evil: 1");
    QTest::newRow("NUL") << QByteArray("X") << QByteArray("a\0b", 3);
    QTest::newRow("name") << QByteArray("X: y\r\nZ") << QByteArray("a");
}

void TestCurlTransport::refusesBeforeTheWire()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    ScriptedServer server;
    CurlTransport transport(settingsFor(server));
    Request request = Request::get(urlOf(server));
    request.headers.add(name, value);
    const Result<Response> answer = transport.send(request, {});
    QVERIFY(!answer);
    QCOMPARE(answer.error().kind, ErrorKind::InvalidData);
    QCOMPARE(server.connections(), 0);
}

void TestCurlTransport::takesInterimAnswersAndTrailers()
{
    ScriptedServer server;
    server.answer(anything,
                  Answer::raw("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\n"
                              "HTTP/1.1 200 OK\r\nX-A:  1 \r\nTransfer-Encoding: chunked\r\nTrailer: X-B\r\n\r\n"
                              "3\r\nabc\r\n0\r\nX-B: 2\r\n\r\n"));
    CurlTransport transport(settingsFor(server));
    const Result<Response> answer = transport.send(Request::get(urlOf(server)), {});
    QVERIFY(answer);
    QCOMPARE(answer->status, 200);
    QCOMPARE(answer->body, "abc");
    QCOMPARE(answer->headers.value("X-A"), "1");
    QVERIFY(!answer->headers.contains("Link"));
    QVERIFY(!answer->headers.contains("X-B"));
}

void TestCurlTransport::capsBodies_data()
{
    QTest::addColumn<Framing>("framing");
    QTest::addColumn<int>("size");
    QTest::addColumn<bool>("fits");
    for (const Framing framing : {Framing::Length, Framing::Chunked, Framing::Close}) {
        QTest::addRow("%d fits", int(framing)) << framing << 1000 << true;
        QTest::addRow("%d by one", int(framing)) << framing << 1001 << false;
        QTest::addRow("%d by far", int(framing)) << framing << 5'000'000 << false;
    }
}

void TestCurlTransport::capsBodies()
{
    QFETCH(Framing, framing);
    QFETCH(int, size);
    QFETCH(bool, fits);
    ScriptedServer server;
    Answer big = Answer::ok(QByteArray(size, 'x'));
    big.framing = framing;
    server.answer(anything, big);
    CurlTransport transport(settingsFor(server));
    Request request = Request::get(urlOf(server));
    request.maxBody = 1000;
    const Result<Response> answer = transport.send(request, {});
    QCOMPARE(bool(answer), fits);
    if (!fits) {
        QCOMPARE(answer.error().kind, ErrorKind::Network);
        QCOMPARE(answer.error().reason, ErrorReason::TooLarge);
    }
    QCOMPARE(server.requests().size(), 1U);
}

void TestCurlTransport::capsHeaders_data()
{
    QTest::addColumn<int>("lines");
    QTest::addColumn<int>("lineSize");
    QTest::addColumn<bool>("fits");
    QTest::newRow("200 KiB") << 200 << 1000 << true;
    QTest::newRow("280 KiB") << 280 << 1010 << false;
    QTest::newRow("10 MiB") << 10'000 << 1000 << false;
    QTest::newRow("one line") << 1 << 200'000 << false;
}

void TestCurlTransport::capsHeaders()
{
    QFETCH(int, lines);
    QFETCH(int, lineSize);
    QFETCH(bool, fits);
    ScriptedServer server;
    Answer answer = Answer::ok("x");
    for (int i = 0; i < lines; ++i)
        answer.headers.emplace_back("X", QByteArray(lineSize, 'y'));
    server.answer(anything, answer);
    CurlTransport transport(settingsFor(server));
    const Result<Response> got = transport.send(Request::get(urlOf(server)), {});
    QCOMPARE(bool(got), fits);
    if (!fits)
        QCOMPARE(got.error().reason, ErrorReason::TooLarge);
    QCOMPARE(server.requests().size(), 1U);
}

void TestCurlTransport::cutsErrorBodies()
{
    ScriptedServer server;
    server.answer(anything, Answer::withStatus(404, QByteArray(3'000'000, 'x')));
    CurlTransport transport(settingsFor(server));
    const Result<Response> answer = transport.send(Request::get(urlOf(server)), {});
    QVERIFY(answer);
    QCOMPARE(answer->status, 404);
    QCOMPARE(answer->body.size(), 1024 * 1024);
}

void TestCurlTransport::refusesCodings()
{
    ScriptedServer server;
    server.answer({"", "/gzip"}, Answer::withStatus(200, "\x1f\x8b", {{"Content-Encoding", "gzip"}}));
    server.answer({"", "/identity"}, Answer::withStatus(200, "x", {{"Content-Encoding", "Identity"}}));
    server.answer({"", "/error"}, Answer::withStatus(404, "\x1f\x8b", {{"Content-Encoding", "gzip"}}));
    CurlTransport transport(settingsFor(server));
    const Result<Response> gzip = transport.send(Request::get(urlOf(server, "/gzip")), {});
    QVERIFY(!gzip);
    QCOMPARE(gzip.error().kind, ErrorKind::InvalidData);
    QCOMPARE(transport.send(Request::get(urlOf(server, "/identity")), {})->body, "x");
    const Result<Response> error = transport.send(Request::get(urlOf(server, "/error")), {});
    QCOMPARE(error->status, 404);
    QCOMPARE(error->body, ""); // bytes nobody can read are left out
}

void TestCurlTransport::incompleteIsNoAnswer_data()
{
    QTest::addColumn<Framing>("framing");
    QTest::addColumn<Cut>("cut");
    const QByteArray body = "hello, world";
    for (const Framing framing : {Framing::Length, Framing::Chunked}) {
        Answer answer = Answer::ok(body);
        answer.framing = framing;
        for (qint64 after = 0; after < answer.headBytes("GET").size(); ++after)
            QTest::addRow("%d head %d", int(framing), int(after)) << framing << Cut{Cut::Where::Head, after};
        // The last LF of the chunked coding says nothing that its last chunk did not.
        const qint64 needed = answer.bodyBytes("GET").size() - (framing == Framing::Chunked ? 1 : 0);
        for (qint64 after = 0; after < needed; ++after)
            QTest::addRow("%d body %d", int(framing), int(after)) << framing << Cut{Cut::Where::Body, after};
    }
}

void TestCurlTransport::incompleteIsNoAnswer()
{
    QFETCH(Framing, framing);
    QFETCH(Cut, cut);
    for (const bool reset : {false, true}) {
        ScriptedServer server;
        Answer answer = Answer::ok("hello, world");
        answer.framing = framing;
        answer.cut = cut;
        answer.cut->reset = reset;
        server.answer(anything, answer);
        HastyClock clock;
        CurlTransport transport(settingsFor(server), clock);
        const Result<Response> got = transport.send(Request::get(urlOf(server)), {});
        QVERIFY(!got);
        QCOMPARE(got.error().kind, ErrorKind::Network);
        QVERIFY(got.error().reason == ErrorReason::Incomplete || got.error().reason == ErrorReason::ConnectionLost);
        QCOMPARE(got.error().method, "GET");
        QVERIFY(got.error().time);
        QCOMPARE(server.requests().size(), 3U);
    }
}

void TestCurlTransport::refusesWhatIsNoHttp()
{
    ScriptedServer server;
    server.answer(anything, Answer::raw("SSH-2.0-OpenSSH_9.2\r\n\r\n"));
    CurlTransport transport(settingsFor(server));
    const Result<Response> answer = transport.send(Request::get(urlOf(server)), {});
    QVERIFY(!answer);
    QCOMPARE(answer.error().kind, ErrorKind::InvalidData);
}

void TestCurlTransport::transcriptIsRedacted()
{
    ScriptedServer server;
    server.serve("/token?service=x&password=secret", "{\"token\":\"secret\"}");
    CurlTransport transport(settingsFor(server));
    Request request = Request::get(urlOf(server, "/token?service=x&password=secret"));
    request.headers.add("Authorization", "Basic secret");
    QVERIFY(transport.send(request, {}));
    QVERIFY(!transport.send(Request::get(Url::parse("http://other.example/?secret").value()), {}));
    const std::vector<TranscriptEntry> entries = transport.transcript().entries();
    QCOMPARE(entries.size(), 1U); // what is refused before the wire is no request
    QCOMPARE(entries[0].method, "GET");
    QCOMPARE(entries[0].url, QString::fromLatin1(server.url("/token")));
    QCOMPARE(entries[0].status, 200);
    QCOMPARE(entries[0].bytes, 18);
    QVERIFY(entries[0].duration >= 0ms);
    Transcript ring(2);
    for (int status = 1; status <= 3; ++status)
        ring.add({{}, "GET", {}, status, {}, 0, 1, false, {}});
    QCOMPARE(ring.entries().front().status, 2);
    QCOMPARE(ring.total(), 3U);
}

QTEST_GUILESS_MAIN(TestCurlTransport)
#include "tst_curltransport.moc"
