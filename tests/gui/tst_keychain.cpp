#include <algorithm>

#include <QComboBox>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QLabel>

#include "app/connections/connectionfile.h"
#include "app/credentials/keychain.h"
#include "app/credentials/keychainstore.h"
#include "tests/gui/drivenwindow.h"
#include "tests/support/canaryscan.h"
#include "tests/support/keyring.h"
#include "tests/support/scriptedserver.h"

using namespace Qt::StringLiterals;
using support::Answer;

namespace {

const QByteArray password = CANARY "pässwörd";

/// A registry that lets in whoever has the password.
void serve(support::ScriptedServer &server, const QByteArray &known = password)
{
    const QByteArray authorization = "Basic " + QByteArray("anna:" + known).toBase64();
    server.answer({"GET", "/v2/", true}, [authorization](const support::ReceivedRequest &request) {
        if (request.header("Authorization") != authorization)
            return Answer::withStatus(401, "{}", {{"WWW-Authenticate", "Basic realm=\"here\""}});
        if (request.path() == "/v2/")
            return Answer::ok("{}");
        if (request.path() == "/v2/a/b/tags/list")
            return Answer::ok(R"({"name":"a/b","tags":["v1"]})");
        return Answer::withStatus(404, "{}");
    });
}

/// One of its pages has @p headline in place of what it should show.
bool says(DrivenWindow &window, const QString &headline)
{
    const auto labels = window.application.window().findChildren<QLabel *>(u"placeholderHeadline"_s);
    return std::any_of(labels.begin(), labels.end(),
                       [&headline](const QLabel *label) { return label->isVisible() && label->text() == headline; });
}

bool offersLeftovers(DrivenWindow &window)
{
    return window.application.window().findChild<QAction *>(u"removeLeftoversAction"_s)->isVisible();
}

} // namespace

/// A connection whose password is in the keychain, in every state of a keychain: the window says which, and lives.
class tst_Keychain : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void stored();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void refusedLater();
    void missing();
    void asksNobodyAtTheStart();
    void removedWithItsSecret();
    void removedInTheEnd();
    void leftoversAfterARestart();
    void noLeftoversOfAListThatCannotBeRead();
    void noneToChoose();

private:
    /// A profile with a connection to @p server and its password in the keyring.
    bool prepare(const support::ScriptedServer &server);
    [[nodiscard]] ui::Options opening(const support::ScriptedServer &server) const;
    [[nodiscard]] QString indexFile() const { return m_profile->filePath(u"config/keychain.json"_s); }

    support::SessionBus m_bus;
    std::unique_ptr<QTemporaryDir> m_profile;
    connections::Connection m_connection;
};

void tst_Keychain::init()
{
    m_profile = std::make_unique<QTemporaryDir>();
    QVERIFY(QDir(m_profile->path()).mkpath(u"config"_s));
}

bool tst_Keychain::prepare(const support::ScriptedServer &server)
{
    const http::Origin origin{false, "127.0.0.1", server.port()};
    m_connection = connections::Connection::toHost(origin, connections::SchemeChoice::Http);
    m_connection.name = u"Lab"_s;
    m_connection.user = u"anna"_s;
    if (!connections::ConnectionFile(m_profile->filePath(u"config/connections.json"_s)).write({m_connection}))
        return false;
    credentials::KeychainStore store(indexFile());
    return store.store(m_connection.id, {u"anna"_s, base::Secret(QByteArray(password))}, {}).has_value();
}

ui::Options tst_Keychain::opening(const support::ScriptedServer &server) const
{
    ui::Options options;
    options.profile = m_profile->path();
    options.target = QString::fromLatin1(server.url("/a/b"));
    return options;
}

void tst_Keychain::stored()
{
    support::ScriptedServer server;
    serve(server);
    const support::Keyring keyring(m_bus, m_profile->path());
    QVERIFY(prepare(server));
    DrivenWindow window(opening(server));
    WAIT_FOR(window.tagRow(u"v1"_s).isValid());
    QVERIFY(window.prompts.told.isEmpty());
}

void tst_Keychain::saysWhatIsWrong_data()
{
    QTest::addColumn<QString>("state");
    QTest::addColumn<QString>("words");
    QTest::newRow("locked") << u"locked"_s << u"The keychain is locked."_s;
    QTest::newRow("dismissed") << u"dismissed"_s << u"The keychain is locked."_s;
    QTest::newRow("no service") << u"none"_s << u"No keychain answers."_s;
    QTest::newRow("frozen") << u"frozen"_s << u"No keychain answers."_s;
    QTest::newRow("denied") << u"denied"_s << u"The keychain does not let Portolan in."_s;
}

void tst_Keychain::saysWhatIsWrong()
{
    QFETCH(QString, state);
    QFETCH(QString, words);
    support::ScriptedServer server;
    serve(server);
    support::ChangingKeychain keychain(m_bus, m_profile->path());
    QVERIFY(prepare(server));
    keychain.become(state);

    QElapsedTimer clock;
    clock.start();
    DrivenWindow window(opening(server));
    // The window takes keys while the keychain is asked; the frozen one is still asked afterwards.
    auto *address = window.find<QLineEdit>(u"addressEdit"_s);
    QVERIFY(address);
    address->clear();
    QTest::keyClicks(address, u"typed meanwhile"_s);
    QCOMPARE(address->text(), u"typed meanwhile"_s);
    QVERIFY(state != u"frozen" || !says(window, words) || clock.hasExpired(9'000));

    WAIT_FOR(says(window, words));
    QVERIFY(server.requests().empty()); // nobody is asked without the password
    QCOMPARE(keychain.dismissed(), state == u"dismissed" ? 1 : 0);
}

/// The registry takes another password by now: it is asked for where its tags are, which stay, and replaces the old one
/// in the keychain.
void tst_Keychain::refusedLater()
{
    support::ScriptedServer server;
    serve(server);
    const support::Keyring keyring(m_bus, m_profile->path());
    QVERIFY(prepare(server));
    DrivenWindow window(opening(server));
    const auto offers = [&window](const QString &what) {
        auto *button = window.find<QAbstractButton>(u"infoBarButton"_s);
        return button && button->text() == what;
    };
    WAIT_FOR(offers(u"Try again"_s)); // it has no details of v1
    const QByteArray later = CANARY "later";
    serve(server, later);
    window.trigger(u"refreshAction"_s);
    WAIT_FOR(offers(u"Sign in…"_s));
    QVERIFY(window.tagRow(u"v1"_s).isValid());
    window.press(u"infoBarButton"_s);
    WAIT_FOR(window.find<QDialog>(u"connectionDialog"_s));
    QCOMPARE(window.find<QLineEdit>(u"userEdit"_s)->text(), u"anna"_s);
    QVERIFY(window.tagRow(u"v1"_s).isValid());
    window.type(u"passwordEdit"_s, QString::fromUtf8(later));
    window.press(u"connectionSaveButton"_s);
    WAIT_FOR(!window.find<QDialog>(u"connectionDialog"_s) && offers(u"Try again"_s));
    QVERIFY(window.tagRow(u"v1"_s).isValid());
    const auto kept = [this] {
        const auto found = credentials::KeychainStore(indexFile()).find(m_connection.id, {});
        return found && *found ? (*found)->password.expose().toByteArray() : QByteArray();
    };
    WAIT_FOR(kept() == later);
}

/// Somebody else removed it: the window says so, and asks the registry nothing as nobody.
void tst_Keychain::missing()
{
    support::ScriptedServer server;
    serve(server);
    const support::Keyring keyring(m_bus, m_profile->path());
    QVERIFY(prepare(server));
    QVERIFY(credentials::keychain::remove(m_connection.id, {}, {}));
    DrivenWindow window(opening(server));
    auto *address = window.find<QLineEdit>(u"addressEdit"_s);
    QVERIFY(address);
    address->clear();
    QTest::keyClicks(address, u"typed meanwhile"_s);
    QCOMPARE(address->text(), u"typed meanwhile"_s);
    WAIT_FOR(says(window, u"The password of %1 is no longer in the keychain."_s.arg(m_connection.name)));
    QVERIFY(server.requests().empty());
    WAIT_FOR(window.find<QAbstractButton>(u"placeholderButton"_s)); // to sign in

    window.press(u"placeholderButton"_s);
    window.type(u"passwordEdit"_s, QString::fromUtf8(password));
    window.press(u"connectionSaveButton"_s);
    WAIT_FOR(window.tagRow(u"v1"_s).isValid());
}

/// A tab that was left open is read at the start; a locked keyring is not asked for before somebody wants it.
void tst_Keychain::asksNobodyAtTheStart()
{
    support::ScriptedServer server;
    serve(server);
    auto keyring = std::make_unique<support::Keyring>(m_bus, m_profile->path());
    QVERIFY(prepare(server));
    {
        DrivenWindow window(opening(server));
        WAIT_FOR(window.tagRow(u"v1"_s).isValid());
    }
    keyring->lock();
    support::DismissingPrompter prompter(m_bus);
    ui::Options options;
    options.profile = m_profile->path();
    DrivenWindow window(options);
    WAIT_FOR(says(window, u"The keychain is locked."_s));
    QCOMPARE(prompter.asked(), 0);
    window.press(u"placeholderButton"_s); // Try again
    WAIT_FOR(prompter.asked() == 1);
    WAIT_FOR(says(window, u"The keychain is locked."_s)); // it was dismissed
}

void tst_Keychain::removedWithItsSecret()
{
    support::ScriptedServer server;
    serve(server);
    support::Keyring keyring(m_bus, m_profile->path());
    QVERIFY(prepare(server));
    keyring.lock();
    DrivenWindow window(opening(server));
    window.prompts.nextConfirm = true;
    WAIT_FOR(window.treeRow({u"Lab"_s}).isValid());
    window.clickTree(window.treeRow({u"Lab"_s}));
    window.trigger(u"removeConnectionAction"_s);
    window.prompts.nextConfirm = false;
    WAIT_FOR(window.prompts.confirmed.contains(u"The sign-in of Lab is still in the keychain."_s));
    QVERIFY(credentials::KeychainStore(indexFile()).isInKeychain(m_connection.id));
}

/// Somebody starts the keychain, and tries again.
void tst_Keychain::removedInTheEnd()
{
    support::ScriptedServer server;
    serve(server);
    auto keyring = std::make_unique<support::Keyring>(m_bus, m_profile->path());
    QVERIFY(prepare(server));
    keyring.reset();
    DrivenWindow window(opening(server));
    WAIT_FOR(window.treeRow({u"Lab"_s}).isValid());
    window.clickTree(window.treeRow({u"Lab"_s}));
    window.prompts.nextConfirm = true;
    window.prompts.onConfirm = [&](const QString &headline) {
        if (headline.startsWith(u"The sign-in of Lab"_s))
            keyring = std::make_unique<support::Keyring>(m_bus, m_profile->path());
    };
    window.trigger(u"removeConnectionAction"_s);
    WAIT_FOR(!credentials::KeychainStore(indexFile()).isInKeychain(m_connection.id));
    QCOMPARE(window.prompts.confirmed.count(u"The sign-in of Lab is still in the keychain."_s), 1);
}

/// What stayed in a locked keyring is offered for removal by a later start, which asks the keyring nothing itself.
void tst_Keychain::leftoversAfterARestart()
{
    support::ScriptedServer server;
    serve(server);
    auto keyring = std::make_unique<support::Keyring>(m_bus, m_profile->path());
    QVERIFY(prepare(server));
    ui::Options options;
    options.profile = m_profile->path();
    keyring->lock();
    support::DismissingPrompter prompter(m_bus);
    {
        DrivenWindow window(options);
        QVERIFY(!offersLeftovers(window));
        window.clickTree(window.treeRow({u"Lab"_s}));
        window.prompts.onConfirm
            = [&window](const QString &headline) { window.prompts.nextConfirm = headline.startsWith(u"Remove"_s); };
        window.trigger(u"removeConnectionAction"_s);
        WAIT_FOR(window.prompts.confirmed.contains(u"The sign-in of Lab is still in the keychain."_s));
        QVERIFY(offersLeftovers(window));
    }
    const int asked = prompter.asked();
    DrivenWindow window(options);
    QVERIFY(offersLeftovers(window));
    QCOMPARE(prompter.asked(), asked);

    // Still locked: it stays, and so does the offer.
    window.prompts.onConfirm
        = [&window](const QString &headline) { window.prompts.nextConfirm = headline.startsWith(u"Remove"_s); };
    window.trigger(u"removeLeftoversAction"_s);
    WAIT_FOR(window.prompts.confirmed.contains(u"Leftover secrets are still in the keychain."_s));
    QVERIFY(prompter.asked() > asked);
    QVERIFY(offersLeftovers(window));

    keyring.reset();
    keyring = std::make_unique<support::Keyring>(m_bus, m_profile->path()); // unlocked
    window.trigger(u"removeLeftoversAction"_s);
    WAIT_FOR(!offersLeftovers(window));
    QVERIFY(!credentials::KeychainStore(indexFile()).isInKeychain(m_connection.id));
    const auto gone = credentials::keychain::read(m_connection.id, {}, {});
    QVERIFY(!gone && gone.error().reason == ErrorReason::KeychainMissing);
}

/// Its connections may come back: nothing is called a leftover.
void tst_Keychain::noLeftoversOfAListThatCannotBeRead()
{
    support::ScriptedServer server;
    const support::Keyring keyring(m_bus, m_profile->path());
    QVERIFY(prepare(server));
    QFile file(m_profile->filePath(u"config/connections.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("{") == 1);
    file.close();
    ui::Options options;
    options.profile = m_profile->path();
    {
        DrivenWindow window(options);
        QCOMPARE(window.prompts.told.size(), 1);
        QVERIFY(!offersLeftovers(window));
    }
    {
        DrivenWindow window(options); // whose own list is empty, and fine
        QCOMPARE(window.prompts.told.size(), 0);
        QVERIFY(!offersLeftovers(window));
    }
    QDir folder(m_profile->filePath(u"config"_s));
    for (const QString &name : folder.entryList({u"connections-damaged-*"_s}))
        QVERIFY(folder.remove(name)); // given up
    DrivenWindow window(options);
    QVERIFY(offersLeftovers(window));
}

/// Where no keychain answers, the dialog says so and keeps nothing there.
void tst_Keychain::noneToChoose()
{
    DrivenWindow window;
    window.addConnection(u"localhost:1"_s);
    window.goToStep(2);
    auto *place = window.find<QComboBox>(u"secretPlaceBox"_s);
    QVERIFY(place);
    WAIT_FOR(place->currentData().toInt() == int(connections::SecretPlace::Session));
    const int keychain = place->findData(int(connections::SecretPlace::Keychain));
    QVERIFY(!(place->model()->flags(place->model()->index(keychain, 0)) & Qt::ItemIsEnabled));
    const QString note = window.find<QLabel>(u"secretPlaceNote"_s)->text();
    QVERIFY2(note.contains(u"No keychain answers."_s), qPrintable(note));
}

QTEST_MAIN(tst_Keychain)

#include "tst_keychain.moc"
