#include "app/registry/layoutsnapshot.h"

using namespace Qt::StringLiterals;

namespace registry {

LayoutSnapshot::LayoutSnapshot(LayoutFolder folder, LayoutIndex index)
    : m_folder(std::move(folder))
    , m_index(std::move(index))
{ }

Result<oci::Manifest> LayoutSnapshot::manifest(const oci::TagOrDigest &reference) const
{
    const auto *asked = std::get_if<oci::Digest>(&reference);
    const LayoutIndex::Entry *entry = m_index.find(reference);
    if (!entry && !asked)
        return base::fail(ErrorKind::NotFound,
                          {QT_TRANSLATE_NOOP("Faults", "there is no tag %1"), {oci::toString(reference)}});
    if (entry && !entry->descriptor)
        return base::fail(entry->descriptor.error());
    const oci::Digest digest = asked ? *asked : entry->descriptor->digest;
    auto bytes = m_folder.readBlob(digest, oci::maxManifestSize);
    if (!bytes)
        return base::fail(bytes.error());
    if (entry && bytes->size() != entry->descriptor->size)
        return base::fail(
            ErrorKind::DigestMismatch,
            u"%1 has %2 bytes and not %3"_s.arg(digest.toString()).arg(bytes->size()).arg(entry->descriptor->size));
    const auto mediaType = entry ? std::optional(entry->descriptor->mediaType) : std::nullopt;
    return oci::Manifest::parse(*std::move(bytes), mediaType, digest);
}

Result<std::shared_ptr<const LayoutGraph>> LayoutSnapshot::graph(std::stop_token stop) const
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_graph)
            return m_graph;
    }
    // Without the lock: two threads may both read, which is harmless, and neither waits for the other's disk.
    auto read = LayoutGraph::read(m_folder, m_index, stop);
    if (!read)
        return base::fail(read.error());
    auto graph = std::make_shared<const LayoutGraph>(*std::move(read));
    const std::lock_guard lock(m_mutex);
    m_graph = graph;
    return graph;
}

} // namespace registry
