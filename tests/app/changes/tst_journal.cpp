#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include "app/base/database.h"
#include "app/changes/journal.h"
#include "app/changes/journalschema.h"
#include "app/changes/journaltrouble.h"
#include "tests/support/manifests.h"

using namespace Qt::StringLiterals;
using namespace changes;

namespace {

const QDateTime begun(QDate(2026, 11, 26), QTime(3, 4, 5), Qt::UTC);

RunRecord run(const QString &repository)
{
    return {0, u"id"_s, u"lab (127.0.0.1:5000)"_s, repository, u"maria"_s, u"old"_s, begun, {}};
}

std::unique_ptr<Journal> opened(const QTemporaryDir &folder)
{
    Result<std::unique_ptr<Journal>> journal = Journal::open(folder.filePath(u"journal.sqlite"_s));
    if (!journal)
        qFatal("%s", qPrintable(journal.error().detail));
    return *std::move(journal);
}

const oci::Manifest &image()
{
    static const oci::Manifest manifest = support::imageManifest({{"config", 3}, {"layer", 100}});
    return manifest;
}

std::vector<Step> steps()
{
    const oci::TagName tag = *oci::TagName::parse(u"v1");
    return {{Step::Kind::RemoveTag, tag, image().digest()},
            {Step::Kind::DeleteManifest, {}, image().digest(), {}, {0}},
            {Step::Kind::PutTag, tag, image().digest(), support::blob("before")}};
}

std::vector<Step> stepsOf(Journal &journal, qint64 id)
{
    const std::vector<StepRecord> records = journal.steps(id).value();
    std::vector<Step> all;
    all.reserve(records.size());
    for (const StepRecord &record : records)
        all.push_back(record.step);
    return all;
}

} // namespace

/// What a journal keeps over the end of the program, and in which order a step may end.
class TestJournal : public QObject
{
    Q_OBJECT

private slots:
    void isThereAfterwards();
    void ownersOnly();
    void stepsEndOnce();
    void stopsForGood();
    void manifestsAreKept();
    void forgets();
    void olderOnesAreRead();
    void isLocked();
};

void TestJournal::isThereAfterwards()
{
    const QTemporaryDir folder;
    const qint64 id = opened(folder)->begin(run(u"team/app"_s), steps(), {image()}).value();
    QVERIFY(opened(folder)->record(id, 0, StepState::Sent));
    const auto journal = opened(folder);
    const std::vector<RunRecord> runs = journal->runs().value();
    QCOMPARE(runs.size(), std::size_t(1));
    QCOMPARE(runs[0].repository, u"team/app"_s);
    QCOMPARE(runs[0].account, u"maria"_s);
    QCOMPARE(runs[0].reason, u"old"_s);
    QCOMPARE(runs[0].begun, begun);
    QVERIFY(!runs[0].ended.isValid());
    QCOMPARE(stepsOf(*journal, id), steps());
    QCOMPARE(journal->steps(id).value()[0].state, StepState::Sent);
    QCOMPARE(journal->steps(id).value()[1].state, StepState::Planned);
}

/// Also what SQLite keeps beside it, and what becomes of a damaged one.
void TestJournal::ownersOnly()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"journal.sqlite"_s);
    const auto check = [&folder](const QStringList &expected) {
        const QFileInfoList files = QDir(folder.path()).entryInfoList(QDir::Files, QDir::Name);
        QStringList names;
        for (const QFileInfo &file : files) {
            names.append(file.fileName().section(u"damaged-"_s, 0, 0));
            const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther
                | QFile::WriteOther | QFile::ExeOther;
            QVERIFY2(!(file.permissions() & others), qPrintable(file.fileName()));
        }
        QCOMPARE(names, expected);
    };
    {
        const auto journal = opened(folder);
        QVERIFY(journal->begin(run(u"team/app"_s), steps(), {image()}));
        check({u"journal.sqlite"_s, u"journal.sqlite-shm"_s, u"journal.sqlite-wal"_s});
    }
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(4'096) && file.write(QByteArray(4'096, '\xff')) == 4'096);
    file.close();
    QVERIFY(!Journal::open(path));
    check({u"journal.sqlite"_s, u"journal.sqlite."_s});
}

void TestJournal::stepsEndOnce()
{
    const QTemporaryDir folder;
    const auto journal = opened(folder);
    const qint64 id = journal->begin(run(u"team/app"_s), steps(), {}).value();
    QCOMPARE(journal->record(id, 0, StepState::Done).error().kind, ErrorKind::Conflict); // nothing was sent
    QVERIFY(journal->record(id, 0, StepState::Sent));
    QCOMPARE(journal->record(id, 0, StepState::Sent).error().kind, ErrorKind::Conflict); // and never twice
    QCOMPARE(journal->record(id, 0, StepState::Skipped).error().kind, ErrorKind::Conflict);
    QVERIFY(journal->record(id, 0, StepState::Unknown,
                            StepCause::ofError(StepCause::Kind::Answer, base::failure(ErrorKind::Timeout, u"lost"_s))));
    const StepCause cause = journal->steps(id).value()[0].cause;
    QCOMPARE(cause.kind, StepCause::Kind::Answer);
    QCOMPARE(cause.fault, u"http.timeout"_s);
    QCOMPARE(cause.detail, u"lost"_s);
    QVERIFY(journal->record(id, 0, StepState::Done));
    QCOMPARE(journal->record(id, 0, StepState::Failed).error().kind, ErrorKind::Conflict);
    QVERIFY(journal->record(id, 1, StepState::Skipped, {StepCause::Kind::Used, u"latest, v1"_s}));
    QCOMPARE(journal->steps(id).value()[1].cause.about, u"latest, v1"_s);
    QCOMPARE(journal->record(id, 1, StepState::Sent).error().kind, ErrorKind::Conflict);
    QCOMPARE(journal->record(id, 9, StepState::Sent).error().kind, ErrorKind::NotFound);
}

void TestJournal::stopsForGood()
{
    const QTemporaryDir folder;
    const auto journal = opened(folder);
    const qint64 id = journal->begin(run(u"team/app"_s), steps(), {}).value();
    QVERIFY(!journal->runs().value()[0].stopped);
    QVERIFY(journal->record(id, 0, StepState::Sent));
    QVERIFY(journal->stop(id, begun.addSecs(60)));
    const RunRecord stopped = journal->runs().value()[0];
    QVERIFY(stopped.stopped);
    QCOMPARE(stopped.ended, begun.addSecs(60));
    QCOMPARE(journal->steps(id).value()[0].state, StepState::Unknown);
    QCOMPARE(journal->steps(id).value()[0].cause.kind, StepCause::Kind::LeftUnread);
    QCOMPARE(journal->steps(id).value()[1].state, StepState::Planned);
    QCOMPARE(journal->stop(id, begun.addSecs(90)).error().kind, ErrorKind::Conflict);
    QCOMPARE(journal->stop(99, begun).error().kind, ErrorKind::Conflict);
}

void TestJournal::manifestsAreKept()
{
    const QTemporaryDir folder;
    QVERIFY(opened(folder)->begin(run(u"team/app"_s), steps(), {image(), image()}));
    const auto journal = opened(folder);
    const std::optional<oci::Manifest> kept = journal->manifest(image().digest()).value();
    QVERIFY(kept.has_value());
    QCOMPARE(kept->raw(), image().raw());
    QCOMPARE(kept->mediaType(), image().mediaType());
    QVERIFY(!journal->manifest(support::blob("other")).value());
}

void TestJournal::forgets()
{
    const QTemporaryDir folder;
    const auto journal = opened(folder);
    const oci::Manifest both = support::imageManifest({{"both", 1}});
    const qint64 old = journal->begin(run(u"old"_s), steps(), {image(), both}).value();
    const qint64 recent = journal->begin(run(u"recent"_s), steps(), {both}).value();
    const qint64 unfinished = journal->begin(run(u"unfinished"_s), {}, {}).value();
    QVERIFY(journal->end(old, begun));
    QVERIFY(journal->end(recent, begun.addDays(10)));
    QVERIFY(journal->forget(begun.addDays(1)));
    const std::vector<RunRecord> runs = journal->runs().value();
    QCOMPARE(runs.size(), std::size_t(2));
    QCOMPARE(runs[0].id, unfinished);
    QCOMPARE(runs[1].id, recent);
    QCOMPARE(runs[1].ended, begun.addDays(10));
    QVERIFY(journal->steps(old).value().empty());
    QVERIFY(!journal->manifest(image().digest()).value());
    QVERIFY(journal->manifest(both.digest()).value());
}

/// Before causes were kept in parts, the detail was a sentence.
void TestJournal::olderOnesAreRead()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"journal.sqlite"_s);
    const QList<QStringList> &schema = journalSchema();
    const auto isOfCauses = [](const QStringList &step) { return step.constFirst().contains(u"cause"_s); };
    const auto causes = std::find_if(schema.cbegin(), schema.cend(), isOfCauses);
    QVERIFY(causes != schema.cend());
    {
        const auto older = base::Database::open(path, QList<QStringList>(schema.cbegin(), causes));
        QVERIFY(older);
        QVERIFY((*older)->run(u"INSERT INTO runs(connection, registry, repository, account, reason, begun)"
                              " VALUES('', '', 'team/app', '', '', '2026-11-26T03:04:05Z')"_s));
        for (const auto &[state, detail] : {std::pair(u"skipped"_s, u"changed: used by all"_s), {u"done"_s, u""_s}})
            QVERIFY((*older)->run(u"INSERT INTO steps(run, position, kind, tag, digest, needs, state, detail)"
                                  " SELECT 1, count(*), 'remove-tag', 'v1', ?, '[]', ?, ? FROM steps"_s,
                                  {image().digest().toString(), state, detail}));
    }
    const std::vector<StepRecord> records = opened(folder)->steps(1).value();
    QCOMPARE(records.size(), 2U);
    QCOMPARE(records[0].cause.kind, StepCause::Kind::Told);
    QCOMPARE(records[0].cause.detail, u"changed: used by all"_s);
    QCOMPARE(records[1].cause.kind, StepCause::Kind::None);
}

/// Another program writes for longer than SQLite waits: five seconds.
void TestJournal::isLocked()
{
    const QTemporaryDir folder;
    const auto journal = opened(folder);
    {
        const auto other = base::Database::open(folder.filePath(u"journal.sqlite"_s), journalSchema()).value();
        QVERIFY(other->run(u"BEGIN IMMEDIATE"_s));
        const Result<qint64> entered = journal->begin(run(u"team/app"_s), steps(), {image()});
        QVERIFY(!entered);
        const JournalTrouble *trouble = journalTrouble(entered.error());
        QVERIFY(trouble && trouble->kind == JournalTrouble::Kind::NotWritten);
        QVERIFY(trouble->file == JournalTrouble::File::Locked);
    }
    QVERIFY(journal->begin(run(u"team/app"_s), steps(), {image()}));
    QCOMPARE(journal->runs().value().size(), 1U);
}

QTEST_GUILESS_MAIN(TestJournal)
#include "tst_journal.moc"
