#include <QDir>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTabBar>

#include "app/changes/journal.h"
#include "models/runhistorymodel.h"
#include "tests/gui/drivenwindow.h"
#include "tests/gui/taggedfolder.h"
#include "ui/delegates/offerdelegate.h"
#include "ui/dialogs/plandialog.h"
#include "ui/dialogs/restoredialog.h"

using namespace Qt::StringLiterals;
using models::RunHistoryModel;

namespace {

bool isListed(DrivenWindow &window)
{
    return window.tags() && window.find<QLabel>(u"tagsCompleteness"_s);
}

QTreeView *history(DrivenWindow &window)
{
    if (!window.find<QTabBar>(u"activityTabs"_s))
        window.trigger(u"activityAction"_s);
    window.find<QTabBar>(u"activityTabs"_s)->setCurrentIndex(3);
    return window.find<QTreeView>(u"historyView"_s);
}

/// The same, once it has @p rows.
QTreeView *history(DrivenWindow &window, int rows)
{
    const auto isThere = [&window, rows] {
        const QTreeView *view = history(window);
        return view && view->model()->rowCount() == rows;
    };
    return QTest::qWaitFor(isThere, 60'000) ? history(window) : nullptr;
}

QString what(const QTreeView *view, int row, const QModelIndex &parent = {})
{
    return view->model()->index(row, RunHistoryModel::WhatColumn, parent).data().toString();
}

void remove(DrivenWindow &window, const QStringList &tags)
{
    for (const QString &tag : tags) {
        window.clickTag(tag);
        QTest::keyClick(window.tags(), Qt::Key_Delete);
    }
    window.press(u"pendingReviewButton"_s);
    auto *dialog = window.application.window().findChild<ui::PlanDialog *>();
    QVERIFY(dialog);
    auto *run = dialog->findChild<QPushButton *>(u"planDeleteButton"_s);
    WAIT_FOR(run->isEnabled());
    dialog->findChild<QLineEdit *>(u"planReasonField"_s)->setText(u"too old"_s);
    QTest::mouseClick(run, Qt::LeftButton);
    WAIT_FOR(!window.tagRow(tags.constFirst()).isValid());
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// A profile with a connection to @p folder, and a run in its journal that was to delete `pr-1`, beside `prod`, and was
/// left.
void leaveARun(TaggedFolder &folder, const QString &profile, bool wasSent = false, bool isReadOnly = false)
{
    auto connection = connections::Connection::toFolder(folder.options().target);
    connection.readOnly = isReadOnly;
    QVERIFY(QDir(profile).mkpath(u"config"_s) && QDir(profile).mkpath(u"data"_s));
    QVERIFY(connections::ConnectionFile(profile + u"/config/connections.json"_s).write({connection}));
    const auto tag = *oci::TagName::parse(u"pr-1"_s);
    const auto kept = *oci::TagName::parse(u"prod"_s);
    const auto image = folder.layout().manifest(TaggedFolder::repository(), tag, {});
    const auto beside = folder.layout().resolve(TaggedFolder::repository(), kept, {});
    QVERIFY(image && beside);
    const auto journal = changes::Journal::open(profile + u"/data/changes.sqlite"_s);
    QVERIFY(journal);
    changes::RunRecord run;
    run.connection = connection.id;
    run.registry = u"folder"_s;
    run.repository = u"app"_s; // as the folder is opened by itself
    run.begun = QDateTime::currentDateTimeUtc();
    const auto id = (*journal)->begin(run, {{changes::Step::Kind::RemoveTag, tag, image->digest(), {}, {}}}, {*image},
                                      {{{beside->digest, kept}}, {}});
    QVERIFY(id);
    if (wasSent)
        QVERIFY((*journal)->record(*id, 0, changes::StepState::Sent));
}

/// A journal in @p profile of runs that ended so many @p days ago.
void keepRuns(const QString &profile, const QList<int> &days)
{
    QVERIFY(QDir(profile).mkpath(u"data"_s));
    const auto journal = changes::Journal::open(profile + u"/data/changes.sqlite"_s);
    QVERIFY(journal);
    for (const int ago : days) {
        changes::RunRecord run;
        run.repository = u"app"_s;
        run.begun = QDateTime::currentDateTimeUtc().addDays(-ago);
        const Result<qint64> id = (*journal)->begin(run, {}, {});
        QVERIFY(id && (*journal)->end(*id, run.begun));
    }
}

} // namespace

/// What was done can be read, put back, and gone on with.
class tst_RunHistory : public QObject
{
    Q_OBJECT

private slots:
    void nothingWasDone();
    void deletedTagsComeBack();
    void aRowHasItsButton();
    void whatOthersDidIsShown();
    void nothingIsLeftToRestore();
    void unfinishedRunGoesOn();
    void goesOnOnceItIsUnlocked();
    void unfinishedRunIsStopped();
    void stoppedRunIsLookedAt();
    void oldRunsAreForgotten();
    void howLongIsChosen();
    void removalSaysWhatIsLost();
    void exports_data();
    void exports();
    void damagedJournal();
};

void tst_RunHistory::nothingWasDone()
{
    DrivenWindow window;
    QVERIFY(!history(window));
    QVERIFY(!window.find<QAbstractButton>(u"exportHistoryButton"_s)->isEnabled());
    QVERIFY(!window.find<QAbstractButton>(u"restoreRunButton"_s)->isEnabled());
    QVERIFY(!window.find<QWidget>(u"windowNotice"_s));
}

void tst_RunHistory::deletedTagsComeBack()
{
    TaggedFolder folder;
    const QByteArray before = folder.raw(u"pr-1"_s);
    const QByteArray prod = folder.raw(u"prod"_s);
    QVERIFY(!before.isEmpty() && !prod.isEmpty());
    DrivenWindow window(folder.options());
    WAIT_FOR(isListed(window));
    remove(window, {u"pr-1"_s, u"rc"_s});
    QCOMPARE(folder.tags(), (QStringList{u"pr-2"_s, u"prod"_s}));
    QVERIFY(folder.raw(u"pr-1"_s).isEmpty() && folder.raw(u"rc"_s).isEmpty());

    QTreeView *view = history(window, 1);
    QVERIFY(view);
    QCOMPARE(what(view, 0), u"Deleted 2 tags"_s);
    const QModelIndex run = view->model()->index(0, 0);
    QCOMPARE(what(view, 0, run), u"Without a sign-in: too old"_s);
    QCOMPARE(view->model()->rowCount(run), 3);
    WAIT_FOR(window.find<QAbstractButton>(u"restoreRunButton"_s)->isEnabled());
    window.press(u"restoreRunButton"_s);
    auto *dialog = window.application.window().findChild<ui::RestoreDialog *>();
    QVERIFY(dialog);
    auto *approve = dialog->findChild<QPushButton *>(u"restoreApproveButton"_s);
    WAIT_FOR(approve->isEnabled());
    QCOMPARE(approve->text(), u"Restore 2 tags"_s);
    QCOMPARE(folder.tags().size(), 2); // nothing yet
    QTest::mouseClick(approve, Qt::LeftButton);
    WAIT_FOR(window.tagRow(u"pr-1"_s).isValid() && window.tagRow(u"rc"_s).isValid());
    QCOMPARE(folder.raw(u"pr-1"_s), before);
    for (const QString &tag : {u"prod"_s, u"rc"_s})
        QCOMPARE(folder.raw(tag), prod);
    QCOMPARE(folder.tags().size(), 4);
    WAIT_FOR(view->model()->rowCount() == 2);
    QCOMPARE(what(view, 0), u"Restored 2 tags"_s);
    WAIT_FOR(view->model()->index(1, RunHistoryModel::RestoreColumn).data().toString().startsWith(u"Restored"_s));
}

void tst_RunHistory::aRowHasItsButton()
{
    TaggedFolder folder;
    DrivenWindow window(folder.options());
    WAIT_FOR(isListed(window));
    remove(window, {u"pr-1"_s});
    QTreeView *view = history(window, 1);
    QVERIFY(view);
    const QModelIndex cell = view->model()->index(0, RunHistoryModel::OfferColumn);
    WAIT_FOR(cell.data().toString() == u"Restore…"_s);
    QStyleOptionViewItem option;
    option.font = view->font();
    option.rect = view->visualRect(cell);
    const QRect button = ui::OfferDelegate::buttonRect(option, cell);
    QVERIFY(view->viewport()->rect().contains(button));
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, button.topLeft() - QPoint(4, 0)); // beside it
    QVERIFY(!window.application.window().findChild<ui::RestoreDialog *>());
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, button.center());
    QVERIFY(window.application.window().findChild<ui::RestoreDialog *>());
}

/// Somebody moves a tag between the review and the run: it is left alone, and the window says so.
void tst_RunHistory::whatOthersDidIsShown()
{
    TaggedFolder folder;
    DrivenWindow window(folder.options());
    WAIT_FOR(isListed(window));
    for (const QString &tag : {u"pr-1"_s, u"rc"_s}) {
        window.clickTag(tag);
        QTest::keyClick(window.tags(), Qt::Key_Delete);
    }
    window.press(u"pendingReviewButton"_s);
    auto *run = window.application.window().findChild<QPushButton *>(u"planDeleteButton"_s);
    QVERIFY(run);
    WAIT_FOR(run->isEnabled());
    const auto other = folder.layout().manifest(TaggedFolder::repository(), *oci::TagName::parse(u"pr-2"_s), {});
    QVERIFY(other);
    QVERIFY(folder.layout().putManifest(TaggedFolder::repository(), *oci::TagName::parse(u"rc"_s), *other, {}));
    QTest::mouseClick(run, Qt::LeftButton);
    WAIT_FOR(window.find<QWidget>(u"windowNotice"_s));
    const auto *notice = window.find<QWidget>(u"windowNotice"_s);
    const QString words = notice->findChild<QLabel *>(u"infoBarText"_s)->text();
    QVERIFY2(words.startsWith(u"Something on "_s)
                 && words.endsWith(u" has changed since the plan was made. What the plan speaks of is another image by "
                                   u"now, or gone (app: rc). It is left alone. Review the plan again."_s),
             qPrintable(words));
    QCOMPARE(folder.tags(), (QStringList{u"pr-2"_s, u"prod"_s, u"rc"_s}));

    QTest::mouseClick(notice->findChild<QPushButton *>(), Qt::LeftButton);
    const QTreeView *view = history(window, 1);
    QVERIFY(view);
    WAIT_FOR(view->model()->index(0, RunHistoryModel::ResultColumn).data().toString()
             == u"1 done, 1 skipped, 1 changed by others"_s);
    const QPersistentModelIndex top = view->model()->index(0, 0);
    WAIT_FOR(view->isExpanded(top));
    QCOMPARE(view->model()->rowCount(top), 4);
    QCOMPARE(what(view, 3, top), u"rc"_s);
    QVERIFY(view->model()->index(3, RunHistoryModel::ResultColumn, top).data().toString().startsWith(u"Moved by"_s));
}

void tst_RunHistory::nothingIsLeftToRestore()
{
    TaggedFolder folder;
    DrivenWindow window(folder.options());
    WAIT_FOR(isListed(window));
    remove(window, {u"pr-1"_s});
    QVERIFY(QDir(folder.root() + u"/team/app/blobs"_s).removeRecursively()); // as a garbage collection would
    QTreeView *view = history(window, 1);
    QVERIFY(view);
    WAIT_FOR(window.find<QAbstractButton>(u"restoreRunButton"_s)->isEnabled());
    window.press(u"restoreRunButton"_s);
    auto *dialog = window.application.window().findChild<ui::RestoreDialog *>();
    QVERIFY(dialog);
    auto *rows = dialog->findChild<QTreeView *>(u"restoreTree"_s);
    WAIT_FOR(rows->model()->rowCount() == 1);
    QCOMPARE(rows->model()->index(0, 0).data().toString(), u"pr-1"_s);
    QVERIFY(rows->model()->index(0, 2).data().toString().startsWith(u"Not put back: its layer"_s));
    QVERIFY(!dialog->findChild<QPushButton *>(u"restoreApproveButton"_s)->isEnabled());
}

void tst_RunHistory::unfinishedRunGoesOn()
{
    TaggedFolder folder;
    const QTemporaryDir profile;
    leaveARun(folder, profile.path());
    ui::Options options = folder.options();
    options.profile = profile.path();
    DrivenWindow window(options);
    WAIT_FOR(isListed(window));
    WAIT_FOR(window.find<QWidget>(u"windowNotice"_s));
    QCOMPARE(folder.tags().size(), 4); // it waits for somebody
    QTest::mouseClick(window.find<QWidget>(u"windowNotice"_s)->findChild<QPushButton *>(), Qt::LeftButton);
    QTreeView *view = history(window, 1);
    QVERIFY(view);
    WAIT_FOR(view->model()->index(0, RunHistoryModel::ResultColumn).data().toString().startsWith(u"Not finished"_s));
    window.press(u"goOnRunButton"_s);
    WAIT_FOR(!window.tagRow(u"pr-1"_s).isValid());
    WAIT_FOR(view->model()->index(0, RunHistoryModel::ResultColumn).data().toString() == u"1 done"_s);
    QVERIFY(!window.find<QAbstractButton>(u"goOnRunButton"_s));
    QCOMPARE(folder.tags().size(), 3);
}

/// What a row offers follows the lock of its connection, whatever else is done to the row.
void tst_RunHistory::goesOnOnceItIsUnlocked()
{
    TaggedFolder folder;
    const QTemporaryDir profile;
    leaveARun(folder, profile.path(), false, true);
    ui::Options options = folder.options();
    options.profile = profile.path();
    DrivenWindow window(options);
    WAIT_FOR(isListed(window));
    QTreeView *view = history(window, 1);
    QVERIFY(view);
    WAIT_FOR(view->model()->index(0, RunHistoryModel::ResultColumn).data().toString().startsWith(u"Not finished"_s));
    const auto canGoOn = [&window] {
        const auto *button = window.find<QAbstractButton>(u"goOnRunButton"_s);
        return button && button->isEnabled();
    };
    QVERIFY(!canGoOn());
    window.trigger(u"unlockAction"_s);
    window.press(u"unlockAcceptButton"_s);
    WAIT_FOR(canGoOn());
    window.trigger(u"unlockAction"_s); // Lock now
    WAIT_FOR(!canGoOn());
}

void tst_RunHistory::unfinishedRunIsStopped()
{
    TaggedFolder folder;
    const QTemporaryDir profile;
    leaveARun(folder, profile.path());
    ui::Options options = folder.options();
    options.profile = profile.path();
    {
        DrivenWindow window(options);
        WAIT_FOR(window.find<QWidget>(u"windowNotice"_s));
        QTreeView *view = history(window, 1);
        QVERIFY(view);
        window.prompts.nextConfirm = true;
        window.press(u"stopRunButton"_s);
        const auto result = [view] { return view->model()->index(0, RunHistoryModel::ResultColumn).data().toString(); };
        WAIT_FOR(result() == u"Stopped: 1 not tried"_s);
        QVERIFY(!window.find<QAbstractButton>(u"goOnRunButton"_s));
        QVERIFY(!window.find<QAbstractButton>(u"stopRunButton"_s));
    }
    QCOMPARE(folder.tags().size(), 4);
    DrivenWindow window(options);
    QVERIFY(history(window, 1));
    QVERIFY(!window.find<QWidget>(u"windowNotice"_s)); // nobody is asked to go on with it
}

/// What a run that was left had sent is read again when it is stopped, and what should have stayed is looked at.
void tst_RunHistory::stoppedRunIsLookedAt()
{
    TaggedFolder folder;
    const QTemporaryDir profile;
    leaveARun(folder, profile.path(), true);
    for (const QString &tag : {u"pr-1"_s, u"prod"_s})
        QVERIFY(folder.layout().deleteTag(TaggedFolder::repository(), *oci::TagName::parse(tag), {}));
    ui::Options options = folder.options();
    options.profile = profile.path();
    DrivenWindow window(options);
    WAIT_FOR(window.find<QWidget>(u"windowNotice"_s));
    QTreeView *view = history(window, 1);
    QVERIFY(view);
    window.prompts.nextConfirm = true;
    window.press(u"stopRunButton"_s);
    WAIT_FOR(view->model()->index(0, RunHistoryModel::ResultColumn).data().toString() == u"1 lost, 1 done"_s);
    const auto isSaid = [&window](const QString &words) {
        const auto labels = window.application.window().findChildren<QLabel *>();
        return std::any_of(labels.cbegin(), labels.cend(),
                           [&words](const QLabel *label) { return label->text().contains(words); });
    };
    WAIT_FOR(isSaid(u"More is gone from app than the plan said: prod."_s));
    window.press(u"infoBarButton"_s);
    QVERIFY(window.application.window().findChild<ui::RestoreDialog *>()); // and no history to look it up in
}

void tst_RunHistory::oldRunsAreForgotten()
{
    const QTemporaryDir profile;
    keepRuns(profile.path(), {31, 29});
    ui::Options options;
    options.profile = profile.path();
    DrivenWindow window(options);
    QTreeView *view = history(window, 1);
    QVERIFY(view);
    QCOMPARE(view->model()->index(0, 0).data(RunHistoryModel::RunRole).toInt(), 2);
}

void tst_RunHistory::howLongIsChosen()
{
    const QTemporaryDir profile;
    keepRuns(profile.path(), {29, 20, 3});
    ui::Options options;
    options.profile = profile.path();
    {
        DrivenWindow window(options);
        QTreeView *view = history(window, 3);
        QVERIFY(view);
        QVERIFY(window.find<QAbstractButton>(u"keepHistoryButton"_s));
        const auto isChecked = [&window](const QString &action) {
            return window.application.window().findChild<QAction *>(action)->isChecked();
        };
        QVERIFY(isChecked(u"keepHistory30Action"_s));
        window.trigger(u"keepHistory7Action"_s);
        QCOMPARE(window.prompts.confirmed, QStringList{u"Forget 2 runs?"_s});
        QVERIFY(isChecked(u"keepHistory30Action"_s)); // nobody said so
        QCOMPARE(view->model()->rowCount(), 3);

        window.prompts.nextText = u"9999"_s;
        window.trigger(u"keepHistory0Action"_s);
        QCOMPARE(window.prompts.told, QStringList{u"“9999” is no number of days."_s});
        window.prompts.nextConfirm = true;
        window.prompts.nextText = u"25"_s;
        window.trigger(u"keepHistory0Action"_s);
        QCOMPARE(window.prompts.confirmed.constLast(), u"Forget 1 run?"_s);
        WAIT_FOR(view->model()->rowCount() == 2);
        QVERIFY(isChecked(u"keepHistory0Action"_s));
        window.trigger(u"keepHistory90Action"_s); // nothing is lost by it
        QCOMPARE(window.prompts.confirmed.size(), 2);
        window.trigger(u"keepHistory7Action"_s);
        WAIT_FOR(view->model()->rowCount() == 1);
    }
    DrivenWindow window(options);
    QVERIFY(history(window, 1));
    QVERIFY(window.application.window().findChild<QAction *>(u"keepHistory7Action"_s)->isChecked());
}

void tst_RunHistory::removalSaysWhatIsLost()
{
    TaggedFolder folder;
    const QTemporaryDir profile;
    leaveARun(folder, profile.path());
    ui::Options options = folder.options();
    options.profile = profile.path();
    DrivenWindow window(options);
    WAIT_FOR(isListed(window));
    WAIT_FOR(window.find<QWidget>(u"windowNotice"_s));
    window.prompts.nextConfirm = true;
    window.trigger(u"removeConnectionAction"_s);
    QCOMPARE(window.prompts.confirmed.size(), 1);
    QVERIFY2(window.prompts.confirmTexts.constFirst().contains(u"1 run on it did not end"_s),
             qPrintable(window.prompts.confirmTexts.constFirst()));
    QVERIFY(history(window, 1)); // it is kept
    WAIT_FOR(!window.find<QAbstractButton>(u"goOnRunButton"_s));
}

void tst_RunHistory::exports_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("part");
    QTest::newRow("CSV") << u"history.csv"_s << QByteArray("remove-tag,pr-1,sha256:");
    QTest::newRow("JSON") << u"history.json"_s << QByteArray("\"kind\": \"remove-tag\"");
}

void tst_RunHistory::exports()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, part);
    TaggedFolder folder;
    const QTemporaryDir profile;
    leaveARun(folder, profile.path());
    ui::Options options = folder.options();
    options.profile = profile.path();
    DrivenWindow window(options);
    QTreeView *view = history(window, 1);
    QVERIFY(view);
    window.prompts.nextText = profile.filePath(name);
    window.press(u"exportHistoryButton"_s);
    QVERIFY2(contentOf(profile.filePath(name)).contains(part), contentOf(profile.filePath(name)).constData());
    window.prompts.nextText = profile.filePath(u"no/such/folder.csv"_s);
    window.press(u"exportHistoryButton"_s);
    QCOMPARE(window.prompts.told.size(), 1);
}

void tst_RunHistory::damagedJournal()
{
    const QTemporaryDir profile;
    QVERIFY(QDir(profile.path()).mkpath(u"data"_s));
    QFile file(profile.filePath(u"data/changes.sqlite"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(8192, 'x'));
    file.close();
    ui::Options options;
    options.profile = profile.path();
    DrivenWindow window(options);
    const auto notice = [&window] {
        const auto *bar = window.find<QWidget>(u"windowNotice"_s);
        const auto labels = bar ? bar->findChildren<QLabel *>() : QList<QLabel *>();
        return std::any_of(labels.cbegin(), labels.cend(),
                           [](const QLabel *label) { return label->text().contains(u"damaged"_s); });
    };
    WAIT_FOR(notice());
    QCOMPARE(QDir(profile.filePath(u"data"_s)).entryList({u"changes.sqlite*damaged*"_s}).size(), 1);
    QVERIFY(!history(window)); // there is nothing in it, and it says so
    WAIT_FOR(!window.find<QWidget>(u"activityDock"_s)->findChildren<QLabel *>().isEmpty());
}

QTEST_MAIN(tst_RunHistory)
#include "tst_runhistory.moc"
