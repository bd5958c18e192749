#include "app/jobs/checkconnectionjob.h"

namespace jobs {

CheckConnectionJob::CheckConnectionJob(Workers &workers, connections::Connection connection,
                                       std::shared_ptr<credentials::CredentialStore> credentials, QObject *parent)
    : Job(workers, Lane::Ui, connection.id, parent)
{
    setWork([connection = std::move(connection), credentials = std::move(credentials),
             welcomed = toUi(&CheckConnectionJob::welcomed)](std::stop_token stop) -> Result<> {
        const auto session = connections::Session::open(connection, credentials, stop);
        if (!session)
            return base::fail(session.error());
        Welcome welcome{(*session)->connection()};
        if (!connection.isFolder()) {
            const Result<registry::Ping> ping = (*session)->registry().ping(stop);
            if (!ping)
                return base::fail(ping.error());
            welcome.signInOffered = ping->signInOffered;
            welcome.server = ping->server;
        }
        welcomed(welcome);
        return Done{};
    });
}

} // namespace jobs
