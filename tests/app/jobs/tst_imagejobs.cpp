#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "app/credentials/sessionstore.h"
#include "app/http/source.h"
#include "app/jobs/findattachedjob.h"
#include "app/jobs/historyjobs.h"
#include "app/jobs/loaddocumentjob.h"
#include "app/jobs/loadreferrersjob.h"
#include "app/jobs/readforplanjob.h"
#include "app/jobs/runplanjob.h"
#include "app/registry/layoutregistry.h"

using namespace Qt::StringLiterals;
using namespace jobs;

namespace {

constexpr int patience = 60'000; ///< ms

const oci::RepositoryName repository = *oci::RepositoryName::parse(u"demo/app");
const QByteArray configuration = "{}";

/// The manifest of an artifact; @p more are further members.
QByteArray artifact(const QByteArray &name, const QByteArray &more = {})
{
    const QByteArray config = R"({"mediaType":"application/vnd.oci.empty.v1+json","size":2,"digest":")"
        + oci::Digest::of(configuration).toString().toLatin1() + "\"}";
    return R"({"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","artifactType":"application/)"
        + name + R"(","config":)" + config + R"(,"layers":[)" + config + "]" + more + "}";
}

} // namespace

/// The jobs of the image's detail, over a folder.
class tst_ImageJobs : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void documents_data();
    void documents();
    void missingDocument();
    void referrers();
    void attached();
    void readingForPlan();
    void planThatRuns();
    void nothingBeginsBehindALock();
    void lossesAreKept();
    void nobodyLooked();
    void blobsOfARestore();
    void historyBeforeAnyRun();

private:
    void restore(const QString &journal, qint64 id, const oci::TagName &tag, const oci::Digest &digest);
    oci::Digest put(const QByteArray &raw, const QString &tag = {});
    /// A run in a journal of its own, which it returns, with its first step as it ended if it has.
    QString left(const QString &name, const changes::RunRecord &record, const changes::Step &step,
                 const changes::Surroundings &around, bool isDone, const std::vector<oci::Manifest> &manifests = {});
    PastRun pastOf(const QString &journal);
    static bool ends(Job &job, QSignalSpy &finished)
    {
        job.start();
        return finished.count() == 1 || finished.wait(patience);
    }

    QTemporaryDir m_folder;
    Workers m_workers;
    std::shared_ptr<connections::Session> m_session;
    QByteArray m_raw = artifact("vnd.example.subject");
    oci::Digest m_subject = oci::Digest::of(m_raw);
};

oci::Digest tst_ImageJobs::put(const QByteArray &raw, const QString &tag)
{
    registry::LayoutRegistry layout(m_folder.path());
    const oci::Digest digest = oci::Digest::of(raw);
    const oci::TagOrDigest name
        = tag.isEmpty() ? oci::TagOrDigest(digest) : oci::TagOrDigest(*oci::TagName::parse(tag));
    if (!layout.putManifest(repository, name, *oci::Manifest::parse(raw, {}), {}))
        qFatal("cannot put a manifest");
    return digest;
}

void tst_ImageJobs::initTestCase()
{
    {
        registry::LayoutRegistry layout(m_folder.path());
        QVERIFY(layout.uploadBlob(repository, oci::Digest::of(configuration), http::bytesSource(configuration), {}));
    }
    put(m_raw, u"v1"_s);
    put(artifact("spdx+json",
                 R"(,"subject":{"mediaType":"application/vnd.oci.image.manifest.v1+json","size":)"
                     + QByteArray::number(m_raw.size()) + R"(,"digest":")" + m_subject.toString().toLatin1() + "\"}"));
    put(artifact("vnd.example.signature"), u"sha256-%1.sig"_s.arg(m_subject.hex()));
    auto session = connections::Session::open(connections::Connection::toFolder(m_folder.path()),
                                              std::make_shared<credentials::SessionStore>(), {});
    QVERIFY(session);
    m_session = *session;
}

void tst_ImageJobs::documents_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("type");
    QTest::newRow("a manifest") << m_raw << oci::MediaType::ociManifest().toString();
    QTest::newRow("a manifest that nobody described") << m_raw << QString();
    QTest::newRow("a blob") << configuration << oci::MediaType::ociEmpty().toString();
}

void tst_ImageJobs::documents()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, type);
    const std::optional<oci::MediaType> described
        = type.isEmpty() ? std::nullopt : std::optional(*oci::MediaType::parse(type));
    LoadDocumentJob job(m_workers, m_session, repository, oci::Digest::of(bytes), described);
    QSignalSpy finished(&job, &Job::finished);
    std::vector<std::pair<QByteArray, QString>> received;
    connect(&job, &LoadDocumentJob::blobReady, this,
            [&received](const QByteArray &blob, const QString &mediaType) { received.emplace_back(blob, mediaType); });
    connect(&job, &LoadDocumentJob::manifestReady, this, [&received](const oci::Manifest &manifest) {
        received.emplace_back(manifest.raw(), manifest.mediaType().toString());
    });
    QVERIFY(ends(job, finished));
    QCOMPARE(received.size(), 1U);
    QCOMPARE(received.front().first, bytes);
    QCOMPARE(received.front().second, type.isEmpty() ? oci::MediaType::ociManifest().toString() : type);
}

void tst_ImageJobs::missingDocument()
{
    LoadDocumentJob job(m_workers, m_session, repository, oci::Digest::of("nothing"), {});
    std::optional<Result<>> result;
    connect(&job, &Job::finished, this, [&result](const Result<> &end) { result = end; });
    QSignalSpy finished(&job, &Job::finished);
    QSignalSpy ready(&job, &LoadDocumentJob::manifestReady);
    QVERIFY(ends(job, finished));
    QCOMPARE(ready.count(), 0);
    QCOMPARE(result->error().kind, ErrorKind::NotFound);
}

void tst_ImageJobs::referrers()
{
    LoadReferrersJob job(m_workers, m_session, repository, m_subject);
    registry::Referrers found;
    connect(&job, &LoadReferrersJob::referrersReady, this,
            [&found](const registry::Referrers &referrers) { found = referrers; });
    QSignalSpy finished(&job, &Job::finished);
    QVERIFY(ends(job, finished));
    QCOMPARE(found.manifests.size(), 1U);
    QCOMPARE(found.manifests.front().artifactType->toString(), u"application/spdx+json"_s);
}

void tst_ImageJobs::attached()
{
    FindAttachedJob job(m_workers, m_session, repository, m_subject);
    std::vector<platforms::AttachedTag> found;
    connect(&job, &FindAttachedJob::attachedReady, this,
            [&found](const std::vector<platforms::AttachedTag> &attached) { found = attached; });
    QSignalSpy finished(&job, &Job::finished);
    QVERIFY(ends(job, finished));
    QCOMPARE(found.size(), 1U);
    QVERIFY(found.front().tag.toString().endsWith(u".sig"_s));
}

void tst_ImageJobs::readingForPlan()
{
    platforms::Selection selection;
    selection.tags.push_back(*oci::TagName::parse(u"v1"));
    ReadForPlanJob job(m_workers, m_session, repository, selection);
    std::shared_ptr<const changes::Reading> reading;
    connect(&job, &ReadForPlanJob::readingReady, this,
            [&reading](const std::shared_ptr<const changes::Reading> &read) { reading = read; });
    QSignalSpy finished(&job, &Job::finished);
    QSignalSpy progressed(&job, &Job::progress);
    QVERIFY(ends(job, finished));
    QVERIFY(reading);
    QVERIFY(progressed.count() > 0);
    QCOMPARE(reading->abilities, (platforms::DeletionAbilities{platforms::Ability::Yes, platforms::Ability::Yes}));
    const auto image = reading->graph.find(m_subject);
    QVERIFY(image);
    QCOMPARE(reading->graph.manifests().at(*image).referrers.size(), 2U);
}

void tst_ImageJobs::planThatRuns()
{
    const oci::TagName tag = *oci::TagName::parse(u"old");
    const oci::Digest digest = put(artifact("vnd.example.old"), u"old"_s);
    const platforms::Selection selection{{tag}};
    ReadForPlanJob read(m_workers, m_session, repository, selection);
    std::shared_ptr<const changes::Reading> reading;
    connect(&read, &ReadForPlanJob::readingReady, this,
            [&reading](const std::shared_ptr<const changes::Reading> &made) { reading = made; });
    QSignalSpy wasRead(&read, &Job::finished);
    QVERIFY(ends(read, wasRead));
    QVERIFY(reading);

    const QString path = m_folder.filePath(u"changes.sqlite"_s);
    RunPlanJob run(
        m_workers, m_session,
        {path,
         repository,
         {0, u"one"_s, u"folder"_s, repository.toString(), {}, u"too old"_s, QDateTime::currentDateTimeUtc(), {}},
         changes::planDeletion(reading->graph, selection, {reading->abilities, {}}),
         reading});
    std::optional<changes::RunReport> report;
    connect(&run, &RunPlanJob::ended, this, [&report](const changes::RunReport &end) { report = end; });
    QSignalSpy finished(&run, &Job::finished);
    QSignalSpy progressed(&run, &Job::progress);
    QVERIFY(ends(run, finished));
    QVERIFY(report);
    QCOMPARE(report->ending, changes::RunReport::Ending::Finished);
    QCOMPARE(report->count(changes::StepState::Done), 2);
    QVERIFY(report->lost.empty() && report->raced.empty());
    QCOMPARE(progressed.count(), 3); // none, one and both
    QVERIFY(!m_session->registry().manifest(repository, digest, {}));
    QVERIFY(m_session->registry().manifest(repository, m_subject, {}));

    const auto journal = changes::Journal::open(path);
    QVERIFY(journal);
    const Result<std::optional<oci::Manifest>> kept = (*journal)->manifest(digest);
    QVERIFY(kept && *kept);
    QCOMPARE((*kept)->raw(), artifact("vnd.example.old"));
    const auto runs = (*journal)->runs();
    QVERIFY(runs && runs->size() == 1);
    QCOMPARE(runs->front().reason, u"too old"_s);
    QVERIFY(runs->front().ended.isValid());
    restore(path, runs->front().id, tag, digest);
}

/// What the run took comes back with the same digest, and both runs are in the history.
void tst_ImageJobs::restore(const QString &journal, qint64 id, const oci::TagName &tag, const oci::Digest &digest)
{
    PlanRestoreJob plan(m_workers, m_session, journal, id, repository);
    std::shared_ptr<const changes::Restore> planned;
    connect(&plan, &PlanRestoreJob::restoreReady, this,
            [&planned](const std::shared_ptr<const changes::Restore> &made) { planned = made; });
    QSignalSpy wasPlanned(&plan, &Job::finished);
    QVERIFY(ends(plan, wasPlanned));
    QVERIFY(planned && planned->refused.empty() && !planned->steps.empty());

    const changes::RunRecord record{0,  u"one"_s, {}, repository.toString(), {}, {}, QDateTime::currentDateTimeUtc(),
                                    {}, id};
    RunRestoreJob run(m_workers, m_session, journal, record, repository, planned);
    std::optional<changes::RunReport> report;
    connect(&run, &RunRestoreJob::ended, this, [&report](const changes::RunReport &end) { report = end; });
    QSignalSpy finished(&run, &Job::finished);
    QVERIFY(ends(run, finished));
    QVERIFY(report);
    QCOMPARE(report->count(changes::StepState::Done), static_cast<qint64>(planned->steps.size()));
    const Result<oci::Manifest> back = m_session->registry().manifest(repository, tag, {});
    QVERIFY(back);
    QCOMPARE(back->digest(), digest);

    ReadHistoryJob history(m_workers, journal, {});
    std::vector<PastRun> past;
    connect(&history, &ReadHistoryJob::historyReady, this, [&past](const std::vector<PastRun> &runs) { past = runs; });
    QSignalSpy wasRead(&history, &Job::finished);
    QVERIFY(ends(history, wasRead));
    QCOMPARE(past.size(), 2U);
    QCOMPARE(past[1].run.id, id);
    QCOMPARE(past[1].steps.size(), 2U);
    QVERIFY(past[1].steps.front().when.isValid());
    QCOMPARE(past[0].run.restores, std::optional(id));

    ResumeRunJob again(m_workers, m_session, journal, id, repository);
    QSignalSpy wentOn(&again, &Job::finished);
    std::optional<changes::RunReport> nothing;
    connect(&again, &RunJob::ended, this, [&nothing](const changes::RunReport &end) { nothing = end; });
    QVERIFY(ends(again, wentOn));
    QVERIFY(nothing);
    QCOMPARE(nothing->count(changes::StepState::Done), 2); // as it was left
}

/// Another run that was approved in time goes on; that lets nothing new through.
void tst_ImageJobs::nothingBeginsBehindALock()
{
    const oci::TagName tag = *oci::TagName::parse(u"locked"_s);
    const oci::Digest digest = put(artifact("vnd.example.locked"), u"locked"_s);
    auto connection = connections::Connection::toFolder(m_folder.path());
    connection.readOnly = true;
    const auto permit = std::make_shared<base::ChangePermit>();
    const auto session = connections::Session::open(connection, std::make_shared<credentials::SessionStore>(), {},
                                                    base::systemClock(), permit);
    QVERIFY(session);
    permit->grant();
    const std::shared_ptr<const void> anothers = (*session)->holdPermit();
    QVERIFY(anothers);
    permit->revoke();

    const QString path = m_folder.filePath(u"locked.sqlite"_s);
    qint64 id = 0;
    {
        const auto journal = changes::Journal::open(path);
        QVERIFY(journal);
        const auto begun = (*journal)->begin({}, {{changes::Step::Kind::RemoveTag, tag, digest, {}, {}}}, {});
        QVERIFY(begun);
        id = *begun;
    }
    ResumeRunJob run(m_workers, *session, path, id, repository);
    QSignalSpy finished(&run, &Job::finished);
    QVERIFY(ends(run, finished));
    const auto result = finished.front().front().value<Result<>>();
    QVERIFY(!result);
    QCOMPARE(result.error().reason, ErrorReason::ReadOnly);
    QVERIFY(m_session->registry().manifest(repository, tag, {}));
    const auto journal = changes::Journal::open(path);
    QVERIFY(journal);
    QCOMPARE((*journal)->steps(id).value().front().state, changes::StepState::Planned);
}

QString tst_ImageJobs::left(const QString &name, const changes::RunRecord &record, const changes::Step &step,
                            const changes::Surroundings &around, bool isDone,
                            const std::vector<oci::Manifest> &manifests)
{
    QString path = m_folder.filePath(name);
    const auto journal = changes::Journal::open(path);
    if (!journal)
        qFatal("no journal");
    const Result<qint64> run = (*journal)->begin(record, {step}, manifests, around);
    if (!run || *run != 1)
        qFatal("no run");
    using changes::StepState;
    if (isDone && (!(*journal)->record(1, 0, StepState::Sent) || !(*journal)->record(1, 0, StepState::Done)))
        qFatal("no step");
    return path;
}

PastRun tst_ImageJobs::pastOf(const QString &journal)
{
    ReadHistoryJob history(m_workers, journal, {});
    std::vector<PastRun> past;
    connect(&history, &ReadHistoryJob::historyReady, this, [&past](const std::vector<PastRun> &runs) { past = runs; });
    QSignalSpy finished(&history, &Job::finished);
    if (!ends(history, finished) || past.size() != 1)
        qFatal("no history");
    return past.front();
}

/// What should have stayed and did not is in the history as soon as the run has ended.
void tst_ImageJobs::lossesAreKept()
{
    const oci::TagName tag = *oci::TagName::parse(u"lossy"_s);
    const oci::TagName kept = *oci::TagName::parse(u"kept"_s);
    const oci::Digest digest = put(artifact("vnd.example.lossy"), u"lossy"_s);
    const QString path
        = left(u"losses.sqlite"_s, {}, {changes::Step::Kind::RemoveTag, tag, digest}, {{{digest, kept}}, {}}, false);
    ResumeRunJob run(m_workers, m_session, path, 1, repository);
    QSignalSpy finished(&run, &Job::finished);
    QVERIFY(ends(run, finished));
    const PastRun past = pastOf(path);
    QVERIFY(past.run.ended.isValid());
    QCOMPARE(past.losses.size(), 1U);
    QVERIFY(past.losses[0].tag == kept && past.losses[0].digest == digest && past.losses[0].seen.isValid());
}

/// A run that is stopped where the registry cannot be asked says what nobody looked at.
void tst_ImageJobs::nobodyLooked()
{
    const oci::TagName tag = *oci::TagName::parse(u"unseen"_s);
    const changes::Step step{changes::Step::Kind::RemoveTag, tag, m_subject};
    for (const bool isDone : {true, false}) {
        const QString path = left(u"unseen-%1.sqlite"_s.arg(isDone), {}, step, {{{m_subject, {}}}, {}}, isDone);
        StopRunJob stop(m_workers, path, 1);
        QSignalSpy finished(&stop, &Job::finished);
        QVERIFY(ends(stop, finished));
        QCOMPARE(pastOf(path).run.notLookedAt, isDone ? 1 : 0);
    }
}

/// What was put back is looked at afterwards.
void tst_ImageJobs::blobsOfARestore()
{
    const oci::Digest layer = oci::Digest::of("a layer that is nowhere");
    QByteArray raw = artifact("vnd.example.hollow");
    const QByteArray nowhere = "{\"mediaType\":\"application/octet-stream\",\"size\":23,\"digest\":\""
        + layer.toString().toLatin1() + "\"},";
    raw.insert(raw.lastIndexOf('[') + 1, nowhere);
    const auto manifest = oci::Manifest::parse(raw, {});
    QVERIFY(manifest);
    changes::RunRecord record;
    record.restores = 99;
    const QString path = left(u"hollow.sqlite"_s, record, {changes::Step::Kind::PutTag, {}, manifest->digest()}, {},
                              true, {*manifest});
    ResumeRunJob run(m_workers, m_session, path, 1, repository);
    std::vector<changes::GoneBlob> gone;
    connect(&run, &RunJob::blobsGone, this, [&gone](const std::vector<changes::GoneBlob> &blobs) { gone = blobs; });
    QSignalSpy finished(&run, &Job::finished);
    QVERIFY(ends(run, finished));
    QCOMPARE(gone.size(), 1U);
    const PastRun past = pastOf(path);
    QCOMPARE(past.gone.size(), 1U);
    QVERIFY(past.gone[0].manifest == manifest->digest() && past.gone[0].blob == layer);
    QCOMPARE(past.run.notLookedAt, 0);
}

void tst_ImageJobs::historyBeforeAnyRun()
{
    const QString path = m_folder.filePath(u"none.sqlite"_s);
    ReadHistoryJob history(m_workers, path, {});
    QSignalSpy ready(&history, &ReadHistoryJob::historyReady);
    QSignalSpy finished(&history, &Job::finished);
    QVERIFY(ends(history, finished));
    QCOMPARE(ready.count(), 1);
    QVERIFY(!QFile::exists(path));
}

QTEST_GUILESS_MAIN(tst_ImageJobs)
#include "tst_imagejobs.moc"
