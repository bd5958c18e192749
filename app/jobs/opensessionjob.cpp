#include "app/jobs/opensessionjob.h"

namespace jobs {

OpenSessionJob::OpenSessionJob(Workers &workers, connections::Connection connection,
                               std::shared_ptr<credentials::CredentialStore> credentials,
                               std::shared_ptr<const base::ChangePermit> permit, QObject *parent)
    : Job(workers, Lane::Ui, connection.id, parent)
{
    setWork([connection = std::move(connection), credentials = std::move(credentials), permit = std::move(permit),
             ready = toUi(&OpenSessionJob::sessionReady)](std::stop_token stop) -> Result<> {
        auto session = connections::Session::open(connection, credentials, stop, base::systemClock(), permit);
        if (!session)
            return base::fail(session.error());
        ready(*std::move(session));
        return Done{};
    });
}

} // namespace jobs
