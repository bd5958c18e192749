#include "app/registry/endpoint.h"

#include "app/registry/realmtrust.h"

namespace registry {

http::Origin wireOrigin(const http::Origin &origin)
{
    return isDockerHub(origin) ? http::Origin{true, "registry-1.docker.io", 443} : origin;
}

Endpoint::Endpoint(http::Origin origin, QByteArray pathPrefix)
    : m_origin(std::move(origin))
    , m_base(std::move(pathPrefix))
{
    while (m_base.endsWith('/'))
        m_base.chop(1);
    if (!m_base.isEmpty() && !m_base.startsWith('/'))
        m_base.prepend('/');
    m_base += "/v2/";
}

http::Url Endpoint::ping() const
{
    return {m_origin, m_base};
}

http::Url Endpoint::catalog() const
{
    return {m_origin, m_base + "_catalog"};
}

http::Url Endpoint::tags(const oci::RepositoryName &repository) const
{
    return of(repository, "/tags/list");
}

http::Url Endpoint::manifest(const oci::RepositoryName &repository, const oci::TagOrDigest &reference) const
{
    return of(repository, "/manifests/" + oci::toString(reference).toLatin1());
}

http::Url Endpoint::blob(const oci::RepositoryName &repository, const oci::Digest &digest) const
{
    return of(repository, "/blobs/" + digest.toString().toLatin1());
}

http::Url Endpoint::uploads(const oci::RepositoryName &repository) const
{
    return of(repository, "/blobs/uploads/");
}

http::Url Endpoint::referrers(const oci::RepositoryName &repository, const oci::Digest &subject) const
{
    return of(repository, "/referrers/" + subject.toString().toLatin1());
}

http::Url Endpoint::of(const oci::RepositoryName &repository, const QByteArray &rest) const
{
    return {m_origin, m_base + repository.toString().toLatin1() + rest};
}

} // namespace registry
