#pragma once

#include <stop_token>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "app/base/result.h"
#include "app/oci/descriptor.h"
#include "app/registry/layoutfolder.h"
#include "app/registry/layoutindex.h"

namespace registry {

/// What the manifests of a layout say about each other: who is the subject of whom, and what is a child of an index.
/// Made by reading every manifest once. A value.
class LayoutGraph final
{
public:
    /// Reads what @p index names and, through the indexes among them, what belongs to it.
    static Result<LayoutGraph> read(const LayoutFolder &folder, const LayoutIndex &index, std::stop_token stop);

    /// The manifests with @p subject, as a referrers API describes them (distribution-spec, "Listing Referrers").
    [[nodiscard]] std::vector<oci::Descriptor> referrers(const oci::Digest &subject) const;
    /// True where an index names @p digest as one of its manifests.
    [[nodiscard]] bool isChild(const oci::Digest &digest) const { return m_children.contains(digest); }
    /// False where a manifest that is there could not be read, so that it may be a referrer of anything.
    [[nodiscard]] bool isComplete() const noexcept { return m_complete; }

private:
    std::unordered_map<oci::Digest, std::vector<oci::Descriptor>> m_referrers;
    std::unordered_set<oci::Digest> m_children;
    bool m_complete = true;
};

} // namespace registry
