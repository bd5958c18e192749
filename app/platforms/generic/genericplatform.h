#pragma once

#include "app/base/clock.h"
#include "app/platforms/platform.h"

namespace platforms {

/// The platform that every registry has: everything is read through the distribution protocol, a manifest and a
/// configuration for each tag. @p registry outlives it.
class GenericPlatform final : public Platform
{
public:
    explicit GenericPlatform(registry::Registry &registry, const base::Clock &clock = base::systemClock());

    [[nodiscard]] QString id() const override;
    Result<registry::ListingEnd> repositories(const registry::RepositoryPage &page, std::stop_token stop) override;
    Result<registry::ListingEnd> tags(const oci::RepositoryName &repository, TagSink &sink, Wish &wish,
                                      std::stop_token stop) override;
    Result<Image> image(const oci::RepositoryName &repository, const oci::TagOrDigest &reference,
                        std::stop_token stop) override;
    Result<DeletionAbilities> deletionAbilities(const oci::RepositoryName &repository, std::stop_token stop) override;
    /// The distribution protocol knows no rules: nothing.
    Result<Protection> protection(const oci::RepositoryName &repository, std::stop_token stop) override;

private:
    registry::Registry &m_registry;
    const base::Clock &m_clock;
};

} // namespace platforms
