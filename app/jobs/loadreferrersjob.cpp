#include "app/jobs/loadreferrersjob.h"

namespace jobs {

LoadReferrersJob::LoadReferrersJob(Workers &workers, std::shared_ptr<connections::Session> session,
                                   oci::RepositoryName repository, const oci::Digest &subject, QObject *parent)
    : Job(workers, Lane::Ui, session->connection().id, parent)
{
    setWork([session = std::move(session), repository = std::move(repository), subject,
             ready = toUi(&LoadReferrersJob::referrersReady)](std::stop_token stop) -> Result<> {
        Result<registry::Referrers> referrers = session->registry().referrers(repository, subject, {}, stop);
        if (!referrers)
            return base::fail(std::move(referrers).error());
        ready(*std::move(referrers));
        return Done{};
    });
}

} // namespace jobs
