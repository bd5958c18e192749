#include <QElapsedTimer>
#include <QtTest>

#include "tests/support/childprocess.h"
#include "tests/support/faultproxy.h"
#include "tests/support/rawclient.h"
#include "tests/support/scriptedserver.h"

using namespace support;
using namespace std::chrono_literals;

namespace {

const QByteArray get = "GET /hello HTTP/1.1\r\n\r\n";
const QByteArray answer = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello";

} // namespace

class TestFaultProxy final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void delaysConnectAndBothDirections();
    void doesNotThrottle();
    void cuts_data();
    void cuts();
    void dribbles();
    void blackHoleHoldsAndReleases();
    void refusesWhereTheServerDoes();
    void passesEndsOn();
    void deadPortNeverConnects();

private:
    std::unique_ptr<ScriptedServer> m_server;
};

void TestFaultProxy::init()
{
    m_server = std::make_unique<ScriptedServer>();
    m_server->serve("/hello", "hello", "text/plain");
}

// Only lower bounds: a loaded machine may always be slower.
void TestFaultProxy::delaysConnectAndBothDirections()
{
    FaultProxy proxy(m_server->port(), {.roundTrip = 40ms});
    QElapsedTimer timer;
    timer.start();
    RawClient client(proxy.port());
    client.send(get);
    QCOMPARE(client.receive(answer.size()), answer);
    QVERIFY(timer.elapsed() >= 80);
    timer.restart();
    client.send(get);
    QCOMPARE(client.receive(answer.size()), answer);
    QVERIFY(timer.elapsed() >= 40);
    QCOMPARE(proxy.connections(), 1);
}

void TestFaultProxy::doesNotThrottle()
{
    // 200 answers asked for at once share one round trip: one after the other they would need 20 seconds.
    FaultProxy proxy(m_server->port(), {.roundTrip = 100ms});
    RawClient client(proxy.port());
    QElapsedTimer timer;
    timer.start();
    client.send(get.repeated(200));
    QCOMPARE(client.receive(answer.size() * 200), answer.repeated(200));
    QVERIFY(timer.elapsed() < 10'000);
}

void TestFaultProxy::cuts_data()
{
    QTest::addColumn<int>("toServer");
    QTest::addColumn<int>("toClient");
    QTest::addColumn<bool>("reset");
    QTest::newRow("request, closed") << 10 << -1 << false;
    QTest::newRow("request, reset") << 10 << -1 << true;
    QTest::newRow("answer, closed") << -1 << 20 << false;
    QTest::newRow("answer, reset") << -1 << 20 << true;
    QTest::newRow("at once") << -1 << 0 << true;
}

void TestFaultProxy::cuts()
{
    QFETCH(int, toServer);
    QFETCH(int, toClient);
    QFETCH(bool, reset);
    Faults faults;
    if (toServer >= 0)
        faults.cutToServer = toServer;
    if (toClient >= 0)
        faults.cutToClient = toClient;
    faults.reset = reset;
    FaultProxy proxy(m_server->port(), faults);
    RawClient client(proxy.port());
    client.send(get);
    const QByteArray seen = client.receiveAll();
    QVERIFY(answer.startsWith(seen));
    if (!reset)
        QCOMPARE(seen.size(), std::max(toClient, 0));
    QCOMPARE(client.wasReset(), reset);
    QCOMPARE(m_server->requests().size(), toServer >= 0 ? 0U : 1U);
}

void TestFaultProxy::dribbles()
{
    FaultProxy proxy(m_server->port(), {.dribbleSize = 10, .dribblePause = 5ms});
    RawClient client(proxy.port());
    QElapsedTimer timer;
    timer.start();
    client.send(get);
    QCOMPARE(client.receive(answer.size()), answer);
    QVERIFY(timer.elapsed() >= (answer.size() / 10 - 1) * 5);
}

void TestFaultProxy::blackHoleHoldsAndReleases()
{
    FaultProxy proxy(m_server->port());
    RawClient client(proxy.port());
    client.send(get);
    QCOMPARE(client.receive(answer.size()), answer);
    proxy.setBlackHole(true);
    client.send(get);
    QVERIFY(!client.waitForBytes(100ms));
    QCOMPARE(m_server->requests().size(), 1U);
    proxy.setBlackHole(false);
    QCOMPARE(client.receive(answer.size()), answer);
}

void TestFaultProxy::refusesWhereTheServerDoes()
{
    FaultProxy proxy(freePort());
    RawClient client(proxy.port());
    client.send(get);
    QVERIFY(client.receiveAll().isEmpty());
    QVERIFY(client.wasReset());
}

void TestFaultProxy::passesEndsOn()
{
    FaultProxy proxy(m_server->port(), {.roundTrip = 10ms});
    {
        RawClient client(proxy.port());
        client.send(get);
        QCOMPARE(client.receive(answer.size()), answer);
        QCOMPARE(m_server->openConnections(), 1);
    }
    QTRY_COMPARE_WITH_TIMEOUT(m_server->openConnections(), 0, 60000);
}

void TestFaultProxy::deadPortNeverConnects()
{
    const DeadPort port;
    QVERIFY(!connects(port.port(), 200ms));
    QVERIFY(connects(m_server->port(), 5s));
}

QTEST_GUILESS_MAIN(TestFaultProxy)
#include "tst_faultproxy.moc"
