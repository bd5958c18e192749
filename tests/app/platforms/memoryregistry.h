#pragma once

#include <deque>
#include <map>
#include <vector>

#include "app/registry/registry.h"

namespace support {

/// A registry in memory, for tests of what stands above one. Counts what it is asked for. Reads of a batch are answered
/// in the order they were asked for, once `window` of them are under way.
class MemoryRegistry : public registry::Registry
{
public:
    static constexpr qint64 layerSize = 1'000;

    /// The manifest of an image for @p architecture whose layers are named by @p layers, with its configuration.
    oci::Digest addImage(const QString &architecture, const QStringList &layers,
                         const QString &created = QStringLiteral("2024-05-06T07:08:09Z"));
    oci::Digest addManifest(const QByteArray &raw);
    oci::Digest addBlob(const QByteArray &bytes);
    void tag(const QString &name, const oci::Digest &digest);

    /// Descriptors for indexes, as JSON.
    [[nodiscard]] static QByteArray child(const oci::Digest &digest, const QString &platform,
                                          const QByteArray &more = {});
    [[nodiscard]] static QByteArray index(const QList<QByteArray> &children, const QByteArray &more = {});

    Result<registry::Ping> ping(std::stop_token) override { return registry::Ping(); }
    Result<registry::ListingEnd> repositories(const registry::RepositoryPage &page, std::stop_token stop) override;
    Result<registry::ListingEnd> tags(const oci::RepositoryName &, const registry::TagPage &page,
                                      std::stop_token stop) override;
    Result<oci::Manifest> manifest(const oci::RepositoryName &, const oci::TagOrDigest &reference,
                                   std::stop_token stop) override;
    Result<> read(const oci::RepositoryName &, registry::ReadSource &source, std::stop_token stop) override;
    Result<registry::Referrers> referrers(const oci::RepositoryName &, const oci::Digest &subject, const QString &,
                                          std::stop_token stop) override;

    Result<oci::Descriptor> resolve(const oci::RepositoryName &, const oci::TagOrDigest &, std::stop_token) override;
    Result<QByteArray> smallBlob(const oci::RepositoryName &, const oci::Digest &, qint64, std::stop_token) override;
    Result<> blob(const oci::RepositoryName &, const oci::Descriptor &, registry::ByteRange,
                  std::shared_ptr<http::Sink>, std::stop_token) override;
    Result<bool> hasBlob(const oci::RepositoryName &, const oci::Digest &, std::stop_token) override;
    Result<oci::Digest> putManifest(const oci::RepositoryName &, const oci::TagOrDigest &, const oci::Manifest &,
                                    std::stop_token) override;
    Result<registry::Deleted> deleteTag(const oci::RepositoryName &, const oci::TagName &, std::stop_token) override;
    Result<registry::Deleted> deleteManifest(const oci::RepositoryName &, const oci::Digest &,
                                             std::stop_token) override;
    Result<registry::MountOutcome> mountBlob(const oci::RepositoryName &, const oci::Digest &,
                                             const oci::RepositoryName &, std::stop_token) override;
    Result<> uploadBlob(const oci::RepositoryName &, const oci::Digest &, std::shared_ptr<http::Source>,
                        std::stop_token) override;

    std::size_t window = 8;
    std::size_t pageSize = 1'000;
    std::vector<QString> tagNames; ///< in the registry's order
    std::map<QString, QByteArray> manifests; ///< by tag or digest
    std::map<QString, QByteArray> blobs; ///< by digest
    std::map<QString, base::Error> failures; ///< by tag or digest, instead of what is stored
    Result<registry::Referrers> referrersAnswer;

    std::vector<QString> asked; ///< every read, in order: tags and digests
    std::map<QString, int> count; ///< the same, counted
    std::size_t most = 0; ///< reads under way at one time

protected:
    /// What is stored under a name; overridden where it is made when it is asked for.
    virtual Result<QByteArray> manifestBytes(const QString &reference) const;
    virtual Result<QByteArray> blobBytes(const QString &digest) const;

private:
    Result<QByteArray> content(const std::map<QString, QByteArray> &from, const QString &name) const;
    Result<> answer(const registry::ContentRead &read, registry::ReadSource &source);
};

} // namespace support
