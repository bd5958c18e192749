#include <algorithm>

#include <QTemporaryDir>
#include <QTest>

#include "app/changes/approvedrun.h"
#include "app/changes/runner.h"
#include "tests/app/registry/wire.h"
#include "tests/support/faultyregistry.h"
#include "tests/support/hastyclock.h"
#include "tests/support/manifests.h"
#include "tests/support/registrymodel.h"

using namespace Qt::StringLiterals;
using namespace changes;
using support::RegistryModel;
using support::RepositoryState;
using support::ServerKind;
using Kind = Step::Kind;

namespace {

const QByteArray imageType = "application/vnd.oci.image.manifest.v1+json";
const QByteArray indexType = "application/vnd.oci.image.index.v1+json";

oci::Manifest image(const QByteArray &layer)
{
    return support::imageManifest({{"{}", 2}, {layer, layer.size()}});
}

/// An index of two images under `v1` and `v2`, and a reading of it that knows both.
struct IndexOfTwo
{
    oci::Manifest there = image("there");
    oci::Manifest gone = image("gone");
    oci::Manifest manifest = support::indexManifest({there.digest(), gone.digest()});

    [[nodiscard]] RepositoryGraph graph() const
    {
        RepositoryGraph graph;
        for (const QString &tag : {u"v1"_s, u"v2"_s})
            graph.addTag(wire::tag(tag), manifest.digest());
        for (const oci::Manifest *known : {&manifest, &there, &gone})
            graph.addManifest(*known);
        return graph;
    }
    [[nodiscard]] Plan planWithoutV2() const
    {
        Plan plan;
        plan.steps = {{Kind::RemoveTag, wire::tag(u"v2"_s), manifest.digest()}};
        return plan;
    }
};

} // namespace

/// Runs against servers of the kinds that a registry model knows.
class TestRunnerModel : public QObject
{
    Q_OBJECT

    void serve(ServerKind kind)
    {
        m_model = std::make_unique<RegistryModel>(kind);
        m_connection = std::make_unique<wire::Connection>(wire::Settings{m_model->url()}, m_clock);
    }

    void change(const std::function<void(RepositoryState &)> &what)
    {
        m_model->change([&](RegistryModel::Repositories &all) { what(all["team/app"]); });
    }
    /// By somebody else, with its blobs.
    void push(const oci::Manifest &manifest, const QByteArray &layer, const QByteArray &tag)
    {
        change([&](RepositoryState &state) {
            state.addBlob("{}");
            state.addBlob(layer);
            state.addManifest(manifest.raw(), manifest.index() ? indexType : imageType, tag);
        });
    }

    qint64 begun(const std::vector<Step> &steps, const std::vector<oci::Manifest> &manifests,
                 const Surroundings &around = {})
    {
        return m_journal->begin({}, steps, manifests, around).value();
    }
    RunReport run(qint64 id, const Runner::Progress &progress = {}, std::stop_token pause = {})
    {
        return Runner(*m_journal, m_connection->registry(), m_repository, progress, m_clock)
            .run(id, std::move(pause), {});
    }

    const oci::RepositoryName m_repository = wire::repository(u"team/app"_s);
    support::HastyClock m_clock{1'000};
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Journal> m_journal;
    std::unique_ptr<RegistryModel> m_model;
    std::unique_ptr<wire::Connection> m_connection;

private slots:
    void init();
    void aKeptTagComesBack();
    void aRaceIsKnownAfterAPause();
    void aWrongDigestIsNoRace();
    void whatNobodyCanReadIsARace_data();
    void whatNobodyCanReadIsARace();
    void aChildThatWasGoneIsNotLost();
    void aChildThatNobodySeesIsAnError();
};

void TestRunnerModel::init()
{
    m_connection.reset();
    m_model.reset();
    m_journal.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_journal = Journal::open(m_folder->filePath(u"journal.sqlite"_s)).value();
}

/// The registry kept `v1` on an image that went. The run puts that image back, and so nobody else moved the tag.
void TestRunnerModel::aKeptTagComesBack()
{
    serve(ServerKind::LeavesDanglingTags);
    const oci::Manifest child = image("child");
    const oci::Manifest index = support::indexManifest({child.digest()});
    push(child, "child", "v1");
    change([&](RepositoryState &state) { state.manifests.clear(); });
    const oci::TagName tag = wire::tag(u"v1"_s);
    const qint64 id
        = begun({{Kind::PutTag, {}, child.digest()}, {Kind::PutTag, tag, index.digest(), {}, {0}}}, {child, index});
    const RunReport report = run(id);
    QCOMPARE(report.ending, RunReport::Ending::Finished);
    QCOMPARE(report.steps[0].state, StepState::Done);
    QCOMPARE(report.steps[1].state, StepState::Skipped);
    QCOMPARE(report.steps[1].cause.kind, StepCause::Kind::CameBack);
    QCOMPARE(report.steps[1].cause.about, child.digest().toString());
    QVERIFY(report.raced.empty());
    QCOMPARE(m_model->state("team/app").tags.at("v1"), child.digest().toString().toLatin1());
}

/// The program that goes on with the run says what the one before met.
void TestRunnerModel::aRaceIsKnownAfterAPause()
{
    serve(ServerKind::DeletesTags);
    const oci::Manifest old = image("old");
    const oci::Manifest fresh = image("fresh");
    push(old, "old", "v2");
    push(fresh, "fresh", "v1"); // by somebody else, since the plan was made
    const oci::TagName moved = wire::tag(u"v1"_s);
    const qint64 id
        = begun({{Kind::RemoveTag, moved, old.digest()}, {Kind::RemoveTag, wire::tag(u"v2"_s), old.digest()}}, {old});
    const std::vector<Race> expected{{moved, old.digest(), fresh.digest()}};
    std::stop_source pause;
    const auto pauseAfter = [&](quint32 step, const RunReport::StepResult &) {
        if (step == 0)
            pause.request_stop();
    };
    QCOMPARE(run(id, pauseAfter, pause.get_token()).raced, expected);
    QCOMPARE(m_journal->races(id).value(), expected);
    const RunReport report = run(id);
    QCOMPARE(report.ending, RunReport::Ending::Finished);
    QCOMPARE(report.count(StepState::Done), 1);
    QCOMPARE(report.raced, expected);
}

/// To every look the registry says another digest than that of the bytes.
void TestRunnerModel::aWrongDigestIsNoRace()
{
    serve(ServerKind::DeletesTags);
    const oci::Manifest old = image("old");
    const oci::Manifest fresh = image("fresh");
    push(old, "old", "v1");
    push(old, "old", "keep");
    push(fresh, "fresh", "other");
    m_model->setFate([](const support::ReceivedRequest &request, RegistryModel::Repositories &) {
        const bool isLook = request.method == "HEAD" && !request.path().contains("sha256");
        return isLook ? support::Fate{support::Fault::WrongDigest} : support::Fate();
    });
    const qint64 id = begun({{Kind::RemoveTag, wire::tag(u"v1"_s), old.digest()},
                             {Kind::PutTag, wire::tag(u"other"_s), old.digest(), fresh.digest()}},
                            {old, fresh}, {{{old.digest(), wire::tag(u"keep"_s)}}, {}});
    const RunReport report = run(id);
    QCOMPARE(report.ending, RunReport::Ending::Finished);
    QCOMPARE(report.count(StepState::Done), 2);
    QVERIFY(report.raced.empty() && report.lost.empty());
    const auto tags = m_model->state("team/app").tags;
    QVERIFY(!tags.contains("v1"));
    QCOMPARE(tags.at("other"), old.digest().toString().toLatin1());
}

void TestRunnerModel::whatNobodyCanReadIsARace_data()
{
    QTest::addColumn<bool>("isThere");
    QTest::newRow("somebody pushed it") << true;
    QTest::newRow("the answers were damaged") << false;
}

/// To the looks at `keep` the registry says another digest, and its bytes are no manifest.
void TestRunnerModel::whatNobodyCanReadIsARace()
{
    QFETCH(bool, isThere);
    serve(ServerKind::DeletesTags);
    const oci::Manifest old = image("old");
    push(old, "old", "v1");
    push(old, "old", "keep");
    const oci::TagName keep = wire::tag(u"keep"_s);
    const QByteArray unreadable = "no manifest";
    if (isThere)
        change([&](RepositoryState &state) { state.addManifest(unreadable, imageType, "keep"); });
    m_model->setFate([isThere](const support::ReceivedRequest &request, RegistryModel::Repositories &) {
        if (isThere || !request.path().endsWith("/keep"))
            return support::Fate();
        return support::Fate{request.method == "HEAD" ? support::Fault::WrongDigest : support::Fault::Garbage};
    });
    const qint64 id = begun({{Kind::RemoveTag, wire::tag(u"v1"_s), old.digest()}}, {old}, {{{old.digest(), keep}}, {}});
    const RunReport report = run(id);
    QCOMPARE(report.ending, RunReport::Ending::Finished);
    QVERIFY(report.lost.empty());
    QCOMPARE(report.raced.size(), std::size_t(isThere ? 1 : 0));
    QCOMPARE(report.notLookedAt, isThere ? 0 : 1);
    if (isThere)
        QCOMPARE(report.raced.front(), (Race{keep, old.digest(), oci::Digest::of(unreadable)}));
}

/// The reading for the plan knew it from before, by its digest.
void TestRunnerModel::aChildThatWasGoneIsNotLost()
{
    serve(ServerKind::DeletesTags);
    const IndexOfTwo index;
    push(index.there, "there", {});
    push(index.manifest, {}, "v1");
    push(index.manifest, {}, "v2");
    const Result<qint64> id
        = beginRun(*m_journal, m_connection->registry(), m_repository, {}, index.planWithoutV2(), index.graph(), {});
    VERIFY_OK(id);
    const Surroundings around = m_journal->surroundings(*id).value();
    const auto stays = [&](const oci::Manifest &manifest) {
        const Surroundings::Named named{manifest.digest(), {}};
        return std::find(around.stay.cbegin(), around.stay.cend(), named) != around.stay.cend();
    };
    QVERIFY(stays(index.there));
    QVERIFY(!stays(index.gone));
    change([&](RepositoryState &state) { state.manifests.erase(index.there.digest().toString().toLatin1()); });
    const RunReport report = run(*id);
    QCOMPARE(report.count(StepState::Done), 1);
    QCOMPARE(report.lost, std::vector<Loss>({{{}, index.there.digest()}})); // that one was there
    QVERIFY(m_journal->manifest(index.there.digest()).value()); // and can be put back
}

void TestRunnerModel::aChildThatNobodySeesIsAnError()
{
    serve(ServerKind::DeletesTags);
    const IndexOfTwo index;
    push(index.there, "there", {});
    push(index.manifest, {}, "v1");
    push(index.manifest, {}, "v2");
    support::FaultyRegistry registry(m_connection->registry());
    registry.before = [&](const QString &call) -> std::optional<base::Error> {
        if (call == u"resolve "_s + index.gone.digest().toString())
            return base::failure(ErrorKind::Network, u"connection lost"_s);
        return std::nullopt;
    };
    const Result<qint64> id
        = beginRun(*m_journal, registry, m_repository, {}, index.planWithoutV2(), index.graph(), {});
    QVERIFY(!id && id.error().kind == ErrorKind::Network);
    QVERIFY(m_journal->runs().value().empty());
}

QTEST_GUILESS_MAIN(TestRunnerModel)
#include "tst_runnermodel.moc"
