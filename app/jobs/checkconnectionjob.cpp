#include "app/jobs/checkconnectionjob.h"

namespace jobs {

namespace {

Result<> ignore(const std::vector<oci::TagName> & /*tags*/)
{
    return Done{};
}

} // namespace

CheckConnectionJob::CheckConnectionJob(Workers &workers, connections::Address address,
                                       std::shared_ptr<credentials::CredentialStore> credentials, QObject *parent)
    : Job(workers, Lane::Ui, address.connection.id, parent)
{
    setWork([address = std::move(address), credentials = std::move(credentials),
             welcomed = toUi(&CheckConnectionJob::welcomed)](std::stop_token stop) -> Result<> {
        const auto session = connections::Session::open(address.connection, credentials, stop);
        if (!session)
            return base::fail(session.error());
        Welcome welcome{(*session)->connection()};
        if (!address.connection.isFolder()) {
            const Result<registry::Ping> ping = (*session)->registry().ping(stop);
            if (!ping && ping.error().reason == ErrorReason::NotARegistry && address.repository) {
                const auto listed = (*session)->registry().tags(*address.repository, ignore, stop);
                return base::fail(listed ? ping.error() : listed.error());
            }
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
