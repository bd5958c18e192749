#include <algorithm>
#include <atomic>
#include <map>
#include <mutex>

#include <QPushButton>
#include <QTabBar>

#include "app/connections/connectionfile.h"
#include "models/runhistorymodel.h"
#include "tests/gui/drivenwindow.h"
#include "tests/support/gate.h"
#include "tests/support/manifests.h"
#include "tests/support/scriptedserver.h"
#include "ui/dialogs/plandialog.h"

using namespace Qt::StringLiterals;
using models::RunHistoryModel;
using support::Answer;
using support::ReceivedRequest;

namespace {

constexpr int images = 7; ///< more than are under way at a time
constexpr int atATime = 4;

/// A registry with images under a tag each, `team/app:t0` and so on, that deletes by digest, once it is let.
class Server
{
public:
    Server()
    {
        for (int i = 0; i < images; ++i) {
            const oci::Manifest image
                = support::imageManifest({{"config" + QByteArray::number(i), 7}, {"layer" + QByteArray::number(i), 6}});
            m_images.emplace("t" + QByteArray::number(i), image);
        }
        m_server.answer({"", "/", true}, [this](const ReceivedRequest &request) { return answer(request); });
    }
    ~Server() { release(); }
    Server(const Server &) = delete;
    Server &operator=(const Server &) = delete;

    [[nodiscard]] ui::Options options() const
    {
        ui::Options options;
        options.target = QString::fromLatin1(m_server.url("/team/app"));
        return options;
    }
    /// In a profile that has the server as a connection, which is read-only.
    [[nodiscard]] ui::Options optionsLocked(const QTemporaryDir &profile) const
    {
        connections::Connection connection
            = connections::Connection::toHost({false, "127.0.0.1", m_server.port()}, connections::SchemeChoice::Http);
        connection.readOnly = true;
        const connections::ConnectionFile file(profile.filePath(u"config/connections.json"_s));
        if (!QDir(profile.path()).mkpath(u"config"_s) || !file.write({connection}))
            qFatal("the profile cannot be written");
        ui::Options all = options();
        all.profile = profile.path();
        return all;
    }
    [[nodiscard]] int deletions() const noexcept { return m_deletions; } ///< that have arrived
    [[nodiscard]] int left()
    {
        const std::lock_guard lock(m_mutex);
        return static_cast<int>(m_images.size());
    }
    void hold() { m_isReleased = false; } ///< deletions from now on
    void release()
    {
        m_isReleased = true;
        m_isReleased.notify_all();
    }
    void holdNextListing() { m_holdsListing = true; } ///< for ever: a slow server's
    [[nodiscard]] bool isListingHeld() const noexcept { return m_isListingHeld; }

private:
    [[nodiscard]] Answer answer(const ReceivedRequest &request)
    {
        if (request.target == "/v2/")
            return Answer::ok("{}");
        if (request.target.startsWith("/v2/_catalog"))
            return Answer::ok(R"({"repositories":["team/app"]})");
        if (request.method == "DELETE")
            return remove(request);
        const std::lock_guard lock(m_mutex);
        if (request.target.startsWith("/v2/team/app/tags/list")) {
            QByteArrayList names;
            for (const auto &[name, image] : m_images)
                names.append('"' + name + '"');
            Answer list = Answer::ok(R"({"name":"team/app","tags":[)" + names.join(',') + "]}");
            if (m_holdsListing.exchange(false)) {
                list.gate = std::make_shared<support::Gate>();
                m_isListingHeld = true;
            }
            return list;
        }
        for (const auto &[name, image] : m_images) {
            const QByteArray digest = image.digest().toString().toLatin1();
            if (isOf(request, name) || isOf(request, digest))
                return Answer::withStatus(
                    200, image.raw(),
                    {{"Content-Type", image.mediaType().toString().toLatin1()}, {"Docker-Content-Digest", digest}});
        }
        return Answer::withStatus(404);
    }

    [[nodiscard]] static bool isOf(const ReceivedRequest &request, const QByteArray &reference)
    {
        return request.target == QByteArray("/v2/team/app/manifests/" + reference);
    }

    [[nodiscard]] Answer remove(const ReceivedRequest &request)
    {
        const auto isAsked
            = [&request](const auto &entry) { return isOf(request, entry.second.digest().toString().toLatin1()); };
        {
            const std::lock_guard lock(m_mutex);
            if (std::none_of(m_images.cbegin(), m_images.cend(), isAsked)) // a probe
                return Answer::withStatus(request.target.contains("sha256:") ? 404 : 405);
        }
        ++m_deletions;
        m_isReleased.wait(false);
        const std::lock_guard lock(m_mutex);
        std::erase_if(m_images, isAsked);
        return Answer::withStatus(202);
    }

    std::mutex m_mutex; ///< of the images
    std::map<QByteArray, oci::Manifest> m_images; ///< by tag
    std::atomic<bool> m_isReleased = false;
    std::atomic<int> m_deletions = 0;
    std::atomic<bool> m_holdsListing = false;
    std::atomic<bool> m_isListingHeld = false;
    support::ScriptedServer m_server; ///< last: its threads use everything above
};

/// Approves the deletion of all tags, and waits until some are under way.
void removeAll(DrivenWindow &window, Server &server)
{
    const int before = server.deletions();
    WAIT_FOR(window.tags() && window.find<QLabel>(u"tagsCompleteness"_s));
    WAIT_FOR(window.tags()->model()->rowCount() == server.left());
    window.clickTag(window.tags()->model()->index(0, 0).data().toString());
    window.tags()->selectAll();
    QTest::keyClick(window.tags(), Qt::Key_Delete);
    window.press(u"pendingReviewButton"_s);
    auto *dialog = window.application.window().findChild<ui::PlanDialog *>();
    QVERIFY(dialog);
    WAIT_FOR(dialog->reading());
    window.type(u"planConfirmField"_s, u"team/app"_s); // nothing is left of it
    auto *run = dialog->findChild<QPushButton *>(u"planDeleteButton"_s);
    WAIT_FOR(run->isEnabled());
    QTest::mouseClick(run, Qt::LeftButton);
    WAIT_FOR(server.deletions() > before);
}

QString lock(DrivenWindow &window)
{
    const auto *label = window.find<QLabel>(u"connectionLock"_s);
    return label ? label->text() : QString();
}

bool isEnabled(DrivenWindow &window, const QString &button)
{
    const auto *found = window.find<QAbstractButton>(button);
    return found && found->isEnabled();
}

QString result(DrivenWindow &window, int row = 0)
{
    window.find<QTabBar>(u"activityTabs"_s)->setCurrentIndex(3);
    const auto *history = window.find<QTreeView>(u"historyView"_s);
    return history ? history->model()->index(row, RunHistoryModel::ResultColumn).data().toString() : QString();
}

} // namespace

/// A run that is under way can be paused and go on, or be stopped for good.
class tst_RunPause : public QObject
{
    Q_OBJECT

private slots:
    void pausesAndGoesOn();
    void stopsForGood();
    void stopsALeftRunOnceAnotherHasEnded();
    void aLockThatClosesLeavesIt();
    void aListingFromBeforeItsEndIsGivenUp();
};

void tst_RunPause::pausesAndGoesOn()
{
    Server server;
    DrivenWindow window(server.options());
    removeAll(window, server);
    window.trigger(u"activityAction"_s);
    WAIT_FOR(window.selectRun() && isEnabled(window, u"pauseActivityButton"_s));
    window.press(u"pauseActivityButton"_s);
    server.release();
    WAIT_FOR(window.find<QWidget>(u"windowNotice"_s));
    WAIT_FOR(result(window).startsWith(u"Not finished: "_s));
    const int left = server.left();
    QVERIFY2(left > 0 && left < images, qPrintable(QString::number(left)));
    QCOMPARE(server.deletions(), images - left); // what was under way ended, and nothing began
    QVERIFY(!window.find<QWidget>(u"runNoticeBar"_s)); // it is not over

    WAIT_FOR(window.find<QAbstractButton>(u"goOnRunButton"_s));
    QTest::mouseClick(window.find<QWidget>(u"windowNotice"_s)->findChild<QPushButton *>(), Qt::LeftButton);
    WAIT_FOR(result(window) == u"7 done"_s);
    WAIT_FOR(window.find<QWidget>(u"runNoticeBar"_s));
    QCOMPARE(window.find<QLabel>(u"runNoticeText"_s)->text(), u"Deleted 7 tags."_s);
    QCOMPARE(server.left(), 0);
    QCOMPARE(server.deletions(), images);
}

void tst_RunPause::stopsForGood()
{
    Server server;
    DrivenWindow window(server.options());
    removeAll(window, server);
    window.trigger(u"activityAction"_s);
    window.prompts.nextConfirm = true;
    WAIT_FOR(window.selectRun() && isEnabled(window, u"stopActivityButton"_s));
    window.press(u"stopActivityButton"_s);
    server.release();
    WAIT_FOR(result(window).startsWith(u"Stopped: "_s));
    QVERIFY(result(window).contains(u"not tried"_s));
    QVERIFY(server.left() > 0);
    QCOMPARE(server.deletions(), images - server.left());
    QVERIFY(!window.find<QAbstractButton>(u"goOnRunButton"_s));
    WAIT_FOR(window.find<QAbstractButton>(u"restoreRunButton"_s)->isEnabled()); // of what was done
}

/// A run that was left is not stopped while another is under way in its repository, and leaves that alone.
void tst_RunPause::stopsALeftRunOnceAnotherHasEnded()
{
    Server server;
    DrivenWindow window(server.options());
    removeAll(window, server);
    window.trigger(u"activityAction"_s);
    WAIT_FOR(window.selectRun() && isEnabled(window, u"pauseActivityButton"_s));
    window.press(u"pauseActivityButton"_s);
    server.release();
    WAIT_FOR(result(window).startsWith(u"Not finished: "_s));
    const QString left = result(window);
    QVERIFY(server.left() > 0);

    server.hold();
    removeAll(window, server);
    WAIT_FOR(result(window) == u"Running"_s && result(window, 1) == left);
    auto *history = window.find<QTreeView>(u"historyView"_s);
    window.prompts.nextConfirm = true;
    const auto stopLeft = [&] {
        history->setCurrentIndex(history->model()->index(1, 0));
        window.press(u"stopRunButton"_s);
    };
    stopLeft();
    QCOMPARE(window.prompts.told, QStringList{u"Another run is under way in team/app."_s});
    server.release();
    WAIT_FOR(result(window).endsWith(u" done"_s));
    QCOMPARE(server.left(), 0);
    QCOMPARE(server.deletions(), images);
    QCOMPARE(result(window, 1), left);
    stopLeft();
    WAIT_FOR(result(window, 1).startsWith(u"Stopped: "_s));
    QCOMPARE(window.prompts.told.size(), 1);
    QCOMPARE(server.deletions(), images); // it sends nothing more
}

/// What was approved goes on when the lock closes; nothing new begins.
void tst_RunPause::aLockThatClosesLeavesIt()
{
    const QTemporaryDir profile;
    Server server;
    DrivenWindow window(server.optionsLocked(profile));
    WAIT_FOR(window.tree() && window.tree()->model()->rowCount() == 1);
    window.tree()->setCurrentIndex(window.tree()->model()->index(0, 0));
    window.trigger(u"unlockAction"_s);
    window.press(u"unlockAcceptButton"_s);
    WAIT_FOR(lock(window).startsWith(u"Changes allowed"_s));
    window.application.window().activateWindow(); // for the shortcut: offscreen no dialog gives that back
    QVERIFY(QTest::qWaitForWindowActive(&window.application.window(), 60000));
    removeAll(window, server);
    QVERIFY(server.deletions() < images);
    window.tree()->setCurrentIndex(window.tree()->model()->index(0, 0));
    window.trigger(u"unlockAction"_s); // Lock now
    WAIT_FOR(lock(window) == u"Read-only"_s);
    server.release();
    window.trigger(u"activityAction"_s);
    WAIT_FOR(result(window) == u"7 done"_s);
    QCOMPARE(server.left(), 0);
    QVERIFY(!isEnabled(window, u"restoreRunButton"_s));
}

/// What it would say is older than what the run did.
void tst_RunPause::aListingFromBeforeItsEndIsGivenUp()
{
    Server server;
    DrivenWindow window(server.options());
    removeAll(window, server);
    WAIT_FOR(server.deletions() == atATime); // the run asks for nothing else now
    server.holdNextListing();
    window.trigger(u"refreshAction"_s);
    WAIT_FOR(server.isListingHeld());
    server.release();
    WAIT_FOR(server.left() == 0);
    WAIT_FOR(!window.tagRow(u"t0"_s).isValid());
    QVERIFY(!window.find<QWidget>(u"pendingBar"_s));
}

QTEST_MAIN(tst_RunPause)
#include "tst_runpause.moc"
