#include <atomic>

#include <QThread>

#include "app/changes/journalschema.h"
#include "app/changes/planner.h"
#include "app/changes/repositoryreader.h"
#include "app/changes/runner.h"
#include "app/platforms/generic/genericplatform.h"
#include "app/registry/layoutregistry.h"
#include "tests/app/registry/layouttest.h"
#include "tests/support/faultyregistry.h"
#include "tests/support/hastyclock.h"

using namespace Qt::StringLiterals;
using namespace changes;
using Ending = RunReport::Ending;
using platforms::Ability;

namespace {

oci::TagName tag(QStringView name)
{
    return *oci::TagName::parse(name);
}

base::Error unauthorized()
{
    base::Error error = base::failure(ErrorKind::Unauthorized, {});
    error.httpStatus = 401;
    return error;
}

base::Error lost()
{
    return base::failure(ErrorKind::UnknownOutcome, u"connection lost"_s, ErrorReason::ConnectionLost);
}

/// A fault of one call.
support::FaultyRegistry::Fault at(const QString &call, const base::Error &error)
{
    return [call, error](const QString &name) { return name == call ? std::optional(error) : std::nullopt; };
}

} // namespace

/// What becomes of the steps of a run, whatever the registry and the disk do, over a folder of image layouts.
class TestRunner : public layouts::LayoutTest
{
    Q_OBJECT

protected:
    std::unique_ptr<Journal> opened()
    {
        Result<std::unique_ptr<Journal>> journal = Journal::open(path(u"journal.sqlite"_s));
        if (!journal)
            qFatal("%s", qPrintable(journal.error().detail));
        return *std::move(journal);
    }

    void push(const layouts::Image &image, const QStringList &names)
    {
        for (const QString &name : names) {
            if (!layouts::push(*m_layout, m_repository, image, tag(name)))
                qFatal("the push failed");
        }
    }

    RepositoryGraph graph()
    {
        platforms::GenericPlatform platform(*m_layout);
        RepositoryReader reader(platform, *m_layout, m_repository, {});
        Result<RepositoryGraph> read = reader.read({});
        if (!read)
            qFatal("the reading failed");
        platforms::Selection all;
        all.everything = true;
        if (!reader.readReferrers(*read, all, {}))
            qFatal("the reading failed");
        return *std::move(read);
    }

    /// A run in the journal that deletes @p names.
    qint64 planned(const QStringList &names, Ability deleteTags = Ability::Yes)
    {
        const RepositoryGraph known = graph();
        platforms::Selection selection;
        for (const QString &name : names)
            selection.tags.push_back(tag(name));
        m_steps = planDeletion(known, selection, PlanRules{{deleteTags, Ability::Yes}}).steps;
        std::vector<oci::Manifest> manifests;
        manifests.reserve(m_steps.size());
        for (const Step &step : m_steps)
            manifests.push_back(m_layout->manifest(m_repository, step.digest, {}).value());
        return m_journal->begin({}, m_steps, manifests, surroundingsOf(known, m_steps)).value();
    }

    RunReport run(qint64 id, std::stop_token pause = {}, std::stop_token stop = {})
    {
        Runner runner(*m_journal, *m_registry, m_repository, {}, m_clock);
        return runner.run(id, std::move(pause), std::move(stop));
    }

    std::optional<oci::Digest> digestOf(const oci::TagOrDigest &what)
    {
        const Result<oci::Descriptor> found = m_layout->resolve(m_repository, what, {});
        return found ? std::optional(found->digest) : std::nullopt;
    }

    RunReport close(qint64 id)
    {
        Runner runner(*m_journal, *m_registry, m_repository, {}, m_clock);
        return runner.close(id, {});
    }

    StepState recorded(qint64 id, std::size_t step) { return m_journal->steps(id).value().at(step).state; }

    support::HastyClock m_clock;
    std::unique_ptr<registry::LayoutRegistry> m_layout;
    std::unique_ptr<support::FaultyRegistry> m_registry;
    std::unique_ptr<Journal> m_journal;
    std::vector<Step> m_steps;

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(QDir(m_folder->path()).mkdir(u"root"_s));
        m_layout = std::make_unique<registry::LayoutRegistry>(path(u"root"_s));
        m_registry = std::make_unique<support::FaultyRegistry>(*m_layout);
        m_journal = opened();
        push(layouts::image("three"), {u"other"_s}); // a layout without any tag does not count as listed whole
    }
    void deletesAnImage();
    void removesATagOfASharedImage();
    void fourAtATime();
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
    void journalFails();
    void pausesAndGoesOn();
    void stopped();
    void goesOnAfterACrash_data();
    void goesOnAfterACrash();
    void siblingVanishes();
    void siblingMoves();
    void closedAfterACrash_data();
    void closedAfterACrash();
    void closedRunIsCompared();
    void closedWhereNobodyCanRead();
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
    QVERIFY(report.steps[0].detail.contains(u"connection lost"));
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
    QCOMPARE(looks, 6);
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
        QVERIFY(report.steps.back().detail.contains(u"latest"));
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
    const qint64 id = m_journal->begin({}, steps, {}).value();
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
    QCOMPARE(report.steps[1].detail, u"changed: used by all"_s);
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

void TestRunner::pausesAndGoesOn()
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

void TestRunner::stopped()
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

void TestRunner::goesOnAfterACrash_data()
{
    QTest::addColumn<bool>("arrived");
    QTest::addColumn<int>("done");
    QTest::newRow("the request had arrived") << true << 2;
    QTest::newRow("it had not") << false << 0;
}

void TestRunner::goesOnAfterACrash()
{
    QFETCH(bool, arrived);
    QFETCH(int, done);
    push(m_image, {u"v1"_s});
    const qint64 id = planned({u"v1"_s});
    QVERIFY(m_journal->record(id, 0, StepState::Sent));
    if (arrived)
        QVERIFY(m_layout->deleteTag(m_repository, tag(u"v1"), {}));
    m_journal.reset();
    m_journal = opened();
    const RunReport report = run(id);
    QCOMPARE(report.ending, Ending::Finished);
    QCOMPARE(report.count(StepState::Done), done);
    QCOMPARE(report.steps[0].state, arrived ? StepState::Done : StepState::Failed);
    QVERIFY(!m_registry->changes().contains(u"delete v1"_s));
}

void TestRunner::siblingVanishes()
{
    push(m_image, {u"v1"_s, u"keep"_s});
    m_registry->after = [this](const QString &call) -> std::optional<base::Error> {
        if (call == u"delete v1" && !m_layout->deleteTag(m_repository, tag(u"keep"), {}))
            qFatal("the sibling stays");
        return {};
    };
    const RunReport report = run(planned({u"v1"_s}));
    QCOMPARE(report.lost, std::vector<RunReport::Loss>({{tag(u"keep"), m_image.digest()}}));
}

void TestRunner::siblingMoves()
{
    push(m_image, {u"v1"_s, u"keep"_s});
    const qint64 id = planned({u"v1"_s});
    push(m_other, {u"keep"_s});
    const RunReport report = run(id);
    QVERIFY(report.lost.empty());
    QCOMPARE(report.raced, std::vector<Race>({{tag(u"keep"), m_image.digest(), m_other.digest()}}));
}

void TestRunner::closedAfterACrash_data()
{
    goesOnAfterACrash_data();
}

void TestRunner::closedAfterACrash()
{
    QFETCH(bool, arrived);
    push(m_image, {u"v1"_s});
    const qint64 id = planned({u"v1"_s});
    QVERIFY(m_journal->record(id, 0, StepState::Sent));
    if (arrived)
        QVERIFY(m_layout->deleteTag(m_repository, tag(u"v1"), {}));
    m_journal.reset();
    m_journal = opened();
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
void TestRunner::closedRunIsCompared()
{
    push(m_image, {u"v1"_s, u"v2"_s, u"keep"_s, u"other-keep"_s});
    const qint64 id = planned({u"v1"_s, u"v2"_s});
    QVERIFY(m_journal->record(id, 0, StepState::Sent));
    QVERIFY(m_layout->deleteTag(m_repository, tag(u"v1"), {}));
    QVERIFY(m_layout->deleteTag(m_repository, tag(u"keep"), {}));
    push(m_other, {u"other-keep"_s});
    const RunReport report = close(id);
    QCOMPARE(report.ending, Ending::Closed);
    QCOMPARE(report.lost, std::vector<RunReport::Loss>({{tag(u"keep"), m_image.digest()}}));
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

void TestRunner::closedWhereNobodyCanRead()
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

QTEST_GUILESS_MAIN(TestRunner)
#include "tst_runner.moc"
