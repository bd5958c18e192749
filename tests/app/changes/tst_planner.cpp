#include <QTest>

#include "app/changes/planner.h"
#include "app/changes/runnersurroundings.h"
#include "tests/support/manifests.h"

using namespace Qt::StringLiterals;
using namespace changes;
using platforms::Ability;
using platforms::Selection;
using Outcome = PlanItem::Outcome;
using Kind = Reason::Kind;

namespace {

constexpr qint64 layerSize = 1'000;

oci::TagName tag(QStringView name)
{
    return *oci::TagName::parse(name);
}

std::vector<oci::TagName> tags(const QStringList &names)
{
    std::vector<oci::TagName> all;
    for (const QString &name : names)
        all.push_back(tag(name));
    return all;
}

PlanRules distribution3()
{
    return {{Ability::Yes, Ability::Yes}};
}

PlanRules distribution2()
{
    return {{Ability::No, Ability::Yes}};
}

/// A repository as the reader would find it: every manifest asked for its referrers.
struct Repository
{
    RepositoryGraph graph;

    /// An image with a config and a layer of its own and the shared layer "base".
    oci::Digest image(const QByteArray &name, const QStringList &names = {})
    {
        return add(support::imageManifest({{name + " config", 10}, {name + " layer", layerSize}, {"base", 5'000}}),
                   names);
    }

    oci::Digest index(const std::vector<oci::Digest> &children, const QStringList &names = {})
    {
        return add(support::indexManifest(children), names);
    }

    oci::Digest signature(const oci::Digest &subject, const QStringList &names = {})
    {
        return add(support::artifactManifest({"signature of " + subject.toString().toLatin1(), 30},
                                             "application/vnd.cncf.notary.signature", subject),
                   names);
    }

    oci::Digest add(const oci::Manifest &manifest, const QStringList &names)
    {
        graph.addManifest(manifest);
        graph.addReferrers(manifest.digest(), {});
        for (const QString &name : names)
            graph.addTag(tag(name), manifest.digest());
        return manifest.digest();
    }
};

const PlanItem *itemOf(const Plan &plan, QStringView name)
{
    for (const PlanItem &item : plan.items) {
        if (item.tag && item.tag->toString() == name)
            return &item;
    }
    return nullptr;
}

/// The requests in words, `tag:v1`, `image:9f31c04b…e27d`, in their order.
QStringList requests(const Plan &plan)
{
    QStringList all;
    for (const Step &step : plan.steps) {
        switch (step.kind) {
        case Step::Kind::RemoveTag:
            all.append(u"tag:"_s + step.tag->toString());
            break;
        case Step::Kind::DeleteManifest:
            all.append(u"image:"_s + step.digest.shortText());
            break;
        case Step::Kind::PutPlaceholder:
            all.append(u"placeholder:"_s + step.tag->toString());
            break;
        case Step::Kind::PutTag:
            all.append(u"put:"_s + step.tag->toString());
        }
    }
    return all;
}

QString deletion(const oci::Digest &digest)
{
    return u"image:"_s + digest.shortText();
}

} // namespace

/// What a plan deletes, in which order, and what it leaves alone and why.
class TestPlanner : public QObject
{
    Q_OBJECT

private slots:
    void lastTagTakesItsImage();
    void otherTagsStay();
    void otherTagsAreNamedOnce();
    void otherTagsGoToo();
    void onlyByDigest();
    void placeholders();
    void placeholderWithAnotherName();
    void indexBeforeItsChildren();
    void childOfWhatStays();
    void signaturesGoWithTheirImage();
    void signatureOfWhatStays();
    void cosignTags();
    void keptAndProtected();
    void nothingUnreadIsDeleted();
    void missingChildIsNoGap();
    void abilities();
    void untagged();
    void everything();
    void savedPlan();
    void leftOvers();
    void space();
};

void TestPlanner::lastTagTakesItsImage()
{
    Repository repository;
    const oci::Digest image = repository.image("a", {u"v1"_s, u"v1.0"_s});
    repository.image("b", {u"v2"_s});
    const Plan plan = planDeletion(repository.graph, {tags({u"v1"_s, u"v1.0"_s})}, distribution3());
    QCOMPARE(requests(plan), QStringList({u"tag:v1"_s, u"tag:v1.0"_s, deletion(image)}));
    QCOMPARE(plan.steps.back().needs, std::vector<quint32>({0, 1}));
    QCOMPARE(itemOf(plan, u"v1")->outcome, Outcome::DeletedWithImage);
    QVERIFY(plan.shared.empty());
}

/// Nothing goes by a saved plan that was not there when it was saved, or not in that place.
void TestPlanner::savedPlan()
{
    Repository repository;
    const oci::Digest image = repository.image("a", {u"v1"_s});
    repository.image("b", {u"moved"_s});
    repository.image("c", {u"new"_s});
    const std::map<oci::TagName, oci::Digest> saved{{tag(u"v1"), image}, {tag(u"moved"), image}};
    PlanRules rules = distribution3();
    rules.saved = &saved;
    for (const Selection &selection : {Selection{tags({u"v1"_s, u"moved"_s, u"new"_s})}, Selection{{}, {}, true}}) {
        const Plan plan = planDeletion(repository.graph, selection, rules);
        QCOMPARE(requests(plan), QStringList({u"tag:v1"_s, deletion(image)}));
        QCOMPARE(itemOf(plan, u"moved")->reason, Reason({Kind::Moved}));
        QCOMPARE(itemOf(plan, u"new")->reason, Reason({Kind::NotInPlan}));
    }
}

/// All images without a tag: not children, and not signatures of what is there.
void TestPlanner::leftOvers()
{
    Repository repository;
    const oci::Digest tagged = repository.image("tagged", {u"v1"_s});
    repository.signature(tagged);
    repository.index({repository.image("child")}, {u"all"_s});
    const oci::Digest lost = repository.image("lost");
    const oci::Digest lostChild = repository.image("lost child");
    const oci::Digest lostIndex = repository.index({lostChild});
    Selection selection;
    selection.untagged = true;
    const Plan plan = planDeletion(repository.graph, selection, distribution3());
    QStringList expected{deletion(lost), deletion(lostIndex), deletion(lostChild)};
    QStringList planned = requests(plan);
    expected.sort();
    planned.sort();
    QCOMPARE(planned, expected);
    QCOMPARE(plan.items.size(), 2U);
}

/// They are named in one order, whatever order a registry lists them in.
void TestPlanner::otherTagsStay()
{
    Repository repository;
    const oci::Digest image = repository.image("a", {u"v1"_s, u"latest"_s, u"edge"_s});
    const Plan plan = planDeletion(repository.graph, {tags({u"v1"_s})}, distribution3());
    QCOMPARE(requests(plan), QStringList({u"tag:v1"_s}));
    QCOMPARE(itemOf(plan, u"v1")->outcome, Outcome::TagRemoved);
    QCOMPARE(itemOf(plan, u"v1")->reason, Reason({Kind::OtherTags, {u"edge"_s, u"latest"_s}}));
    QCOMPARE(plan.shared, std::vector<SharedImage>({{image, tags({u"v1"_s}), tags({u"edge"_s, u"latest"_s})}}));
}

/// All tags of an image have one list of what keeps it: a list for each of 50,000 fills the memory.
void TestPlanner::otherTagsAreNamedOnce()
{
    Repository repository;
    repository.image("a", {u"v1"_s, u"v2"_s, u"stays"_s, u"too"_s});
    for (const PlanRules &rules : {distribution3(), distribution2()}) {
        const Plan plan = planDeletion(repository.graph, {tags({u"v1"_s, u"v2"_s})}, rules);
        const Reason &first = itemOf(plan, u"v1")->reason;
        const Reason &second = itemOf(plan, u"v2")->reason;
        QCOMPARE(first.names, QStringList({u"stays"_s, u"too"_s}));
        QCOMPARE(second.names.constData(), first.names.constData()); // the same memory
    }
}

void TestPlanner::otherTagsGoToo()
{
    Repository repository;
    const oci::Digest image = repository.image("a", {u"v1"_s, u"latest"_s});
    PlanRules rules = distribution3();
    rules.otherTags = OtherTags::DeleteToo;
    const Plan plan = planDeletion(repository.graph, {tags({u"v1"_s})}, rules);
    QCOMPARE(requests(plan), QStringList({u"tag:latest"_s, u"tag:v1"_s, deletion(image)}));
    QCOMPARE(plan.items.size(), std::size_t(2));
    QCOMPARE(plan.shared.size(), std::size_t(1)); // still to be said
}

void TestPlanner::onlyByDigest()
{
    Repository repository;
    repository.image("a", {u"v1"_s, u"latest"_s});
    const oci::Digest alone = repository.image("b", {u"v2"_s, u"v2.0"_s});
    const Plan plan = planDeletion(repository.graph, {tags({u"v1"_s, u"v2"_s, u"v2.0"_s})}, distribution2());
    QCOMPARE(requests(plan), QStringList({deletion(alone)}));
    QCOMPARE(itemOf(plan, u"v1")->outcome, Outcome::Skipped);
    QCOMPARE(itemOf(plan, u"v1")->reason, Reason({Kind::OtherTags, {u"latest"_s}}));
    QCOMPARE(itemOf(plan, u"v2.0")->outcome, Outcome::DeletedWithImage);
}

void TestPlanner::placeholders()
{
    Repository repository;
    const oci::Digest image = repository.image("a", {u"v1"_s, u"v1.0"_s, u"latest"_s});
    PlanRules rules = distribution2();
    rules.usePlaceholders = true;
    const Plan plan = planDeletion(repository.graph, {tags({u"v1"_s, u"v1.0"_s})}, rules);
    const oci::Digest first = placeholderFor(tag(u"v1"), image).digest();
    const oci::Digest second = placeholderFor(tag(u"v1.0"), image).digest();
    QVERIFY(first != second);
    QCOMPARE(requests(plan),
             QStringList({u"placeholder:v1"_s, deletion(first), u"placeholder:v1.0"_s, deletion(second)}));
    QCOMPARE(plan.steps[0].before, std::optional(image));
    QCOMPARE(plan.steps[1].needs, std::vector<quint32>({0}));
    QCOMPARE(itemOf(plan, u"v1")->outcome, Outcome::TagRemoved);

    rules.abilities.immutableTags = true;
    const Plan refused = planDeletion(repository.graph, {tags({u"v1"_s})}, rules);
    QVERIFY(refused.steps.empty());
    QCOMPARE(itemOf(refused, u"v1")->reason.kind, Kind::CannotDeleteTags);
}

/// An earlier run left the placeholder of a tag, and somebody gave it a name: that name is not taken along with it.
void TestPlanner::placeholderWithAnotherName()
{
    Repository repository;
    const oci::Digest image = repository.image("a", {u"v1"_s, u"latest"_s});
    PlanRules rules = distribution2();
    rules.usePlaceholders = true;
    const std::vector<Step> steps = planDeletion(repository.graph, {tags({u"v1"_s})}, rules).steps;
    QCOMPARE(steps.size(), std::size_t(2));
    const oci::Digest placeholder = repository.add(placeholderFor(tag(u"v1"), image), {u"theirs"_s});
    const Plan plan = planDeletion(repository.graph, {tags({u"v1"_s})}, rules);
    QVERIFY(plan.steps.empty());
    QCOMPARE(itemOf(plan, u"v1")->reason.kind, Kind::CannotDeleteTags);

    const Surroundings around = surroundingsOf(repository.graph, steps); // of a plan from before
    QCOMPARE(around.goAlong, (std::vector<Surroundings::Named>{{placeholder, tag(u"v1")}}));
    const Surroundings::Named theirs{placeholder, tag(u"theirs")};
    QVERIFY(std::find(around.stay.cbegin(), around.stay.cend(), theirs) != around.stay.cend());
}

void TestPlanner::indexBeforeItsChildren()
{
    Repository repository;
    const oci::Digest amd = repository.image("amd64");
    const oci::Digest arm = repository.image("arm64");
    const oci::Digest index = repository.index({amd, arm}, {u"v1"_s});
    const Plan plan = planDeletion(repository.graph, {tags({u"v1"_s})}, distribution3());
    QCOMPARE(requests(plan), QStringList({u"tag:v1"_s, deletion(index), deletion(amd), deletion(arm)}));
    QCOMPARE(plan.steps[2].needs, std::vector<quint32>({1}));
    QCOMPARE(itemOf(plan, u"v1")->contents.platforms, 2);
}

void TestPlanner::childOfWhatStays()
{
    Repository repository;
    const oci::Digest both = repository.image("amd64", {u"v1-amd64"_s});
    const oci::Digest arm = repository.image("arm64");
    const oci::Digest gone = repository.index({both, arm}, {u"v1"_s});
    repository.index({both}, {u"v2"_s});
    const Plan plan = planDeletion(repository.graph, {tags({u"v1"_s, u"v1-amd64"_s})}, distribution3());
    QCOMPARE(requests(plan), QStringList({u"tag:v1"_s, deletion(gone), deletion(arm), u"tag:v1-amd64"_s}));
    QCOMPARE(itemOf(plan, u"v1-amd64")->outcome, Outcome::TagRemoved);
    QCOMPARE(itemOf(plan, u"v1-amd64")->reason, Reason({Kind::PartOf, {u"v2"_s}}));
}

void TestPlanner::signaturesGoWithTheirImage()
{
    Repository repository;
    const oci::Digest image = repository.image("a", {u"v1"_s});
    const oci::Digest signature = repository.signature(image);
    const oci::Digest countersigned = repository.signature(signature);
    const Plan plan = planDeletion(repository.graph, {tags({u"v1"_s})}, distribution3());
    QCOMPARE(requests(plan), QStringList({u"tag:v1"_s, deletion(image), deletion(signature), deletion(countersigned)}));
    QCOMPARE(itemOf(plan, u"v1")->contents.signatures, 1);
}

void TestPlanner::signatureOfWhatStays()
{
    Repository repository;
    const oci::Digest image = repository.image("a", {u"v1"_s});
    const oci::Digest signature = repository.signature(image, {u"signed"_s});
    const Plan plan = planDeletion(repository.graph, {tags({u"signed"_s}), {signature}}, distribution2());
    QVERIFY(plan.steps.empty());
    QCOMPARE(itemOf(plan, u"signed")->reason, Reason({Kind::BelongsTo, {u"v1"_s}}));
}

void TestPlanner::cosignTags()
{
    Repository repository;
    const oci::Digest image = repository.image("a", {u"v1"_s});
    const QString name = u"sha256-"_s + image.hex() + u".sig"_s;
    const oci::Digest signature = repository.image("signature", {name});
    const Plan alone = planDeletion(repository.graph, {tags({name})}, distribution3());
    QVERIFY(alone.steps.empty());
    QCOMPARE(itemOf(alone, name)->reason, Reason({Kind::BelongsTo, {u"v1"_s}}));
    const Plan plan = planDeletion(repository.graph, {tags({u"v1"_s})}, distribution3());
    QCOMPARE(requests(plan), QStringList({u"tag:v1"_s, deletion(image), u"tag:"_s + name, deletion(signature)}));
    QCOMPARE(plan.items.size(), std::size_t(1));
}

void TestPlanner::keptAndProtected()
{
    Repository repository;
    repository.image("a", {u"latest"_s, u"v1"_s});
    repository.image("b", {u"v2"_s});
    PlanRules rules = distribution3();
    rules.alwaysKept = [](const oci::TagName &name) { return name.toString() == u"latest"; };
    rules.protection = [](const oci::TagName &name) { return name.toString() == u"v2" ? u"rule 7"_s : QString(); };
    rules.otherTags = OtherTags::DeleteToo;
    const Plan plan = planDeletion(repository.graph, {tags({u"latest"_s, u"v1"_s, u"v2"_s})}, rules);
    QCOMPARE(requests(plan), QStringList({u"tag:v1"_s}));
    QCOMPARE(itemOf(plan, u"latest")->reason.kind, Kind::AlwaysKept);
    QCOMPARE(itemOf(plan, u"v2")->reason, Reason({Kind::Protected, {}, u"rule 7"_s}));
    QCOMPARE(itemOf(plan, u"v1")->outcome, Outcome::TagRemoved);
}

void TestPlanner::nothingUnreadIsDeleted()
{
    const base::Error denied = base::failure(ErrorKind::Forbidden, u"denied"_s);
    const auto expectTagOnly = [](const Repository &repository) {
        QVERIFY(!repository.graph.isWhole());
        const Plan plan = planDeletion(repository.graph, {tags({u"v1"_s})}, distribution3());
        QCOMPARE(requests(plan), QStringList({u"tag:v1"_s}));
        QCOMPARE(itemOf(plan, u"v1")->reason.kind, Kind::NotRead);
        QVERIFY(planDeletion(repository.graph, {tags({u"v1"_s})}, distribution2()).steps.empty());
    };
    Repository repository;
    const oci::Digest image = repository.image("a", {u"v1"_s});
    QVERIFY(repository.graph.isWhole());
    Repository unreadTag = repository;
    unreadTag.graph.addUnreadTag(tag(u"v2"), denied);
    expectTagOnly(unreadTag);
    QCOMPARE(planDeletion(unreadTag.graph, {tags({u"v2"_s})}, distribution3()).items[0].reason.kind, Kind::NotRead);
    Repository unreadManifest = repository;
    unreadManifest.graph.addTag(tag(u"v2"), support::blob("denied"));
    unreadManifest.graph.addUnread(support::blob("denied"), denied);
    expectTagOnly(unreadManifest);
    Repository unreadChild = repository;
    unreadChild.index({support::blob("child")}, {u"v2"_s});
    expectTagOnly(unreadChild);
    Repository stopped = repository;
    stopped.graph.setIncomplete(base::failure(ErrorKind::InvalidData, u"10,000 pages"_s));
    expectTagOnly(stopped);
    Repository unknownReferrers = repository;
    unknownReferrers.graph.addUnreadReferrers(image, denied);
    expectTagOnly(unknownReferrers);
}

void TestPlanner::missingChildIsNoGap()
{
    Repository repository;
    const oci::Digest amd = repository.image("amd64");
    const oci::Digest index = repository.index({amd, support::blob("gone")}, {u"v1"_s});
    repository.graph.addMissing(support::blob("gone"));
    QVERIFY(repository.graph.isWhole());
    const Plan plan = planDeletion(repository.graph, {tags({u"v1"_s})}, distribution3());
    QCOMPARE(requests(plan), QStringList({u"tag:v1"_s, deletion(index), deletion(amd)}));
}

void TestPlanner::abilities()
{
    Repository repository;
    repository.image("a", {u"v1"_s});
    const auto planWith = [&](Ability ofTags, Ability ofManifests) {
        return planDeletion(repository.graph, {tags({u"v1"_s})}, {{ofTags, ofManifests}});
    };
    QCOMPARE(requests(planWith(Ability::Yes, Ability::No)), QStringList({u"tag:v1"_s}));
    QCOMPARE(planWith(Ability::Yes, Ability::No).items[0].reason.kind, Kind::CannotDeleteManifests);
    QCOMPARE(planWith(Ability::No, Ability::No).items[0].reason.kind, Kind::CannotDeleteTags);
    QCOMPARE(planWith(Ability::Unknown, Ability::Unknown).items[0].reason.kind, Kind::AbilityUnknown);
    QVERIFY(planWith(Ability::No, Ability::No).steps.empty());
    QVERIFY(planWith(Ability::Unknown, Ability::Unknown).steps.empty());
}

void TestPlanner::untagged()
{
    Repository repository;
    const oci::Digest image = repository.image("a");
    const oci::Digest child = repository.image("b");
    repository.index({child}, {u"v1"_s});
    const Selection selection{{}, {image, child, support::blob("nobody")}};
    const Plan plan = planDeletion(repository.graph, selection, distribution2());
    QCOMPARE(requests(plan), QStringList({deletion(image)}));
    QCOMPARE(plan.items.size(), std::size_t(3));
    QCOMPARE(plan.items[0].reason.kind, Kind::NotFound);
    QCOMPARE(plan.items[2].reason, Reason({Kind::PartOf, {u"v1"_s}}));
}

void TestPlanner::everything()
{
    Repository repository;
    const oci::Digest child = repository.image("a", {u"a"_s});
    const oci::Digest index = repository.index({child}, {u"v1"_s});
    const oci::Digest untagged = repository.image("b");
    const Plan plan = planDeletion(repository.graph, {{}, {}, true}, distribution3());
    QCOMPARE(QStringList(requests(plan)).filter(u"image:"_s).size(), 3);
    QVERIFY(requests(plan).indexOf(deletion(index)) < requests(plan).indexOf(deletion(child)));
    QVERIFY(requests(plan).contains(deletion(untagged)));
}

void TestPlanner::space()
{
    Repository repository;
    const oci::Digest image = repository.image("a", {u"v1"_s});
    repository.image("b", {u"v2"_s});
    const qint64 ownBytes = repository.graph.manifests()[*repository.graph.find(image)].size + 10 + layerSize;
    const Plan unknown = planDeletion(repository.graph, {tags({u"v1"_s})}, distribution3());
    QCOMPARE(unknown.space, Space({0, 5'000, ownBytes}));
    QCOMPARE(unknown.items[0].onlyHere, ownBytes);
    PlanRules rules = distribution3();
    const QSet<oci::Digest> elsewhere{support::blob("a layer")};
    rules.elsewhere = &elsewhere;
    QCOMPARE(planDeletion(repository.graph, {tags({u"v1"_s})}, rules).space,
             Space({ownBytes - layerSize, 5'000 + layerSize, 0}));
    const Plan both = planDeletion(repository.graph, {tags({u"v1"_s, u"v2"_s})}, distribution3());
    QCOMPARE(both.space.unknown, 2 * ownBytes + 5'000);
    QCOMPARE(both.items[0].onlyHere, ownBytes); // not the base, which both have
}

QTEST_GUILESS_MAIN(TestPlanner)
#include "tst_planner.moc"
