#include <algorithm>
#include <cstdio>

#include <QCoreApplication>
#include <QTest>

#include "tests/app/changes/journaldisk.h"
#include "tests/app/changes/modelworld.h"
#include "tests/support/longrun.h"
#include "tests/support/manifests.h"

using namespace Qt::StringLiterals;
using namespace changes;
using support::ServerKind;

namespace {

constexpr int operationsPerWorld = 25;

struct Wish
{
    std::mt19937::result_type seed = 1;
    int operations = 500;
};
Wish wish;

/// All that the model knows: what a server takes of its own, F19, is a kind of server.
std::vector<support::Fault> allFaults()
{
    using support::Fault;
    std::vector<Fault> faults{Fault::Reset,      Fault::Closed,    Fault::Status,      Fault::Throttled, Fault::Expired,
                              Fault::Vanished,   Fault::Garbage,   Fault::WrongDigest, Fault::Pages,     Fault::Liar,
                              Fault::AnswerLost, Fault::Collected, Fault::Pushed};
    if (journaldisk::isHere)
        faults.insert(faults.end(), {Fault::DiskFails, Fault::Killed, Fault::SecondInstance});
    return faults;
}

int leastOfTheRare(const Tally &tally)
{
    int least = std::min({tally.stopped, tally.givenUp, tally.late - tally.givenUp, tally.deleted, tally.putBack});
    for (const support::Fault fault : allFaults())
        least = std::min(least, tally.faults.contains(fault) ? tally.faults.at(fault) : 0);
    return least;
}

/// A number of the command line after @p name, which is taken out of @p arguments.
std::optional<int> take(QStringList &arguments, const QString &name)
{
    const qsizetype at = arguments.indexOf(name);
    if (at < 0)
        return std::nullopt;
    bool isNumber = false;
    const int number = arguments.value(at + 1).toInt(&isNumber);
    arguments.remove(at, std::min<qsizetype>(2, arguments.size() - at));
    return isNumber ? std::optional(number) : std::nullopt;
}

} // namespace

/// Random deletions, retags, undos and changes by somebody else on servers of six kinds, through the road that the
/// program takes, with faults of the connection in between, and requests that are carried out late.
class TestChangesModel : public QObject
{
    Q_OBJECT

private slots:
    void theAuditSeesWhatIsWrong();
    void theAuditKnowsATagThatWasKept();
    void theAuditKnowsWhatCameLate();
    void theAuditKnowsAnIndexThatCameBack();
    void theAuditKnowsWhatWentWithAPush();
    void nothingIsLostAndTheReportIsTrue();
};

void TestChangesModel::theAuditSeesWhatIsWrong()
{
    using support::ModelEvent;
    using Kind = ModelEvent::Kind;
    const oci::Digest image = oci::Digest::of("image");
    const QByteArray digest = wireText(image);
    RunCase run;
    run.before.manifests[digest] = {};
    run.before.tags = {{"v1", digest}, {"v2", digest}};
    run.steps = {{Step::Kind::RemoveTag, wire::tag(u"v1"_s), image}};
    run.around.stay = {{image, wire::tag(u"v2"_s)}, {image, {}}};
    run.report.steps = {{StepState::Done}};
    run.after = run.before;
    run.after.tags.erase("v1");
    const ModelEvent asked{Kind::Asked, {}, "v1", {}, {}, true, "DELETE"};
    const ModelEvent removed{Kind::TagChanged, {}, "v1", digest};
    run.events = {asked, removed};
    const auto findings = [](const RunCase &judged) {
        const RunAudit audit(judged);
        return std::array<qsizetype, 3>{audit.lost.size(), audit.mismatches.size(), qsizetype(audit.raced.size())};
    };
    using Counts = std::array<qsizetype, 3>;
    QCOMPARE(findings(run), (Counts{0, 0, 0}));

    RunCase twice = run;
    twice.events.push_back(asked);
    QCOMPARE(findings(twice), (Counts{0, 1, 0}));
    RunCase failed = run;
    failed.report.steps = {{StepState::Failed}};
    QCOMPARE(findings(failed), (Counts{0, 2, 0})); // the step, and the tags
    RunCase nothingDone = run;
    nothingDone.events = {asked};
    nothingDone.after = run.before;
    QCOMPARE(findings(nothingDone), (Counts{0, 2, 0}));

    RunCase sibling = run;
    sibling.events.push_back({Kind::TagChanged, {}, "v2", digest});
    sibling.after.tags.clear();
    QCOMPARE(findings(sibling), (Counts{1, 2, 0})); // and the report says neither
    RunCase pushed = run;
    pushed.events = {asked,
                     {Kind::TagChanged, {}, "v1", digest, "other", false},
                     {Kind::ManifestAdded, {}, "other"},
                     {Kind::TagChanged, {}, "v1", "other"}};
    QCOMPARE(findings(pushed), (Counts{0, 0, 1}));
    pushed.events.insert(pushed.events.end() - 1, {Kind::Looked, {}, "v1"});
    QCOMPARE(findings(pushed), (Counts{1, 0, 0}));
}

/// The server had kept `v1` without its image, which the client brings back before it puts the tag elsewhere.
void TestChangesModel::theAuditKnowsATagThatWasKept()
{
    using support::ModelEvent;
    using Kind = ModelEvent::Kind;
    const oci::Digest back = oci::Digest::of("back");
    const oci::Digest image = oci::Digest::of("image");
    RunCase run;
    run.before.manifests[wireText(image)] = {};
    run.before.tags = {{"v1", wireText(back)}};
    run.steps = {{Step::Kind::PutTag, {}, back}, {Step::Kind::PutTag, wire::tag(u"v1"_s), image}};
    run.report.steps = {{StepState::Done}, {StepState::Done}};
    run.after = run.before;
    run.after.manifests[wireText(back)] = {};
    run.after.tags["v1"] = wireText(image);
    const ModelEvent added{Kind::ManifestAdded, {}, wireText(back)};
    const ModelEvent moved{Kind::TagChanged, {}, "v1", wireText(back), wireText(image)};
    const ModelEvent askedFirst{Kind::Asked, {}, wireText(back), {}, {}, true, "PUT"};
    const ModelEvent asked{Kind::Asked, {}, "v1", {}, {}, true, "PUT"};
    run.events = {askedFirst, added, asked, moved};
    const auto lost = [](const RunCase &judged) { return RunAudit(judged).lost.size(); };
    QCOMPARE(lost(run), 0);
    QVERIFY(RunAudit(run).mismatches.empty());

    RunCase seen = run;
    seen.events.insert(seen.events.end() - 2, {Kind::Looked, {}, "v1"});
    QCOMPARE(lost(seen), 1);
    RunCase late = run; // the server moves it when the client has looked again: the request was on its way
    const ModelEvent movedLate{Kind::TagChanged, {}, "v1", wireText(back), wireText(image), true, {}, true};
    late.events
        = {askedFirst, added, asked, {Kind::Looked, {}, "v1"}, {Kind::Late, {}, "v1", {}, {}, true, "PUT", true},
           movedLate};
    QCOMPARE(lost(late), 0);
    RunCase somebodys = run;
    somebodys.events[1].byClient = false;
    QCOMPARE(lost(somebodys), 0);
    QCOMPARE(RunAudit(somebodys).raced.size(), std::size_t(1));
    somebodys.events.insert(somebodys.events.end() - 2, {Kind::Looked, {}, "v1"});
    QCOMPARE(lost(somebodys), 1);
    RunCase alive = run;
    alive.before.manifests[wireText(back)] = {};
    QCOMPARE(lost(alive), 1);
}

/// The server removes `v1` when the client has given up, and somebody had pushed it meanwhile.
void TestChangesModel::theAuditKnowsWhatCameLate()
{
    using support::ModelEvent;
    using Kind = ModelEvent::Kind;
    const oci::Digest image = oci::Digest::of("image");
    const QByteArray digest = wireText(image);
    const ModelEvent asked{Kind::Asked, {}, "v1", {}, {}, true, "DELETE"};
    const ModelEvent looked{Kind::Looked, {}, "v1"};
    const ModelEvent late{Kind::Late, {}, "v1", {}, {}, true, "DELETE", true};
    const ModelEvent removed{Kind::TagChanged, {}, "v1", digest, {}, true, {}, true};
    RunCase run;
    run.hadFaults = true;
    run.before.manifests[digest] = {};
    run.before.tags = {{"v1", digest}};
    run.steps = {{Step::Kind::RemoveTag, wire::tag(u"v1"_s), image}};
    run.report.steps = {{StepState::Failed}};
    run.after = run.before;
    run.after.tags.clear();
    run.events = {asked, looked, looked, looked, looked, looked, late, removed};
    const RunAudit audit(run);
    QVERIFY(audit.mismatches.empty() && audit.lost.empty());
    QCOMPARE(audit.givenUp, 1);

    RunCase hasty = run;
    hasty.events.erase(hasty.events.begin() + 1);
    QCOMPARE(RunAudit(hasty).mismatches.size(), 2); // the step, and the tags

    const ModelEvent push{Kind::TagChanged, {}, "v1", digest, "other", false};
    const ModelEvent added{Kind::ManifestAdded, {}, "other", {}, {}, false};
    const ModelEvent taken{Kind::TagChanged, {}, "v1", "other", {}, true, {}, true};
    RunCase pushed = run;
    pushed.events = {asked, push, added, looked, late, taken};
    QVERIFY(RunAudit(pushed).lost.empty());
    QCOMPARE(RunAudit(pushed).raced.size(), std::size_t(1));
    pushed.events = {push, added, looked, asked, late, taken}; // it saw it before it asked
    QCOMPARE(RunAudit(pushed).lost.size(), 1);
}

/// Its server had kept `v1` without its index; somebody pushes that again, as `v2`, when the client has looked.
void TestChangesModel::theAuditKnowsAnIndexThatCameBack()
{
    using support::ModelEvent;
    using Kind = ModelEvent::Kind;
    const oci::Digest child = oci::Digest::of("child");
    const oci::Manifest manifest = support::indexManifest({child});
    const QByteArray index = wireText(manifest.digest());
    RunCase run;
    run.archive[index] = manifest.raw();
    run.before.manifests = {{index, {}}, {wireText(child), {}}};
    run.before.tags = {{"v1", index}};
    run.steps = {{Step::Kind::DeleteManifest, {}, manifest.digest()}, {Step::Kind::DeleteManifest, {}, child}};
    run.around.goAlong = {{manifest.digest(), wire::tag(u"v1"_s)}};
    run.report.steps = {{StepState::Done}, {StepState::Done}};
    run.after.manifests = {{index, {}}};
    run.after.tags = {{"v1", index}, {"v2", index}};
    run.events = {{Kind::Asked, {}, index, {}, {}, true, "DELETE"},
                  {Kind::ManifestRemoved, {}, index},
                  {Kind::Looked, {}, "v1"},
                  {Kind::TagChanged, {}, "v2", {}, index, false},
                  {Kind::ManifestAdded, {}, index, {}, {}, false},
                  {Kind::Asked, {}, wireText(child), {}, {}, true, "DELETE"},
                  {Kind::ManifestRemoved, {}, wireText(child)}};
    QCOMPARE(RunAudit(run).lost, QStringList());
    QCOMPARE(RunAudit(run).raced, (std::set<QByteArray>{"v1", "v2"}));
    RunCase seen = run;
    seen.events.insert(seen.events.end() - 2, {{Kind::Looked, {}, "v1"}, {Kind::Looked, {}, "v2"}});
    QCOMPARE(RunAudit(seen).lost.size(), 2);
}

/// Of a server that takes the image with a tag: somebody pushes `v1` onto the image of `v2` when the client has looked.
void TestChangesModel::theAuditKnowsWhatWentWithAPush()
{
    using support::ModelEvent;
    using Kind = ModelEvent::Kind;
    const oci::Digest image = oci::Digest::of("image");
    const QByteArray digest = wireText(image);
    const QByteArray other = wireText(oci::Digest::of("other"));
    RunCase run;
    run.before.manifests = {{digest, {}}, {other, {}}};
    run.before.tags = {{"v1", digest}, {"v2", other}};
    run.steps = {{Step::Kind::RemoveTag, wire::tag(u"v1"_s), image}};
    run.report.steps = {{StepState::Done}};
    run.after.manifests = {{digest, {}}};
    ModelEvent tag{Kind::TagChanged, {}, "v2", other};
    ModelEvent manifest{Kind::ManifestRemoved, {}, other};
    tag.unasked = manifest.unasked = true;
    const ModelEvent looked{Kind::Looked, {}, "v1"};
    const ModelEvent push{Kind::TagChanged, {}, "v1", digest, other, false};
    const ModelEvent asked{Kind::Asked, {}, "v1", {}, {}, true, "DELETE"};
    const ModelEvent removed{Kind::TagChanged, {}, "v1", other};
    run.events = {looked, push, asked, removed, tag, manifest};
    QCOMPARE(RunAudit(run).lost, QStringList());
    QCOMPARE(RunAudit(run).raced, (std::set<QByteArray>{"v1", "v2"}));
    run.events = {push, looked, asked, removed, tag, manifest}; // it saw what it took
    QCOMPARE(RunAudit(run).lost.size(), 2);
}

void TestChangesModel::nothingIsLostAndTheReportIsTrue()
{
    qInfo("seed %u, %d operations", unsigned(wish.seed), wish.operations);
    Tally tally;
    std::mt19937 seeds(wish.seed);
    // A short series goes on until it has met enough of what is rare: the servers' threads decide when.
    const auto goesOn = [&tally] {
        const bool isMissed = leastOfTheRare(tally) < wish.operations / 250;
        return tally.operations < wish.operations || (isMissed && tally.operations < 10 * wish.operations);
    };
    for (int world = 0; goesOn(); ++world) {
        const auto seed = std::mt19937::result_type(seeds());
        const auto kind = ServerKind(world % 6);
        ModelWorld bench(kind, seed);
        for (int i = 0; i < operationsPerWorld && goesOn(); ++i) {
            QStringList words;
            bench.operate(tally, words);
            for (const QString &word : words)
                qWarning("world %d (kind %d, seed %u), operation %d: %s", world, int(kind), unsigned(seed), i,
                         qPrintable(word));
        }
    }
    std::printf(R"({"operations":%d,"lost":%d,"raced":%d,"report_mismatches":%d})"
                "\n",
                tally.operations, tally.lost, tally.raced, tally.mismatches);
    std::fflush(stdout);
    qInfo("%d runs, %d finished, %d undone completely; done: %d tags removed, %d manifests deleted, %d placeholders, "
          "%d tags put; %d steps unknown; %d races that no answer could show; %d stopped for good; "
          "%d steps carried out late, %d of them after the last look; %d deletions by somebody else; "
          "%d taken by the server, %d put back",
          tally.runs, tally.finished, tally.undone, tally.done[0], tally.done[1], tally.done[2], tally.done[3],
          tally.unknown, tally.unseenRaces, tally.stopped, tally.late, tally.givenUp, tally.deleted,
          tally.takenByServer, tally.putBack);
    QString faults;
    for (const auto &[fault, count] : tally.faults)
        faults += u" F%1: %2"_s.arg(int(fault)).arg(count);
    qInfo("faults:%s", qPrintable(faults));
    QCOMPARE(tally.lost, 0);
    QCOMPARE(tally.mismatches, 0);
    // Something of every kind was tried; how much, the servers' threads decide, too.
    for (const int done : tally.done)
        QVERIFY(done > wish.operations / 500);
    QVERIFY(tally.runs > wish.operations / 4 && tally.undone > wish.operations / 100);
    QVERIFY(leastOfTheRare(tally) >= wish.operations / 250);
}

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    QStringList arguments = QCoreApplication::arguments();
    const std::optional<int> seed = take(arguments, u"--seed"_s);
    wish.seed = std::mt19937::result_type(seed.value_or(std::max(1, qEnvironmentVariableIntValue("LONG_SEED"))));
    wish.operations = support::longShare(take(arguments, u"--operations"_s).value_or(wish.operations));
    if (!qEnvironmentVariableIsSet("QTEST_FUNCTION_TIMEOUT"))
        qputenv("QTEST_FUNCTION_TIMEOUT", "3600000"); // ms: for all operations in one function
    TestChangesModel test;
    return QTest::qExec(&test, arguments);
}

#include "tst_changes_model.moc"
