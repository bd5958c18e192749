#pragma once

#include <memory>

#include <QString>

#include "app/base/changepermit.h"
#include "app/registry/registry.h"

namespace registry {

/// Registry over a folder of OCI image layouts (image-spec, image-layout.md), for images on disk and for the sample.
///
/// Names: a folder that holds an `oci-layout` file is a repository; its path below the root, in lower case, is its
/// name. Layouts may lie inside each other (`a/b` and `a/b/c`), except below a folder named `blobs`. Names that break
/// the grammar are left out and make the listing incomplete. A root that is a layout itself is one repository, named
/// after the folder; what does not fit a name there becomes `-`. Hidden folders and linked ones are not entered, and a
/// file that is a link out of the root counts as absent.
///
/// Content: tags are the descriptors with `org.opencontainers.image.ref.name` in `index.json`; blobs are files named by
/// digest. A manifest is put only after its config and layers (NotFound otherwise); an index may lack children.
///
/// Deleting: a tag that goes leaves its manifest in `index.json` without a name, so that it can be tagged again. A
/// manifest that goes takes its tags and its own file along; config and layers stay. A manifest that an index here
/// names is not deleted (Conflict).
///
/// Writing is safe against a crash: every file appears whole under its name or not at all, blobs before the index that
/// names them. A writer of `index.json` takes the layout's lock; several programs may read and upload meanwhile.
class LayoutRegistry final : public Registry
{
public:
    /// @p root is read when it is asked; it need not exist yet for a registry that will be written.
    explicit LayoutRegistry(QString root, base::ReadOnly readOnly = false);
    ~LayoutRegistry() override;

    Result<Ping> ping(std::stop_token stop) override;
    Result<ListingEnd> repositories(const RepositoryPage &page, std::stop_token stop) override;
    Result<ListingEnd> tags(const oci::RepositoryName &repository, const TagPage &page, std::stop_token stop) override;
    Result<std::vector<oci::Digest>> untagged(const oci::RepositoryName &repository, std::stop_token stop) override;
    Result<oci::Manifest> manifest(const oci::RepositoryName &repository, const oci::TagOrDigest &reference,
                                   std::stop_token stop) override;
    Result<oci::Descriptor> resolve(const oci::RepositoryName &repository, const oci::TagOrDigest &reference,
                                    std::stop_token stop) override;
    Result<QByteArray> smallBlob(const oci::RepositoryName &repository, const oci::Digest &digest, qint64 maxSize,
                                 std::stop_token stop) override;
    Result<> blob(const oci::RepositoryName &repository, const oci::Descriptor &descriptor, ByteRange range,
                  std::shared_ptr<http::Sink> sink, std::stop_token stop) override;
    Result<bool> hasBlob(const oci::RepositoryName &repository, const oci::Digest &digest,
                         std::stop_token stop) override;
    Result<> read(const oci::RepositoryName &repository, ReadSource &source, std::stop_token stop) override;
    Result<oci::Digest> putManifest(const oci::RepositoryName &repository, const oci::TagOrDigest &reference,
                                    const oci::Manifest &manifest, std::stop_token stop) override;
    Result<Deleted> deleteTag(const oci::RepositoryName &repository, const oci::TagName &tag,
                              std::stop_token stop) override;
    Result<Deleted> deleteManifest(const oci::RepositoryName &repository, const oci::Digest &digest,
                                   std::stop_token stop) override;
    Result<MountOutcome> mountBlob(const oci::RepositoryName &repository, const oci::Digest &digest,
                                   const oci::RepositoryName &from, std::stop_token stop) override;
    Result<> uploadBlob(const oci::RepositoryName &repository, const oci::Digest &digest,
                        std::shared_ptr<http::Source> source, std::stop_token stop) override;
    Result<Referrers> referrers(const oci::RepositoryName &repository, const oci::Digest &subject,
                                const QString &artifactType, std::stop_token stop) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace registry
