#pragma once

#include <functional>
#include <mutex>
#include <optional>

#include <QStringList>

#include "app/registry/registry.h"

namespace support {

/// A registry whose answers a test can lose or replace. Calls are named `resolve v1`, `put v1`, `delete v1` and
/// `delete sha256:…`; listings `tags`. Any thread, as the registry behind it; the knobs are set before.
class FaultyRegistry final : public registry::Registry
{
public:
    /// An error instead of a call, or of its answer; called on the thread of the call.
    using Fault = std::function<std::optional<base::Error>(const QString &call)>;

    /// @p behind lives longer.
    explicit FaultyRegistry(registry::Registry &behind);

    Fault before; ///< the call does not happen
    Fault after; ///< it did, and its answer is lost

    [[nodiscard]] QStringList changes() const; ///< that arrived here, in their order
    [[nodiscard]] int most() const; ///< changes under way at one time

    Result<registry::Ping> ping(std::stop_token stop) override;
    Result<registry::ListingEnd> repositories(const registry::RepositoryPage &page, std::stop_token stop) override;
    Result<registry::ListingEnd> tags(const oci::RepositoryName &repository, const registry::TagPage &page,
                                      std::stop_token stop) override;
    Result<oci::Manifest> manifest(const oci::RepositoryName &repository, const oci::TagOrDigest &reference,
                                   std::stop_token stop) override;
    Result<oci::Descriptor> resolve(const oci::RepositoryName &repository, const oci::TagOrDigest &reference,
                                    std::stop_token stop) override;
    Result<QByteArray> smallBlob(const oci::RepositoryName &repository, const oci::Digest &digest, qint64 maxSize,
                                 std::stop_token stop) override;
    Result<> blob(const oci::RepositoryName &repository, const oci::Descriptor &descriptor, registry::ByteRange range,
                  std::shared_ptr<http::Sink> sink, std::stop_token stop) override;
    Result<bool> hasBlob(const oci::RepositoryName &repository, const oci::Digest &digest,
                         std::stop_token stop) override;
    Result<> read(const oci::RepositoryName &repository, registry::ReadSource &source, std::stop_token stop) override;
    Result<oci::Digest> putManifest(const oci::RepositoryName &repository, const oci::TagOrDigest &reference,
                                    const oci::Manifest &manifest, std::stop_token stop) override;
    Result<registry::Deleted> deleteTag(const oci::RepositoryName &repository, const oci::TagName &tag,
                                        std::stop_token stop) override;
    Result<registry::Deleted> deleteManifest(const oci::RepositoryName &repository, const oci::Digest &digest,
                                             std::stop_token stop) override;
    Result<registry::MountOutcome> mountBlob(const oci::RepositoryName &repository, const oci::Digest &digest,
                                             const oci::RepositoryName &from, std::stop_token stop) override;
    Result<> uploadBlob(const oci::RepositoryName &repository, const oci::Digest &digest,
                        std::shared_ptr<http::Source> source, std::stop_token stop) override;
    Result<registry::Referrers> referrers(const oci::RepositoryName &repository, const oci::Digest &subject,
                                          const QString &artifactType, std::stop_token stop) override;

private:
    template <class Value, class Call>
    Result<Value> through(const QString &name, const Call &call) const;
    template <class Value, class Call>
    Result<Value> change(const QString &name, const Call &call);

    registry::Registry &m_behind;
    mutable std::mutex m_mutex;
    QStringList m_changes;
    int m_underWay = 0;
    int m_most = 0;
};

} // namespace support
