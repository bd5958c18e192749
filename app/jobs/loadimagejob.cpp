#include "app/jobs/loadimagejob.h"

namespace jobs {

LoadImageJob::LoadImageJob(Workers &workers, std::shared_ptr<connections::Session> session,
                           oci::RepositoryName repository, oci::TagOrDigest reference, QObject *parent)
    : Job(workers, Lane::Ui, session->connection().id, parent)
{
    setWork([session = std::move(session), repository = std::move(repository), reference = std::move(reference),
             ready = toUi(&LoadImageJob::imageReady)](std::stop_token stop) -> Result<> {
        Result<platforms::Image> image = session->platform().image(repository, reference, stop);
        if (!image)
            return base::fail(std::move(image).error());
        ready(*std::move(image));
        return Done{};
    });
}

} // namespace jobs
