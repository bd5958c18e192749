#include <atomic>

#include <QSet>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include "app/changes/runner.h"
#include "tests/app/changes/smallregistry.h"
#include "tests/app/registry/wire.h"
#include "tests/support/faultproxy.h"
#include "tests/support/hastyclock.h"
#include "tests/support/manifests.h"

using namespace Qt::StringLiterals;
using namespace changes;
using support::Answer;
using support::Cut;
using support::SmallRegistry;
using Kind = Step::Kind;

Q_DECLARE_METATYPE(changes::Step::Kind)

namespace {

const oci::RepositoryName repository = wire::repository(u"team/app"_s);

oci::Manifest image(int number)
{
    return support::imageManifest({{"config", 1}, {"layer " + QByteArray::number(number), 2}});
}

const oci::Manifest &before()
{
    static const oci::Manifest manifest = image(-1);
    return manifest;
}

const oci::Manifest &after()
{
    static const oci::Manifest manifest = image(-2);
    return manifest;
}

/// Step number @p number of a kind, with nothing in common with the others.
Step stepOf(Kind kind, int number)
{
    const oci::TagName tag = wire::tag(u"t%1"_s.arg(number));
    switch (kind) {
    case Kind::RemoveTag:
        return {kind, tag, before().digest()};
    case Kind::DeleteManifest:
        return {kind, {}, image(number).digest()};
    case Kind::PutPlaceholder:
        return {kind, tag, placeholderFor(tag, before().digest()).digest(), before().digest()};
    case Kind::PutTag:
        break;
    }
    return {kind, tag, after().digest(), before().digest()};
}

std::vector<oci::Manifest> manifestsOf(const std::vector<Step> &steps)
{
    std::vector<oci::Manifest> manifests{before(), after()};
    manifests.reserve(2 + steps.size());
    for (std::size_t i = 0; i < steps.size(); ++i)
        manifests.push_back(image(static_cast<int>(i)));
    return manifests;
}

/// Whose steps change it.
void fill(SmallRegistry &registry, int steps)
{
    registry.push(before(), {u"keep"_s});
    registry.push(after(), {u"other"_s});
    for (int i = 0; i < steps; ++i) {
        registry.push(before(), {u"t%1"_s.arg(i)});
        registry.push(image(i), {});
    }
}

/// Cuts an answer after @p at bytes of its head and its body.
Answer cutAt(Answer answer, qint64 at, bool reset)
{
    const qint64 head = answer.headBytes({}).size();
    answer.cut = at < head ? Cut{Cut::Where::Head, at, reset} : Cut{Cut::Where::Body, at - head, reset};
    return answer;
}

/// A hasty clock whose pauses wait until no connection but the one for reads is left: what arrived has happened then,
/// or never will.
class SettlingClock final : public base::Clock
{
public:
    explicit SettlingClock(const support::ScriptedServer &server)
        : m_server(server)
    { }

    [[nodiscard]] TimePoint now() const override { return m_clock.now(); }
    [[nodiscard]] UtcTime utc() const override { return m_clock.utc(); }
    bool waitUntil(std::unique_lock<std::mutex> &lock, std::condition_variable_any &condition, TimePoint deadline,
                   std::stop_token stop, const std::function<bool()> &ready) override
    {
        for (int tries = 0; m_server.openConnections() > 1 && tries < 6'000; ++tries)
            QThread::msleep(5);
        return m_clock.waitUntil(lock, condition, deadline, std::move(stop), ready);
    }

private:
    const support::ScriptedServer &m_server;
    support::HastyClock m_clock;
};

class Run final
{
public:
    explicit Run(const std::vector<Step> &steps)
        : m_journal(Journal::open(m_folder.filePath(u"journal.sqlite"_s)).value())
        , m_id(m_journal->begin({}, steps, manifestsOf(steps), {{{before().digest(), wire::tag(u"keep"_s)}}, {}})
                   .value())
    { }

    /// The deadlines of requests are those of @p deadlines.
    [[nodiscard]] RunReport over(const QByteArray &url, base::Clock &deadlines = base::systemClock())
    {
        support::HastyClock clock;
        wire::Connection connection(wire::Settings{url}, deadlines);
        return Runner(*m_journal, connection.registry(), repository, {}, clock).run(m_id, {}, {});
    }
    [[nodiscard]] StepState recorded(std::size_t step) { return m_journal->steps(m_id).value().at(step).state; }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<Journal> m_journal;
    qint64 m_id;
};

} // namespace

/// Whatever the network does to a change of a run, it is on the wire once, and the run finds out what came of it:
/// rows F3, F4 and F18 of the fault table.
class TestRunnerFaults : public QObject
{
    Q_OBJECT

private slots:
    void answerIsLost_data();
    void answerIsLost();
    void nobodyAnswers();
    void requestIsLost_data();
    void requestIsLost();
};

void TestRunnerFaults::answerIsLost_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<bool>("reset");
    QTest::addColumn<bool>("takesEffect");
    const std::pair<const char *, Kind> kinds[]{{"a tag is removed", Kind::RemoveTag},
                                                {"a manifest is deleted", Kind::DeleteManifest},
                                                {"a placeholder is put", Kind::PutPlaceholder},
                                                {"a tag is moved", Kind::PutTag}};
    for (const auto &[name, kind] : kinds) {
        for (const bool reset : {false, true}) {
            for (const bool takesEffect : {false, true})
                QTest::addRow("%s, %s, %s", name, reset ? "reset" : "closed", takesEffect ? "done" : "not done")
                    << kind << reset << takesEffect;
        }
    }
}

/// Before its first byte and after each, or each fourth: a step for each of them, in one run.
void TestRunnerFaults::answerIsLost()
{
    QFETCH(Kind, kind);
    QFETCH(bool, reset);
    QFETCH(bool, takesEffect);
    const Answer whole = Answer::withStatus(202, R"({"ok":1})");
    const qint64 stride = takesEffect ? 1 : 4; // what did not happen is waited for
    const auto cuts = static_cast<int>((whole.headBytes({}).size() + whole.body.size()) / stride);
    std::vector<Step> steps;
    steps.reserve(std::size_t(cuts));
    for (int i = 0; i < cuts; ++i)
        steps.push_back(stepOf(kind, i));
    SmallRegistry registry(true);
    fill(registry, cuts);
    std::atomic<int> next = 0;
    registry.setOnChange([&](const QByteArray &, const std::function<Answer()> &carryOut) {
        if (takesEffect)
            carryOut();
        return cutAt(whole, stride * next++, reset);
    });

    Run run(steps);
    const RunReport report = run.over(registry.url());
    QCOMPARE(report.ending, RunReport::Ending::Finished);
    const QByteArrayList changes = registry.changes();
    QCOMPARE(changes.size(), cuts);
    QCOMPARE(QSet<QByteArray>(changes.cbegin(), changes.cend()).size(), cuts); // each once
    const StepState expected = takesEffect ? StepState::Done : StepState::Failed;
    QCOMPARE(report.count(expected), cuts);
    for (std::size_t i = 0; i < steps.size(); ++i)
        QCOMPARE(run.recorded(i), expected);
    QVERIFY(report.lost.empty() && report.raced.empty());
    QCOMPARE(registry.digestOf(u"keep"_s), before().digest());
}

/// The request arrives, and the connection stays silent.
void TestRunnerFaults::nobodyAnswers()
{
    std::vector<Step> steps;
    steps.reserve(4);
    for (int i = 0; i < 4; ++i)
        steps.push_back(stepOf(Kind::RemoveTag, i));
    SmallRegistry registry(true);
    fill(registry, 4);
    registry.setOnChange([&](const QByteArray &change, const std::function<Answer()> &carryOut) {
        if (change == "DELETE t0" || change == "DELETE t1")
            carryOut();
        return Answer::silence();
    });
    Run run(steps);
    support::HastyClock deadlines(10); // three seconds for the first byte
    const RunReport report = run.over(registry.url(), deadlines);
    QCOMPARE(report.ending, RunReport::Ending::Finished);
    QCOMPARE(registry.changes().size(), 4);
    QCOMPARE(report.count(StepState::Done), 2);
    QCOMPARE(report.count(StepState::Failed), 2);
}

void TestRunnerFaults::requestIsLost_data()
{
    QTest::addColumn<bool>("reset");
    QTest::newRow("closed") << false;
    QTest::newRow("reset") << true;
}

/// On its way: after one byte, after eight more, and so on until it arrives whole and only its answer is lost.
void TestRunnerFaults::requestIsLost()
{
    QFETCH(bool, reset);
    bool arrived = false;
    for (qint64 at = 1; !arrived; at += 8) {
        SmallRegistry registry(true);
        fill(registry, 1);
        support::FaultProxy proxy(registry.server().port());
        const QByteArray url = "http://127.0.0.1:" + QByteArray::number(proxy.port());
        wire::Connection connection(wire::Settings{url});
        // The connection for reads is there already; the next one is that of the change.
        QVERIFY(connection->resolve(repository, wire::tag(u"t0"_s), {}));
        proxy.setFaults({.cutToServer = at, .reset = reset});
        QTemporaryDir folder;
        const auto journal = Journal::open(folder.filePath(u"journal.sqlite"_s)).value();
        const qint64 id = journal->begin({}, {stepOf(Kind::RemoveTag, 0)}, {before()}).value();
        SettlingClock clock(registry.server());
        const RunReport report = Runner(*journal, connection.registry(), repository, {}, clock).run(id, {}, {});
        QCOMPARE(report.ending, RunReport::Ending::Finished);
        QCOMPARE(proxy.connections(), 2); // nobody tried again
        const qsizetype changes = registry.changes().size();
        QVERIFY(changes <= 1);
        QVERIFY(changes == 1 || registry.digestOf(u"t0"_s));
        QCOMPARE(report.steps[0].state, registry.digestOf(u"t0"_s) ? StepState::Failed : StepState::Done);
        arrived = changes == 1;
        QVERIFY(at < 2'000);
    }
}

QTEST_GUILESS_MAIN(TestRunnerFaults)
#include "tst_runnerfaults.moc"
