#include "app/jobs/findattachedjob.h"

namespace jobs {

FindAttachedJob::FindAttachedJob(Workers &workers, std::shared_ptr<connections::Session> session,
                                 oci::RepositoryName repository, const oci::Digest &subject, QObject *parent)
    : Job(workers, Lane::Ui, session->connection().id, parent)
{
    setWork([session = std::move(session), repository = std::move(repository), subject,
             ready = toUi(&FindAttachedJob::attachedReady)](std::stop_token stop) -> Result<> {
        auto attached = platforms::attachedTags(session->registry(), repository, subject, stop);
        if (!attached)
            return base::fail(std::move(attached).error());
        ready(*std::move(attached));
        return Done{};
    });
}

} // namespace jobs
