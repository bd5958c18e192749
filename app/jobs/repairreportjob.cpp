#include "app/jobs/repairreportjob.h"

#include "app/changes/repairreading.h"

namespace jobs {

RepairReportJob::RepairReportJob(Workers &workers, std::shared_ptr<connections::Session> session, QString journal,
                                 oci::RepositoryName repository, QObject *parent)
    : Job(workers, Lane::Ui, session->connection().id, parent)
{
    setWork([session = std::move(session), path = std::move(journal), repository = std::move(repository),
             progressed = toUi(&RepairReportJob::progress),
             ready = toUi(&RepairReportJob::reportReady)](std::stop_token stop) -> Result<> {
        const connections::Connection &connection = session->connection();
        Result<changes::RepairReport> report = changes::readForRepair(
            session->platform(), session->registry(), repository, {path, connection.id, connection.address()},
            progressed, base::systemClock(), std::move(stop));
        if (!report)
            return base::fail(report.error());
        ready(std::make_shared<const changes::RepairReport>(*std::move(report)));
        return Done{};
    });
}

} // namespace jobs
