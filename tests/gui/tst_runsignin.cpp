#include <algorithm>
#include <atomic>
#include <map>
#include <mutex>

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

/// A registry that lets anybody read, and ada delete by digest: images with one tag each, `team/app:v1` and so on.
class Server
{
public:
    explicit Server(int images = 1)
    {
        for (int i = 1; i <= images; ++i)
            m_images.emplace("v" + QByteArray::number(i),
                             support::imageManifest({{"config", 6}, {QByteArray::number(i), 1}}));
        m_server.answer({"", "/", true}, [this](const ReceivedRequest &request) { return answer(request); });
    }

    [[nodiscard]] ui::Options options() const
    {
        ui::Options options;
        options.target = QString::fromLatin1(m_server.url("/team/app"));
        return options;
    }
    [[nodiscard]] bool isDeleted() const { return left() == 0; }
    [[nodiscard]] int left() const
    {
        const std::lock_guard lock(m_mutex);
        return static_cast<int>(m_images.size());
    }
    [[nodiscard]] int deletions() const noexcept { return m_deletions; } ///< of images, that arrived
    /// Once so many are gone the password is another one.
    void expireAfter(int images, const QByteArray &password)
    {
        const std::lock_guard lock(m_mutex);
        m_expiry = {m_images.size() - static_cast<std::size_t>(images), password};
    }

private:
    using Images = std::map<QByteArray, oci::Manifest>;

    /// By tag or digest.
    [[nodiscard]] Images::const_iterator find(const ReceivedRequest &request) const
    {
        return std::find_if(m_images.cbegin(), m_images.cend(), [&request](const auto &entry) {
            const QByteArray place = "/v2/team/app/manifests/";
            return request.target == place + entry.first
                || request.target == place + entry.second.digest().toString().toLatin1();
        });
    }

    [[nodiscard]] Answer answer(const ReceivedRequest &request)
    {
        const std::lock_guard lock(m_mutex);
        if (request.target.startsWith("/v2/team/app/tags/list")) {
            QByteArrayList names;
            for (const auto &[name, unused] : m_images)
                names.append('"' + name + '"');
            return Answer::ok(R"({"name":"team/app","tags":[)" + names.join(',') + "]}");
        }
        if (request.target.startsWith("/v2/_catalog"))
            return Answer::ok(R"({"repositories":["team/app"]})");
        if (request.target == "/v2/")
            return Answer::ok("{}");
        const auto found = find(request);
        if (request.method == "DELETE" && (found == m_images.cend() || !request.target.contains("sha256:")))
            return Answer::withStatus(request.target.contains("sha256:") ? 404 : 405);
        if (request.method == "DELETE")
            return remove(request, found);
        if (found == m_images.cend())
            return Answer::withStatus(404);
        const oci::Manifest &image = found->second;
        return Answer::withStatus(200, image.raw(),
                                  {{"Content-Type", image.mediaType().toString().toLatin1()},
                                   {"Docker-Content-Digest", image.digest().toString().toLatin1()}});
    }

    [[nodiscard]] Answer remove(const ReceivedRequest &request, Images::const_iterator image)
    {
        ++m_deletions;
        if (request.header("Authorization") != "Basic " + QByteArray("ada:" + m_password).toBase64())
            return Answer::withStatus(401, {}, {{"WWW-Authenticate", "Basic realm=\"lab\""}});
        m_images.erase(image);
        if (m_expiry && m_images.size() == m_expiry->first)
            m_password = m_expiry->second;
        return Answer::withStatus(202);
    }

    mutable std::mutex m_mutex; ///< of what follows but the number
    Images m_images; ///< by tag
    QByteArray m_password = CANARY "right";
    std::optional<std::pair<std::size_t, QByteArray>> m_expiry;
    std::atomic<int> m_deletions = 0;
    support::ScriptedServer m_server; ///< last: its threads use everything above
};

/// Approves the deletion of all tags.
void remove(DrivenWindow &window)
{
    WAIT_FOR(window.tags() && window.tagRow(u"v1"_s).isValid() && window.find<QLabel>(u"tagsCompleteness"_s));
    window.clickTag(u"v1"_s);
    window.tags()->selectAll();
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

/// In the dialog that asks, which is there.
void signIn(DrivenWindow &window, const QString &password)
{
    if (window.find<QAbstractButton>(u"passwordButton"_s))
        window.press(u"passwordButton"_s);
    window.type(u"userEdit"_s, u"ada"_s);
    window.type(u"passwordEdit"_s, password);
    window.press(u"connectionSaveButton"_s);
}

} // namespace

/// A run that the registry wants a sign-in for waits, and goes on after it.
class tst_RunSignIn : public QObject
{
    Q_OBJECT

private slots:
    void goesOnAfterIt();
    void expiresOnTheWay();
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
    signIn(window, u"" CANARY "right"_s);
    WAIT_FOR(server.isDeleted());
    WAIT_FOR(!window.tagRow(u"v1"_s).isValid());
    QVERIFY(server.deletions() > 1); // the first was refused unread
    QVERIFY(!window.find<QWidget>(u"windowNotice"_s));
}

/// What was done is not asked for again, and nothing is left out.
void tst_RunSignIn::expiresOnTheWay()
{
    constexpr int images = 9;
    Server server(images);
    server.expireAfter(3, CANARY "another");
    DrivenWindow window(server.options());
    remove(window);
    WAIT_FOR(window.find<QDialog>(u"connectionDialog"_s));
    QCOMPARE(server.left(), images);
    signIn(window, u"" CANARY "right"_s);
    WAIT_FOR(server.left() == images - 3);
    WAIT_FOR(window.find<QDialog>(u"connectionDialog"_s)); // again
    QVERIFY(window.find<QWidget>(u"windowNotice"_s));
    QCOMPARE(server.left(), images - 3);
    signIn(window, u"" CANARY "another"_s);
    WAIT_FOR(server.left() == 0);
    window.trigger(u"activityAction"_s);
    window.find<QTabBar>(u"activityTabs"_s)->setCurrentIndex(3);
    WAIT_FOR(window.find<QTreeView>(u"historyView"_s)); // which is read by then
    const auto *history = window.find<QTreeView>(u"historyView"_s);
    WAIT_FOR(history->model()->index(0, RunHistoryModel::ResultColumn).data().toString() == u"9 done"_s);
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
