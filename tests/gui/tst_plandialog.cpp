#include <algorithm>

#include <QCheckBox>
#include <QClipboard>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QMap>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

#include "models/format.h"
#include "tests/support/manifests.h"
#include "ui/dialogs/plandialog.h"

using namespace Qt::StringLiterals;
using connections::Level;
using platforms::Ability;
using ui::PlanDialog;

namespace {

constexpr int patience = 60'000; ///< ms

oci::TagName tag(QStringView name)
{
    return *oci::TagName::parse(name);
}

/// `prod` and `rc` are on one image, `pr-1` on another, `v1` on a third, which is protected.
changes::RepositoryGraph graph()
{
    changes::RepositoryGraph graph;
    const auto add = [&graph](const QByteArray &name, const QStringList &tags) {
        const oci::Manifest image
            = support::imageManifest({{"config " + name, 4'000}, {"layer " + name, 9'000'000}, {"base", 30'000'000}});
        graph.addManifest(image);
        graph.addReferrers(image.digest(), {});
        for (const QString &tagged : tags)
            graph.addTag(tag(tagged), image.digest());
    };
    add("one", {u"prod"_s, u"rc"_s});
    add("two", {u"pr-1"_s});
    add("three", {u"v1"_s});
    return graph;
}

platforms::DeletionAbilities everything()
{
    return {Ability::Yes, Ability::Yes};
}

std::shared_ptr<const changes::Reading> reading(const platforms::DeletionAbilities &abilities)
{
    const auto protect
        = [](const oci::TagName &name) -> QString { return name.toString() == u"v1" ? u"v*"_s : QString(); };
    return std::make_shared<const changes::Reading>(
        changes::Reading{graph(), abilities, protect, QDateTime::currentDateTimeUtc()});
}

connections::Connection connection(Level level)
{
    auto made = connections::Connection::toHost({true, "registry.example", 443}, connections::SchemeChoice::Https);
    made.name = u"harbor"_s;
    made.level = level;
    return made;
}

/// A dialog that asks about @p tags, and what is in it.
struct Shown
{
    explicit Shown(const QStringList &tags, Level level = Level::None)
        : dialog(connection(level), *oci::RepositoryName::parse(u"payments/api"), selection(tags), {})
    {
        dialog.show();
    }

    static platforms::Selection selection(const QStringList &names)
    {
        platforms::Selection selection;
        for (const QString &name : names)
            selection.tags.push_back(tag(name));
        return selection;
    }

    template <typename T>
    [[nodiscard]] T *find(const QString &name) const
    {
        return dialog.findChild<T *>(name);
    }
    [[nodiscard]] QPushButton *button() const { return find<QPushButton>(u"planDeleteButton"_s); }
    [[nodiscard]] QStringList groups() const
    {
        const QAbstractItemModel *model = find<QTreeView>(u"planTree"_s)->model();
        QStringList names;
        for (int row = 0; row < model->rowCount(); ++row)
            names.append(model->index(row, 0).data().toString());
        return names;
    }

    PlanDialog dialog;
};

} // namespace

class tst_PlanDialog : public QObject
{
    Q_OBJECT

private slots:
    void nothingCanBeApprovedBeforeTheReading();
    void saysWhatCannotComeBack();
    void saysWhatIsFreed();
    void otherTagsAreKeptAtFirst();
    void productionWantsTheName();
    void enterNeverDeletes();
    void aRegistryThatDeletesNothingSaysSo();
    void placeholdersAreAChoice();
    void aFailureCanBeTriedAgain();
    void waitsWhereTheRepositoryWasNotReadWhole();
    void whatIsSkippedSaysWhy();
    void asksMoreForMore_data();
    void asksMoreForMore();
    void isCopiedAndSaved();
    void showsItsRequests();
    void aSavedPlanIsCheckedAgainstToday();
    void aSavedChoiceIsMadeAgain();
};

void tst_PlanDialog::nothingCanBeApprovedBeforeTheReading()
{
    Shown shown({u"pr-1"_s});
    QVERIFY(!shown.button()->isEnabled());
    QVERIFY(!shown.find<QPushButton>(u"planSaveButton"_s)->isEnabled());
    shown.dialog.showProgress(3, 10);
    QVERIFY(!shown.button()->isEnabled());
    shown.dialog.showReading(reading(everything()));
    QVERIFY(shown.find<QLabel>(u"planUndo"_s)->text().contains(u"30 day"_s));
    QVERIFY(shown.button()->isEnabled());
    QCOMPARE(shown.dialog.focusWidget()->objectName(), u"planCancelButton"_s);
    QCOMPARE(shown.groups(), QStringList{u"Deleted with their images"_s});

    QSignalSpy approved(&shown.dialog, &PlanDialog::approved);
    QTest::keyClicks(shown.find<QLineEdit>(u"planReasonField"_s), u" too  old "_s);
    QTest::mouseClick(shown.button(), Qt::LeftButton);
    QCOMPARE(approved.count(), 1);
    QCOMPARE(approved.front().front().toString(), u"too old"_s);
    QCOMPARE(shown.dialog.result(), static_cast<int>(QDialog::Accepted));
}

/// Until when a restore is possible, and what it cannot bring back.
void tst_PlanDialog::saysWhatCannotComeBack()
{
    Shown shown({u"pr-1"_s});
    shown.dialog.setKeptDays(7);
    shown.dialog.showReading(reading(everything()));
    const QString undo = shown.find<QLabel>(u"planUndo"_s)->text();
    for (const QString &words : {u"Until the registry next collects its garbage."_s, u"for 7 day"_s,
                                 u"Dates of pushes, which retention rules may read"_s, u"webhooks fire again"_s})
        QVERIFY2(undo.contains(words), qPrintable(undo));

    Shown nothing({u"v1"_s}); // it is protected
    nothing.dialog.showReading(reading(everything()));
    QCOMPARE(nothing.find<QLabel>(u"planUndo"_s)->text(), u"There is nothing to undo."_s);
}

/// What the other repositories might use is in no sum until they were read.
void tst_PlanDialog::saysWhatIsFreed()
{
    Shown shown({u"pr-1"_s});
    QSignalSpy asked(&shown.dialog, &PlanDialog::elsewhereRequested);
    shown.dialog.showReading(reading(everything()));
    const auto says = [&shown](const QString &words) {
        const auto labels = shown.dialog.findChildren<QLabel *>();
        return std::any_of(labels.cbegin(), labels.cend(), [&words](const QLabel *label) {
            return label->isVisible() && label->text().contains(words);
        });
    };
    const qint64 own = shown.dialog.plan().space.unknown; // a layer, a config and the manifest
    QVERIFY(own > 9'004'000 && own < 9'006'000);
    QCOMPARE(shown.dialog.plan().space, (changes::Space{0, 30'000'000, own}));
    QVERIFY(says(models::formatBytes(own) + u" free unless another repository uses it"));
    QVERIFY(says(models::formatBytes(30'000'000) + u" still used by other images"));
    QVERIFY(!says(u"free after garbage collection"_s));

    auto *button = shown.find<QPushButton>(u"readElsewhereButton"_s);
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(asked.count(), 1);
    shown.dialog.showElsewhereProgress(0, -1);
    QVERIFY(says(u"Listing the repositories"_s) && !button->isEnabled());
    shown.dialog.showElsewhereProgress(2, 5);
    QVERIFY(says(u"Reading: 2 of 5 repositories."_s) && !button->isEnabled());
    shown.dialog.showElsewhereError(base::failure(ErrorKind::Server, u"502"_s));
    QVERIFY(says(u"Not all could be read."_s) && button->isEnabled());
    QCOMPARE(shown.dialog.plan().space.unknown, own);

    const QSet<oci::Digest> used{support::blob("layer two")};
    shown.dialog.setElsewhere(std::make_shared<const QSet<oci::Digest>>(used));
    QCOMPARE(shown.dialog.plan().space, (changes::Space{own - 9'000'000, 39'000'000, 0}));
    QVERIFY(says(models::formatBytes(own - 9'000'000) + u" free after garbage collection"));
    QVERIFY(says(models::formatBytes(39'000'000) + u" still used by other images"));
    QVERIFY(!says(u"free unless"_s) && !button->isVisible());
}

void tst_PlanDialog::otherTagsAreKeptAtFirst()
{
    Shown shown({u"rc"_s, u"v1"_s});
    shown.dialog.showReading(reading(everything()));
    auto *keep = shown.find<QRadioButton>(u"keepSharedButton"_s);
    QVERIFY(keep->isVisible() && keep->isChecked());
    QCOMPARE(shown.groups(), (QStringList{u"Tag removed, image stays"_s, u"Skipped"_s}));
    QCOMPARE(shown.dialog.plan().steps.size(), 1U);
    QVERIFY(shown.button()->isEnabled());
    auto *question = shown.find<QLabel>(u"planQuestion"_s);
    QCOMPARE(question->text(), u"Delete 1 tag(s) from payments/api?"_s); // not the one that is skipped
    QCOMPARE(shown.button()->text(), u"Delete 1 tag(s)"_s);
    auto *note = shown.find<QLabel>(u"keepSharedNote"_s);
    QCOMPARE(note->text(), u"Only the marked tags go; their images stay"_s);

    shown.find<QRadioButton>(u"deleteSharedButton"_s)->click();
    QCOMPARE(question->text(), u"Delete 2 tag(s) from payments/api?"_s);
    QCOMPARE(shown.button()->text(), u"Delete 2 tag(s)"_s);
    QCOMPARE(shown.groups(), (QStringList{u"Deleted with their images"_s, u"Skipped"_s}));
    QCOMPARE(shown.dialog.plan().steps.size(), 3U);
    QVERIFY(!shown.button()->isEnabled()); // more goes than was marked: the name is asked for
    QVERIFY(shown.find<QLineEdit>(u"planConfirmField"_s)->isVisible());
    keep->click();
    QVERIFY(shown.button()->isEnabled());
}

void tst_PlanDialog::productionWantsTheName()
{
    Shown shown({u"pr-1"_s}, Level::Production);
    shown.dialog.showReading(reading(everything()));
    QVERIFY(!shown.button()->isEnabled());
    auto *confirm = shown.find<QLineEdit>(u"planConfirmField"_s);
    QTest::keyClicks(confirm, u"payments/ap"_s);
    QVERIFY(!shown.button()->isEnabled());
    QTest::keyClicks(confirm, u"i"_s);
    QVERIFY(shown.button()->isEnabled());
}

void tst_PlanDialog::enterNeverDeletes()
{
    Shown shown({u"pr-1"_s}, Level::Production);
    shown.dialog.showReading(reading(everything()));
    QSignalSpy approved(&shown.dialog, &PlanDialog::approved);
    auto *confirm = shown.find<QLineEdit>(u"planConfirmField"_s);
    confirm->setFocus();
    QTest::keyClicks(confirm, u"payments/api"_s);
    QTest::keyClick(confirm, Qt::Key_Return);
    shown.button()->setFocus();
    QTest::keyClick(shown.button(), Qt::Key_Return);
    QCOMPARE(approved.count(), 0);
    QVERIFY(shown.dialog.isVisible());
}

void tst_PlanDialog::aRegistryThatDeletesNothingSaysSo()
{
    platforms::DeletionAbilities abilities{Ability::No, Ability::No};
    abilities.refusal = base::failure(ErrorKind::Unsupported, u"405"_s);
    Shown shown({u"pr-1"_s});
    shown.dialog.showReading(reading(abilities));
    QCOMPARE(shown.groups(), QStringList{u"Skipped"_s});
    QVERIFY(!shown.button()->isEnabled());
    QVERIFY(shown.find<QLabel>(u"infoBarText"_s)->isVisible());
}

void tst_PlanDialog::placeholdersAreAChoice()
{
    Shown shown({u"rc"_s});
    shown.dialog.showReading(reading({Ability::No, Ability::Yes}));
    QCOMPARE(shown.groups(), QStringList{u"Skipped"_s});
    QVERIFY(!shown.button()->isEnabled());
    auto *box = shown.find<QCheckBox>(u"placeholdersBox"_s);
    QVERIFY(box->isVisible() && !box->isChecked());
    const auto *note = shown.find<QLabel>(u"keepSharedNote"_s);
    QCOMPARE(note->text(), u"The marked tags of their images stay, too"_s);
    box->click();
    QCOMPARE(note->text(), u"Only the marked tags go; their images stay"_s);
    QCOMPARE(shown.groups(), QStringList{u"Tag removed, image stays"_s});
    const QAbstractItemModel *rows = shown.find<QTreeView>(u"planTree"_s)->model();
    const QString row = rows->index(0, models::PlanModel::WhatGoesColumn, rows->index(0, 0)).data().toString();
    QVERIFY2(row.startsWith(u"Only the tag; "_s) && row.endsWith(u" (by way of a placeholder)"_s), qPrintable(row));
    QCOMPARE(shown.find<QLabel>(u"planHow"_s)->text(),
             u"1 × ask whether it deletes, 1 × put a placeholder, 1 × delete a placeholder"_s);
    QVERIFY(!shown.button()->isEnabled()); // a tag that is there is overwritten
    QTest::keyClicks(shown.find<QLineEdit>(u"planConfirmField"_s), u"payments/api"_s);
    QVERIFY(shown.button()->isEnabled());

    Shown alone({u"pr-1"_s}); // no other tag is on its image
    alone.dialog.showReading(reading({Ability::No, Ability::Yes}));
    QVERIFY(alone.button()->isEnabled());
    QVERIFY(!alone.find<QCheckBox>(u"placeholdersBox"_s)->isVisible());

    Shown able({u"rc"_s});
    able.dialog.showReading(reading(everything()));
    QVERIFY(!able.find<QCheckBox>(u"placeholdersBox"_s)->isVisible());
}

void tst_PlanDialog::aFailureCanBeTriedAgain()
{
    Shown shown({u"pr-1"_s});
    QSignalSpy retried(&shown.dialog, &PlanDialog::retried);
    shown.dialog.showError(base::failure(ErrorKind::Server, u"502"_s));
    QVERIFY(!shown.button()->isEnabled());
    QTest::mouseClick(shown.find<QPushButton>(u"infoBarButton"_s), Qt::LeftButton);
    QCOMPARE(retried.count(), 1);
    shown.dialog.showReading(reading(everything()));
    QVERIFY(!shown.find<QLabel>(u"infoBarText"_s)->isVisible());
    QVERIFY(shown.button()->isEnabled());
}

void tst_PlanDialog::waitsWhereTheRepositoryWasNotReadWhole()
{
    changes::Reading partial{graph(), everything(), {}, QDateTime::currentDateTimeUtc()};
    partial.graph.addUnreadTag(tag(u"odd"), base::failure(ErrorKind::Server, u"502"_s));
    Shown shown({u"pr-1"_s});
    QElapsedTimer clock;
    clock.start();
    shown.dialog.showReading(std::make_shared<const changes::Reading>(std::move(partial)));
    QCOMPARE(shown.groups(), QStringList{u"Tag removed, image stays"_s});
    const auto *bar = shown.find<QLabel>(u"infoBarText"_s);
    QVERIFY2(bar->isVisible() && bar->text().startsWith(u"Not everything could be read (odd)."_s),
             qPrintable(bar->text()));
    QTest::keyClicks(shown.find<QLineEdit>(u"planConfirmField"_s), u"payments/api"_s);
    QVERIFY(!shown.button()->isEnabled() || clock.hasExpired(4'000));
    QTRY_VERIFY_WITH_TIMEOUT(shown.button()->isEnabled(), patience);
}

/// Where nothing else goes there is nothing to approve.
void tst_PlanDialog::whatIsSkippedSaysWhy()
{
    connections::Connection careful = connection(Level::None);
    careful.keptTags = {u"pr-*"_s};
    PlanDialog dialog(careful, *oci::RepositoryName::parse(u"payments/api"),
                      Shown::selection({u"gone"_s, u"odd"_s, u"pr-1"_s, u"v1"_s}), {});
    dialog.show();
    changes::Reading partial = *reading(everything());
    partial.graph.addUnreadTag(tag(u"odd"), base::failure(ErrorKind::Server, u"502"_s));
    dialog.showReading(std::make_shared<const changes::Reading>(std::move(partial)));
    const QAbstractItemModel *model = dialog.findChild<QTreeView *>(u"planTree"_s)->model();
    QCOMPARE(model->rowCount(), 1);
    const QModelIndex skipped = model->index(0, 0);
    QCOMPARE(skipped.data().toString(), u"Skipped"_s);
    QMap<QString, QString> why;
    for (int row = 0; row < model->rowCount(skipped); ++row)
        why.insert(model->index(row, models::PlanModel::TagColumn, skipped).data().toString(),
                   model->index(row, models::PlanModel::WhatGoesColumn, skipped).data().toString());
    const QMap<QString, QString> expected{{u"gone"_s, u"Nothing: it is not there any more"_s},
                                          {u"odd"_s, u"Nothing: it could not be read"_s},
                                          {u"pr-1"_s, u"Nothing: this connection always keeps the name"_s},
                                          {u"v1"_s, u"Nothing: the rule “v*” of the registry protects it"_s}};
    QCOMPARE(why, expected);
    QVERIFY(!dialog.findChild<QPushButton *>(u"planDeleteButton"_s)->isEnabled());
}

void tst_PlanDialog::asksMoreForMore_data()
{
    QTest::addColumn<int>("tags"); // to delete, of 30 with an image each
    QTest::addColumn<Level>("level");
    QTest::addColumn<bool>("wantsName");
    QTest::addColumn<bool>("waits");
    QTest::newRow("a tag") << 1 << Level::None << false << false;
    QTest::newRow("a few tags of a test registry") << 20 << Level::Test << false << false;
    QTest::newRow("many tags") << 21 << Level::None << true << false;
    QTest::newRow("production") << 1 << Level::Production << true << false;
    QTest::newRow("all") << 30 << Level::None << true << true;
}

/// The levels 2 to 4: the review alone, the name of the repository, and some seconds.
void tst_PlanDialog::asksMoreForMore()
{
    QFETCH(const int, tags);
    QFETCH(const Level, level);
    QFETCH(const bool, wantsName);
    QFETCH(const bool, waits);
    changes::Reading whole{{}, everything(), {}, QDateTime::currentDateTimeUtc()};
    QStringList names;
    for (int i = 0; i < 30; ++i) {
        const oci::Manifest image = support::imageManifest({{"config", 4'000}, {QByteArray::number(i), 9'000'000}});
        whole.graph.addManifest(image);
        whole.graph.addReferrers(image.digest(), {});
        names.append(u"n%1"_s.arg(i));
        whole.graph.addTag(tag(names.last()), image.digest());
    }
    Shown shown(names.first(tags), level);
    QElapsedTimer clock;
    clock.start();
    shown.dialog.showReading(std::make_shared<const changes::Reading>(std::move(whole)));
    auto *confirm = shown.find<QLineEdit>(u"planConfirmField"_s);
    QCOMPARE(confirm->isVisible(), wantsName);
    QCOMPARE(shown.button()->isEnabled(), !wantsName);
    QTest::keyClicks(confirm, u"payments/api"_s);
    QVERIFY(shown.button()->isEnabled() != waits || clock.hasExpired(4'000));
    QTRY_VERIFY_WITH_TIMEOUT(shown.button()->isEnabled(), patience);
}

void tst_PlanDialog::isCopiedAndSaved()
{
    Shown shown({u"pr-1"_s});
    shown.dialog.showReading(reading(everything()));
    QSignalSpy saved(&shown.dialog, &PlanDialog::saveRequested);
    QTest::mouseClick(shown.find<QPushButton>(u"planSaveButton"_s), Qt::LeftButton);
    QCOMPARE(saved.count(), 1);
    QVERIFY(shown.dialog.planAsJson().contains("\"portolan\""));
    QVERIFY(shown.dialog.planAsMarkdown().contains(u"# Plan for payments/api"));
    QTest::mouseClick(shown.find<QPushButton>(u"planScriptButton"_s), Qt::LeftButton);
    QVERIFY(QGuiApplication::clipboard()->text().contains(u"https://registry.example"));
    QVERIFY(shown.dialog.isVisible());
}

void tst_PlanDialog::showsItsRequests()
{
    Shown shown({u"pr-1"_s});
    auto *button = shown.find<QPushButton>(u"planRequestsButton"_s);
    QVERIFY(!button->isVisible());
    shown.dialog.showReading(reading(everything()));
    QTest::mouseClick(button, Qt::LeftButton);
    auto *text = shown.dialog.findChild<QPlainTextEdit *>(u"requestsText"_s);
    QVERIFY(text);
    const QStringList lines = text->toPlainText().split(u'\n');
    QCOMPARE(lines.size(), 2);
    QCOMPARE(lines.constFirst(), u"DELETE https://registry.example/v2/payments/api/manifests/pr-1"_s);
    QVERIFY(lines.constLast().startsWith(u"DELETE https://registry.example/v2/payments/api/manifests/sha256:"_s));
    QTest::mouseClick(shown.find<QPushButton>(u"requestsCopyButton"_s), Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), text->toPlainText());
}

void tst_PlanDialog::aSavedPlanIsCheckedAgainstToday()
{
    Shown first({u"pr-1"_s, u"rc"_s, u"old"_s});
    first.dialog.showReading(reading(everything()));
    auto saved = changes::planFromJson(first.dialog.planAsJson());
    QVERIFY(saved);
    QCOMPARE(saved->tags.size(), 2U);
    saved->tags.emplace_back(tag(u"old"), saved->tags.front().second);
    const oci::Digest elsewhere = oci::Digest::of("elsewhere");
    std::find_if(saved->tags.begin(), saved->tags.end(), [](const auto &known) { return known.first == tag(u"rc"); })
        ->second
        = elsewhere;

    Shown again({u"pr-1"_s, u"rc"_s, u"old"_s});
    again.dialog.setSaved(*saved);
    again.dialog.showReading(reading(everything()));
    QCOMPARE(again.groups(), (QStringList{u"Deleted with their images"_s, u"Skipped"_s}));
    QVERIFY(again.button()->text().startsWith(u"Delete 1 tag"_s));
    const auto *since = again.find<QWidget>(u"planSinceBar"_s);
    QVERIFY(since->isVisible());
    const QString words = since->findChild<QLabel *>(u"infoBarText"_s)->text();
    QVERIFY2(
        words.contains(u" has changed since the plan was made. What the plan speaks of is another image by now, or "
                       u"gone. It is left alone. Review the plan again."_s),
        qPrintable(words));
    QVERIFY2(words.contains(u"Gone since: 1 of its 3 tags (old)."_s), qPrintable(words));
    QVERIFY2(words.contains(u"On another image by now, and left out: rc."_s), qPrintable(words));

    const auto savedAgain = changes::planFromJson(again.dialog.planAsJson());
    QVERIFY(savedAgain);
    QVERIFY(std::find(savedAgain->tags.cbegin(), savedAgain->tags.cend(), std::pair(tag(u"rc"), elsewhere))
            != savedAgain->tags.cend());
}

void tst_PlanDialog::aSavedChoiceIsMadeAgain()
{
    Shown first({u"rc"_s});
    first.dialog.showReading(reading(everything()));
    first.find<QRadioButton>(u"deleteSharedButton"_s)->click();
    auto saved = changes::planFromJson(first.dialog.planAsJson());
    QVERIFY(saved);

    Shown again({u"rc"_s});
    again.dialog.setSaved(*saved);
    again.dialog.showReading(reading(everything()));
    QVERIFY(again.find<QRadioButton>(u"deleteSharedButton"_s)->isChecked());
    QCOMPARE(again.dialog.plan().steps.size(), 3U);

    std::erase_if(saved->tags, [](const auto &known) { return known.first == tag(u"prod"); });
    Shown newcomer({u"rc"_s}); // `prod` came after the plan was saved
    newcomer.dialog.setSaved(*saved);
    newcomer.dialog.showReading(reading(everything()));
    QVERIFY(newcomer.find<QRadioButton>(u"keepSharedButton"_s)->isChecked());
    QCOMPARE(newcomer.dialog.plan().steps.size(), 1U);
}

QTEST_MAIN(tst_PlanDialog)
#include "tst_plandialog.moc"
