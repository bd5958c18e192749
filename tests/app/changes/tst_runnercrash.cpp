// A run that is killed, at any step of its journal or with a request under way, goes on where it was, also after a
// power cut: no change was sent without a record before it, none is sent twice, and what somebody else changed
// meanwhile is left alone.
//
// The test runs itself as the runner over and over, against a registry in the test. This program's own versions of the
// calls with which SQLite changes a file come before the C library's; the one at the step that is asked for kills the
// runner instead.

#include <array>
#include <atomic>
#include <chrono>
#include <csignal>
#include <map>
#include <thread>

#include <dlfcn.h>
#include <sys/types.h>
#include <unistd.h>

#include <QCoreApplication>
#include <QTemporaryDir>
#include <QTest>

#include "app/changes/planner.h"
#include "app/changes/runner.h"
#include "tests/app/changes/smallregistry.h"
#include "tests/app/registry/wire.h"
#include "tests/support/childprocess.h"
#include "tests/support/hastyclock.h"
#include "tests/support/longrun.h"
#include "tests/support/manifests.h"
#include "tests/support/unsyncedwrites.h"

using namespace Qt::StringLiterals;
using namespace changes;
using support::Answer;
using support::SmallRegistry;

namespace {

std::atomic<int> stepsLeft = -1; ///< -1: never

/// How the end comes, beside the kill.
enum class End
{
    AtOnce,
    Late, ///< what the other threads have under way happens
    PowerCut, ///< what was not flushed may be lost
};
End theEnd = End::AtOnce;
support::UnsyncedWrites unsynced;

void countStep()
{
    if (stepsLeft < 0 || stepsLeft-- != 0)
        return;
    stepsLeft = -1;
    if (theEnd != End::AtOnce)
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    std::mt19937 random{static_cast<std::mt19937::result_type>(::getpid())};
    if (theEnd == End::PowerCut)
        unsynced.lose(random);
    ::raise(SIGKILL);
}

void noteWrite(int file, off_t at, size_t count)
{
    if (stepsLeft >= 0)
        unsynced.writing(file, at, count);
}

template <class Function, class... Arguments>
auto step(const char *name, Arguments... arguments)
{
    countStep();
    return reinterpret_cast<Function *>(::dlsym(RTLD_NEXT, name))(arguments...);
}

} // namespace

#define STEP extern "C" __attribute__((visibility("default")))

// The power cut is ours, so nothing has to wait for the disk here.
STEP int fdatasync(int file)
{
    countStep();
    unsynced.synced(file);
    return 0;
}

STEP int fsync(int file)
{
    return fdatasync(file);
}

STEP ssize_t pwrite(int file, const void *bytes, size_t count, off_t at)
{
    noteWrite(file, at, count);
    return step<ssize_t(int, const void *, size_t, off_t)>("pwrite", file, bytes, count, at);
}

STEP ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t at)
{
    noteWrite(file, at, count);
    return step<ssize_t(int, const void *, size_t, off64_t)>("pwrite64", file, bytes, count, at);
}

STEP int ftruncate(int file, off_t size) noexcept
{
    return step<int(int, off_t)>("ftruncate", file, size);
}

STEP int ftruncate64(int file, off64_t size) noexcept
{
    return step<int(int, off64_t)>("ftruncate64", file, size);
}

STEP int unlink(const char *name) noexcept
{
    return step<int(const char *)>("unlink", name);
}

namespace {

constexpr int seeds = 50;
constexpr int wholeRun = 1'000'000; ///< more steps than any run has

oci::Manifest imageOf(int number)
{
    return support::imageManifest(
        {{"config " + QByteArray::number(number), 10}, {"layer " + QByteArray::number(number), 100}});
}

/// A registry and what is to be changed there: the same for the same seed.
class Story final
{
public:
    explicit Story(quint32 seed);

    [[nodiscard]] std::unique_ptr<SmallRegistry> registry() const;
    [[nodiscard]] Result<qint64> begin(Journal &journal) const
    {
        return journal.begin({}, steps, m_manifests, surroundingsOf(m_graph, steps));
    }
    /// Tags that nobody wants to change.
    [[nodiscard]] std::map<QString, oci::Digest> others() const;

    std::vector<Step> steps;

private:
    void add(const oci::Manifest &manifest, const QStringList &tags);

    std::mt19937 m_random;
    bool m_deletesTags;
    RepositoryGraph m_graph;
    std::vector<oci::Manifest> m_manifests;
    std::map<QString, oci::Digest> m_tags;
};

Story::Story(quint32 seed)
    : m_random(seed)
    , m_deletesTags(m_random() % 2 == 0)
{
    platforms::Selection selection;
    for (int i = 0; i < 3; ++i) {
        QStringList names;
        for (quint32 tag = 0; tag <= m_random() % 3; ++tag)
            names.append(u"v%1.%2"_s.arg(i).arg(tag));
        add(imageOf(i), names);
        for (const QString &name : names) {
            if (i == 0 || m_random() % 2 == 0) // the first goes whole
                selection.tags.push_back(wire::tag(name));
        }
    }
    add(imageOf(10), {});
    add(imageOf(11), {u"child"_s});
    add(support::indexManifest({imageOf(10).digest(), imageOf(11).digest()}), {u"index"_s});
    if (m_random() % 2 == 0)
        selection.tags.push_back(wire::tag(u"index"_s));
    add(imageOf(20), {u"stays"_s, u"moves"_s});
    add(imageOf(21), {u"target"_s});
    PlanRules rules{{m_deletesTags ? platforms::Ability::Yes : platforms::Ability::No, platforms::Ability::Yes}};
    rules.usePlaceholders = true;
    steps = planDeletion(m_graph, selection, rules).steps;
    steps.push_back({Step::Kind::PutTag, wire::tag(u"moves"_s), imageOf(21).digest(), imageOf(20).digest()});
    steps.push_back({Step::Kind::PutTag, wire::tag(u"new"_s), imageOf(21).digest()});
}

void Story::add(const oci::Manifest &manifest, const QStringList &tags)
{
    m_manifests.push_back(manifest);
    m_graph.addManifest(manifest);
    m_graph.addReferrers(manifest.digest(), {});
    for (const QString &tag : tags) {
        m_graph.addTag(wire::tag(tag), manifest.digest());
        m_tags.emplace(tag, manifest.digest());
    }
}

std::unique_ptr<SmallRegistry> Story::registry() const
{
    auto registry = std::make_unique<SmallRegistry>(m_deletesTags);
    for (const oci::Manifest &manifest : m_manifests) {
        QStringList names;
        for (const auto &[name, digest] : m_tags) {
            if (digest == manifest.digest())
                names.append(name);
        }
        registry->push(manifest, names);
    }
    return registry;
}

std::map<QString, oci::Digest> Story::others() const
{
    std::map<QString, oci::Digest> others = m_tags;
    for (const Step &step : steps) {
        if (step.tag)
            others.erase(step.tag->toString());
        else
            std::erase_if(others, [&](const auto &tag) { return tag.second == step.digest; });
    }
    return others;
}

/// What the registry sees of @p step.
QByteArray changeOf(const Step &step)
{
    const bool puts = step.kind == Step::Kind::PutTag || step.kind == Step::Kind::PutPlaceholder;
    return (puts ? "PUT " : "DELETE ") + (step.tag ? step.tag->toString() : step.digest.toString()).toLatin1();
}

/// The child: begins the run of a story and carries it out.
int runChild(quint32 seed, const QString &path, const QByteArray &url, int killAt)
{
    const Story story(seed);
    wire::Connection connection(wire::Settings{url});
    support::HastyClock clock;
    theEnd = std::array{End::AtOnce, End::Late, End::PowerCut}.at(seed % 3);
    stepsLeft = killAt;
    {
        const auto journal = Journal::open(path);
        const Result<qint64> id = journal ? story.begin(**journal) : base::fail(journal.error());
        if (!id)
            return 3;
        const RunReport report
            = Runner(**journal, connection.registry(), wire::repository(u"team/app"_s), {}, clock).run(*id, {}, {});
        if (report.ending != RunReport::Ending::Finished)
            return 4;
    }
    stepsLeft = -1;
    return 0;
}

} // namespace

class TestRunnerCrash final : public QObject
{
    Q_OBJECT

private slots:
    void killedAtEachStep_data() { addSeeds(); }
    void killedAtEachStep();
    void killedWithEachRequest_data() { addSeeds(); }
    void killedWithEachRequest();

private:
    static void addSeeds();
    /// One story with its registry, from the first start of the child to the end of the run.
    struct Case
    {
        explicit Case(quint32 number)
            : seed(number)
            , story(number)
            , registry(story.registry())
            , random(number + 1)
        { }
        [[nodiscard]] QString journalPath() const { return folder.filePath(u"journal.sqlite"_s); }
        [[nodiscard]] std::unique_ptr<support::ChildProcess> child(int killAt) const
        {
            return std::make_unique<support::ChildProcess>(QCoreApplication::applicationFilePath(),
                                                           QStringList{u"--run"_s, QString::number(seed), journalPath(),
                                                                       QString::fromLatin1(registry->url()),
                                                                       QString::number(killAt)});
        }

        quint32 seed;
        Story story;
        std::unique_ptr<SmallRegistry> registry;
        std::mt19937 random;
        QTemporaryDir folder;
        std::map<QString, oci::Digest> pushed; ///< by somebody else
    };

    void goesOn(Case &one);
    void checkRecords(const Case &one, const std::vector<StepRecord> &steps);
    void somebodyPushes(Case &one, const std::vector<StepRecord> &steps);
    void checkEnd(const Case &one, const RunReport &report);
};

/// No change arrived whose step does not say so.
void TestRunnerCrash::checkRecords(const Case &one, const std::vector<StepRecord> &steps)
{
    for (const QByteArray &change : one.registry->changes()) {
        const bool isRecorded = std::any_of(steps.cbegin(), steps.cend(), [&](const StepRecord &record) {
            return changeOf(record.step) == change && record.state != StepState::Planned
                && record.state != StepState::Skipped;
        });
        QVERIFY2(isRecorded, QByteArray(change + " has no record").constData());
    }
}

/// Another image under a tag of the run, or what the run has just removed.
void TestRunnerCrash::somebodyPushes(Case &one, const std::vector<StepRecord> &steps)
{
    for (const StepRecord &record : steps) {
        if (!record.step.tag || one.random() % 4 != 0)
            continue;
        const QString tag = record.step.tag->toString();
        const bool again = record.step.kind == Step::Kind::RemoveTag && record.state == StepState::Done;
        const int number = record.step.digest == imageOf(0).digest() ? 0 : 1;
        const oci::Manifest manifest = again && record.step.digest == imageOf(number).digest() && one.random() % 2 == 0
            ? imageOf(number)
            : imageOf(100);
        one.registry->push(manifest, {tag});
        one.pushed.insert_or_assign(tag, manifest.digest());
    }
}

void TestRunnerCrash::checkEnd(const Case &one, const RunReport &report)
{
    QVERIFY2(report.ending == RunReport::Ending::Finished,
             report.error ? qPrintable(report.error->detail) : "not finished");
    const QByteArrayList changes = one.registry->changes();
    for (const QByteArray &change : changes)
        QVERIFY2(changes.count(change) == 1, QByteArray(change + " was sent twice").constData());
    for (std::size_t i = 0; i < report.steps.size(); ++i) {
        const Step &step = one.story.steps.at(i);
        const StepState state = report.steps[i].state;
        const QByteArray change = changeOf(step);
        const bool isForeign = std::any_of(one.pushed.cbegin(), one.pushed.cend(), [&](const auto &tag) {
            return step.tag ? tag.first == step.tag->toString() : tag.second == step.digest;
        });
        QVERIFY2(hasEnded(state) && (state != StepState::Unknown || isForeign), change.constData());
        if (state != StepState::Done || isForeign)
            continue;
        if (step.kind == Step::Kind::DeleteManifest)
            QVERIFY2(!one.registry->has(step.digest), change.constData());
        else if (step.kind == Step::Kind::RemoveTag)
            QVERIFY2(!one.registry->digestOf(step.tag->toString()), change.constData());
        else if (step.kind == Step::Kind::PutTag)
            QVERIFY2(one.registry->digestOf(step.tag->toString()) == step.digest, change.constData());
    }
    for (const auto &[tag, digest] : one.pushed)
        QVERIFY2(one.registry->digestOf(tag) == digest, qPrintable(tag + u" of somebody else is lost"_s));
    for (const auto &[tag, digest] : one.story.others())
        QVERIFY2(one.registry->digestOf(tag) == digest, qPrintable(tag + u" is lost"_s));
}

/// The program starts again.
void TestRunnerCrash::goesOn(Case &one)
{
    QTRY_COMPARE_WITH_TIMEOUT(one.registry->server().openConnections(), 0, 30'000); // what was under way has arrived
    one.registry->setOnChange({});
    auto journal = Journal::open(one.journalPath());
    QVERIFY2(journal, journal ? "" : qPrintable(journal.error().detail));
    const std::vector<RunRecord> runs = (*journal)->runs().value();
    if (runs.empty()) {
        QVERIFY(one.registry->changes().isEmpty());
        QVERIFY(one.story.begin(**journal));
    }
    const std::vector<StepRecord> steps = (*journal)->steps(1).value();
    QCOMPARE(steps.size(), one.story.steps.size());
    checkRecords(one, steps);
    somebodyPushes(one, steps);

    wire::Connection connection(wire::Settings{one.registry->url()});
    support::HastyClock clock;
    const RunReport report
        = Runner(**journal, connection.registry(), wire::repository(u"team/app"_s), {}, clock).run(1, {}, {});
    checkEnd(one, report);
    QVERIFY((*journal)->runs().value().at(0).ended.isValid());
}

void TestRunnerCrash::addSeeds()
{
    QTest::addColumn<quint32>("seed");
    std::mt19937 random = support::longRandom();
    for (int i = 0; i < support::longShare(seeds); ++i) {
        const auto seed = static_cast<quint32>(random());
        QTest::addRow("seed %u", seed) << seed;
    }
}

void TestRunnerCrash::killedAtEachStep()
{
    QFETCH(quint32, seed);
    int step = 0;
    for (bool ended = false; !ended; ++step) {
        Case one(seed);
        const int code = one.child(step)->waitForEnd();
        ended = code == 0;
        QVERIFY2(ended || code == -1, qPrintable(u"exit code %1"_s.arg(code)));
        goesOn(one);
        if (QTest::currentTestFailed())
            QFAIL(qPrintable(u"killed at step %1"_s.arg(step)));
    }
    QVERIFY2(step > 40, qPrintable(QString::number(step)));
}

/// Before the registry carries it out, and after.
void TestRunnerCrash::killedWithEachRequest()
{
    QFETCH(quint32, seed);
    const auto changes = static_cast<int>(Story(seed).steps.size());
    int kills = 0;
    for (int i = 0; i < 2 * changes; ++i) {
        std::atomic<int> left = i / 2;
        std::atomic<qint64> process = 0;
        Case one(seed);
        one.registry->setOnChange([&](const QByteArray &, const std::function<Answer()> &carryOut) {
            if (left-- != 0)
                return carryOut();
            while (process == 0) // the child was only just started
                std::this_thread::yield();
            if (i % 2 == 0)
                ::kill(static_cast<pid_t>(process), SIGKILL);
            Answer answer = i % 2 == 0 ? Answer::hangUp() : carryOut();
            ::kill(static_cast<pid_t>(process), SIGKILL);
            return answer;
        });
        const auto child = one.child(wholeRun);
        process = child->processId();
        kills += child->waitForEnd() == -1 ? 1 : 0;
        goesOn(one);
        if (QTest::currentTestFailed())
            QFAIL(qPrintable(u"killed with request %1"_s.arg(i)));
    }
    QVERIFY(kills > 0);
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 6 && arguments.at(1) == u"--run"_s)
        return runChild(arguments.at(2).toUInt(), arguments.at(3), arguments.at(4).toLatin1(), arguments.at(5).toInt());
    TestRunnerCrash test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_runnercrash.moc"
