#include "app/jobs/opensessionjob.h"

namespace jobs {

OpenSessionJob::OpenSessionJob(Workers &workers, connections::Connection connection,
                               std::shared_ptr<credentials::CredentialStore> credentials, QObject *parent)
    : Job(workers, Lane::Ui, connection.id, parent)
{
    setWork([connection = std::move(connection), credentials = std::move(credentials),
             ready = toUi(&OpenSessionJob::sessionReady)](std::stop_token stop) -> Result<> {
        auto session = connections::Session::open(connection, credentials, stop);
        if (!session)
            return base::fail(session.error());
        ready(*std::move(session));
        return Done{};
    });
}

} // namespace jobs
