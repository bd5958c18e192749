#include <QAbstractButton>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QRadioButton>
#include <QStackedWidget>
#include <QTreeView>

#include "tests/gui/drivenwindow.h"
#include "tests/support/canaryscan.h"
#include "tests/support/certificates.h"
#include "tests/support/scriptedserver.h"
#include "ui/delegates/checkdelegate.h"
#include "ui/dialogs/doctorview.h"

using namespace Qt::StringLiterals;
using connections::Connection;
using support::Answer;

/// The dialog that asks for a connection, step by step.
class tst_ConnectionDialog : public QObject
{
    Q_OBJECT

private slots:
    void stepByStep();
    void checkBeforeSaving();
    void doctorInEveryStep();
    void clocksThatDiffer();
    void theDoctorExaminesIt();
    void theDoctorLeavesFoldersAlone();
    void addressInWords_data();
    void addressInWords();
    void nothingIsSentWhileTyping();
    void fieldsFollowTheChoice();
    void tokenWithoutAUser();
    void passwordsAreNotCopied();
    void passwordHintGoesWithItsAddress();
    void networkIsKept();
    void levelAndKeptTags();

private:
    support::Certificates m_certificates;
};

namespace {

/// A registry that wants ada to sign in.
Answer forAda(const support::ReceivedRequest &request)
{
    const bool isAda = request.header("Authorization") == "Basic " + QByteArray("ada:" CANARY "right").toBase64();
    return isAda ? Answer::ok("{}") : Answer::withStatus(401, "{}", {{"WWW-Authenticate", "Basic realm=\"here\""}});
}

/// Up to the second step of the dialog.
void enterAda(DrivenWindow &window, const support::ScriptedServer &server, const QString &password)
{
    window.addConnection(QString::fromLatin1(server.url()));
    window.goToStep(2);
    window.press(u"passwordButton"_s);
    window.type(u"userEdit"_s, u"ada"_s);
    window.type(u"passwordEdit"_s, password);
}

} // namespace

void tst_ConnectionDialog::stepByStep()
{
    support::ScriptedServer server;
    server.answer({"GET", "/v2/", true}, &forAda);
    DrivenWindow window;
    window.trigger(u"addConnectionAction"_s);
    QVERIFY(!window.find<QAbstractButton>(u"connectionNextButton"_s)->isEnabled());
    QVERIFY(!window.find<QAbstractButton>(u"connectionBackButton"_s)->isEnabled());
    QVERIFY(!window.find<QAbstractButton>(u"connectionSaveButton"_s));
    for (int step = 2; step <= 4; ++step)
        QVERIFY(!window.find<QAbstractButton>(u"connectionStep%1Button"_s.arg(step))->isEnabled());
    window.type(u"connectionAddressEdit"_s, QString::fromLatin1(server.url()));
    window.press(u"connectionNextButton"_s);
    // The registry asks for a sign-in, so one is proposed.
    WAIT_FOR(window.find<QRadioButton>(u"passwordButton"_s)->isChecked());
    QVERIFY2(window.checkResult().contains(u"asks you to sign in"_s), qPrintable(window.checkResult()));
    QVERIFY(!window.find<QAbstractButton>(u"connectionNextButton"_s)->isEnabled());
    window.type(u"userEdit"_s, u"ada"_s);
    window.type(u"passwordEdit"_s, u"" CANARY "right"_s);
    window.press(u"testSignInButton"_s);
    WAIT_FOR(window.checkResult().contains(u"accepted ada"_s));
    window.press(u"connectionNextButton"_s); // what is known stays, while the doctor asks more
    QVERIFY(window.checkResult().contains(u"accepted ada"_s));
    window.press(u"connectionNextButton"_s);
    QVERIFY(!window.find<QAbstractButton>(u"connectionNextButton"_s));
    window.press(u"connectionBackButton"_s);
    window.press(u"connectionBackButton"_s);
    QCOMPARE(window.find<QLineEdit>(u"userEdit"_s)->text(), u"ada"_s);
    window.goToStep(4);
    window.press(u"connectionSaveButton"_s);
    QCOMPARE(window.savedConnections().size(), 1U);
    QCOMPARE(window.savedConnections().front().user, u"ada"_s);
}

void tst_ConnectionDialog::doctorInEveryStep()
{
    support::ScriptedServer server;
    server.answer({"GET", "/v2/", true}, &forAda);
    DrivenWindow window;
    window.addConnection(QString::fromLatin1(server.url()));
    QVERIFY(!window.find<QTreeView>(u"connectionChecks"_s)); // nothing is sent to an address that is half typed
    const auto counts = [&window] {
        const auto *label = window.find<QLabel>(u"connectionCheckCounts"_s);
        return label ? label->text() : QString();
    };
    window.goToStep(2);
    WAIT_FOR(counts().contains(u" fine"_s) && counts().contains(u" to come"_s));
    QVERIFY(window.find<QTreeView>(u"connectionChecks"_s)->model()->rowCount() > 8);
    const QString before = counts();
    window.press(u"anonymousButton"_s);
    window.press(u"passwordButton"_s);
    QCOMPARE(counts(), before); // nothing was typed yet
    window.type(u"userEdit"_s, u"ada"_s);
    window.type(u"passwordEdit"_s, u"" CANARY "wrong"_s);
    const auto hint = [&window] {
        const QAbstractItemModel *checks = window.find<QTreeView>(u"connectionChecks"_s)->model();
        return checks->index(int(doctor::Step::Token), 0).data(ui::CheckDelegate::DetailRole).toString();
    };
    QCOMPARE(hint(), u"Next: press Test sign-in"_s);
    window.press(u"testSignInButton"_s);
    WAIT_FOR(counts().contains(u"1 failed"_s));
    window.type(u"passwordEdit"_s, u"" CANARY "right"_s);
    QVERIFY(!counts().contains(u"failed"_s)); // it was about something else
    QVERIFY(counts().contains(u" fine"_s)); // the road is as it was
    QCOMPARE(hint(), u"Next: press Test sign-in"_s);
    window.press(u"testSignInButton"_s);
    WAIT_FOR(counts().contains(u" fine"_s) && window.checkResult().contains(u"accepted ada"_s));
    QVERIFY(!counts().contains(u"failed"_s));
    window.goToStep(3);
    QVERIFY(!window.find<QTreeView>(u"connectionChecks"_s)); // the doctor's own view has them
    QVERIFY(window.find<QTreeView>(u"doctorChecks"_s)->model()->rowCount() > 8);
    window.goToStep(4);
    QVERIFY(window.find<QTreeView>(u"connectionChecks"_s));
    window.press(u"connectionCancelButton"_s);
}

/// Nothing failed, and there is something to know.
void tst_ConnectionDialog::clocksThatDiffer()
{
    support::ScriptedServer server;
    server.answer({"GET", "/v2/", true}, [](const support::ReceivedRequest &) {
        const QDateTime theirs = QDateTime::currentDateTimeUtc().addSecs(60);
        const QString date = QLocale::c().toString(theirs, u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
        return Answer::withStatus(200, "{\"repositories\":[]}", {{"Date", date.toLatin1()}});
    });
    DrivenWindow window;
    window.addConnection(QString::fromLatin1(server.url()));
    window.goToStep(2);
    const auto counts = [&window] {
        const auto *label = window.find<QLabel>(u"connectionCheckCounts"_s);
        return label ? label->text() : QString();
    };
    WAIT_FOR(counts().contains(u"1 to know"_s));
    QVERIFY2(!counts().contains(u"failed"_s), qPrintable(counts()));
    const QModelIndex clock
        = window.find<QTreeView>(u"connectionChecks"_s)->model()->index(int(doctor::Step::Clock), 0);
    QVERIFY2(clock.data().toString().endsWith(u" s behind"_s), qPrintable(clock.data().toString()));
    QCOMPARE(clock.data(ui::CheckDelegate::DetailRole).toString(), u"Up to 120 s does no harm"_s);
    const auto isUntried = [&clock](doctor::Step step) {
        return clock.siblingAtRow(int(step)).data(ui::CheckDelegate::UntriedRole).toBool();
    };
    QVERIFY(isUntried(doctor::Step::Delete) && !isUntried(doctor::Step::Proxy)); // which is not needed
    for (int row = 0; row < doctor::stepCount; ++row)
        QVERIFY(!clock.siblingAtRow(row).data(models::ChangeRole).isValid()); // nothing is marked for a change
    window.press(u"connectionCancelButton"_s);
}

void tst_ConnectionDialog::checkBeforeSaving()
{
    support::ScriptedServer server;
    server.answer({"GET", "/v2/", true}, &forAda);
    DrivenWindow window;
    window.addConnection(QString::fromLatin1(server.url()));
    window.press(u"connectionCheckButton"_s);
    WAIT_FOR(window.checkResult().contains(u"asks you to sign in"_s));
    window.goToStep(2);
    window.type(u"userEdit"_s, u"ada"_s);
    QCOMPARE(window.checkResult(), QString()); // it was about something else
    window.type(u"passwordEdit"_s, u"" CANARY "wrong"_s);
    window.goToStep(3); // checks
    WAIT_FOR(!window.checkResult().isEmpty());
    QVERIFY2(window.checkResult().contains(u"did not accept ada"_s), qPrintable(window.checkResult()));
    window.goToStep(2);
    window.press(u"copyCheckButton"_s);
    const QString copied = QGuiApplication::clipboard()->text();
    QVERIFY(copied.contains(u"401"_s));
    QVERIFY(!copied.contains(u"" CANARY "wrong"_s));
    window.type(u"passwordEdit"_s, u"" CANARY "right"_s);
    window.press(u"connectionCheckButton"_s);
    WAIT_FOR(window.checkResult().contains(u"accepted ada"_s));
    // Trying keeps nothing.
    window.press(u"connectionCancelButton"_s);
    QVERIFY(!QFile::exists(window.profile.filePath(u"config/connections.json"_s)));
    QVERIFY(!window.tree());
}

/// The step that checks shows what the doctor finds, anew for what was changed, with what was typed and not kept.
void tst_ConnectionDialog::theDoctorExaminesIt()
{
    support::ScriptedServer server;
    server.answer({"GET", "/v2/", true}, &forAda);
    DrivenWindow window;
    enterAda(window, server, u"" CANARY "wrong"_s);
    window.goToStep(3);
    auto *doctor = window.find<ui::DoctorView>(u"doctorView"_s);
    QVERIFY(doctor);
    QVERIFY(doctor->isRunning());
    WAIT_FOR(!doctor->isRunning());
    QVERIFY2(doctor->report().find(u"auth.denied"), doctor->report().toJson().constData());
    QVERIFY(window.find<QWidget>(u"findingCard"_s));
    window.prompts.nextText = window.profile.filePath(u"report.json"_s);
    window.press(u"saveReportButton"_s);
    QVERIFY(QFile::exists(window.profile.filePath(u"report.json"_s)));
    window.goToStep(4);
    window.goToStep(3);
    QVERIFY(!doctor->isRunning()); // nothing was changed
    window.goToStep(2);
    window.type(u"passwordEdit"_s, u"" CANARY "right"_s);
    window.goToStep(3);
    QVERIFY(doctor->isRunning());
    WAIT_FOR(!doctor->isRunning());
    QVERIFY2(!doctor->report().find(u"auth.denied"), doctor->report().toJson().constData());
    window.press(u"askDeletionButton"_s);
    QCOMPARE(window.prompts.confirmed.size(), 1);
    QVERIFY(!doctor->isRunning()); // the answer was no
    const auto deletions = [&server] {
        const auto all = server.requests();
        return std::count_if(all.begin(), all.end(), [](const auto &request) { return request.method == "DELETE"; });
    };
    QCOMPARE(deletions(), 0);
    window.prompts.nextConfirm = true;
    window.press(u"askDeletionButton"_s);
    WAIT_FOR(!doctor->isRunning() && deletions() == 1);
    window.press(u"runAgainButton"_s);
    QVERIFY(doctor->isRunning());
    window.press(u"connectionCancelButton"_s); // ends him
    QVERIFY(window.savedConnections().empty());
}

void tst_ConnectionDialog::theDoctorLeavesFoldersAlone()
{
    DrivenWindow window;
    window.addConnection(window.profile.path());
    window.goToStep(3);
    WAIT_FOR(!window.checkResult().isEmpty());
    QVERIFY(!window.find<ui::DoctorView>(u"doctorView"_s));
}

void tst_ConnectionDialog::addressInWords_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("note");
    QTest::addColumn<bool>("isGood");
    QTest::newRow("host") << u"registry.example.com"_s << u"Connects to registry.example.com."_s << true;
    QTest::newRow("word") << u"harbor"_s << u"Connects to harbor."_s << true;
    QTest::newRow("page") << u"https://hub.docker.com/r/grafana/loki"_s
                          << u"Connects to docker.io, and opens grafana/loki there."_s << true;
    QTest::newRow("loopback") << u"localhost:5000"_s
                              << u"Connects to localhost:5000 with HTTPS, or without encryption where it does not "
                                 "speak that."_s
                              << true;
    QTest::newRow("plain") << u"http://registry.example.com"_s
                           << u"Without encryption (http://), only this computer itself can be reached. Write "
                              "https://, or consent to it below Network and certificates."_s
                           << false;
    QTest::newRow("secret") << u"https://ada:" CANARY "secret@registry.example.com"_s
                            << u"An address holds no user and no password. They have fields of their own in the next "
                               "step."_s
                            << false;
    QTest::newRow("folder") << u"/no/such/folder"_s << u"There is no folder /no/such/folder."_s << false;
    QTest::newRow("hostile") << u"<b>no</b> \u202e host"_s
                             << u"This is no address. Write a host such as "
                                "registry.example.com, an address that begins with https://, or the path of a folder."_s
                             << false;
}

void tst_ConnectionDialog::addressInWords()
{
    QFETCH(QString, typed);
    QFETCH(QString, note);
    QFETCH(bool, isGood);
    DrivenWindow window;
    window.addConnection(typed);
    auto *label = window.find<QLabel>(u"connectionAddressNote"_s);
    QTRY_COMPARE_WITH_TIMEOUT(label->text(), note, 30000);
    QCOMPARE(label->textFormat(), Qt::PlainText);
    QCOMPARE(window.find<QAbstractButton>(u"connectionNextButton"_s)->isEnabled(), isGood);
}

/// A host that is half typed is somebody else's.
void tst_ConnectionDialog::nothingIsSentWhileTyping()
{
    support::ScriptedServer server;
    server.answer({"GET", "/v2/", true}, Answer::ok("{}"));
    DrivenWindow window;
    window.addConnection(QString::fromLatin1(server.url()));
    auto *label = window.find<QLabel>(u"connectionAddressNote"_s);
    WAIT_FOR(label->text().startsWith(u"Connects to"_s));
    QTest::qWait(600); // longer than the pause after which an address is called wrong
    QVERIFY(server.requests().empty());
    window.press(u"connectionNextButton"_s);
    WAIT_FOR(window.checkResult().contains(u"lets everybody in"_s));
    QVERIFY(window.find<QRadioButton>(u"anonymousButton"_s)->isChecked());
}

void tst_ConnectionDialog::fieldsFollowTheChoice()
{
    DrivenWindow window;
    window.addConnection(u"/tmp"_s);
    QVERIFY(!window.find<QAbstractButton>(u"connectionStep2Button"_s)); // nobody signs in to a folder
    QVERIFY(!window.find<QAbstractButton>(u"networkSectionButton"_s));
    window.type(u"connectionAddressEdit"_s, u"localhost:1"_s);
    window.goToStep(2);
    for (const auto &[choice, isOn] : {std::pair(u"passwordButton"_s, true), std::pair(u"anonymousButton"_s, false),
                                       std::pair(u"tokenButton"_s, true)}) {
        if (window.find<QDialog>(u"connectionDialog"_s) && !window.find<QRadioButton>(choice))
            window.goToStep(2); // the check came back with the network
        window.press(choice);
        for (const QString &field : {u"userEdit"_s, u"passwordEdit"_s, u"secretPlaceBox"_s})
            QCOMPARE(window.find<QWidget>(field)->isEnabled(), isOn);
    }
    // A proxy's user makes no sense without a proxy, nor does a key without a certificate.
    window.goToStep(1);
    if (!window.find<QLineEdit>(u"proxyEdit"_s))
        window.press(u"networkSectionButton"_s);
    const auto isEnabled = [&window](const QString &field) { return window.find<QWidget>(field)->isEnabled(); };
    QVERIFY(!isEnabled(u"proxyUserEdit"_s) && !isEnabled(u"proxyPasswordEdit"_s) && !isEnabled(u"noProxyEdit"_s));
    QVERIFY(!isEnabled(u"clientKeyEdit"_s) && !isEnabled(u"clientKeyPasswordEdit"_s));
    window.type(u"proxyEdit"_s, u"http://proxy.example:3128"_s);
    QVERIFY(isEnabled(u"proxyUserEdit"_s) && !isEnabled(u"proxyPasswordEdit"_s));
    window.type(u"proxyUserEdit"_s, u"ada"_s);
    QVERIFY(isEnabled(u"proxyPasswordEdit"_s));
    window.type(u"clientCertificateEdit"_s, u"/a.p12"_s);
    QVERIFY(isEnabled(u"clientKeyEdit"_s) && isEnabled(u"clientKeyPasswordEdit"_s));
    window.type(u"proxyEdit"_s, u"http://ada:" CANARY "secret@proxy.example"_s);
    QVERIFY(window.find<QLabel>(u"proxyNote"_s)->text().contains(u"no password"_s));
    QVERIFY(!window.find<QAbstractButton>(u"connectionNextButton"_s)->isEnabled());
}

void tst_ConnectionDialog::tokenWithoutAUser()
{
    support::ScriptedServer server;
    server.answer({"GET", "/v2/", true}, [](const support::ReceivedRequest &request) {
        const bool isToken = request.header("Authorization") == "Basic " + QByteArray("token:" CANARY "abc").toBase64();
        return isToken ? Answer::ok("{}")
                       : Answer::withStatus(401, "{}", {{"WWW-Authenticate", "Basic realm=\"here\""}});
    });
    DrivenWindow window;
    window.addConnection(QString::fromLatin1(server.url()));
    window.goToStep(2);
    window.press(u"tokenButton"_s);
    window.type(u"passwordEdit"_s, u"" CANARY "abc"_s);
    window.find<QComboBox>(u"secretPlaceBox"_s)->setCurrentIndex(1);
    window.goToStep(3);
    WAIT_FOR(window.checkResult().contains(u"accepted"_s));
    window.goToStep(4);
    window.press(u"connectionSaveButton"_s);
    QCOMPARE(window.savedConnections().front().secrets, connections::SecretPlace::Session);
    window.trigger(u"editConnectionAction"_s);
    window.goToStep(2);
    QVERIFY(window.find<QRadioButton>(u"tokenButton"_s)->isChecked());
    QCOMPARE(window.find<QLineEdit>(u"userEdit"_s)->text(), QString());
    QCOMPARE(window.find<QComboBox>(u"secretPlaceBox"_s)->currentIndex(), 1);
}

void tst_ConnectionDialog::passwordsAreNotCopied()
{
    DrivenWindow window;
    window.addConnection(u"localhost:1"_s);
    window.goToStep(2);
    window.press(u"passwordButton"_s);
    window.type(u"userEdit"_s, u"ada"_s);
    auto *edit = window.find<QLineEdit>(u"passwordEdit"_s);
    window.type(u"passwordEdit"_s, u"" CANARY "hunter2"_s);
    QGuiApplication::clipboard()->setText(u"before"_s);
    auto *eye = edit->findChild<QAbstractButton *>(u"revealButton"_s);
    for (const bool revealed : {false, true}) {
        if (revealed)
            QTest::mousePress(eye, Qt::LeftButton);
        QCOMPARE(edit->echoMode(), revealed ? QLineEdit::Normal : QLineEdit::Password);
        QTest::keySequence(edit, QKeySequence::SelectAll);
        QTest::keySequence(edit, QKeySequence::Copy);
        QTest::keySequence(edit, QKeySequence::Cut);
        QCOMPARE(edit->text().isEmpty(), !revealed); // it deletes, and copies nothing
        edit->setText(u"" CANARY "hunter2"_s);
        QTest::mouseDClick(edit, Qt::LeftButton);
        QCOMPARE(QGuiApplication::clipboard()->text(), u"before"_s);
        QVERIFY(!QGuiApplication::clipboard()->text(QClipboard::Selection).contains(u"" CANARY "hunter2"_s));
        QCOMPARE(edit->text(), u"" CANARY "hunter2"_s);
        if (revealed)
            QTest::mouseRelease(eye, Qt::LeftButton);
    }
    QCOMPARE(edit->echoMode(), QLineEdit::Password);
    QVERIFY(!edit->testAttribute(Qt::WA_InputMethodEnabled));
}

void tst_ConnectionDialog::passwordHintGoesWithItsAddress()
{
    support::ScriptedServer server;
    server.answer({"GET", "/v2/", true}, &forAda);
    DrivenWindow window;
    enterAda(window, server, u"" CANARY "right"_s);
    window.goToStep(4);
    window.press(u"connectionSaveButton"_s);
    window.trigger(u"editConnectionAction"_s);
    const auto hint = [&window] {
        window.goToStep(2);
        return window.find<QLineEdit>(u"passwordEdit"_s)->placeholderText();
    };
    QCOMPARE(hint(), u"as it was"_s);
    window.type(u"userEdit"_s, u"bob"_s);
    QCOMPARE(hint(), QString());
    window.type(u"userEdit"_s, u"ada"_s);
    QCOMPARE(hint(), u"as it was"_s);
    window.goToStep(1);
    window.type(u"connectionAddressEdit"_s, u"localhost:1"_s);
    QCOMPARE(hint(), QString());
}

void tst_ConnectionDialog::networkIsKept()
{
    DrivenWindow window;
    window.addConnection(u"registry.example.com"_s);
    QVERIFY(!window.find<QLineEdit>(u"proxyEdit"_s)); // closed at first
    window.press(u"networkSectionButton"_s);
    window.type(u"proxyEdit"_s, u"socks5://127.0.0.1:1"_s);
    window.type(u"proxyUserEdit"_s, u"ada"_s);
    window.type(u"noProxyEdit"_s, u".corp"_s);
    window.prompts.nextText = m_certificates.rootFile();
    window.press(u"addRootButton"_s);
    window.type(u"clientCertificateEdit"_s, u"/no/such/file.p12"_s);
    window.type(u"pinEdit"_s, u"sha256//abc"_s);
    QVERIFY(!window.find<QAbstractButton>(u"connectionNextButton"_s)->isEnabled());
    const QByteArray pin = "sha256//" + QByteArray(32, 'x').toBase64();
    window.type(u"pinEdit"_s, QString::fromLatin1(pin));
    window.goToStep(4);
    window.press(u"connectionSaveButton"_s);
    const Connection connection = window.savedConnections().front();
    QCOMPARE(connection.proxy, u"socks5://127.0.0.1:1"_s);
    QCOMPARE(connection.proxyUser, u"ada"_s);
    QCOMPARE(connection.noProxy, u".corp"_s);
    QCOMPARE(connection.tls.extraRoots.size(), 1);
    QCOMPARE(connection.tls.clientCertificateFile, u"/no/such/file.p12"_s);
    QCOMPARE(connection.tls.pinnedPublicKey, pin);
    QVERIFY(connection.tls.verify);
    // The closed section says that there is something in it.
    window.trigger(u"editConnectionAction"_s);
    const QString text = window.find<QAbstractButton>(u"networkSectionButton"_s)->text();
    for (const QString &part :
         {u"socks5://127.0.0.1:1"_s, u"1 extra authority"_s, u"client certificate"_s, u"pinned"_s})
        QVERIFY2(text.contains(part), qPrintable(text));
    window.press(u"networkSectionButton"_s);
    window.find<QWidget>(u"extraRootsList"_s)->setFocus();
    QTest::keyClick(window.find<QWidget>(u"extraRootsList"_s), Qt::Key_Home);
    window.press(u"removeRootButton"_s);
    window.press(u"connectionSaveButton"_s);
    QVERIFY(window.savedConnections().front().tls.extraRoots.isEmpty());
}

void tst_ConnectionDialog::levelAndKeptTags()
{
    DrivenWindow window;
    window.addConnection(u"/tmp"_s);
    window.goToStep(4);
    QVERIFY(!window.find<QAbstractButton>(u"readOnlyBox"_s)->isChecked());
    window.press(u"levelProductionButton"_s);
    QVERIFY(window.find<QAbstractButton>(u"readOnlyBox"_s)->isChecked()); // production starts so
    window.type(u"keptTagsEdit"_s, u"latest a/b"_s);
    QVERIFY(!window.find<QAbstractButton>(u"connectionSaveButton"_s)->isEnabled());
    QVERIFY(window.find<QLabel>(u"keptTagsNote"_s)->text().contains(u"a/b"_s));
    window.type(u"keptTagsEdit"_s, u"latest, v*"_s);
    window.press(u"connectionSaveButton"_s);
    const Connection connection = window.savedConnections().front();
    QCOMPARE(connection.level, connections::Level::Production);
    QVERIFY(connection.readOnly);
    QCOMPARE(connection.keptTags, (QStringList{u"latest"_s, u"v*"_s}));
    window.trigger(u"editConnectionAction"_s);
    window.goToStep(4);
    QVERIFY(window.find<QRadioButton>(u"levelProductionButton"_s)->isChecked());
    QCOMPARE(window.find<QLineEdit>(u"keptTagsEdit"_s)->text(), u"latest, v*"_s);
}

QTEST_MAIN(tst_ConnectionDialog)
#include "tst_connectiondialog.moc"
