#include <QTest>

#include "app/connections/session.h"
#include "app/credentials/sessionstore.h"
#include "app/doctor/examination.h"
#include "app/http/curltransport.h"
#include "tests/app/connections/operations.h"

using namespace Qt::StringLiterals;
using http::Effect;
using http::Request;
using support::Answer;
using support::ReceivedRequest;
using support::ScriptedServer;

namespace {

/// What asks for a token changes nothing on the registry.
int changes(const ScriptedServer &server)
{
    const std::vector<ReceivedRequest> requests = server.requests();
    return int(std::count_if(requests.begin(), requests.end(), [](const ReceivedRequest &request) {
        return request.method != "GET" && request.method != "HEAD" && request.path() != "/token";
    }));
}

/// A registry with everything in it, which lets nobody in without a token that is asked for by POST.
void fill(ScriptedServer &server)
{
    server.answer({"", "/v2/", true}, [&server](const ReceivedRequest &request) {
        if (request.header("Authorization") == "Bearer good")
            return operations::registryAnswer(request);
        return Answer::withStatus(401, "{}", {{"WWW-Authenticate", "Bearer realm=\"" + server.url("/token") + '"'}});
    });
    server.answer({"GET", "/token"}, Answer::withStatus(405));
    server.answer({"POST", "/token"}, Answer::ok(R"({"token":"good"})"));
}

/// With its password in @p store.
connections::Connection connectionTo(const ScriptedServer &server, bool readOnly, credentials::SessionStore &store)
{
    auto connection
        = connections::Connection::toHost({false, "127.0.0.1", server.port()}, connections::SchemeChoice::Http);
    connection.user = u"maria"_s;
    connection.readOnly = readOnly;
    if (!store.store(connection.id, {connection.user, base::Secret(QByteArray("secret"))}, {}))
        qFatal("a password cannot be kept in memory");
    return connection;
}

std::shared_ptr<connections::Session> open(const ScriptedServer &server, bool readOnly)
{
    const auto store = std::make_shared<credentials::SessionStore>();
    return connections::Session::open(connectionTo(server, readOnly, *store), store, {}).value();
}

/// Each method, also with an effect that denies what it does. Each with a body of its own.
std::vector<Request> everyChange(const http::Url &url)
{
    std::vector<Request> all{Request::post(url, Effect::Mutate, "x", "text/plain")};
    for (const bool isHonest : {true, false}) {
        for (const bool isUpload : {true, false}) {
            std::vector<Request> some{Request::put(url, "x", "text/plain"), Request::patch(url, http::bytesSource("x")),
                                      Request::remove(url)};
            for (Request &request : some) {
                request.effect = isHonest ? request.effect : Effect::Read;
                request.contentAddressed = isUpload;
                all.push_back(std::move(request));
            }
        }
    }
    return all;
}

class Batch final : public http::BatchSource
{
public:
    explicit Batch(std::vector<Request> requests)
        : m_requests(std::move(requests))
    { }

    base::Pull<http::BatchItem> next() override
    {
        if (m_next == m_requests.size())
            return base::End{};
        const std::size_t number = m_next++;
        return http::BatchItem{m_requests[number], number};
    }
    Result<> finished(quint64, Result<http::Response> answer) override
    {
        refused += !answer && answer.error().reason == ErrorReason::ReadOnly;
        return Done{};
    }

    int refused = 0;

private:
    std::vector<Request> m_requests;
    std::size_t m_next = 0;
};

} // namespace

/// On a connection that is read-only nothing that changes the registry reaches the wire, by any road.
class TestReadOnly final : public QObject
{
    Q_OBJECT

private slots:
    void operation_data();
    void operation();
    void doctor();
    void transport_data();
    void transport();
};

void TestReadOnly::operation_data()
{
    QTest::addColumn<int>("number");
    for (int number = 0; number < operations::count; ++number)
        QTest::addRow("%d", number) << number;
}

void TestReadOnly::operation()
{
    QFETCH(int, number);
    const bool isRead = number < operations::reads;
    ScriptedServer server;
    fill(server);
    const std::optional<Error> refused = operations::operate(open(server, true)->registry(), number);
    QCOMPARE(changes(server), 0);
    QCOMPARE(server.requests().empty(), !isRead);
    QCOMPARE(refused.has_value(), !isRead);
    if (refused) {
        QCOMPARE(refused->kind, ErrorKind::Forbidden);
        QCOMPARE(refused->reason, ErrorReason::ReadOnly);
        QVERIFY(!refused->detail.isEmpty());
    }
    // Where it may, it does: the server would have seen it.
    const std::optional<Error> allowed = operations::operate(open(server, false)->registry(), number);
    QVERIFY2(!allowed, allowed ? qPrintable(allowed->detail) : "");
    QCOMPARE(changes(server) > 0, !isRead);
}

/// Not even with the consent to ask whether deletion is on, which is a DELETE.
void TestReadOnly::doctor()
{
    for (const bool readOnly : {true, false}) {
        ScriptedServer server;
        fill(server);
        doctor::Patient patient;
        const auto store = std::make_shared<credentials::SessionStore>();
        patient.connection = connectionTo(server, readOnly, *store);
        patient.credentials = store;
        patient.path = u"a/b"_s;
        patient.askAboutDeletion = true;
        QVERIFY(!doctor::Examination(patient, {}, {}).run().checks.empty());
        QVERIFY(!server.requests().empty());
        QCOMPARE(changes(server) > 0, !readOnly);
    }
}

void TestReadOnly::transport_data()
{
    QTest::addColumn<bool>("readOnly");
    QTest::newRow("read-only") << true;
    QTest::newRow("not") << false;
}

void TestReadOnly::transport()
{
    QFETCH(bool, readOnly);
    ScriptedServer server;
    server.answer({"", "/", true}, Answer::ok("{}"));
    const http::Url url = http::Url::parse(server.url("/v2/a/b/manifests/v1")).value();
    http::TransportSettings settings;
    settings.registry = url.origin();
    settings.plainHttpAllowed = true;
    settings.readOnly = readOnly;
    http::CurlTransport transport(settings);
    int refused = 0;
    for (const Request &request : everyChange(url)) {
        const auto answer = transport.send(request, {});
        refused += !answer && answer.error().reason == ErrorReason::ReadOnly;
    }
    Batch batch(everyChange(url));
    QCOMPARE(transport.run(batch, {}).has_value(), true);
    const int all = int(everyChange(url).size());
    QCOMPARE(refused, readOnly ? all : 0);
    QCOMPARE(batch.refused, readOnly ? all : 0);
    if (readOnly)
        QVERIFY(server.requests().empty());
    else
        QVERIFY(changes(server) >= all);
    QVERIFY(transport.send(Request::get(url), {}));
}

QTEST_GUILESS_MAIN(TestReadOnly)
#include "tst_readonly.moc"
