#include "app/jobs/readforplanjob.h"

#include "app/changes/elsewhere.h"

namespace jobs {

ReadForPlanJob::ReadForPlanJob(Workers &workers, std::shared_ptr<connections::Session> session,
                               oci::RepositoryName repository, platforms::Selection selection, QObject *parent)
    : Job(workers, Lane::Ui, session->connection().id, parent)
{
    setWork([session = std::move(session), repository = std::move(repository), selection = std::move(selection),
             progressed = toUi(&ReadForPlanJob::progress),
             ready = toUi(&ReadForPlanJob::readingReady)](std::stop_token stop) -> Result<> {
        Result<changes::Reading> reading = changes::readForPlan(session->platform(), session->registry(), repository,
                                                                selection, progressed, base::systemClock(), stop);
        if (!reading)
            return base::fail(reading.error());
        ready(std::make_shared<const changes::Reading>(*std::move(reading)));
        return Done{};
    });
}

ReadElsewhereJob::ReadElsewhereJob(Workers &workers, std::shared_ptr<connections::Session> session,
                                   oci::RepositoryName but, QObject *parent)
    : Job(workers, Lane::Ui, session->connection().id, parent)
{
    setWork([session = std::move(session), but = std::move(but), progressed = toUi(&ReadElsewhereJob::progress),
             ready = toUi(&ReadElsewhereJob::elsewhereReady)](std::stop_token stop) -> Result<> {
        Result<QSet<oci::Digest>> used
            = changes::readElsewhere(session->platform(), session->registry(), but, progressed, std::move(stop));
        if (!used)
            return base::fail(used.error());
        ready(std::make_shared<const QSet<oci::Digest>>(*std::move(used)));
        return Done{};
    });
}

} // namespace jobs
