#include <future>

#include <QDirIterator>
#include <QtTest>

#include "tests/app/http/httptesting.h"
#include "tests/support/nginxserver.h"

using namespace http;
using namespace httptesting;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using support::Answer;
using support::Cut;
using support::ReceivedRequest;
using support::ScriptedServer;

Q_DECLARE_METATYPE(http::Method)

namespace {

const std::initializer_list<Method> changes{Method::Post, Method::Put, Method::Patch, Method::Delete};

Request change(Method method, const Url &url, QByteArray body = "body")
{
    switch (method) {
    case Method::Post:
        return Request::post(url, Effect::Mutate, std::move(body), "application/json");
    case Method::Put:
        return Request::put(url, std::move(body), "application/json");
    case Method::Patch:
        return Request::patch(url, bytesSource(std::move(body)));
    default:
        return Request::remove(url);
    }
}

} // namespace

/// Changes go out once, alone, and an answer that got lost is said so.
class TestMutations final : public QObject
{
    Q_OBJECT

private slots:
    void oneRequestForEveryFault_data();
    void oneRequestForEveryFault();
    void everyAnswerIsHandedOver_data();
    void everyAnswerIsHandedOver();
    void neverSentIsNotUnknown();
    void silentServerIsUnknown();
    void cancelInFlightIsUnknown();
    void eachHasAConnectionOfItsOwn();
    void uploadsReuseConnections();
    void atMostFourAtATime();
    void speakHttp1();
    void readOnlyRefusesThem_data();
    void readOnlyRefusesThem();
    void postsThatReadAreListed();
};

void TestMutations::oneRequestForEveryFault_data()
{
    QTest::addColumn<Method>("method");
    QTest::addColumn<Answer>("fault");
    QTest::addColumn<bool>("onReused"); // after a read and an upload left their connections open
    for (const Method method : changes) {
        const auto add = [method](const char *what, const Answer &fault) {
            for (const bool onReused : {false, true})
                QTest::addRow("%s %s%s", name(method).data(), what, onReused ? ", connections open" : "")
                    << method << fault << onReused;
        };
        add("closed before", Answer::hangUp(false));
        add("reset before", Answer::hangUp(true));
        const Answer whole = Answer::ok("hello");
        for (const qint64 after : {qint64(1), qint64(12), qint64(17), whole.headBytes("GET").size() - 1}) {
            for (const bool reset : {false, true}) {
                Answer cut = whole;
                cut.cut = Cut{Cut::Where::Head, after, reset};
                add(qPrintable(u"head cut at %1 %2"_s.arg(after).arg(reset)), cut);
            }
        }
        Answer cut = whole;
        cut.cut = Cut{Cut::Where::Body, 2, true};
        add("body cut", cut);
    }
}

void TestMutations::oneRequestForEveryFault()
{
    QFETCH(Method, method);
    QFETCH(Answer, fault);
    QFETCH(bool, onReused);
    ScriptedServer server;
    server.serve("/read", "x");
    server.answer({"PUT", "/upload"}, Answer::withStatus(201));
    server.answer({"", "/change"}, fault);
    CurlTransport transport(settingsFor(server));
    if (onReused) {
        QVERIFY(transport.send(Request::get(urlOf(server, "/read")), {}));
        Request upload = Request::put(urlOf(server, "/upload"), "blob", "application/octet-stream");
        upload.contentAddressed = true;
        QVERIFY(transport.send(upload, {}));
    }
    const Result<Response> answer = transport.send(change(method, urlOf(server, "/change")), {});
    QVERIFY(!answer);
    QCOMPARE(answer.error().kind, ErrorKind::UnknownOutcome);
    QVERIFY(!answer.error().isTemporary());
    QCOMPARE(server.requestsTo("/change").size(), 1U);
}

void TestMutations::everyAnswerIsHandedOver_data()
{
    QTest::addColumn<Method>("method");
    QTest::addColumn<int>("status");
    for (const Method method : changes) {
        for (const int status :
             {200, 201, 202, 204, 400, 401, 403, 404, 405, 408, 409, 413, 417, 429, 500, 502, 503, 504})
            QTest::addRow("%s %d", name(method).data(), status) << method << status;
    }
}

void TestMutations::everyAnswerIsHandedOver()
{
    QFETCH(Method, method);
    QFETCH(int, status);
    ScriptedServer server;
    server.answer(anything, Answer::withStatus(status));
    CurlTransport transport(settingsFor(server));
    // More than a megabyte: libcurl would say Expect, and send it all again after 417.
    const Result<Response> answer = transport.send(change(method, urlOf(server), QByteArray(2'000'000, 'x')), {});
    QVERIFY(answer);
    QCOMPARE(answer->status, status);
    QCOMPARE(server.requests().size(), 1U);
    QCOMPARE(server.requests().at(0).count("Expect"), 0);
    QCOMPARE(server.connections(), 1);
}

void TestMutations::neverSentIsNotUnknown()
{
    Url url = Url::parse("http://127.0.0.1:1/").value();
    {
        const ScriptedServer server;
        url = urlOf(server);
    }
    CurlTransport refused(settingsFor(url));
    QCOMPARE(refused.send(Request::remove(url), {}).error().reason, ErrorReason::ConnectionRefused);
    QCOMPARE(refused.send(Request::remove(url), {}).error().kind, ErrorKind::Network);
    const Url unknown = Url::parse("https://registry.invalid/").value();
    CurlTransport nowhere(settingsFor(unknown));
    QCOMPARE(nowhere.send(Request::remove(unknown), {}).error().reason, ErrorReason::UnknownHost);
}

void TestMutations::silentServerIsUnknown()
{
    ScriptedServer server;
    server.answer(anything, Answer::silence());
    CurlTransport transport(settingsFor(server));
    Request request = Request::remove(urlOf(server));
    request.deadlines.firstByte = 200ms;
    const Result<Response> answer = transport.send(request, {});
    QVERIFY(!answer);
    QCOMPARE(answer.error().kind, ErrorKind::UnknownOutcome);
    QCOMPARE(answer.error().reason, ErrorReason::FirstByteDeadline);
    QTRY_COMPARE_WITH_TIMEOUT(server.requests().size(), 1U, 60000);
}

void TestMutations::cancelInFlightIsUnknown()
{
    ScriptedServer server;
    server.answer(anything, Answer::silence());
    CurlTransport transport(settingsFor(server));
    std::stop_source stop;
    std::vector<std::future<Result<Response>>> sent;
    sent.reserve(5);
    for (int i = 0; i < 5; ++i) {
        sent.push_back(std::async(std::launch::async,
                                  [&] { return transport.send(Request::remove(urlOf(server)), stop.get_token()); }));
    }
    QVERIFY(server.waitForRequests(4));
    stop.request_stop();
    int unknown = 0;
    int cancelled = 0;
    for (std::future<Result<Response>> &one : sent) {
        const ErrorKind kind = one.get().error().kind;
        unknown += kind == ErrorKind::UnknownOutcome;
        cancelled += kind == ErrorKind::Cancelled;
    }
    QCOMPARE(unknown, 4); // may have happened
    QCOMPARE(cancelled, 1); // was still waiting for its turn
    QCOMPARE(server.requests().size(), 4U);
}

void TestMutations::eachHasAConnectionOfItsOwn()
{
    ScriptedServer server;
    server.answer(anything, Answer::withStatus(202));
    CurlTransport transport(settingsFor(server));
    for (int i = 0; i < 3; ++i)
        QVERIFY(transport.send(Request::remove(urlOf(server)), {}));
    QCOMPARE(server.connections(), 3);
    QTRY_COMPARE_WITH_TIMEOUT(server.openConnections(), 0, 30'000);
}

void TestMutations::uploadsReuseConnections()
{
    ScriptedServer server;
    server.answer(anything, Answer::withStatus(201));
    CurlTransport transport(settingsFor(server));
    for (int i = 0; i < 3; ++i) {
        Request upload = Request::put(urlOf(server), "blob", "application/octet-stream");
        upload.contentAddressed = true;
        QVERIFY(transport.send(upload, {}));
    }
    QCOMPARE(server.connections(), 1);
}

void TestMutations::atMostFourAtATime()
{
    ScriptedServer server;
    const auto gate = std::make_shared<support::Gate>();
    Answer gated = Answer::withStatus(202);
    gated.gate = gate;
    gated.dripSize = 1; // so that answers take long enough to overlap
    gated.dripPause = 1ms;
    server.answer(anything, gated);
    CurlTransport transport(settingsFor(server));
    std::vector<std::future<Result<Response>>> sent;
    sent.reserve(10);
    for (int i = 0; i < 10; ++i)
        sent.push_back(
            std::async(std::launch::async, [&] { return transport.send(Request::remove(urlOf(server)), {}); }));
    QVERIFY(server.waitForRequests(4));
    QVERIFY(!server.waitForRequests(5, 200ms));
    gate->open();
    for (std::future<Result<Response>> &one : sent)
        QCOMPARE(one.get()->status, 202);
    QCOMPARE(server.maxUnanswered(), 4);
    QCOMPARE(transport.counters().maxInFlight, 4U);
}

void TestMutations::speakHttp1()
{
    support::Certificates certificates;
    support::NginxSettings nginx;
    nginx.tls = certificates.server();
    nginx.http2 = true;
    nginx.serverBlock = "location / { return 200 '$request_method $server_protocol'; }\n";
    const support::NginxServer server(nginx);
    QVERIFY2(server.isRunning(), server.log().constData());
    const Url url = Url::parse(server.url()).value();
    TransportSettings settings = settingsFor(url);
    settings.tls.extraRoots = {certificates.rootPem()};
    CurlTransport transport(settings);
    QCOMPARE(transport.send(Request::get(url), {})->body, "GET HTTP/2.0");
    const Result<Response> answer = transport.send(Request::remove(url), {});
    QCOMPARE(answer->body, "DELETE HTTP/1.1");
    QVERIFY(!answer->http2);
    QCOMPARE(transport.send(Request::post(url, Effect::Read, "{}", "application/json"), {})->body, "POST HTTP/2.0");
}

void TestMutations::readOnlyRefusesThem_data()
{
    QTest::addColumn<Method>("method");
    for (const Method method : changes)
        QTest::addRow("%s", name(method).data()) << method;
}

void TestMutations::readOnlyRefusesThem()
{
    QFETCH(Method, method);
    ScriptedServer server;
    server.answer(anything, Answer::ok("x"));
    TransportSettings settings = settingsFor(server);
    settings.readOnly = true;
    CurlTransport transport(settings);
    Request request = change(method, urlOf(server));
    const Result<Response> answer = transport.send(request, {});
    QVERIFY(!answer);
    QCOMPARE(answer.error().reason, ErrorReason::ReadOnly);
    if (method != Method::Post) { // which is a change unless its call site says otherwise
        request.effect = Effect::Read;
        QCOMPARE(transport.send(request, {}).error().reason, ErrorReason::ReadOnly);
    }
    QCOMPARE(server.connections(), 0);
    QVERIFY(transport.send(Request::get(urlOf(server)), {}));
    QVERIFY(transport.send(Request::post(urlOf(server), Effect::Read, "{}", "application/json"), {}));
}

/// A POST may be sent again, and passes the guard of a read-only connection, only where its call site says that it
/// reads. Who adds such a place adds it here, after having made sure.
void TestMutations::postsThatReadAreListed()
{
    const QStringList known{u"app/registry/tokenclient.cpp"_s}; // a token is asked for
    QStringList found;
    const QDir source(QStringLiteral(SOURCE_DIR));
    QDirIterator files(source.filePath(u"app"_s), {u"*.cpp"_s, u"*.h"_s}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        const QString path = source.relativeFilePath(file.fileName());
        QVERIFY(file.open(QIODevice::ReadOnly));
        if (!path.startsWith("app/http/"_L1) && file.readAll().contains("Effect::Read"))
            found.append(path);
    }
    found.sort();
    QCOMPARE(found, known);
}

QTEST_GUILESS_MAIN(TestMutations)
#include "tst_mutations.moc"
