#pragma once

#include "app/registry/contentreader.h"

namespace registry {

/// Reads what points at a manifest (distribution-spec, "Listing Referrers" and "Unavailable Referrers API"). Any
/// thread.
class ReferrersReader final
{
public:
    ReferrersReader(const Endpoint &endpoint, Channel &channel, ContentReader &reader);

    /// @p artifactType empty: all.
    Result<Referrers> read(const oci::RepositoryName &repository, const oci::Digest &subject,
                           const QString &artifactType, std::stop_token stop);

private:
    Result<Referrers> fromApi(const oci::RepositoryName &repository, const oci::Digest &subject,
                              const QString &artifactType, std::stop_token stop);
    Result<Referrers> fromTag(const oci::RepositoryName &repository, const oci::Digest &subject,
                              const QString &artifactType, std::stop_token stop);

    const Endpoint &m_endpoint;
    Channel &m_channel;
    ContentReader &m_reader;
};

/// The tag that lists the referrers of @p subject where there is no API (distribution-spec, "Referrers Tag Schema").
[[nodiscard]] oci::TagName referrersTag(const oci::Digest &subject);

} // namespace registry
