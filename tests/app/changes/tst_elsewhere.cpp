#include <functional>
#include <map>
#include <memory>

#include <QTest>

#include "app/changes/elsewhere.h"
#include "app/platforms/generic/genericplatform.h"
#include "tests/app/platforms/memoryregistry.h"
#include "tests/support/manifests.h"

using namespace Qt::StringLiterals;
using namespace changes;
using support::MemoryRegistry;

namespace {

oci::RepositoryName name(const QString &text)
{
    return *oci::RepositoryName::parse(text);
}

/// A registry in memory of several repositories.
class Registry final : public MemoryRegistry
{
public:
    Result<registry::ListingEnd> repositories(const registry::RepositoryPage &page, std::stop_token) override
    {
        std::vector<oci::RepositoryName> names;
        names.reserve(contents.size());
        for (const auto &[repository, content] : contents)
            names.push_back(name(repository));
        if (const Result<> taken = page(std::move(names)); !taken)
            return base::fail(taken.error());
        return registry::ListingEnd{static_cast<qint64>(contents.size()), guard.isEmpty(), guard};
    }
    Result<registry::ListingEnd> tags(const oci::RepositoryName &repository, const registry::TagPage &page,
                                      std::stop_token stop) override
    {
        if (repository.toString() == gone)
            return base::fail(ErrorKind::NotFound, gone);
        Result<registry::ListingEnd> end = at(repository).tags(repository, page, std::move(stop));
        if (end && repository.toString() == stopped)
            end = registry::ListingEnd{end->count, false, u"10,000 pages"_s};
        return end;
    }
    Result<> read(const oci::RepositoryName &repository, registry::ReadSource &source, std::stop_token stop) override
    {
        return at(repository).read(repository, source, std::move(stop));
    }
    Result<oci::Manifest> manifest(const oci::RepositoryName &repository, const oci::TagOrDigest &reference,
                                   std::stop_token stop) override
    {
        return at(repository).manifest(repository, reference, std::move(stop));
    }
    Result<registry::Referrers> referrers(const oci::RepositoryName &repository, const oci::Digest &subject,
                                          const QString &type, std::stop_token stop) override
    {
        return at(repository).referrers(repository, subject, type, std::move(stop));
    }

    std::map<QString, MemoryRegistry> contents;
    QString gone; ///< a repository that only the catalogue has
    QString stopped; ///< one whose listing a guard stops
    QString guard; ///< that stops the list of repositories

private:
    MemoryRegistry &at(const oci::RepositoryName &repository) { return contents.at(repository.toString()); }
};

} // namespace

/// What other repositories of a registry use, or that it is not known: what was missed would seem to be freed.
class TestElsewhere : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void allThatIsUsed();
    void saysHowFarItIs();
    void notKnown_data();
    void notKnown();
    void aRepositoryThatIsGone();
    void cancelled();

private:
    [[nodiscard]] Result<QSet<oci::Digest>> used(std::stop_token stop = {})
    {
        platforms::GenericPlatform platform(*m_registry);
        m_progress.clear();
        return readElsewhere(
            platform, *m_registry, name(u"team/app"_s),
            [this](qint64 done, qint64 total) { m_progress.append(u"%1 of %2"_s.arg(done).arg(total)); },
            std::move(stop));
    }

    std::unique_ptr<Registry> m_registry;
    std::optional<oci::Digest> m_image; ///< of team/tool, in an index
    QStringList m_progress;
};

void TestElsewhere::init()
{
    m_registry = std::make_unique<Registry>();
    MemoryRegistry &own = m_registry->contents[u"team/app"_s];
    own.tag(u"v1"_s, own.addImage(u"amd64"_s, {u"own"_s, u"base"_s}));
    MemoryRegistry &tool = m_registry->contents[u"team/tool"_s];
    m_image = tool.addImage(u"arm64"_s, {u"tool"_s, u"base"_s});
    tool.tag(u"list"_s, tool.addManifest(MemoryRegistry::index({MemoryRegistry::child(*m_image, u"linux/arm64"_s)})));
    MemoryRegistry &other = m_registry->contents[u"other"_s];
    other.tag(u"v1"_s, other.addImage(u"amd64"_s, {u"other"_s}));
}

void TestElsewhere::allThatIsUsed()
{
    const Result<QSet<oci::Digest>> all = used();
    QVERIFY(all);
    QSet<oci::Digest> expected{oci::Digest::of("tool"), oci::Digest::of("base"), oci::Digest::of("other")};
    for (const QString &repository : {u"team/tool"_s, u"other"_s}) {
        for (const auto &[unused, raw] : m_registry->contents.at(repository).manifests)
            expected.insert(oci::Digest::of(raw));
        for (const auto &[unused, config] : m_registry->contents.at(repository).blobs)
            expected.insert(oci::Digest::of(config));
    }
    QCOMPARE(expected.size(), 8); // three manifests, two configs, three layers
    QCOMPARE(*all, expected);
}

void TestElsewhere::saysHowFarItIs()
{
    QVERIFY(used());
    QCOMPARE(m_progress, (QStringList{u"0 of 2"_s, u"1 of 2"_s}));
}

void TestElsewhere::notKnown_data()
{
    using Break = std::function<void(Registry &, const oci::Digest &)>;
    QTest::addColumn<Break>("spoil");
    const base::Error denied = base::failure(ErrorKind::Forbidden, u"denied"_s);
    const auto row = [](const char *what, const Break &spoil) { QTest::newRow(what) << spoil; };
    row("a tag is not read", [denied](Registry &registry, const oci::Digest &) {
        registry.contents.at(u"other"_s).failures[u"v1"_s] = denied;
    });
    row("an image of an index is not read", [denied](Registry &registry, const oci::Digest &image) {
        registry.contents.at(u"team/tool"_s).failures[image.toString()] = denied;
    });
    row("what belongs to an image is not known", [denied](Registry &registry, const oci::Digest &) {
        registry.contents.at(u"team/tool"_s).referrersAnswer = base::fail(denied);
    });
    row("a manifest is ambiguous", [](Registry &registry, const oci::Digest &) {
        MemoryRegistry &other = registry.contents.at(u"other"_s);
        other.tag(u"odd"_s, other.addManifest(MemoryRegistry::index({}, R"(,"manifests":[])")));
    });
    row("a guard stops a listing", [](Registry &registry, const oci::Digest &) { registry.stopped = u"other"_s; });
    row("a guard stops the list of repositories",
        [](Registry &registry, const oci::Digest &) { registry.guard = u"10,000 pages"_s; });
}

void TestElsewhere::notKnown()
{
    QFETCH(const std::function<void(Registry &, const oci::Digest &)>, spoil);
    QVERIFY(used());
    spoil(*m_registry, *m_image);
    QVERIFY(!used());
}

/// Catalogues go on naming it. It uses nothing.
void TestElsewhere::aRepositoryThatIsGone()
{
    m_registry->gone = u"other"_s;
    const Result<QSet<oci::Digest>> all = used();
    QVERIFY(all);
    QVERIFY(all->contains(*m_image) && !all->contains(oci::Digest::of("other")));
}

void TestElsewhere::cancelled()
{
    std::stop_source stop;
    stop.request_stop();
    const Result<QSet<oci::Digest>> all = used(stop.get_token());
    QVERIFY(!all);
    QVERIFY(all.error().isCancelled());
}

QTEST_GUILESS_MAIN(TestElsewhere)
#include "tst_elsewhere.moc"
