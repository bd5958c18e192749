#include <QAction>
#include <QLabel>
#include <QRadioButton>
#include <QTabBar>
#include <QTreeWidget>

#include "app/changes/journal.h"
#include "tests/gui/drivenwindow.h"
#include "tests/gui/savedprofile.h"
#include "tests/gui/taggedfolder.h"
#include "tests/gui/walktest.h"
#include "tests/support/canaryscan.h"
#include "tests/support/certificates.h"
#include "tests/support/nginxserver.h"
#include "tests/support/scriptedserver.h"
#include "ui/dialogs/requestsdialog.h"

using namespace Qt::StringLiterals;

/// The dialogs about saved connections, changes, their history and certificates, and what is asked in message boxes.
class tst_WalkDialogs : public WalkTest
{
    Q_OBJECT

private:
    void goThrough(const QString &language, const Look &look) override;
    /// What is asked of a saved connection, and what docker left.
    static void goThroughConnections(const QString &language, const Look &look);
    static void goThroughConsent(DrivenWindow &driven, const Look &look);
    /// A registry whose users sign in at another host.
    void goThroughTokenHost(const QString &language, const Look &look);
    static void goThroughRetags(DrivenWindow &driven, const Look &look);
    /// From the marks to the plan, and what comes after it.
    static void goThroughPlan(DrivenWindow &driven, const Look &look);
    static void goThroughHistory(DrivenWindow &driven, const Look &look);
    /// A run that did not end, and how it is ended.
    static void goThroughUnfinished(const QString &language, const Look &look);
    static void goThroughRepair(const QString &language, const Look &look);
    void goThroughCertificates(const QString &language, const Look &look);
    static void goThroughErrors(const QString &language, const Look &look);

    support::Certificates m_certificates;
};

namespace {

/// A window that is shown with what @p options say.
class Shown final
{
public:
    Shown(ui::Options options, const QString &language)
        : driven(inLanguage(std::move(options), language))
    {
        window().resize(1440, 900);
        if (!QTest::qWaitForWindowExposed(&window(), 60000))
            qFatal("no window");
    }

    [[nodiscard]] ui::MainWindow &window() { return driven.application.window(); }

    DrivenWindow driven;

private:
    static ui::Options inLanguage(ui::Options options, const QString &language)
    {
        options.language = language;
        return options;
    }
};

bool isListed(DrivenWindow &driven)
{
    return driven.tags() && driven.find<QLabel>(u"tagsCompleteness"_s);
}

bool isEnabled(DrivenWindow &driven, const QString &widget)
{
    const auto *found = driven.find<QWidget>(widget);
    return found && found->isEnabled();
}

void mark(DrivenWindow &driven, const QString &tag)
{
    driven.clickTag(tag);
    QTest::keyClick(driven.tags(), Qt::Key_Delete);
}

/// Shortcuts work in the active window only, and nothing activates the one behind a dialog that was closed.
void activate(QWidget &window)
{
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window, 60000));
}

/// A run over @p folder in the history of @p profile that did not end.
void keepUnfinishedRun(TaggedFolder &folder, const QString &profile)
{
    const auto tag = *oci::TagName::parse(u"pr-1"_s);
    const auto image = folder.layout().resolve(TaggedFolder::repository(), tag, {});
    auto connection = connections::Connection::toFolder(folder.options().target);
    connection.name = u"sample"_s;
    const bool isMade = QDir(profile).mkpath(u"config"_s) && QDir(profile).mkpath(u"data"_s)
        && connections::ConnectionFile(profile + u"/config/connections.json"_s).write({connection});
    const auto journal = changes::Journal::open(profile + u"/data/changes.sqlite"_s);
    changes::RunRecord run;
    run.connection = connection.id;
    run.registry = connection.name;
    run.repository = u"app"_s; // as the folder is opened by itself
    run.begun = QDateTime::currentDateTimeUtc();
    if (!isMade || !image || !journal
        || !(*journal)->begin(run, {{changes::Step::Kind::RemoveTag, tag, image->digest, {}, {}}}, {}))
        qFatal("no run");
}

} // namespace

void tst_WalkDialogs::goThrough(const QString &language, const Look &look)
{
    const Look lookAtRest = [&look](const QString &state, QWidget *window) {
        QTest::qWait(0); // for what is laid out later
        QVERIFY2(window, qPrintable(state));
        look(state, window);
    };
    goThroughConnections(language, lookAtRest);
    goThroughTokenHost(language, lookAtRest);
    {
        TaggedFolder folder;
        Shown shown(folder.options(), language);
        WAIT_FOR(isListed(shown.driven));
        goThroughRetags(shown.driven, lookAtRest);
        goThroughPlan(shown.driven, lookAtRest);
        goThroughHistory(shown.driven, lookAtRest);
    }
    goThroughUnfinished(language, lookAtRest);
    goThroughRepair(language, lookAtRest);
    goThroughCertificates(language, lookAtRest);
    goThroughErrors(language, lookAtRest);
}

void tst_WalkDialogs::goThroughConnections(const QString &language, const Look &look)
{
    const SavedProfile profile;
    ui::Options options;
    options.profile = profile.path();
    Shown shown(options, language);
    DrivenWindow &driven = shown.driven;
    ui::MainWindow &window = shown.window();
    driven.prompts.isShown = true;
    driven.tree()->setCurrentIndex(driven.tree()->model()->index(0, 0));
    WAIT_FOR(driven.find<QWidget>(u"windowNotice"_s));
    look(u"notice"_s, &window);
    for (const auto &[action, part] : {std::pair(u"unlockAction"_s, u"unlockAcceptButton"_s),
                                       {u"editConnectionAction"_s, u"connectionSaveButton"_s},
                                       {u"duplicateConnectionAction"_s, u"connectionCancelButton"_s},
                                       {u"signInAction"_s, u"connectionSaveButton"_s},
                                       {u"dockerSignInAction"_s, u"answersDockerBox"_s},
                                       {u"removeConnectionAction"_s, u"confirmButton"_s},
                                       {u"importConnectionsAction"_s, u"importTree"_s}}) {
        driven.trigger(action);
        WAIT_FOR(driven.find<QWidget>(part));
        look(action, openDialog(window));
        openDialog(window)->close();
        WAIT_FOR(!openDialog(window));
    }
    WAIT_FOR(!window.findChild<QDialog *>(u"importDialog"_s)); // which it is for a moment after it was closed
    goThroughConsent(driven, look);
}

/// To what is insecure, among what docker and podman have.
void tst_WalkDialogs::goThroughConsent(DrivenWindow &driven, const Look &look)
{
    driven.trigger(u"importConnectionsAction"_s);
    WAIT_FOR(isEnabled(driven, u"importTree"_s));
    const auto hosts = driven.find<QTreeWidget>(u"importTree"_s)->findItems(u"c.example"_s, Qt::MatchRecursive);
    QVERIFY(!hosts.isEmpty());
    hosts.first()->setCheckState(0, Qt::Checked);
    driven.press(u"importButton"_s);
    WAIT_FOR(driven.find<QWidget>(u"confirmButton"_s));
    look(u"import: consent"_s, driven.find<QWidget>(u"confirmButton"_s)->window());
}

void tst_WalkDialogs::goThroughTokenHost(const QString &language, const Look &look)
{
    support::NginxSettings settings;
    settings.tls = m_certificates.server();
    settings.serverBlock = "location /token { return 200 '{\"token\":\"poor\"}'; }\n";
    const support::NginxServer tokens(settings);
    QVERIFY2(tokens.isRunning(), tokens.log().constData());
    const QByteArray realm = "https://localhost:" + QByteArray::number(tokens.port()) + "/token";
    support::ScriptedServer server;
    server.answer({"GET", "/v2/", true},
                  support::Answer::withStatus(
                      401, "{}", {{"WWW-Authenticate", "Bearer realm=\"" + realm + "\",service=\"registry\""}}));
    Shown shown({}, language);
    DrivenWindow &driven = shown.driven;
    driven.addConnection(QString::fromLatin1(server.url()));
    driven.press(u"networkSectionButton"_s);
    driven.prompts.nextText = m_certificates.rootFile();
    driven.press(u"addRootButton"_s);
    look(u"extra authority"_s, openDialog(shown.window()));
    driven.goToStep(2);
    driven.press(u"passwordButton"_s);
    driven.type(u"userEdit"_s, u"sample"_s);
    driven.type(u"passwordEdit"_s, u"" CANARY "right"_s);
    driven.press(u"testSignInButton"_s);
    WAIT_FOR(driven.find<QWidget>(u"allowRealmButton"_s));
    look(u"token host"_s, openDialog(shown.window()));
    driven.prompts.isShown = true;
    driven.press(u"allowRealmButton"_s);
    WAIT_FOR(driven.find<QWidget>(u"confirmButton"_s));
    look(u"token host: question"_s, driven.find<QWidget>(u"confirmButton"_s)->window());
}

void tst_WalkDialogs::goThroughRetags(DrivenWindow &driven, const Look &look)
{
    ui::MainWindow &window = driven.application.window();
    driven.clickTag(u"pr-1"_s);
    QTest::keyClick(driven.tags(), Qt::Key_F2);
    WAIT_FOR(driven.find<QWidget>(u"retagVerdict"_s));
    look(u"retag"_s, openDialog(window));
    driven.type(u"retagNameField"_s, u"prod"_s);
    WAIT_FOR(driven.find<QLineEdit>(u"retagConfirmField"_s));
    look(u"retag: moves"_s, openDialog(window));
    driven.type(u"retagNameField"_s, u"team"_s);
    WAIT_FOR(isEnabled(driven, u"retagButton"_s));
    driven.press(u"retagButton"_s);
    WAIT_FOR(driven.find<QWidget>(u"runNoticeBar"_s));
    WAIT_FOR(isListed(driven));
    look(u"undo bar"_s, &window);
    activate(window);
    driven.clickTag(u"pr-1"_s); // the look went through all that Tab comes to
    QTest::keyClick(driven.tags(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(driven.tags(), Qt::Key_F2);
    WAIT_FOR(driven.find<QWidget>(u"retagTable"_s));
    look(u"retag: several"_s, openDialog(window));
    openDialog(window)->close();
    WAIT_FOR(!openDialog(window));
}

void tst_WalkDialogs::goThroughPlan(DrivenWindow &driven, const Look &look)
{
    ui::MainWindow &window = driven.application.window();
    activate(window);
    mark(driven, u"rc"_s);
    mark(driven, u"pr-2"_s);
    look(u"marks"_s, &window);
    driven.press(u"pendingReviewButton"_s);
    WAIT_FOR(driven.find<QRadioButton>(u"keepSharedButton"_s));
    QWidget *plan = openDialog(window);
    look(u"plan"_s, plan);
    driven.find<QRadioButton>(u"deleteSharedButton"_s)->click();
    WAIT_FOR(driven.find<QWidget>(u"planConfirmField"_s));
    look(u"plan: with the others"_s, plan);
    (new ui::RequestsDialog(u"sha256:"_s, plan))->open(); // a folder has none
    WAIT_FOR(driven.find<QDialog>(u"requestsDialog"_s));
    look(u"requests"_s, driven.find<QDialog>(u"requestsDialog"_s));
    driven.press(u"requestsCloseButton"_s);
    driven.find<QRadioButton>(u"keepSharedButton"_s)->click();
    WAIT_FOR(isEnabled(driven, u"planDeleteButton"_s));
    driven.press(u"planDeleteButton"_s);
    WAIT_FOR(!driven.tagRow(u"pr-2"_s).isValid());
}

void tst_WalkDialogs::goThroughHistory(DrivenWindow &driven, const Look &look)
{
    ui::MainWindow &window = driven.application.window();
    driven.trigger(u"activityAction"_s);
    driven.find<QTabBar>(u"activityTabs"_s)->setCurrentIndex(3);
    WAIT_FOR(isEnabled(driven, u"restoreRunButton"_s));
    look(u"history"_s, &window);
    driven.press(u"restoreRunButton"_s);
    WAIT_FOR(isEnabled(driven, u"restoreApproveButton"_s));
    look(u"restore"_s, openDialog(window));
    openDialog(window)->close();
    WAIT_FOR(!openDialog(window));
    driven.prompts.isShown = true;
    driven.trigger(u"keepHistory0Action"_s);
    WAIT_FOR(openDialog(window));
    look(u"days of the history"_s, openDialog(window));
    driven.type(u"askedEdit"_s, u"a/b"_s);
    driven.press(u"confirmButton"_s);
    WAIT_FOR(driven.find<QWidget>(u"closeButton"_s));
    look(u"no number of days"_s, openDialog(window));
    openDialog(window)->close();
    WAIT_FOR(!openDialog(window));
    driven.prompts.isShown = false;
}

void tst_WalkDialogs::goThroughUnfinished(const QString &language, const Look &look)
{
    TaggedFolder folder;
    const QTemporaryDir profile;
    keepUnfinishedRun(folder, profile.path());
    ui::Options options;
    options.profile = profile.path();
    Shown shown(options, language);
    DrivenWindow &driven = shown.driven;
    driven.prompts.isShown = true;
    driven.trigger(u"activityAction"_s);
    driven.find<QTabBar>(u"activityTabs"_s)->setCurrentIndex(3);
    WAIT_FOR(isEnabled(driven, u"stopRunButton"_s));
    look(u"unfinished run"_s, &shown.window());
    driven.press(u"stopRunButton"_s);
    WAIT_FOR(openDialog(shown.window()));
    look(u"stop a run"_s, openDialog(shown.window()));
}

void tst_WalkDialogs::goThroughRepair(const QString &language, const Look &look)
{
    ui::Options options;
    options.target = QStringLiteral(BINARY_DIR "/share/portolan/sample/lab/half-copied");
    Shown shown(options, language);
    DrivenWindow &driven = shown.driven;
    WAIT_FOR(driven.tagRow(u"v0.4.0"_s).isValid() && isListed(driven));
    driven.trigger(u"checkBrokenImagesAction"_s);
    const auto isRead = [&driven] {
        const auto *report = driven.find<QTreeView>(u"repairTree"_s);
        return report && report->model()->rowCount() > 0;
    };
    WAIT_FOR(isRead());
    look(u"repair report"_s, openDialog(shown.window()));
}

void tst_WalkDialogs::goThroughCertificates(const QString &language, const Look &look)
{
    support::NginxSettings settings;
    settings.tls = m_certificates.server(support::Flaw::UnknownRoot);
    settings.serverBlock = "location / { return 200 '{}'; }\n";
    const support::NginxServer server(settings);
    QVERIFY2(server.isRunning(), server.log().constData());
    ui::Options options;
    options.target = QString::fromLatin1(server.url());
    Shown shown(options, language);
    DrivenWindow &driven = shown.driven;
    WAIT_FOR(driven.tree() && driven.tree()->model()->rowCount() == 1);
    driven.tree()->setCurrentIndex(driven.tree()->model()->index(0, 0));
    driven.trigger(u"runDoctorAction"_s);
    WAIT_FOR(driven.find<QWidget>(u"certificateTree"_s));
    QWidget *doctor = driven.find<QDialog>(u"doctorDialog"_s);
    look(u"unknown authority"_s, doctor);
    driven.press(u"viewCertificateButton"_s);
    WAIT_FOR(driven.find<QDialog>(u"certificateDialog"_s));
    look(u"certificate"_s, driven.find<QDialog>(u"certificateDialog"_s));
    driven.press(u"closeCertificateButton"_s);
    driven.prompts.isShown = true;
    driven.press(u"trustCertificateButton"_s);
    WAIT_FOR(driven.find<QWidget>(u"confirmButton"_s));
    look(u"trust it"_s, driven.find<QWidget>(u"confirmButton"_s)->window());
}

void tst_WalkDialogs::goThroughErrors(const QString &language, const Look &look)
{
    ui::Options options;
    options.target = u"http://127.0.0.1:1/a/b"_s;
    Shown shown(options, language);
    DrivenWindow &driven = shown.driven;
    WAIT_FOR(driven.find<QWidget>(u"errorDetailsButton"_s));
    driven.press(u"errorDetailsButton"_s);
    look(u"details of an error"_s, &shown.window());
    driven.trigger(u"activityAction"_s);
    driven.find<QTabBar>(u"activityTabs"_s)->setCurrentIndex(1);
    driven.trigger(u"activityDetailsAction"_s);
    WAIT_FOR(driven.find<QDialog>(u"errorDialog"_s));
    look(u"error"_s, driven.find<QDialog>(u"errorDialog"_s));
}

QTEST_MAIN(tst_WalkDialogs)
#include "tst_walkdialogs.moc"
