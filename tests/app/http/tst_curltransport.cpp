#include <QtTest>

#include "app/http/curltransport.h"
#include "tests/support/scriptedserver.h"

using namespace http;
using support::Answer;
using support::ScriptedServer;

namespace {

Url urlOf(const ScriptedServer &server, QByteArrayView target = "/")
{
    return Url::parse(server.url(target)).value();
}

TransportSettings settingsFor(const ScriptedServer &server)
{
    TransportSettings settings;
    settings.registry = urlOf(server).origin();
    settings.plainHttpAllowed = true;
    return settings;
}

/// Reads `/0` … `/(count - 1)`.
class Counting final : public BatchSource
{
public:
    Counting(const ScriptedServer &server, int count)
        : m_server(server)
        , m_count(count)
    { }

    base::Pull<BatchItem> next() override
    {
        if (m_next == m_count)
            return base::End();
        const int number = m_next++;
        return BatchItem{Request::get(urlOf(m_server, QByteArray('/' + QByteArray::number(number)))), quint64(number)};
    }

    Result<> finished(quint64 ticket, Result<Response> answer) override
    {
        if (answer && answer->body == QByteArray('/' + QByteArray::number(ticket)))
            ++good;
        return Done{};
    }

    int good = 0;

private:
    const ScriptedServer &m_server;
    int m_count;
    int m_next = 0;
};

} // namespace

class TestCurlTransport final : public QObject
{
    Q_OBJECT

private slots:
    void reads();
    void readsMany();
};

void TestCurlTransport::reads()
{
    ScriptedServer server;
    server.serve("/v2/", "{}");
    CurlTransport transport(settingsFor(server));
    const Result<Response> answer = transport.send(Request::get(urlOf(server, "/v2/")), {});
    QVERIFY2(answer, qPrintable(answer ? QString() : answer.error().detail));
    QCOMPARE(answer->status, 200);
    QCOMPARE(answer->body, "{}");
    QCOMPARE(answer->headers.value("content-type"), "application/json");
}

void TestCurlTransport::readsMany()
{
    ScriptedServer server;
    server.answer({"GET", "/", true},
                  [](const support::ReceivedRequest &request) { return Answer::ok(request.target); });
    CurlTransport transport(settingsFor(server));
    Counting source(server, 1000);
    QVERIFY(transport.run(source, {}));
    QCOMPARE(source.good, 1000);
    QVERIFY(transport.counters().maxInFlight <= 32);
    QVERIFY2(server.connections() <= 32, QByteArray::number(server.connections()).constData());
}

QTEST_GUILESS_MAIN(TestCurlTransport)
#include "tst_curltransport.moc"
