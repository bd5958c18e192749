#include <QAbstractItemModelTester>
#include <QTest>

#include "models/planmarkdown.h"
#include "models/planmodel.h"
#include "models/plantext.h"

using namespace Qt::StringLiterals;
using namespace models;
using changes::Plan;
using changes::PlanItem;
using changes::Reason;
using Outcome = changes::PlanItem::Outcome;

namespace {

PlanItem item(const QString &tag, Outcome outcome, Reason reason = {}, PlanItem::Contents contents = {})
{
    return {*oci::TagName::parse(tag), oci::Digest::of(tag.toLatin1()), outcome, std::move(reason), contents, 1'024};
}

Plan samplePlan()
{
    Plan plan;
    plan.items = {
        item(u"v1"_s, Outcome::Skipped, {Reason::Kind::Protected, {}, u"v* | <b>all</b>\u202e"_s}),
        item(u"pr-1"_s, Outcome::DeletedWithImage, {}, {2, 1, 0, 1, 0}),
        item(u"rc"_s, Outcome::TagRemoved, {Reason::Kind::OtherTags, {u"prod"_s, u"stable"_s}}),
        item(u"pr-2"_s, Outcome::DeletedWithImage),
    };
    plan.steps = {{changes::Step::Kind::DeleteManifest, {}, oci::Digest::of("pr-1")},
                  {changes::Step::Kind::DeleteManifest, {}, oci::Digest::of("pr-2")},
                  {changes::Step::Kind::RemoveTag, *oci::TagName::parse(u"rc"), oci::Digest::of("rc")}};
    plan.space.unknown = 2'048;
    return plan;
}

} // namespace

class TestPlanModel : public QObject
{
    Q_OBJECT

private slots:
    void rowsStandUnderWhatBecomesOfThem();
    void everyReasonHasWords();
    void namesAreShortened();
    void whatWasNotReadIsNamed();
    void markdownKeepsServersTextPlain();
};

void TestPlanModel::rowsStandUnderWhatBecomesOfThem()
{
    PlanModel model([](const oci::Digest &image) { return image == oci::Digest::of("rc") ? 1 : -1; });
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setPlan(samplePlan());
    QCOMPARE(model.rowCount(), 3);
    const QModelIndex deleted = model.index(0, 0);
    QCOMPARE(deleted.data().toString(), u"Deleted with their images"_s);
    QCOMPARE(deleted.data(PlanModel::SummaryRole).toString(), u"2 tag(s), 2 image(s), 1 signature(s), 1 SBOM(s)"_s);
    QCOMPARE(model.rowCount(deleted), 2);
    QCOMPARE(model.index(0, PlanModel::WhatGoesColumn, deleted).data().toString(),
             u"Image with its 2 platform(s), 1 signature(s) and 1 SBOM(s)"_s);
    QCOMPARE(model.index(1, PlanModel::WhatGoesColumn, deleted).data().toString(), u"Image"_s);
    QCOMPARE(model.index(1, PlanModel::FreesColumn, deleted).data().toString(), u"1.0 KiB"_s);
    const QModelIndex removed = model.index(0, 0, model.index(1, 0));
    QCOMPARE(removed.siblingAtColumn(PlanModel::WhatGoesColumn).data().toString(),
             u"Only the tag; the image stays for prod and stable"_s);
    QCOMPARE(removed.data(TagModel::DigestGroupRole).toInt(), 1);
    QCOMPARE(removed.siblingAtColumn(PlanModel::FreesColumn).data().toString(), u"–"_s);
    model.setPlan({});
    QCOMPARE(model.rowCount(), 0);
}

void TestPlanModel::everyReasonHasWords()
{
    QSet<QString> texts;
    for (int kind = static_cast<int>(Reason::Kind::NotFound); kind <= static_cast<int>(Reason::Kind::AlreadyThere);
         ++kind) {
        const QString text
            = PlanText::whatGoes(item(u"v1"_s, Outcome::Skipped, {static_cast<Reason::Kind>(kind), {u"x"_s}, u"y"_s}));
        QVERIFY2(!texts.contains(text), qPrintable(text));
        texts.insert(text);
    }
}

void TestPlanModel::namesAreShortened()
{
    QCOMPARE(PlanText::names({}), QString());
    QCOMPARE(PlanText::names({u"a"_s}), u"a"_s);
    QCOMPARE(PlanText::names({u"a"_s, u"b"_s}), u"a and b"_s);
    QCOMPARE(PlanText::names({u"a"_s, u"b"_s, u"c"_s}), u"a, b and c"_s);
    QCOMPARE(PlanText::names({u"a"_s, u"b"_s, u"c"_s, u"d"_s, u"e"_s}), u"a, b and 3 more"_s);
}

/// A tag that was read is not called unread where something else was not.
void TestPlanModel::whatWasNotReadIsNamed()
{
    PlanItem unread = item(u"odd"_s, Outcome::Skipped, {Reason::Kind::NotRead});
    unread.digest.reset();
    PlanItem other = item(u"v1"_s, Outcome::Skipped, {Reason::Kind::NotRead});
    other.digest = oci::Digest::of("image");
    QCOMPARE(PlanText::whatGoes(unread), u"Nothing: it could not be read"_s);
    QCOMPARE(PlanText::whatGoes(other), u"Nothing: whether something needs the image could not be read"_s);
    const oci::Digest digest = oci::Digest::of("child");
    const base::Error why = base::failure(ErrorKind::Server, u"502"_s);
    const QString text = PlanText::notRead({{u"odd"_s, why}, {digest.toString(), why}, {{}, why}});
    QVERIFY2(text.startsWith(
                 u"Not everything could be read (odd, %1 and the end of the list of tags)."_s.arg(digest.shortText())),
             qPrintable(text));
    Plan plan = samplePlan();
    QVERIFY(!planMarkdown(plan, {}).contains(u"Not everything"));
    plan.gaps = {{u"odd"_s, why}};
    QVERIFY(planMarkdown(plan, {}).contains(u"\n\nNot everything could be read (odd)."));
}

void TestPlanModel::markdownKeepsServersTextPlain()
{
    const QString text = planMarkdown(samplePlan(), {u"prod (registry.example)"_s, u"team/app"_s, u"now"_s});
    QVERIFY2(text.contains(u"# Plan for team/app\n"), qPrintable(text));
    QVERIFY2(text.contains(u"2 × delete image, 1 × remove tag"), qPrintable(text));
    QVERIFY2(text.contains(u"\\<b\\>all\\</b\\>⟨U+202E⟩"), qPrintable(text));
    QVERIFY2(!text.contains(u"v* | <b>"), qPrintable(text));
    for (const QString &line : text.split(u'\n')) {
        if (!line.startsWith(u'|'))
            continue;
        QCOMPARE(QString(line).remove(u"\\|"_s).count(u'|'), 5);
    }
}

QTEST_GUILESS_MAIN(TestPlanModel)
#include "tst_planmodel.moc"
