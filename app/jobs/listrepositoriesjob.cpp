#include "app/jobs/listrepositoriesjob.h"

namespace jobs {

ListRepositoriesJob::ListRepositoriesJob(Workers &workers, std::shared_ptr<connections::Session> session,
                                         QObject *parent)
    : Job(workers, Lane::Ui, session->connection().id, parent)
{
    setWork([session = std::move(session), pageReady = rowsToUi(&ListRepositoriesJob::pageReady),
             ended = toUi(&ListRepositoriesJob::listingEnded)](std::stop_token stop) -> Result<> {
        const auto page = [&pageReady](std::vector<oci::RepositoryName> repositories) -> Result<> {
            pageReady(std::move(repositories));
            return Done{};
        };
        const Result<registry::ListingEnd> end = session->platform().repositories(page, stop);
        if (!end)
            return base::fail(end.error());
        ended(*end);
        return Done{};
    });
}

} // namespace jobs
