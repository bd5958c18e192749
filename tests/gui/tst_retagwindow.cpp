#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTemporaryDir>

#include "app/changes/journal.h"
#include "models/retagmodel.h"
#include "tests/gui/drivenwindow.h"
#include "tests/gui/taggedfolder.h"
#include "ui/dialogs/retagdialog.h"

using namespace Qt::StringLiterals;
using ui::RetagDialog;

namespace {

/// What the tag points at; empty where there is no such tag.
QString imageOf(TaggedFolder &folder, const QString &tag)
{
    const auto found = folder.layout().resolve(TaggedFolder::repository(), *oci::TagName::parse(tag), {});
    return found ? found->digest.toString() : QString();
}

/// Somebody else does.
void move(TaggedFolder &folder, const QString &tag, const QString &to)
{
    const auto found = folder.layout().manifest(TaggedFolder::repository(), *oci::TagName::parse(to), {});
    if (!found || !folder.layout().putManifest(TaggedFolder::repository(), *oci::TagName::parse(tag), *found, {}))
        qFatal("a tag could not be moved");
}

/// A profile whose one connection is @p connection.
void writeProfile(const QTemporaryDir &profile, const connections::Connection &connection)
{
    QVERIFY(QDir(profile.path()).mkpath(u"config"_s));
    QVERIFY(connections::ConnectionFile(profile.filePath(u"config/connections.json"_s)).write({connection}));
}

bool isListed(DrivenWindow &window)
{
    return window.tags() && window.find<QLabel>(u"tagsCompleteness"_s);
}

RetagDialog *openDialog(DrivenWindow &window)
{
    QTest::keyClick(window.tags(), Qt::Key_F2);
    return window.application.window().findChild<RetagDialog *>();
}

/// The dialog over @p tag, once the repository was read.
RetagDialog *openFor(DrivenWindow &window, const QString &tag)
{
    window.clickTag(tag);
    RetagDialog *dialog = openDialog(window);
    if (!dialog || !QTest::qWaitFor([dialog] { return dialog->reading() != nullptr; }, 60000))
        return nullptr;
    return dialog;
}

QString verdict(DrivenWindow &window, const QString &name)
{
    window.type(u"retagNameField"_s, name);
    return window.find<QLabel>(u"retagVerdict"_s)->text();
}

/// Types the name of the repository, as the field says.
void confirm(DrivenWindow &window)
{
    const QString asks = window.find<QLineEdit>(u"retagConfirmField"_s)->placeholderText();
    window.type(u"retagConfirmField"_s, asks.section(u": "_s, 1));
}

std::vector<changes::RunRecord> runsOf(const DrivenWindow &window)
{
    const auto journal = changes::Journal::open(window.profile.filePath(u"data/changes.sqlite"_s));
    const auto runs = journal ? (*journal)->runs() : base::fail(journal.error());
    return runs ? *runs : std::vector<changes::RunRecord>();
}

} // namespace

/// A tag gets another name beside it, several get a suffix, and both are taken back.
class tst_RetagWindow : public QObject
{
    Q_OBJECT

private slots:
    void namesAreCheckedWhileTyped();
    void existingNamesAreListed();
    void newTagIsAddedAndTakenBack();
    void enterAddsAndNeverMoves();
    void tagIsMovedAndTakenBack();
    void severalGetASuffix();
    void whatChangedMeanwhileIsLeft();
    void nothingIsSentWithoutAJournal();
    void cancelSendsNothing();
    void alwaysKeptNamesAreRefused();
    void whatCannotBeTakenBackIsSaid();
    void currentTagNeedsNoSelection();
    void menuOffersIt();
    void readOnlyOffersNothing();
};

void tst_RetagWindow::namesAreCheckedWhileTyped()
{
    TaggedFolder folder;
    DrivenWindow window(folder.options());
    WAIT_FOR(isListed(window));
    QVERIFY(openFor(window, u"pr-1"_s));
    const auto *button = window.find<QPushButton>(u"retagButton"_s);
    QCOMPARE(window.find<QLineEdit>(u"retagNameField"_s)->text(), u"pr-1"_s);
    QVERIFY(!button->isEnabled());
    QVERIFY(verdict(window, u"a b"_s).contains(u"spaces"_s));
    QVERIFY(!button->isEnabled());
    QVERIFY(verdict(window, u"-a"_s).contains(u"begin"_s));
    QVERIFY(verdict(window, {}).contains(u"Type"_s));
    QVERIFY(!button->isEnabled());
    QVERIFY(verdict(window, u"prod"_s).startsWith(u"Moves prod from sha256:"_s));
    QVERIFY(!button->isEnabled()); // the name of the repository was not typed
    QVERIFY(verdict(window, u"v1"_s).startsWith(u"New tag"_s));
    QVERIFY(button->isEnabled());
    QVERIFY(!window.find<QLineEdit>(u"retagConfirmField"_s));
    QVERIFY(window.find<QLabel>(u"retagImage"_s)->text().contains(imageOf(folder, u"pr-1"_s)));
    QVERIFY(window.prompts.told.isEmpty());
    QVERIFY(window.prompts.confirmed.isEmpty());
}

void tst_RetagWindow::existingNamesAreListed()
{
    TaggedFolder folder;
    DrivenWindow window(folder.options());
    WAIT_FOR(isListed(window));
    QVERIFY(openFor(window, u"prod"_s));
    auto *list = window.find<QTreeView>(u"retagKnownTags"_s);
    QVERIFY(list);
    QCOMPARE(list->model()->rowCount(), 4);
    window.type(u"retagNameField"_s, u"pr-"_s);
    QCOMPARE(list->model()->rowCount(), 2);
    QCOMPARE(list->model()->index(0, 0).data().toString(), u"pr-1"_s);
    const oci::Digest image = *oci::Digest::parse(imageOf(folder, u"pr-1"_s));
    QCOMPARE(list->model()->index(0, 1).data().toString(), models::RetagModel::shortText(image));

    auto *field = window.find<QLineEdit>(u"retagNameField"_s);
    QTest::keyClick(field, Qt::Key_Down);
    QVERIFY(list->hasFocus());
    list->setCurrentIndex(list->model()->index(1, 0));
    QTest::keyClick(list, Qt::Key_Return);
    QCOMPARE(field->text(), u"pr-2"_s);
    QVERIFY(window.find<QLabel>(u"retagVerdict"_s)->text().startsWith(u"Moves pr-2"_s));
    QCOMPARE(list->model()->rowCount(), 2);
}

void tst_RetagWindow::newTagIsAddedAndTakenBack()
{
    TaggedFolder folder;
    DrivenWindow window(folder.options());
    WAIT_FOR(isListed(window));
    QVERIFY(openFor(window, u"pr-1"_s));
    QVERIFY(verdict(window, u"v1"_s).startsWith(u"New tag"_s));
    window.find<QLineEdit>(u"retagReasonField"_s)->setText(u"it is good"_s);
    window.press(u"retagButton"_s);
    WAIT_FOR(window.find<QWidget>(u"runNoticeBar"_s));
    QCOMPARE(window.find<QLabel>(u"runNoticeText"_s)->text(), u"Retagged to v1."_s);
    WAIT_FOR(window.tagRow(u"v1"_s).isValid());
    QCOMPARE(imageOf(folder, u"v1"_s), imageOf(folder, u"pr-1"_s));
    QCOMPARE(folder.tags().size(), 5);

    window.press(u"runNoticeButton"_s);
    WAIT_FOR(!window.tagRow(u"v1"_s).isValid());
    QCOMPARE(folder.tags(), (QStringList{u"pr-1"_s, u"pr-2"_s, u"prod"_s, u"rc"_s}));
    WAIT_FOR(isListed(window));
    QVERIFY(!window.find<QWidget>(u"runNoticeBar"_s));
    const auto runs = runsOf(window);
    QCOMPARE(runs.size(), 2U);
    QCOMPARE(runs.back().reason, u"it is good"_s);
    QVERIFY(runs.front().ended.isValid());
}

void tst_RetagWindow::enterAddsAndNeverMoves()
{
    TaggedFolder folder;
    DrivenWindow window(folder.options());
    WAIT_FOR(isListed(window));
    const QPointer<RetagDialog> dialog = openFor(window, u"pr-1"_s);
    QVERIFY(dialog);
    auto *field = window.find<QLineEdit>(u"retagNameField"_s);
    field->setText(u"prod"_s);
    confirm(window);
    QVERIFY(window.find<QPushButton>(u"retagButton"_s)->isEnabled());
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(dialog && dialog->isVisible());
    field->setText(u"v1"_s);
    QTest::keyClick(field, Qt::Key_Return);
    WAIT_FOR(!dialog);
    WAIT_FOR(window.tagRow(u"v1"_s).isValid());
    QVERIFY(imageOf(folder, u"prod"_s) != imageOf(folder, u"pr-1"_s));
}

void tst_RetagWindow::tagIsMovedAndTakenBack()
{
    TaggedFolder folder;
    const QString before = imageOf(folder, u"rc"_s);
    DrivenWindow window(folder.options());
    WAIT_FOR(isListed(window));
    QVERIFY(openFor(window, u"pr-1"_s));
    QVERIFY(verdict(window, u"rc"_s).startsWith(u"Moves rc"_s));
    confirm(window);
    window.press(u"retagButton"_s);
    WAIT_FOR(window.find<QWidget>(u"runNoticeBar"_s));
    QCOMPARE(imageOf(folder, u"rc"_s), imageOf(folder, u"pr-1"_s));
    WAIT_FOR(isListed(window));
    window.press(u"runNoticeButton"_s);
    WAIT_FOR(imageOf(folder, u"rc"_s) == before);
    WAIT_FOR(isListed(window));
    QCOMPARE(folder.tags().size(), 4);
}

void tst_RetagWindow::severalGetASuffix()
{
    TaggedFolder folder;
    move(folder, u"rc-old"_s, u"prod"_s);
    move(folder, u"pr-1-old"_s, u"prod"_s);
    DrivenWindow window(folder.options());
    WAIT_FOR(isListed(window));
    QTest::keyClick(window.tags(), Qt::Key_A, Qt::ControlModifier);
    const RetagDialog *dialog = openDialog(window);
    QVERIFY(dialog);
    WAIT_FOR(dialog->reading());
    QCOMPARE(window.find<QLineEdit>(u"retagNameField"_s)->text(), u"-old"_s);
    const auto *table = window.find<QTreeView>(u"retagTable"_s);
    QVERIFY(table);
    QCOMPARE(table->model()->rowCount(), 6);
    const auto stateOf = [table](const QString &tag) {
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            if (table->model()->index(row, 0).data().toString() == tag)
                return static_cast<models::RetagModel::State>(
                    table->model()->index(row, 0).data(models::RetagModel::StateRole).toInt());
        }
        return models::RetagModel::State::Empty;
    };
    QCOMPARE(stateOf(u"prod"_s), models::RetagModel::State::Adds);
    QCOMPARE(stateOf(u"pr-1"_s), models::RetagModel::State::Moves);
    QCOMPARE(stateOf(u"rc"_s), models::RetagModel::State::Refused); // it points there already
    QVERIFY(verdict(window, u"/"_s).contains(u"“/”"_s));
    QVERIFY(!window.find<QPushButton>(u"retagButton"_s)->isEnabled());
    QVERIFY(verdict(window, u"-old"_s).startsWith(u"4"_s));
    confirm(window);
    window.press(u"retagButton"_s);
    WAIT_FOR(window.tagRow(u"pr-2-old"_s).isValid());
    WAIT_FOR(isListed(window));
    QCOMPARE(folder.tags().size(), 10);
    QCOMPARE(imageOf(folder, u"pr-1-old"_s), imageOf(folder, u"pr-1"_s));
    QCOMPARE(imageOf(folder, u"pr-1-old-old"_s), imageOf(folder, u"prod"_s)); // as it was when it was looked at

    window.press(u"runNoticeButton"_s);
    WAIT_FOR(!window.tagRow(u"pr-2-old"_s).isValid());
    WAIT_FOR(isListed(window));
    QCOMPARE(folder.tags().size(), 6);
    QCOMPARE(imageOf(folder, u"pr-1-old"_s), imageOf(folder, u"prod"_s));
}

void tst_RetagWindow::whatChangedMeanwhileIsLeft()
{
    TaggedFolder folder;
    DrivenWindow window(folder.options());
    WAIT_FOR(isListed(window));
    QVERIFY(openFor(window, u"pr-1"_s));
    QVERIFY(verdict(window, u"v1"_s).startsWith(u"New tag"_s));
    move(folder, u"v1"_s, u"prod"_s);
    window.press(u"retagButton"_s);
    WAIT_FOR(window.find<QWidget>(u"runNoticeBar"_s));
    QCOMPARE(imageOf(folder, u"v1"_s), imageOf(folder, u"prod"_s));
    QVERIFY(!window.find<QPushButton>(u"runNoticeButton"_s));
    QCOMPARE(window.find<QLabel>(u"runNoticeText"_s)->text(), u"Not as planned: 1 skipped; Activity has more."_s);
    window.press(u"runNoticeCloseButton"_s);
    QVERIFY(!window.find<QWidget>(u"runNoticeBar"_s));
}

void tst_RetagWindow::nothingIsSentWithoutAJournal()
{
    TaggedFolder folder;
    const QTemporaryDir profile;
    QVERIFY(QDir(profile.path()).mkpath(u"data/changes.sqlite"_s)); // a folder in its place
    ui::Options options = folder.options();
    options.profile = profile.path();
    DrivenWindow window(options);
    WAIT_FOR(isListed(window));
    QVERIFY(openFor(window, u"pr-1"_s));
    QVERIFY(verdict(window, u"v1"_s).startsWith(u"New tag"_s));
    window.press(u"retagButton"_s);
    WAIT_FOR(window.find<QWidget>(u"runNoticeBar"_s));
    QVERIFY(!window.find<QPushButton>(u"runNoticeButton"_s));
    QCOMPARE(window.find<QLabel>(u"runNoticeText"_s)->text(), u"1 tag was left as it is; Activity has more."_s);
    QCOMPARE(folder.tags().size(), 4);
}

void tst_RetagWindow::cancelSendsNothing()
{
    TaggedFolder folder;
    DrivenWindow window(folder.options());
    WAIT_FOR(isListed(window));
    const QPointer<RetagDialog> dialog = openFor(window, u"pr-1"_s);
    QVERIFY(dialog);
    QVERIFY(verdict(window, u"v1"_s).startsWith(u"New tag"_s));
    window.press(u"retagCancelButton"_s);
    WAIT_FOR(!dialog);
    QCOMPARE(folder.tags().size(), 4);
    QVERIFY(runsOf(window).empty());
}

void tst_RetagWindow::alwaysKeptNamesAreRefused()
{
    TaggedFolder folder;
    const QTemporaryDir profile;
    auto connection = connections::Connection::toFolder(folder.options().target);
    connection.keptTags = QStringList{u"prod"_s};
    writeProfile(profile, connection);
    ui::Options options = folder.options();
    options.profile = profile.path();
    DrivenWindow window(options);
    WAIT_FOR(isListed(window));
    QVERIFY(openFor(window, u"pr-1"_s));
    QVERIFY(verdict(window, u"prod"_s).contains(u"always keeps"_s));
    QVERIFY(!window.find<QPushButton>(u"retagButton"_s)->isEnabled());
}

void tst_RetagWindow::whatCannotBeTakenBackIsSaid()
{
    const auto tag = [](QStringView name) { return *oci::TagName::parse(name); };
    RetagDialog dialog(connections::Connection::toFolder(u"/nowhere"_s), TaggedFolder::repository(), {tag(u"v1")});
    const auto *undo = dialog.findChild<QLabel *>(u"retagUndo"_s);
    auto *name = dialog.findChild<QLineEdit *>(u"retagNameField"_s);
    const auto read = [&](platforms::Ability tags) {
        auto reading = std::make_shared<changes::Reading>();
        reading->graph.addTag(tag(u"v1"), oci::Digest::of("one"));
        reading->graph.addTag(tag(u"v2"), oci::Digest::of("two"));
        reading->abilities.tags = tags;
        reading->when = QDateTime::currentDateTimeUtc();
        dialog.showReading(reading);
    };
    name->setText(u"new"_s);
    QVERIFY(!dialog.findChild<QPushButton *>(u"retagButton"_s)->isEnabled()); // nothing was read
    read(platforms::Ability::No);
    QVERIFY(dialog.findChild<QPushButton *>(u"retagButton"_s)->isEnabled());
    QVERIFY(undo->text().contains(u"cannot be taken back"_s));
    name->setText(u"v2"_s); // what moves can move again
    QVERIFY(undo->text().startsWith(u"With a click"_s));
    name->setText(u"new"_s);
    read(platforms::Ability::Unknown);
    QVERIFY(undo->text().contains(u"not known"_s));
    read(platforms::Ability::Yes);
    QVERIFY(undo->text().startsWith(u"With a click"_s));
}

void tst_RetagWindow::currentTagNeedsNoSelection()
{
    TaggedFolder folder;
    DrivenWindow window(folder.options());
    WAIT_FOR(isListed(window));
    window.clickTag(u"pr-2"_s);
    window.tags()->clearSelection();
    QVERIFY(openDialog(window));
    QCOMPARE(window.find<QLineEdit>(u"retagNameField"_s)->text(), u"pr-2"_s);
}

void tst_RetagWindow::menuOffersIt()
{
    TaggedFolder folder;
    DrivenWindow window(folder.options());
    WAIT_FOR(isListed(window));
    window.clickTag(u"pr-1"_s);
    QTest::keyClick(window.tags(), Qt::Key_F10, Qt::ShiftModifier);
    const auto menu = [&window] { return window.tags()->findChild<QMenu *>(u"tagsMenu"_s); };
    WAIT_FOR(menu());
    QAction *action = window.tags()->findChild<QAction *>(u"retagAction"_s);
    QVERIFY(menu()->actions().contains(action));
    action->trigger();
    QVERIFY(window.application.window().findChild<RetagDialog *>());
}

void tst_RetagWindow::readOnlyOffersNothing()
{
    TaggedFolder folder;
    const QTemporaryDir profile;
    auto connection = connections::Connection::toFolder(folder.options().target);
    connection.readOnly = true;
    writeProfile(profile, connection);
    ui::Options options = folder.options();
    options.profile = profile.path();
    DrivenWindow window(options);
    WAIT_FOR(isListed(window));
    window.clickTag(u"pr-1"_s);
    QVERIFY(!openDialog(window));
    const auto *action = window.tags()->findChild<QAction *>(u"retagAction"_s);
    QVERIFY(!action->isVisible());

    window.press(u"unlockButton"_s);
    window.press(u"unlockAcceptButton"_s);
    WAIT_FOR(action->isVisible());
    window.clickTag(u"pr-1"_s);
    QVERIFY(openDialog(window));
}

QTEST_MAIN(tst_RetagWindow)
#include "tst_retagwindow.moc"
