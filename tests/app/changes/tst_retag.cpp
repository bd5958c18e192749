#include <QTest>

#include "app/changes/retag.h"
#include "tests/support/manifests.h"

using namespace Qt::StringLiterals;
using namespace changes;
using Outcome = PlanItem::Outcome;
using Why = Reason::Kind;

namespace {

oci::TagName tag(QStringView name)
{
    return *oci::TagName::parse(name);
}

const oci::Digest &image()
{
    static const oci::Digest digest = support::blob("image");
    return digest;
}

const oci::Digest &older()
{
    static const oci::Digest digest = support::blob("older");
    return digest;
}

} // namespace

class TestRetag : public QObject
{
    Q_OBJECT

private slots:
    void newNameIsAdded();
    void existingNameIsMovedAndRemembersWhereItWas();
    void whatIsThereAlreadyIsLeftAlone();
    void existingNamesCanBeKept_data();
    void existingNamesCanBeKept();
    void twoPlacesForOneNameAreOne();
    void undoGoesTheOtherWayRound();
    void undoNeedsRemovalForNewNames();
};

void TestRetag::newNameIsAdded()
{
    const Plan plan = planRetags({{tag(u"stable"), image()}}, {});
    QCOMPARE(plan.items.size(), 1);
    QCOMPARE(plan.items[0].outcome, Outcome::TagAdded);
    QCOMPARE(plan.steps, (std::vector<Step>{{Step::Kind::PutTag, tag(u"stable"), image()}}));
}

void TestRetag::existingNameIsMovedAndRemembersWhereItWas()
{
    const Plan plan = planRetags({{tag(u"stable"), image(), older()}}, {});
    QCOMPARE(plan.items[0].outcome, Outcome::TagMoved);
    QCOMPARE(plan.steps, (std::vector<Step>{{Step::Kind::PutTag, tag(u"stable"), image(), older()}}));
}

void TestRetag::whatIsThereAlreadyIsLeftAlone()
{
    const Plan plan = planRetags({{tag(u"stable"), image(), image()}}, {});
    QCOMPARE(plan.items[0].outcome, Outcome::Skipped);
    QCOMPARE(plan.items[0].reason.kind, Why::AlreadyThere);
    QVERIFY(plan.steps.empty());
}

void TestRetag::existingNamesCanBeKept_data()
{
    QTest::addColumn<int>("why");
    QTest::newRow("always kept") << static_cast<int>(Why::AlwaysKept);
    QTest::newRow("protected") << static_cast<int>(Why::Protected);
    QTest::newRow("immutable") << static_cast<int>(Why::Immutable);
}

void TestRetag::existingNamesCanBeKept()
{
    QFETCH(const int, why);
    const auto kind = static_cast<Why>(why);
    PlanRules rules;
    if (kind == Why::AlwaysKept)
        rules.alwaysKept = [](const oci::TagName &name) { return name.toString() == u"stable"; };
    if (kind == Why::Protected)
        rules.protection
            = [](const oci::TagName &name) { return name.toString() == u"stable" ? u"rule 7"_s : QString(); };
    rules.abilities.immutableTags = kind == Why::Immutable;

    const Plan move = planRetags({{tag(u"stable"), image(), older()}}, rules);
    QCOMPARE(move.items[0].outcome, Outcome::Skipped);
    QCOMPARE(move.items[0].reason.kind, kind);
    QCOMPARE(move.items[0].reason.rule, kind == Why::Protected ? u"rule 7"_s : QString());
    QVERIFY(move.steps.empty());

    const Plan addition = planRetags({{tag(u"stable"), image()}}, rules); // nothing is there to be kept
    QCOMPARE(addition.items[0].outcome, Outcome::TagAdded);
}

void TestRetag::twoPlacesForOneNameAreOne()
{
    const Plan plan = planRetags({{tag(u"stable"), image()}, {tag(u"stable"), older()}}, {});
    QCOMPARE(plan.items[1].outcome, Outcome::Skipped);
    QCOMPARE(plan.items[1].reason.kind, Why::AskedTwice);
    QCOMPARE(plan.steps.size(), 1);
}

void TestRetag::undoGoesTheOtherWayRound()
{
    const Plan plan = planRetags({{tag(u"fresh"), image()}, {tag(u"stable"), image(), older()}}, {});
    const Plan undo = planUndo(plan.steps);
    QCOMPARE(undo.steps,
             (std::vector<Step>{{Step::Kind::RemoveTag, tag(u"fresh"), image()},
                                {Step::Kind::PutTag, tag(u"stable"), older(), image()}}));
    QCOMPARE(undo.items.size(), 2);
    QCOMPARE(undo.items[0].outcome, Outcome::TagRemoved);
    QCOMPARE(undo.items[1].outcome, Outcome::TagMoved);
}

void TestRetag::undoNeedsRemovalForNewNames()
{
    using platforms::Ability;
    const std::vector<Step> added = planRetags({{tag(u"fresh"), image()}}, {}).steps;
    const std::vector<Step> moved = planRetags({{tag(u"stable"), image(), older()}}, {}).steps;
    for (const Ability ability : {Ability::Unknown, Ability::No, Ability::Yes}) {
        platforms::DeletionAbilities abilities;
        abilities.tags = ability;
        QCOMPARE(canUndo(added, abilities), ability);
        QCOMPARE(canUndo(moved, abilities), Ability::Yes);
    }
}

QTEST_GUILESS_MAIN(TestRetag)
#include "tst_retag.moc"
