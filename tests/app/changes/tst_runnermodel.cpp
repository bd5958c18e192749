#include <QTemporaryDir>
#include <QTest>

#include "app/changes/restore.h"
#include "app/changes/runner.h"
#include "tests/app/registry/wire.h"
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
    RunReport run(qint64 id)
    {
        return Runner(*m_journal, m_connection->registry(), m_repository, {}, m_clock).run(id, {}, {});
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
    QVERIFY2(report.steps[1].detail.contains(u"this run put that image back"_s), qPrintable(report.steps[1].detail));
    QVERIFY(report.raced.empty());
    QCOMPARE(m_model->state("team/app").tags.at("v1"), child.digest().toString().toLatin1());
}

QTEST_GUILESS_MAIN(TestRunnerModel)
#include "tst_runnermodel.moc"
