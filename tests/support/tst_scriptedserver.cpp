#include <QtTest>

#include "tests/support/rawclient.h"
#include "tests/support/scriptedserver.h"

using namespace support;
using namespace std::chrono_literals;

namespace {

const QByteArray helloGet = "GET /hello?a=%2F HTTP/1.1\r\nHost: x\r\nX-Two: 1\r\nx-two:  2\r\n\r\n";
const QByteArray helloAnswer = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello";

} // namespace

class TestScriptedServer final : public QObject
{
    Q_OBJECT

private slots:
    void answersAndRecords();
    void newestRuleWinsAndCountsOccurrences();
    void readsBodies_data();
    void readsBodies();
    void framesBodies();
    void cutsByteExact_data();
    void cutsByteExact();
    void waitsForItsGate();
    void answersBeforeTheBody();
    void silentUntilDestroyed();
    void countsWhatIsUnanswered();
    void countsAndDropsConnections();
};

void TestScriptedServer::answersAndRecords()
{
    ScriptedServer server;
    server.serve("/hello", "hello", "text/plain");
    RawClient client(server.port());
    client.send(helloGet + "HEAD /hello HTTP/1.1\r\n\r\n" + "GET /other HTTP/1.1\r\n\r\n");
    QCOMPARE(client.receive(helloAnswer.size()), helloAnswer);
    QVERIFY(server.waitForRequests(3));
    const std::vector<ReceivedRequest> requests = server.requests();
    QCOMPARE(requests[0].head, helloGet);
    QCOMPARE(requests[0].target, "/hello?a=%2F");
    QCOMPARE(requests[0].path(), "/hello");
    QCOMPARE(requests[0].header("HOST"), "x");
    QCOMPARE(requests[0].count("X-Two"), 2);
    QCOMPARE(requests[0].connection, 1);
    QCOMPARE(requests[2].target, "/other");
    QCOMPARE(server.requestsTo("/hello").size(), 2U);
    QVERIFY(client.receive(22).startsWith("HTTP/1.1 404 Not Found"));
}

void TestScriptedServer::newestRuleWinsAndCountsOccurrences()
{
    ScriptedServer server;
    server.answer({"", "/v2/", true}, Answer::withStatus(200));
    server.answer({"GET", "/v2/a", false, 2}, Answer::withStatus(503));
    server.answer({"GET", "/v2/a?last=x"}, Answer::withStatus(201));
    const auto status = [&](const QByteArray &target) {
        RawClient client(server.port());
        client.send("GET " + target + " HTTP/1.1\r\n\r\n");
        return client.receive(12).last(3);
    };
    QCOMPARE(status("/v2/a"), "200");
    QCOMPARE(status("/v2/a"), "503");
    QCOMPARE(status("/v2/a"), "200");
    QCOMPARE(status("/v2/a?last=x"), "201");
    QCOMPARE(status("/v3/a"), "404");
}

void TestScriptedServer::readsBodies_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("interim");
    const QByteArray none;
    QTest::newRow("length") << QByteArray("PUT /b HTTP/1.1\r\nContent-Length: 4\r\n\r\nbody") << none;
    QTest::newRow("chunked") << QByteArray(
        "PUT /b HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nbod\r\n1\r\ny\r\n0\r\n\r\n")
                             << none;
    QTest::newRow("continue") << QByteArray("PUT /b HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\nbody")
                              << QByteArray("HTTP/1.1 100 Continue\r\n\r\n");
}

void TestScriptedServer::readsBodies()
{
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, interim);
    ScriptedServer server;
    server.answer({"PUT", "/b"},
                  [](const ReceivedRequest &seen) { return Answer::withStatus(201, "<" + seen.body + ">"); });
    RawClient client(server.port());
    client.send(request);
    const QByteArray expected = interim + "HTTP/1.1 201 Created\r\nContent-Length: 6\r\n\r\n<body>";
    QCOMPARE(client.receive(expected.size()), expected);
    QCOMPARE(server.requests().front().body, "body");
}

void TestScriptedServer::framesBodies()
{
    ScriptedServer server;
    Answer chunked = Answer::withStatus(200, "0123456789abcdef");
    chunked.framing = Framing::Chunked;
    server.answer({"GET", "/chunked"}, chunked);
    Answer close = Answer::withStatus(200, "rest");
    close.framing = Framing::Close;
    server.answer({"GET", "/close"}, close);
    server.answer({"GET", "/raw"}, Answer::raw("HTTP/1.1 garbage\n"));
    RawClient client(server.port());
    client.send("GET /chunked HTTP/1.1\r\n\r\nGET /raw HTTP/1.1\r\n\r\nGET /close HTTP/1.1\r\n\r\n");
    QCOMPARE(client.receiveAll(),
             "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\n0123456789abcdef\r\n0\r\n\r\n"
             "HTTP/1.1 garbage\n"
             "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nrest");
}

void TestScriptedServer::cutsByteExact_data()
{
    QTest::addColumn<bool>("inBody");
    QTest::addColumn<int>("after");
    QTest::addColumn<bool>("reset");
    QTest::newRow("before a byte, closed") << false << 0 << false;
    QTest::newRow("before a byte, reset") << false << 0 << true;
    QTest::newRow("in the head") << false << 9 << false;
    QTest::newRow("before the body") << true << 0 << false;
    QTest::newRow("in the body, closed") << true << 4 << false;
    QTest::newRow("in the body, reset") << true << 4 << true;
}

void TestScriptedServer::cutsByteExact()
{
    QFETCH(bool, inBody);
    QFETCH(int, after);
    QFETCH(bool, reset);
    ScriptedServer server;
    Answer answer = Answer::ok("hello", "text/plain");
    answer.cut = Cut{inBody ? Cut::Where::Body : Cut::Where::Head, after, reset};
    server.answer({"GET", "/hello"}, answer);
    RawClient client(server.port());
    client.send(helloGet);
    const qsizetype size = (inBody ? helloAnswer.indexOf("hello") : 0) + after;
    const QByteArray seen = client.receiveAll();
    QVERIFY(helloAnswer.startsWith(seen));
    if (!reset) // a reset may overtake what was sent before it
        QCOMPARE(seen.size(), size);
    QCOMPARE(client.wasReset(), reset);
}

void TestScriptedServer::waitsForItsGate()
{
    ScriptedServer server;
    Answer answer = Answer::ok("hello", "text/plain");
    answer.gate = std::make_shared<Gate>();
    answer.gateAfter = 12;
    server.answer({"GET", "/hello"}, answer);
    RawClient client(server.port());
    client.send(helloGet);
    QCOMPARE(client.receive(12), helloAnswer.first(12));
    answer.gate->open();
    QCOMPARE(client.receive(helloAnswer.size() - 12), helloAnswer.sliced(12));
}

void TestScriptedServer::answersBeforeTheBody()
{
    ScriptedServer server;
    Answer answer = Answer::withStatus(413);
    answer.beforeBody = true;
    server.answer({"PUT", "/b"}, answer);
    RawClient client(server.port());
    client.send("PUT /b HTTP/1.1\r\nContent-Length: 1000000\r\n\r\nsome");
    QCOMPARE(client.receiveAll(), "HTTP/1.1 413 Scripted\r\nContent-Length: 0\r\n\r\n");
}

void TestScriptedServer::silentUntilDestroyed()
{
    auto server = std::make_unique<ScriptedServer>();
    server->answer({"GET", "/hello"}, Answer::silence());
    RawClient client(server->port());
    client.send(helloGet);
    QVERIFY(server->waitForRequests(1));
    server.reset();
    QVERIFY(client.receiveAll().isEmpty());
}

void TestScriptedServer::countsWhatIsUnanswered()
{
    ScriptedServer server;
    const auto gate = std::make_shared<Gate>();
    Answer gated = Answer::ok("hello", "text/plain");
    gated.gate = gate;
    server.answer({"GET", "/hello"}, gated);
    RawClient first(server.port());
    first.send(helloGet);
    QVERIFY(server.waitForRequests(1));
    QCOMPARE(server.maxUnanswered(), 1);
    RawClient second(server.port());
    second.send(helloGet);
    QVERIFY(server.waitForRequests(2));
    QCOMPARE(server.maxUnanswered(), 2);
    gate->open();
    QCOMPARE(first.receive(helloAnswer.size()), helloAnswer);
    QCOMPARE(second.receive(helloAnswer.size()), helloAnswer);
    // Both connections are open still, and owe nothing.
    RawClient third(server.port());
    third.send(helloGet);
    QCOMPARE(third.receive(helloAnswer.size()), helloAnswer);
    first.send(helloGet);
    QCOMPARE(first.receive(helloAnswer.size()), helloAnswer);
    QCOMPARE(server.openConnections(), 3);
    QCOMPARE(server.maxUnanswered(), 2);
}

void TestScriptedServer::countsAndDropsConnections()
{
    ScriptedServer server;
    server.serve("/hello", "hello", "text/plain");
    RawClient first(server.port());
    RawClient second(server.port());
    for (RawClient *client : {&first, &second}) {
        client->send(helloGet);
        QCOMPARE(client->receive(helloAnswer.size()), helloAnswer);
    }
    QCOMPARE(server.connections(), 2);
    QCOMPARE(server.openConnections(), 2);
    server.dropConnections();
    QVERIFY(first.receiveAll().isEmpty());
    QVERIFY(first.wasReset());
    QTRY_COMPARE_WITH_TIMEOUT(server.openConnections(), 0, 60000);
    QCOMPARE(server.maxOpenConnections(), 2);
    RawClient third(server.port());
    third.send(helloGet);
    QCOMPARE(third.receive(helloAnswer.size()), helloAnswer);
}

QTEST_GUILESS_MAIN(TestScriptedServer)
#include "tst_scriptedserver.moc"
