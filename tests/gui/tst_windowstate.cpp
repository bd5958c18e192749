#include <QActionGroup>
#include <QClipboard>
#include <QDialog>
#include <QDockWidget>
#include <QDropEvent>
#include <QFile>
#include <QHeaderView>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QScreen>
#include <QSplitter>

#include "models/tagmodel.h"
#include "tests/gui/drivenwindow.h"
#include "tests/support/scriptedserver.h"
#include "ui/look/colours.h"
#include "ui/look/theme.h"
#include "ui/pages/page.h"
#include "ui/tabs.h"

using namespace Qt::StringLiterals;
using models::TagModel;

namespace {

const QString sampleFolder = QStringLiteral(BINARY_DIR "/share/portolan/sample");

ui::Options over(const QTemporaryDir &profile, const QString &target = {})
{
    ui::Options options;
    options.profile = profile.path();
    options.target = target;
    return options;
}

ui::Options sample()
{
    ui::Options options;
    options.target = sampleFolder;
    return options;
}

void trigger(DrivenWindow &window, const QString &action)
{
    auto *found = window.application.window().findChild<QAction *>(action + u"Action"_s);
    QVERIFY2(found, qPrintable(action));
    QVERIFY2(found->isEnabled(), qPrintable(action));
    found->trigger();
}

bool isEnabled(DrivenWindow &window, const QString &action)
{
    return window.application.window().findChild<QAction *>(action + u"Action"_s)->isEnabled();
}

QStringList titles(DrivenWindow &window)
{
    QStringList titles;
    for (const ui::Page *page : window.application.window().tabs().pages())
        titles.append(page->title());
    return titles;
}

/// Opens a repository of the sample in the tree.
void open(DrivenWindow &window, const QString &project, const QString &repository)
{
    WAIT_FOR(window.tree() && window.treeRow({u"sample"_s, project, repository}).isValid());
    window.clickTree(window.treeRow({u"sample"_s, project, repository}));
    WAIT_FOR(window.find<QLabel>(u"tagsCompleteness"_s));
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

QString stateFile(const QTemporaryDir &profile)
{
    return profile.filePath(u"data/window.json"_s);
}

} // namespace

/// What the window remembers, and what changes while it runs.
class tst_WindowState : public QObject
{
    Q_OBJECT

private slots:
    void tabsComeBack();
    void arrangementComesBack();
    void restoredTabsLoadWhenShown();
    void geometryOnAScreen();
    void damagedState_data();
    void damagedState();
    void damagedPreferences_data();
    void damagedPreferences();
    void safeMode();
    void theme();
    void language();
    void sampleIsCalledAfterTheLanguage();
    void textSize();
    void history();
    void dropFolder();
    void areas();
    void newTab();
    void about();
    void facts();
};

void tst_WindowState::tabsComeBack()
{
    QTemporaryDir profile;
    {
        DrivenWindow window(over(profile, sampleFolder));
        open(window, u"payments"_s, u"api"_s);
        open(window, u"shop"_s, u"checkout"_s);
        open(window, u"payments"_s, u"gateway"_s);
        window.application.window().tabs().setCurrentIndex(1);
        window.find<QSplitter>(u"mainSplitter"_s)->setSizes({333, 500});
    }
    DrivenWindow window(over(profile));
    QCOMPARE(titles(window), QStringList({u"payments/api"_s, u"shop/checkout"_s, u"payments/gateway"_s}));
    QCOMPARE(window.application.window().tabs().currentIndex(), 1);
    QCOMPARE(window.find<QLineEdit>(u"addressEdit"_s)->text(), sampleFolder + u"/shop/checkout"_s);
    WAIT_FOR(window.tags() && window.tagRow(u"latest"_s).isValid());
    // What is open already is raised; so is what the address of a folder in the tree means.
    window.enterAddress(sampleFolder + u"/payments/gateway"_s);
    QCOMPARE(titles(window).size(), 3);
    QCOMPARE(window.application.window().tabs().currentIndex(), 2);
    open(window, u"payments"_s, u"api"_s);
    QCOMPARE(titles(window).size(), 3);
    QCOMPARE(window.application.window().tabs().currentIndex(), 0);
}

/// Sizes, the dock and the columns, as somebody left them.
void tst_WindowState::arrangementComesBack()
{
    constexpr int widened = 321;
    constexpr QSize size(780, 760); // no larger than the screen, or it would not come back
    QTemporaryDir profile;
    QList<int> sizes;
    int dockHeight = 0;
    {
        DrivenWindow window(over(profile, sampleFolder));
        ui::MainWindow &top = window.application.window();
        top.resize(size);
        open(window, u"payments"_s, u"api"_s);
        window.find<QSplitter>(u"mainSplitter"_s)->setSizes({300, 480});
        trigger(window, u"activity"_s);
        auto *dock = window.find<QDockWidget>(u"activityDock"_s);
        QVERIFY(dock);
        top.resizeDocks({dock}, {300}, Qt::Vertical);
        QHeaderView *header = window.tags()->header();
        header->moveSection(header->visualIndex(TagModel::SizeColumn), 1);
        header->resizeSection(TagModel::DigestColumn, widened);
        trigger(window, u"onlyhereColumn"_s);
        QVERIFY(window.tags()->isColumnHidden(TagModel::OnlyHereColumn));
        WAIT_FOR(dock->height() > 250);
        dockHeight = dock->height();
        sizes = window.find<QSplitter>(u"mainSplitter"_s)->sizes();
    }
    DrivenWindow window(over(profile));
    QCOMPARE(window.application.window().size(), size);
    const auto *dock = window.find<QDockWidget>(u"activityDock"_s);
    QVERIFY(dock);
    QTRY_COMPARE_WITH_TIMEOUT(dock->height(), dockHeight, 60000);
    QTRY_COMPARE_WITH_TIMEOUT(window.find<QSplitter>(u"mainSplitter"_s)->sizes(), sizes, 60000);
    WAIT_FOR(window.tags() && window.tagRow(u"latest"_s).isValid());
    const QHeaderView *header = window.tags()->header();
    QCOMPARE(header->visualIndex(TagModel::SizeColumn), 1);
    QCOMPARE(header->sectionSize(TagModel::DigestColumn), widened);
    QVERIFY(window.tags()->isColumnHidden(TagModel::OnlyHereColumn));
}

void tst_WindowState::restoredTabsLoadWhenShown()
{
    QTemporaryDir profile;
    {
        DrivenWindow window(over(profile, sampleFolder));
        open(window, u"payments"_s, u"api"_s);
        open(window, u"shop"_s, u"checkout"_s);
    }
    DrivenWindow window(over(profile));
    WAIT_FOR(window.find<QLabel>(u"tagsCompleteness"_s));
    auto *other = window.application.window().tabs().pageAt(0);
    QCOMPARE(other->findChild<QTreeView *>(u"tagsTable"_s)->model()->rowCount(), 0);
    window.application.window().tabs().setCurrentWidget(other);
    WAIT_FOR(window.tags() && window.tagRow(u"latest"_s).isValid());
}

void tst_WindowState::geometryOnAScreen()
{
    QTemporaryDir profile;
    {
        DrivenWindow window(over(profile));
        window.application.window().setGeometry(5000, 5000, 640, 480);
    }
    DrivenWindow window(over(profile));
    const QRect screen = QGuiApplication::primaryScreen()->availableGeometry();
    QVERIFY(screen.intersects(window.application.window().geometry()));
}

void tst_WindowState::damagedState_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("isPutAside");
    QTest::newRow("empty") << QByteArray() << true;
    QTest::newRow("cut") << QByteArray(R"({"tabs":[{"connection":)") << true;
    QTest::newRow("no object") << QByteArray("[1,2]") << true;
    QTest::newRow("noise") << QByteArray("\x00\xff\x13\x37", 4) << true;
    QTest::newRow("other types") << QByteArray(R"({"window":7,"tabs":{"a":1},"current":"x"})") << false;
    QTest::newRow("tabs") << QByteArray(R"({"tabs":[1,{},{"connection":"x","repository":"UPPER//"},
        {"connection":"x","repository":"a/b","address":"no such place"},{"connection":5}],"current":-7})")
                          << false;
    QTest::newRow("window") << QByteArray(R"({"window":{"geometry":"????","docks":"AAAA","splitter":"/////w=="}})")
                            << false;
}

void tst_WindowState::damagedState()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, isPutAside);
    QTemporaryDir profile;
    QVERIFY(QDir(profile.path()).mkpath(u"data"_s));
    write(stateFile(profile), bytes);
    DrivenWindow window(over(profile));
    QVERIFY(window.find<QAbstractButton>(u"welcomeSampleButton"_s));
    QVERIFY(window.prompts.told.isEmpty());
    QCOMPARE(QFile::exists(stateFile(profile) + u".damaged"_s), isPutAside);
}

void tst_WindowState::damagedPreferences_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("noise") << QByteArray("\x00\xff\x13\x37", 4);
    QTest::newRow("of another program") << QByteArray("[General]\ntheme=dark\n");
    QTest::newRow("other types") << QByteArray(R"({"theme":7,"language":[],"zoom":"large"})");
    QTest::newRow("other values") << QByteArray(R"({"theme":"sepia","language":"../../x","zoom":1e9,"more":{}})");
}

void tst_WindowState::damagedPreferences()
{
    QFETCH(QByteArray, bytes);
    QTemporaryDir profile;
    QVERIFY(QDir(profile.path()).mkpath(u"config"_s));
    write(profile.filePath(u"config/preferences.json"_s), bytes);
    const auto back = qScopeGuard([] { look::scaleText(1); });
    DrivenWindow window(over(profile));
    QVERIFY(window.find<QAbstractButton>(u"welcomeSampleButton"_s));
    QVERIFY(window.prompts.told.isEmpty());
    trigger(window, u"themeDark"_s); // and can be set again
    QVERIFY(window.application.window().findChild<QAction *>(u"themeDarkAction"_s)->isChecked());
}

void tst_WindowState::safeMode()
{
    QTemporaryDir profile;
    {
        DrivenWindow window(over(profile, sampleFolder));
        open(window, u"payments"_s, u"api"_s);
        trigger(window, u"themeDark"_s);
    }
    QFile state(stateFile(profile));
    QVERIFY(state.open(QIODevice::ReadOnly));
    const QByteArray before = state.readAll();
    {
        ui::Options options = over(profile);
        options.safeMode = true;
        options.target = sampleFolder;
        DrivenWindow window(options);
        QVERIFY(window.find<QAbstractButton>(u"welcomeSampleButton"_s)); // no tab yet
        QVERIFY(window.application.window().findChild<QAction *>(u"themeSystemAction"_s)->isChecked());
        trigger(window, u"themeLight"_s);
        open(window, u"shop"_s, u"checkout"_s);
    }
    QFile after(stateFile(profile));
    QVERIFY(after.open(QIODevice::ReadOnly));
    QCOMPARE(after.readAll(), before);
    DrivenWindow window(over(profile));
    QCOMPARE(titles(window), QStringList{u"payments/api"_s});
    QVERIFY(window.application.window().findChild<QAction *>(u"themeDarkAction"_s)->isChecked());
}

void tst_WindowState::theme()
{
    QTemporaryDir profile;
    const auto colour
        = [](DrivenWindow &window) { return window.find<QWidget>(u"pageTabs"_s)->palette().color(QPalette::Window); };
    {
        DrivenWindow window(over(profile));
        trigger(window, u"themeLight"_s);
        WAIT_FOR(colour(window) == look::Colours::light().window);
        trigger(window, u"themeDark"_s);
        WAIT_FOR(colour(window) == look::Colours::dark().window);
    }
    DrivenWindow window(over(profile));
    QCOMPARE(colour(window), look::Colours::dark().window);
    QVERIFY(window.application.window().findChild<QAction *>(u"themeDarkAction"_s)->isChecked());
    trigger(window, u"themeSystem"_s); // light: the offscreen platform has no other
    WAIT_FOR(colour(window) == look::Colours::light().window);
}

void tst_WindowState::language()
{
    QTemporaryDir profile;
    {
        DrivenWindow window(over(profile, sampleFolder));
        open(window, u"payments"_s, u"api"_s);
        open(window, u"shop"_s, u"checkout"_s);
        window.application.window().tabs().setCurrentIndex(0);
        const auto *english = &window.application.window();
        trigger(window, u"languageChinese"_s);
        WAIT_FOR(&window.application.window() != english);
        QCOMPARE(window.find<QTreeView>(u"registryTree"_s)->accessibleName(), u"镜像仓库服务"_s);
        QCOMPARE(window.find<QWidget>(u"backButton"_s)->accessibleName(), u"后退"_s); // without its mnemonic
        QCOMPARE(titles(window), QStringList({u"payments/api"_s, u"shop/checkout"_s}));
        QCOMPARE(window.application.window().tabs().currentIndex(), 0);
        WAIT_FOR(window.tags() && window.tagRow(u"latest"_s).isValid());
        WAIT_FOR(window.treeRow({u"sample"_s, u"payments"_s}).isValid());
        WAIT_FOR(window.tree()->isExpanded(window.treeRow({u"sample"_s, u"shop"_s})));
    }
    DrivenWindow window(over(profile));
    QVERIFY(window.application.window().findChild<QAction *>(u"languageChineseAction"_s)->isChecked());
    QCOMPARE(window.find<QTreeView>(u"registryTree"_s)->accessibleName(), u"镜像仓库服务"_s);
    const auto *chinese = &window.application.window();
    trigger(window, u"languageEnglish"_s);
    WAIT_FOR(&window.application.window() != chinese);
    QCOMPARE(window.find<QTreeView>(u"registryTree"_s)->accessibleName(), u"Registries"_s);
}

void tst_WindowState::sampleIsCalledAfterTheLanguage()
{
    ui::Options options;
    options.sample = true;
    DrivenWindow window(options);
    WAIT_FOR(window.tree() && window.treeRow({u"Sample registry"_s, u"payments"_s}).isValid());
    const auto *english = &window.application.window();
    trigger(window, u"languageChinese"_s);
    WAIT_FOR(&window.application.window() != english);
    WAIT_FOR(window.treeRow({u"示例镜像仓库"_s, u"payments"_s}).isValid());
}

void tst_WindowState::textSize()
{
    QTemporaryDir profile;
    const double normal = QApplication::font().pointSizeF();
    double larger = 0;
    {
        DrivenWindow window(over(profile));
        const auto *label = window.find<QLabel>(u"selectionLabel"_s);
        const double small = label->font().pointSizeF();
        trigger(window, u"zoomIn"_s);
        trigger(window, u"zoomIn"_s);
        larger = QApplication::font().pointSizeF();
        QVERIFY(larger > normal * 1.15);
        QVERIFY(label->font().pointSizeF() > small * 1.15); // it has a font of its own
    }
    DrivenWindow window(over(profile));
    QCOMPARE(QApplication::font().pointSizeF(), larger);
    trigger(window, u"zoomReset"_s);
    QCOMPARE(QApplication::font().pointSizeF(), normal);
    trigger(window, u"zoomOut"_s);
    QVERIFY(QApplication::font().pointSizeF() < normal);
    trigger(window, u"zoomReset"_s);
}

void tst_WindowState::history()
{
    DrivenWindow window(sample());
    const auto address = [&window] { return window.find<QLineEdit>(u"addressEdit"_s)->text(); };
    for (const QString &action : {u"back"_s, u"forward"_s, u"up"_s})
        QVERIFY2(!isEnabled(window, action), qPrintable(action));
    open(window, u"payments"_s, u"api"_s);
    QCOMPARE(address(), sampleFolder + u"/payments/api"_s);
    open(window, u"shop"_s, u"checkout"_s);
    trigger(window, u"back"_s);
    QCOMPARE(address(), sampleFolder + u"/payments/api"_s);
    trigger(window, u"back"_s); // the connection, which was opened first
    QCOMPARE(address(), sampleFolder);
    QVERIFY(!isEnabled(window, u"back"_s));
    trigger(window, u"forward"_s);
    trigger(window, u"forward"_s);
    QCOMPARE(address(), sampleFolder + u"/shop/checkout"_s);
    trigger(window, u"closePage"_s);
    trigger(window, u"back"_s); // its tab is opened again
    QCOMPARE(titles(window).size(), 2);
    QCOMPARE(address(), sampleFolder + u"/shop/checkout"_s);
    trigger(window, u"up"_s);
    QCOMPARE(address(), sampleFolder);
    QVERIFY(!isEnabled(window, u"up"_s));
    QVERIFY(window.tree()->hasFocus());
    trigger(window, u"back"_s);
    QCOMPARE(address(), sampleFolder + u"/shop/checkout"_s);
}

void tst_WindowState::dropFolder()
{
    DrivenWindow window;
    QMimeData nothing;
    nothing.setUrls({QUrl(u"https://registry.example/a"_s), QUrl::fromLocalFile(sampleFolder)});
    QDragEnterEvent refused({10, 10}, Qt::CopyAction, &nothing, Qt::LeftButton, {});
    refused.ignore();
    QApplication::sendEvent(&window.application.window(), &refused);
    QVERIFY(!refused.isAccepted());

    QMimeData folder;
    folder.setUrls({QUrl::fromLocalFile(sampleFolder + u"/payments/api"_s)});
    QDragEnterEvent enter({10, 10}, Qt::CopyAction, &folder, Qt::LeftButton, {});
    QApplication::sendEvent(&window.application.window(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop({10, 10}, Qt::CopyAction, &folder, Qt::LeftButton, {});
    QApplication::sendEvent(&window.application.window(), &drop);
    WAIT_FOR(window.tags() && window.tagRow(u"latest"_s).isValid());
}

void tst_WindowState::areas()
{
    DrivenWindow window(sample());
    open(window, u"payments"_s, u"api"_s);
    trigger(window, u"tree"_s);
    QVERIFY(window.tree()->hasFocus());
    trigger(window, u"nextPane"_s);
    QVERIFY(window.tags()->hasFocus());
    trigger(window, u"nextPane"_s);
    const QWidget *detail = QApplication::focusWidget();
    QVERIFY(detail && detail != window.tags() && detail != window.tree());
    trigger(window, u"previousPane"_s);
    QVERIFY(window.tags()->hasFocus());
    trigger(window, u"detail"_s);
    QCOMPARE(QApplication::focusWidget(), detail);
}

void tst_WindowState::newTab()
{
    DrivenWindow window(sample());
    open(window, u"payments"_s, u"api"_s);
    trigger(window, u"newTab"_s);
    QCOMPARE(titles(window).size(), 2);
    QVERIFY(window.find<QLineEdit>(u"addressEdit"_s)->hasFocus());
    QVERIFY(window.find<QLineEdit>(u"addressEdit"_s)->text().isEmpty());
    open(window, u"shop"_s, u"checkout"_s); // takes the place of the blank one
    QCOMPARE(titles(window), QStringList({u"payments/api"_s, u"shop/checkout"_s}));
    trigger(window, u"nextTab"_s);
    QCOMPARE(window.application.window().tabs().currentIndex(), 0);
    trigger(window, u"previousTab"_s);
    QCOMPARE(window.application.window().tabs().currentIndex(), 1);
}

void tst_WindowState::about()
{
    DrivenWindow window;
    trigger(window, u"about"_s);
    const auto *dialog = window.application.window().findChild<QDialog *>(u"aboutDialog"_s);
    QVERIFY(dialog);
    QVERIFY(dialog->isVisible());
    const QAbstractItemModel *parts = dialog->findChild<QTreeView *>(u"librariesTable"_s)->model();
    QStringList names;
    for (int row = 0; row < parts->rowCount(); ++row) {
        names.append(parts->index(row, 0).data().toString());
        for (int column = 1; column < parts->columnCount(); ++column) // each has a version and a licence
            QVERIFY2(!parts->index(row, column).data().toString().isEmpty(), qPrintable(names.last()));
    }
    for (const QString &name : {u"Qt"_s, u"libcurl"_s, u"OpenSSL"_s, u"tl::expected"_s})
        QVERIFY2(names.contains(name), qPrintable(name));
    dialog->findChild<QPushButton *>(u"copyVersionsButton"_s)->click();
    QVERIFY(QGuiApplication::clipboard()->text().contains(u"libcurl "_s));
    dialog->findChild<QPushButton *>(u"closeButton"_s)->click();
    WAIT_FOR(!window.application.window().findChild<QDialog *>(u"aboutDialog"_s));
}

void tst_WindowState::facts()
{
    DrivenWindow window(sample());
    const auto text = [&window] { return window.find<QLabel>(u"factsLabel"_s)->text(); };
    WAIT_FOR(text() == u"On disk"_s);
    support::ScriptedServer server;
    server.serve("/v2/", "{}");
    server.answer({"GET", "/v2/a/b/tags/list", true}, support::Answer::ok(R"({"name":"a/b","tags":[]})"));
    window.enterAddress(QString::fromLatin1(server.url("/a/b")));
    WAIT_FOR(text().startsWith(u"HTTP/1.1, "_s));
}

QTEST_MAIN(tst_WindowState)
#include "tst_windowstate.moc"
