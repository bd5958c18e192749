#include <QFile>

#include "app/changes/planner.h"
#include "app/changes/repositoryreader.h"
#include "app/changes/restore.h"
#include "app/changes/runner.h"
#include "app/changes/runnersurroundings.h"
#include "app/platforms/generic/genericplatform.h"
#include "app/registry/layoutregistry.h"
#include "tests/app/registry/layouttest.h"
#include "tests/support/hastyclock.h"

using namespace Qt::StringLiterals;
using namespace changes;
using platforms::Ability;
using Refusal = Restore::Refusal;

namespace {

oci::TagName tag(QStringView name)
{
    return *oci::TagName::parse(name);
}

} // namespace

/// What a run took comes back with the same digests, or is refused before anything is sent.
class TestRestore : public layouts::LayoutTest
{
    Q_OBJECT

    RunReport run(qint64 id) { return Runner(*m_journal, *m_registry, m_repository, {}, m_clock).run(id, {}, {}); }

    qint64 deleted(const QStringList &names, Ability deleteTags)
    {
        platforms::GenericPlatform platform(*m_registry);
        RepositoryReader reader(platform, *m_registry, m_repository, {});
        RepositoryGraph graph = reader.read({}).value();
        platforms::Selection selection;
        for (const QString &name : names)
            selection.tags.push_back(tag(name));
        if (!reader.readReferrers(graph, selection, {}))
            qFatal("the reading failed");
        const std::vector<Step> steps = planDeletion(graph, selection, PlanRules{{deleteTags, Ability::Yes}}).steps;
        std::vector<oci::Manifest> manifests;
        manifests.reserve(steps.size());
        for (const Step &step : steps)
            manifests.push_back(m_registry->manifest(m_repository, step.digest, {}).value());
        const qint64 id = m_journal->begin({}, steps, manifests, surroundingsOf(graph, steps)).value();
        const RunReport report = run(id);
        if (report.count(StepState::Done) != qint64(steps.size()))
            qFatal("the deletion failed");
        return id;
    }

    Restore planned(qint64 id) { return planRestore(*m_journal, id, *m_registry, m_repository, {}).value(); }

    std::optional<oci::Digest> digestOf(const oci::TagOrDigest &what)
    {
        const Result<oci::Descriptor> found = m_registry->resolve(m_repository, what, {});
        return found ? std::optional(found->digest) : std::nullopt;
    }

    const layouts::Image m_kept = layouts::image("kept");
    const oci::Manifest m_index = layouts::index({m_image.manifest, m_other.manifest});
    support::HastyClock m_clock;
    std::unique_ptr<registry::LayoutRegistry> m_registry;
    std::unique_ptr<Journal> m_journal;

private slots:
    void init();
    void comesBack_data();
    void comesBack();
    void cameLate();
    void childOfAnotherRun();
    void tagOfAnIndexThatLostAnImage();
    void whatShouldHaveStayed();
    void blobIsGone();
    void blobOfAnImageThatStayedIsGone();
    void blobGoesBeforeItsTagComesBack();
    void imageOfAMovedTagIsGone();
    void tagIsTaken();
    void placeholderWasLeft_data();
    void placeholderWasLeft();
    void looksAfterwards();
};

void TestRestore::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(QDir(m_folder->path()).mkdir(u"root"_s));
    m_registry = std::make_unique<registry::LayoutRegistry>(path(u"root"_s));
    m_journal = Journal::open(path(u"journal.sqlite"_s)).value();
    QVERIFY(layouts::push(*m_registry, m_repository, m_kept, tag(u"kept")));
    QVERIFY(layouts::push(*m_registry, m_repository, m_image, m_image.digest()));
    QVERIFY(layouts::push(*m_registry, m_repository, m_other, tag(u"other")));
    QVERIFY(m_registry->putManifest(m_repository, tag(u"v1"), m_index, {}));
    QVERIFY(m_registry->putManifest(m_repository, tag(u"v2"), m_index, {}));
}

void TestRestore::comesBack_data()
{
    QTest::addColumn<Ability>("deleteTags");
    QTest::newRow("tags were removed") << Ability::Yes;
    QTest::newRow("tags went along") << Ability::No;
}

void TestRestore::comesBack()
{
    QFETCH(Ability, deleteTags);
    const qint64 id = deleted({u"v1"_s, u"v2"_s, u"other"_s}, deleteTags);
    QVERIFY(!digestOf(m_index.digest()) && !digestOf(m_image.digest()) && !digestOf(m_other.digest()));
    const Restore restore = planned(id);
    QVERIFY(restore.refused.empty());
    QCOMPARE(restore.steps.size(), std::size_t(6)); // three manifests, three tags
    QVERIFY(restore.steps[2].digest == m_index.digest());
    QCOMPARE(restore.steps[2].needs.size(), std::size_t(2));
    const RunReport report = run(m_journal->begin({}, restore.steps, restore.manifests).value());
    QCOMPARE(report.count(StepState::Done), 6);
    QCOMPARE(digestOf(tag(u"v1")), m_index.digest());
    QCOMPARE(digestOf(tag(u"v2")), m_index.digest());
    QCOMPARE(digestOf(tag(u"other")), m_other.digest());
    QCOMPARE(digestOf(m_image.digest()), m_image.digest());
    QVERIFY(planned(id).steps.empty()); // nothing is left to put back
}

/// Nothing was to be seen of the steps when the run had ended; two were carried out afterwards.
void TestRestore::cameLate()
{
    const std::vector<Step> steps{{Step::Kind::RemoveTag, tag(u"v1"), m_index.digest()},
                                  {Step::Kind::RemoveTag, tag(u"v2"), m_index.digest()},
                                  {Step::Kind::PutTag, tag(u"kept"), m_other.digest(), m_kept.digest()},
                                  {Step::Kind::PutTag, tag(u"other"), m_kept.digest(), m_other.digest()}};
    const qint64 id = m_journal->begin({}, steps, {m_index, m_other.manifest, m_kept.manifest}).value();
    for (quint32 i = 0; i < steps.size(); ++i)
        QVERIFY(m_journal->record(id, i, StepState::Sent) && m_journal->record(id, i, StepState::Failed));
    QVERIFY(planned(id).steps.empty());
    QVERIFY(m_registry->deleteTag(m_repository, tag(u"v1"), {}));
    QVERIFY(m_registry->putManifest(m_repository, tag(u"kept"), m_other.manifest, {}));
    const Restore restore = planned(id);
    const std::vector<Step> back{{Step::Kind::PutTag, tag(u"v1"), m_index.digest()},
                                 {Step::Kind::PutTag, tag(u"kept"), m_kept.digest(), m_other.digest()}};
    QCOMPARE(restore.steps, back);
    QVERIFY(restore.refused.empty());
}

/// The index comes back with an image of it that went later.
void TestRestore::childOfAnotherRun()
{
    const qint64 id = deleted({u"v1"_s, u"v2"_s}, Ability::Yes);
    QVERIFY(digestOf(m_other.digest())); // it has a tag
    deleted({u"other"_s}, Ability::Yes);
    QVERIFY(!digestOf(m_other.digest()));
    const Restore restore = planned(id);
    QVERIFY(restore.refused.empty());
    const RunReport report = run(m_journal->begin({}, restore.steps, restore.manifests).value());
    QCOMPARE(report.count(StepState::Done), qint64(restore.steps.size()));
    QCOMPARE(digestOf(tag(u"v1")), m_index.digest());
    QVERIFY(digestOf(m_other.digest()));
    QVERIFY(!digestOf(tag(u"other"))); // of the other run
}

/// Its index stayed, and an image of that went later: that comes back first, or the registry refuses the tag.
void TestRestore::tagOfAnIndexThatLostAnImage()
{
    const qint64 id = deleted({u"v1"_s}, Ability::Yes);
    QVERIFY(digestOf(m_index.digest())); // v2 is on it
    deleted({u"other"_s}, Ability::Yes); // the journal has the image
    QVERIFY(QFile::remove(layouts::blobFile(path(u"root/team/app"_s), m_other.digest())));
    const Restore restore = planned(id);
    const std::vector<Step> back{{Step::Kind::PutTag, {}, m_other.digest()},
                                 {Step::Kind::PutTag, tag(u"v1"), m_index.digest(), {}, {0}}};
    QCOMPARE(restore.steps, back);
    QVERIFY(restore.refused.empty());
    const RunReport report = run(m_journal->begin({}, restore.steps, restore.manifests).value());
    QCOMPARE(report.count(StepState::Done), 2);
    QCOMPARE(digestOf(tag(u"v1")), m_index.digest());
}

void TestRestore::whatShouldHaveStayed()
{
    const auto id = deleted({u"v1"_s, u"v2"_s, u"other"_s}, Ability::Yes);
    const Result<Restore> restore
        = planRestore(*m_journal, {{tag(u"other"), m_other.digest()}}, *m_registry, m_repository, {});
    QVERIFY(restore && restore->refused.empty());
    QCOMPARE(restore->steps.size(), std::size_t(2)); // that alone
    const RunReport report = run(m_journal->begin({}, restore->steps, restore->manifests).value());
    QCOMPARE(report.count(StepState::Done), 2);
    QCOMPARE(digestOf(tag(u"other")), m_other.digest());
    QVERIFY(!digestOf(tag(u"v1")));
    QVERIFY(!planned(id).steps.empty());
}

void TestRestore::blobIsGone()
{
    const qint64 id = deleted({u"v1"_s, u"v2"_s, u"other"_s}, Ability::Yes);
    QVERIFY(QFile::remove(layouts::blobFile(path(u"root/team/app"_s), m_image.layerDigest())));
    const Restore restore = planned(id);
    QCOMPARE(restore.refused,
             std::vector<Refusal>({{Refusal::Kind::BlobGone, {}, m_image.digest(), m_image.layerDigest()},
                                   {Refusal::Kind::BlobGone, {}, m_index.digest(), m_image.layerDigest()},
                                   {Refusal::Kind::BlobGone, tag(u"v1"), m_index.digest(), m_image.layerDigest()},
                                   {Refusal::Kind::BlobGone, tag(u"v2"), m_index.digest(), m_image.layerDigest()}}));
    QCOMPARE(restore.steps.size(), std::size_t(2)); // the other image and its tag
    QCOMPARE(restore.steps[1].tag, tag(u"other"));
}

void TestRestore::blobOfAnImageThatStayedIsGone()
{
    QVERIFY(layouts::push(*m_registry, m_repository, m_kept, tag(u"twin")));
    const qint64 id = deleted({u"twin"_s}, Ability::Yes);
    QCOMPARE(planned(id).steps.size(), std::size_t(1));
    QVERIFY(QFile::remove(layouts::blobFile(path(u"root/team/app"_s), m_kept.layerDigest())));
    const Restore restore = planned(id);
    QVERIFY(restore.steps.empty());
    QCOMPARE(restore.refused,
             std::vector<Refusal>({{Refusal::Kind::BlobGone, tag(u"twin"), m_kept.digest(), m_kept.layerDigest()}}));
}

/// What was there when the restore was planned is read again right before: of an image that stayed, and of one that an
/// earlier call put back.
void TestRestore::blobGoesBeforeItsTagComesBack()
{
    QVERIFY(layouts::push(*m_registry, m_repository, m_kept, tag(u"twin")));
    const qint64 twin = deleted({u"twin"_s}, Ability::Yes);
    const Restore ofTag = planned(twin);
    QCOMPARE(ofTag.steps.size(), std::size_t(1));
    RunRecord record;
    record.restores = twin;
    const qint64 id = m_journal->begin(record, ofTag.steps, ofTag.manifests).value();
    QVERIFY(QFile::remove(layouts::blobFile(path(u"root/team/app"_s), m_kept.layerDigest())));
    const RunReport report = run(id);
    QCOMPARE(report.steps[0].state, StepState::Skipped);
    QCOMPARE(report.steps[0].cause.kind, StepCause::Kind::BlobGone);
    QCOMPARE(report.steps[0].cause.about, m_kept.layerDigest().toString());
    QVERIFY(!digestOf(tag(u"twin")));

    const qint64 other = deleted({u"other"_s, u"v1"_s, u"v2"_s}, Ability::Yes);
    const Restore ofImages = planned(other);
    const qint64 left = m_journal->begin({}, ofImages.steps, ofImages.manifests).value();
    for (quint32 step = 0; step < ofImages.steps.size(); ++step) {
        const Step &put = ofImages.steps[step];
        if (put.tag)
            continue;
        QVERIFY(m_registry->putManifest(m_repository, put.digest, m_journal->manifest(put.digest).value().value(), {}));
        QVERIFY(m_journal->record(left, step, StepState::Sent) && m_journal->record(left, step, StepState::Done));
    }
    QVERIFY(QFile::remove(layouts::blobFile(path(u"root/team/app"_s), m_other.layerDigest())));
    QCOMPARE(run(left).count(StepState::Skipped), 1);
    QVERIFY(!digestOf(tag(u"other")) && digestOf(tag(u"v1")) == m_index.digest());
}

void TestRestore::imageOfAMovedTagIsGone()
{
    QVERIFY(layouts::push(*m_registry, m_repository, m_kept, tag(u"moved")));
    const oci::Manifest kept = m_registry->manifest(m_repository, m_kept.digest(), {}).value();
    const oci::Manifest other = m_registry->manifest(m_repository, m_other.digest(), {}).value();
    const qint64 id
        = m_journal->begin({}, {{Step::Kind::PutTag, tag(u"moved"), m_other.digest(), m_kept.digest()}}, {kept, other})
              .value();
    QCOMPARE(run(id).count(StepState::Done), 1);
    QVERIFY(m_registry->deleteManifest(m_repository, m_kept.digest(), {}));
    QCOMPARE(planned(id).steps.size(), std::size_t(2)); // the image is put back before its tag
    QVERIFY(QFile::remove(layouts::blobFile(path(u"root/team/app"_s), m_kept.layerDigest())));
    const Restore restore = planned(id);
    QVERIFY(restore.steps.empty());
    QCOMPARE(restore.refused,
             std::vector<Refusal>({{Refusal::Kind::BlobGone, {}, m_kept.digest(), m_kept.layerDigest()},
                                   {Refusal::Kind::BlobGone, tag(u"moved"), m_kept.digest(), m_kept.layerDigest()}}));
}

void TestRestore::tagIsTaken()
{
    const qint64 id = deleted({u"other"_s}, Ability::Yes);
    QVERIFY(layouts::push(*m_registry, m_repository, m_kept, tag(u"other")));
    const Restore restore = planned(id);
    QVERIFY(restore.steps.empty());
    QCOMPARE(restore.refused,
             std::vector<Refusal>({{Refusal::Kind::TagTaken, tag(u"other"), m_other.digest(), m_kept.digest()}}));
}

void TestRestore::placeholderWasLeft_data()
{
    QTest::addColumn<StepState>("deletion");
    QTest::newRow("not tried") << StepState::Planned;
    QTest::newRow("skipped") << StepState::Skipped;
    QTest::newRow("failed") << StepState::Failed;
}

/// The tag that points at a placeholder gets its image back, also where the image is gone by now.
void TestRestore::placeholderWasLeft()
{
    QFETCH(StepState, deletion);
    const oci::Manifest placeholder = placeholderFor(tag(u"other"), m_other.digest());
    const qint64 id = m_journal
                          ->begin({},
                                  {{Step::Kind::PutPlaceholder, tag(u"other"), placeholder.digest(), m_other.digest()},
                                   {Step::Kind::DeleteManifest, {}, placeholder.digest(), {}, {0}}},
                                  {m_registry->manifest(m_repository, m_other.digest(), {}).value()})
                          .value();
    QVERIFY(m_registry->putManifest(m_repository, tag(u"other"), placeholder, {}));
    QVERIFY(m_journal->record(id, 0, StepState::Sent) && m_journal->record(id, 0, StepState::Done));
    if (deletion == StepState::Failed)
        QVERIFY(m_journal->record(id, 1, StepState::Sent));
    if (deletion != StepState::Planned)
        QVERIFY(m_journal->record(id, 1, deletion));
    QVERIFY(m_journal->stop(id, QDateTime::currentDateTimeUtc()));
    const Restore restore = planned(id);
    QVERIFY(restore.refused.empty());
    QCOMPARE(restore.steps.size(), std::size_t(1));
    QCOMPARE(restore.steps[0].before, placeholder.digest());
    QVERIFY(m_registry->deleteManifest(m_repository, m_index.digest(), {}));
    QVERIFY(m_registry->deleteManifest(m_repository, m_other.digest(), {}));
    const Restore whole = planned(id);
    QCOMPARE(whole.steps.size(), std::size_t(2));
    const RunReport report = run(m_journal->begin({}, whole.steps, whole.manifests).value());
    QCOMPARE(report.count(StepState::Done), 2);
    QCOMPARE(digestOf(tag(u"other")), m_other.digest());
}

/// A garbage collection between the plan and its end takes a layer.
void TestRestore::looksAfterwards()
{
    const qint64 id = deleted({u"v1"_s, u"v2"_s, u"other"_s}, Ability::Yes);
    const Restore restore = planned(id);
    RunRecord record;
    record.restores = id;
    const qint64 back = m_journal->begin(record, restore.steps, restore.manifests).value();
    QCOMPARE(run(back).count(StepState::Done), qint64(restore.steps.size()));
    const auto look = [&](qint64 of) { return lookAtRestored(*m_journal, of, *m_registry, m_repository, {}).value(); };
    QVERIFY(look(back).gone.empty());
    QCOMPARE(look(back).notLookedAt, 0);
    QVERIFY(QFile::remove(layouts::blobFile(path(u"root/team/app"_s), m_image.layerDigest())));
    const RestoreLook after = look(back);
    QCOMPARE(after.gone.size(), std::size_t(1));
    QVERIFY(after.gone[0].manifest == m_image.digest() && after.gone[0].blob == m_image.layerDigest());
    QVERIFY(look(id).gone.empty()); // it put nothing back
}

QTEST_GUILESS_MAIN(TestRestore)
#include "tst_restore.moc"
