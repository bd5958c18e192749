#include <QTemporaryDir>
#include <QTest>

#include "app/changes/approvedrun.h"
#include "app/changes/planner.h"
#include "app/changes/repositoryreader.h"
#include "app/changes/runner.h"
#include "app/platforms/generic/genericplatform.h"
#include "tests/app/registry/wire.h"
#include "tests/support/dockerregistry.h"
#include "tests/support/hastyclock.h"
#include "tests/support/manifests.h"

using namespace Qt::StringLiterals;
using namespace changes;
using Ending = RunReport::Ending;
using platforms::Ability;

namespace {

const oci::RepositoryName &repository()
{
    static const oci::RepositoryName name = *oci::RepositoryName::parse(u"team/app");
    return name;
}

/// Debian's docker-registry, which deletes by digest only, and runs of deletions on it.
class Server
{
public:
    explicit Server(bool deletes)
        : m_registry({.deletes = deletes, .logsRequests = true})
        , m_connection(wire::Settings{m_registry.url()})
        , m_journal(Journal::open(m_folder.filePath(u"journal.sqlite"_s)).value())
    { }

    [[nodiscard]] bool isRunning() const { return m_registry.isRunning(); }
    [[nodiscard]] QByteArrayList changes() const { return m_registry.changes(); }

    /// An image of no blobs under @p names, one for each @p number.
    oci::Digest push(int number, const QStringList &names)
    {
        const oci::Manifest image = placeholderFor(wire::tag(u"image"_s), support::blob(QByteArray::number(number)));
        for (const QString &name : names) {
            if (!m_connection->putManifest(repository(), wire::tag(name), image, {}))
                qFatal("the push failed");
        }
        return image.digest();
    }

    [[nodiscard]] std::optional<oci::Digest> digestOf(const oci::TagOrDigest &what)
    {
        const Result<oci::Descriptor> found = m_connection->resolve(repository(), what, {});
        return found ? std::optional(found->digest) : std::nullopt;
    }

    /// By a plan that takes deletion to be on.
    [[nodiscard]] RunReport deleteTag(const QString &name)
    {
        platforms::GenericPlatform platform(m_connection.registry());
        RepositoryReader reader(platform, m_connection.registry(), repository(), {});
        RepositoryGraph graph = reader.read({}).value();
        const platforms::Selection selection{{wire::tag(name)}};
        if (!reader.readReferrers(graph, selection, {}))
            qFatal("the reading failed");
        PlanRules rules{{Ability::No, Ability::Yes}};
        rules.usePlaceholders = true;
        const Plan plan = planDeletion(graph, selection, rules);
        const qint64 id = beginRun(*m_journal, m_connection.registry(), repository(), {}, plan, graph, {}).value();
        return Runner(*m_journal, m_connection.registry(), repository(), {}, m_clock).run(id, {}, {});
    }

private:
    QTemporaryDir m_folder;
    support::HastyClock m_clock;
    support::DockerRegistry m_registry;
    wire::Connection m_connection;
    std::unique_ptr<Journal> m_journal;
};

} // namespace

/// Runs against a real registry.
class TestRunnerWire : public QObject
{
    Q_OBJECT

private slots:
    void anImageWithItsTag();
    void aTagOfASharedImage();
    void deletionIsOff();
    void deletionIsOffForAPlaceholder();
};

void TestRunnerWire::anImageWithItsTag()
{
    Server server(true);
    QVERIFY(server.isRunning());
    const oci::Digest image = server.push(1, {u"v1"_s});
    const oci::Digest other = server.push(2, {u"keep"_s});
    const RunReport report = server.deleteTag(u"v1"_s);
    QCOMPARE(report.ending, Ending::Finished);
    QCOMPARE(report.steps.size(), std::size_t(1));
    QCOMPARE(report.count(StepState::Done), 1);
    QVERIFY(!server.digestOf(image) && !server.digestOf(wire::tag(u"v1"_s)));
    QCOMPARE(server.digestOf(wire::tag(u"keep"_s)), other);
}

void TestRunnerWire::aTagOfASharedImage()
{
    Server server(true);
    QVERIFY(server.isRunning());
    const oci::Digest image = server.push(1, {u"v1"_s, u"keep"_s});
    const RunReport report = server.deleteTag(u"v1"_s);
    QCOMPARE(report.ending, Ending::Finished);
    QCOMPARE(report.count(StepState::Done), 2); // a placeholder, and its end
    QVERIFY(report.lost.empty() && report.raced.empty());
    QVERIFY(!server.digestOf(wire::tag(u"v1"_s)));
    QCOMPARE(server.digestOf(wire::tag(u"keep"_s)), image);
}

void TestRunnerWire::deletionIsOff()
{
    Server server(false);
    QVERIFY(server.isRunning());
    const oci::Digest image = server.push(1, {u"v1"_s});
    const RunReport report = server.deleteTag(u"v1"_s);
    QCOMPARE(report.ending, Ending::Stopped);
    QCOMPARE(report.error.value().httpStatus, 405);
    QCOMPARE(report.count(StepState::Failed), 1);
    QCOMPARE(server.digestOf(wire::tag(u"v1"_s)), image);
}

/// It is asked before the placeholder is put, which nobody could take away from the tag.
void TestRunnerWire::deletionIsOffForAPlaceholder()
{
    Server server(false);
    QVERIFY(server.isRunning());
    const oci::Digest image = server.push(1, {u"v1"_s, u"keep"_s});
    const qsizetype pushes = server.changes().size();
    const RunReport report = server.deleteTag(u"v1"_s);
    QCOMPARE(report.ending, Ending::Stopped);
    QCOMPARE(report.error.value().reason, ErrorReason::DeletionOff);
    QCOMPARE(report.count(StepState::Planned), 2); // it can go on once that is changed
    const QByteArrayList changes = server.changes().mid(pushes);
    QCOMPARE(changes.size(), 1);
    QVERIFY2(changes[0].startsWith("DELETE /v2/team/app/manifests/sha256:"), changes[0].constData());
    QCOMPARE(server.digestOf(wire::tag(u"v1"_s)), image);
}

QTEST_GUILESS_MAIN(TestRunnerWire)
#include "tst_runnerwire.moc"
