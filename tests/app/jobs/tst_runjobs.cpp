#include <cstdio>

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "app/changes/runlock.h"
#include "app/changes/runtrouble.h"
#include "app/credentials/sessionstore.h"
#include "app/jobs/historyjobs.h"
#include "tests/app/changes/smallregistry.h"
#include "tests/support/childprocess.h"
#include "tests/support/manifests.h"

using namespace Qt::StringLiterals;
using namespace jobs;
using changes::RunReport;
using changes::Step;
using support::Answer;

namespace {

constexpr int patience = 60'000; ///< ms
constexpr int tagsOfARun = 8;

const oci::RepositoryName repository = *oci::RepositoryName::parse(u"team/app");

oci::Manifest image()
{
    return support::imageManifest({{"config", 1}, {"layer", 2}});
}

/// Of run @p number.
std::vector<oci::TagName> tagsOf(int number)
{
    std::vector<oci::TagName> tags;
    tags.reserve(tagsOfARun);
    for (int i = 0; i < tagsOfARun; ++i)
        tags.push_back(*oci::TagName::parse(u"run%1-%2"_s.arg(number).arg(i)));
    return tags;
}

/// Holds back the answers to changes, and counts those that wait.
class Hold
{
public:
    Answer pass(const std::function<Answer()> &carryOut)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_most = std::max(m_most, ++m_now);
        }
        m_gate.wait({});
        Answer answer = carryOut();
        const std::lock_guard lock(m_mutex);
        --m_now;
        return answer;
    }
    void open() { m_gate.open(); }
    [[nodiscard]] int most() const
    {
        const std::lock_guard lock(m_mutex);
        return m_most;
    }

private:
    support::Gate m_gate;
    mutable std::mutex m_mutex;
    int m_now = 0;
    int m_most = 0;
};

} // namespace

/// Two runs at the same time, each by a connection of its own to the same registry, over HTTP.
class TestRunJobs : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void atMostFourChangesOfOneRegistry();
    void oneThatWaitsForAPlacePauses();
    void oneThatWaitsForAPlaceIsCancelled();
    void oneProcessAtATime();

private:
    /// Run @p number, in a journal of its own, which takes its tags.
    std::unique_ptr<ResumeRunJob> run(int number)
    {
        const QString path = journalOf(number);
        const auto journal = changes::Journal::open(path);
        std::vector<Step> steps;
        for (const oci::TagName &tag : tagsOf(number))
            steps.push_back({Step::Kind::RemoveTag, tag, image().digest()});
        if (!journal || (*journal)->begin({}, steps, {image()}) != 1)
            qFatal("no run");
        return resume(number);
    }
    /// Of a run that is there.
    std::unique_ptr<ResumeRunJob> resume(int number)
    {
        const http::Url url = *http::Url::parse(m_registry->server().url());
        auto connection = connections::Connection::toHost(url.origin(), connections::SchemeChoice::Http);
        const auto session = connections::Session::open(connection, std::make_shared<credentials::SessionStore>(), {});
        if (!session)
            qFatal("no session");
        return std::make_unique<ResumeRunJob>(*m_workers, *session, journalOf(number), 1, repository);
    }
    [[nodiscard]] QString journalOf(int number) const { return m_folder->filePath(u"%1.sqlite"_s.arg(number)); }
    [[nodiscard]] int countOf(int number, changes::StepState state) const
    {
        const auto journal = changes::Journal::open(journalOf(number));
        const std::vector<changes::StepRecord> steps = (*journal)->steps(1).value();
        return int(std::count_if(steps.cbegin(), steps.cend(), [&](const auto &step) { return step.state == state; }));
    }
    /// Begins the first run, which has all places then, and the second, which has none.
    void beginBoth();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Hold> m_hold;
    std::unique_ptr<support::SmallRegistry> m_registry;
    std::unique_ptr<Workers> m_workers;
    std::unique_ptr<ResumeRunJob> m_first;
    std::unique_ptr<ResumeRunJob> m_second;
    std::unique_ptr<QSignalSpy> m_firstEnded;
    std::unique_ptr<QSignalSpy> m_secondEnded;
    std::optional<RunReport> m_report; ///< of the second
};

void TestRunJobs::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_hold = std::make_unique<Hold>();
    m_registry = std::make_unique<support::SmallRegistry>(true);
    QStringList names{u"keep"_s};
    for (const int number : {1, 2}) {
        for (const oci::TagName &tag : tagsOf(number))
            names.append(tag.toString());
    }
    m_registry->push(image(), names);
    m_registry->setOnChange([hold = m_hold.get()](const QByteArray &, const std::function<Answer()> &carryOut) {
        return hold->pass(carryOut);
    });
    m_workers = std::make_unique<Workers>();
    m_report.reset();
}

void TestRunJobs::cleanup()
{
    m_hold->open();
    m_first.reset();
    m_second.reset();
    m_workers.reset();
    m_registry.reset();
}

void TestRunJobs::beginBoth()
{
    m_first = run(1);
    m_second = run(2);
    m_firstEnded = std::make_unique<QSignalSpy>(m_first.get(), &Job::finished);
    m_secondEnded = std::make_unique<QSignalSpy>(m_second.get(), &Job::finished);
    connect(m_second.get(), &RunJob::ended, this, [this](const RunReport &report) { m_report = report; });
    m_first->start();
    QTRY_COMPARE_WITH_TIMEOUT(m_hold->most(), 4, patience);
    QSignalSpy begun(m_second.get(), &RunJob::begun);
    m_second->start();
    QTRY_COMPARE_WITH_TIMEOUT(begun.count(), 1, patience);
}

void TestRunJobs::atMostFourChangesOfOneRegistry()
{
    beginBoth();
    QVERIFY(!m_registry->server().waitForRequests(9, std::chrono::milliseconds(500))); // four looks and four changes
    m_hold->open();
    QTRY_COMPARE_WITH_TIMEOUT(m_firstEnded->count() + m_secondEnded->count(), 2, patience);
    QCOMPARE(m_hold->most(), 4);
    for (const int number : {1, 2})
        QCOMPARE(countOf(number, changes::StepState::Done), tagsOfARun);
    QCOMPARE(m_registry->changes().size(), 2 * tagsOfARun);
    QCOMPARE(m_registry->digestOf(u"keep"_s), image().digest());
}

/// And not only once the other one has moved on.
void TestRunJobs::oneThatWaitsForAPlacePauses()
{
    beginBoth();
    m_second->pause();
    QTRY_COMPARE_WITH_TIMEOUT(m_secondEnded->count(), 1, patience);
    QCOMPARE(m_report.value().ending, RunReport::Ending::Paused);
    QCOMPARE(countOf(2, changes::StepState::Planned), tagsOfARun);
    QCOMPARE(m_firstEnded->count(), 0);
}

void TestRunJobs::oneThatWaitsForAPlaceIsCancelled()
{
    beginBoth();
    m_second->cancel();
    QTRY_COMPARE_WITH_TIMEOUT(m_secondEnded->count(), 1, patience);
    QCOMPARE(countOf(2, changes::StepState::Planned), tagsOfARun);
    QCOMPARE(m_firstEnded->count(), 0);
}

/// Another process is at the run, and then dies of it.
void TestRunJobs::oneProcessAtATime()
{
    m_hold->open();
    m_first = run(1);
    support::ChildProcess other(QCoreApplication::applicationFilePath(), {u"--hold"_s, journalOf(1)});
    QTRY_VERIFY_WITH_TIMEOUT(other.log().contains("held"), patience);
    const auto resultOf = [](Job &job) {
        QSignalSpy finished(&job, &Job::finished);
        job.start();
        return QTest::qWaitFor([&] { return finished.count() == 1; }, patience)
            ? finished[0][0].value<Result<>>()
            : Result<>(base::fail(ErrorKind::Timeout, {}));
    };
    StopRunJob stop(*m_workers, journalOf(1), 1);
    for (Job *job : {static_cast<Job *>(m_first.get()), static_cast<Job *>(&stop)}) {
        const Result<> refused = resultOf(*job);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::Conflict);
        const changes::RunTrouble *trouble = changes::runTrouble(refused.error());
        QVERIFY(trouble && trouble->kind == changes::RunTrouble::Kind::Held);
        QCOMPARE(trouble->process, other.processId());
    }
    QCOMPARE(countOf(1, changes::StepState::Planned), tagsOfARun);
    QVERIFY(m_registry->changes().isEmpty());

    other.kill();
    m_first = resume(1);
    QVERIFY(resultOf(*m_first));
    QCOMPARE(countOf(1, changes::StepState::Done), tagsOfARun);
    StopRunJob late(*m_workers, journalOf(1), 1);
    const Result<> ended = resultOf(late);
    QVERIFY(!ended && changes::runTrouble(ended.error())->kind == changes::RunTrouble::Kind::Ended);
}

/// With `--hold JOURNAL` it holds run 1 of that until it is killed.
int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == u"--hold") {
        const auto lock = changes::lockRun(arguments.value(2), 1);
        std::puts(lock ? "held" : "not held");
        std::fflush(stdout);
        return QCoreApplication::exec();
    }
    TestRunJobs test;
    return QTest::qExec(&test, arguments);
}

#include "tst_runjobs.moc"
