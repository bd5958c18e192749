#pragma once

#include "app/platforms/platform.h"

namespace platforms {

/// The platform of every registry: nothing but the distribution protocol. Sizes and dates come from manifests and
/// configs, read through registry::Registry::read.
class GenericPlatform final : public Platform
{
public:
    explicit GenericPlatform(registry::Registry &registry);

    [[nodiscard]] QString id() const override;
    Result<registry::ListingEnd> repositories(const registry::RepositoryPage &page, std::stop_token stop) override;
    Result<registry::ListingEnd> tags(const oci::RepositoryName &repository, TagSink &sink, Wish &wish,
                                      std::stop_token stop) override;
    Result<Image> image(const oci::RepositoryName &repository, const oci::TagOrDigest &reference,
                        std::stop_token stop) override;

private:
    registry::Registry &m_registry;
};

} // namespace platforms
