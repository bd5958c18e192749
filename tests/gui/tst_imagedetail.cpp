#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabBar>
#include <QTabWidget>
#include <QTextEdit>
#include <QToolButton>

#include "app/oci/digest.h"
#include "models/historymodel.h"
#include "models/labelmodel.h"
#include "models/layermodel.h"
#include "models/platformmodel.h"
#include "models/referrermodel.h"
#include "tests/gui/drivenwindow.h"
#include "ui/dialogs/repairdialog.h"
#include "ui/pages/image/rawtab.h"

using namespace Qt::StringLiterals;

namespace {

ui::Options sample(const QString &repository)
{
    ui::Options options;
    options.target = QStringLiteral(BINARY_DIR "/share/portolan/sample/") + repository;
    return options;
}

/// The window over one repository of the sample, with the parts of its detail by name.
class DetailWindow final
{
public:
    explicit DetailWindow(const QString &repository)
        : window(sample(repository))
    { }

    [[nodiscard]] bool isListed() { return window.find<QLabel>(u"tagsCompleteness"_s); }

    [[nodiscard]] QTabBar *tabBar() { return window.find<QTabBar>(u"detailTabBar"_s); }
    [[nodiscard]] int tab(const QString &name)
    {
        for (int number = 0; number < tabBar()->count(); ++number) {
            if (tabBar()->accessibleTabName(number) == name)
                return number;
        }
        return -1;
    }
    void clickTab(const QString &name)
    {
        QTest::mouseClick(tabBar(), Qt::LeftButton, {}, tabBar()->tabRect(tab(name)).center());
    }

    [[nodiscard]] QString text(const QString &objectName)
    {
        const auto *edit = window.find<QTextEdit>(objectName);
        return edit ? edit->toPlainText() : QString();
    }
    [[nodiscard]] QComboBox *platform() { return window.find<QComboBox>(u"platformBox"_s); }
    [[nodiscard]] QTreeView *view(const QString &objectName) { return window.find<QTreeView>(objectName); }
    [[nodiscard]] QPlainTextEdit *raw() { return window.find<QPlainTextEdit>(u"rawView"_s); }
    [[nodiscard]] QComboBox *document() { return window.find<QComboBox>(u"documentBox"_s); }
    [[nodiscard]] QString headline()
    {
        for (const QLabel *label : window.application.window().findChildren<QLabel *>(u"placeholderHeadline"_s)) {
            if (label->isVisible())
                return label->text();
        }
        return {};
    }
    static void doubleClick(QTreeView *view, const QModelIndex &index)
    {
        view->scrollTo(index);
        const QPoint point = view->visualRect(index).center();
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, point);
        QTest::mouseDClick(view->viewport(), Qt::LeftButton, {}, point);
    }

    DrivenWindow window;
};

QString clipboard()
{
    return QGuiApplication::clipboard()->text();
}

} // namespace

class tst_ImageDetail : public QObject
{
    Q_OBJECT

private slots:
    void namesForScreenReaders();
    void overview();
    void copyButtons();
    void tabAndPlatformStay();
    void platformFromTheList();
    void anotherTagOfTheImage();
    void history();
    void rawByKeyboard();
    void rawWithoutImage();
    void rawDocuments();
    void copyRawIsExact();
    void layerInRawAndBack();
    void referrers();
    void referrersByCosignTags();
    void missingPlatform();
    void chart();
    void fixedDate();
    void tabOfItsOwn();
    void restoredTab();
};

void tst_ImageDetail::namesForScreenReaders()
{
    DetailWindow detail(u"payments/api"_s);
    WAIT_FOR(detail.isListed());
    detail.window.clickTag(u"latest"_s);
    WAIT_FOR(detail.window.layers());
    for (const QString &name : {u"Overview"_s, u"Layers"_s, u"History"_s, u"Raw"_s, u"Referrers"_s}) {
        QVERIFY(detail.tab(name) >= 0);
        detail.clickTab(name);
        bool found = false;
        for (const QWidget *widget : detail.window.application.window().findChildren<QWidget *>()) {
            found = found
                || (widget->isVisible() && widget->accessibleName() == name && widget->focusPolicy() != Qt::NoFocus);
        }
        QVERIFY2(found, qPrintable(name));
    }
    QCOMPARE(detail.tabBar()->tabText(detail.tab(u"Layers"_s)), u"Layers  7"_s);
    QCOMPARE(detail.tabBar()->tabText(detail.tab(u"Referrers"_s)), u"Referrers  5"_s);
}

void tst_ImageDetail::overview()
{
    DetailWindow detail(u"payments/api"_s);
    WAIT_FOR(detail.isListed());
    detail.window.clickTag(u"v2.8.1"_s);
    detail.clickTab(u"Overview"_s);
    WAIT_FOR(detail.view(u"platformsList"_s));
    QCOMPARE(detail.text(u"imageKindText"_s), u"Image index, 2 platforms, OCI"_s);
    QVERIFY(oci::Digest::parse(detail.text(u"imageDigestText"_s)));
    QCOMPARE(detail.view(u"platformsList"_s)->model()->rowCount(), 2);
    QStringList tags;
    const QTreeView *list = detail.view(u"imageTagsList"_s);
    for (int row = 0; row < list->model()->rowCount(); ++row)
        tags.append(list->model()->index(row, 0).data().toString());
    tags.sort();
    QCOMPARE(tags, (QStringList{u"latest"_s, u"v2.8"_s, u"v2.8.1"_s}));
    QVERIFY(detail.view(u"labelsTable"_s)->model()->rowCount() > 5);
    // What a person can select with the mouse can be selected with the keyboard, too.
    auto *digest = detail.window.find<QTextEdit>(u"imageDigestText"_s);
    digest->setFocus();
    QTest::keyClick(digest, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(digest, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(clipboard(), digest->toPlainText());
}

void tst_ImageDetail::copyButtons()
{
    DetailWindow detail(u"payments/api"_s);
    WAIT_FOR(detail.isListed());
    detail.window.clickTag(u"stable"_s);
    detail.clickTab(u"Overview"_s);
    WAIT_FOR(detail.window.find<QToolButton>(u"copyByTagButton"_s));
    QTest::mouseClick(detail.window.find<QToolButton>(u"copyByTagButton"_s), Qt::LeftButton);
    QVERIFY(clipboard().startsWith(u"oci:"_s) && clipboard().endsWith(u"/payments/api:stable"_s));
    auto *skopeo = detail.window.find<QToolButton>(u"copySkopeoButton"_s);
    skopeo->setFocus();
    QTest::keyClick(skopeo, Qt::Key_Space);
    QVERIFY(clipboard().startsWith(u"skopeo inspect "_s));
    QVERIFY(!detail.window.find<QToolButton>(u"copyDockerButton"_s)); // docker reads no folder
}

void tst_ImageDetail::tabAndPlatformStay()
{
    DetailWindow detail(u"payments/api"_s);
    WAIT_FOR(detail.isListed());
    detail.window.clickTag(u"nightly-20260805"_s);
    detail.clickTab(u"History"_s);
    WAIT_FOR(detail.platform());
    detail.platform()->setFocus();
    QTest::keyClick(detail.platform(), Qt::Key_End);
    QCOMPARE(detail.platform()->currentText(), u"linux/s390x"_s);
    detail.window.clickTag(u"v1.9.7"_s); // has one platform only
    WAIT_FOR(detail.platform() && detail.platform()->count() == 1);
    QCOMPARE(detail.platform()->currentText(), u"linux/amd64"_s);
    detail.window.clickTag(u"nightly-20260804"_s);
    WAIT_FOR(detail.platform() && detail.platform()->count() == 3);
    QCOMPARE(detail.platform()->currentText(), u"linux/s390x"_s);
    QCOMPARE(detail.tabBar()->currentIndex(), detail.tab(u"History"_s));
}

void tst_ImageDetail::platformFromTheList()
{
    DetailWindow detail(u"payments/api"_s);
    WAIT_FOR(detail.isListed());
    detail.window.clickTag(u"latest"_s);
    detail.clickTab(u"Overview"_s);
    WAIT_FOR(detail.view(u"platformsList"_s));
    DetailWindow::doubleClick(detail.view(u"platformsList"_s), detail.view(u"platformsList"_s)->model()->index(1, 0));
    QCOMPARE(detail.platform()->currentText(), u"linux/arm64/v8"_s);
}

void tst_ImageDetail::anotherTagOfTheImage()
{
    DetailWindow detail(u"payments/api"_s);
    WAIT_FOR(detail.isListed());
    detail.window.clickTag(u"latest"_s);
    detail.clickTab(u"Overview"_s);
    WAIT_FOR(detail.view(u"imageTagsList"_s));
    QTreeView *list = detail.view(u"imageTagsList"_s);
    for (int row = 0; row < list->model()->rowCount(); ++row) {
        if (list->model()->index(row, 0).data().toString() == u"v2.8"_s)
            DetailWindow::doubleClick(list, list->model()->index(row, 0));
    }
    WAIT_FOR(detail.window.tags()->currentIndex().siblingAtColumn(0).data().toString() == u"v2.8"_s);
}

void tst_ImageDetail::history()
{
    DetailWindow detail(u"payments/api"_s);
    WAIT_FOR(detail.isListed());
    detail.window.clickTag(u"latest"_s);
    detail.clickTab(u"History"_s);
    WAIT_FOR(detail.view(u"historyTable"_s) && detail.view(u"historyTable"_s)->model()->rowCount() == 9);
    const QAbstractItemModel *model = detail.view(u"historyTable"_s)->model();
    QCOMPARE(model->index(1, models::HistoryModel::InstructionColumn).data().toString(), u"CMD"_s);
    QTest::mouseClick(detail.window.find<QPushButton>(u"copyHistoryButton"_s), Qt::LeftButton);
    QVERIFY(clipboard().contains(u"\nCOPY --from=build /opt/jre /opt/jre\n"_s));
    QCOMPARE(clipboard().count(u'\n'), 9);
}

void tst_ImageDetail::rawByKeyboard()
{
    DetailWindow detail(u"payments/api"_s);
    WAIT_FOR(detail.isListed());
    detail.window.clickTag(u"latest"_s);
    detail.clickTab(u"Raw"_s);
    WAIT_FOR(detail.raw());
    const QString manifest = detail.raw()->toPlainText();
    detail.raw()->setFocus();
    QTest::keyClick(detail.raw(), Qt::Key_Tab);
    const QString digest = detail.raw()->textCursor().selectedText();
    QVERIFY(oci::Digest::parse(digest));
    QTest::keyClick(detail.raw(), Qt::Key_Return); // of the configuration
    QVERIFY(detail.raw()->toPlainText().contains(u"\"architecture\""_s));
    QVERIFY(detail.window.find<QLabel>(u"documentFacts"_s)->text().contains(digest));
    QCOMPARE(detail.document()->currentText(), u"Configuration"_s);
    QTest::keyClick(detail.raw(), Qt::Key_Backspace);
    QCOMPARE(detail.raw()->toPlainText(), manifest);
    QTest::keyClick(detail.raw(), Qt::Key_Backspace, Qt::ShiftModifier);
    QVERIFY(detail.raw()->toPlainText().contains(u"\"architecture\""_s));
}

/// A digest that the image does not hold itself is read from the registry.
void tst_ImageDetail::rawWithoutImage()
{
    ui::RawTab raw; // whose commands the locator lists before there is an image, too
    const QStringList names{u"rawBackAction"_s, u"rawForwardAction"_s, u"copyRawAction"_s,
                            u"copyDocumentDigestAction"_s};
    for (const QString &name : names)
        QVERIFY2(!raw.findChild<QAction *>(name)->isEnabled(), qPrintable(name));
}

void tst_ImageDetail::rawDocuments()
{
    DetailWindow detail(u"payments/api"_s);
    WAIT_FOR(detail.isListed());
    detail.window.clickTag(u"latest"_s);
    detail.clickTab(u"Raw"_s);
    WAIT_FOR(detail.document() && detail.document()->count() == 3);
    detail.document()->setFocus();
    QTest::keyClick(detail.document(), Qt::Key_Home);
    QVERIFY(detail.raw()->toPlainText().contains(u"\"manifests\""_s));
    detail.raw()->setFocus();
    // The last digest is of an attestation's subject, the one before of the attestation.
    const QString text = detail.raw()->toPlainText();
    const qsizetype before = text.indexOf(u"unknown"_s);
    const auto attestation = static_cast<int>(text.lastIndexOf(u"\"sha256:"_s, before));
    QTextCursor cursor = detail.raw()->textCursor();
    cursor.setPosition(attestation + 5);
    detail.raw()->setTextCursor(cursor);
    QTest::keyClick(detail.raw(), Qt::Key_Return);
    WAIT_FOR(detail.raw() && detail.raw()->toPlainText().contains(u"in-toto"_s));
    QCOMPARE(detail.document()->count(), 4); // it stands beside the image's own
    auto *back = detail.window.find<QToolButton>(u"rawBackButton"_s);
    QTest::mouseClick(back, Qt::LeftButton);
    QVERIFY(detail.raw()->toPlainText().contains(u"\"manifests\""_s));
    QCOMPARE(detail.document()->count(), 3);
}

void tst_ImageDetail::copyRawIsExact()
{
    DetailWindow detail(u"payments/api"_s);
    WAIT_FOR(detail.isListed());
    detail.window.clickTag(u"latest"_s);
    detail.clickTab(u"Raw"_s);
    WAIT_FOR(detail.raw());
    QTest::mouseClick(detail.window.find<QToolButton>(u"copyRawButton"_s), Qt::LeftButton);
    const QString digest = oci::Digest::of(clipboard().toUtf8()).toString();
    QVERIFY(detail.window.find<QLabel>(u"documentFacts"_s)->text().endsWith(digest));
    QVERIFY(clipboard() != detail.raw()->toPlainText());
}

void tst_ImageDetail::layerInRawAndBack()
{
    DetailWindow detail(u"payments/api"_s);
    WAIT_FOR(detail.isListed());
    detail.window.clickTag(u"latest"_s);
    WAIT_FOR(detail.window.layers() && detail.window.layers()->model()->rowCount() == 7);
    detail.window.layers()->setCurrentIndex(detail.window.layers()->model()->index(4, 0));
    detail.window.layers()->findChild<QAction *>(u"copyLayerDigestAction"_s)->trigger();
    const QString digest = clipboard();
    detail.window.layers()->findChild<QAction *>(u"showLayerRawAction"_s)->trigger();
    QVERIFY(detail.raw());
    QCOMPARE(detail.raw()->textCursor().selectedText(), digest);
    detail.raw()->findChild<QAction *>(u"goToDigestAction"_s)->trigger();
    QVERIFY(detail.window.layers());
    QCOMPARE(detail.window.layers()->currentIndex().row(), 4);
}

void tst_ImageDetail::referrers()
{
    DetailWindow detail(u"payments/api"_s);
    WAIT_FOR(detail.isListed());
    detail.window.clickTag(u"latest"_s);
    detail.clickTab(u"Referrers"_s);
    WAIT_FOR(detail.view(u"referrersTree"_s) && detail.view(u"referrersTree"_s)->model()->rowCount() == 4);
    QTreeView *tree = detail.view(u"referrersTree"_s);
    QAbstractItemModel *model = tree->model();
    QCOMPARE(model->index(0, 0).data().toString(), u"SBOM"_s);
    QCOMPARE(model->index(1, 0).data().toString(), u"Signature"_s);
    QCOMPARE(model->index(2, 0).data().toString(), u"Vulnerability report"_s);
    QCOMPARE(model->rowCount(model->index(3, 0)), 2);
    // Nothing refers to the SBOM, which shows once somebody asked.
    QVERIFY(model->hasChildren(model->index(0, 0)));
    tree->expand(model->index(0, 0));
    WAIT_FOR(!model->hasChildren(model->index(0, 0)));

    tree->setFocus();
    tree->setCurrentIndex(model->index(2, 0));
    QTest::keyClick(tree, Qt::Key_Return);
    WAIT_FOR(detail.raw() && detail.raw()->toPlainText().contains(u"application/sarif+json"_s));
}

void tst_ImageDetail::referrersByCosignTags()
{
    DetailWindow detail(u"payments/gateway"_s);
    WAIT_FOR(detail.isListed());
    detail.window.clickTag(u"v3.2.0"_s);
    detail.clickTab(u"Referrers"_s);
    WAIT_FOR(detail.view(u"referrersTree"_s));
    const QAbstractItemModel *model = detail.view(u"referrersTree"_s)->model();
    QCOMPARE(model->rowCount(), 1);
    QCOMPARE(model->rowCount(model->index(0, 0)), 3);
    QCOMPARE(detail.tabBar()->tabText(detail.tab(u"Referrers"_s)), u"Referrers  3"_s);
    detail.window.clickTag(u"v3.0.9"_s);
    WAIT_FOR(detail.headline() == u"Nothing is attached to v3.0.9"_s);
}

void tst_ImageDetail::missingPlatform()
{
    DetailWindow detail(u"lab/half-copied"_s);
    WAIT_FOR(detail.isListed());
    detail.window.clickTag(u"v0.4.0"_s);
    WAIT_FOR(detail.platform() && detail.platform()->count() == 2);
    QVERIFY(detail.window.layers()); // of what is there
    detail.clickTab(u"Overview"_s);
    const QTreeView *list = detail.view(u"platformsList"_s);
    QCOMPARE(list->model()->index(1, models::PlatformModel::SizeColumn).data().toString(), u"missing"_s);
    auto *report = detail.window.find<QPushButton>(u"infoBarButton"_s);
    QVERIFY(report);
    QTest::mouseClick(report, Qt::LeftButton);
    auto *dialog = detail.window.application.window().findChild<ui::RepairDialog *>();
    QVERIFY(dialog);
    WAIT_FOR(dialog->findChild<QTreeView *>(u"repairTree"_s)->model()->rowCount() == 1);
    dialog->close();
    DetailWindow::doubleClick(detail.view(u"platformsList"_s), list->model()->index(1, 0));
    detail.clickTab(u"Layers"_s);
    QCOMPARE(detail.headline(), u"v0.4.0 is incomplete."_s);
    detail.clickTab(u"History"_s);
    QCOMPARE(detail.headline(), u"v0.4.0 is incomplete."_s);
    detail.clickTab(u"Raw"_s);
    QVERIFY(detail.raw()->toPlainText().contains(u"\"manifests\""_s)); // the index is there
}

void tst_ImageDetail::chart()
{
    DetailWindow detail(u"infra/charts/payments"_s);
    WAIT_FOR(detail.isListed());
    detail.clickTab(u"Overview"_s);
    detail.window.clickTag(u"1.10.1"_s);
    WAIT_FOR(detail.text(u"imageKindText"_s) == u"Helm chart"_s);
    QVERIFY(!detail.platform());
    QVERIFY(!detail.view(u"platformsList"_s));
    QVERIFY(!detail.window.find<QToolButton>(u"copyPodmanButton"_s));
    QCOMPARE(detail.view(u"labelsTable"_s)->model()->rowCount(), 3);
    detail.clickTab(u"History"_s);
    QCOMPARE(detail.headline(), u"1.10.1 has no history"_s);
    // Its configuration is no image's, so it is read when its digest is followed.
    detail.clickTab(u"Raw"_s);
    detail.raw()->setFocus();
    QTest::keyClick(detail.raw(), Qt::Key_Tab);
    QTest::keyClick(detail.raw(), Qt::Key_Return);
    WAIT_FOR(detail.raw() && detail.raw()->toPlainText().contains(u"\"appVersion\": \"2.8.1\""_s));
}

void tst_ImageDetail::fixedDate()
{
    DetailWindow detail(u"lab/reproducible"_s);
    WAIT_FOR(detail.isListed());
    detail.clickTab(u"Overview"_s);
    detail.window.clickTag(u"1.0.0"_s);
    WAIT_FOR(detail.text(u"imageCreatedText"_s).contains(u"reproducible"_s));
}

void tst_ImageDetail::tabOfItsOwn()
{
    DetailWindow detail(u"payments/api"_s);
    WAIT_FOR(detail.isListed());
    detail.window.clickTag(u"v2.8.1"_s);
    QTest::keyClick(detail.window.tags(), Qt::Key_Return, Qt::ControlModifier);
    auto *tabs = detail.window.find<QTabWidget>(u"pageTabs"_s);
    WAIT_FOR(tabs->count() == 2);
    QCOMPARE(tabs->tabText(1), u"api:v2.8.1"_s);
    WAIT_FOR(detail.window.layers() && detail.window.layers()->model()->rowCount() == 7);
    QVERIFY(detail.window.layers()->hasFocus()); // not the tab bar, which was all there was before
    // The other tags are known, as the repository is open; one of them opens in its turn.
    detail.clickTab(u"Overview"_s);
    WAIT_FOR(detail.view(u"imageTagsList"_s));
    QTreeView *list = detail.view(u"imageTagsList"_s);
    for (int row = 0; row < list->model()->rowCount(); ++row) {
        if (list->model()->index(row, 0).data().toString() == u"latest"_s)
            DetailWindow::doubleClick(list, list->model()->index(row, 0));
    }
    WAIT_FOR(tabs->count() == 3);
    // What is open already is raised.
    tabs->setCurrentIndex(0);
    QTest::keyClick(detail.window.tags(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(tabs->currentIndex(), 1);
    QCOMPARE(tabs->count(), 3);
    detail.window.application.window().findChild<QAction *>(u"refreshAction"_s)->trigger();
    WAIT_FOR(detail.view(u"platformsList"_s) && detail.view(u"platformsList"_s)->model()->rowCount() == 2);
}

/// What its layers share is known when the repository is listed: until somebody asks for that, nothing is on its way.
void tst_ImageDetail::restoredTab()
{
    const QTemporaryDir profile;
    ui::Options options = sample(u"payments/api"_s);
    options.profile = profile.path();
    {
        DrivenWindow window(options);
        WAIT_FOR(window.find<QLabel>(u"tagsCompleteness"_s));
        window.clickTag(u"latest"_s);
        QTest::keyClick(window.tags(), Qt::Key_Return, Qt::ControlModifier);
        WAIT_FOR(window.layers());
    }
    options.target.clear();
    DrivenWindow window(options);
    WAIT_FOR(window.layers() && window.layers()->model()->rowCount() == 7);
    const QPersistentModelIndex shared = window.layers()->model()->index(0, models::LayerModel::SharedWithColumn);
    QCOMPARE(shared.data().toString(), u"unknown"_s);
    QVERIFY(!shared.data(Qt::ToolTipRole).toString().isEmpty());
    window.find<QTabWidget>(u"pageTabs"_s)->setCurrentIndex(0);
    WAIT_FOR(shared.data().toString() == u"9 images"_s);
}

QTEST_MAIN(tst_ImageDetail)
#include "tst_imagedetail.moc"
