#include "app/changes/elsewhere.h"

#include <algorithm>
#include <utility>

#include "app/changes/repositoryreader.h"

namespace changes {

using namespace Qt::StringLiterals;

namespace {

Result<std::vector<oci::RepositoryName>> others(platforms::Platform &platform, const oci::RepositoryName &but,
                                                std::stop_token stop)
{
    std::vector<oci::RepositoryName> names;
    const auto take = [&names](const std::vector<oci::RepositoryName> &page) -> Result<> {
        names.insert(names.end(), page.cbegin(), page.cend());
        return Done{};
    };
    const Result<registry::ListingEnd> listed = platform.repositories(take, std::move(stop));
    if (!listed)
        return base::fail(listed.error());
    if (!listed->complete)
        return base::fail(ErrorKind::InvalidData,
                          {QT_TRANSLATE_NOOP("Faults", "the list of repositories is not whole: %1"), {listed->reason}});
    names.erase(std::remove(names.begin(), names.end(), but), names.end());
    return names;
}

/// Adds what @p repository uses.
Result<> readInto(QSet<oci::Digest> &used, platforms::Platform &platform, registry::Registry &registry,
                  const oci::RepositoryName &repository, std::stop_token stop)
{
    RepositoryReader reader(platform, registry, repository, {});
    Result<RepositoryGraph> graph = reader.read(stop);
    if (!graph && graph.error().kind == ErrorKind::NotFound) // catalogues name repositories that are gone
        return Done{};
    if (!graph)
        return base::fail(graph.error());
    platforms::Selection all;
    all.everything = true;
    if (const Result<> referrers = reader.readReferrers(*graph, all, std::move(stop)); !referrers)
        return base::fail(referrers.error());
    if (!graph->gaps().empty())
        return base::fail(graph->gaps().front().why);
    if (!graph->isWhole())
        return base::fail(ErrorKind::InvalidData,
                          {QT_TRANSLATE_NOOP("Faults", "%1 was not read whole"), {repository.toString()}});
    for (const RepositoryGraph::Manifest &manifest : graph->manifests()) {
        if (manifest.state == RepositoryGraph::State::Read)
            used.insert(manifest.digest);
    }
    for (const RepositoryGraph::Blob &blob : graph->blobs())
        used.insert(blob.digest);
    return Done{};
}

} // namespace

Result<QSet<oci::Digest>> readElsewhere(platforms::Platform &platform, registry::Registry &registry,
                                        const oci::RepositoryName &but,
                                        const std::function<void(qint64 done, qint64 total)> &progress,
                                        std::stop_token stop)
{
    const Result<std::vector<oci::RepositoryName>> names = others(platform, but, stop);
    if (!names)
        return base::fail(names.error());
    QSet<oci::Digest> used;
    for (std::size_t i = 0; i < names->size(); ++i) {
        if (progress)
            progress(static_cast<qint64>(i), static_cast<qint64>(names->size()));
        if (const Result<> read = readInto(used, platform, registry, names->at(i), stop); !read)
            return base::fail(read.error());
    }
    return used;
}

} // namespace changes
