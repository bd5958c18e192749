#pragma once

#include <vector>

#include "app/oci/descriptor.h"

namespace registry {

/// A list of referrers as a registry sent it: an index, whose bytes are hashed by nobody, and so need not be whole.
struct ReferrersPage
{
    std::vector<oci::Descriptor> manifests;
    bool complete = true; ///< false where entries were left out because they are malformed

    /// InvalidData where @p body is no index. Any number of entries is taken.
    static Result<ReferrersPage> parse(const QByteArray &body);
};

} // namespace registry
