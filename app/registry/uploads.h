#pragma once

#include <memory>

#include "app/http/source.h"
#include "app/registry/channel.h"
#include "app/registry/endpoint.h"
#include "app/registry/registry.h"

namespace registry {

/// Brings blobs into a repository: by mounting and by upload (distribution-spec, "Pushing blobs"; POST, then one PUT).
/// Any thread.
class Uploads final
{
public:
    Uploads(const Endpoint &endpoint, Channel &channel);

    Result<MountOutcome> mount(const oci::RepositoryName &repository, const oci::Digest &digest,
                               const oci::RepositoryName &from, std::stop_token stop);
    Result<> upload(const oci::RepositoryName &repository, const oci::Digest &digest,
                    std::shared_ptr<http::Source> source, std::stop_token stop);

private:
    /// Where the upload goes, as `Location` says: opaque, and possibly a server of its own, which gets no credentials.
    [[nodiscard]] Result<http::Url> location(const http::Response &answer) const;
    /// Gives a session back that is not used. Whether that worked is of no interest: it expires by itself.
    void discard(const http::Response &answer, const Scopes &scopes, std::stop_token stop);

    const Endpoint &m_endpoint;
    Channel &m_channel;
};

} // namespace registry
