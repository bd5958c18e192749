#pragma once

#include <memory>

#include "app/connections/session.h"
#include "app/jobs/job.h"
#include "app/oci/manifest.h"

namespace jobs {

/// Reads the bytes of something that a person wants to see: a manifest, or a blob of at most maxSize bytes.
class LoadDocumentJob final : public Job
{
    Q_OBJECT

public:
    static constexpr qint64 maxSize = 4 * 1024 * 1024; ///< bytes

    /// @p mediaType decides where @p digest is looked for. Without one it is taken for a manifest.
    LoadDocumentJob(Workers &workers, std::shared_ptr<connections::Session> session, oci::RepositoryName repository,
                    const oci::Digest &digest, const std::optional<oci::MediaType> &mediaType,
                    QObject *parent = nullptr);

signals:
    /// One of these, at most once; the bytes hash to the digest.
    void blobReady(const QByteArray &bytes, const QString &mediaType);
    void manifestReady(const oci::Manifest &manifest);
};

} // namespace jobs
