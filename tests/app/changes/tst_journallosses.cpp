#include <QFile>
#include <QMap>
#include <QTemporaryDir>
#include <QTest>

#include "app/base/database.h"
#include "app/changes/journal.h"
#include "app/changes/journalsalvage.h"
#include "app/changes/journalschema.h"
#include "app/changes/stepwords.h"
#include "tests/support/childprocess.h"
#include "tests/support/manifests.h"

using namespace Qt::StringLiterals;
using namespace changes;

namespace {

const QDateTime begun(QDate(2026, 11, 26), QTime(3, 4, 5), Qt::UTC);

oci::TagName tag(QStringView name)
{
    return *oci::TagName::parse(name);
}

} // namespace

/// What a run should have left as it was is known for good, also from a file that an older program made, and to
/// programs that know SQL.
class TestJournalLosses : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void areKeptOnce();
    void areThereInAnOlderFile();
    void outliveDamage();
    void areReadWithSqlite3();
    void areDescribed();
    void areNoted();

private:
    [[nodiscard]] QString path() const { return m_folder->filePath(u"journal.sqlite"_s); }
    [[nodiscard]] std::unique_ptr<Journal> opened() const
    {
        Result<std::unique_ptr<Journal>> journal = Journal::open(path());
        if (!journal)
            qFatal("%s", qPrintable(journal.error().detail));
        return *std::move(journal);
    }
    /// A run that took `v1`, and lost `prod` and a manifest.
    [[nodiscard]] qint64 write() const
    {
        const auto journal = opened();
        const qint64 id = journal
                              ->begin({0, u"id"_s, u"lab"_s, u"team/app"_s, u"maria"_s, u"too old"_s, begun},
                                      {{Step::Kind::RemoveTag, tag(u"v1"), m_image.digest()}}, {m_image},
                                      {{{m_image.digest(), tag(u"prod")}}, {}})
                              .value();
        const bool isWritten = journal->record(id, 0, StepState::Sent) && journal->record(id, 0, StepState::Done)
            && journal->addRace(id, {tag(u"rc"), m_image.digest(), std::nullopt}) && journal->addLosses(id, m_lost, 3)
            && journal->addGone(id, {{m_image.digest(), support::blob("layer")}}) && journal->end(id, begun.addSecs(9));
        if (!isWritten)
            qFatal("the run was not written");
        return id;
    }
    void check(qint64 id) const
    {
        const auto journal = opened();
        const std::vector<Loss> losses = journal->losses(id).value();
        QCOMPARE(losses.size(), m_lost.size());
        for (std::size_t i = 0; i < losses.size(); ++i) {
            QVERIFY(losses[i].tag == m_lost[i].tag && losses[i].digest == m_lost[i].digest);
            QVERIFY(losses[i].seen.isValid());
        }
        QCOMPARE(journal->runs().value()[0].notLookedAt, 3);
        const std::vector<GoneBlob> gone = journal->gone(id).value();
        QCOMPARE(gone.size(), std::size_t(1));
        QVERIFY(gone[0].manifest == m_image.digest() && gone[0].blob == support::blob("layer"));
    }
    /// What `sqlite3` says to @p sql, or its error.
    [[nodiscard]] QString asked(const QString &sql) const
    {
        support::ChildProcess sqlite(support::findProgram(u"sqlite3"_s), {u"-readonly"_s, path(), sql});
        const int exitCode = sqlite.waitForEnd();
        const QString answer = QString::fromUtf8(sqlite.log()).trimmed();
        return exitCode == 0 ? answer : u"%1: %2"_s.arg(exitCode).arg(answer);
    }

    const oci::Manifest m_image = support::imageManifest({{"config", 3}, {"layer", 100}});
    const std::vector<Loss> m_lost{{tag(u"prod"), m_image.digest()}, {{}, m_image.digest()}};
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestJournalLosses::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestJournalLosses::areKeptOnce()
{
    const qint64 id = write();
    check(id);
    QVERIFY(opened()->addLosses(id, {m_lost[1], m_lost[0]}, 3)); // a run that was gone on with
    QVERIFY(opened()->addGone(id, {{m_image.digest(), support::blob("layer")}}));
    check(id);
    QVERIFY(opened()->losses(id + 1).value().empty());
    QVERIFY(opened()->forget(begun.addDays(1)));
    QVERIFY(opened()->losses(id).value().empty());
}

void TestJournalLosses::areThereInAnOlderFile()
{
    const qsizetype versions = journalSchema().size();
    for (qsizetype version = 1; version < versions; ++version) {
        init();
        {
            const auto database = base::Database::open(path(), journalSchema().first(version));
            QVERIFY(database);
            QVERIFY((*database)->run(u"INSERT INTO runs(connection, registry, repository, account, reason, begun)"
                                     " VALUES('id', 'lab', 'team/app', 'maria', 'old', '2026-11-26T03:04:05Z')"_s));
        }
        const auto journal = opened();
        const std::vector<RunRecord> runs = journal->runs().value();
        QCOMPARE(runs.size(), std::size_t(1));
        QCOMPARE(runs[0].notLookedAt, 0);
        QVERIFY(journal->losses(runs[0].id).value().empty());
        QVERIFY(journal->gone(runs[0].id).value().empty());
        QVERIFY(journal->addLosses(runs[0].id, m_lost, 3));
        QVERIFY(journal->addGone(runs[0].id, {{m_image.digest(), support::blob("layer")}}));
        check(runs[0].id);
    }
}

void TestJournalLosses::outliveDamage()
{
    const qint64 id = write();
    QVERIFY(setAside(path()));
    check(id);
}

/// The page about the journal has each of its columns and each word that is in them.
void TestJournalLosses::areDescribed()
{
    std::ignore = write();
    QFile file(QStringLiteral(SOURCE_DIR "/app/changes/JOURNAL.md"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QMap<QString, QString> rows; // by what stands in their first cell, the columns of a table below its name
    QString table;
    const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n');
    for (const QString &line : lines) {
        if (line.startsWith(u"## "_s))
            table = line.section(u'`', 1, 1);
        if (line.startsWith(u"| `"_s) || line.startsWith(u"| (empty)"_s)) {
            const QString first = line.section(u'|', 1, 1).trimmed();
            rows[table.isEmpty() ? first : table] += table.isEmpty() ? line.section(u'|', 2, 2) : line;
            rows[u"words"_s] += first;
        }
    }
    const QStringList columns
        = asked(u"SELECT m.name || ' ' || c.name FROM sqlite_schema m, pragma_table_info(m.name) c"
                " WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%'"_s)
              .split(u'\n');
    QVERIFY(columns.size() > 40);
    for (const QString &column : columns) {
        const QString owner = column.section(u' ', 0, 0);
        const QString row = rows.contains(owner) ? rows[owner] : rows[u'`' + owner + u'`'];
        QVERIFY2(row.contains(u'`' + column.section(u' ', 1) + u'`'), qPrintable(column));
    }
    QStringList words;
    for (int kind = 0; kind <= static_cast<int>(Step::Kind::PutTag); ++kind)
        words.append(wordOf(static_cast<Step::Kind>(kind)));
    for (int state = 0; state <= static_cast<int>(StepState::Unknown); ++state)
        words.append(wordOf(static_cast<StepState>(state)));
    for (int cause = 1; cause <= static_cast<int>(StepCause::Kind::LeftUnread); ++cause)
        words.append(wordOf(static_cast<StepCause::Kind>(cause)));
    const QString described = rows[u"words"_s] + rows[u"steps"_s];
    for (const QString &word : words)
        QVERIFY2(described.contains(u'`' + word + u'`'), qPrintable(word));
}

void TestJournalLosses::areReadWithSqlite3()
{
    std::ignore = write();
    const QString digest = m_image.digest().toString();
    QCOMPARE(asked(u"SELECT kind, tag, digest, state FROM steps ORDER BY run, position"_s),
             u"remove-tag|v1|%1|done"_s.arg(digest));
    QCOMPARE(asked(u"SELECT repository, account, reason, begun, ended, stopped, not_looked_at FROM runs"_s),
             u"team/app|maria|too old|2026-11-26T03:04:05Z|2026-11-26T03:04:14Z|0|3"_s);
    QCOMPARE(asked(u"SELECT tag, digest FROM losses JOIN runs ON runs.id = losses.run ORDER BY losses.rowid"_s),
             u"prod|%1\n|%1"_s.arg(digest));
    QCOMPARE(asked(u"SELECT digest, blob FROM gone"_s), u"%1|%2"_s.arg(digest, support::blob("layer").toString()));
    QCOMPARE(asked(u"SELECT tag, expected, found IS NULL FROM races"_s), u"rc|%1|1"_s.arg(digest));
    QCOMPARE(asked(u"SELECT tag, digest, stays FROM around"_s), u"prod|%1|1"_s.arg(digest));
    QCOMPARE(asked(u"SELECT media_type, CAST(bytes AS TEXT) FROM manifests JOIN kept USING(digest)"_s),
             m_image.mediaType().toString() + u'|' + QString::fromUtf8(m_image.raw()));
    QCOMPARE(asked(u"SELECT count(*) FROM missing"_s), u"0"_s);
    QCOMPARE(asked(u"SELECT group_concat(name, ' ') FROM (SELECT name FROM sqlite_schema WHERE type = 'table'"
                   " AND name NOT LIKE 'sqlite%' ORDER BY name)"_s),
             u"around gone kept losses manifests missing races runs steps"_s);
}

/// A loss that is found later is not noted with those before.
void TestJournalLosses::areNoted()
{
    const qint64 id = write();
    const auto noted = [this](qint64 run) {
        std::vector<bool> all;
        const std::vector<Loss> losses = opened()->losses(run).value();
        all.reserve(losses.size());
        for (const Loss &loss : losses)
            all.push_back(loss.isNoted);
        return all;
    };
    const qint64 other = write();
    QVERIFY(opened()->noteLosses(id));
    QCOMPARE(noted(id), std::vector<bool>({true, true}));
    QCOMPARE(noted(other), std::vector<bool>({false, false}));
    QVERIFY(opened()->addLosses(id, {m_lost[0], {tag(u"later"), m_image.digest()}}, 0));
    QCOMPARE(noted(id), std::vector<bool>({true, true, false}));
    QVERIFY(setAside(path()));
    QCOMPARE(noted(id), std::vector<bool>({true, true, false}));
}

QTEST_GUILESS_MAIN(TestJournalLosses)
#include "tst_journallosses.moc"
