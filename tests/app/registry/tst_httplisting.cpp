#include <QtTest>

#include "tests/app/registry/wire.h"
#include "tests/support/scriptedserver.h"

using namespace Qt::StringLiterals;
using namespace support;
using wire::Names;

namespace {

const QByteArray tagsPath = "/v2/payments/api/tags/list";
const QByteArray firstTags = tagsPath + "?n=1000";
const QByteArray firstCatalog = "/v2/_catalog?n=1000";

QByteArray tagsBody(const QStringList &names)
{
    return R"({"name":"payments/api","tags":[")" + names.join(u"\",\""_s).toUtf8() + R"("]})";
}

Answer page(const QStringList &names, const QByteArray &link = {})
{
    Answer answer = Answer::ok(tagsBody(names));
    if (!link.isEmpty())
        answer.headers.emplace_back("Link", "<" + link + ">; rel=\"next\"");
    return answer;
}

Answer error(int status, const QByteArray &code)
{
    return Answer::withStatus(status, R"({"errors":[{"code":")" + code + R"(","message":"no"}]})",
                              {{"Content-Type", "application/json"}});
}

Names tagsOf(const ScriptedServer &server)
{
    wire::Connection connection({server.url()});
    return wire::listTags(connection.registry(), wire::repository(u"payments/api"_s));
}

} // namespace

/// Listings, and the ways in which registries lead astray (threat T13, fault F16).
class TestHttpListing final : public QObject
{
    Q_OBJECT

private slots:
    void readsEmptyLists_data();
    void readsEmptyLists();
    void followsLinks_data();
    void followsLinks();
    void stopsAtLoops_data();
    void stopsAtLoops();
    void stopsAfterTenThousandPages();
    void namesComeOnce();
    void leavesOutBadNames();
    void retriesWithoutPageSize();
    void asksNexusAgain();
    void takesFullPagesOfOthersAsTheEnd();
    void damagedAnswers_data();
    void damagedAnswers();
    void endsWithTheCallersError();
    void stopsWhenAsked();
    void emptyRepositoryOfTheCatalog();
    void withholdsTheCatalog_data();
    void withholdsTheCatalog();
};

void TestHttpListing::readsEmptyLists_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("null") << QByteArray(R"({"name":"payments/api","tags":null})");
    QTest::newRow("empty") << QByteArray(R"({"name":"payments/api","tags":[]})");
    QTest::newRow("absent") << QByteArray(R"({"name":"payments/api"})");
}

void TestHttpListing::readsEmptyLists()
{
    QFETCH(QByteArray, body);
    ScriptedServer server;
    server.serve(tagsPath, body);
    const Names tags = tagsOf(server);
    VERIFY_OK(tags.end);
    QVERIFY(tags.end->complete);
    QCOMPARE(tags.end->count, 0);
    QCOMPARE(tags.pages, 0);
}

void TestHttpListing::followsLinks_data()
{
    QTest::addColumn<QByteArray>("link");
    QTest::newRow("path") << QByteArray("/v2/payments/api/tags/list?last=b&n=2");
    QTest::newRow("query") << QByteArray("?last=b&n=2");
    QTest::newRow("relative path") << QByteArray("list?last=b&n=2");
    QTest::newRow("internal host") << QByteArray("http://registry.internal:5000/v2/payments/api/tags/list?last=b&n=2");
    QTest::newRow("scheme lost") << QByteArray("http://127.0.0.1/v2/payments/api/tags/list?last=b&n=2");
    QTest::newRow("Nexus prefix") << QByteArray("http://nexus/repository/docker/v2/payments/api/tags/list?last=b&n=2");
}

void TestHttpListing::followsLinks()
{
    QFETCH(QByteArray, link);
    ScriptedServer server;
    server.answer({"GET", firstTags}, page({u"a"_s, u"b"_s}, link));
    server.answer({"GET", tagsPath + "?last=b&n=2"}, page({u"c"_s}));
    const Names tags = tagsOf(server);
    VERIFY_OK(tags.end);
    QVERIFY(tags.end->complete);
    QCOMPARE(tags.names, (QStringList{u"a"_s, u"b"_s, u"c"_s}));
    QCOMPARE(tags.pages, 2);
    QCOMPARE(server.requests().size(), 2U);
}

void TestHttpListing::stopsAtLoops_data()
{
    QTest::addColumn<QByteArray>("link");
    QTest::addColumn<int>("requests");
    QTest::newRow("to itself") << QByteArray("/v2/payments/api/tags/list?n=1000") << 1;
    QTest::newRow("to a page that names itself") << QByteArray("?last=b") << 2;
    QTest::newRow("ever new, the same content") << QByteArray("counting") << 3;
}

void TestHttpListing::stopsAtLoops()
{
    QFETCH(QByteArray, link);
    QFETCH(int, requests);
    ScriptedServer server;
    std::atomic<int> count = 0;
    server.answer({"GET", tagsPath}, [&](const ReceivedRequest &) {
        return page({u"a"_s, u"b"_s}, link == "counting" ? "?last=" + QByteArray::number(++count) : link);
    });
    const Names tags = tagsOf(server);
    VERIFY_OK(tags.end);
    QVERIFY(!tags.end->complete);
    QVERIFY(!tags.end->reason.isEmpty());
    QCOMPARE(tags.names, (QStringList{u"a"_s, u"b"_s}));
    QCOMPARE(server.requests().size(), std::size_t(requests));
}

void TestHttpListing::stopsAfterTenThousandPages()
{
    ScriptedServer server;
    std::atomic<int> count = 0;
    server.answer({"GET", tagsPath}, [&](const ReceivedRequest &) {
        const QByteArray name = QByteArray::number(++count);
        return page({QString::fromLatin1(name)}, "?last=" + name);
    });
    const Names tags = tagsOf(server);
    VERIFY_OK(tags.end);
    QVERIFY(!tags.end->complete);
    QCOMPARE(tags.end->count, 10'000);
    QCOMPARE(count.load(), 10'000);
}

void TestHttpListing::namesComeOnce()
{
    ScriptedServer server;
    // Somebody pushed while the pages were read: they overlap.
    server.answer({"GET", firstTags}, page({u"a"_s, u"b"_s, u"c"_s}, "?last=c"));
    server.answer({"GET", tagsPath + "?last=c"}, page({u"c"_s, u"b"_s}, "?last=d"));
    server.answer({"GET", tagsPath + "?last=d"}, page({u"d"_s, u"a"_s}));
    const Names tags = tagsOf(server);
    VERIFY_OK(tags.end);
    QVERIFY(tags.end->complete);
    QCOMPARE(tags.end->count, 4);
    QCOMPARE(tags.names, (QStringList{u"a"_s, u"b"_s, u"c"_s, u"d"_s}));
}

void TestHttpListing::leavesOutBadNames()
{
    ScriptedServer server;
    server.answer({"GET", firstTags}, page({u"good"_s, u"not good"_s, u"../etc"_s, u".x"_s}));
    const Names tags = tagsOf(server);
    VERIFY_OK(tags.end);
    QCOMPARE(tags.names, QStringList{u"good"_s});
    QVERIFY(!tags.end->complete);
    QVERIFY(tags.end->reason.english().contains(u'3'));
}

void TestHttpListing::retriesWithoutPageSize()
{
    ScriptedServer server;
    server.answer({"GET", tagsPath}, page({u"a"_s}));
    server.answer({"GET", firstTags}, error(400, "PAGINATION_NUMBER_INVALID"));
    const Names tags = tagsOf(server);
    VERIFY_OK(tags.end);
    QCOMPARE(tags.names, QStringList{u"a"_s});
    QCOMPARE(server.requests().back().target, tagsPath);
    // A registry that refuses that, too, is not asked for ever.
    server.answer({"GET", tagsPath}, error(400, "PAGINATION_NUMBER_INVALID"));
    QCOMPARE(tagsOf(server).end.error().httpStatus, 400);
    QCOMPARE(server.requests().size(), 4U);
}

void TestHttpListing::asksNexusAgain()
{
    QStringList full;
    for (int i = 0; i < 1000; ++i)
        full.append(u"t%1"_s.arg(i, 4, 10, QChar(u'0')));
    ScriptedServer server;
    const auto nexus = [](Answer answer) {
        answer.headers.emplace_back("Server", "Nexus/3.94.0-10 (COMMUNITY)");
        return answer;
    };
    server.answer({"GET", firstTags}, nexus(page(full)));
    server.answer({"GET", firstTags + "&last=t0999"}, nexus(page({u"t1000"_s})));
    Names tags = tagsOf(server);
    VERIFY_OK(tags.end);
    QCOMPARE(tags.end->count, 1001);
    QVERIFY(tags.end->complete);
    // One that ignores `last` ends the listing by having nothing new.
    server.answer({"GET", firstTags + "&last=t0999"}, nexus(page(full)));
    tags = tagsOf(server);
    QCOMPARE(tags.end->count, 1000);
    QVERIFY(tags.end->complete);
    QCOMPARE(server.requests().size(), 4U);
}

void TestHttpListing::takesFullPagesOfOthersAsTheEnd()
{
    QStringList full;
    for (int i = 0; i < 1000; ++i)
        full.append(u"t%1"_s.arg(i));
    ScriptedServer server;
    server.answer({"GET", tagsPath}, page(full));
    QCOMPARE(tagsOf(server).end->count, 1000);
    QCOMPARE(server.requests().size(), 1U);
}

void TestHttpListing::damagedAnswers_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("HTML") << QByteArray("<html><body>Sign in to the portal</body></html>");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("truncated") << QByteArray(R"({"tags":["a","b)");
    QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbf{\"tags\":[]}");
    QTest::newRow("not UTF-8") << QByteArray("{\"tags\":[\"\xff\"]}");
    QTest::newRow("NUL") << QByteArray("{\"tags\":[]}\0", 12);
    QTest::newRow("tags twice") << QByteArray(R"({"tags":["a"],"tags":["b"]})");
    QTest::newRow("no object") << QByteArray(R"(["a"])");
    QTest::newRow("a number for a name") << QByteArray(R"({"tags":["a",1]})");
    QTest::newRow("a string for the list") << QByteArray(R"({"tags":"a"})");
    QTest::newRow("deep") << QByteArray(1000, '[');
}

void TestHttpListing::damagedAnswers()
{
    QFETCH(QByteArray, body);
    ScriptedServer server;
    server.serve(tagsPath, body);
    const Names tags = tagsOf(server);
    QVERIFY(!tags.end);
    QCOMPARE(tags.end.error().kind, ErrorKind::InvalidData);
    QVERIFY(tags.end.error().detail.size() < 400);
    if (body.startsWith('<'))
        QVERIFY(tags.end.error().detail.contains(u"Sign in to the portal"_s));
    QCOMPARE(tags.pages, 0);
}

void TestHttpListing::endsWithTheCallersError()
{
    ScriptedServer server;
    server.answer({"GET", firstTags}, page({u"a"_s}, "?last=a"));
    wire::Connection connection({server.url()});
    const auto end = connection->tags(
        wire::repository(u"payments/api"_s),
        [](const std::vector<oci::TagName> &) -> Result<> { return base::fail(ErrorKind::Io, u"full"_s); }, {});
    QCOMPARE(end.error().kind, ErrorKind::Io);
    QCOMPARE(server.requests().size(), 1U);
}

void TestHttpListing::stopsWhenAsked()
{
    ScriptedServer server;
    server.answer({"GET", firstTags}, page({u"a"_s}, "?last=a"));
    wire::Connection connection({server.url()});
    std::stop_source stop;
    const auto end = connection->tags(
        wire::repository(u"payments/api"_s),
        [&stop](const std::vector<oci::TagName> &) -> Result<> {
            stop.request_stop();
            return Done{};
        },
        stop.get_token());
    QVERIFY(end.error().isCancelled());
    QCOMPARE(server.requests().size(), 1U);
}

void TestHttpListing::emptyRepositoryOfTheCatalog()
{
    ScriptedServer server;
    server.serve("/v2/_catalog", R"({"repositories":["payments/api"]})");
    server.answer({"GET", tagsPath}, error(404, "NAME_UNKNOWN"));
    wire::Connection connection({server.url()});
    // Somebody who typed the name is told that there is no such repository …
    const Names typed = wire::listTags(connection.registry(), wire::repository(u"payments/api"_s));
    QCOMPARE(typed.end.error().kind, ErrorKind::NotFound);
    // … but the catalog names it, so it is there and empty.
    QCOMPARE(wire::listRepositories(connection.registry()).names, QStringList{u"payments/api"_s});
    const Names listed = wire::listTags(connection.registry(), wire::repository(u"payments/api"_s));
    VERIFY_OK(listed.end);
    QVERIFY(listed.end->complete);
    QCOMPARE(listed.end->count, 0);
}

void TestHttpListing::withholdsTheCatalog_data()
{
    QTest::addColumn<int>("catalog");
    QTest::addColumn<int>("ping");
    QTest::addColumn<int>("reason");
    QTest::addColumn<int>("status");
    const int noCatalog = int(ErrorReason::NoCatalog);
    const int none = int(ErrorReason::None);
    for (const int status : {401, 403, 404, 405})
        QTest::addRow("%d, but let in", status) << status << 200 << noCatalog << status;
    QTest::newRow("not let in") << 401 << 401 << int(ErrorReason::ChallengeMissing) << 401;
    QTest::newRow("no registry at all") << 404 << 404 << int(ErrorReason::NotARegistry) << 404;
    QTest::newRow("out of order") << 500 << 200 << none << 500;
}

void TestHttpListing::withholdsTheCatalog()
{
    QFETCH(int, catalog);
    QFETCH(int, ping);
    QFETCH(int, reason);
    QFETCH(int, status);
    ScriptedServer server;
    server.answer({"GET", "/v2/"}, Answer::withStatus(ping, "{}"));
    server.answer({"GET", firstCatalog}, error(catalog, catalog == 401 ? "UNAUTHORIZED" : "UNKNOWN"));
    wire::Connection connection({server.url()});
    const Names names = wire::listRepositories(connection.registry());
    QVERIFY(!names.end);
    QCOMPARE(int(names.end.error().reason), reason);
    QCOMPARE(names.end.error().httpStatus, status);
}

QTEST_GUILESS_MAIN(TestHttpListing)
#include "tst_httplisting.moc"
