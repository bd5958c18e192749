#include "app/changes/spacecount.h"

#include <limits>

#include <QtNumeric>

namespace changes {

namespace {

void addTo(qint64 &sum, qint64 bytes)
{
    if (qAddOverflow(sum, bytes, &sum))
        sum = std::numeric_limits<qint64>::max();
}

} // namespace

SpaceCount::SpaceCount(const RepositoryGraph &graph, const RemovalSet &removal, const QSet<oci::Digest> *elsewhere)
    : m_graph(graph)
    , m_removal(removal)
    , m_elsewhere(elsewhere)
    , m_isKept(graph.blobs().size())
{
    for (Id id = 0; id < graph.manifests().size(); ++id) {
        if (removal.goes(id))
            continue;
        for (const Id blob : graph.manifests()[id].blobs)
            m_isKept[blob] = true;
    }
}

Space SpaceCount::whole() const
{
    Space space;
    const auto add = [&](const oci::Digest &digest, qint64 bytes, bool isKept) {
        const bool isUsed = isKept || (m_elsewhere && m_elsewhere->contains(digest));
        if (bytes < 0)
            space.unmeasured += isUsed ? 0 : 1;
        else if (isUsed)
            addTo(space.stillUsed, bytes);
        else
            addTo(m_elsewhere ? space.free : space.unknown, bytes);
    };
    std::vector<bool> isCounted(m_graph.blobs().size());
    for (const Id id : m_removal.manifests()) {
        const RepositoryGraph::Manifest &manifest = m_graph.manifests()[id];
        add(manifest.digest, manifest.size, false);
        for (const Id blob : manifest.blobs) {
            if (!isCounted[blob])
                add(m_graph.blobs()[blob].digest, m_graph.blobs()[blob].size, m_isKept[blob]);
            isCounted[blob] = true;
        }
    }
    return space;
}

std::vector<qint64> SpaceCount::onlyIn() const
{
    std::vector<qint64> bytesOf(m_graph.manifests().size());
    const std::vector<Owner> ofManifests = ownersOfManifests();
    const std::vector<Owner> ofBlobs = ownersOfBlobs(ofManifests);
    const auto add = [&](Owner owner, qint64 bytes) {
        if (owner == 0 || owner == several)
            return;
        qint64 &sum = bytesOf[owner - 1];
        if (bytes < 0 || sum < 0)
            sum = -1;
        else
            addTo(sum, bytes);
    };
    for (const Id id : m_removal.manifests())
        add(ofManifests[id], m_graph.manifests()[id].size);
    for (Id blob = 0; blob < ofBlobs.size(); ++blob)
        add(ofBlobs[blob], m_graph.blobs()[blob].size); // of what stays, too, the owners are several
    return bytesOf;
}

std::vector<SpaceCount::Owner> SpaceCount::ownersOfManifests() const
{
    std::vector<Owner> owners(m_graph.manifests().size());
    for (const Id tag : m_removal.askedTags()) {
        if (const std::optional<Id> image = m_graph.tags()[tag].manifest)
            owners[*image] = *image + 1;
    }
    for (const Id image : m_removal.askedManifests())
        owners[image] = image + 1;
    for (const Id id : m_removal.manifests()) { // owners before what they own
        const RepositoryGraph::Manifest &manifest = m_graph.manifests()[id];
        for (const std::vector<Id> *below : {&manifest.children, &manifest.referrers}) {
            for (const Id next : *below)
                owners[next] = owners[next] == 0 || owners[next] == owners[id] ? owners[id] : several;
        }
    }
    return owners;
}

std::vector<SpaceCount::Owner> SpaceCount::ownersOfBlobs(const std::vector<Owner> &ofManifests) const
{
    std::vector<Owner> owners(m_graph.blobs().size());
    for (Id id = 0; id < m_graph.manifests().size(); ++id) {
        const Owner owner = m_removal.goes(id) ? ofManifests[id] : several;
        for (const Id blob : m_graph.manifests()[id].blobs)
            owners[blob] = owners[blob] == 0 || owners[blob] == owner ? owner : several;
    }
    return owners;
}

} // namespace changes
