#include <atomic>
#include <map>
#include <mutex>

#include "tests/app/changes/layoutruns.h"

using namespace layoutruns;
using Ending = RunReport::Ending;

/// How a run ends: paused, stopped, left by a crash, closed for good; and what is compared then.
class TestRunnerEnds : public LayoutRuns
{
    Q_OBJECT

private:
    /// A run that a crash left when it had sent the deletion of `v1`, which the registry carried out if it @p arrived.
    qint64 leftBehind(bool arrived)
    {
        push(m_image, {u"v1"_s});
        const qint64 id = planned({u"v1"_s});
        if (!m_journal->record(id, 0, StepState::Sent)
            || (arrived && !m_layout->deleteTag(m_repository, tag(u"v1"), {})))
            qFatal("the run cannot be left");
        m_journal.reset();
        m_journal = opened();
        return id;
    }

private slots:
    void init() { prepare(); }

    void pausesAndGoesOn();
    void stopped();
    void goesOnAfterACrash_data();
    void goesOnAfterACrash();
    void comesLate_data();
    void comesLate();
    void siblingVanishes();
    void siblingMoves();
    void siblingsAreLookedAtOnce();
    void parentsAreLookedAtOnce();
    void registryTakesMore();
    void registryTakesMoreAtTheEnd();
    void closedAfterACrash_data();
    void closedAfterACrash();
    void closedRunIsCompared();
    void closedWhereNobodyCanRead();
};

void TestRunnerEnds::pausesAndGoesOn()
{
    push(m_image, {u"v1"_s});
    const qint64 id = planned({u"v1"_s});
    std::stop_source pause;
    m_registry->after = [&pause](const QString &call) -> std::optional<base::Error> {
        if (call == u"delete v1")
            pause.request_stop();
        return {};
    };
    RunReport report = run(id, pause.get_token());
    QCOMPARE(report.ending, Ending::Paused);
    QCOMPARE(report.steps[0].state, StepState::Done); // what was under way ended
    QCOMPARE(report.steps[1].state, StepState::Planned);
    report = run(id);
    QCOMPARE(report.ending, Ending::Finished);
    QCOMPARE(report.count(StepState::Done), 2);
}

void TestRunnerEnds::stopped()
{
    push(m_image, {u"v1"_s});
    const qint64 id = planned({u"v1"_s});
    std::stop_source stop;
    m_registry->after = [&stop](const QString &call) -> std::optional<base::Error> {
        if (call != u"delete v1")
            return {};
        stop.request_stop();
        return base::cancelled();
    };
    RunReport report = run(id, {}, stop.get_token());
    QCOMPARE(report.ending, Ending::Cancelled);
    QVERIFY(report.steps[0].state == StepState::Sent || report.steps[0].state == StepState::Done);
    report = run(id);
    QCOMPARE(report.count(StepState::Done), 2);
    QCOMPARE(m_registry->changes().count(u"delete v1"_s), 1);
}

void TestRunnerEnds::goesOnAfterACrash_data()
{
    QTest::addColumn<bool>("arrived");
    QTest::addColumn<int>("done");
    QTest::newRow("the request had arrived") << true << 2;
    QTest::newRow("it had not") << false << 0;
}

void TestRunnerEnds::goesOnAfterACrash()
{
    QFETCH(bool, arrived);
    QFETCH(int, done);
    const RunReport report = run(leftBehind(arrived));
    QCOMPARE(report.ending, Ending::Finished);
    QCOMPARE(report.count(StepState::Done), done);
    QCOMPARE(report.steps[0].state, arrived ? StepState::Done : StepState::Failed);
    QVERIFY(!m_registry->changes().contains(u"delete v1"_s));
}

void TestRunnerEnds::comesLate_data()
{
    QTest::addColumn<int>("look");
    QTest::addColumn<StepState>("state");
    QTest::newRow("before the last look") << 6 << StepState::Done; // one before the request, four after it
    QTest::newRow("after it") << 7 << StepState::Failed;
}

/// The answer is lost, and the registry is still at it when all else has ended: the tag goes with look number `look`.
void TestRunnerEnds::comesLate()
{
    QFETCH(int, look);
    QFETCH(StepState, state);
    push(m_image, {u"v1"_s});
    push(m_other, {u"w1"_s, u"w2"_s});
    std::atomic<int> looks = 0;
    std::atomic<bool> isElseDone = false;
    m_registry->before = [&](const QString &call) -> std::optional<base::Error> {
        if (call == u"delete v1")
            return lost();
        if (call == u"resolve v1" && ++looks == look && !m_layout->deleteTag(m_repository, tag(u"v1"), {}))
            qFatal("the tag stays");
        if (call == u"resolve v1" && looks == 6)
            isElseDone = !digestOf(tag(u"w1")) && !digestOf(tag(u"w2"));
        return {};
    };
    const qint64 id = planned({u"v1"_s, u"w1"_s, u"w2"_s});
    const RunReport report = run(id);
    QCOMPARE(report.ending, Ending::Finished);
    for (std::size_t i = 0; i < m_steps.size(); ++i) {
        const bool isLate = m_steps[i].tag == tag(u"v1");
        const bool needsIt = m_steps[i].kind == Step::Kind::DeleteManifest && m_steps[i].digest == m_image.digest();
        const StepState skipped = state == StepState::Done ? StepState::Done : StepState::Skipped;
        QCOMPARE(report.steps[i].state, isLate ? state : needsIt ? skipped : StepState::Done);
        QCOMPARE(recorded(id, i), report.steps[i].state);
    }
    QVERIFY(isElseDone);
    QCOMPARE(looks, 6);
    QCOMPARE(m_registry->changes().count(u"delete v1"_s), 1);
    QCOMPARE(digestOf(m_image.digest()).has_value(), state == StepState::Failed);
}

void TestRunnerEnds::siblingVanishes()
{
    push(m_image, {u"v1"_s, u"keep"_s});
    m_registry->after = [this](const QString &call) -> std::optional<base::Error> {
        if (call == u"delete v1" && !m_layout->deleteTag(m_repository, tag(u"keep"), {}))
            qFatal("the sibling stays");
        return {};
    };
    const RunReport report = run(planned({u"v1"_s}));
    QCOMPARE(report.lost, std::vector<Loss>({{tag(u"keep"), m_image.digest()}}));
}

void TestRunnerEnds::siblingMoves()
{
    push(m_image, {u"v1"_s, u"keep"_s});
    const qint64 id = planned({u"v1"_s});
    push(m_other, {u"keep"_s});
    const RunReport report = run(id);
    QVERIFY(report.lost.empty());
    QCOMPARE(report.raced, std::vector<Race>({{tag(u"keep"), m_image.digest(), m_other.digest()}}));
}

/// Not once for every tag that leaves them.
void TestRunnerEnds::siblingsAreLookedAtOnce()
{
    push(m_image, {u"a1"_s, u"a2"_s, u"a3"_s, u"a4"_s, u"a5"_s, u"keep-a"_s});
    push(m_other, {u"b1"_s, u"b2"_s, u"keep-b"_s});
    const qint64 id = planned({u"a1"_s, u"a2"_s, u"a3"_s, u"a4"_s, u"a5"_s, u"b1"_s, u"b2"_s});
    std::atomic<int> looks = 0;
    m_registry->before = [&looks](const QString &call) -> std::optional<base::Error> {
        looks += call == u"resolve keep-a" || call == u"resolve keep-b" ? 1 : 0;
        return {};
    };
    QCOMPARE(run(id).count(StepState::Done), 7);
    QCOMPARE(looks, 4); // and once at the end
}

/// Nor the indexes that the image is in: one of them goes meanwhile, which the run sees at its end.
void TestRunnerEnds::parentsAreLookedAtOnce()
{
    push(m_image, {u"a1"_s, u"a2"_s, u"a3"_s, u"a4"_s});
    const oci::Manifest index = layouts::index({m_image.manifest});
    VERIFY_OK(m_layout->putManifest(m_repository, tag(u"list"), index, {}));
    const oci::Manifest untagged = layouts::index({m_image.manifest, m_image.manifest});
    VERIFY_OK(m_layout->putManifest(m_repository, untagged.digest(), untagged, {}));
    VERIFY_OK(m_layout->putManifest(m_repository, tag(u"lists"), layouts::index({untagged}), {}));
    const qint64 id = planned({u"a1"_s, u"a2"_s, u"a3"_s, u"a4"_s});
    const QString parent = untagged.digest().toString();
    std::map<QString, int> looks;
    std::mutex mutex;
    m_registry->before = [&](const QString &call) -> std::optional<base::Error> {
        const std::lock_guard lock(mutex);
        ++looks[call];
        return {};
    };
    m_registry->after = [&](const QString &call) -> std::optional<base::Error> {
        if (call == u"delete a4"_s && !m_layout->deleteTag(m_repository, tag(u"list"), {}))
            qFatal("the index stays");
        return {};
    };
    const RunReport report = run(id);
    QCOMPARE(report.count(StepState::Done), 4);
    QCOMPARE(looks[u"resolve list"_s], 1);
    QCOMPARE(looks[u"resolve "_s + parent], 1);
    QCOMPARE(report.lost, std::vector<Loss>({{tag(u"list"), index.digest()}}));
    QCOMPARE(digestOf(m_image.digest()), m_image.digest());
}

/// A registry that deletes the image when it is asked to remove one of its tags loses one image, and not all of them.
void TestRunnerEnds::registryTakesMore()
{
    const std::vector<layouts::Image> images{layouts::image("a"), layouts::image("b"), layouts::image("c")};
    QStringList names;
    for (const layouts::Image &image : images) {
        const QString letter(QChar(u'a' + int(&image - images.data())));
        push(image, {letter + u'1', letter + u'2', letter + u"-keep"});
        names += {letter + u'1', letter + u'2'};
    }
    m_registry->after = [&](const QString &call) -> std::optional<base::Error> {
        const auto at = call.startsWith(u"delete ") ? std::size_t(call.at(7).unicode() - u'a') : images.size();
        if (at < images.size() && !m_layout->deleteManifest(m_repository, images[at].digest(), {}))
            qFatal("the image stays");
        return {};
    };
    const qint64 id = planned(names);
    const RunReport report = run(id);
    QCOMPARE(report.ending, Ending::Lost);
    QVERIFY(!report.error);
    QCOMPARE(m_registry->changes().size(), 1);
    const QString first = m_registry->changes().constFirst().mid(7, 1);
    const auto &hit = images.at(std::size_t(first.at(0).unicode() - u'a'));
    const QString kept = first + u"-keep";
    const std::vector<Loss> lost{{tag(kept), hit.digest()}, {{}, hit.digest()}};
    QCOMPARE(report.lost, lost);
    QCOMPARE(report.count(StepState::Done), 1);
    QCOMPARE(report.count(StepState::Planned), 5);
    for (const layouts::Image &image : images)
        QCOMPARE(digestOf(image.digest()).has_value(), image.digest() != hit.digest());
    QVERIFY(!m_journal->runs().value()[0].ended.isValid());
    QVERIFY(m_journal->manifest(hit.digest()).value()); // for the restore
    QCOMPARE(m_journal->losses(id).value(), lost);

    m_registry->before = [](const QString &) { return std::optional(unauthorized()); };
    const RunReport closed = close(id); // it can look at nothing, and what was seen stays known
    QVERIFY(closed.notLookedAt > 0);
    QCOMPARE(closed.lost, lost);
}

/// Where nothing was left to stop, the run has ended like any other.
void TestRunnerEnds::registryTakesMoreAtTheEnd()
{
    push(m_image, {u"v1"_s, u"keep"_s});
    m_registry->after = [this](const QString &call) -> std::optional<base::Error> {
        if (call == u"delete v1" && !m_layout->deleteManifest(m_repository, m_image.digest(), {}))
            qFatal("the image stays");
        return {};
    };
    const RunReport report = run(planned({u"v1"_s}));
    QCOMPARE(report.ending, Ending::Finished);
    QCOMPARE(report.lost.size(), std::size_t(2));
    QVERIFY(m_journal->runs().value()[0].ended.isValid());
}

void TestRunnerEnds::closedAfterACrash_data()
{
    goesOnAfterACrash_data();
}

void TestRunnerEnds::closedAfterACrash()
{
    QFETCH(bool, arrived);
    const qint64 id = leftBehind(arrived);
    const RunReport report = close(id);
    QCOMPARE(report.ending, Ending::Closed);
    QVERIFY(!report.error);
    QCOMPARE(report.steps[0].state, arrived ? StepState::Done : StepState::Failed);
    QCOMPARE(report.steps[1].state, StepState::Planned);
    QCOMPARE(recorded(id, 0), report.steps[0].state);
    QCOMPARE(recorded(id, 1), StepState::Planned);
    QVERIFY(m_registry->changes().isEmpty());
    QVERIFY(m_journal->runs().value()[0].stopped);
    QCOMPARE(close(id).error.value().kind, ErrorKind::Conflict);
}

/// What should have stayed is compared for a run that was stopped, too; one whose steps had all ended is not stopped.
void TestRunnerEnds::closedRunIsCompared()
{
    push(m_image, {u"v1"_s, u"v2"_s, u"keep"_s, u"other-keep"_s});
    const qint64 id = planned({u"v1"_s, u"v2"_s});
    QVERIFY(m_journal->record(id, 0, StepState::Sent));
    QVERIFY(m_layout->deleteTag(m_repository, tag(u"v1"), {}));
    QVERIFY(m_layout->deleteTag(m_repository, tag(u"keep"), {}));
    push(m_other, {u"other-keep"_s});
    const RunReport report = close(id);
    QCOMPARE(report.ending, Ending::Closed);
    QCOMPARE(report.lost, std::vector<Loss>({{tag(u"keep"), m_image.digest()}}));
    const std::vector<Race> raced{{tag(u"other-keep"), m_image.digest(), m_other.digest()}};
    QCOMPARE(report.raced, raced);
    QCOMPARE(m_journal->races(id).value(), raced);

    const qint64 whole = planned({u"v2"_s});
    QVERIFY(m_journal->record(whole, 0, StepState::Sent));
    QVERIFY(m_layout->deleteTag(m_repository, tag(u"v2"), {}));
    QVERIFY(m_journal->record(whole, 1, StepState::Skipped));
    QCOMPARE(close(whole).ending, Ending::Finished);
    QVERIFY(m_journal->runs().value()[0].ended.isValid() && !m_journal->runs().value()[0].stopped);
}

void TestRunnerEnds::closedWhereNobodyCanRead()
{
    push(m_image, {u"v1"_s, u"v2"_s, u"keep"_s});
    for (const base::Error &error : {base::failure(ErrorKind::Network, u"no route"_s), unauthorized()}) {
        m_registry->before = {};
        const qint64 id = planned({u"v1"_s, u"v2"_s});
        QVERIFY(m_journal->record(id, 0, StepState::Sent));
        m_registry->before = [error](const QString &) { return std::optional(error); };
        const RunReport report = close(id);
        QCOMPARE(report.ending, Ending::Closed);
        QCOMPARE(report.error.value().kind, error.kind);
        QCOMPARE(report.steps[0].state, StepState::Unknown);
        QVERIFY(report.notLookedAt > 0 && report.lost.empty());
        QCOMPARE(recorded(id, 0), StepState::Unknown);
        QVERIFY(m_journal->runs().value()[0].stopped);
    }
}

QTEST_GUILESS_MAIN(TestRunnerEnds)
#include "tst_runnerends.moc"
