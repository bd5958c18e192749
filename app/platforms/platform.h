#pragma once

#include <stop_token>
#include <vector>

#include "app/base/result.h"
#include "app/oci/reference.h"
#include "app/platforms/image.h"
#include "app/platforms/selection.h"
#include "app/platforms/tagdetails.h"
#include "app/platforms/wish.h"
#include "app/registry/registry.h"

namespace platforms {

/// Receives a listing of tags: names first, then details in batches, in any order, and between them what the images
/// hold. Called on the calling thread.
class TagSink
{
public:
    virtual ~TagSink() = default;

    virtual void names(std::vector<oci::TagName> tags) = 0;
    /// The last name is there: once, where the listing did not fail before.
    virtual void namesEnd(const registry::ListingEnd &end) = 0;
    virtual void details(std::vector<TagDetails> rows) = 0;
    /// A manifest that a tag points at, or that the index of a tag names: once a digest at least.
    virtual void manifest(const oci::Manifest &manifest) = 0;
    /// The index of a tag names @p manifest, and the registry does not have it.
    virtual void missing(const oci::Digest &manifest) = 0;
};

/// What a registry product adds to the distribution protocol. Listing goes through it; `generic` is the platform that
/// every registry has. Plain blocking calls from any thread, like registry::Registry.
class Platform
{
public:
    virtual ~Platform() = default;

    [[nodiscard]] virtual QString id() const = 0; ///< `generic`, `gitlab`, …

    virtual Result<registry::ListingEnd> repositories(const registry::RepositoryPage &page, std::stop_token stop) = 0;
    /// Every tag with its details, the tags of @p wish first, and all manifests that their indexes name; what one index
    /// has read another does not read again.
    virtual Result<registry::ListingEnd> tags(const oci::RepositoryName &repository, TagSink &sink, Wish &wish,
                                              std::stop_token stop)
        = 0;
    virtual Result<Image> image(const oci::RepositoryName &repository, const oci::TagOrDigest &reference,
                                std::stop_token stop)
        = 0;

    /// What can be deleted in @p repository. Where no product says so it asks for the deletion of a tag and a digest
    /// that do not exist: for planners and the doctor, never while somebody browses.
    virtual Result<DeletionAbilities> deletionAbilities(const oci::RepositoryName &repository, std::stop_token stop)
        = 0;
    /// The tags that a rule of the registry protects in @p repository.
    virtual Result<Protection> protection(const oci::RepositoryName &repository, std::stop_token stop) = 0;
};

} // namespace platforms
