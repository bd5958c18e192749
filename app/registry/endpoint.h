#pragma once

#include "app/http/url.h"
#include "app/oci/digest.h"
#include "app/oci/reference.h"
#include "app/oci/repositoryname.h"

namespace registry {

/// The origin that answers for @p origin: Docker Hub's registry is not where its name says. Every other is itself.
[[nodiscard]] http::Origin wireOrigin(const http::Origin &origin);

/// The addresses of the API (distribution-spec, "Endpoints"). Names and digests are valid by their types, so they stand
/// in a path as they are. A value.
class Endpoint final
{
public:
    Endpoint(http::Origin origin, QByteArray pathPrefix);

    [[nodiscard]] const http::Origin &origin() const noexcept { return m_origin; }
    [[nodiscard]] http::Url ping() const;
    [[nodiscard]] http::Url catalog() const;
    [[nodiscard]] http::Url tags(const oci::RepositoryName &repository) const;
    [[nodiscard]] http::Url manifest(const oci::RepositoryName &repository, const oci::TagOrDigest &reference) const;
    [[nodiscard]] http::Url blob(const oci::RepositoryName &repository, const oci::Digest &digest) const;
    [[nodiscard]] http::Url uploads(const oci::RepositoryName &repository) const;
    [[nodiscard]] http::Url referrers(const oci::RepositoryName &repository, const oci::Digest &subject) const;

private:
    [[nodiscard]] http::Url of(const oci::RepositoryName &repository, const QByteArray &rest) const;

    http::Origin m_origin;
    QByteArray m_base; ///< the prefix with `/v2/`
};

} // namespace registry
