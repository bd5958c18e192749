#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTabBar>

#include "app/changes/journal.h"
#include "models/runhistorymodel.h"
#include "tests/gui/drivenwindow.h"
#include "tests/gui/taggedfolder.h"
#include "ui/dialogs/restoredialog.h"

using namespace Qt::StringLiterals;
using changes::Step;
using changes::StepState;
using models::RunHistoryModel;

namespace {

oci::TagName tag(const QString &name)
{
    return *oci::TagName::parse(name);
}

QTreeView *history(DrivenWindow &window, int rows)
{
    const auto isThere = [&window, rows] {
        const auto *view = window.find<QTreeView>(u"historyView"_s);
        return view && view->model()->rowCount() == rows;
    };
    if (!window.find<QTabBar>(u"activityTabs"_s))
        window.trigger(u"activityAction"_s);
    window.find<QTabBar>(u"activityTabs"_s)->setCurrentIndex(3);
    return QTest::qWaitFor(isThere, 60'000) ? window.find<QTreeView>(u"historyView"_s) : nullptr;
}

QString cell(const QTreeView *view, int row, int column, const QModelIndex &parent = {})
{
    return view->model()->index(row, column, parent).data().toString();
}

/// What the bar at the top says; empty where there is none.
QString notice(DrivenWindow &window)
{
    const auto *bar = window.find<QWidget>(u"windowNotice"_s);
    return bar ? bar->findChild<QLabel *>(u"infoBarText"_s)->text() : QString();
}

/// Approves what the review of a restore says once it says @p words.
void approve(DrivenWindow &window, const QString &words)
{
    WAIT_FOR(window.find<QAbstractButton>(u"restoreRunButton"_s)->isEnabled());
    window.press(u"restoreRunButton"_s);
    auto *dialog = window.application.window().findChild<ui::RestoreDialog *>();
    QVERIFY(dialog);
    auto *button = dialog->findChild<QPushButton *>(u"restoreApproveButton"_s);
    WAIT_FOR(dialog->restore());
    if (auto *name = dialog->findChild<QLineEdit *>(u"restoreConfirmField"_s); name->isVisibleTo(dialog))
        name->setText(u"app"_s); // as the folder is called: a tag moves
    WAIT_FOR(button->isEnabled());
    QCOMPARE(button->text(), words);
    QTest::mouseClick(button, Qt::LeftButton);
}

} // namespace

/// What earlier runs left in a worse state than they should is said, and has its way back.
class tst_RunLosses : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void lossIsThereAfterARestart();
    void leftPlaceholder();

private:
    [[nodiscard]] oci::Digest digestOf(const QString &name)
    {
        const auto found = m_folder->layout().resolve(TaggedFolder::repository(), tag(name), {});
        return found ? found->digest : oci::Digest::of("none");
    }
    [[nodiscard]] std::unique_ptr<changes::Journal> journal() const
    {
        auto opened = changes::Journal::open(m_profile->path() + u"/data/changes.sqlite"_s);
        if (!opened)
            qFatal("no journal");
        return *std::move(opened);
    }
    /// A run in the journal that carried out the first of @p steps, and was stopped then.
    void keepRun(const std::vector<Step> &steps, const std::vector<oci::Manifest> &manifests)
    {
        changes::RunRecord run;
        run.connection = m_connection.id;
        run.registry = u"folder"_s;
        run.repository = u"app"_s; // as the folder is opened by itself
        run.begun = QDateTime::currentDateTimeUtc();
        const auto id = journal()->begin(run, steps, manifests);
        QVERIFY(id);
        QVERIFY(journal()->record(*id, 0, StepState::Sent) && journal()->record(*id, 0, StepState::Done));
        QVERIFY(journal()->stop(*id, run.begun));
    }
    [[nodiscard]] ui::Options options() const
    {
        ui::Options options = m_folder->options();
        options.profile = m_profile->path();
        return options;
    }

    std::unique_ptr<TaggedFolder> m_folder;
    std::unique_ptr<QTemporaryDir> m_profile;
    connections::Connection m_connection;
};

void tst_RunLosses::init()
{
    m_folder = std::make_unique<TaggedFolder>();
    m_profile = std::make_unique<QTemporaryDir>();
    m_connection = connections::Connection::toFolder(m_folder->options().target);
    QVERIFY(QDir(m_profile->path()).mkpath(u"config"_s) && QDir(m_profile->path()).mkpath(u"data"_s));
    QVERIFY(connections::ConnectionFile(m_profile->path() + u"/config/connections.json"_s).write({m_connection}));
}

/// What a run of before took too much is said again, and comes back from its row in the history.
void tst_RunLosses::lossIsThereAfterARestart()
{
    const oci::Digest before = digestOf(u"prod"_s);
    keepRun({{Step::Kind::RemoveTag, tag(u"pr-1"_s), digestOf(u"pr-1"_s)}}, {});
    QVERIFY(journal()->addLosses(1, {{tag(u"prod"_s), before}}, 0));
    for (const QString &name : {u"pr-1"_s, u"prod"_s})
        QVERIFY(m_folder->layout().deleteTag(TaggedFolder::repository(), tag(name), {}));
    {
        DrivenWindow window(options());
        WAIT_FOR(notice(window) == u"More is gone from app than the plan said: prod."_s);
    }
    {
        DrivenWindow window(options());
        WAIT_FOR(notice(window) == u"More is gone from app than the plan said: prod."_s); // nobody has closed it
        QTest::mouseClick(window.find<QAbstractButton>(u"infoBarCloseButton"_s), Qt::LeftButton);
        QVERIFY(notice(window).isEmpty());
        WAIT_FOR(journal()->losses(1).value().front().isNoted);
    }
    {
        DrivenWindow window(options());
        QTreeView *view = history(window, 1);
        QVERIFY(view);
        QVERIFY(notice(window).isEmpty());
        const QModelIndex top = view->model()->index(0, 0);
        view->expand(top);
        QCOMPARE(cell(view, 1, RunHistoryModel::WhatColumn, top), u"prod"_s);
        view->setCurrentIndex(view->model()->index(1, 0, top));
        approve(window, u"Restore 1 tag"_s); // and not what the run was to take
        WAIT_FOR(m_folder->tags().contains(u"prod"_s));
        WAIT_FOR(view->model()->rowCount() == 2 && cell(view, 0, RunHistoryModel::ResultColumn) == u"1 done"_s);
        QCOMPARE(cell(view, 0, RunHistoryModel::WhatColumn), u"Restored 1 tag"_s);
        QCOMPARE(digestOf(u"prod"_s), before);
        QVERIFY(!m_folder->tags().contains(u"pr-1"_s));
    }
    DrivenWindow window(options());
    QVERIFY(history(window, 2));
    QVERIFY(notice(window).isEmpty()); // it is back
}

void tst_RunLosses::leftPlaceholder()
{
    const oci::Digest before = digestOf(u"pr-1"_s);
    const auto image = m_folder->layout().manifest(TaggedFolder::repository(), before, {});
    QVERIFY(image);
    const oci::Manifest placeholder = changes::placeholderFor(tag(u"pr-1"_s), before);
    QVERIFY(m_folder->layout().putManifest(TaggedFolder::repository(), tag(u"pr-1"_s), placeholder, {}));
    keepRun({{Step::Kind::PutPlaceholder, tag(u"pr-1"_s), placeholder.digest(), before},
             {Step::Kind::DeleteManifest, {}, placeholder.digest(), {}, {0}}},
            {*image});
    DrivenWindow window(options());
    WAIT_FOR(window.tags() && window.find<QLabel>(u"tagsCompleteness"_s));
    QTreeView *view = history(window, 1);
    QVERIFY(view);
    QCOMPARE(cell(view, 0, RunHistoryModel::ResultColumn), u"Stopped: 1 left on a placeholder"_s);
    approve(window, u"Restore 1 tag"_s);
    WAIT_FOR(digestOf(u"pr-1"_s) == before);
    WAIT_FOR(view->model()->rowCount() == 2 && cell(view, 0, RunHistoryModel::ResultColumn) == u"1 done"_s);
    WAIT_FOR(cell(view, 1, RunHistoryModel::RestoreColumn).startsWith(u"Restored"_s));
}

QTEST_MAIN(tst_RunLosses)
#include "tst_runlosses.moc"
