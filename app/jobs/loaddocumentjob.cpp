#include "app/jobs/loaddocumentjob.h"

namespace jobs {

namespace {

bool isBlob(const std::optional<oci::MediaType> &type)
{
    return type && !type->isImageManifest() && !type->isIndex() && !type->isSchema1();
}

} // namespace

LoadDocumentJob::LoadDocumentJob(Workers &workers, std::shared_ptr<connections::Session> session,
                                 oci::RepositoryName repository, const oci::Digest &digest,
                                 const std::optional<oci::MediaType> &mediaType, QObject *parent)
    : Job(workers, Lane::Ui, session->connection().id, parent)
{
    setWork([session = std::move(session), repository = std::move(repository), digest, mediaType,
             blobReady = toUi(&LoadDocumentJob::blobReady),
             manifestReady = toUi(&LoadDocumentJob::manifestReady)](std::stop_token stop) -> Result<> {
        if (isBlob(mediaType)) {
            Result<QByteArray> bytes = session->registry().smallBlob(repository, digest, maxSize, stop);
            if (!bytes)
                return base::fail(std::move(bytes).error());
            blobReady(*std::move(bytes), mediaType->toString());
            return Done{};
        }
        Result<oci::Manifest> manifest = session->registry().manifest(repository, digest, stop);
        if (!manifest)
            return base::fail(std::move(manifest).error());
        manifestReady(*std::move(manifest));
        return Done{};
    });
}

} // namespace jobs
