#include "app/jobs/listtagsjob.h"

namespace jobs {

namespace {

/// Hands a listing over to the UI thread.
template <class Names, class Details>
class Handover final : public platforms::TagSink
{
public:
    Handover(const Names &names, const Details &details)
        : m_names(names)
        , m_details(details)
    { }

    void names(std::vector<oci::TagName> tags) override { m_names(std::move(tags)); }
    void details(std::vector<platforms::TagDetails> rows) override { m_details(std::move(rows)); }

private:
    const Names &m_names;
    const Details &m_details;
};

} // namespace

ListTagsJob::ListTagsJob(Workers &workers, std::shared_ptr<connections::Session> session,
                         oci::RepositoryName repository, QObject *parent)
    : Job(workers, Lane::Ui, session->connection().id, parent)
    , m_wish(std::make_shared<platforms::Wish>())
{
    setWork([session = std::move(session), repository = std::move(repository), wish = m_wish,
             namesReady = rowsToUi(&ListTagsJob::namesReady), detailsReady = rowsToUi(&ListTagsJob::detailsReady),
             ended = toUi(&ListTagsJob::listingEnded)](std::stop_token stop) -> Result<> {
        Handover sink(namesReady, detailsReady);
        const Result<registry::ListingEnd> end = session->platform().tags(repository, sink, *wish, stop);
        if (!end)
            return base::fail(end.error());
        ended(*end);
        return Done{};
    });
}

} // namespace jobs
