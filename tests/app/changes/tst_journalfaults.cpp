#include <atomic>
#include <cerrno>
#include <optional>

#include "app/changes/journaltrouble.h"
#include "app/changes/runner.h"
#include "app/registry/layoutregistry.h"
#include "tests/app/registry/layouttest.h"
#include "tests/support/faultyregistry.h"
#include "tests/support/fulldisk.h"
#include "tests/support/hastyclock.h"
#include "tests/support/manifests.h"
#include "tests/support/readonlyfolder.h"

using namespace Qt::StringLiterals;
using namespace changes;
using Ending = RunReport::Ending;
using Kind = JournalTrouble::Kind;
using File = JournalTrouble::File;

namespace {

std::atomic<bool> diskFailing = false;

int flushed()
{
    errno = EIO;
    return diskFailing ? -1 : 0;
}

} // namespace

// SQLite calls these before the C library's.
extern "C" __attribute__((visibility("default"))) int fdatasync(int)
{
    return flushed();
}

extern "C" __attribute__((visibility("default"))) int fsync(int)
{
    return flushed();
}

namespace {

constexpr qint64 pageSize = 4'096;

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void overwrite(const QString &path, qint64 at, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite) || !file.seek(at) || file.write(bytes) != bytes.size())
        qFatal("%s cannot be written", qPrintable(path));
}

/// Manifest number @p number of the history, larger than a page.
oci::Manifest old(int number)
{
    std::vector<support::NamedBlob> blobs;
    blobs.reserve(40);
    for (int i = 0; i < 40; ++i)
        blobs.push_back({QByteArray::number(number) + ' ' + QByteArray::number(i), 1'000});
    return support::imageManifest(blobs);
}

std::vector<Step> deletionOf(const oci::Manifest &manifest)
{
    return {{Step::Kind::RemoveTag, wire::tag(u"old"_s), manifest.digest()},
            {Step::Kind::DeleteManifest, {}, manifest.digest(), {}, {0}}};
}

template <class Value>
std::optional<Kind> kindOf(const Result<Value> &result)
{
    const JournalTrouble *trouble = result ? nullptr : journalTrouble(result.error());
    return trouble ? std::optional(trouble->kind) : std::nullopt;
}

} // namespace

/// Whatever becomes of the journal's file: nothing is sent without a record, what can be read stays, and the error says
/// what it is.
class TestJournalFaults : public layouts::LayoutTest
{
    Q_OBJECT

protected:
    static constexpr int history = 12;

    [[nodiscard]] QString journalPath() const { return m_profile->filePath(u"journal.sqlite"_s); }
    [[nodiscard]] Result<std::unique_ptr<Journal>> open() const { return Journal::open(journalPath()); }

    /// A journal with a history, and a run that was not begun; the run's id.
    qint64 write()
    {
        const auto journal = open().value();
        for (int i = 0; i < history; ++i) {
            const qint64 id = journal->begin({}, deletionOf(old(i)), {old(i)}).value();
            for (const quint32 step : {0U, 1U}) {
                if (!journal->record(id, step, StepState::Sent) || !journal->record(id, step, StepState::Done))
                    qFatal("the journal is not written");
            }
        }
        const std::vector<Step> steps{{Step::Kind::RemoveTag, wire::tag(u"v1"_s), m_image.digest()}};
        return journal->begin({}, steps, {m_image.manifest}, {{{m_image.digest(), wire::tag(u"keep"_s)}}, {}}).value();
    }

    RunReport run(Journal &journal, qint64 id)
    {
        support::HastyClock clock;
        return Runner(journal, *m_registry, m_repository, {}, clock).run(id, {}, {});
    }

    /// What @p journal says of the history is true; how many runs it has.
    int checked(Journal &journal)
    {
        const std::vector<RunRecord> runs = journal.runs().value();
        for (const RunRecord &record : runs) {
            const std::vector<StepRecord> steps = journal.steps(record.id).value();
            if (record.id > history) {
                QTest::qCompare(steps.size(), std::size_t(1), "steps", "1", __FILE__, __LINE__);
                continue;
            }
            const oci::Manifest manifest = old(static_cast<int>(record.id) - 1);
            const std::vector<Step> expected = deletionOf(manifest);
            for (std::size_t i = 0; i < expected.size(); ++i) {
                if (steps.at(i).step != expected[i] || steps.at(i).state != StepState::Done)
                    QTest::qFail("a step is not as it was", __FILE__, __LINE__);
            }
            const Result<std::optional<oci::Manifest>> kept = journal.manifest(manifest.digest());
            if (kept && *kept && (*kept)->raw() != manifest.raw())
                QTest::qFail("a manifest is not as it was", __FILE__, __LINE__);
            if (!kept && kindOf(kept) != Kind::Damaged)
                QTest::qFail("the error does not say what it is", __FILE__, __LINE__);
        }
        return static_cast<int>(runs.size());
    }

    /// A first open finds the damage, sets the file aside as it is and says where; the second finds what was saved.
    void checkSetAside(int atLeast)
    {
        const QByteArray before = contentOf(journalPath());
        const auto damaged = open();
        QVERIFY(kindOf(damaged) == Kind::Damaged);
        QVERIFY(!damaged.error().detail.isEmpty());
        const QString aside = journalTrouble(damaged.error())->aside;
        QCOMPARE(contentOf(aside), before);
        QCOMPARE(QFile::permissions(journalPath()) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
        const auto journal = open();
        QVERIFY2(journal, journal ? "" : qPrintable(journal.error().detail));
        const int saved = checked(**journal);
        QVERIFY2(saved >= atLeast, qPrintable(QString::number(saved)));
        QVERIFY((*journal)->begin({}, deletionOf(m_image.manifest), {m_image.manifest}));
        QCOMPARE(QDir(m_profile->path()).entryList({u"*.reading*"_s, u"*.new*"_s}), QStringList());
    }

    void checkOnlyRead(qint64 id);

    std::unique_ptr<QTemporaryDir> m_profile;
    std::unique_ptr<registry::LayoutRegistry> m_layout;
    std::unique_ptr<support::FaultyRegistry> m_registry;

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_profile = std::make_unique<QTemporaryDir>();
        QVERIFY(QDir(m_folder->path()).mkdir(u"root"_s));
        m_layout = std::make_unique<registry::LayoutRegistry>(path(u"root"_s));
        m_registry = std::make_unique<support::FaultyRegistry>(*m_layout);
        for (const QString &name : {u"v1"_s, u"keep"_s})
            QVERIFY(layouts::push(*m_layout, m_repository, m_image, wire::tag(name)));
    }
    void fullBeforeARun();
    void fullDuringARun();
    void fullAfterTheRequest();
    void fullWhenOpened();
    void mayNotBeWritten();
    void mayNotBeWrittenAnyMore();
    void diskFails();
    void overwritten_data();
    void overwritten();
    void damagedWhileOpen();
    void truncated_data();
    void truncated();
    void damagedOnAFullDisk();
    void interruptedWhileSetAside();
    void goneWhileInUse_data();
    void goneWhileInUse();
    void interruptedWhileMade();
    void newerIsLeftAlone();
};

void TestJournalFaults::fullBeforeARun()
{
    write();
    const auto journal = open().value();
    {
        const support::FullDisk full;
        const Result<qint64> begun = journal->begin({}, deletionOf(old(0)), {old(0)});
        QVERIFY(kindOf(begun) == Kind::NotWritten && journalTrouble(begun.error())->file == File::DiskFails);
        QCOMPARE(begun.error().kind, ErrorKind::Io);
        QVERIFY(!begun.error().detail.isEmpty());
    }
    QCOMPARE(checked(*journal), history + 1);
    QVERIFY(journal->begin({}, deletionOf(old(0)), {old(0)}));
}

void TestJournalFaults::fullDuringARun()
{
    const qint64 id = write();
    const auto journal = open().value();
    {
        const support::FullDisk full;
        const RunReport report = run(*journal, id);
        QCOMPARE(report.ending, Ending::Stopped);
        QCOMPARE(journalTrouble(report.error.value())->kind, Kind::NotWritten);
        QCOMPARE(report.count(StepState::Planned), 1);
    }
    QVERIFY(m_registry->changes().isEmpty());
    QCOMPARE(run(*journal, id).count(StepState::Done), 1);
    QCOMPARE(m_registry->changes().size(), 1);
}

void TestJournalFaults::fullAfterTheRequest()
{
    const qint64 id = write();
    std::optional<support::FullDisk> full;
    m_registry->after = [&full](const QString &call) -> std::optional<base::Error> {
        if (call == u"delete v1")
            full.emplace();
        return {};
    };
    {
        const auto journal = open().value();
        const RunReport report = run(*journal, id);
        full.reset();
        QCOMPARE(report.ending, Ending::Stopped);
        QCOMPARE(journalTrouble(report.error.value())->kind, Kind::NotWritten);
    }
    m_registry->after = {};
    const auto journal = open().value();
    QCOMPARE(journal->steps(id).value()[0].state, StepState::Sent);
    QCOMPARE(run(*journal, id).count(StepState::Done), 1); // found out by reading
    QCOMPARE(m_registry->changes().size(), 1);
}

/// The history is there; nothing is sent.
void TestJournalFaults::checkOnlyRead(qint64 id)
{
    const auto journal = open();
    QVERIFY2(journal, journal ? "" : qPrintable(journal.error().detail));
    QCOMPARE(checked(**journal), history + 1);
    const RunReport report = run(**journal, id);
    QCOMPARE(report.ending, Ending::Stopped);
    QCOMPARE(journalTrouble(report.error.value())->kind, Kind::NotWritten);
    QVERIFY(journalTrouble(*report.error)->file == File::NotWritable);
    QVERIFY(!report.error->detail.isEmpty());
    QVERIFY(kindOf((*journal)->begin({}, deletionOf(old(0)), {})) == Kind::NotWritten);
    QVERIFY(m_registry->changes().isEmpty());
}

void TestJournalFaults::mayNotBeWritten()
{
    const qint64 id = write();
    const QByteArray before = contentOf(journalPath());
    {
        const support::ReadOnlyFolder readOnly(m_profile->path());
        checkOnlyRead(id);
        const auto another = Journal::open(m_profile->filePath(u"another"_s));
        QVERIFY(kindOf(another) == Kind::NotWritten && journalTrouble(another.error())->file == File::NotOpened);
    }
    QCOMPARE(contentOf(journalPath()), before);
    QCOMPARE(QDir(m_profile->path()).entryList(QDir::Files), QStringList{u"journal.sqlite"_s});
    QCOMPARE(run(*open().value(), id).count(StepState::Done), 1);
}

void TestJournalFaults::mayNotBeWrittenAnyMore()
{
    const qint64 id = write();
    const auto other = open().value(); // whose files are beside it
    {
        const support::ReadOnlyFolder readOnly(m_profile->path());
        checkOnlyRead(id);
    }
    QCOMPARE(run(*other, id).count(StepState::Done), 1);
}

void TestJournalFaults::fullWhenOpened()
{
    const qint64 id = write();
    {
        const support::FullDisk full;
        checkOnlyRead(id);
    }
    QCOMPARE(run(*open().value(), id).count(StepState::Done), 1);
}

void TestJournalFaults::diskFails()
{
    const qint64 id = write();
    const auto journal = open().value();
    diskFailing = true;
    const RunReport report = run(*journal, id);
    const Result<qint64> begun = journal->begin({}, deletionOf(old(0)), {old(0)});
    diskFailing = false;
    QCOMPARE(report.ending, Ending::Stopped);
    QCOMPARE(journalTrouble(report.error.value())->kind, Kind::NotWritten);
    QVERIFY(kindOf(begun) == Kind::NotWritten && journalTrouble(begun.error())->file == File::DiskFails);
    QVERIFY(m_registry->changes().isEmpty());
}

void TestJournalFaults::overwritten_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("with ones") << QByteArray(pageSize, '\xff');
    QTest::newRow("with zeros") << QByteArray(pageSize, '\0');
    QTest::newRow("with text") << QByteArray(pageSize, 'x');
}

/// Each page in turn.
void TestJournalFaults::overwritten()
{
    QFETCH(QByteArray, bytes);
    write();
    const QByteArray sound = contentOf(journalPath());
    const auto pages = static_cast<int>(sound.size() / pageSize);
    QVERIFY(pages > 20);
    int found = 0;
    int saved = 0;
    for (int page = 0; page < pages; ++page) {
        m_profile = std::make_unique<QTemporaryDir>();
        overwrite(journalPath(), 0, sound);
        overwrite(journalPath(), page * pageSize, bytes);
        const QByteArray before = contentOf(journalPath());
        auto journal = open();
        if (!journal) {
            ++found;
            QVERIFY2(kindOf(journal) == Kind::Damaged, qPrintable(journal.error().detail));
            QCOMPARE(contentOf(journalTrouble(journal.error())->aside), before);
            journal = open();
        }
        QVERIFY2(journal, qPrintable(u"page %1"_s.arg(page)));
        saved += checked(**journal);
        QVERIFY((*journal)->begin({}, deletionOf(m_image.manifest), {m_image.manifest}));
        if (QTest::currentTestFailed())
            QFAIL(qPrintable(u"page %1"_s.arg(page)));
    }
    QVERIFY2(found > pages / 4, qPrintable(QString::number(found)));
    const int all = pages * (history + 1);
    QVERIFY2(saved > all / 2, qPrintable(u"%1 of %2 runs"_s.arg(saved).arg(all)));
}

void TestJournalFaults::damagedWhileOpen()
{
    const qint64 id = write();
    auto journal = open().value();
    const qint64 size = contentOf(journalPath()).size();
    QVERIFY(open().value()->begin({}, deletionOf(old(0)), {})); // what is in the memory of the other is of the past
    overwrite(journalPath(), pageSize, QByteArray(size - pageSize, '\xff'));
    const RunReport report = run(*journal, id);
    QCOMPARE(report.ending, Ending::Stopped);
    QCOMPARE(journalTrouble(report.error.value())->kind, Kind::Damaged);
    QVERIFY(m_registry->changes().isEmpty());
    QVERIFY(kindOf(journal->begin({}, deletionOf(old(0)), {old(0)})) == Kind::Damaged);
    const auto second = open();
    QVERIFY(kindOf(second) == Kind::Damaged);
    QVERIFY(journalTrouble(second.error())->aside.isEmpty()); // somebody writes there
    journal.reset();
    checkSetAside(0);
}

void TestJournalFaults::truncated_data()
{
    QTest::addColumn<int>("perMille");
    QTest::addColumn<int>("runs");
    QTest::newRow("nearly all is left") << 950 << 1;
    QTest::newRow("half") << 500 << 0;
    QTest::newRow("hardly a page") << 40 << 0;
    QTest::newRow("nothing") << 0 << 0; // one of ours is never empty
}

void TestJournalFaults::truncated()
{
    QFETCH(int, perMille);
    QFETCH(int, runs);
    write();
    const qint64 size = contentOf(journalPath()).size();
    QVERIFY(QFile::resize(journalPath(), size * perMille / 1'000));
    checkSetAside(runs);
}

void TestJournalFaults::damagedOnAFullDisk()
{
    write();
    overwrite(journalPath(), pageSize, QByteArray(3 * pageSize, '\xff'));
    const QByteArray before = contentOf(journalPath());
    {
        const support::FullDisk full;
        const auto journal = open();
        QVERIFY(!journal);
        QVERIFY(kindOf(journal).has_value());
        QVERIFY(journalTrouble(journal.error())->aside.isEmpty());
    }
    QCOMPARE(contentOf(journalPath()), before);
    checkSetAside(0);
}

/// The damaged one had been moved, and its log was still there.
void TestJournalFaults::interruptedWhileSetAside()
{
    const qint64 id = write();
    const QString log = journalPath() + u"-wal"_s;
    QByteArray stale;
    {
        const auto journal = open().value();
        QVERIFY(journal->record(id, 0, StepState::Skipped));
        stale = contentOf(log);
    }
    QVERIFY(!stale.isEmpty());
    const QByteArray successor = contentOf(journalPath());
    QVERIFY(QFile::remove(journalPath()));
    overwrite(journalPath() + u".new"_s, 0, successor);
    overwrite(log, 0, stale);
    const QString aside = journalPath() + u".damaged-20261126T030405Z"_s;
    overwrite(aside, 0, "damaged");
    overwrite(aside + u"-wal"_s, 0, stale);
    QVERIFY(Journal::exists(journalPath()));
    const auto unsaid = open(); // the program that had found it said nothing any more
    QVERIFY(kindOf(unsaid) == Kind::Damaged);
    QCOMPARE(journalTrouble(unsaid.error())->aside, aside);
    const auto journal = open().value();
    QCOMPARE(checked(*journal), history + 1);
    QVERIFY(contentOf(log) != stale);
}

void TestJournalFaults::goneWhileInUse_data()
{
    QTest::addColumn<bool>("isThere");
    QTest::newRow("cut to nothing") << true;
    QTest::newRow("removed") << false;
}

/// So that its log is there.
void TestJournalFaults::goneWhileInUse()
{
    QFETCH(bool, isThere);
    write();
    const QString log = journalPath() + u"-wal"_s;
    QByteArray bytes;
    {
        const auto journal = open().value();
        QVERIFY(journal->begin({}, deletionOf(old(0)), {old(0)}));
        bytes = contentOf(log);
    }
    QVERIFY(!bytes.isEmpty());
    QVERIFY(isThere ? QFile::resize(journalPath(), 0) : QFile::remove(journalPath()));
    overwrite(log, 0, bytes);
    QVERIFY(Journal::exists(journalPath()));
    const auto damaged = open();
    QVERIFY(kindOf(damaged) == Kind::Damaged);
    const QString aside = journalTrouble(damaged.error())->aside;
    QVERIFY(QFile::exists(aside));
    QCOMPARE(contentOf(isThere ? aside + u"-wal"_s : aside), bytes); // for somebody who knows how
    const auto journal = open();
    QVERIFY2(journal, journal ? "" : qPrintable(journal.error().detail));
    QVERIFY((*journal)->begin({}, deletionOf(m_image.manifest), {m_image.manifest}));
}

/// A first start that ended while the journal was made is as if it had not been.
void TestJournalFaults::interruptedWhileMade()
{
    overwrite(journalPath() + u".making"_s, 0, "SQLi");
    QVERIFY(!Journal::exists(journalPath()));
    QCOMPARE(open().value()->runs().value().size(), std::size_t(0));
    QCOMPARE(QDir(m_profile->path()).entryList({u"*.making*"_s}), QStringList());
}

void TestJournalFaults::newerIsLeftAlone()
{
    write();
    QVERIFY(base::Database::open(journalPath(), {}).error().kind == ErrorKind::Unsupported);
    QByteArray newer = contentOf(journalPath());
    newer[63] = 99; // the last byte of user_version
    overwrite(journalPath(), 0, newer);
    const auto journal = open();
    QVERIFY(kindOf(journal) == Kind::Newer);
    QVERIFY(journal.error().detail.contains(u"99"));
    QCOMPARE(contentOf(journalPath()), newer);
    QCOMPARE(QDir(m_profile->path()).entryList(QDir::Files), QStringList{u"journal.sqlite"_s});
}

QTEST_GUILESS_MAIN(TestJournalFaults)
#include "tst_journalfaults.moc"
