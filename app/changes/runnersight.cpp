#include "app/changes/runnersight.h"

#include <algorithm>
#include <utility>

namespace changes {

using Sight = std::optional<oci::Digest>;

Result<Sight> digestNow(registry::Registry &registry, const oci::RepositoryName &repository,
                        const oci::TagOrDigest &what, const std::vector<Sight> &expected, std::stop_token stop)
{
    const Result<oci::Descriptor> said = registry.resolve(repository, what, stop);
    if (!said && said.error().kind == ErrorKind::NotFound)
        return Sight();
    if (!said)
        return base::fail(said.error());
    const bool isExpected = std::find(expected.cbegin(), expected.cend(), Sight(said->digest)) != expected.cend();
    if (isExpected || std::holds_alternative<oci::Digest>(what))
        return Sight(said->digest);
    const Result<oci::Manifest> read = registry.manifest(repository, what, stop);
    if (read)
        return Sight(read->digest());
    if (read.error().kind == ErrorKind::NotFound)
        return Sight();
    // It is what was said, and nothing that we could read, where the registry knows that digest, too.
    if (read.error().kind == ErrorKind::InvalidData && registry.resolve(repository, said->digest, std::move(stop)))
        return Sight(said->digest);
    return base::fail(read.error());
}

} // namespace changes
