#include <QSignalSpy>
#include <QTest>

#include "app/credentials/sessionstore.h"
#include "ui/controllers/runnotices.h"
#include "ui/translations.h"

using namespace Qt::StringLiterals;
using changes::RunReport;
using changes::Step;
using changes::StepRecord;
using changes::StepState;
using ui::RunNotices;
using Ending = changes::RunReport::Ending;

namespace {

oci::TagName tag(const QString &name)
{
    return *oci::TagName::parse(name);
}

StepRecord removed(const QString &name, StepState state)
{
    return {{Step::Kind::RemoveTag, tag(name), oci::Digest::of(name.toLatin1())}, state};
}

StepRecord deleted(const QByteArray &image, StepState state)
{
    return {{Step::Kind::DeleteManifest, {}, oci::Digest::of(image)}, state};
}

ui::Runs::Ended ended(std::vector<StepRecord> steps, Ending ending = Ending::Finished)
{
    ui::Runs::Ended ended;
    ended.begun.run = 7;
    ended.begun.steps = std::move(steps);
    ended.report.emplace();
    ended.report->ending = ending;
    return ended;
}

} // namespace

/// What a page says of the last run in its repository, and the way back from it.
class tst_RunNotices : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_translations.use(u"en"_s); }
    void init() { m_notices.dismiss(m_repository); }
    void deletions_data();
    void deletions();
    void silence_data();
    void silence();
    void theNextOneTakesItsPlace();

private:
    ui::Translations m_translations;
    jobs::Workers m_workers;
    ui::Sessions m_sessions{m_workers, std::make_shared<credentials::SessionStore>()};
    ui::Activities m_activities;
    ui::Runs m_runs{m_workers, m_sessions, m_activities, {}};
    RunNotices m_notices{m_runs};
    const RunNotices::Repository m_repository{u"lab"_s, *oci::RepositoryName::parse(u"team/app")};
};

void tst_RunNotices::deletions_data()
{
    QTest::addColumn<ui::Runs::Ended>("run");
    QTest::addColumn<QString>("words");
    QTest::addColumn<bool>("isRestorable");
    using enum StepState;
    QTest::newRow("a tag") << ended({removed(u"v1"_s, Done)}) << u"Deleted 1 tag."_s << true;
    QTest::newRow("tags and an image") << ended({removed(u"v1"_s, Done), removed(u"v2"_s, Done), deleted("x", Done)})
                                       << u"Deleted 2 tags."_s << true;
    QTest::newRow("images") << ended({deleted("x", Done), deleted("y", Done)}) << u"Deleted 2 images."_s << true;
    QTest::newRow("in part") << ended({removed(u"v1"_s, Done), removed(u"v2"_s, Failed), removed(u"v3"_s, Skipped)})
                             << u"Deleted 1 tag. Not as planned: 1 skipped, 1 failed; Activity has more."_s << true;
    QTest::newRow("nobody knows") << ended({removed(u"v1"_s, Unknown)})
                                  << u"Not as planned: 1 unknown; Activity has more."_s << true;
    QTest::newRow("nothing") << ended({removed(u"v1"_s, Skipped)}) << u"Not as planned: 1 skipped; Activity has more."_s
                             << false;
    QTest::newRow("stopped for good") << ended({removed(u"v1"_s, Done), removed(u"v2"_s, Planned)}, Ending::Closed)
                                      << u"Deleted 1 tag. Not as planned: 1 not tried; Activity has more."_s << true;
}

void tst_RunNotices::deletions()
{
    QFETCH(const ui::Runs::Ended, run);
    QFETCH(const bool, isRestorable);
    m_notices.sayDeleted(m_repository, run);
    QTEST(m_notices.notice(m_repository).words, "words");
    QCOMPARE(m_notices.notice(m_repository).wayBack, isRestorable ? u"Restore…"_s : QString());
    const QSignalSpy asked(&m_notices, &RunNotices::restoreRequested);
    m_notices.takeBack(m_repository);
    QCOMPARE(asked.size(), isRestorable ? 1 : 0);
    if (isRestorable)
        QCOMPARE(asked.front().front().toLongLong(), 7);
    QVERIFY(!m_notices.notice(m_repository).words.isEmpty()); // until the restore has begun
}

void tst_RunNotices::silence_data()
{
    QTest::addColumn<ui::Runs::Ended>("run");
    using enum StepState;
    QTest::newRow("never began") << ui::Runs::Ended();
    QTest::newRow("paused") << ended({removed(u"v1"_s, Done), removed(u"v2"_s, Planned)}, Ending::Paused);
    QTest::newRow("put back") << ended({{{Step::Kind::PutTag, tag(u"v1"_s), oci::Digest::of("x")}, StepState::Done}});
    ui::Runs::Ended lost = ended({removed(u"v1"_s, Done)});
    lost.report->lost.push_back({tag(u"v2"_s), oci::Digest::of("x")});
    QTest::newRow("took too much") << lost; // which the window says
}

void tst_RunNotices::silence()
{
    QFETCH(const ui::Runs::Ended, run);
    const QSignalSpy changed(&m_notices, &RunNotices::changed);
    m_notices.sayDeleted(m_repository, run);
    QVERIFY(m_notices.notice(m_repository).words.isEmpty());
    QCOMPARE(changed.size(), 0);
}

void tst_RunNotices::theNextOneTakesItsPlace()
{
    const RunNotices::Repository other{u"lab"_s, *oci::RepositoryName::parse(u"team/tool")};
    m_notices.sayDeleted(m_repository, ended({removed(u"v1"_s, StepState::Done)}));
    m_notices.say(other, {.words = u"Something else."_s});
    m_notices.say(m_repository, {.words = u"Retagged."_s});
    QCOMPARE(m_notices.notice(m_repository).words, u"Retagged."_s);
    QVERIFY(m_notices.notice(m_repository).wayBack.isEmpty());
    const QSignalSpy asked(&m_notices, &RunNotices::restoreRequested);
    m_notices.takeBack(m_repository);
    QCOMPARE(asked.size(), 0);

    m_runs.start(m_repository, u"Deleting"_s, [](const ui::Sessions::Session &) { return nullptr; });
    QVERIFY(m_notices.notice(m_repository).words.isEmpty()); // the next run has begun
    QCOMPARE(m_notices.notice(other).words, u"Something else."_s);
    QTRY_VERIFY_WITH_TIMEOUT(!m_runs.isRunning(m_repository), 60000); // there is no such connection
}

QTEST_MAIN(tst_RunNotices)
#include "tst_runnotices.moc"
