#include <QtTest>

#include "tests/app/http/httptesting.h"
#include "tests/support/certificates.h"

using namespace http;
using namespace httptesting;
using namespace Qt::StringLiterals;
using support::Answer;
using support::ReceivedRequest;
using support::ScriptedServer;

namespace {

/// Where a redirect leads, seen from the registry at https://127.0.0.1:port.
enum class Place
{
    Same,
    OtherPort,
    OtherHost,
    WeakerScheme,
    OtherScheme, ///< neither http nor https
    UserInfo
};

const std::initializer_list<std::pair<Place, const char *>> places{{Place::Same, "same"},
                                                                   {Place::OtherPort, "other port"},
                                                                   {Place::OtherHost, "other host"},
                                                                   {Place::WeakerScheme, "to http"},
                                                                   {Place::OtherScheme, "to file"},
                                                                   {Place::UserInfo, "with a user"}};
const std::initializer_list<Method> methods{Method::Get, Method::Head,  Method::Post,
                                            Method::Put, Method::Patch, Method::Delete};

support::ServerTls tlsOf(const support::Identity &identity)
{
    return {identity.certificateFile, identity.keyFile, {}, 0};
}

} // namespace

/// Redirects are followed by our own code, for reads only, and carry no credentials elsewhere.
class TestRedirects final : public QObject
{
    Q_OBJECT

private slots:
    void matrix_data();
    void matrix();
    void fiveAreFollowed();
    void handsBackWhereAsked();
    void readThatPostsIsNotSentOn();
    void redirectWithoutLocation();
    void toHttps();
    void noConsentForPlainHttpElsewhere();
    void sinkTakesTheLastBody();
    void keepsCredentialsAwayOnTheWayBack();
    void publicRegistryLeadsNowhereSpecial_data();
    void publicRegistryLeadsNowhereSpecial();
    void nameThatResolvesToLoopbackIsRefused();

private:
    support::Certificates m_certificates;
};

void TestRedirects::matrix_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("place");
    QTest::addColumn<int>("method");
    for (const int status : {301, 302, 303, 307, 308}) {
        for (const auto &[place, placeName] : places) {
            for (const Method method : methods)
                QTest::addRow("%d %s %s", status, placeName, name(method).data())
                    << status << int(place) << int(method);
        }
    }
}

void TestRedirects::matrix()
{
    QFETCH(int, status);
    QFETCH(int, place);
    QFETCH(int, method);
    const support::ServerTls tls = tlsOf(m_certificates.server());
    ScriptedServer registry(tls);
    ScriptedServer storage(tls);
    ScriptedServer plain;
    for (ScriptedServer *server : {&registry, &storage, &plain})
        server->answer(anything, Answer::ok("there"));
    const QByteArray storagePort = QByteArray::number(storage.port());
    QByteArray location;
    switch (Place(place)) {
    case Place::Same:
        location = "/there";
        break;
    case Place::OtherPort:
        location = storage.url("/there");
        break;
    case Place::OtherHost:
        location = "https://localhost:" + storagePort + "/there";
        break;
    case Place::WeakerScheme:
        location = plain.url("/there");
        break;
    case Place::OtherScheme:
        location = "file:///etc/passwd";
        break;
    case Place::UserInfo:
        location = "https://user:password@127.0.0.1:" + storagePort + "/there";
        break;
    }
    registry.answer({"", "/here"}, Answer::redirect(location, status));
    TransportSettings settings = settingsFor(registry);
    settings.plainHttpAllowed = true;
    settings.tls.extraRoots = {m_certificates.rootPem()};
    CurlTransport transport(settings);
    const Url here = urlOf(registry, "/here");
    Request request = Method(method) == Method::Get ? Request::get(here)
        : Method(method) == Method::Head            ? Request::head(here)
        : Method(method) == Method::Post            ? Request::post(here, Effect::Mutate, "body", "text/plain")
        : Method(method) == Method::Put             ? Request::put(here, "body", "text/plain")
        : Method(method) == Method::Patch           ? Request::patch(here, bytesSource("body"))
                                                    : Request::remove(here);
    request.headers.add("Authorization", "Bearer secret");
    request.headers.add("Accept", "text/plain");
    const Result<Response> answer = transport.send(request, {});

    const bool follows = (Method(method) == Method::Get || Method(method) == Method::Head)
        && (Place(place) == Place::Same || Place(place) == Place::OtherPort || Place(place) == Place::OtherHost);
    QCOMPARE(bool(answer), follows);
    QCOMPARE(registry.requestsTo("/here").size(), 1U);
    QCOMPARE(plain.connections(), 0);
    const bool elsewhere = follows && Place(place) != Place::Same;
    QCOMPARE(storage.requests().size(), elsewhere ? 1U : 0U);
    if (follows) {
        QCOMPARE(answer->status, 200);
        QVERIFY(answer->url.path() == "/there");
        const ReceivedRequest second = elsewhere ? storage.requests()[0] : registry.requests()[1];
        QCOMPARE(second.method, name(Method(method)).toByteArray());
        QCOMPARE(second.header("Authorization"), elsewhere ? "" : "Bearer secret");
        QCOMPARE(second.header("Accept"), "text/plain");
        QCOMPARE(transport.transcript().entries().size(), 2U); // each hop
    } else {
        const bool isRead = Method(method) == Method::Get || Method(method) == Method::Head;
        const bool isWeaker = isRead && Place(place) == Place::WeakerScheme;
        QCOMPARE(answer.error().reason, isWeaker ? ErrorReason::RedirectToWeaker : ErrorReason::RedirectRefused);
        QCOMPARE(answer.error().httpStatus, status);
    }
}

void TestRedirects::fiveAreFollowed()
{
    ScriptedServer server;
    for (int i = 0; i < 10; ++i)
        server.answer({"GET", '/' + QByteArray::number(i)}, Answer::redirect('/' + QByteArray::number(i + 1)));
    server.serve("/10", "there");
    server.answer({"GET", "/loop"}, Answer::redirect("/loop"));
    CurlTransport transport(settingsFor(server));
    QCOMPARE(transport.send(Request::get(urlOf(server, "/5")), {})->body, "there");
    const Result<Response> six = transport.send(Request::get(urlOf(server, "/4")), {});
    QVERIFY(!six);
    QCOMPARE(six.error().reason, ErrorReason::RedirectLoop);
    QCOMPARE(transport.send(Request::get(urlOf(server, "/loop")), {}).error().reason, ErrorReason::RedirectLoop);
    QCOMPARE(server.requestsTo("/loop").size(), 6U);
}

void TestRedirects::handsBackWhereAsked()
{
    ScriptedServer server;
    server.answer({"GET", "/token"}, Answer::redirect("/elsewhere"));
    CurlTransport transport(settingsFor(server));
    Request request = Request::get(urlOf(server, "/token"));
    request.followRedirects = false;
    QCOMPARE(transport.send(request, {})->status, 307);
    QCOMPARE(server.requests().size(), 1U);
}

void TestRedirects::readThatPostsIsNotSentOn()
{
    ScriptedServer server;
    server.answer({"POST", "/token"}, Answer::redirect("/elsewhere"));
    CurlTransport transport(settingsFor(server));
    const Result<Response> answer
        = transport.send(Request::post(urlOf(server, "/token"), Effect::Read, "password=x", "text/plain"), {});
    QVERIFY(!answer);
    QCOMPARE(answer.error().reason, ErrorReason::RedirectRefused);
    QCOMPARE(server.requests().size(), 1U);
}

void TestRedirects::redirectWithoutLocation()
{
    ScriptedServer server;
    server.answer(anything, Answer::withStatus(302));
    CurlTransport transport(settingsFor(server));
    QCOMPARE(transport.send(Request::get(urlOf(server)), {})->status, 302);
}

void TestRedirects::toHttps()
{
    ScriptedServer storage(tlsOf(m_certificates.server()));
    storage.serve("/blob", "there");
    ScriptedServer server;
    server.answer(anything, Answer::redirect(storage.url("/blob")));
    TransportSettings settings = settingsFor(server);
    settings.tls.extraRoots = {m_certificates.rootPem()};
    CurlTransport transport(settings);
    QCOMPARE(transport.send(Request::get(urlOf(server)), {})->body, "there");
}

void TestRedirects::noConsentForPlainHttpElsewhere()
{
    ScriptedServer server;
    server.answer(anything, Answer::redirect("http://storage.example/blob"));
    CurlTransport transport(settingsFor(server));
    const Result<Response> answer = transport.send(Request::get(urlOf(server)), {});
    QVERIFY(!answer);
    QCOMPARE(answer.error().reason, ErrorReason::PlainHttpNotAllowed);
    TransportSettings noConsent = settingsFor(server);
    noConsent.plainHttpAllowed = false;
    CurlTransport strict(noConsent);
    QCOMPARE(strict.send(Request::get(urlOf(server)), {}).error().reason, ErrorReason::PlainHttpNotAllowed);
    QCOMPARE(server.requests().size(), 1U);
}

void TestRedirects::sinkTakesTheLastBody()
{
    ScriptedServer server;
    Answer redirect = Answer::redirect("/blob");
    redirect.body = "<html>moved</html>";
    server.answer({"GET", "/here"}, redirect);
    server.serve("/blob", "there");
    CurlTransport transport(settingsFor(server));
    const auto sink = std::make_shared<BytesSink>();
    Request request = Request::get(urlOf(server, "/here"));
    request.sink = sink;
    QVERIFY(transport.send(request, {}));
    QCOMPARE(sink->bytes, "there");
}

void TestRedirects::keepsCredentialsAwayOnTheWayBack()
{
    ScriptedServer registry;
    ScriptedServer other;
    registry.answer({"GET", "/here"}, Answer::redirect(other.url("/")));
    registry.serve("/back", "there");
    other.answer(anything, Answer::redirect(registry.url("/back")));
    CurlTransport transport(settingsFor(registry));
    Request request = Request::get(urlOf(registry, "/here"));
    request.headers.add("Authorization", "Bearer secret");
    QCOMPARE(transport.send(request, {})->body, "there");
    QCOMPARE(registry.requestsTo("/back").at(0).count("Authorization"), 0);
}

void TestRedirects::publicRegistryLeadsNowhereSpecial_data()
{
    QTest::addColumn<QByteArray>("host");
    for (const char *host : {"127.0.0.1", "localhost", "0x7f.1", "2130706433", "0177.0.0.1", "[::1]", "[::ffff:7f00:1]",
                             "169.254.169.254", "[::ffff:169.254.169.254]", "[fe80::1]", "10.0.0.1", "192.168.0.1",
                             "[fd00:ec2::254]", "0.0.0.0", "224.0.0.1"})
        QTest::newRow(host) << QByteArray(host);
}

/// A registry with a public name, seen through a proxy that answers for it.
void TestRedirects::publicRegistryLeadsNowhereSpecial()
{
    QFETCH(QByteArray, host);
    ScriptedServer proxy;
    proxy.answer({"", "", true}, Answer::redirect("https://" + host + ':' + QByteArray::number(proxy.port()) + "/x"));
    TransportSettings settings = settingsFor(Url::parse("http://registry.example/").value());
    settings.proxy = QString::fromLatin1(proxy.url(""));
    CurlTransport transport(settings);
    const Result<Response> answer = transport.send(Request::get(Url::parse("http://registry.example/v2/").value()), {});
    QVERIFY(!answer);
    QCOMPARE(answer.error().reason, ErrorReason::AddressRefused);
    QCOMPARE(proxy.requests().size(), 1U);
}

void TestRedirects::nameThatResolvesToLoopbackIsRefused()
{
    // What is loopback by its address only: the literal check lets it pass, the one of the socket does not.
    const QByteArray host = "storage.loopback";
    ScriptedServer proxy;
    proxy.answer({"", "", true}, Answer::redirect("https://" + host + ':' + QByteArray::number(proxy.port()) + "/x"));
    TransportSettings settings = settingsFor(Url::parse("http://registry.example/").value());
    settings.proxy = QString::fromLatin1(proxy.url(""));
    settings.noProxy = QString::fromLatin1(host);
    CurlTransport transport(settings);
    const Result<Response> answer = transport.send(Request::get(Url::parse("http://registry.example/v2/").value()), {});
    QVERIFY(!answer);
    QCOMPARE(answer.error().reason, ErrorReason::AddressRefused);
    QCOMPARE(proxy.connections(), 1);
}

QTEST_GUILESS_MAIN(TestRedirects)
#include "tst_redirects.moc"
