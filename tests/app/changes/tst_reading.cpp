#include <QTest>

#include "app/changes/friction.h"
#include "app/changes/reading.h"
#include "app/platforms/generic/genericplatform.h"
#include "tests/app/platforms/memoryregistry.h"
#include "tests/support/manifests.h"

using namespace Qt::StringLiterals;
using namespace changes;
using connections::Level;
using platforms::Ability;
using support::MemoryRegistry;

namespace {

const oci::RepositoryName &repository()
{
    static const oci::RepositoryName name = *oci::RepositoryName::parse(u"team/app");
    return name;
}

platforms::Selection tags(const QStringList &names)
{
    platforms::Selection selection;
    for (const QString &name : names)
        selection.tags.push_back(*oci::TagName::parse(name));
    return selection;
}

/// A product that protects release tags and says what it deletes.
class ProtectingPlatform final : public platforms::Platform
{
public:
    explicit ProtectingPlatform(registry::Registry &registry)
        : m_generic(registry)
    { }

    [[nodiscard]] QString id() const override { return u"protecting"_s; }
    Result<registry::ListingEnd> repositories(const registry::RepositoryPage &page, std::stop_token stop) override
    {
        return m_generic.repositories(page, stop);
    }
    Result<registry::ListingEnd> tags(const oci::RepositoryName &name, platforms::TagSink &sink, platforms::Wish &wish,
                                      std::stop_token stop) override
    {
        return m_generic.tags(name, sink, wish, stop);
    }
    Result<platforms::Image> image(const oci::RepositoryName &name, const oci::TagOrDigest &reference,
                                   std::stop_token stop) override
    {
        return m_generic.image(name, reference, stop);
    }
    Result<platforms::DeletionAbilities> deletionAbilities(const oci::RepositoryName &, std::stop_token) override
    {
        if (failure)
            return base::fail(*failure);
        return platforms::DeletionAbilities{Ability::Yes, Ability::Yes};
    }
    Result<platforms::Protection> protection(const oci::RepositoryName &, std::stop_token) override
    {
        return platforms::Protection([](const oci::TagName &tag) -> QString {
            return tag.toString().startsWith(u'v') ? u"releases stay"_s : QString();
        });
    }

    std::optional<base::Error> failure;

private:
    platforms::GenericPlatform m_generic;
};

Plan planOf(const QStringList &asked, OtherTags others = OtherTags::Keep)
{
    RepositoryGraph graph;
    const oci::Manifest image = support::imageManifest({{"config", 10}, {"layer", 100}});
    graph.addManifest(image);
    graph.addReferrers(image.digest(), {});
    graph.addTag(*oci::TagName::parse(u"one"), image.digest());
    graph.addTag(*oci::TagName::parse(u"two"), image.digest());
    const oci::Manifest kept = support::imageManifest({{"config", 10}, {"another layer", 100}});
    graph.addManifest(kept);
    graph.addReferrers(kept.digest(), {});
    graph.addTag(*oci::TagName::parse(u"kept"), kept.digest());
    PlanRules rules{{Ability::Yes, Ability::Yes}};
    rules.otherTags = others;
    return planDeletion(graph, tags(asked), rules);
}

} // namespace

class TestReading : public QObject
{
    Q_OBJECT

private slots:
    void protectedTagsAreSkippedWithTheirRule();
    void registryThatDoesNotSayIsNotRead();
    void frictionGrowsWithDamage();
    void whatGoesAlongWantsTheName();
    void manyTagsWantTheName();
    void whatWasNotReadMakesOneWait();
};

void TestReading::protectedTagsAreSkippedWithTheirRule()
{
    MemoryRegistry registry;
    registry.tag(u"v1"_s, registry.addImage(u"amd64"_s, {u"one"_s}));
    registry.tag(u"pr-7"_s, registry.addImage(u"amd64"_s, {u"two"_s}));
    ProtectingPlatform platform(registry);
    const platforms::Selection selection = tags({u"v1"_s, u"pr-7"_s});
    const Result<Reading> reading
        = readForPlan(platform, registry, repository(), selection, {}, base::systemClock(), {});
    QVERIFY(reading);
    QVERIFY(reading->when.isValid());
    const Plan plan = planDeletion(reading->graph, selection, PlanRules{reading->abilities, reading->protection});
    QCOMPARE(plan.items.size(), 2);
    QCOMPARE(plan.items[0].outcome, PlanItem::Outcome::Skipped);
    QCOMPARE(plan.items[0].reason, (Reason{Reason::Kind::Protected, {}, u"releases stay"_s}));
    QCOMPARE(plan.items[1].outcome, PlanItem::Outcome::DeletedWithImage);
}

void TestReading::registryThatDoesNotSayIsNotRead()
{
    MemoryRegistry registry;
    registry.tag(u"pr-7"_s, registry.addImage(u"amd64"_s, {u"two"_s}));
    ProtectingPlatform platform(registry);
    platform.failure = base::failure(ErrorKind::Forbidden, u"no"_s);
    bool wasRead = false;
    const Result<Reading> reading = readForPlan(platform, registry, repository(), tags({u"pr-7"_s}),
                                                [&](qint64, qint64) { wasRead = true; }, base::systemClock(), {});
    QVERIFY(!reading);
    QCOMPARE(reading.error().kind, ErrorKind::Forbidden);
    QVERIFY(!wasRead);
}

void TestReading::frictionGrowsWithDamage()
{
    const Plan plain = planOf({u"one"_s, u"two"_s});
    QCOMPARE(frictionOf(plain, Level::None, false), Friction::Review);
    QCOMPARE(frictionOf(plain, Level::Test, false), Friction::Review);
    QCOMPARE(frictionOf(plain, Level::Production, false), Friction::TypeName);
    QCOMPARE(frictionOf(plain, Level::None, true), Friction::Wait);
    QCOMPARE(frictionOf(planOf({u"one"_s, u"two"_s, u"kept"_s}), Level::None, false), Friction::Wait); // all there is
    QCOMPARE(frictionOf(planOf({u"one"_s}), Level::None, false), Friction::Review);
    QCOMPARE(frictionOf(planOf({u"one"_s}, OtherTags::DeleteToo), Level::None, false), Friction::TypeName);
}

/// Images of an index and signatures are no rows of their own, and somebody may use them by their digests.
void TestReading::whatGoesAlongWantsTheName()
{
    const oci::Manifest child = support::imageManifest({{"config", 10}, {"layer", 100}});
    const oci::Manifest index = support::indexManifest({child.digest()});
    const oci::Manifest signature = support::imageManifest({{"signature", 10}, {"payload", 20}});
    const QString signatureTag = u"sha256-%1.sig"_s.arg(child.digest().hex());
    RepositoryGraph graph;
    const oci::Manifest kept = support::imageManifest({{"config", 10}, {"another layer", 100}});
    graph.addTag(*oci::TagName::parse(u"kept"), kept.digest());
    for (const oci::Manifest &manifest : {child, index, signature, kept}) {
        graph.addManifest(manifest);
        graph.addReferrers(manifest.digest(), {});
    }
    graph.addTag(*oci::TagName::parse(u"list"), index.digest());
    PlanRules rules{{Ability::Yes, Ability::Yes}};
    const auto friction = [&](const platforms::Selection &selection) {
        return frictionOf(planDeletion(graph, selection, rules), Level::None, false);
    };
    QCOMPARE(friction(tags({u"list"_s})), Friction::TypeName);
    graph.addTag(*oci::TagName::parse(u"amd64"), child.digest());
    QCOMPARE(friction(tags({u"list"_s})), Friction::Review); // it keeps its own tag
    QCOMPARE(friction(tags({u"list"_s, u"amd64"_s})), Friction::Review); // both were asked for
    graph.addTag(*oci::TagName::parse(signatureTag), signature.digest());
    QCOMPARE(friction(tags({u"list"_s, u"amd64"_s})), Friction::TypeName);
    QCOMPARE(friction(tags({u"list"_s, u"amd64"_s, signatureTag})), Friction::Review);
    QCOMPARE(friction(tags({u"list"_s})), Friction::Review);
    rules.abilities.tags = Ability::No;
    rules.usePlaceholders = true;
    graph.addTag(*oci::TagName::parse(u"other"), index.digest());
    QCOMPARE(friction(tags({u"list"_s})), Friction::TypeName); // a tag that is there is put on a placeholder
}

void TestReading::manyTagsWantTheName()
{
    Plan plan;
    for (int i = 0; i < 20; ++i)
        plan.items.push_back({oci::TagName::parse(u"v%1"_s.arg(i)).value(), {}, PlanItem::Outcome::TagRemoved});
    plan.items.push_back({oci::TagName::parse(u"kept").value(), {}, PlanItem::Outcome::Skipped});
    QCOMPARE(frictionOf(plan, Level::None, false), Friction::Review);
    plan.items.push_back({oci::TagName::parse(u"one-more").value(), {}, PlanItem::Outcome::TagRemoved});
    QCOMPARE(frictionOf(plan, Level::None, false), Friction::TypeName);
}

void TestReading::whatWasNotReadMakesOneWait()
{
    Plan plan = planOf({u"one"_s});
    plan.gaps.push_back({u"two"_s, base::failure(ErrorKind::Server, {})});
    QCOMPARE(frictionOf(plan, Level::None, false), Friction::Wait);
}

QTEST_GUILESS_MAIN(TestReading)
#include "tst_reading.moc"
