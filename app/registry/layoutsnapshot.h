#pragma once

#include <memory>
#include <mutex>
#include <stop_token>

#include "app/oci/manifest.h"
#include "app/registry/layoutfolder.h"
#include "app/registry/layoutgraph.h"
#include "app/registry/layoutindex.h"

namespace registry {

/// A layout with its index as it was at one moment. Shared by those who read meanwhile; any thread.
class LayoutSnapshot final
{
public:
    LayoutSnapshot(LayoutFolder folder, LayoutIndex index);

    [[nodiscard]] const LayoutFolder &folder() const noexcept { return m_folder; }
    [[nodiscard]] const LayoutIndex &index() const noexcept { return m_index; }

    /// Bytes are checked against the digest and, where the index names them, against their size and media type.
    [[nodiscard]] Result<oci::Manifest> manifest(const oci::TagOrDigest &reference) const;
    /// Read once, when it is first asked for.
    [[nodiscard]] Result<std::shared_ptr<const LayoutGraph>> graph(std::stop_token stop) const;

private:
    LayoutFolder m_folder;
    LayoutIndex m_index;
    mutable std::mutex m_mutex; ///< for m_graph
    mutable std::shared_ptr<const LayoutGraph> m_graph;
};

} // namespace registry
