#include <atomic>

#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTabBar>

#include "app/changes/journal.h"
#include "models/runhistorymodel.h"
#include "tests/gui/registryrun.h"
#include "tests/gui/taggedfolder.h"
#include "tests/support/registrymodel.h"
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
    void registryTakesMore();
    void removalOfItsConnection();

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

/// A registry that deletes an image when it is asked to remove one of its tags: the run stops with the first, says so
/// above everything else, and nothing comes back before its review was approved.
void tst_RunLosses::registryTakesMore()
{
    std::atomic<int> puts = 0;
    support::RegistryModel model(support::ServerKind::TakesImage);
    model.change([](support::RegistryModel::Repositories &all) {
        for (const QByteArray &name : {QByteArray("a"), QByteArray("b")}) {
            all["team/app"].addBlob("config " + name);
            all["team/app"].addBlob("layer " + name);
            for (const QByteArray &end : {QByteArray("-keep"), QByteArray("-old")})
                all["team/app"].addManifest(support::imageManifest({{"config " + name, 8}, {"layer " + name, 7}}).raw(),
                                            "application/vnd.oci.image.manifest.v1+json", name + end);
        }
    });
    model.setMeanwhile([&puts](const support::ReceivedRequest &request, support::RegistryModel::Repositories &) {
        puts += request.method == "PUT" ? 1 : 0;
    });
    const auto tags = [&model] { return model.state("team/app").liveTags(); };
    const auto before = tags();
    ui::Options options;
    options.target = QString::fromLatin1(model.url() + "/team/app");
    DrivenWindow window(options);
    registryrun::mark(window, {u"a-old"_s, u"b-old"_s});
    ui::PlanDialog *plan = registryrun::review(window);
    QVERIFY(plan);
    QCOMPARE(plan->plan().steps.size(), std::size_t(2)); // the tags alone
    registryrun::approve(plan, u"Delete 2 tags"_s);
    WAIT_FOR(!notice(window).isEmpty());
    QCOMPARE(tags().size(), std::size_t(2)); // of the other image
    const QByteArray hit = tags().contains("a-keep") ? "b" : "a";
    QVERIFY(!tags().contains(hit + "-old") && !tags().contains(hit + "-keep"));
    QVERIFY2(
        notice(window).startsWith(u"More is gone from team/app than the plan said: %1-keep"_s.arg(QLatin1String(hit))),
        qPrintable(notice(window)));
    QTreeView *view = history(window, 1);
    QVERIFY(view);
    WAIT_FOR(cell(view, 0, RunHistoryModel::ResultColumn).contains(u"lost"_s));
    const QString result = cell(view, 0, RunHistoryModel::ResultColumn);
    QVERIFY2(result.contains(u"1 done"_s) && result.contains(u"1 not tried"_s), qPrintable(result));

    QTest::mouseClick(window.find<QWidget>(u"windowNotice"_s)->findChild<QPushButton *>(u"infoBarButton"_s),
                      Qt::LeftButton);
    auto *dialog = window.application.window().findChild<ui::RestoreDialog *>();
    QVERIFY(dialog);
    WAIT_FOR(dialog->restore());
    QCOMPARE(puts, 0);
    auto *button = dialog->findChild<QPushButton *>(u"restoreApproveButton"_s);
    WAIT_FOR(button->isEnabled());
    QCOMPARE(button->text(), u"Restore 1 tag"_s);
    QTest::mouseClick(button, Qt::LeftButton);
    WAIT_FOR(tags().size() == 3);
    QCOMPARE(tags().at(hit + "-keep"), before.at(hit + "-keep"));
    QVERIFY(!tags().contains(hit + "-old")); // it was to go
}

/// What cannot be restored from here any more is said before, and stays in the journal.
void tst_RunLosses::removalOfItsConnection()
{
    const auto image = m_folder->layout().manifest(TaggedFolder::repository(), tag(u"pr-1"_s), {});
    QVERIFY(image);
    keepRun({{Step::Kind::RemoveTag, tag(u"pr-1"_s), image->digest()}}, {*image});
    QVERIFY(m_folder->layout().deleteTag(TaggedFolder::repository(), tag(u"pr-1"_s), {}));
    DrivenWindow window(options());
    WAIT_FOR(window.tags() && window.find<QLabel>(u"tagsCompleteness"_s));
    QVERIFY(history(window, 1));
    WAIT_FOR(window.find<QAbstractButton>(u"restoreRunButton"_s)->isEnabled());
    window.trigger(u"removeConnectionAction"_s);
    QCOMPARE(window.prompts.confirmTexts.size(), 1);
    const QString said = window.prompts.confirmTexts.constFirst();
    QVERIFY2(said.endsWith(u"1 run on it cannot be restored from here then. The history is kept."_s), qPrintable(said));
    QVERIFY(window.find<QAbstractButton>(u"restoreRunButton"_s)->isEnabled()); // nobody said yes
    window.prompts.nextConfirm = true;
    window.trigger(u"removeConnectionAction"_s);
    WAIT_FOR(!window.find<QAbstractButton>(u"restoreRunButton"_s)->isEnabled());
    QVERIFY(history(window, 1));
    const auto kept = journal();
    QCOMPARE(kept->runs().value().size(), std::size_t(1));
    QVERIFY(kept->manifest(image->digest()).value());
}

QTEST_MAIN(tst_RunLosses)
#include "tst_runlosses.moc"
