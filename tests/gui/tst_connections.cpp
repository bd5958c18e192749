#include <QAbstractButton>
#include <QClipboard>
#include <QDirIterator>
#include <QLabel>
#include <QMenu>
#include <QProcess>
#include <QSignalSpy>
#include <QTabBar>
#include <QTabWidget>

#include "app/connections/connectionfile.h"
#include "tests/gui/drivenwindow.h"
#include "tests/support/canaryscan.h"
#include "tests/support/dockerregistry.h"
#include "tests/support/scriptedserver.h"
#include "ui/dialogs/connectiondialog.h"
#include "ui/dialogs/doctorview.h"

using namespace Qt::StringLiterals;
using models::RegistryTreeModel;
using support::Answer;

namespace {

const support::TokenServerSettings known; // whom htpasswd of the registry lets in
const QString user = QString::fromUtf8(known.user);
const QString password = QString::fromUtf8(known.password);

ui::Options opening(const QByteArray &address)
{
    ui::Options options;
    options.target = QString::fromLatin1(address);
    return options;
}

/// Copies an image of the sample into the registry with skopeo.
bool push(const support::DockerRegistry &registry, const QString &target)
{
    QProcess skopeo;
    skopeo.start(support::findProgram(u"skopeo"_s),
                 {u"copy"_s, u"--insecure-policy"_s, u"--dest-tls-verify=false"_s, u"--dest-creds"_s,
                  user + u':' + password,
                  u"oci:%1/payments/api:latest"_s.arg(QStringLiteral(BINARY_DIR "/share/portolan/sample")),
                  u"docker://%1/%2"_s.arg(QString::fromLatin1(registry.address()), target)});
    return skopeo.waitForFinished(60000) && skopeo.exitCode() == 0;
}

/// A registry that lets in whoever sends one of @p authorizations; others are asked to sign in.
void serve(support::ScriptedServer &server, const QByteArrayList &authorizations)
{
    server.answer({"GET", "/v2/", true}, [authorizations](const support::ReceivedRequest &request) {
        if (!authorizations.contains(request.header("Authorization")))
            return Answer::withStatus(401, "{}", {{"WWW-Authenticate", "Basic realm=\"here\""}});
        return request.path() == "/v2/_catalog" ? Answer::ok(R"({"repositories":["a/b","c"]})") : Answer::ok("{}");
    });
}

QByteArray basic(const QByteArray &name, const QByteArray &secret)
{
    return "Basic " + QByteArray(name + ':' + secret).toBase64();
}

} // namespace

/// Connections through the window: added, edited, signed in to, kept, removed.
class tst_Connections : public QObject
{
    Q_OBJECT

private slots:
    void addSaveAndFindAgain();
    void signInWhereItIsAskedFor();
    void signInRefused();
    void twoUsersAtOneHost();
    void editRenames();
    void editGoesElsewhere();
    void passwordStaysWithItsRegistry();
    void removeClosesItsPages();
    void removeWhileItIsListed();
    void keepWhatAnAddressOpened();
    void webPagesAndDigests();
    void contextMenuByKeyboard();
    void damagedFile();

private:
    static QString state(DrivenWindow &window, int row = 0);
};

QString tst_Connections::state(DrivenWindow &window, int row)
{
    return window.tree()->model()->index(row, 0).data(RegistryTreeModel::StateTextRole).toString();
}

void tst_Connections::addSaveAndFindAgain()
{
    support::ScriptedServer server;
    server.serve("/v2/", "{}");
    server.serve("/v2/_catalog", R"({"repositories":["a/b","c"]})");
    DrivenWindow window;
    window.press(u"placeholderButton"_s); // there are no connections yet
    const QString address = QString::fromLatin1(server.url());
    window.type(u"connectionAddressEdit"_s, address);
    window.goToStep(4);
    window.type(u"connectionNameEdit"_s, u"Lab"_s);
    window.press(u"connectionSaveButton"_s);
    WAIT_FOR(window.tree() && window.treeRow({u"Lab"_s, u"c"_s}).isValid());
    QVERIFY(!window.find<QDialog>(u"connectionDialog"_s));
    QCOMPARE(window.savedConnections().size(), 1U);
    QCOMPARE(window.savedConnections().front().name, u"Lab"_s);
    // The same profile, later: nothing is asked before somebody opens it.
    const std::size_t before = server.requests().size();
    PreparedPrompts prompts;
    ui::Options options;
    options.profile = window.profile.path();
    ui::Application again(options, prompts);
    again.start();
    const auto *tree = again.window().findChild<QTreeView *>(u"registryTree"_s);
    QCOMPARE(tree->model()->index(0, 0).data().toString(), u"Lab"_s);
    QVERIFY(prompts.told.isEmpty());
    QCoreApplication::processEvents();
    QCOMPARE(server.requests().size(), before);
}

/// A registry of the distribution project with htpasswd: the tree and the page ask, and both go on.
void tst_Connections::signInWhereItIsAskedFor()
{
    const support::DockerRegistry registry({.htpasswd = true});
    QVERIFY2(registry.isRunning(), registry.log().constData());
    QVERIFY(push(registry, u"payments/api:latest"_s));
    DrivenWindow window(opening(registry.url("/payments/api")));
    WAIT_FOR(window.tree() && state(window) == u"sign in"_s);
    // The page may not list the tags, and offers the same dialog.
    WAIT_FOR(window.find<QAbstractButton>(u"placeholderButton"_s));
    QCOMPARE(window.find<QAbstractButton>(u"placeholderButton"_s)->text(), u"Sign in…"_s);
    window.press(u"placeholderButton"_s);
    QVERIFY(window.find<QDialog>(u"connectionDialog"_s));
    window.press(u"connectionCancelButton"_s);
    WAIT_FOR(!window.find<QDialog>(u"connectionDialog"_s));
    const QModelIndex connection = window.tree()->model()->index(0, 0);
    QCOMPARE(connection.data(RegistryTreeModel::StateIconRole).toString(), u"key"_s);
    const QString name = connection.data().toString();
    const QModelIndex note = window.treeRow({name, u"Needs a sign-in."_s});
    QCOMPARE(note.data(RegistryTreeModel::ActionTextRole).toString(), u"Sign in…"_s);
    window.tree()->setFocus();
    window.tree()->setCurrentIndex(note);
    QTest::keyClick(window.tree(), Qt::Key_Return);
    auto *dialog = window.find<QDialog>(u"connectionDialog"_s);
    QVERIFY(dialog);
    QCOMPARE(dialog->focusWidget(), window.find<QWidget>(u"userEdit"_s));
    QVERIFY(!window.find<QLineEdit>(u"connectionAddressEdit"_s));
    window.type(u"userEdit"_s, user);
    window.type(u"passwordEdit"_s, u"" CANARY "wrong"_s);
    window.press(u"connectionSaveButton"_s);
    WAIT_FOR(!window.checkResult().isEmpty());
    QVERIFY(window.find<QDialog>(u"connectionDialog"_s)); // it stays, with what is wrong
    // The doctor is asked with what was typed, and the way back is to the form.
    window.press(u"signInDoctorButton"_s);
    WAIT_FOR(window.find<ui::DoctorView>(u"doctorView"_s));
    auto *doctor = window.find<ui::DoctorView>(u"doctorView"_s);
    WAIT_FOR(!doctor->isRunning() && doctor->report().find(u"auth.denied"));
    window.press(u"connectionBackButton"_s);
    QVERIFY(!window.find<QAbstractButton>(u"connectionBackButton"_s));
    window.type(u"passwordEdit"_s, password);
    window.press(u"connectionSaveButton"_s);
    WAIT_FOR(!window.find<QDialog>(u"connectionDialog"_s));
    WAIT_FOR(window.tags() && window.tags()->model()->rowCount() == 1);
    WAIT_FOR(state(window) == u"1"_s);
    QVERIFY(window.treeRow({name, u"payments"_s, u"api"_s}).isValid());
    QVERIFY(!window.treeRow({name, u"Needs a sign-in."_s}).isValid());
    // The password is nowhere on the disk, nor in the window's texts.
    QDirIterator files(window.profile.path(), QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(!file.readAll().contains(known.password), qPrintable(file.fileName()));
    }
}

/// A user was given, and the registry does not know the password: said in the tree.
void tst_Connections::signInRefused()
{
    support::ScriptedServer server;
    serve(server, {basic("ada", CANARY "right")});
    DrivenWindow window;
    window.trigger(u"addConnectionAction"_s);
    window.type(u"connectionAddressEdit"_s, QString::fromLatin1(server.url()));
    window.goToStep(4);
    window.type(u"connectionNameEdit"_s, u"lab"_s);
    window.goToStep(2);
    window.press(u"passwordButton"_s);
    window.type(u"userEdit"_s, u"ada"_s);
    window.type(u"passwordEdit"_s, u"" CANARY "old"_s);
    window.goToStep(4);
    window.press(u"connectionSaveButton"_s);
    WAIT_FOR(window.tree() && window.treeRow({u"lab"_s, u"ada was not accepted."_s}).isValid());
    QCOMPARE(state(window), u"sign in"_s);
    window.trigger(u"signInAction"_s);
    QCOMPARE(window.find<QLineEdit>(u"userEdit"_s)->text(), u"ada"_s);
    window.type(u"passwordEdit"_s, u"" CANARY "right"_s);
    window.press(u"connectionSaveButton"_s);
    WAIT_FOR(window.treeRow({u"lab"_s, u"c"_s}).isValid());
    // A later start knows the user, and asks for the password instead of looking as nobody.
    const std::size_t before = server.requests().size();
    PreparedPrompts prompts;
    ui::Options options;
    options.profile = window.profile.path();
    ui::Application again(options, prompts);
    again.start();
    auto *tree = again.window().findChild<QTreeView *>(u"registryTree"_s);
    tree->expand(tree->model()->index(0, 0));
    WAIT_FOR(tree->model()->index(0, 0, tree->model()->index(0, 0)).data().toString() == u"Needs a sign-in."_s);
    QCOMPARE(server.requests().size(), before);
}

void tst_Connections::twoUsersAtOneHost()
{
    support::ScriptedServer server;
    const QByteArray ada = basic("ada", CANARY "one");
    const QByteArray bob = basic("bob", CANARY "two");
    serve(server, {ada, bob});
    DrivenWindow window;
    for (const auto &[name, secret] :
         {std::pair(u"ada"_s, u"" CANARY "one"_s), std::pair(u"bob"_s, u"" CANARY "two"_s)}) {
        window.trigger(u"addConnectionAction"_s);
        window.type(u"connectionAddressEdit"_s, QString::fromLatin1(server.url()));
        window.goToStep(2);
        window.press(u"passwordButton"_s);
        window.type(u"userEdit"_s, name);
        window.type(u"passwordEdit"_s, secret);
        window.goToStep(4);
        window.press(u"connectionSaveButton"_s);
    }
    WAIT_FOR(window.tree() && window.tree()->model()->rowCount() == 2);
    WAIT_FOR(state(window, 0) == u"2"_s && state(window, 1) == u"2"_s);
    const QString first = window.tree()->model()->index(0, 0).data().toString();
    QCOMPARE(window.tree()->model()->index(1, 0).data().toString(), first + u" (bob)"_s);
    QCOMPARE(window.savedConnections().size(), 2U);
    // Each signs in as itself, and the address opens the one that is looked at. A listing shows its end a little before
    // another one of that connection can begin.
    const auto *work = window.application.window().findChild<QTabBar *>(u"activityTabs"_s);
    WAIT_FOR(work->tabText(0) == u"Running 0"_s);
    const std::size_t before = server.requests().size();
    window.tree()->setCurrentIndex(window.tree()->model()->index(1, 0));
    window.trigger(u"refreshConnectionAction"_s);
    WAIT_FOR(server.requests().size() > before && state(window, 1) == u"2"_s);
    const std::vector<support::ReceivedRequest> requests = server.requests();
    for (std::size_t i = before; i < requests.size(); ++i)
        QCOMPARE(requests[i].header("Authorization"), bob);
}

void tst_Connections::editRenames()
{
    support::ScriptedServer server;
    server.serve("/v2/", "{}");
    server.serve("/v2/_catalog", R"({"repositories":["a/b","c"]})");
    server.answer({"GET", "/v2/c/tags/list", true}, Answer::ok(R"({"name":"c","tags":[]})"));
    DrivenWindow window(opening(server.url("/c")));
    WAIT_FOR(window.tree() && state(window) == u"2"_s && window.find<QLabel>(u"tagsCompleteness"_s));
    window.tree()->setCurrentIndex(window.tree()->model()->index(0, 0));
    window.trigger(u"editConnectionAction"_s);
    QCOMPARE(window.find<QLineEdit>(u"connectionAddressEdit"_s)->text() + u'/', QString::fromLatin1(server.url()));
    window.goToStep(4);
    window.type(u"connectionNameEdit"_s, u"Home & <b>"_s);
    window.press(u"connectionSaveButton"_s);
    QCOMPARE(window.tree()->model()->index(0, 0).data().toString(), u"Home & <b>"_s);
    QVERIFY(window.treeRow({u"Home & <b>"_s, u"c"_s}).isValid()); // what was listed stays
    QVERIFY(window.application.window().windowTitle().contains(u"c — Home & <b>"_s)); // and its page
    QCOMPARE(window.savedConnections().size(), 1U); // saving saves
}

void tst_Connections::editGoesElsewhere()
{
    support::ScriptedServer server;
    support::ScriptedServer other;
    for (support::ScriptedServer *each : {&server, &other})
        each->serve("/v2/", "{}");
    server.serve("/v2/_catalog", R"({"repositories":["old"]})");
    server.answer({"GET", "/v2/old/tags/list", true}, Answer::ok(R"({"name":"old","tags":[]})"));
    other.serve("/v2/_catalog", R"({"repositories":["new","newer"]})");
    DrivenWindow window(opening(server.url("/old")));
    WAIT_FOR(window.find<QLabel>(u"tagsCompleteness"_s));
    window.tree()->setCurrentIndex(window.tree()->model()->index(0, 0));
    window.trigger(u"editConnectionAction"_s);
    window.type(u"connectionAddressEdit"_s, QString::fromLatin1(other.url()));
    window.goToStep(4);
    window.type(u"connectionNameEdit"_s, u"lab"_s);
    window.press(u"connectionSaveButton"_s);
    WAIT_FOR(window.treeRow({u"lab"_s, u"newer"_s}).isValid());
    QVERIFY(!window.treeRow({u"lab"_s, u"old"_s}).isValid());
    QVERIFY(!window.find<QLabel>(u"tagsCompleteness"_s)); // its page was of another registry
}

void tst_Connections::passwordStaysWithItsRegistry()
{
    support::ScriptedServer server;
    support::ScriptedServer other;
    for (support::ScriptedServer *each : {&server, &other})
        serve(*each, {basic("ada", CANARY "one")});
    DrivenWindow window;
    window.trigger(u"addConnectionAction"_s);
    window.type(u"connectionAddressEdit"_s, QString::fromLatin1(server.url()));
    window.goToStep(4);
    window.type(u"connectionNameEdit"_s, u"lab"_s);
    window.goToStep(2);
    window.press(u"passwordButton"_s);
    window.type(u"userEdit"_s, u"ada"_s);
    window.type(u"passwordEdit"_s, u"" CANARY "one"_s);
    window.goToStep(4);
    window.press(u"connectionSaveButton"_s);
    WAIT_FOR(window.tree() && window.treeRow({u"lab"_s, u"c"_s}).isValid());
    window.tree()->setCurrentIndex(window.tree()->model()->index(0, 0));
    window.trigger(u"editConnectionAction"_s);
    window.type(u"connectionAddressEdit"_s, QString::fromLatin1(other.url()));
    window.press(u"connectionCheckButton"_s);
    WAIT_FOR(!window.checkResult().isEmpty());
    window.press(u"connectionSaveButton"_s);
    WAIT_FOR(state(window) == u"sign in"_s);
    for (const support::ReceivedRequest &request : other.requests())
        QVERIFY(request.header("Authorization").isEmpty());
}

void tst_Connections::removeClosesItsPages()
{
    support::ScriptedServer server;
    server.serve("/v2/", "{}");
    server.serve("/v2/_catalog", R"({"repositories":["a/b","c"]})");
    server.answer({"GET", "/v2/c/tags/list", true}, Answer::ok(R"({"name":"c","tags":[]})"));
    DrivenWindow window;
    window.trigger(u"addConnectionAction"_s);
    window.type(u"connectionAddressEdit"_s, QString::fromLatin1(server.url("/c")));
    window.goToStep(4);
    window.press(u"connectionSaveButton"_s);
    WAIT_FOR(window.find<QLabel>(u"tagsCompleteness"_s)); // the repository that the address named
    window.trigger(u"removeConnectionAction"_s);
    QCOMPARE(window.prompts.confirmed.size(), 1);
    QVERIFY(window.prompts.confirmTexts.front().contains(u"Nothing on the registry changes."_s));
    QCOMPARE(window.tree()->model()->rowCount(), 1); // the answer was no
    window.prompts.nextConfirm = true;
    window.trigger(u"removeConnectionAction"_s);
    QVERIFY(!window.tree());
    QVERIFY(!window.find<QLabel>(u"tagsCompleteness"_s));
    QVERIFY(window.savedConnections().empty());
    for (const support::ReceivedRequest &request : server.requests())
        QCOMPARE(request.method, QByteArray("GET")); // nothing on the registry changes
}

void tst_Connections::removeWhileItIsListed()
{
    support::ScriptedServer server;
    server.answer({"GET", "/", true}, Answer::silence());
    DrivenWindow window(opening(server.url("/a/b")));
    WAIT_FOR(server.requests().size() > 1); // the listing and the page
    window.tree()->setCurrentIndex(window.tree()->model()->index(0, 0));
    window.trigger(u"removeConnectionAction"_s); // temporary: without a question
    QVERIFY(window.prompts.confirmed.isEmpty());
    QVERIFY(!window.tree());
    // And while its session is being opened: a loopback host without a scheme is asked what it speaks.
    window.enterAddress(QString::fromLatin1(server.url().mid(7).chopped(1)));
    WAIT_FOR(window.tree());
    window.trigger(u"removeConnectionAction"_s);
    QVERIFY(!window.tree());
    QCoreApplication::processEvents();
}

void tst_Connections::keepWhatAnAddressOpened()
{
    support::ScriptedServer server;
    server.serve("/v2/", "{}");
    server.serve("/v2/_catalog", R"({"repositories":["a/b","c"]})");
    DrivenWindow window(opening(server.url()));
    WAIT_FOR(window.tree() && state(window) == u"2"_s);
    QVERIFY(window.savedConnections().empty());
    const QModelIndex connection = window.tree()->model()->index(0, 0);
    QVERIFY(!connection.data(RegistryTreeModel::IsKeptRole).toBool());
    window.tree()->setCurrentIndex(connection);
    window.trigger(u"keepConnectionAction"_s);
    QVERIFY(connection.data(RegistryTreeModel::IsKeptRole).toBool());
    QCOMPARE(window.savedConnections().size(), 1U);
    QVERIFY(!window.application.window().findChild<QAction *>(u"keepConnectionAction"_s)->isEnabled());
    // The address of a connection that is known opens it, and no second one.
    window.enterAddress(QString::fromLatin1(server.url().mid(7)));
    QCOMPARE(window.tree()->model()->rowCount(), 1);
}

/// What people copy from their browser, at a registry whose pages have the same host.
void tst_Connections::webPagesAndDigests()
{
    const QByteArray digest = "sha256:" + QByteArray(64, 'a');
    support::ScriptedServer server;
    server.serve("/v2/", "{}");
    server.serve("/v2/_catalog", R"({"repositories":["a/b","c/d","e/d"]})");
    server.answer({"GET", "/v2/a/b/tags/list", true}, Answer::ok(R"({"name":"a/b","tags":["one"]})"));
    DrivenWindow window(opening(server.url()));
    WAIT_FOR(window.tree() && state(window) == u"3"_s);
    const auto page = [&server](const QByteArray &repository) {
        return QString::fromLatin1(
            server.url(QByteArray("/harbor/projects/3/repositories/" + repository + "/artifacts-tab")));
    };
    window.enterAddress(page("b"));
    WAIT_FOR(window.tags() && window.tags()->model()->rowCount() == 1);
    QCOMPARE(window.tree()->model()->rowCount(), 1); // the same connection
    window.clickTag(u"one"_s); // whose image is not asked for any more
    window.enterAddress(QString::fromLatin1(digest));
    WAIT_FOR(!server.requestsTo(QByteArray("/v2/a/b/manifests/" + digest)).empty());
    // Two projects have a d: the tree shows both, and a sentence says why.
    window.enterAddress(page("d"));
    QCOMPARE(window.find<QLineEdit>(u"repositoryFilterEdit"_s)->text(), u"d"_s);
    const auto *bar = window.find<QWidget>(u"addressError"_s);
    QVERIFY(bar);
    QVERIFY(bar->findChild<QLabel *>(u"infoBarText"_s)->text().contains(u"Harbor counts its projects"_s));
    const QString name = window.tree()->model()->index(0, 0).data().toString();
    QVERIFY(window.treeRow({name, u"c"_s, u"d"_s}).isValid());
    QVERIFY(window.treeRow({name, u"e"_s, u"d"_s}).isValid());
    QVERIFY(!window.treeRow({name, u"a"_s}).isValid());
}

void tst_Connections::contextMenuByKeyboard()
{
    support::ScriptedServer server;
    server.serve("/v2/", "{}");
    server.serve("/v2/_catalog", R"({"repositories":["a/b","c"]})");
    DrivenWindow window(opening(server.url()));
    WAIT_FOR(window.tree() && state(window) == u"2"_s);
    const QString name = window.tree()->model()->index(0, 0).data().toString();
    const auto menuAt = [&window](const QModelIndex &index) {
        window.tree()->setCurrentIndex(index);
        QContextMenuEvent event(QContextMenuEvent::Keyboard, {}, window.tree()->mapToGlobal(QPoint(5, 5)));
        QCoreApplication::sendEvent(window.tree(), &event);
        QStringList texts;
        if (auto *menu = window.find<QMenu>(u"registryMenu"_s)) {
            for (const QAction *action : menu->actions()) {
                if (action->isVisible() && !action->isSeparator())
                    texts.append(action->text().remove(u'&'));
            }
            menu->close();
        }
        return texts;
    };
    QCOMPARE(menuAt(window.tree()->model()->index(0, 0)),
             (QStringList{u"List repositories again"_s, u"Add repository by name…"_s, u"Copy address"_s, u"Edit…"_s,
                          u"Duplicate…"_s, u"Sign in…"_s, u"Sign-in for Docker and Podman…"_s, u"Run Doctor…"_s,
                          u"Keep this connection"_s, u"Move up"_s, u"Move down"_s, u"Remove…"_s}));
    QCOMPARE(menuAt(window.treeRow({name, u"a"_s})),
             (QStringList{u"List repositories again"_s, u"Add repository by name…"_s}));
    QCOMPARE(menuAt(window.treeRow({name, u"c"_s})),
             (QStringList{u"Open"_s, u"Open in a background tab"_s, u"Copy reference"_s, u"Refresh"_s,
                          u"Check for broken images…"_s, u"Delete repository…"_s}));
    window.trigger(u"copyRepositoryReferenceAction"_s);
    QCOMPARE(QGuiApplication::clipboard()->text(), name + u"/c"_s);
    // In the background: the page that is shown stays, if it is not blank.
    window.trigger(u"openRepositoryAction"_s);
    window.tree()->setCurrentIndex(window.treeRow({name, u"a"_s, u"b"_s}));
    window.trigger(u"openRepositoryInTabAction"_s);
    const auto *tabs = window.find<QTabWidget>(u"pageTabs"_s);
    QCOMPARE(tabs->count(), 2);
    QCOMPARE(tabs->tabText(tabs->currentIndex()), u"c"_s);
}

/// What cannot be read is not written over.
void tst_Connections::damagedFile()
{
    DrivenWindow window;
    const QString path = window.profile.filePath(u"config/connections.json"_s);
    QVERIFY(QDir().mkpath(QFileInfo(path).path()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"version\": 99}");
    file.close();
    window.trigger(u"addConnectionAction"_s);
    window.type(u"connectionAddressEdit"_s, u"/tmp"_s);
    window.goToStep(4);
    window.press(u"connectionSaveButton"_s);
    QCOMPARE(window.prompts.told.size(), 1);
    QVERIFY(window.tree()); // it is there until the program ends
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("{\"version\": 99}"));
}

QTEST_MAIN(tst_Connections)
#include "tst_connections.moc"
