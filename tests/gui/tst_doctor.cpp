#include <QClipboard>
#include <QFile>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSplitter>
#include <QTabBar>
#include <QTextEdit>
#include <QTreeView>

#include "models/registrytreemodel.h"
#include "tests/gui/drivenwindow.h"
#include "tests/support/certificates.h"
#include "tests/support/childprocess.h"
#include "tests/support/dockerregistry.h"
#include "tests/support/nginxserver.h"
#include "tests/support/scriptedserver.h"
#include "ui/dialogs/connectiondialog.h"
#include "ui/dialogs/doctordialog.h"
#include "ui/dialogs/doctorview.h"

using namespace Qt::StringLiterals;
using support::Answer;

/// The doctor from every place where it can be called, over a registry that works and over some that do not.
class tst_Doctor : public QObject
{
    Q_OBJECT

private slots:
    void fromTheTree();
    void fromAnError();
    void fromAReview();
    void whatItFoundIsSaved();
    void trustsTheAuthorityThatWasSent();
    void asksAboutDeletionWhereItMay();
    void fromALinkInTheTree();
    void fromARowOfTheTree();
    void fromFailedWork();
    void knowsTheRepository();
    void closingEndsIt();
    void notForAFolder();
};

namespace {

ui::Options opening(const QByteArray &address)
{
    ui::Options options;
    options.target = QString::fromLatin1(address);
    return options;
}

ui::DoctorView *view(DrivenWindow &window)
{
    return window.find<ui::DoctorView>(u"doctorView"_s);
}

/// Calls it from the tree's first row, and waits until it is done.
void callDoctor(DrivenWindow &window)
{
    WAIT_FOR(window.tree() && window.tree()->model()->rowCount() == 1);
    window.tree()->setCurrentIndex(window.tree()->model()->index(0, 0));
    window.trigger(u"runDoctorAction"_s);
    WAIT_FOR(view(window) && !view(window)->isRunning());
}

} // namespace

void tst_Doctor::fromTheTree()
{
    const support::DockerRegistry registry;
    QVERIFY2(registry.isRunning(), registry.log().constData());
    DrivenWindow window(opening(registry.url()));
    callDoctor(window);
    QVERIFY2(view(window)->report().isHealthy(), qPrintable(view(window)->report().toText()));
    QVERIFY(window.find<QTreeView>(u"doctorChecks"_s)->model()->rowCount() > 8);
    window.press(u"runAgainButton"_s);
    QVERIFY(view(window)->isRunning());
    WAIT_FOR(!view(window)->isRunning());
    window.press(u"editConnectionButton"_s);
    WAIT_FOR(window.find<ui::ConnectionDialog>(u"connectionDialog"_s));
    WAIT_FOR(!view(window));
}

void tst_Doctor::fromAnError()
{
    support::ScriptedServer server;
    server.answer({"GET", "/v2/", true}, Answer::withStatus(500, "<html>oops</html>"));
    DrivenWindow window(opening(server.url("/a/b")));
    WAIT_FOR(window.find<QPushButton>(u"runDoctorButton"_s));
    window.press(u"runDoctorButton"_s);
    WAIT_FOR(view(window) && !view(window)->isRunning());
    QVERIFY2(view(window)->report().find(u"v2.server-error"), qPrintable(view(window)->report().toText()));
    QCOMPARE(window.find<QLabel>(u"findingTitle"_s)->text(), view(window)->report().findings.front().what);
}

/// It looks at the repository that could not be read, and takes keys over a review that is open.
void tst_Doctor::fromAReview()
{
    support::ScriptedServer server;
    server.serve("/v2/", "{}");
    server.answer({"GET", "/v2/_catalog", true}, Answer::ok(R"({"repositories":["a/b"]})"));
    server.answer({"GET", "/v2/a/b/tags/list", true},
                  Answer::withStatus(403, R"({"errors":[{"code":"DENIED","message":"no"}]})"));
    DrivenWindow window(opening(server.url()));
    WAIT_FOR(window.treeRow({u"127.0.0.1:%1"_s.arg(server.port()), u"a"_s, u"b"_s}).isValid());
    window.clickTree(window.treeRow({u"127.0.0.1:%1"_s.arg(server.port()), u"a"_s, u"b"_s}));
    window.trigger(u"deleteRepositoryAction"_s);
    WAIT_FOR(window.find<QDialog>(u"planDialog"_s));
    auto *review = window.find<QDialog>(u"planDialog"_s);
    WAIT_FOR(review->findChild<QPushButton *>(u"runDoctorButton"_s)->isVisible());
    review->findChild<QPushButton *>(u"runDoctorButton"_s)->click();
    WAIT_FOR(view(window) && !view(window)->isRunning());
    QVERIFY2(view(window)->report().find(u"auth.forbidden"), qPrintable(view(window)->report().toText()));
    QVERIFY(view(window)->window()->parentWidget() == review);
    review->close();
    WAIT_FOR(!view(window));
}

void tst_Doctor::whatItFoundIsSaved()
{
    support::ScriptedServer server;
    server.serve("/v2/", "<html>welcome</html>", "text/html");
    DrivenWindow window(opening(server.url()));
    callDoctor(window);
    const QString path = window.profile.filePath(u"report.json"_s);
    window.prompts.nextText = path;
    window.press(u"saveReportButton"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), view(window)->report().toJson());
    window.prompts.nextText = window.profile.filePath(u"no/such/folder.json"_s);
    window.press(u"saveReportButton"_s);
    QCOMPARE(window.prompts.told.size(), 1);
}

void tst_Doctor::trustsTheAuthorityThatWasSent()
{
    support::Certificates certificates;
    support::NginxSettings settings;
    settings.tls = certificates.server(support::Flaw::UnknownRoot);
    settings.serverBlock = "location / { default_type application/json; return 200 '{\"repositories\":[]}'; }\n";
    const support::NginxServer server(settings);
    QVERIFY2(server.isRunning(), server.log().constData());
    DrivenWindow window(opening(server.url()));
    callDoctor(window);
    QVERIFY2(view(window)->report().find(u"tls.untrusted"), qPrintable(view(window)->report().toText()));
    const QString path = window.profile.filePath(u"root.pem"_s);
    window.prompts.nextText = path;
    window.press(u"saveCertificateButton"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().startsWith("-----BEGIN CERTIFICATE-----"));

    window.press(u"trustCertificateButton"_s); // the answer was no
    QCOMPARE(window.prompts.confirmed.size(), 1);
    QVERIFY(window.find<QAbstractButton>(u"trustCertificateButton"_s));
    window.prompts.nextConfirm = true;
    window.press(u"trustCertificateButton"_s);
    WAIT_FOR(!view(window)->isRunning() && view(window)->report().isHealthy());
    window.trigger(u"runDoctorAction"_s); // and it stays so
    WAIT_FOR(view(window) && !view(window)->isRunning());
    QVERIFY(view(window)->report().isHealthy());
}

void tst_Doctor::asksAboutDeletionWhereItMay()
{
    const support::DockerRegistry registry; // where deletion is off
    QVERIFY2(registry.isRunning(), registry.log().constData());
    DrivenWindow window(opening(registry.url()));
    callDoctor(window);
    window.press(u"askDeletionButton"_s);
    QCOMPARE(window.prompts.confirmed.size(), 1);
    QVERIFY(!view(window)->isRunning()); // the answer was no
    window.prompts.nextConfirm = true;
    window.press(u"askDeletionButton"_s);
    WAIT_FOR(!view(window)->isRunning() && view(window)->report().find(u"delete.disabled"));
    QVERIFY(!window.find<QAbstractButton>(u"askDeletionButton"_s));
}

/// A row of the tree has no room for an error: its menu shows it, with all that can be done.
void tst_Doctor::fromALinkInTheTree()
{
    DrivenWindow window(opening("http://127.0.0.1:" + QByteArray::number(support::freePort()) + '/'));
    WAIT_FOR(window.tree() && window.tree()->model()->rowCount() == 1);
    QTreeView &tree = *window.tree();
    window.find<QSplitter>(u"mainSplitter"_s)->setSizes({400, 400});
    tree.expand(tree.model()->index(0, 0));
    const auto note = [&tree] { return tree.model()->index(0, 0, tree.model()->index(0, 0)); };
    WAIT_FOR(note().data(models::RegistryTreeModel::SecondActionTextRole).toString() == u"Doctor"_s);
    // From the gap before it on: there is another link before that, and nothing behind.
    const QRect row = tree.visualRect(note());
    const int ends = tree.fontMetrics().horizontalAdvance(
        note().data().toString() + note().data(models::RegistryTreeModel::ActionTextRole).toString());
    for (int x = row.left() + ends + 12; x < row.right() && !view(window); x += 8)
        QTest::mouseClick(tree.viewport(), Qt::LeftButton, {}, QPoint(x, row.center().y()));
    WAIT_FOR(view(window) && !view(window)->isRunning());
    QVERIFY(view(window)->report().find(u"tcp.refused"));
}

void tst_Doctor::fromARowOfTheTree()
{
    support::ScriptedServer server;
    server.answer({"GET", "/v2/", true}, Answer::withStatus(500, "<html>oops</html>"));
    DrivenWindow window(opening(server.url()));
    WAIT_FOR(window.tree() && window.tree()->model()->rowCount() == 1);
    window.tree()->setCurrentIndex(window.tree()->model()->index(0, 0));
    auto *details = window.application.window().findChild<QAction *>(u"errorDetailsAction"_s);
    window.tree()->expand(window.tree()->currentIndex());
    WAIT_FOR(details->isVisible());
    details->trigger();
    WAIT_FOR(window.find<QDialog>(u"errorDialog"_s));
    QVERIFY(window.find<QTextEdit>(u"errorDetails"_s)->toPlainText().startsWith(u"v2.server-error\n"_s));
    window.press(u"copyDetailsButton"_s);
    QVERIFY(QGuiApplication::clipboard()->text().contains(u"HTTP 500"_s));
    const std::size_t before = server.requests().size();
    window.press(u"retryErrorButton"_s);
    WAIT_FOR(server.requests().size() > before);
    WAIT_FOR(details->isVisible());
    details->trigger();
    WAIT_FOR(window.find<QDialog>(u"errorDialog"_s));
    window.press(u"runDoctorButton"_s);
    WAIT_FOR(view(window) && !view(window)->isRunning());
    QVERIFY(view(window)->report().find(u"v2.server-error")); // the same id in both
}

void tst_Doctor::fromFailedWork()
{
    support::ScriptedServer server;
    server.answer({"GET", "/v2/", true}, Answer::withStatus(500, "<html>oops</html>"));
    DrivenWindow window(opening(server.url("/a/b")));
    auto *tabs = window.application.window().findChild<QTabBar *>(u"activityTabs"_s);
    WAIT_FOR(tabs->tabText(1) != u"Failed 0"_s);
    window.trigger(u"activityAction"_s);
    WAIT_FOR(window.find<QTreeView>(u"activityView"_s));
    window.trigger(u"activityDetailsAction"_s);
    WAIT_FOR(window.find<QDialog>(u"errorDialog"_s));
    QVERIFY(window.find<QAbstractButton>(u"retryErrorButton"_s));
    window.press(u"closeErrorButton"_s);
    window.trigger(u"activityDoctorAction"_s);
    WAIT_FOR(view(window) && !view(window)->isRunning());
    QVERIFY(view(window)->report().find(u"v2.server-error"));
}

/// Of the work that failed, and of the row of the tree; by itself it would look into the first that is listed.
void tst_Doctor::knowsTheRepository()
{
    support::ScriptedServer server;
    server.serve("/v2/", "{}");
    server.serve("/v2/_catalog", R"({"repositories":["a/a","a/b"]})");
    server.serve("/v2/a/a/tags/list", R"({"name":"a/a","tags":[]})");
    server.answer({"GET", "/v2/a/b/tags/list"}, Answer::withStatus(500, "oops"));
    DrivenWindow window(opening(server.url("/a/b")));
    auto *tabs = window.application.window().findChild<QTabBar *>(u"activityTabs"_s);
    WAIT_FOR(tabs->tabText(1) != u"Failed 0"_s);
    window.trigger(u"activityAction"_s);
    WAIT_FOR(window.find<QTreeView>(u"activityView"_s));
    window.trigger(u"activityDoctorAction"_s);
    WAIT_FOR(view(window) && !view(window)->isRunning());
    QVERIFY(view(window)->report().find(u"v2.server-error"));
    window.press(u"closeDoctorButton"_s);
    window.application.window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window.application.window()));

    const QString name = window.tree()->model()->index(0, 0).data().toString();
    for (const auto &[repository, isFaulty] : {std::pair(u"b"_s, true), std::pair(u"a"_s, false)}) {
        WAIT_FOR(window.treeRow({name, u"a"_s, repository}).isValid());
        window.tree()->setCurrentIndex(window.treeRow({name, u"a"_s, repository}));
        window.trigger(u"runDoctorAction"_s);
        WAIT_FOR(view(window) && !view(window)->isRunning());
        QCOMPARE(view(window)->report().find(u"v2.server-error") != nullptr, isFaulty);
        window.press(u"closeDoctorButton"_s);
    }
}

void tst_Doctor::closingEndsIt()
{
    support::ScriptedServer server;
    server.answer({"GET", "/v2/", true}, Answer::silence());
    DrivenWindow window(opening(server.url()));
    WAIT_FOR(window.tree() && window.tree()->model()->rowCount() == 1);
    window.tree()->setCurrentIndex(window.tree()->model()->index(0, 0));
    window.trigger(u"runDoctorAction"_s);
    WAIT_FOR(view(window) && view(window)->isRunning());
    window.press(u"closeDoctorButton"_s);
    WAIT_FOR(!view(window));
    window.trigger(u"runDoctorAction"_s); // and it comes again
    WAIT_FOR(view(window));
}

void tst_Doctor::notForAFolder()
{
    DrivenWindow window;
    window.enterAddress(QStringLiteral(BINARY_DIR "/share/portolan/sample"));
    WAIT_FOR(window.tree() && window.tree()->model()->rowCount() == 1);
    window.tree()->setCurrentIndex(window.tree()->model()->index(0, 0));
    QVERIFY(!window.application.window().findChild<QAction *>(u"runDoctorAction"_s)->isEnabled());
}

QTEST_MAIN(tst_Doctor)
#include "tst_doctor.moc"
