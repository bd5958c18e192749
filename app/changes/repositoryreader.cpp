#include "app/changes/repositoryreader.h"

#include <algorithm>
#include <utility>

namespace changes {

namespace {

/// Rounds of reading what the last round named. Images are two or three deep; what is deeper is somebody's joke.
constexpr int maxRounds = 32;

/// Fills a graph from a listing.
class ListingSink final : public platforms::TagSink
{
public:
    ListingSink(RepositoryGraph &graph, const ReadProgress &progress)
        : m_graph(graph)
        , m_progress(progress)
    { }

    void names(std::vector<oci::TagName> tags) override { m_total += static_cast<qint64>(tags.size()); }
    void namesEnd(const registry::ListingEnd &) override { }
    void details(std::vector<platforms::TagDetails> rows) override
    {
        for (const platforms::TagDetails &row : rows) {
            if (row.digest)
                m_tags.emplace_back(row.tag, *row.digest);
            else if (!row.failure || row.failure->kind != ErrorKind::NotFound) // else it is gone meanwhile
                m_graph.addUnreadTag(row.tag, row.failure.value_or(base::failure(ErrorKind::Internal, {})));
        }
        m_done += static_cast<qint64>(rows.size());
        if (m_progress)
            m_progress(m_done, m_total);
    }
    void manifest(const oci::Manifest &manifest) override { m_graph.addManifest(manifest); }
    void missing(const oci::Digest &manifest) override { m_graph.addMissing(manifest); }

    /// To be called at the end. The graph keeps the tags of an image in their order, which is the quicker the closer to
    /// that they come: a registry may list 100,000 of one image in any.
    void addTags()
    {
        std::stable_sort(m_tags.begin(), m_tags.end(),
                         [](const auto &left, const auto &right) { return left.first < right.first; });
        for (const auto &[tag, digest] : m_tags)
            m_graph.addTag(tag, digest);
        m_tags.clear();
    }

private:
    RepositoryGraph &m_graph;
    std::vector<std::pair<oci::TagName, oci::Digest>> m_tags;
    const ReadProgress &m_progress;
    qint64 m_done = 0;
    qint64 m_total = 0;
};

/// Reads manifests by digest into a graph.
class ManifestReads final : public registry::ReadSource
{
public:
    ManifestReads(RepositoryGraph &graph, std::vector<oci::Digest> digests)
        : m_graph(graph)
        , m_digests(std::move(digests))
    { }

    base::Pull<registry::ContentRead> next() override
    {
        if (m_next == m_digests.size())
            return base::End{};
        const quint64 ticket = m_next++;
        return registry::ContentRead{registry::ContentRead::Kind::Manifest, m_digests[ticket], -1, ticket};
    }
    Result<> manifestRead(quint64 ticket, Result<oci::Manifest> manifest) override
    {
        const oci::Digest &digest = m_digests.at(ticket);
        if (manifest)
            m_graph.addManifest(*manifest);
        else if (manifest.error().kind == ErrorKind::NotFound)
            m_graph.addMissing(digest);
        else
            m_graph.addUnread(digest, manifest.error());
        return Done{};
    }
    Result<> blobRead(quint64, Result<QByteArray>) override { return Done{}; } // none was asked for

private:
    RepositoryGraph &m_graph;
    std::vector<oci::Digest> m_digests;
    quint64 m_next = 0;
};

} // namespace

RepositoryReader::RepositoryReader(platforms::Platform &platform, registry::Registry &registry,
                                   const oci::RepositoryName &repository, ReadProgress progress)
    : m_platform(platform)
    , m_registry(registry)
    , m_repository(repository)
    , m_progress(std::move(progress))
{ }

Result<RepositoryGraph> RepositoryReader::read(std::stop_token stop)
{
    RepositoryGraph graph;
    ListingSink sink(graph, m_progress);
    platforms::Wish nothingFirst;
    const Result<registry::ListingEnd> end = m_platform.tags(m_repository, sink, nothingFirst, stop);
    if (!end)
        return base::fail(end.error());
    sink.addTags();
    if (!end->complete)
        graph.setIncomplete(base::failure(ErrorKind::InvalidData, end->reason));
    if (const Result<> named = readNamed(graph, stop); !named)
        return base::fail(named.error());
    return graph;
}

/// Reads what is named and was not read, as long as that names more.
Result<> RepositoryReader::readNamed(RepositoryGraph &graph, std::stop_token stop)
{
    for (int round = 0; round < maxRounds; ++round) {
        std::vector<oci::Digest> named = graph.notRead();
        for (const RepositoryGraph::Gap &gap : graph.gaps()) // those were tried
            std::erase_if(named, [&](const oci::Digest &digest) { return digest.toString() == gap.what; });
        if (named.empty())
            break;
        ManifestReads reads(graph, std::move(named));
        if (Result<> done = m_registry.read(m_repository, reads, stop); !done)
            return done;
    }
    return Done{};
}

Result<> RepositoryReader::readUntagged(RepositoryGraph &graph, const platforms::Selection &selection,
                                        std::stop_token stop)
{
    std::vector<oci::Digest> digests = selection.manifests;
    if (selection.untagged || selection.everything) {
        Result<std::vector<oci::Digest>> listed = m_registry.untagged(m_repository, stop);
        const bool isEnough = selection.everything && !listed && listed.error().kind == ErrorKind::Unsupported;
        if (!listed && !isEnough)
            return base::fail(listed.error());
        if (listed)
            digests = *std::move(listed);
    }
    std::erase_if(digests, [&graph](const oci::Digest &digest) { return graph.find(digest).has_value(); });
    if (digests.empty())
        return Done{};
    ManifestReads reads(graph, std::move(digests));
    if (Result<> done = m_registry.read(m_repository, reads, stop); !done)
        return done;
    return readNamed(graph, stop);
}

Result<> RepositoryReader::readReferrers(RepositoryGraph &graph, const platforms::Selection &selection,
                                         std::stop_token stop)
{
    using Id = RepositoryGraph::Id;
    std::vector<Id> todo;
    const bool areAll = selection.everything || selection.untagged;
    for (Id id = 0; areAll && id < graph.manifests().size(); ++id)
        todo.push_back(id);
    for (const oci::TagName &name : selection.tags) {
        const std::optional<Id> tag = graph.find(name);
        if (tag && graph.tags()[*tag].manifest)
            todo.push_back(*graph.tags()[*tag].manifest);
    }
    for (const oci::Digest &digest : selection.manifests) {
        if (const std::optional<Id> id = graph.find(digest))
            todo.push_back(*id);
    }
    std::vector<bool> isSeen;
    qint64 done = 0;
    while (!todo.empty()) {
        const Id id = todo.back();
        todo.pop_back();
        isSeen.resize(graph.manifests().size());
        if (isSeen[id] || graph.manifests()[id].state != RepositoryGraph::State::Read)
            continue;
        isSeen[id] = true;
        const oci::Digest digest = graph.manifests()[id].digest;
        if (!graph.manifests()[id].referrersKnown) {
            const Result<bool> fromTags = readReferrersOf(graph, digest, stop);
            if (!fromTags)
                return base::fail(fromTags.error());
            // The fallback tags are tags like others, and so in the graph.
            if (*fromTags)
                graph.setReferrersListedAsTags();
        }
        const RepositoryGraph::Manifest &manifest = graph.manifests()[id];
        todo.insert(todo.end(), manifest.children.cbegin(), manifest.children.cend());
        todo.insert(todo.end(), manifest.referrers.cbegin(), manifest.referrers.cend());
        if (m_progress)
            m_progress(++done, -1);
    }
    return Done{};
}

/// True where the registry has no referrers API.
Result<bool> RepositoryReader::readReferrersOf(RepositoryGraph &graph, const oci::Digest &subject, std::stop_token stop)
{
    const Result<registry::Referrers> referrers = m_registry.referrers(m_repository, subject, {}, stop);
    if (!referrers && referrers.error().isCancelled())
        return base::fail(referrers.error());
    if (!referrers) {
        graph.addUnreadReferrers(subject, referrers.error());
        return false;
    }
    graph.addReferrers(subject, *referrers);
    if (const Result<> named = readNamed(graph, stop); !named)
        return base::fail(named.error());
    return referrers->fromTagSchema;
}

} // namespace changes
