#include <QAction>
#include <QLabel>
#include <QTabWidget>

#include "tests/gui/drivenwindow.h"
#include "tests/gui/walktest.h"

using namespace Qt::StringLiterals;

/// The pages, and the dialogs that need nothing but a registry; see tst_WalkDialogs for the others.
class tst_Walk : public WalkTest
{
    Q_OBJECT

private:
    void goThrough(const QString &language, const Look &look) override;
    /// Every step of the dialog for a connection, with what it says when nobody answers.
    static void goThroughConnection(DrivenWindow &driven, const Look &look);
    /// The doctor over a registry where nobody answers.
    static void goThroughDoctor(const QString &language, const Look &look);
};

namespace {

ui::Options sample(const QString &language)
{
    ui::Options options;
    options.language = language;
    options.target = QStringLiteral(BINARY_DIR "/share/portolan/sample");
    return options;
}

} // namespace

void tst_Walk::goThrough(const QString &language, const Look &look)
{
    {
        ui::Options options;
        options.language = language;
        DrivenWindow welcome(options);
        welcome.application.window().resize(usualSize);
        QVERIFY(QTest::qWaitForWindowExposed(&welcome.application.window(), 60000));
        look(u"welcome"_s, &welcome.application.window());
    }
    DrivenWindow driven(sample(language));
    ui::MainWindow &window = driven.application.window();
    window.resize(usualSize);
    QVERIFY(QTest::qWaitForWindowActive(&window, 60000));
    WAIT_FOR(driven.treeRow({u"sample"_s, u"payments"_s, u"api"_s}).isValid());
    look(u"registry"_s, &window);
    driven.clickTree(driven.treeRow({u"sample"_s, u"payments"_s, u"api"_s}));
    WAIT_FOR(driven.find<QLabel>(u"tagsCompleteness"_s));
    look(u"repository"_s, &window);
    driven.tags()->setFocus();
    driven.tags()->setCurrentIndex(driven.tags()->model()->index(0, 0));
    WAIT_FOR(driven.layers() && driven.layers()->model()->rowCount() > 0);
    auto *details = driven.find<QTabWidget>(u"detailTabs"_s);
    QVERIFY(details);
    for (int tab = 0; tab < details->count(); ++tab) {
        details->setCurrentIndex(tab);
        QTest::qWait(0);
        look(u"detail “%1”"_s.arg(details->tabText(tab)), &window);
    }
    auto *filter = driven.find<QLineEdit>(u"tagFilterEdit"_s);
    QVERIFY(filter);
    filter->setText(u"nothing-has-this-name"_s);
    WAIT_FOR(driven.tags() == nullptr || driven.tags()->model()->rowCount() == 0);
    look(u"no match"_s, &window);
    filter->clear();
    window.findChild<QAction *>(u"activityAction"_s)->trigger();
    look(u"activity"_s, &window);
    window.findChild<QAction *>(u"searchAction"_s)->trigger();
    WAIT_FOR(driven.find<QWidget>(u"locator"_s));
    look(u"locator"_s, driven.find<QWidget>(u"locator"_s));
    QTest::keyClick(driven.find<QWidget>(u"locatorEdit"_s), Qt::Key_Escape);
    goThroughConnection(driven, look);
    for (const QString &action : {u"shortcuts"_s, u"about"_s}) {
        auto *command = window.findChild<QAction *>(action + u"Action"_s);
        QVERIFY2(command, qPrintable(action));
        command->trigger();
        WAIT_FOR(openDialog(window));
        QTest::qWait(0);
        look(action, openDialog(window));
        openDialog(window)->close();
        WAIT_FOR(!openDialog(window));
    }
    goThroughDoctor(language, look);
}

void tst_Walk::goThroughDoctor(const QString &language, const Look &look)
{
    ui::Options options;
    options.language = language;
    options.target = u"http://127.0.0.1:1/a/b"_s;
    DrivenWindow driven(options);
    ui::MainWindow &window = driven.application.window();
    window.resize(usualSize);
    WAIT_FOR(driven.find<QWidget>(u"runDoctorButton"_s));
    look(u"no answer"_s, &window);
    driven.press(u"runDoctorButton"_s);
    WAIT_FOR(driven.find<QWidget>(u"runAgainButton"_s) && driven.find<QWidget>(u"runAgainButton"_s)->isEnabled());
    WAIT_FOR(driven.find<QWidget>(u"findingCard"_s));
    QTest::qWait(0);
    look(u"doctor"_s, openDialog(window));
}

void tst_Walk::goThroughConnection(DrivenWindow &driven, const Look &look)
{
    driven.trigger(u"addConnectionAction"_s);
    auto *dialog = driven.find<QDialog>(u"connectionDialog"_s);
    QVERIFY(dialog);
    const auto lookAt = [&](const QString &state) {
        QTest::qWait(0);
        look(u"connection: "_s + state, dialog);
    };
    lookAt(u"empty"_s);
    driven.type(u"connectionAddressEdit"_s, u"no address"_s);
    WAIT_FOR(!driven.find<QLabel>(u"connectionAddressNote"_s)->text().isEmpty());
    lookAt(u"no address"_s);
    driven.type(u"connectionAddressEdit"_s, u"https://127.0.0.1:1"_s);
    driven.press(u"networkSectionButton"_s);
    driven.prompts.nextConfirm = true;
    driven.press(u"unverifiedBox"_s);
    driven.type(u"clientCertificateEdit"_s, u"/no/such/file"_s);
    lookAt(u"network"_s);
    driven.type(u"clientCertificateEdit"_s, QString());
    driven.press(u"networkSectionButton"_s);
    driven.goToStep(2);
    WAIT_FOR(driven.find<QAbstractButton>(u"copyCheckButton"_s));
    lookAt(u"anonymous, no answer"_s);
    driven.press(u"tokenButton"_s);
    lookAt(u"token"_s);
    driven.press(u"passwordButton"_s);
    driven.type(u"userEdit"_s, u"payments/api"_s);
    lookAt(u"password"_s);
    driven.goToStep(3);
    WAIT_FOR(driven.find<QAbstractButton>(u"runAgainButton"_s)
             && driven.find<QAbstractButton>(u"runAgainButton"_s)->isEnabled());
    lookAt(u"check"_s);
    driven.goToStep(4);
    driven.type(u"keptTagsEdit"_s, u"a/b"_s);
    lookAt(u"level"_s);
    dialog->close();
    WAIT_FOR(!openDialog(driven.application.window()));
    driven.prompts.nextConfirm = false;
}

QTEST_MAIN(tst_Walk)
#include "tst_walk.moc"
