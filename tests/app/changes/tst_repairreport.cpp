#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "app/changes/repairreading.h"
#include "app/platforms/generic/genericplatform.h"
#include "tests/app/platforms/memoryregistry.h"
#include "tests/support/fakeclock.h"
#include "tests/support/manifests.h"

using namespace Qt::StringLiterals;
using namespace changes;
using Kind = Step::Kind;
using support::MemoryRegistry;

namespace {

const QDateTime begun(QDate(2026, 11, 20), QTime(3, 4, 5), Qt::UTC);

const oci::RepositoryName &repository()
{
    static const oci::RepositoryName name = *oci::RepositoryName::parse(u"team/app");
    return name;
}

/// What is no image that anybody pushed: an index names it all the same.
const oci::Manifest &gone(int number)
{
    static const std::array<oci::Manifest, 2> all{support::imageManifest({{"config of one", 13}, {"layer", 100}}),
                                                  support::imageManifest({{"config of two", 13}, {"layer", 100}})};
    return all.at(static_cast<std::size_t>(number));
}

QStringList names(const std::vector<oci::TagName> &tags)
{
    QStringList all;
    for (const oci::TagName &tag : tags)
        all.append(tag.toString());
    return all;
}

} // namespace

/// Which indexes are broken, by whom, and since when.
class TestRepairReport : public QObject
{
    Q_OBJECT

    RepairReport report()
    {
        platforms::GenericPlatform platform(*m_registry);
        return readForRepair(platform, *m_registry, repository(), {journalPath(), u"id"_s, u"lab:5000"_s}, {}, m_clock,
                             {})
            .value();
    }

    [[nodiscard]] QString journalPath() const { return m_folder->filePath(u"journal.sqlite"_s); }

    /// `v1` and `latest` on one index of what is gone and of an image that is there.
    oci::Digest pushBroken()
    {
        const oci::Digest image = m_registry->addImage(u"amd64"_s, {u"a"_s});
        const oci::Digest index = m_registry->addManifest(MemoryRegistry::index(
            {MemoryRegistry::child(image, u"linux/amd64"_s), MemoryRegistry::child(gone(0).digest(), u"linux/arm64"_s),
             MemoryRegistry::child(gone(1).digest(), u"linux/s390x"_s)}));
        m_registry->tag(u"v1"_s, index);
        m_registry->tag(u"latest"_s, index);
        return index;
    }

    /// A run that does one thing with @p manifest, which the journal keeps.
    void ran(Kind kind, const oci::Manifest &manifest, StepState end = StepState::Done,
             const QString &address = u"lab:5000"_s)
    {
        const auto journal = Journal::open(journalPath());
        RunRecord record{0, u"id"_s, u"lab"_s, u"team/app"_s, u"maria"_s, u"too old"_s, begun, {}, {}, address};
        const qint64 run = (*journal)->begin(record, {{kind, {}, manifest.digest()}}, {manifest}).value();
        for (const StepState state : {StepState::Sent, end}) {
            if (!(*journal)->record(run, 0, state))
                qFatal("a step could not be recorded");
        }
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<MemoryRegistry> m_registry;
    support::FakeClock m_clock;

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_registry = std::make_unique<MemoryRegistry>();
    }
    void complete();
    void byOurRun();
    void bySomebodyElse();
    void uncertain();
    void deletedAfterARestore();
    void unreadableIsNotMissing();
    void nested();
    void sinceTheFirstLook();
    void damagedJournal();
};

void TestRepairReport::complete()
{
    const oci::Digest image = m_registry->addImage(u"amd64"_s, {u"a"_s});
    m_registry->tag(u"v1"_s,
                    m_registry->addManifest(MemoryRegistry::index({MemoryRegistry::child(image, u"linux/amd64"_s)})));
    m_registry->tag(u"image"_s, image);
    const RepairReport found = report();
    QVERIFY(found.broken.empty());
    QVERIFY(found.notRead.empty());
    QCOMPARE(found.tags, 2);
    QCOMPARE(found.indexes, 1);
    QVERIFY(!QFile::exists(journalPath()));
}

void TestRepairReport::byOurRun()
{
    const oci::Digest index = pushBroken();
    ran(Kind::DeleteManifest, gone(0));
    const RepairReport found = report();
    QCOMPARE(found.broken.size(), std::size_t(1));
    const RepairReport::Index &broken = found.broken.front();
    QCOMPARE(broken.digest, index);
    QCOMPARE(names(broken.tags), (QStringList{u"latest"_s, u"v1"_s}));
    QCOMPARE(broken.children, 3);
    QCOMPARE(broken.missing.size(), std::size_t(2));
    const RepairReport::Missing &ours = broken.missing.front();
    QCOMPARE(ours.digest, gone(0).digest());
    QVERIFY(ours.platform);
    QCOMPARE(ours.platform->toString(), u"linux/arm64"_s);
    QVERIFY(ours.deletion && ours.deletion->isCertain);
    QCOMPARE(ours.deletion->account, u"maria"_s);
    QCOMPARE(ours.deletion->reason, u"too old"_s);
    QVERIFY(ours.deletion->when > begun); // when its step ended
    QCOMPARE(ours.since, ours.deletion->when);
    QVERIFY(ours.isKept);
    QCOMPARE(broken.since(), ours.since);
}

void TestRepairReport::bySomebodyElse()
{
    pushBroken();
    ran(Kind::DeleteManifest, gone(0), StepState::Done, u"elsewhere:5000"_s);
    ran(Kind::DeleteManifest, gone(1), StepState::Failed);
    const std::vector<RepairReport::Missing> missing = report().broken.front().missing;
    for (const RepairReport::Missing &one : missing) {
        QVERIFY(!one.deletion);
        QVERIFY(!one.since.isValid()); // seen now
        QVERIFY(one.isKept); // bytes are bytes, whoever kept them
    }
}

void TestRepairReport::uncertain()
{
    pushBroken();
    ran(Kind::DeleteManifest, gone(0), StepState::Unknown);
    const std::optional<RepairReport::Deletion> deletion = report().broken.front().missing.front().deletion;
    QVERIFY(deletion && !deletion->isCertain);
}

/// It was put back: whoever took it after that was not us.
void TestRepairReport::deletedAfterARestore()
{
    pushBroken();
    ran(Kind::DeleteManifest, gone(0));
    ran(Kind::PutTag, gone(0));
    QVERIFY(!report().broken.front().missing.front().deletion);
    ran(Kind::DeleteManifest, gone(0));
    QVERIFY(report().broken.front().missing.front().deletion);
}

void TestRepairReport::unreadableIsNotMissing()
{
    pushBroken();
    m_registry->failures.insert({gone(0).digest().toString(), base::failure(ErrorKind::Forbidden, {})});
    m_registry->failures.insert({gone(1).digest().toString(), base::failure(ErrorKind::Server, u"502"_s)});
    const RepairReport found = report();
    QVERIFY(found.broken.empty());
    QCOMPARE(found.notRead.size(), std::size_t(2));
    m_registry->failures.erase(gone(1).digest().toString());
    QCOMPARE(report().broken.front().missing.size(), std::size_t(1));
}

/// The inner index is broken, and the tags of the outer one lead to it.
void TestRepairReport::nested()
{
    const oci::Digest inner
        = m_registry->addManifest(MemoryRegistry::index({MemoryRegistry::child(gone(0).digest(), u"linux/arm64"_s)}));
    QByteArray child = MemoryRegistry::child(inner, u"linux/amd64"_s);
    child.replace("image.manifest.v1", "image.index.v1");
    m_registry->tag(u"v1"_s, m_registry->addManifest(MemoryRegistry::index({child})));
    const RepairReport found = report();
    QCOMPARE(found.indexes, 2);
    QCOMPARE(found.broken.size(), std::size_t(1));
    QCOMPARE(found.broken.front().digest, inner);
    QCOMPARE(names(found.broken.front().tags), QStringList{u"v1"_s});
    QVERIFY(!found.broken.front().missing.front().isKept);
}

void TestRepairReport::sinceTheFirstLook()
{
    const auto now = [this] {
        return QDateTime::fromMSecsSinceEpoch(
            std::chrono::floor<std::chrono::milliseconds>(m_clock.utc()).time_since_epoch().count(), Qt::UTC);
    };
    pushBroken();
    QVERIFY(!report().broken.front().since().isValid());
    const QDateTime first = now();
    m_clock.advance(std::chrono::hours(24));
    const QDateTime since = report().broken.front().since();
    QVERIFY2(std::abs(since.secsTo(first)) <= 1, qPrintable(since.toString(Qt::ISODate)));
    // What is there again is forgotten, also where it goes once more.
    m_registry->manifests.insert({gone(0).digest().toString(), gone(0).raw()});
    m_registry->manifests.insert({gone(1).digest().toString(), gone(1).raw()});
    QVERIFY(report().broken.empty());
    m_registry->manifests.erase(gone(0).digest().toString());
    m_registry->manifests.erase(gone(1).digest().toString());
    QVERIFY(!report().broken.front().since().isValid());
}

/// The report holds; what the journal would say is not known.
void TestRepairReport::damagedJournal()
{
    pushBroken();
    QFile file(journalPath());
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(QByteArray(8192, 'x')) > 0 && file.flush());
    const RepairReport found = report();
    QCOMPARE(found.broken.size(), std::size_t(1));
    QVERIFY(found.journalFailure);
}

QTEST_GUILESS_MAIN(TestRepairReport)
#include "tst_repairreport.moc"
