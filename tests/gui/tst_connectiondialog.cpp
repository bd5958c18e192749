#include <QAbstractButton>
#include <QClipboard>
#include <QLabel>

#include "tests/gui/drivenwindow.h"
#include "tests/support/scriptedserver.h"

using namespace Qt::StringLiterals;
using support::Answer;

/// The dialog that asks for a connection.
class tst_ConnectionDialog : public QObject
{
    Q_OBJECT

private slots:
    void checkBeforeSaving();
    void addressInWords_data();
    void addressInWords();
    void passwordsAreNotCopied();
};

void tst_ConnectionDialog::checkBeforeSaving()
{
    support::ScriptedServer server;
    server.answer({"GET", "/v2/", true}, [](const support::ReceivedRequest &request) {
        const bool isAda = request.header("Authorization") == "Basic " + QByteArray("ada:right").toBase64();
        return isAda ? Answer::ok("{}") : Answer::withStatus(401, "{}", {{"WWW-Authenticate", "Basic realm=\"here\""}});
    });
    DrivenWindow window;
    window.trigger(u"addConnectionAction"_s);
    QVERIFY(!window.find<QAbstractButton>(u"connectionSaveButton"_s)->isEnabled());
    window.type(u"connectionAddressEdit"_s, QString::fromLatin1(server.url()));
    const auto result = [&window] { return window.find<QLabel>(u"connectionCheckResult"_s)->text(); };
    window.press(u"connectionCheckButton"_s);
    WAIT_FOR(result().contains(u"asks you to sign in"_s));
    window.type(u"userEdit"_s, u"ada"_s); // chooses to sign in
    QCOMPARE(result(), QString()); // it was about something else
    window.type(u"passwordEdit"_s, u"wrong"_s);
    window.press(u"connectionCheckButton"_s);
    WAIT_FOR(!result().isEmpty() && !result().startsWith(u"Asking"_s));
    QVERIFY2(result().contains(u"did not accept ada"_s), qPrintable(result()));
    window.type(u"passwordEdit"_s, u"right"_s);
    window.press(u"connectionCheckButton"_s);
    WAIT_FOR(result().contains(u"accepted ada"_s));
    // Trying keeps nothing.
    window.press(u"connectionCancelButton"_s);
    QVERIFY(!QFile::exists(window.profile.filePath(u"config/connections.json"_s)));
    QVERIFY(!window.tree());
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
                              "https://."_s
                           << false;
    QTest::newRow("secret") << u"https://ada:secret@registry.example.com"_s
                            << u"An address holds no user and no password. They have fields of their own below."_s
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
    window.trigger(u"addConnectionAction"_s);
    window.find<QLineEdit>(u"connectionAddressEdit"_s)->setText(typed);
    auto *label = window.find<QLabel>(u"connectionAddressNote"_s);
    QTRY_COMPARE_WITH_TIMEOUT(label->text(), note, 30000);
    QCOMPARE(label->textFormat(), Qt::PlainText);
    QCOMPARE(window.find<QAbstractButton>(u"connectionSaveButton"_s)->isEnabled(), isGood);
}

void tst_ConnectionDialog::passwordsAreNotCopied()
{
    DrivenWindow window;
    window.trigger(u"addConnectionAction"_s);
    window.type(u"userEdit"_s, u"ada"_s);
    auto *edit = window.find<QLineEdit>(u"passwordEdit"_s);
    window.type(u"passwordEdit"_s, u"hunter2"_s);
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
        edit->setText(u"hunter2"_s);
        QTest::mouseDClick(edit, Qt::LeftButton);
        QCOMPARE(QGuiApplication::clipboard()->text(), u"before"_s);
        QVERIFY(!QGuiApplication::clipboard()->text(QClipboard::Selection).contains(u"hunter2"_s));
        QCOMPARE(edit->text(), u"hunter2"_s);
        if (revealed)
            QTest::mouseRelease(eye, Qt::LeftButton);
    }
    QCOMPARE(edit->echoMode(), QLineEdit::Password);
    QVERIFY(!edit->testAttribute(Qt::WA_InputMethodEnabled));
}

QTEST_MAIN(tst_ConnectionDialog)
#include "tst_connectiondialog.moc"
