#include <QtTest>

#include "tests/app/http/httptesting.h"

using namespace http;
using namespace httptesting;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using support::Answer;
using support::Cut;
using support::ScriptedServer;

/// What is tried again, how often, and what is not.
class TestRetries final : public QObject
{
    Q_OBJECT

private slots:
    void retriesNetworkFaults_data();
    void retriesNetworkFaults();
    void retriesStatus_data();
    void retriesStatus();
    void unknownHostIsTriedOnce();
    void refusedConnectionIsRetried();
};

void TestRetries::retriesNetworkFaults_data()
{
    QTest::addColumn<Answer>("fault");
    Answer inHead = Answer::ok("hello");
    inHead.cut = Cut{Cut::Where::Head, 10, true};
    Answer inBody = Answer::ok("hello");
    inBody.cut = Cut{Cut::Where::Body, 3, true};
    QTest::newRow("reset before") << Answer::hangUp(true);
    QTest::newRow("closed before") << Answer::hangUp(false);
    QTest::newRow("reset in the head") << inHead;
    QTest::newRow("reset in the body") << inBody;
}

void TestRetries::retriesNetworkFaults()
{
    QFETCH(Answer, fault);
    ScriptedServer server;
    server.serve("/", "hello");
    server.answer({"GET", "/", false, 1}, fault);
    server.answer({"GET", "/", false, 2}, fault);
    HastyClock clock;
    CurlTransport transport(settingsFor(server), clock);
    const Result<Response> answer = transport.send(Request::get(urlOf(server)), {});
    QVERIFY(answer);
    QCOMPARE(answer->body, "hello");
    QCOMPARE(answer->tries, 3);
    QCOMPARE(server.requests().size(), 3U);
    QCOMPARE(transport.transcript().entries().at(0).tries, 3);
}

void TestRetries::retriesStatus_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("times");
    QTest::addColumn<int>("requests");
    QTest::addColumn<int>("outcome");
    for (const int status : {408, 429, 502, 503, 504}) {
        QTest::addRow("%d once", status) << status << 1 << 2 << 200;
        QTest::addRow("%d twice", status) << status << 2 << 3 << 200;
        QTest::addRow("%d always", status) << status << 9 << 3 << status;
    }
    QTest::addRow("500") << 500 << 1 << 1 << 500;
    QTest::addRow("501") << 501 << 1 << 1 << 501;
}

void TestRetries::retriesStatus()
{
    QFETCH(int, status);
    QFETCH(int, times);
    QFETCH(int, requests);
    QFETCH(int, outcome);
    ScriptedServer server;
    server.serve("/", "hello");
    for (int nth = 1; nth <= times; ++nth)
        server.answer({"GET", "/", false, nth}, Answer::withStatus(status, "busy"));
    HastyClock clock;
    CurlTransport transport(settingsFor(server), clock);
    const Result<Response> answer = transport.send(Request::get(urlOf(server)), {});
    QVERIFY(answer);
    QCOMPARE(answer->status, outcome);
    QCOMPARE(int(server.requests().size()), requests);
    QCOMPARE(answer->tries, requests);
}

void TestRetries::unknownHostIsTriedOnce()
{
    HastyClock clock;
    CurlTransport transport(settingsFor(Url::parse("https://registry.invalid/").value()), clock);
    const Result<Response> answer = transport.send(Request::get(Url::parse("https://registry.invalid/").value()), {});
    QVERIFY(!answer);
    QCOMPARE(answer.error().reason, ErrorReason::UnknownHost);
    QCOMPARE(clock.pauses().size(), 0U);
}

void TestRetries::refusedConnectionIsRetried()
{
    Url url = Url::parse("http://127.0.0.1:1/").value();
    {
        const ScriptedServer server;
        url = urlOf(server);
    } // the port is free again
    HastyClock clock;
    CurlTransport transport(settingsFor(url), clock);
    const Result<Response> answer = transport.send(Request::get(url), {});
    QVERIFY(!answer);
    QCOMPARE(answer.error().reason, ErrorReason::ConnectionRefused);
    QCOMPARE(transport.transcript().entries().at(0).tries, 3);
}

QTEST_GUILESS_MAIN(TestRetries)

#include "tst_retries.moc"
