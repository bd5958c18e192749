#include <atomic>

#include <QThread>

#include "app/registry/referrersreader.h"
#include "tests/app/changes/layoutruns.h"

using namespace layoutruns;
using Ending = RunReport::Ending;

/// What becomes of the steps of a run, whatever the registry and the disk do.
class TestRunner : public LayoutRuns
{
    Q_OBJECT

private slots:
    void init() { prepare(); }

    void deletesAnImage();
    void removesATagOfASharedImage();
    void fourAtATime();
    void fallbackIndexesOneAtATime();
    void answerLostAfterTheEffect();
    void answerLostBeforeTheEffect();
    void nobodyCanRead();
    void onlyALateLookIsAnswered();
    void movedBefore();
    void tagAppearsOnTheImage();
    void indexAppearsAfterTheLook();
    void indexInAnIndexAppears();
    void signIn();
    void signInForTheRequest();
    void deletionIsOff();
    void tooManyRequests();
    void cameBackSinceThePlan();
    void journalFails();
};

void TestRunner::deletesAnImage()
{
    push(m_image, {u"v1"_s, u"v2"_s});
    push(m_other, {u"keep"_s});
    const qint64 id = planned({u"v1"_s, u"v2"_s});
    QCOMPARE(m_steps.size(), std::size_t(3));
    const RunReport report = run(id);
    QCOMPARE(report.ending, Ending::Finished);
    QCOMPARE(report.count(StepState::Done), 3);
    QVERIFY(report.lost.empty() && report.raced.empty());
    QVERIFY(!digestOf(m_image.digest()));
    QCOMPARE(digestOf(tag(u"keep")), m_other.digest());
    QCOMPARE(m_registry->changes().size(), 3);
    QCOMPARE(m_registry->changes().last(), u"delete "_s + m_image.digest().toString());
    QVERIFY(m_journal->runs().value()[0].ended.isValid());
    QCOMPARE(recorded(id, 2), StepState::Done);
}

void TestRunner::removesATagOfASharedImage()
{
    push(m_image, {u"v1"_s, u"keep"_s});
    const RunReport report = run(planned({u"v1"_s}));
    QCOMPARE(m_registry->changes(), QStringList(u"delete v1"_s));
    QCOMPARE(report.count(StepState::Done), 1);
    QVERIFY(report.lost.empty() && report.raced.empty());
    QCOMPARE(digestOf(tag(u"keep")), m_image.digest());
}

void TestRunner::fourAtATime()
{
    QStringList names;
    for (int i = 0; i < 40; ++i)
        names.append(u"t%1"_s.arg(i));
    push(m_image, names + QStringList(u"keep"_s));
    const RunReport report = run(planned(names));
    QCOMPARE(report.count(StepState::Done), 40);
    QVERIFY(m_registry->most() <= Runner::maxInFlight);
    QCOMPARE(digestOf(tag(u"keep")), m_image.digest());
}

/// No request of one comes between those of another.
void TestRunner::fallbackIndexesOneAtATime()
{
    std::vector<Step> steps;
    for (const char *subject : {"a", "b", "c", "d", "e"})
        steps.push_back({Step::Kind::PutTag, registry::referrersTag(oci::Digest::of(subject)), m_image.digest()});
    VERIFY_OK(layouts::push(*m_layout, m_repository, m_image, m_image.digest()));
    std::mutex mutex;
    QStringList names;
    m_registry->before = [&](const QString &call) -> std::optional<base::Error> {
        {
            const std::lock_guard lock(mutex);
            names.append(call.section(u' ', 1));
        }
        QThread::msleep(5); // for others to come in between
        return {};
    };
    const RunReport report = run(m_journal->begin({}, steps, {m_image.manifest}).value());
    QCOMPARE(report.count(StepState::Done), 5);
    QCOMPARE(names.size(), 15); // HEAD, PUT, HEAD
    for (int i = 0; i < 15; ++i)
        QCOMPARE(names[i], names[i - i % 3]);
}

void TestRunner::answerLostAfterTheEffect()
{
    push(m_image, {u"v1"_s});
    m_registry->after = at(u"delete v1"_s, lost());
    const RunReport report = run(planned({u"v1"_s}));
    QCOMPARE(report.ending, Ending::Finished);
    QCOMPARE(report.count(StepState::Done), 2);
    QCOMPARE(m_registry->changes().count(u"delete v1"_s), 1);
}

void TestRunner::answerLostBeforeTheEffect()
{
    push(m_image, {u"v1"_s});
    m_registry->before = at(u"delete v1"_s, lost());
    const RunReport report = run(planned({u"v1"_s}));
    QCOMPARE(report.ending, Ending::Finished);
    QCOMPARE(report.steps[0].state, StepState::Failed);
    QVERIFY(report.steps[0].cause.detail.contains(u"connection lost"));
    QCOMPARE(report.steps[1].state, StepState::Skipped); // the image needs its tag to be gone
    QCOMPARE(m_registry->changes(), QStringList(u"delete v1"_s)); // and not again
    QCOMPARE(digestOf(tag(u"v1")), m_image.digest());
}

void TestRunner::nobodyCanRead()
{
    push(m_image, {u"v1"_s, u"keep"_s});
    m_registry->after = [this](const QString &call) {
        const bool isAfter = !m_registry->changes().isEmpty();
        return call == u"delete v1" || (isAfter && call == u"resolve v1")
            ? std::optional(base::failure(ErrorKind::Network, u"no route"_s))
            : std::nullopt;
    };
    const qint64 id = planned({u"v1"_s});
    const RunReport report = run(id);
    QCOMPARE(report.steps[0].state, StepState::Unknown);
    QCOMPARE(recorded(id, 0), StepState::Unknown);
    m_registry->after = {};
    QCOMPARE(run(id).steps[0].state, StepState::Done); // read again, not sent again
    QCOMPARE(m_registry->changes(), QStringList(u"delete v1"_s));
}

void TestRunner::onlyALateLookIsAnswered()
{
    push(m_image, {u"v1"_s, u"keep"_s});
    std::atomic<int> looks = 0;
    m_registry->before = [&](const QString &call) -> std::optional<base::Error> {
        if (call == u"delete v1"_s)
            return lost();
        const bool isAfter = call == u"resolve v1"_s && !m_registry->changes().isEmpty();
        return isAfter && ++looks < 6 ? std::optional(base::failure(ErrorKind::Network, u"no route"_s)) : std::nullopt;
    };
    const RunReport report = run(planned({u"v1"_s}));
    QCOMPARE(report.steps[0].state, StepState::Failed);
    QCOMPARE(looks, 7); // the last when all else had ended
}

void TestRunner::movedBefore()
{
    push(m_image, {u"v1"_s, u"keep"_s});
    const qint64 id = planned({u"v1"_s});
    push(m_other, {u"v1"_s});
    const RunReport report = run(id);
    QCOMPARE(report.steps[0].state, StepState::Skipped);
    QCOMPARE(report.raced, std::vector<Race>({{tag(u"v1"), m_image.digest(), m_other.digest()}}));
    QVERIFY(m_registry->changes().isEmpty());
    QCOMPARE(digestOf(tag(u"v1")), m_other.digest());
}

void TestRunner::tagAppearsOnTheImage()
{
    push(m_image, {u"v1"_s});
    push(m_other, {u"latest"_s});
    for (const Ability deleteTags : {Ability::Yes, Ability::No}) {
        push(m_image, {u"v1"_s});
        const qint64 id = planned({u"v1"_s}, deleteTags);
        push(m_image, {u"latest"_s}); // moved back to what is to go
        const RunReport report = run(id);
        QCOMPARE(report.steps.back().state, StepState::Skipped);
        QVERIFY(report.steps.back().cause.about.contains(u"latest"));
        QCOMPARE(digestOf(tag(u"latest")), m_image.digest());
        push(m_other, {u"latest"_s});
    }
    const RunReport report = run(planned({u"v1"_s}, Ability::No)); // its own tag goes along
    QCOMPARE(report.count(StepState::Done), 1);
    QVERIFY(!digestOf(tag(u"v1")));
}

/// Somebody pushes an index that names an image which is about to go, and the run meets that push at another step.
void TestRunner::indexAppearsAfterTheLook()
{
    QVERIFY(layouts::push(*m_layout, m_repository, m_other, m_other.digest()));
    const layouts::Image first = layouts::image("first");
    QVERIFY(layouts::push(*m_layout, m_repository, first, first.digest()));
    push(m_image, {u"c"_s});
    const oci::Manifest index = layouts::index({m_other.manifest});
    const std::vector<Step> steps{{Step::Kind::DeleteManifest, {}, first.digest(), {}, {}},
                                  {Step::Kind::DeleteManifest, {}, m_other.digest(), {}, {}},
                                  {Step::Kind::RemoveTag, tag(u"c"_s), m_image.digest(), {}, {0}}};
    const qint64 id = m_journal->begin({}, steps, {first.manifest, m_other.manifest, m_image.manifest}).value();
    std::atomic<bool> wasMet = false;
    m_registry->before = [&](const QString &call) -> std::optional<base::Error> {
        if (call == u"resolve c"_s && !m_layout->putManifest(m_repository, tag(u"c"_s), index, {}))
            qFatal("the push failed");
        while (call == u"resolve "_s + m_other.digest().toString() && !wasMet)
            QThread::msleep(1);
        return {};
    };
    Runner runner(
        *m_journal, *m_registry, m_repository,
        [&wasMet](quint32 step, const RunReport::StepResult &) { wasMet = wasMet || step == 2; }, m_clock);
    const RunReport report = runner.run(id, {}, {});
    QCOMPARE(report.steps[0].state, StepState::Done);
    QCOMPARE(report.steps[1].state, StepState::Skipped);
    QCOMPARE(report.steps[2].state, StepState::Skipped);
    QCOMPARE(report.raced.size(), std::size_t(1));
    QVERIFY(digestOf(m_other.digest()));
}

/// Somebody pushes an index of indexes after the plan: one of those, which has no tag, names an image that is about to
/// go.
void TestRunner::indexInAnIndexAppears()
{
    push(m_image, {u"v1"_s});
    const qint64 id = planned({u"v1"_s});
    const oci::Manifest inner = layouts::index({m_image.manifest});
    const oci::Manifest middle = layouts::index({inner});
    const oci::Manifest outer = layouts::index({m_other.manifest, middle});
    VERIFY_OK(m_layout->putManifest(m_repository, inner.digest(), inner, {}));
    VERIFY_OK(m_layout->putManifest(m_repository, middle.digest(), middle, {}));
    VERIFY_OK(m_layout->putManifest(m_repository, tag(u"all"_s), outer, {}));
    const RunReport report = run(id);
    QCOMPARE(report.steps[0].state, StepState::Done);
    QCOMPARE(report.steps[1].state, StepState::Skipped);
    QCOMPARE(report.steps[1].cause.kind, StepCause::Kind::Used);
    QCOMPARE(report.steps[1].cause.about, u"all"_s);
    QCOMPARE(digestOf(m_image.digest()), m_image.digest());
}

void TestRunner::signIn()
{
    push(m_image, {u"v1"_s});
    const qint64 id = planned({u"v1"_s});
    m_registry->before = at(u"resolve v1"_s, unauthorized());
    RunReport report = run(id);
    QCOMPARE(report.ending, Ending::SignInNeeded);
    QCOMPARE(report.count(StepState::Planned), 2);
    QVERIFY(m_registry->changes().isEmpty());
    m_registry->before = at(u"tags"_s, unauthorized());
    report = run(id);
    QCOMPARE(report.ending, Ending::SignInNeeded);
    QCOMPARE(report.steps[0].state, StepState::Done);
    QCOMPARE(report.steps[1].state, StepState::Planned);
    m_registry->before = {};
    report = run(id);
    QCOMPARE(report.ending, Ending::Finished);
    QCOMPARE(report.count(StepState::Done), 2);
}

void TestRunner::signInForTheRequest()
{
    push(m_image, {u"v1"_s, u"v2"_s, u"v3"_s, u"v4"_s, u"v5"_s, u"v6"_s, u"keep"_s});
    const qint64 id = planned({u"v1"_s, u"v2"_s, u"v3"_s, u"v4"_s, u"v5"_s, u"v6"_s});
    m_registry->before
        = [](const QString &call) { return call.startsWith(u"delete") ? std::optional(unauthorized()) : std::nullopt; };
    RunReport report = run(id);
    QCOMPARE(report.ending, Ending::SignInNeeded);
    QCOMPARE(report.count(StepState::Planned), 6); // what was refused unread is for later
    const auto refused = m_registry->changes().size();
    QVERIFY(refused >= 1 && refused <= Runner::maxInFlight);
    m_registry->before = {};
    report = run(id);
    QCOMPARE(report.ending, Ending::Finished);
    QCOMPARE(report.count(StepState::Done), 6);
    QCOMPARE(m_registry->changes().size(), refused + 6);
}

void TestRunner::deletionIsOff()
{
    push(m_image, {u"v1"_s});
    push(m_other, {u"v2"_s});
    base::Error off = base::failure(ErrorKind::Unsupported, {});
    off.httpStatus = 405;
    m_registry->before
        = [off](const QString &call) { return call.startsWith(u"delete") ? std::optional(off) : std::nullopt; };
    const qint64 id = planned({u"v1"_s, u"v2"_s});
    const RunReport report = run(id);
    QCOMPARE(report.ending, Ending::Stopped);
    QCOMPARE(report.error.value().httpStatus, 405);
    QCOMPARE(report.count(StepState::Done), 0);
    QCOMPARE(digestOf(tag(u"v1")), m_image.digest());
    QVERIFY(!m_journal->runs().value()[0].ended.isValid());
}

/// What was refused unread can be sent later.
void TestRunner::tooManyRequests()
{
    push(m_image, {u"v1"_s});
    base::Error slower = base::failure(ErrorKind::RateLimited, {});
    slower.httpStatus = 429;
    m_registry->before = at(u"delete v1"_s, slower);
    const qint64 id = planned({u"v1"_s});
    RunReport report = run(id);
    QCOMPARE(report.ending, Ending::Stopped);
    QCOMPARE(report.error.value().httpStatus, 429);
    QCOMPARE(report.count(StepState::Planned), 2);
    m_registry->before = {};
    report = run(id);
    QCOMPARE(report.ending, Ending::Finished);
    QCOMPARE(report.count(StepState::Done), 2);
}

/// An image that was gone when the plan was approved has no copy in the journal.
void TestRunner::cameBackSinceThePlan()
{
    VERIFY_OK(layouts::push(*m_layout, m_repository, m_image, m_image.digest()));
    const qint64 id = m_journal->begin({}, {{Step::Kind::DeleteManifest, {}, m_image.digest(), {}, {}}}, {}).value();
    const RunReport report = run(id);
    QCOMPARE(report.steps[0].state, StepState::Skipped);
    QCOMPARE(report.steps[0].cause.kind, StepCause::Kind::NotKept);
    QVERIFY(m_registry->changes().isEmpty());
}

void TestRunner::journalFails()
{
    push(m_image, {u"v1"_s});
    const qint64 id = planned({u"v1"_s});
    const auto other = base::Database::open(path(u"journal.sqlite"_s), journalSchema()).value();
    QVERIFY(other->run(u"CREATE TRIGGER full BEFORE UPDATE ON steps BEGIN SELECT RAISE(ABORT, 'full'); END"_s));
    const RunReport report = run(id);
    QCOMPARE(report.ending, Ending::Stopped);
    QCOMPARE(report.error.value().kind, ErrorKind::Io);
    QVERIFY(m_registry->changes().isEmpty());
    QCOMPARE(report.count(StepState::Planned), 2);
}

QTEST_GUILESS_MAIN(TestRunner)
#include "tst_runner.moc"
