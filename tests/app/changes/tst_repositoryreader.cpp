#include <QTest>

#include "app/changes/planner.h"
#include "app/changes/repositoryreader.h"
#include "app/platforms/generic/genericplatform.h"
#include "tests/app/platforms/memoryregistry.h"
#include "tests/support/manifests.h"

using namespace Qt::StringLiterals;
using namespace changes;
using State = RepositoryGraph::State;
using support::MemoryRegistry;

namespace {

const oci::RepositoryName &repository()
{
    static const oci::RepositoryName name = *oci::RepositoryName::parse(u"team/app");
    return name;
}

/// A registry in memory whose referrers are known for each image.
class Registry final : public MemoryRegistry
{
public:
    Result<registry::ListingEnd> tags(const oci::RepositoryName &name, const registry::TagPage &page,
                                      std::stop_token stop) override
    {
        Result<registry::ListingEnd> end = MemoryRegistry::tags(name, page, std::move(stop));
        if (end && !guard.isEmpty())
            end = registry::ListingEnd{end->count, false, guard};
        return end;
    }
    Result<registry::Referrers> referrers(const oci::RepositoryName &, const oci::Digest &subject, const QString &,
                                          std::stop_token) override
    {
        ++referrersAsked;
        if (referrersFailure && subject == *referrersFailure)
            return base::fail(ErrorKind::Server, u"502"_s);
        registry::Referrers all;
        all.fromTagSchema = hasNoApi;
        if (hasNoApi)
            return all;
        for (const oci::Manifest &manifest : attached) {
            if (manifest.subject()->digest == subject)
                all.manifests.push_back({manifest.mediaType(), manifest.digest(), manifest.size(), {}, {}, {}, {}});
        }
        return all;
    }

    oci::Digest attach(const oci::Digest &subject)
    {
        const QByteArray name = "signature of " + subject.toString().toLatin1();
        attached.push_back(support::artifactManifest({name, 30}, "application/vnd.cncf.notary.signature", subject));
        return addManifest(attached.back().raw());
    }

    std::vector<oci::Manifest> attached;
    std::optional<oci::Digest> referrersFailure;
    bool hasNoApi = false;
    QString guard; ///< that stops the listing of tags
    int referrersAsked = 0;
};

RepositoryGraph read(Registry &registry, const platforms::Selection &selection = {})
{
    platforms::GenericPlatform platform(registry);
    RepositoryReader reader(platform, registry, repository(), {});
    Result<RepositoryGraph> graph = reader.read({});
    if (!graph || !reader.readReferrers(*graph, selection, {}))
        qFatal("the reading failed");
    return *std::move(graph);
}

State stateOf(const RepositoryGraph &graph, const oci::Digest &digest)
{
    return graph.manifests().at(graph.find(digest).value()).state;
}

platforms::Selection tags(const QStringList &names)
{
    platforms::Selection selection;
    for (const QString &name : names)
        selection.tags.push_back(*oci::TagName::parse(name));
    return selection;
}

} // namespace

/// What a reading finds, and what it says it did not find.
class TestRepositoryReader : public QObject
{
    Q_OBJECT

private slots:
    void nestedIndexes();
    void missingIsNotUnread();
    void gaps();
    void stoppedByAGuard();
    void ambiguous_data();
    void ambiguous();
    void referrers();
    void referrersOfReferrers();
    void noReferrersApi();
    void unreadReferrers();
    void cancelled();
};

void TestRepositoryReader::nestedIndexes()
{
    Registry registry;
    const oci::Digest image = registry.addImage(u"amd64"_s, {u"a"_s});
    const oci::Digest inner
        = registry.addManifest(MemoryRegistry::index({MemoryRegistry::child(image, u"linux/amd64"_s)}));
    QByteArray child = MemoryRegistry::child(inner, u"linux/amd64"_s);
    child.replace("image.manifest.v1", "image.index.v1");
    registry.tag(u"v1"_s, registry.addManifest(MemoryRegistry::index({child})));
    const RepositoryGraph graph = read(registry);
    QVERIFY(graph.isWhole());
    QCOMPARE(stateOf(graph, image), State::Read);
    QCOMPARE(graph.manifests()[*graph.find(image)].parents, std::vector<RepositoryGraph::Id>({*graph.find(inner)}));
}

void TestRepositoryReader::missingIsNotUnread()
{
    Registry registry;
    const oci::Digest gone = support::blob("gone");
    registry.tag(u"v1"_s, registry.addManifest(MemoryRegistry::index({MemoryRegistry::child(gone, u"linux/amd64"_s)})));
    const RepositoryGraph graph = read(registry);
    QVERIFY(graph.isWhole());
    QCOMPARE(stateOf(graph, gone), State::Missing);
}

void TestRepositoryReader::gaps()
{
    Registry registry;
    const oci::Digest image = registry.addImage(u"amd64"_s, {u"a"_s});
    registry.tag(u"v1"_s, registry.addImage(u"arm64"_s, {u"b"_s}));
    registry.tag(u"index"_s,
                 registry.addManifest(MemoryRegistry::index({MemoryRegistry::child(image, u"linux/amd64"_s)})));
    registry.failures[image.toString()] = base::failure(ErrorKind::Forbidden, u"no"_s);
    const RepositoryGraph graph = read(registry);
    QVERIFY(!graph.isWhole());
    QCOMPARE(stateOf(graph, image), State::NotRead);
    QCOMPARE(graph.gaps().size(), std::size_t(1));
    QCOMPARE(graph.gaps().front().why.kind, ErrorKind::Forbidden);
    registry.failures.clear();
    registry.failures[u"v1"_s] = base::failure(ErrorKind::Timeout, {});
    QVERIFY(!read(registry).isWhole());
    registry.failures[u"v1"_s] = base::failure(ErrorKind::NotFound, {}); // gone since the listing
    QVERIFY(read(registry).isWhole());
    QVERIFY(!read(registry).find(*oci::TagName::parse(u"v1")));
}

/// What comes after it may need anything.
void TestRepositoryReader::stoppedByAGuard()
{
    Registry registry;
    registry.tag(u"v1"_s, registry.addImage(u"amd64"_s, {u"a"_s}));
    const platforms::DeletionAbilities both{platforms::Ability::Yes, platforms::Ability::Yes};
    QCOMPARE(planDeletion(read(registry, tags({u"v1"_s})), tags({u"v1"_s}), {both}).steps.size(), std::size_t(2));
    registry.guard = u"10,000 pages"_s;
    const RepositoryGraph graph = read(registry, tags({u"v1"_s}));
    QVERIFY(!graph.isWhole());
    const Plan plan = planDeletion(graph, tags({u"v1"_s}), {both});
    QCOMPARE(plan.steps.size(), std::size_t(1));
    QCOMPARE(plan.steps.front().kind, Step::Kind::RemoveTag);
    QCOMPARE(plan.items.front().reason.kind, Reason::Kind::NotRead);
    QCOMPARE(plan.gaps.size(), std::size_t(1));
}

void TestRepositoryReader::ambiguous_data()
{
    QTest::addColumn<QByteArray>("raw");
    const QByteArray child = MemoryRegistry::child(support::blob("child"), u"linux/amd64"_s);
    const QByteArray index = MemoryRegistry::index({child});
    QTest::newRow("a key twice") << QByteArray(index).replace("}]}", "}],\"manifests\":[]}");
    QTest::newRow("an image and an index") << QByteArray(index).replace("}]}", "}],\"layers\":[]}");
    QTest::newRow("keys that differ by case") << QByteArray(index).replace("}]}", "}],\"Manifests\":[]}");
    QTest::newRow("no JSON") << QByteArray("<html>");
}

/// Whoever reads it otherwise sees other images in it: it is not read, stays, and nothing else is known to be free.
void TestRepositoryReader::ambiguous()
{
    QFETCH(QByteArray, raw);
    Registry registry;
    registry.tag(u"v1"_s, registry.addImage(u"amd64"_s, {u"a"_s}));
    registry.tag(u"odd"_s, registry.addManifest(raw));
    const RepositoryGraph graph = read(registry, tags({u"v1"_s, u"odd"_s}));
    QVERIFY(!graph.isWhole());
    QCOMPARE(graph.gaps().size(), std::size_t(1));
    QCOMPARE(graph.gaps().front().why.kind, ErrorKind::InvalidData);
    const Plan plan
        = planDeletion(graph, tags({u"v1"_s, u"odd"_s}), {{platforms::Ability::Yes, platforms::Ability::Yes}});
    QCOMPARE(plan.steps.size(), std::size_t(1));
    QCOMPARE(plan.steps.front().tag, *oci::TagName::parse(u"v1"));
    for (const PlanItem &item : plan.items)
        QCOMPARE(item.reason.kind, Reason::Kind::NotRead);
    QVERIFY(planDeletion(graph, tags({u"v1"_s, u"odd"_s}), {{platforms::Ability::No, platforms::Ability::Yes}})
                .steps.empty());
}

void TestRepositoryReader::referrers()
{
    Registry registry;
    const oci::Digest image = registry.addImage(u"amd64"_s, {u"a"_s});
    const oci::Digest other = registry.addImage(u"arm64"_s, {u"b"_s});
    registry.tag(u"v1"_s, image);
    registry.tag(u"v2"_s, other);
    const oci::Digest signature = registry.attach(image);
    registry.attach(other);
    const RepositoryGraph graph = read(registry, tags({u"v1"_s}));
    QCOMPARE(stateOf(graph, signature), State::Read);
    QVERIFY(graph.isWhole());
    QCOMPARE(registry.referrersAsked, 2); // of the image and of its signature: nothing else can go
    const Plan plan = planDeletion(graph, tags({u"v1"_s}), {{platforms::Ability::Yes, platforms::Ability::Yes}});
    QCOMPARE(plan.steps.size(), std::size_t(3));
    QCOMPARE(plan.steps.back().digest, signature);
}

void TestRepositoryReader::referrersOfReferrers()
{
    Registry registry;
    const oci::Digest image = registry.addImage(u"amd64"_s, {u"a"_s});
    registry.tag(u"v1"_s, image);
    const oci::Digest last = registry.attach(registry.attach(image));
    const RepositoryGraph graph = read(registry, {{}, {}, true});
    QCOMPARE(stateOf(graph, last), State::Read);
    QVERIFY(graph.isWhole());
}

void TestRepositoryReader::noReferrersApi()
{
    Registry registry;
    registry.hasNoApi = true;
    const oci::Digest image = registry.addImage(u"amd64"_s, {u"a"_s});
    registry.tag(u"v1"_s, image);
    registry.tag(u"v2"_s, registry.addImage(u"arm64"_s, {u"b"_s}));
    const oci::Digest signature = registry.attach(image);
    registry.tag(u"sha256-"_s + image.hex(),
                 registry.addManifest(MemoryRegistry::index({MemoryRegistry::child(signature, u"linux/amd64"_s)})));
    const RepositoryGraph graph = read(registry, tags({u"v1"_s, u"v2"_s}));
    QCOMPARE(registry.referrersAsked, 1);
    const Plan plan = planDeletion(graph, tags({u"v1"_s}), {{platforms::Ability::No, platforms::Ability::Yes}});
    QCOMPARE(plan.steps.size(), std::size_t(3)); // the image, its fallback tag, its signature
    QCOMPARE(plan.items.front().contents.signatures, 1);
}

void TestRepositoryReader::unreadReferrers()
{
    Registry registry;
    const oci::Digest image = registry.addImage(u"amd64"_s, {u"a"_s});
    registry.tag(u"v1"_s, image);
    registry.referrersFailure = image;
    const RepositoryGraph graph = read(registry, tags({u"v1"_s}));
    QVERIFY(!graph.isWhole());
    QVERIFY(planDeletion(graph, tags({u"v1"_s}), {{platforms::Ability::No, platforms::Ability::Yes}}).steps.empty());
}

void TestRepositoryReader::cancelled()
{
    Registry registry;
    registry.tag(u"v1"_s, registry.addImage(u"amd64"_s, {u"a"_s}));
    platforms::GenericPlatform platform(registry);
    RepositoryReader reader(platform, registry, repository(), {});
    std::stop_source stop;
    stop.request_stop();
    const Result<RepositoryGraph> graph = reader.read(stop.get_token());
    QVERIFY(!graph);
    QVERIFY(graph.error().isCancelled());
}

QTEST_GUILESS_MAIN(TestRepositoryReader)
#include "tst_repositoryreader.moc"
