#include "tests/support/faultyregistry.h"

#include <algorithm>
#include <utility>

namespace support {

using namespace Qt::StringLiterals;

FaultyRegistry::FaultyRegistry(registry::Registry &behind)
    : m_behind(behind)
{ }

QStringList FaultyRegistry::changes() const
{
    const std::lock_guard lock(m_mutex);
    return m_changes;
}

int FaultyRegistry::most() const
{
    const std::lock_guard lock(m_mutex);
    return m_most;
}

template <class Value, class Call>
Result<Value> FaultyRegistry::through(const QString &name, const Call &call) const
{
    if (const std::optional<base::Error> fault = before ? before(name) : std::nullopt)
        return base::fail(*fault);
    Result<Value> answer = call();
    if (const std::optional<base::Error> fault = after ? after(name) : std::nullopt)
        return base::fail(*fault);
    return answer;
}

template <class Value, class Call>
Result<Value> FaultyRegistry::change(const QString &name, const Call &call)
{
    {
        const std::lock_guard lock(m_mutex);
        m_changes.append(name);
        m_most = std::max(m_most, ++m_underWay);
    }
    Result<Value> answer = through<Value>(name, call);
    const std::lock_guard lock(m_mutex);
    --m_underWay;
    return answer;
}

Result<registry::Ping> FaultyRegistry::ping(std::stop_token stop)
{
    return m_behind.ping(std::move(stop));
}

Result<registry::ListingEnd> FaultyRegistry::repositories(const registry::RepositoryPage &page, std::stop_token stop)
{
    return m_behind.repositories(page, std::move(stop));
}

Result<registry::ListingEnd> FaultyRegistry::tags(const oci::RepositoryName &repository, const registry::TagPage &page,
                                                  std::stop_token stop)
{
    return through<registry::ListingEnd>(u"tags"_s, [&] { return m_behind.tags(repository, page, stop); });
}

Result<oci::Manifest> FaultyRegistry::manifest(const oci::RepositoryName &repository, const oci::TagOrDigest &reference,
                                               std::stop_token stop)
{
    return m_behind.manifest(repository, reference, std::move(stop));
}

Result<oci::Descriptor> FaultyRegistry::resolve(const oci::RepositoryName &repository,
                                                const oci::TagOrDigest &reference, std::stop_token stop)
{
    return through<oci::Descriptor>(u"resolve "_s + oci::toString(reference),
                                    [&] { return m_behind.resolve(repository, reference, stop); });
}

Result<QByteArray> FaultyRegistry::smallBlob(const oci::RepositoryName &repository, const oci::Digest &digest,
                                             qint64 maxSize, std::stop_token stop)
{
    return m_behind.smallBlob(repository, digest, maxSize, std::move(stop));
}

Result<> FaultyRegistry::blob(const oci::RepositoryName &repository, const oci::Descriptor &descriptor,
                              registry::ByteRange range, std::shared_ptr<http::Sink> sink, std::stop_token stop)
{
    return m_behind.blob(repository, descriptor, range, std::move(sink), std::move(stop));
}

Result<bool> FaultyRegistry::hasBlob(const oci::RepositoryName &repository, const oci::Digest &digest,
                                     std::stop_token stop)
{
    return m_behind.hasBlob(repository, digest, std::move(stop));
}

Result<> FaultyRegistry::read(const oci::RepositoryName &repository, registry::ReadSource &source, std::stop_token stop)
{
    return m_behind.read(repository, source, std::move(stop));
}

Result<oci::Digest> FaultyRegistry::putManifest(const oci::RepositoryName &repository,
                                                const oci::TagOrDigest &reference, const oci::Manifest &manifest,
                                                std::stop_token stop)
{
    return change<oci::Digest>(u"put "_s + oci::toString(reference),
                               [&] { return m_behind.putManifest(repository, reference, manifest, stop); });
}

Result<registry::Deleted> FaultyRegistry::deleteTag(const oci::RepositoryName &repository, const oci::TagName &tag,
                                                    std::stop_token stop)
{
    return change<registry::Deleted>(u"delete "_s + tag.toString(),
                                     [&] { return m_behind.deleteTag(repository, tag, stop); });
}

Result<registry::Deleted> FaultyRegistry::deleteManifest(const oci::RepositoryName &repository,
                                                         const oci::Digest &digest, std::stop_token stop)
{
    return change<registry::Deleted>(u"delete "_s + digest.toString(),
                                     [&] { return m_behind.deleteManifest(repository, digest, stop); });
}

Result<registry::MountOutcome> FaultyRegistry::mountBlob(const oci::RepositoryName &repository,
                                                         const oci::Digest &digest, const oci::RepositoryName &from,
                                                         std::stop_token stop)
{
    return m_behind.mountBlob(repository, digest, from, std::move(stop));
}

Result<> FaultyRegistry::uploadBlob(const oci::RepositoryName &repository, const oci::Digest &digest,
                                    std::shared_ptr<http::Source> source, std::stop_token stop)
{
    return m_behind.uploadBlob(repository, digest, std::move(source), std::move(stop));
}

Result<registry::Referrers> FaultyRegistry::referrers(const oci::RepositoryName &repository, const oci::Digest &subject,
                                                      const QString &artifactType, std::stop_token stop)
{
    return m_behind.referrers(repository, subject, artifactType, std::move(stop));
}

} // namespace support
