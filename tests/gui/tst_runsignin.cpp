#include <atomic>

#include <QDialog>
#include <QPushButton>
#include <QTabBar>

#include "models/runhistorymodel.h"
#include "tests/gui/drivenwindow.h"
#include "tests/support/canaryscan.h"
#include "tests/support/manifests.h"
#include "tests/support/scriptedserver.h"
#include "ui/dialogs/plandialog.h"

using namespace Qt::StringLiterals;
using models::RunHistoryModel;
using support::Answer;
using support::ReceivedRequest;

namespace {

/// A registry that lets anybody read, and ada delete by digest: one image with one tag, `team/app:v1`.
class Server
{
public:
    Server()
    {
        m_server.answer({"", "/", true}, [this](const ReceivedRequest &request) { return answer(request); });
    }

    [[nodiscard]] ui::Options options() const
    {
        ui::Options options;
        options.target = QString::fromLatin1(m_server.url("/team/app"));
        return options;
    }
    [[nodiscard]] bool isDeleted() const noexcept { return m_isDeleted; }
    [[nodiscard]] int deletions() const noexcept { return m_deletions; } ///< of the image, that arrived

private:
    [[nodiscard]] Answer answer(const ReceivedRequest &request)
    {
        const QByteArray digest = m_image.digest().toString().toLatin1();
        if (request.target.startsWith("/v2/team/app/tags/list"))
            return Answer::ok(m_isDeleted ? R"({"name":"team/app","tags":[]})"
                                          : R"({"name":"team/app","tags":["v1"]})");
        if (request.target.startsWith("/v2/_catalog"))
            return Answer::ok(R"({"repositories":["team/app"]})");
        if (request.target == "/v2/")
            return Answer::ok("{}");
        const bool isImage = request.target == "/v2/team/app/manifests/" + digest;
        if (request.method == "DELETE")
            return isImage ? remove(request) : Answer::withStatus(request.target.contains("sha256:") ? 404 : 405);
        if (m_isDeleted || !(isImage || request.target == "/v2/team/app/manifests/v1"))
            return Answer::withStatus(404);
        return Answer::withStatus(
            200, m_image.raw(),
            {{"Content-Type", m_image.mediaType().toString().toLatin1()}, {"Docker-Content-Digest", digest}});
    }

    [[nodiscard]] Answer remove(const ReceivedRequest &request)
    {
        ++m_deletions;
        if (request.header("Authorization") != "Basic " + QByteArray("ada:" CANARY "right").toBase64())
            return Answer::withStatus(401, {}, {{"WWW-Authenticate", "Basic realm=\"lab\""}});
        m_isDeleted = true;
        return Answer::withStatus(202);
    }

    const oci::Manifest m_image = support::imageManifest({{"config", 6}, {"layer", 5}});
    std::atomic<bool> m_isDeleted = false;
    std::atomic<int> m_deletions = 0;
    support::ScriptedServer m_server; ///< last: its threads use everything above
};

/// Approves the deletion of `v1`.
void remove(DrivenWindow &window)
{
    WAIT_FOR(window.tags() && window.tagRow(u"v1"_s).isValid() && window.find<QLabel>(u"tagsCompleteness"_s));
    window.clickTag(u"v1"_s);
    QTest::keyClick(window.tags(), Qt::Key_Delete);
    window.press(u"pendingReviewButton"_s);
    auto *dialog = window.application.window().findChild<ui::PlanDialog *>();
    QVERIFY(dialog);
    auto *run = dialog->findChild<QPushButton *>(u"planDeleteButton"_s);
    WAIT_FOR(dialog->reading());
    if (auto *confirm = dialog->findChild<QLineEdit *>(u"planConfirmField"_s); confirm->isVisible())
        confirm->setText(u"team/app"_s);
    WAIT_FOR(run->isEnabled());
    QTest::mouseClick(run, Qt::LeftButton);
}

} // namespace

/// A run that the registry wants a sign-in for waits, and goes on after it.
class tst_RunSignIn : public QObject
{
    Q_OBJECT

private slots:
    void goesOnAfterIt();
    void givenUp();
    void stoppedForGood();
};

void tst_RunSignIn::goesOnAfterIt()
{
    Server server;
    DrivenWindow window(server.options());
    remove(window);
    WAIT_FOR(window.find<QDialog>(u"connectionDialog"_s));
    QVERIFY(window.find<QWidget>(u"windowNotice"_s));
    QVERIFY(!server.isDeleted());
    if (window.find<QAbstractButton>(u"passwordButton"_s))
        window.press(u"passwordButton"_s);
    window.type(u"userEdit"_s, u"ada"_s);
    window.type(u"passwordEdit"_s, u"" CANARY "right"_s);
    window.press(u"connectionSaveButton"_s);
    WAIT_FOR(server.isDeleted());
    WAIT_FOR(!window.tagRow(u"v1"_s).isValid());
    QVERIFY(server.deletions() > 1); // the first was refused unread
    QVERIFY(!window.find<QWidget>(u"windowNotice"_s));
}

void tst_RunSignIn::givenUp()
{
    Server server;
    DrivenWindow window(server.options());
    remove(window);
    WAIT_FOR(window.find<QDialog>(u"connectionDialog"_s));
    window.press(u"connectionCancelButton"_s);
    WAIT_FOR(!window.find<QDialog>(u"connectionDialog"_s));
    QVERIFY(window.find<QWidget>(u"windowNotice"_s)); // it still waits
    window.trigger(u"activityAction"_s);
    WAIT_FOR(window.selectRun());
    QVERIFY(!window.find<QAbstractButton>(u"cancelActivityButton"_s));
    window.press(u"pauseActivityButton"_s);
    window.find<QTabBar>(u"activityTabs"_s)->setCurrentIndex(3);
    WAIT_FOR(window.find<QTreeView>(u"historyView"_s)); // which is read by then
    auto *history = window.find<QTreeView>(u"historyView"_s);
    WAIT_FOR(history->model()->index(0, RunHistoryModel::ResultColumn).data().toString().startsWith(u"Not finished"_s));
    WAIT_FOR(window.find<QAbstractButton>(u"goOnRunButton"_s));
    QVERIFY(!server.isDeleted());
}

void tst_RunSignIn::stoppedForGood()
{
    Server server;
    DrivenWindow window(server.options());
    remove(window);
    WAIT_FOR(window.find<QDialog>(u"connectionDialog"_s));
    window.press(u"connectionCancelButton"_s);
    WAIT_FOR(!window.find<QDialog>(u"connectionDialog"_s));
    window.trigger(u"activityAction"_s);
    WAIT_FOR(window.selectRun());
    window.press(u"stopActivityButton"_s); // the question is not answered
    QCOMPARE(window.prompts.confirmed, QStringList{u"Stop it for good?"_s});
    QVERIFY2(window.prompts.confirmTexts.constFirst().contains(u"1 not tried"_s),
             qPrintable(window.prompts.confirmTexts.constFirst()));
    window.prompts.nextConfirm = true;
    window.press(u"stopActivityButton"_s);
    window.find<QTabBar>(u"activityTabs"_s)->setCurrentIndex(3);
    WAIT_FOR(window.find<QTreeView>(u"historyView"_s)); // which is read by then
    auto *history = window.find<QTreeView>(u"historyView"_s);
    WAIT_FOR(history->model()->index(0, RunHistoryModel::ResultColumn).data().toString() == u"Stopped: 1 not tried"_s);
    QVERIFY(!window.find<QAbstractButton>(u"goOnRunButton"_s));
    QVERIFY(!window.find<QAbstractButton>(u"stopRunButton"_s));
    QVERIFY(!server.isDeleted());
}

QTEST_MAIN(tst_RunSignIn)
#include "tst_runsignin.moc"
