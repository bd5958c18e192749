#include <QAccessible>
#include <QClipboard>
#include <QDir>
#include <QDockWidget>
#include <QLabel>
#include <QProgressBar>
#include <QTabBar>
#include <QToolButton>

#include "app/changes/journal.h"
#include "app/oci/digest.h"
#include "models/runhistorymodel.h"
#include "tests/gui/drivenwindow.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/tokenserver.h"

using namespace Qt::StringLiterals;
using support::Answer;

/// The dock of running, failed and finished work over listings of scripted servers.
class tst_ActivityDock : public QObject
{
    Q_OBJECT

private slots:
    void toggled();
    void cancelsAListing();
    void triesAgain();
    void showsProgress();
    void removesRows();
    void tokenIsNoFailure();
    void longNamesTakeTheRoom();
};

namespace {

ui::Options opening(const QByteArray &address)
{
    ui::Options options;
    options.target = QString::fromLatin1(address);
    return options;
}

QAction *action(DrivenWindow &window, const QString &name)
{
    return window.application.window().findChild<QAction *>(name);
}

QTreeView *view(DrivenWindow &window)
{
    return window.find<QTreeView>(u"activityView"_s);
}

/// What the tab of a list says, also while the dock is closed.
QString tabText(DrivenWindow &window, int tab)
{
    return window.application.window().findChild<QTabBar *>(u"activityTabs"_s)->tabText(tab);
}

void select(DrivenWindow &window, const QString &what)
{
    const QModelIndexList found
        = view(window)->model()->match(view(window)->model()->index(0, 1), Qt::DisplayRole, what, 1);
    QVERIFY(!found.isEmpty());
    view(window)->setCurrentIndex(found.constFirst().siblingAtColumn(0));
}

/// A journal in @p profile of a run on a registry of that name.
void keepRun(const QString &profile, const QString &registry)
{
    QVERIFY(QDir(profile).mkpath(u"data"_s));
    const auto journal = changes::Journal::open(profile + u"/data/changes.sqlite"_s);
    QVERIFY(journal);
    changes::RunRecord run;
    run.registry = registry;
    run.repository = u"app"_s;
    run.begun = QDateTime::currentDateTimeUtc();
    const Result<qint64> id = (*journal)->begin(run, {}, {});
    QVERIFY(id && (*journal)->end(*id, run.begun));
}

/// A server whose tags wait for ever.
void serveSilence(support::ScriptedServer &server)
{
    server.serve("/v2/", "{}");
    server.answer({"GET", "/v2/a/b/tags/list", true}, Answer::silence());
}

/// One image, for everybody who shows a token.
void serveForTokens(support::ScriptedServer &server, const support::TokenServer &tokens)
{
    const QByteArray config = R"({"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":[]}})";
    const QByteArray type = "application/vnd.oci.image.manifest.v1+json";
    const QByteArray manifest = R"({"schemaVersion":2,"mediaType":")" + type
        + R"(","config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":")"
        + oci::Digest::of(config).toString().toLatin1() + R"(","size":)" + QByteArray::number(config.size())
        + R"(},"layers":[]})";
    const auto rule = [&](const support::Match &match, const QByteArray &scope, const Answer &answer) {
        const QByteArray challenge = "Bearer realm=\"" + tokens.realm() + "\",service=\""
            + support::TokenServer::service() + "\",scope=\"" + scope + '"';
        server.answer(match, [challenge, answer](const support::ReceivedRequest &request) {
            return request.header("Authorization").startsWith("Bearer ")
                ? answer
                : Answer::withStatus(401, R"({"errors":[{"code":"UNAUTHORIZED","message":"token"}]})",
                                     {{"WWW-Authenticate", challenge}});
        });
    };
    const QByteArray pull = "repository:a/b:pull";
    rule({"GET", "/v2/", false}, {}, Answer::ok("{}"));
    rule({"GET", "/v2/_catalog", true}, "registry:catalog:*", Answer::ok(R"({"repositories":["a/b"]})"));
    rule({"GET", "/v2/a/b/tags/list", true}, pull, Answer::ok(R"({"name":"a/b","tags":["one"]})"));
    rule({"GET", "/v2/a/b/manifests/", true}, pull, Answer::ok(manifest, type));
    rule({"GET", "/v2/a/b/blobs/", true}, pull, Answer::ok(config, "application/octet-stream"));
    rule({"GET", "/v2/a/b/referrers/", true}, pull,
         Answer::ok(R"({"schemaVersion":2,"manifests":[]})", "application/vnd.oci.image.index.v1+json"));
}

} // namespace

void tst_ActivityDock::toggled()
{
    DrivenWindow window;
    window.application.window().activateWindow();
    QVERIFY(!window.find<QDockWidget>(u"activityDock"_s));
    QAction *toggle = action(window, u"activityAction"_s);
    QCOMPARE(toggle->shortcut(), QKeySequence(u"Ctrl+J"_s));
    toggle->trigger();
    auto *dock = window.find<QDockWidget>(u"activityDock"_s);
    QVERIFY(dock);
    QCOMPARE(dock->accessibleName(), u"Activity"_s);
    auto *tabs = window.find<QTabBar>(u"activityTabs"_s);
    WAIT_FOR(tabs->hasFocus()); // there is no row yet
    toggle->trigger();
    QVERIFY(!window.find<QDockWidget>(u"activityDock"_s));
    QVERIFY(!tabs->hasFocus());

    toggle->trigger();
    window.find<QLineEdit>(u"addressEdit"_s)->setFocus();
    toggle->trigger(); // it is open, so this goes there
    WAIT_FOR(tabs->hasFocus());
    QTest::mouseClick(window.find<QToolButton>(u"closeActivityButton"_s), Qt::LeftButton);
    QVERIFY(!window.find<QDockWidget>(u"activityDock"_s));
    QTest::mouseClick(window.find<QToolButton>(u"activityButton"_s), Qt::LeftButton);
    QVERIFY(window.find<QDockWidget>(u"activityDock"_s));
}

void tst_ActivityDock::cancelsAListing()
{
    support::ScriptedServer server;
    serveSilence(server);
    DrivenWindow window(opening(server.url("/a/b")));
    WAIT_FOR(!server.requestsTo("/v2/a/b/tags/list").empty());
    QTRY_COMPARE_WITH_TIMEOUT(window.find<QToolButton>(u"activityButton"_s)->text(), u"Listing a/b"_s, 60000);
    QTest::mouseClick(window.find<QToolButton>(u"activityButton"_s), Qt::LeftButton);
    WAIT_FOR(view(window) && view(window)->hasFocus());
    QCOMPARE(view(window)->accessibleName(), u"Running work"_s);
    const QAccessibleInterface *tabs = QAccessible::queryAccessibleInterface(window.find<QTabBar>(u"activityTabs"_s));
    for (int i = 0; const QString &name : {u"Running"_s, u"Failed"_s, u"Done"_s, u"History"_s})
        QCOMPARE(tabs->child(i++)->text(QAccessible::Name), name);
    select(window, u"Listing a/b"_s);
    QVERIFY(action(window, u"cancelActivityAction"_s)->isEnabled());
    QTest::mouseClick(window.find<QToolButton>(u"cancelActivityButton"_s), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(tabText(window, 0), u"Running 0"_s, 60000);
    QVERIFY(!view(window)); // a sentence instead
    QCOMPARE(tabText(window, 1), u"Failed 0"_s);
    window.find<QTabBar>(u"activityTabs"_s)->setCurrentIndex(2);
    select(window, u"Listing a/b"_s);
    QCOMPARE(view(window)->currentIndex().siblingAtColumn(3).data().toString(), u"stopped"_s);
    QTRY_COMPARE_WITH_TIMEOUT(window.find<QToolButton>(u"activityButton"_s)->text(), u"Nothing running"_s, 60000);
}

void tst_ActivityDock::triesAgain()
{
    support::ScriptedServer server;
    server.serve("/v2/", "{}");
    server.answer({"GET", "/v2/_catalog", true}, Answer::ok(R"({"repositories":["a/b"]})"));
    server.answer({"GET", "/v2/a/b/tags/list", true},
                  Answer::withStatus(403, R"({"errors":[{"code":"DENIED","message":"<b>no</b>"}]})"));
    DrivenWindow window(opening(server.url("/a/b")));
    WAIT_FOR(window.find<QToolButton>(u"failedButton"_s));
    QCOMPARE(window.find<QToolButton>(u"failedButton"_s)->text(), u"1 failed"_s);
    QTest::mouseClick(window.find<QToolButton>(u"failedButton"_s), Qt::LeftButton);
    WAIT_FOR(view(window));
    QCOMPARE(tabText(window, 1), u"Failed 1"_s);
    select(window, u"Listing a/b"_s);
    QVERIFY(view(window)->isExpanded(view(window)->currentIndex())); // and says why
    QVERIFY(view(window)->model()->rowCount(view(window)->currentIndex()) > 0);
    action(window, u"copyActivityReportAction"_s)->trigger();
    const QString report = QGuiApplication::clipboard()->text();
    QVERIFY2(report.contains(u"Listing a/b"_s) && report.contains(u"auth.forbidden"_s), qPrintable(report));

    server.answer({"GET", "/v2/a/b/tags/list", true}, Answer::ok(R"({"name":"a/b","tags":[]})"));
    QTest::mouseClick(window.find<QToolButton>(u"retryActivityButton"_s), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(tabText(window, 1), u"Failed 0"_s, 60000);
    WAIT_FOR(!window.find<QToolButton>(u"failedButton"_s));
    QTRY_COMPARE_WITH_TIMEOUT(tabText(window, 0), u"Running 0"_s, 60000);
    window.find<QTabBar>(u"activityTabs"_s)->setCurrentIndex(2);
    select(window, u"Listing a/b"_s);
    QVERIFY(view(window)->currentIndex().siblingAtColumn(3).data().toString().startsWith(u"0 tag"_s));
}

/// Retry needs the page that failed: closed, it is not offered.
void tst_ActivityDock::removesRows()
{
    support::ScriptedServer server;
    server.serve("/v2/", "{}");
    server.answer({"GET", "/v2/a/b/tags/list", true}, Answer::withStatus(404));
    DrivenWindow window(opening(server.url("/a/b")));
    WAIT_FOR(tabText(window, 1) == u"Failed 1"_s && tabText(window, 0) == u"Running 0"_s);
    action(window, u"activityAction"_s)->trigger();
    WAIT_FOR(view(window) && view(window)->hasFocus());
    QCOMPARE(view(window)->accessibleName(), u"Failed work"_s); // what needs a look comes first
    QVERIFY(action(window, u"retryActivityAction"_s)->isEnabled());
    action(window, u"closePageAction"_s)->trigger();
    WAIT_FOR(!window.application.window().findChild<QWidget *>(u"tagFilterEdit"_s));
    view(window)->clearSelection();
    QVERIFY(!action(window, u"removeActivityAction"_s)->isEnabled());
    view(window)->selectAll();
    QVERIFY(!action(window, u"retryActivityAction"_s)->isEnabled());
    view(window)->setFocus();
    QTest::keyClick(view(window), Qt::Key_Delete);
    QCOMPARE(tabText(window, 1), u"Failed 0"_s);
    QVERIFY(!window.find<QToolButton>(u"failedButton"_s));
}

void tst_ActivityDock::showsProgress()
{
    support::ScriptedServer server;
    server.serve("/v2/", "{}");
    server.answer({"GET", "/v2/a/b/tags/list", true}, Answer::ok(R"({"name":"a/b","tags":["one","two"]})"));
    const auto gate = std::make_shared<support::Gate>();
    Answer held = Answer::withStatus(404);
    held.gate = gate;
    server.answer({"", "/v2/a/b/manifests/", true}, held);
    DrivenWindow window(opening(server.url("/a/b")));
    WAIT_FOR(window.find<QProgressBar>(u"activityProgress"_s));
    const auto *count = window.application.window().findChild<QLabel *>(u"activityCount"_s);
    WAIT_FOR(count->text() == u"0 of 2"_s);
    gate->open();
    WAIT_FOR(!window.find<QProgressBar>(u"activityProgress"_s));
    WAIT_FOR(tabText(window, 0) == u"Running 0"_s);
    WAIT_FOR(!count->isVisible());
}

/// A 401 that a token answers is the usual way in: one piece of work, which is done.
void tst_ActivityDock::tokenIsNoFailure()
{
    support::ScriptedServer server;
    support::TokenServer tokens;
    serveForTokens(server, tokens);
    DrivenWindow window(opening(server.url("/a/b")));
    WAIT_FOR(window.tagRow(u"one"_s).isValid());
    WAIT_FOR(tabText(window, 0) == u"Running 0"_s);
    window.clickTag(u"one"_s);
    WAIT_FOR(window.find<QWidget>(u"layersTab"_s));
    WAIT_FOR(tabText(window, 0) == u"Running 0"_s);
    QVERIFY(tokens.tokensIssued() > 0);
    QCOMPARE(tabText(window, 1), u"Failed 0"_s);
    WAIT_FOR(tabText(window, 2) == u"Done 2"_s); // the repositories, the tags
}

/// A column of the history that needs more than its share has what others do not need.
void tst_ActivityDock::longNamesTakeTheRoom()
{
    const QTemporaryDir profile;
    keepRun(profile.path(), u"the registry of the second team, in the hall"_s);
    ui::Options options;
    options.profile = profile.path();
    DrivenWindow window(options);
    window.application.window().resize(1440, 900);
    window.trigger(u"activityAction"_s);
    window.find<QTabBar>(u"activityTabs"_s)->setCurrentIndex(3);
    WAIT_FOR(window.find<QTreeView>(u"historyView"_s));
    const auto *history = window.find<QTreeView>(u"historyView"_s);
    QStyleOptionViewItem option;
    option.font = history->font();
    const auto spare = [history, &option](int column) {
        const QModelIndex cell = history->model()->index(0, column);
        return history->columnWidth(column) - history->itemDelegateForIndex(cell)->sizeHint(option, cell).width();
    };
    using models::RunHistoryModel;
    WAIT_FOR(spare(RunHistoryModel::WhereColumn) == 0);
    for (const int column :
         {RunHistoryModel::WhatColumn, RunHistoryModel::ResultColumn, RunHistoryModel::RestoreColumn})
        QVERIFY(spare(column) >= 0);
}

QTEST_MAIN(tst_ActivityDock)
#include "tst_activitydock.moc"
