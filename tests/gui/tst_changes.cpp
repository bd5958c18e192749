#include <QDir>
#include <QDropEvent>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QRadioButton>

#include "app/changes/journal.h"
#include "app/changes/planfile.h"
#include "models/planmodel.h"
#include "models/registrytreemodel.h"
#include "models/tagmodel.h"
#include "tests/gui/drivenwindow.h"
#include "tests/gui/taggedfolder.h"
#include "tests/support/registrymodel.h"
#include "ui/dialogs/plandialog.h"

using namespace Qt::StringLiterals;
using models::ChangeMark;
using ui::PlanDialog;

namespace {

ChangeMark markOf(DrivenWindow &window, const QString &tag)
{
    return static_cast<ChangeMark>(window.tagRow(tag).data(models::ChangeRole).toInt());
}

bool isListed(DrivenWindow &window)
{
    return window.tags() && window.find<QLabel>(u"tagsCompleteness"_s);
}

/// What the row of the repository in the tree says.
int treeMarks(DrivenWindow &window)
{
    return window.tree()->currentIndex().data(models::RegistryTreeModel::MarkCountRole).toInt();
}

void mark(DrivenWindow &window, const QString &tag)
{
    window.clickTag(tag);
    QTest::keyClick(window.tags(), Qt::Key_Delete);
}

PlanDialog *review(DrivenWindow &window)
{
    QTest::mouseClick(window.find<QPushButton>(u"pendingReviewButton"_s), Qt::LeftButton);
    return window.application.window().findChild<PlanDialog *>();
}

/// Saves the plan for what is marked, and goes back.
void savePlan(DrivenWindow &window, const QString &file)
{
    const QPointer<PlanDialog> dialog = review(window);
    QVERIFY(dialog);
    WAIT_FOR(dialog->findChild<QPushButton *>(u"planDeleteButton"_s)->isEnabled());
    window.prompts.nextText = file;
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"planSaveButton"_s), Qt::LeftButton);
    QVERIFY(QFile::exists(file));
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"planCancelButton"_s), Qt::LeftButton);
    WAIT_FOR(!dialog);
}

} // namespace

/// Tags are marked, the plan for them is reviewed, and what was approved is carried out.
class tst_Changes : public QObject
{
    Q_OBJECT

private slots:
    void marksStayOnThisSide();
    void marksFollowTheirTags();
    void marksAreUndone();
    void tagsAreDeletedAsReviewed();
    void cancelSendsNothing();
    void aPlanIsSavedInThreeWays();
    void aSavedPlanIsOpenedAgain();
    void aDroppedPlanIsOpened();
    void aPlanThatCannotBeOpenedSaysWhy();
    void repositoryIsDeleted();
    void imagesWithoutATagAreDeleted();
    void oneImageWithoutATagIsMarked();
    void readOnlyOffersNothing();
};

void tst_Changes::marksStayOnThisSide()
{
    TaggedFolder folder;
    DrivenWindow window(folder.options());
    WAIT_FOR(isListed(window));
    QVERIFY(!window.find<QWidget>(u"pendingBar"_s));
    mark(window, u"rc"_s);
    QCOMPARE(markOf(window, u"rc"_s), ChangeMark::WillBeDeleted);
    QCOMPARE(markOf(window, u"prod"_s), ChangeMark::AlsoAffected);
    QCOMPARE(markOf(window, u"pr-1"_s), ChangeMark::None);
    QVERIFY(window.find<QWidget>(u"pendingBar"_s));
    QVERIFY(window.find<QLabel>(u"pendingCount"_s)->text().startsWith(u'1'));
    QCOMPARE(treeMarks(window), 1);
    window.application.window().findChild<QAction *>(u"refreshAction"_s)->trigger();
    WAIT_FOR(isListed(window));
    QCOMPARE(markOf(window, u"rc"_s), ChangeMark::WillBeDeleted);
    mark(window, u"rc"_s); // again: not any more
    QCOMPARE(markOf(window, u"rc"_s), ChangeMark::None);
    QVERIFY(!window.find<QWidget>(u"pendingBar"_s));
    QCOMPARE(treeMarks(window), 0);
    QCOMPARE(folder.tags().size(), 4);
}

/// Whatever is shown of the table, and in whichever order; what is not shown is in the plan, too.
void tst_Changes::marksFollowTheirTags()
{
    TaggedFolder folder;
    DrivenWindow window(folder.options());
    WAIT_FOR(isListed(window));
    mark(window, u"rc"_s);
    const auto marks = [&window] {
        QStringList rows;
        for (int row = 0; row < window.tags()->model()->rowCount(); ++row) {
            const QString tag = window.tags()->model()->index(row, 0).data().toString();
            rows.append(tag + u':' + QString::number(static_cast<int>(markOf(window, tag))));
        }
        return rows;
    };
    const QString goes = u"rc:%1"_s.arg(static_cast<int>(ChangeMark::WillBeDeleted));
    const QString shares = u"prod:%1"_s.arg(static_cast<int>(ChangeMark::AlsoAffected));
    const QStringList all{u"pr-1:0"_s, u"pr-2:0"_s, shares, goes};
    QCOMPARE(marks(), all);
    window.tags()->sortByColumn(models::TagModel::TagColumn, Qt::DescendingOrder);
    WAIT_FOR(marks() == QStringList(all.crbegin(), all.crend()));
    window.type(u"tagFilterEdit"_s, u"rc"_s);
    WAIT_FOR(marks() == QStringList{goes});
    window.type(u"tagFilterEdit"_s, u"pr-"_s);
    WAIT_FOR(marks() == (QStringList{u"pr-2:0"_s, u"pr-1:0"_s}));
    QCOMPARE(window.find<QLabel>(u"pendingCount"_s)->text(), u"1 change pending"_s);
    const QPointer<PlanDialog> dialog = review(window);
    QVERIFY(dialog);
    WAIT_FOR(dialog->reading());
    QCOMPARE(dialog->plan().items.size(), std::size_t(1));
    QCOMPARE(dialog->plan().items.front().tag->toString(), u"rc"_s);
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"planCancelButton"_s), Qt::LeftButton);
    WAIT_FOR(!dialog);
    window.type(u"tagFilterEdit"_s, {});
    WAIT_FOR(marks() == QStringList(all.crbegin(), all.crend()));
}

void tst_Changes::marksAreUndone()
{
    TaggedFolder folder;
    DrivenWindow window(folder.options());
    WAIT_FOR(isListed(window));
    mark(window, u"pr-1"_s);
    mark(window, u"pr-2"_s);
    QTest::keyClick(window.tags(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(markOf(window, u"pr-2"_s), ChangeMark::None);
    QCOMPARE(markOf(window, u"pr-1"_s), ChangeMark::WillBeDeleted);
    QTest::keyClick(window.tags(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(markOf(window, u"pr-2"_s), ChangeMark::WillBeDeleted);
    QTest::mouseClick(window.find<QPushButton>(u"pendingDiscardButton"_s), Qt::LeftButton);
    QVERIFY(!window.find<QWidget>(u"pendingBar"_s));
}

void tst_Changes::tagsAreDeletedAsReviewed()
{
    TaggedFolder folder;
    DrivenWindow window(folder.options());
    WAIT_FOR(isListed(window));
    const QByteArray prod = folder.raw(u"prod"_s);
    QVERIFY(!prod.isEmpty());
    QCOMPARE(folder.raw(u"rc"_s), prod);
    mark(window, u"rc"_s);
    mark(window, u"pr-1"_s);
    const auto isNothingShown = [&window] {
        const auto *headline = window.find<QLabel>(u"placeholderHeadline"_s);
        return headline && headline->text() == u"No image selected"_s;
    };
    WAIT_FOR(!isNothingShown()); // but what is wrong with this image
    QTest::keyClick(window.tags(), Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
    auto *dialog = window.application.window().findChild<PlanDialog *>();
    QVERIFY(dialog);
    auto *run = dialog->findChild<QPushButton *>(u"planDeleteButton"_s);
    WAIT_FOR(run->isEnabled());
    const auto *focused = qobject_cast<QPushButton *>(dialog->focusWidget());
    QVERIFY(focused);
    QCOMPARE(focused->text().remove(u'&'), u"Cancel"_s);
    QVERIFY(dialog->findChild<QRadioButton *>(u"keepSharedButton"_s)->isChecked());
    QCOMPARE(folder.tags().size(), 4);
    dialog->findChild<QLineEdit *>(u"planReasonField"_s)->setText(u"too old"_s);
    QTest::mouseClick(run, Qt::LeftButton);
    WAIT_FOR(!window.tagRow(u"rc"_s).isValid());
    WAIT_FOR(isListed(window));
    QCOMPARE(folder.tags(), (QStringList{u"pr-2"_s, u"prod"_s}));
    QCOMPARE(folder.raw(u"prod"_s), prod);
    QVERIFY(folder.raw(u"rc"_s).isEmpty() && folder.raw(u"pr-1"_s).isEmpty());
    WAIT_FOR(isNothingShown()); // of an image that has gone
    QVERIFY(!window.find<QWidget>(u"pendingBar"_s));
    QVERIFY(window.prompts.told.isEmpty());

    const auto journal = changes::Journal::open(window.profile.filePath(u"data/changes.sqlite"_s));
    QVERIFY(journal);
    const auto runs = (*journal)->runs();
    QVERIFY(runs);
    QCOMPARE(runs->size(), 1U);
    QCOMPARE(runs->front().reason, u"too old"_s);
    QVERIFY(runs->front().ended.isValid());
}

void tst_Changes::cancelSendsNothing()
{
    TaggedFolder folder;
    DrivenWindow window(folder.options());
    WAIT_FOR(isListed(window));
    mark(window, u"pr-1"_s);
    const QPointer<PlanDialog> dialog = review(window);
    QVERIFY(dialog);
    WAIT_FOR(dialog->findChild<QPushButton *>(u"planDeleteButton"_s)->isEnabled());
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"planCancelButton"_s), Qt::LeftButton);
    WAIT_FOR(!dialog);
    QCOMPARE(folder.tags().size(), 4);
    QCOMPARE(markOf(window, u"pr-1"_s), ChangeMark::WillBeDeleted);
}

/// To be opened again, to be read, and to be carried out by others.
void tst_Changes::aPlanIsSavedInThreeWays()
{
    support::RegistryModel model(support::ServerKind::DeletesTags);
    const oci::Manifest image = support::imageManifest({{"config", 6}, {"layer", 5}});
    model.change([&image](support::RegistryModel::Repositories &all) {
        for (const char *tag : {"v1", "keep"})
            all["team/app"].addManifest(image.raw(), image.mediaType().toString().toLatin1(), tag);
    });
    ui::Options options;
    options.target = QString::fromLatin1(model.url() + "/team/app");
    DrivenWindow window(options);
    WAIT_FOR(isListed(window));
    mark(window, u"v1"_s);
    const auto saved = [&window](const QString &name) {
        savePlan(window, window.profile.filePath(name));
        QFile file(window.profile.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    const Result<changes::SavedPlan> plan = changes::planFromJson(saved(u"plan.json"_s));
    QVERIFY(plan);
    QCOMPARE(plan->steps.size(), std::size_t(1));
    const QByteArray text = saved(u"plan.md"_s);
    QVERIFY2(text.startsWith("# Plan for team/app") && text.contains("v1"), text.constData());
    const QByteArray script = saved(u"plan.sh"_s);
    QVERIFY2(script.startsWith("#!/bin/sh") && script.contains("curl"), script.constData());
    const QByteArray step = "remove_tag v1 " + image.digest().toString().toLatin1();
    QVERIFY2(script.contains(step), script.constData());
    QCOMPARE(model.state("team/app").liveTags().size(), std::size_t(2));
}

void tst_Changes::aSavedPlanIsOpenedAgain()
{
    TaggedFolder folder;
    DrivenWindow window(folder.options());
    WAIT_FOR(isListed(window));
    mark(window, u"pr-1"_s);
    mark(window, u"pr-2"_s);
    const QString file = window.profile.filePath(u"plan.json"_s);
    savePlan(window, file);

    const auto prod = folder.layout().manifest(folder.repository(), *oci::TagName::parse(u"prod"_s), {});
    QVERIFY(prod);
    QVERIFY(folder.layout().putManifest(folder.repository(), *oci::TagName::parse(u"pr-2"_s), *prod, {}));
    window.prompts.nextText = file;
    window.trigger(u"openPlanAction"_s);
    auto *again = window.application.window().findChild<PlanDialog *>();
    QVERIFY(again);
    auto *run = again->findChild<QPushButton *>(u"planDeleteButton"_s);
    WAIT_FOR(run->isEnabled());
    QCOMPARE(run->text(), u"Delete 1 tag"_s);
    QVERIFY(again->findChild<QWidget *>(u"planSinceBar"_s)->isVisible());
    QTest::mouseClick(run, Qt::LeftButton);
    WAIT_FOR(!folder.tags().contains(u"pr-1"_s));
    QCOMPARE(folder.tags(), (QStringList{u"pr-2"_s, u"prod"_s, u"rc"_s}));
}

void tst_Changes::aDroppedPlanIsOpened()
{
    TaggedFolder folder;
    DrivenWindow window(folder.options());
    WAIT_FOR(isListed(window));
    mark(window, u"pr-1"_s);
    const QString file = window.profile.filePath(u"plan.json"_s);
    savePlan(window, file);

    const auto drop = [&window](const QString &path) {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(path)});
        QDragEnterEvent enter({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(&window.application.window(), &enter);
        QDropEvent event({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(&window.application.window(), &event);
        return enter.isAccepted() && event.isAccepted();
    };
    QVERIFY(QFile::copy(file, window.profile.filePath(u"plan.txt"_s)));
    QVERIFY(!drop(window.profile.filePath(u"plan.txt"_s)));
    QVERIFY(!window.application.window().findChild<PlanDialog *>());
    QVERIFY(drop(file));
    const auto *again = window.application.window().findChild<PlanDialog *>();
    QVERIFY(again);
    const auto *run = again->findChild<QPushButton *>(u"planDeleteButton"_s);
    WAIT_FOR(run->isEnabled());
    QCOMPARE(run->text(), u"Delete 1 tag"_s);
    QVERIFY(again->findChild<QWidget *>(u"planSinceBar"_s)->isVisible());
}

void tst_Changes::aPlanThatCannotBeOpenedSaysWhy()
{
    TaggedFolder folder;
    DrivenWindow window(folder.options());
    WAIT_FOR(isListed(window));
    const QString path = window.profile.filePath(u"plan.json"_s);
    const auto open = [&](const QByteArray &bytes) {
        QFile file(path);
        if (file.open(QIODevice::WriteOnly))
            file.write(bytes);
        file.close();
        window.prompts.nextText = path;
        window.trigger(u"openPlanAction"_s);
        return window.prompts.told.value(window.prompts.told.size() - 1);
    };
    QCOMPARE(open("{\"portolan\":"), u"plan.json is not a plan of Portolan, or it is damaged."_s);
    QCOMPARE(open(R"({"portolan":"plan","version":99})"), u"plan.json was made by a newer Portolan."_s);
    const changes::SavedPlan plan{u"registry.example:5000"_s, folder.repository(), QDateTime::currentDateTimeUtc()};
    QCOMPARE(open(changes::toJson(plan)), u"There is no connection to registry.example:5000."_s);
    QVERIFY(QFile::remove(path));
    window.prompts.nextText = path;
    window.trigger(u"openPlanAction"_s);
    QCOMPARE(window.prompts.told.constLast(), u"plan.json could not be read."_s);
    QVERIFY(!window.application.window().findChild<PlanDialog *>());
}

void tst_Changes::repositoryIsDeleted()
{
    TaggedFolder folder;
    DrivenWindow window(folder.options());
    WAIT_FOR(isListed(window));
    QElapsedTimer clock;
    clock.start();
    window.trigger(u"deleteRepositoryAction"_s);
    auto *dialog = window.application.window().findChild<PlanDialog *>();
    QVERIFY(dialog);
    auto *confirm = dialog->findChild<QLineEdit *>(u"planConfirmField"_s);
    auto *run = dialog->findChild<QPushButton *>(u"planDeleteButton"_s);
    WAIT_FOR(confirm->isVisible());
    QCOMPARE(run->text(), u"Delete 4 tags"_s);
    confirm->setText(u"app"_s);
    QVERIFY(!run->isEnabled() || clock.hasExpired(4'000)); // not for a while
    WAIT_FOR(run->isEnabled());
    QTest::mouseClick(run, Qt::LeftButton);
    const auto steps = [&window] {
        const auto journal = changes::Journal::open(window.profile.filePath(u"data/changes.sqlite"_s));
        const auto all = journal ? (*journal)->steps(1) : Result<std::vector<changes::StepRecord>>();
        return all ? *all : std::vector<changes::StepRecord>();
    };
    const auto isDone = [](const changes::StepRecord &step) { return step.state == changes::StepState::Done; };
    WAIT_FOR(std::ranges::count_if(steps(), isDone) == 7); // four tags, three images
    QVERIFY(folder.tags().isEmpty());
}

void tst_Changes::imagesWithoutATagAreDeleted()
{
    TaggedFolder folder;
    const auto tag = *oci::TagName::parse(u"pr-1"_s);
    const auto image = folder.layout().resolve(TaggedFolder::repository(), tag, {});
    QVERIFY(image);
    DrivenWindow window(folder.options());
    WAIT_FOR(isListed(window));
    const auto open = [&window]() -> PlanDialog * {
        window.trigger(u"deleteUntaggedAction"_s);
        return window.application.window().findChild<PlanDialog *>();
    };
    QPointer none = open();
    QVERIFY(none);
    WAIT_FOR(none->reading());
    QVERIFY(none->plan().steps.empty()); // all have one
    QTest::mouseClick(none->findChild<QPushButton *>(u"planCancelButton"_s), Qt::LeftButton);
    WAIT_FOR(!none);

    QVERIFY(folder.layout().deleteTag(TaggedFolder::repository(), tag, {}));
    QVERIFY(folder.layout().resolve(TaggedFolder::repository(), image->digest, {}));
    auto *dialog = open();
    QVERIFY(dialog);
    auto *run = dialog->findChild<QPushButton *>(u"planDeleteButton"_s);
    WAIT_FOR(run->isEnabled());
    QCOMPARE(run->text(), u"Delete 1 image"_s);
    QTest::mouseClick(run, Qt::LeftButton);
    WAIT_FOR(!folder.layout().resolve(TaggedFolder::repository(), image->digest, {}));
    QCOMPARE(folder.tags(), (QStringList{u"pr-2"_s, u"prod"_s, u"rc"_s}));
}

/// It goes in one plan with a tag, and the other image without a tag stays.
void tst_Changes::oneImageWithoutATagIsMarked()
{
    TaggedFolder folder;
    const auto loosen = [&folder](const QString &name) {
        const auto tag = *oci::TagName::parse(name);
        const auto image = folder.layout().resolve(TaggedFolder::repository(), tag, {});
        return image && folder.layout().deleteTag(TaggedFolder::repository(), tag, {}) ? image->digest
                                                                                       : oci::Digest::of("none");
    };
    const oci::Digest goes = loosen(u"pr-1"_s);
    const oci::Digest stays = loosen(u"pr-2"_s);
    DrivenWindow window(folder.options());
    WAIT_FOR(isListed(window));
    mark(window, u"rc"_s);
    window.trigger(u"deleteUntaggedAction"_s);
    QPointer dialog = window.application.window().findChild<PlanDialog *>();
    QVERIFY(dialog);
    WAIT_FOR(dialog->reading());
    auto *rows = dialog->findChild<QTreeView *>(u"planTree"_s);
    const QModelIndex group = rows->model()->index(0, 0);
    QCOMPARE(rows->model()->rowCount(group), 2);
    QVERIFY(!dialog->findChild<QPushButton *>(u"planMarkButton"_s)->isEnabled());
    const QModelIndex first = rows->model()->index(0, models::PlanModel::ImageColumn, group);
    const int row = first.data().toString() == goes.shortText() ? 0 : 1;
    rows->setCurrentIndex(rows->model()->index(row, 0, group));
    QVERIFY(dialog->findChild<QPushButton *>(u"planMarkButton"_s)->isEnabled());
    rows->setFocus();
    QTest::keyClick(rows, Qt::Key_Delete);
    WAIT_FOR(!dialog);
    QVERIFY(window.find<QLabel>(u"pendingCount"_s)->text().startsWith(u'2'));
    QCOMPARE(treeMarks(window), 2);

    dialog = review(window);
    QVERIFY(dialog);
    auto *run = dialog->findChild<QPushButton *>(u"planDeleteButton"_s);
    WAIT_FOR(run->isEnabled());
    QCOMPARE(run->text(), u"Delete 1 tag and 1 image"_s);
    QVERIFY(!dialog->findChild<QPushButton *>(u"planMarkButton"_s)->isVisible());
    QTest::mouseClick(run, Qt::LeftButton);
    WAIT_FOR(!folder.layout().resolve(TaggedFolder::repository(), goes, {}));
    WAIT_FOR(!window.find<QWidget>(u"pendingBar"_s));
    QVERIFY(folder.layout().resolve(TaggedFolder::repository(), stays, {}));
    QCOMPARE(folder.tags(), QStringList{u"prod"_s});
    QCOMPARE(treeMarks(window), 0);
}

void tst_Changes::readOnlyOffersNothing()
{
    TaggedFolder folder;
    const QTemporaryDir profile;
    auto connection = connections::Connection::toFolder(folder.options().target);
    connection.readOnly = true;
    QVERIFY(QDir(profile.path()).mkpath(u"config"_s));
    QVERIFY(connections::ConnectionFile(profile.filePath(u"config/connections.json"_s)).write({connection}));
    ui::Options options = folder.options();
    options.profile = profile.path();
    DrivenWindow window(options);
    WAIT_FOR(isListed(window));
    mark(window, u"pr-1"_s);
    QCOMPARE(markOf(window, u"pr-1"_s), ChangeMark::None);
    const auto *action = window.tags()->findChild<QAction *>(u"markForDeletionAction"_s);
    QVERIFY(!action->isVisible());
    QVERIFY(!window.application.window().findChild<QAction *>(u"deleteRepositoryAction"_s)->isVisible());

    window.press(u"unlockButton"_s);
    window.press(u"unlockAcceptButton"_s);
    WAIT_FOR(action->isVisible());
    mark(window, u"pr-1"_s);
    QCOMPARE(markOf(window, u"pr-1"_s), ChangeMark::WillBeDeleted);
}

QTEST_MAIN(tst_Changes)
#include "tst_changes.moc"
