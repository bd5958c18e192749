#include "app/registry/layoutgraph.h"

#include "app/oci/manifest.h"

namespace registry {

namespace {

oci::Descriptor asReferrer(const oci::Digest &digest, const oci::Manifest &manifest)
{
    oci::Descriptor descriptor{manifest.mediaType(), digest, manifest.size(), {}, {}, {}, {}};
    if (const auto *image = manifest.image()) {
        descriptor.artifactType = image->effectiveArtifactType();
        descriptor.annotations = image->annotations;
    } else if (const auto *index = manifest.index()) {
        descriptor.artifactType = index->artifactType;
        descriptor.annotations = index->annotations;
    }
    return descriptor;
}

} // namespace

Result<LayoutGraph> LayoutGraph::read(const LayoutFolder &folder, const LayoutIndex &index, std::stop_token stop)
{
    std::vector<oci::Descriptor> todo;
    std::unordered_set<oci::Digest> seen;
    const auto add = [&todo, &seen](const oci::Descriptor &descriptor) {
        if (seen.insert(descriptor.digest).second)
            todo.push_back(descriptor);
    };
    for (const LayoutIndex::Entry &entry : index.entries()) {
        if (entry.descriptor)
            add(*entry.descriptor);
    }

    LayoutGraph graph;
    for (std::size_t at = 0; at < todo.size(); ++at) {
        if (stop.stop_requested())
            return base::fail(base::cancelled());
        const oci::Descriptor next = todo[at];
        auto bytes = folder.readBlob(next.digest, oci::maxManifestSize);
        if (!bytes && bytes.error().kind == ErrorKind::NotFound)
            continue; // part of an image is all that is here
        const auto manifest = bytes ? oci::Manifest::parse(*std::move(bytes), next.mediaType, next.digest)
                                    : Result<oci::Manifest>(base::fail(bytes.error()));
        if (!manifest) {
            graph.m_complete = false;
            continue;
        }
        if (const auto &subject = manifest->subject())
            graph.m_referrers[subject->digest].push_back(asReferrer(next.digest, *manifest));
        if (const auto *children = manifest->index()) {
            for (const oci::Descriptor &child : children->manifests) {
                graph.m_children.insert(child.digest);
                add(child);
            }
        }
    }
    return graph;
}

std::vector<oci::Descriptor> LayoutGraph::referrers(const oci::Digest &subject) const
{
    const auto found = m_referrers.find(subject);
    return found == m_referrers.cend() ? std::vector<oci::Descriptor>() : found->second;
}

} // namespace registry
