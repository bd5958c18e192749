#include <algorithm>
#include <array>
#include <set>

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QTest>

#include "tests/app/registry/wire.h"
#include "tests/support/faultgateway.h"
#include "tests/support/hastyclock.h"
#include "tests/support/manifests.h"
#include "tests/support/rawclient.h"
#include "tests/support/registrymodel.h"

using namespace Qt::StringLiterals;
using namespace support;

namespace {

const QByteArray imageType = "application/vnd.oci.image.manifest.v1+json";

/// What came back over the wire.
struct Seen
{
    int status = 0; ///< 0: no whole head
    QByteArray head;
    QByteArray body;
    bool reset = false;

    [[nodiscard]] QByteArray field(const QByteArray &name) const
    {
        const QByteArray start = name + ": ";
        for (const QByteArray &line : head.split('\n')) {
            if (line.startsWith(start))
                return line.mid(name.size() + 2).trimmed();
        }
        return {};
    }
    [[nodiscard]] bool isWhole() const { return status > 0 && body.size() == field("Content-Length").toLongLong(); }
    [[nodiscard]] QStringList tags() const
    {
        QStringList names;
        const QJsonArray list = QJsonDocument::fromJson(body)["tags"_L1].toArray();
        for (const auto &name : list)
            names.append(name.toString());
        return names;
    }
};

Seen ask(quint16 port, const QByteArray &method, const QByteArray &target)
{
    RawClient client(port);
    client.send(method + ' ' + target + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n");
    Seen seen;
    while (!seen.head.endsWith("\r\n\r\n")) {
        const QByteArray next = client.receive(1);
        if (next.isEmpty())
            break;
        seen.head += next;
    }
    if (seen.head.endsWith("\r\n\r\n"))
        seen.status = seen.head.mid(9, 3).toInt();
    if (seen.status > 0 && method != "HEAD")
        seen.body = client.receive(seen.field("Content-Length").toLongLong());
    seen.reset = client.wasReset();
    return seen;
}

/// A registry with the tags `v0` to `v9`, each on an image of its own, behind a gateway with one fault.
class Bench
{
public:
    explicit Bench(Fault fault, int oneIn = 1, std::mt19937::result_type seed = 1)
        : plan(seed, {fault}, oneIn)
        , gateway(model.port(), plan)
    {
        model.change([](RegistryModel::Repositories &all) {
            for (int i = 0; i < 10; ++i) {
                const QByteArray number = QByteArray::number(i);
                all["a/b"].addBlob(number);
                all["a/b"].addManifest(imageManifest({{number, 1}}).raw(), imageType, 'v' + number);
            }
        });
        model.pageSize = 4;
    }

    Seen ask(const QByteArray &method, const QByteArray &reference)
    {
        return ::ask(gateway.port(), method, "/v2/a/b/manifests/" + reference);
    }
    Seen list(const QByteArray &query = {}) { return ::ask(gateway.port(), "GET", "/v2/a/b/tags/list" + query); }
    [[nodiscard]] bool has(const QByteArray &tag) const { return model.state("a/b").liveTags().contains(tag); }
    /// Until every form of the fault was on the wire.
    template <class Check>
    void untilEachForm(Check check)
    {
        for (int i = 0; i < 300 && !check(i); ++i) { }
    }

    RegistryModel model{ServerKind::DeletesTags};
    FaultPlan plan;
    FaultGateway gateway;
};

} // namespace

/// Each fault of a plan happens on the wire as it says, through the gateway.
class TestFaultPlan final : public QObject
{
    Q_OBJECT

private slots:
    void theSameSeedTheSameFaults();
    void resets();
    void closes();
    void statuses();
    void throttles();
    void expires();
    void vanishes();
    void garbage();
    void wrongDigests();
    void pages();
    void lies();
    void answersAreLost();
    void happensLate();
    void besideTheRequest_data();
    void besideTheRequest();
    void signsInAgainAndReadsOn();
};

void TestFaultPlan::theSameSeedTheSameFaults()
{
    const std::vector<Fault> all{Fault::Reset,   Fault::Closed,   Fault::Status, Fault::Throttled, Fault::Expired,
                                 Fault::Garbage, Fault::Vanished, Fault::Pages,  Fault::Liar,      Fault::AnswerLost};
    const auto drawn = [&](std::mt19937::result_type seed) {
        FaultPlan plan(seed, all, 3);
        std::vector<std::array<int, 3>> fates;
        ReceivedRequest request;
        for (int i = 0; i < 300; ++i) {
            request.method = i % 3 == 0 ? "DELETE" : "GET";
            request.target = "/v2/a/b/manifests/v" + QByteArray::number(i % 7);
            const Fate fate = plan.fateOf(request);
            fates.push_back({int(fate.fault), fate.form, int(fate.effect)});
        }
        return fates;
    };
    QCOMPARE(drawn(5), drawn(5));
    QVERIFY(drawn(5) != drawn(6));
    FaultPlan none(1, all, 1'000'000);
    ReceivedRequest request;
    request.target = "/v2/";
    QCOMPARE(none.fateOf(request).fault, Fault::None);
    QVERIFY(none.counts().empty());
}

/// F3: before the answer, in its head, in its body.
void TestFaultPlan::resets()
{
    Bench bench(Fault::Reset);
    std::set<int> places;
    bench.untilEachForm([&](int) {
        const Seen seen = bench.ask("GET", "v1");
        QTest::qVerify(seen.reset && !seen.isWhole(), "a reset", "", __FILE__, __LINE__);
        places.insert(seen.head.isEmpty() ? 0 : seen.status == 0 ? 1 : 2);
        return places.size() == 3;
    });
    QCOMPARE(places.size(), std::size_t(3));
}

/// F4: and the change was made, or not.
void TestFaultPlan::closes()
{
    Bench bench(Fault::Closed);
    std::set<bool> made;
    for (int i = 0; i < 10; ++i) {
        const QByteArray tag = 'v' + QByteArray::number(i);
        const Seen seen = bench.ask("DELETE", tag);
        QVERIFY(seen.head.isEmpty() && !seen.reset);
        made.insert(!bench.has(tag));
    }
    QCOMPARE(made.size(), std::size_t(2));
}

/// F7: and each is over after one, after three, or goes on.
void TestFaultPlan::statuses()
{
    Bench bench(Fault::Status);
    std::set<int> met;
    bench.untilEachForm([&](int) {
        met.insert(bench.ask("GET", "v1").status);
        return met.size() == 5;
    });
    QCOMPARE(met, (std::set<int>{408, 500, 502, 503, 504}));

    Bench rare(Fault::Status, 6);
    std::set<int> lengths;
    int length = 0;
    rare.untilEachForm([&](int i) {
        const QByteArray target = 'v' + QByteArray::number(i % 10);
        length = 0;
        while (rare.ask("GET", target).status != 200)
            ++length;
        if (length == 1 || length == 3 || length > 12)
            lengths.insert(length > 12 ? 13 : length);
        return lengths.size() == 3;
    });
    QCOMPARE(lengths, (std::set<int>{1, 3, 13}));
}

/// F8: for so many seconds, until a date, nobody says how long, for 30 years.
void TestFaultPlan::throttles()
{
    Bench bench(Fault::Throttled);
    std::set<QByteArray> waits;
    bench.untilEachForm([&](int) {
        const Seen seen = bench.ask("HEAD", "v1");
        QTest::qCompare(seen.status, 429, "status", "429", __FILE__, __LINE__);
        const QByteArray wait = seen.field("Retry-After");
        waits.insert(wait.endsWith("GMT") ? "date" : wait);
        return waits.size() == 4;
    });
    QCOMPARE(waits, (std::set<QByteArray>{"2", "date", "", "1000000000"}));
}

/// F9.
void TestFaultPlan::expires()
{
    Bench bench(Fault::Expired);
    const Seen seen = bench.list();
    QCOMPARE(seen.status, 401);
    QCOMPARE(seen.field("WWW-Authenticate"), "Bearer realm=\"http://localhost/token\",service=\"model\"");
    QCOMPARE(::ask(bench.gateway.port(), "GET", "/token").status, 200);
    QCOMPARE(bench.ask("DELETE", "v1").status, 401);
    QVERIFY(bench.has("v1"));
}

/// F11.
void TestFaultPlan::vanishes()
{
    Bench bench(Fault::Vanished);
    QCOMPARE(bench.list().tags().first(), u"v0"_s);
    QCOMPARE(bench.ask("GET", "v0").status, 404);
    QVERIFY(bench.has("v0"));
}

/// F12.
void TestFaultPlan::garbage()
{
    Bench bench(Fault::Garbage);
    const QByteArray whole = bench.model.state("a/b").manifests.at(bench.model.state("a/b").tags.at("v1")).bytes;
    std::set<int> forms;
    bench.untilEachForm([&](int) {
        const QByteArray body = bench.ask("GET", "v1").body;
        if (body.startsWith("<!DOCTYPE html>"))
            forms.insert(0);
        else if (body.isEmpty())
            forms.insert(1);
        else if (body.size() < whole.size() && whole.startsWith(body))
            forms.insert(2);
        else if (body == QByteArray("\xEF\xBB\xBF") + whole)
            forms.insert(3);
        else if (body == QByteArray(1, '\0') + whole)
            forms.insert(4);
        else if (body.size() == 2 * whole.size())
            forms.insert(5);
        return forms.size() == 6;
    });
    QCOMPARE(forms, (std::set<int>{0, 1, 2, 3, 4, 5}));
}

/// F14: in the field, without the field, in the bytes.
void TestFaultPlan::wrongDigests()
{
    Bench bench(Fault::WrongDigest);
    const QByteArray digest = bench.model.state("a/b").tags.at("v1");
    const QByteArray whole = bench.model.state("a/b").manifests.at(digest).bytes;
    std::set<int> forms;
    bench.untilEachForm([&](int) {
        const Seen seen = bench.ask("GET", "v1");
        const QByteArray said = seen.field("Docker-Content-Digest");
        if (seen.body == whole && said.isEmpty())
            forms.insert(1);
        else if (seen.body == whole && said != digest)
            forms.insert(0);
        else if (seen.body.size() == whole.size() && seen.body != whole && said == digest)
            forms.insert(2);
        return forms.size() == 3;
    });
    QCOMPARE(forms, (std::set<int>{0, 1, 2}));
}

/// F16: twice, overlapping, reordered, shrinking.
void TestFaultPlan::pages()
{
    Bench bench(Fault::Pages);
    const QStringList second{u"v2"_s, u"v3"_s, u"v4"_s, u"v5"_s};
    std::set<int> forms;
    bench.untilEachForm([&](int) {
        const Seen seen = bench.list("?n=4&last=v1");
        const QStringList tags = seen.tags();
        if (tags == QStringList{u"v2"_s, u"v2"_s, u"v3"_s, u"v3"_s, u"v4"_s, u"v4"_s, u"v5"_s, u"v5"_s})
            forms.insert(0);
        else if (tags == QStringList(u"v1"_s) + second)
            forms.insert(1);
        else if (tags == QStringList{u"v5"_s, u"v4"_s, u"v3"_s, u"v2"_s})
            forms.insert(2);
        else if (tags == second.mid(0, 2) && seen.field("Link").contains("last=v3"))
            forms.insert(3);
        return forms.size() == 4;
    });
    QCOMPARE(forms, (std::set<int>{0, 1, 2, 3}));
}

/// F17: the tag stays.
void TestFaultPlan::lies()
{
    Bench bench(Fault::Liar);
    std::set<int> said;
    bench.untilEachForm([&](int) {
        said.insert(bench.ask("DELETE", "v1").status);
        return said.size() == 3;
    });
    QCOMPARE(said, (std::set<int>{200, 202, 404}));
    QVERIFY(bench.has("v1"));
}

/// F18: by an end, by a reset, by silence.
void TestFaultPlan::answersAreLost()
{
    std::set<int> forms;
    ReceivedRequest request;
    request.method = "DELETE";
    request.target = "/v2/a/b/manifests/v1";
    for (std::mt19937::result_type seed = 1; seed < 100 && forms.size() < 3; ++seed) {
        const int form = FaultPlan(seed, {Fault::AnswerLost}, 1).fateOf(request).form;
        if (!forms.insert(form).second)
            continue;
        Bench bench(Fault::AnswerLost, 1, seed);
        if (form == 2) {
            RawClient client(bench.gateway.port());
            client.send("DELETE /v2/a/b/manifests/v1 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n");
            QTRY_VERIFY_WITH_TIMEOUT(!bench.has("v1"), 60000);
            QVERIFY(!client.waitForBytes(std::chrono::milliseconds(100)));
        } else {
            const Seen seen = bench.ask("DELETE", "v1");
            QVERIFY(seen.head.isEmpty());
            QCOMPARE(seen.reset, form == 1);
        }
        QVERIFY(!bench.has("v1"));
    }
    QCOMPARE(forms, (std::set<int>{0, 1, 2}));
}

void TestFaultPlan::happensLate()
{
    Bench bench(Fault::Closed);
    bench.plan.setLate(true);
    std::set<QByteArray> late;
    for (int i = 0; i < 10; ++i) {
        const QByteArray tag = 'v' + QByteArray::number(i);
        bench.ask("DELETE", tag);
        if (bench.has(tag))
            late.insert(tag);
    }
    QVERIFY(late.size() > 2);
    bench.gateway.passOnLate();
    const auto made = std::count_if(late.cbegin(), late.cend(), [&](const QByteArray &tag) { return !bench.has(tag); });
    QVERIFY(made > 0);
}

void TestFaultPlan::besideTheRequest_data()
{
    QTest::addColumn<int>("row");
    for (const int row : {11, 19, 20, 21, 29, 30, 31})
        QTest::addRow("F%d", row) << row;
}

/// F19, F20, F21, F29, F30, F31 are what a bench says; the request is served.
void TestFaultPlan::besideTheRequest()
{
    QFETCH(int, row);
    const auto fault = static_cast<Fault>(row);
    Bench bench(fault, 2);
    if (fault != Fault::Vanished) {
        QCOMPARE(bench.ask("HEAD", "v1").status, 200);
        QVERIFY(bench.plan.counts().empty()); // there is no hook
    }
    int happened = 0;
    bench.plan.setHook(fault, [&](const ReceivedRequest &) {
        ++happened;
        bench.model.change([](RegistryModel::Repositories &all) { all["a/b"].tags.erase("v2"); });
    });
    for (int i = 0; i < 20; ++i)
        QCOMPARE(bench.ask("HEAD", "v1").status, 200);
    QVERIFY(happened > 0 && happened < 20);
    QCOMPARE(bench.plan.counts().at(fault), happened);
    QVERIFY(!bench.has("v2"));
}

/// The program's own client, which gets a new token and goes on with the same page.
void TestFaultPlan::signsInAgainAndReadsOn()
{
    Bench bench(Fault::Expired, 3);
    HastyClock clock;
    wire::Connection connection(wire::Settings{bench.gateway.url()}, clock);
    int read = 0;
    for (int i = 0; i < 20; ++i) {
        const wire::Names names = wire::listTags(connection.registry(), wire::repository(u"a/b"_s));
        if (names.end && names.end->complete) {
            ++read;
            QCOMPARE(names.names.size(), 10);
            QCOMPARE(QSet<QString>(names.names.cbegin(), names.names.cend()).size(), 10);
        } else {
            QCOMPARE(names.end.error().kind, ErrorKind::Unauthorized);
        }
    }
    QVERIFY(read > 0);
    QVERIFY(bench.plan.counts().at(Fault::Expired) > 3);
    QVERIFY(bench.gateway.front().requestsTo("/token").size() > 0);
}

QTEST_GUILESS_MAIN(TestFaultPlan)
#include "tst_faultplan.moc"
