#include <atomic>

#include <QDir>
#include <QPushButton>
#include <QTabBar>

#include "app/changes/journal.h"
#include "models/runhistorymodel.h"
#include "tests/gui/registryrun.h"
#include "tests/support/manifests.h"
#include "tests/support/registrymodel.h"
#include "ui/dialogs/doctorview.h"

using namespace Qt::StringLiterals;
using registryrun::mark;
using registryrun::review;
using support::RegistryModel;

namespace {

/// A registry with `team/app` in it, and a profile with one connection to it.
class Lab
{
public:
    explicit Lab(bool isReadOnly = true)
        : m_model(support::ServerKind::DeletesTags)
    {
        m_model.change([](RegistryModel::Repositories &all) {
            for (const QByteArray &tag : {QByteArray("v1"), QByteArray("v2"), QByteArray("v3")}) {
                const QByteArray config = all["team/app"].addBlob("config " + tag);
                const QByteArray layer = all["team/app"].addBlob("layer " + tag);
                const oci::Manifest image
                    = support::imageManifest({{"config " + tag, 7 + tag.size()}, {"layer " + tag, 6 + tag.size()}});
                all["team/app"].addManifest(image.raw(), image.mediaType().toString().toLatin1(), tag);
            }
        });
        m_model.setMeanwhile([this](const support::ReceivedRequest &request, RegistryModel::Repositories &) {
            m_changes += request.method != "GET" && request.method != "HEAD";
        });
        connection
            = connections::Connection::toHost({false, "127.0.0.1", m_model.port()}, connections::SchemeChoice::Http);
        connection.name = u"Lab"_s;
        connection.readOnly = isReadOnly;
        const connections::ConnectionFile file(m_profile.filePath(u"config/connections.json"_s));
        if (!QDir(m_profile.path()).mkpath(u"config"_s) || !QDir(m_profile.path()).mkpath(u"data"_s)
            || !file.write({connection}))
            qFatal("the profile cannot be written");
    }

    [[nodiscard]] ui::Options options() const
    {
        ui::Options options;
        options.target = QString::fromLatin1(m_model.url() + "/team/app");
        options.profile = m_profile.path();
        return options;
    }
    [[nodiscard]] QString path(const QString &name) const { return m_profile.filePath(name); }
    [[nodiscard]] int changes() const noexcept { return m_changes; } ///< requests that are not for reading
    [[nodiscard]] qsizetype tags() const { return qsizetype(m_model.state("team/app").liveTags().size()); }

    connections::Connection connection;

private:
    QTemporaryDir m_profile;
    std::atomic<int> m_changes = 0;
    RegistryModel m_model; ///< last: its threads count
};

bool isListed(DrivenWindow &window)
{
    return window.tags() && window.tagRow(u"v1"_s).isValid() && window.find<QLabel>(u"tagsCompleteness"_s);
}

/// *Unlock…*, or *Lock now*; waits for what the strip says then.
void toggleLock(DrivenWindow &window, const QString &words)
{
    window.tree()->setCurrentIndex(window.tree()->model()->index(0, 0));
    window.trigger(u"unlockAction"_s);
    if (window.find<QAbstractButton>(u"unlockAcceptButton"_s))
        window.press(u"unlockAcceptButton"_s);
    WAIT_FOR(window.find<QLabel>(u"connectionLock"_s)->text().startsWith(words));
    window.application.window().activateWindow(); // for shortcuts: offscreen no dialog gives that back
    QVERIFY(QTest::qWaitForWindowActive(&window.application.window(), 60000));
}
void unlock(DrivenWindow &window)
{
    toggleLock(window, u"Changes allowed"_s);
}
void lock(DrivenWindow &window)
{
    toggleLock(window, u"Read-only"_s);
}

/// Clicks on what is shown of that name, whether or not it is switched on.
void click(QWidget *parent, const QString &name)
{
    for (QAbstractButton *button : parent->findChildren<QAbstractButton *>(name)) {
        if (button->isVisible())
            QTest::mouseClick(button, Qt::LeftButton);
    }
}

/// Fills in and presses whatever an action brought up, and closes what is left of it.
void approveWhatIsOpen(DrivenWindow &window)
{
    if (auto *dialog = window.application.window().findChild<ui::PlanDialog *>()) {
        dialog->findChild<QLineEdit *>(u"planConfirmField"_s)->setText(u"team/app"_s);
        click(dialog, u"planDeleteButton"_s);
    }
    if (auto *dialog = window.application.window().findChild<ui::RetagDialog *>()) {
        dialog->findChild<QLineEdit *>(u"retagNameField"_s)->setText(u"v9"_s);
        click(dialog, u"retagButton"_s);
    }
    for (const QString &button : {u"pendingReviewButton"_s, u"restoreApproveButton"_s, u"repairRestoreButton"_s,
                                  u"runNoticeButton"_s, u"restoreRunButton"_s, u"goOnRunButton"_s})
        click(&window.application.window(), button);
    for (QDialog *dialog : window.application.window().findChildren<QDialog *>())
        dialog->reject();
    WAIT_FOR(window.application.window().findChildren<QDialog *>().isEmpty());
}

/// Somebody pressed what begins a run, and was told that it must not.
bool isRefused(DrivenWindow &window)
{
    window.find<QTabBar>(u"activityTabs"_s)->setCurrentIndex(1); // what failed
    const auto *view = window.find<QTreeView>(u"activityView"_s);
    for (int row = 0; view && row < view->model()->rowCount(); ++row) {
        for (int column = 0; column < view->model()->columnCount(); ++column) {
            if (view->model()->index(row, column).data().toString().contains(u"read-only"_s))
                return true;
        }
    }
    return false;
}

/// Locks the connection: the bar on its page stays, without its button.
void lockUnderTheBar(DrivenWindow &window)
{
    lock(window);
    window.tree()->setCurrentIndex(window.treeRow({u"Lab"_s, u"team"_s, u"app"_s}));
    WAIT_FOR(window.find<QWidget>(u"runNoticeBar"_s));
    const auto *button = window.application.window().findChild<QAbstractButton *>(u"runNoticeButton"_s);
    QVERIFY(button && !button->isVisible());
}

} // namespace

/// A connection that is read-only, in the window: whatever is pressed, nothing that changes something reaches its
/// registry. Also where it was prepared while changes were allowed.
class tst_LockedWindow : public QObject
{
    Q_OBJECT

private slots:
    void keysAndActions();
    void theRegistrySees();
    void aReviewThatIsOpen();
    void aRetagThatIsOpen();
    void theUndoBar();
    void theRestoreBar();
    void aSavedPlan();
    void aRunThatWasLeft();
    void theDoctor();
};

/// Each key and each action for a change, shown or hidden.
void tst_LockedWindow::keysAndActions()
{
    Lab lab;
    DrivenWindow window(lab.options());
    WAIT_FOR(isListed(window));
    window.prompts.nextConfirm = true;
    window.prompts.nextText = u"a-text"_s;
    int tried = 0;
    for (const QString &name :
         {u"markForDeletionAction"_s, u"retagAction"_s, u"markImagesAction"_s, u"deleteRepositoryAction"_s,
          u"deleteUntaggedAction"_s, u"reviewChangesAction"_s, u"undoMarksAction"_s, u"redoMarksAction"_s,
          u"discardChangesAction"_s, u"restoreMissingAction"_s, u"restoreRunAction"_s, u"goOnRunAction"_s,
          u"stopRunAction"_s, u"checkBrokenImagesAction"_s}) {
        for (QAction *action : window.application.window().findChildren<QAction *>(name)) {
            window.clickTag(u"v1"_s);
            window.tags()->selectAll();
            for (const QKeySequence &keys : action->shortcuts())
                QTest::keySequence(window.tags(), keys);
            action->trigger();
            ++tried;
            approveWhatIsOpen(window);
        }
    }
    QVERIFY(tried >= 8);
    QVERIFY(!window.find<QWidget>(u"pendingBar"_s));
    QCOMPARE(lab.changes(), 0);
    QCOMPARE(lab.tags(), 3);
}

/// Where it may, it does: the registry would have seen it.
void tst_LockedWindow::theRegistrySees()
{
    Lab lab;
    DrivenWindow window(lab.options());
    WAIT_FOR(isListed(window));
    unlock(window);
    mark(window, {u"v1"_s});
    ui::PlanDialog *dialog = review(window);
    QVERIFY(dialog);
    click(dialog, u"planDeleteButton"_s);
    WAIT_FOR(lab.tags() == 2);
    QVERIFY(lab.changes() > 0);
}

void tst_LockedWindow::aReviewThatIsOpen()
{
    Lab lab;
    DrivenWindow window(lab.options());
    WAIT_FOR(isListed(window));
    unlock(window);
    mark(window, {u"v1"_s});
    ui::PlanDialog *dialog = review(window);
    QVERIFY(dialog);
    const int probes = lab.changes(); // of what a review asks
    lock(window);
    click(dialog, u"planDeleteButton"_s);
    window.trigger(u"activityAction"_s);
    WAIT_FOR(isRefused(window));
    QCOMPARE(lab.changes(), probes);
    QCOMPARE(lab.tags(), 3);
}

void tst_LockedWindow::aRetagThatIsOpen()
{
    Lab lab;
    DrivenWindow window(lab.options());
    WAIT_FOR(isListed(window));
    unlock(window);
    window.clickTag(u"v1"_s);
    QTest::keyClick(window.tags(), Qt::Key_F2);
    auto *dialog = window.application.window().findChild<ui::RetagDialog *>();
    QVERIFY(dialog);
    WAIT_FOR(dialog->reading() != nullptr);
    window.type(u"retagNameField"_s, u"v9"_s);
    WAIT_FOR(dialog->findChild<QPushButton *>(u"retagButton"_s)->isEnabled());
    const int probes = lab.changes();
    lock(window);
    QTest::keyClick(dialog->findChild<QLineEdit *>(u"retagNameField"_s), Qt::Key_Return);
    window.trigger(u"activityAction"_s);
    WAIT_FOR(isRefused(window));
    QCOMPARE(lab.changes(), probes);
    QCOMPARE(lab.tags(), 3);
}

void tst_LockedWindow::theUndoBar()
{
    Lab lab;
    DrivenWindow window(lab.options());
    WAIT_FOR(isListed(window));
    unlock(window);
    window.clickTag(u"v1"_s);
    QTest::keyClick(window.tags(), Qt::Key_F2);
    const auto *dialog = window.application.window().findChild<ui::RetagDialog *>();
    QVERIFY(dialog);
    WAIT_FOR(dialog->reading() != nullptr);
    window.type(u"retagNameField"_s, u"v9"_s);
    window.press(u"retagButton"_s);
    WAIT_FOR(window.find<QWidget>(u"runNoticeBar"_s));
    QCOMPARE(lab.tags(), 4);
    const int before = lab.changes();
    lockUnderTheBar(window);
    window.application.window()
        .findChild<QAbstractButton *>(u"runNoticeButton"_s)
        ->click(); // nobody can, and nothing would come of it
    window.trigger(u"activityAction"_s);
    WAIT_FOR(isRefused(window));
    QCOMPARE(lab.changes(), before);
    QCOMPARE(lab.tags(), 4);
}

void tst_LockedWindow::theRestoreBar()
{
    Lab lab;
    DrivenWindow window(lab.options());
    WAIT_FOR(isListed(window));
    unlock(window);
    mark(window, {u"v1"_s});
    ui::PlanDialog *dialog = review(window);
    QVERIFY(dialog);
    click(dialog, u"planDeleteButton"_s);
    WAIT_FOR(window.find<QWidget>(u"runNoticeButton"_s));
    const int before = lab.changes();
    lockUnderTheBar(window);
    window.application.window()
        .findChild<QAbstractButton *>(u"runNoticeButton"_s)
        ->click(); // nobody can; the history says why nothing comes of it
    WAIT_FOR(window.find<QTreeView>(u"historyView"_s));
    approveWhatIsOpen(window);
    QCOMPARE(lab.changes(), before);
    QCOMPARE(lab.tags(), 2);
}

void tst_LockedWindow::aSavedPlan()
{
    Lab lab;
    DrivenWindow window(lab.options());
    WAIT_FOR(isListed(window));
    unlock(window);
    mark(window, {u"v1"_s});
    ui::PlanDialog *dialog = review(window);
    QVERIFY(dialog);
    window.prompts.nextText = lab.path(u"plan.json"_s);
    click(dialog, u"planSaveButton"_s);
    QVERIFY(QFile::exists(lab.path(u"plan.json"_s)));
    click(dialog, u"planCancelButton"_s);
    lock(window);
    const int probes = lab.changes();
    window.prompts.nextText = lab.path(u"plan.json"_s);
    window.trigger(u"openPlanAction"_s);
    QCOMPARE(window.prompts.told, QStringList{u"Lab is read-only."_s});
    WAIT_FOR(!window.application.window().findChild<ui::PlanDialog *>());
    QCOMPARE(lab.changes(), probes);
    QCOMPARE(lab.tags(), 3);
}

/// It is in the journal, may not go on, and nothing of it is put back.
void tst_LockedWindow::aRunThatWasLeft()
{
    Lab lab;
    {
        const auto journal = changes::Journal::open(lab.path(u"data/changes.sqlite"_s));
        QVERIFY(journal);
        const oci::TagName tag = *oci::TagName::parse(u"v1"_s);
        const oci::Manifest image = support::imageManifest({{"config v1", 9}, {"layer v1", 8}});
        changes::RunRecord run;
        run.connection = lab.connection.id;
        run.registry = lab.connection.address();
        run.repository = u"team/app"_s;
        run.begun = QDateTime::currentDateTimeUtc();
        const auto begun
            = (*journal)->begin(run, {{changes::Step::Kind::RemoveTag, tag, image.digest(), {}, {}}}, {image});
        QVERIFY(begun);
    }
    DrivenWindow window(lab.options());
    WAIT_FOR(isListed(window));
    window.prompts.nextConfirm = true;
    window.trigger(u"activityAction"_s);
    window.find<QTabBar>(u"activityTabs"_s)->setCurrentIndex(3);
    WAIT_FOR(window.find<QTreeView>(u"historyView"_s)
             && window.find<QTreeView>(u"historyView"_s)->model()->rowCount() == 1);
    window.find<QTreeView>(u"historyView"_s)
        ->setCurrentIndex(window.find<QTreeView>(u"historyView"_s)->model()->index(0, 0));
    for (const QString &name : {u"goOnRun"_s, u"restoreRun"_s, u"restoreMissing"_s}) {
        for (QAction *action : window.application.window().findChildren<QAction *>(QString(name + u"Action")))
            action->trigger();
        click(&window.application.window(), name + u"Button");
    }
    QCOMPARE(lab.changes(), 0);
    QCOMPARE(lab.tags(), 3);
    // It goes on once it may.
    unlock(window);
    window.press(u"goOnRunButton"_s);
    WAIT_FOR(lab.tags() == 2);
}

/// Its question whether deletion is on is a change, too: it is not offered. Where it is, it is seen.
void tst_LockedWindow::theDoctor()
{
    for (const bool isReadOnly : {true, false}) {
        Lab lab(isReadOnly);
        DrivenWindow window(lab.options());
        WAIT_FOR(isListed(window));
        window.prompts.nextConfirm = true;
        window.tree()->setCurrentIndex(window.tree()->model()->index(0, 0));
        window.trigger(u"runDoctorAction"_s);
        const auto isDone = [&window] {
            const auto *view = window.find<ui::DoctorView>(u"doctorView"_s);
            return view && !view->isRunning();
        };
        WAIT_FOR(isDone());
        click(&window.application.window(), u"askDeletionButton"_s);
        WAIT_FOR(isDone());
        QCOMPARE(lab.changes() > 0, !isReadOnly);
        QCOMPARE(lab.tags(), 3);
    }
}

QTEST_MAIN(tst_LockedWindow)
#include "tst_lockedwindow.moc"
