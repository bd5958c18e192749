#include "app/jobs/listtagsjob.h"

#include "app/insight/sharingbuilder.h"

namespace jobs {

namespace {

/// Hands a listing over to the UI thread and keeps what tells what its images have in common.
template <class Names, class End, class Details>
class Handover final : public platforms::TagSink
{
public:
    Handover(const Names &names, const End &namesEnd, const Details &details)
        : m_names(names)
        , m_namesEnd(namesEnd)
        , m_details(details)
    { }

    void names(std::vector<oci::TagName> tags) override { m_names(std::move(tags)); }
    void namesEnd(const registry::ListingEnd &end) override { m_namesEnd(end); }
    void details(std::vector<platforms::TagDetails> rows) override
    {
        for (const platforms::TagDetails &row : rows)
            addImage(row);
        m_details(std::move(rows));
    }
    void manifest(const oci::Manifest &manifest) override { m_sharing.addManifest(manifest); }
    void missing(const oci::Digest &manifest) override { m_sharing.addMissing(manifest); }

    [[nodiscard]] std::shared_ptr<const insight::Sharing> sharing(const registry::ListingEnd &end)
    {
        if (!end.complete)
            m_sharing.setIncomplete();
        return std::move(m_sharing).build();
    }

private:
    // A tag that is gone meanwhile holds nothing.
    void addImage(const platforms::TagDetails &row)
    {
        if (row.digest)
            m_sharing.addImage(*row.digest);
        else if (!row.failure || row.failure->kind != ErrorKind::NotFound)
            m_sharing.setIncomplete();
    }

    const Names &m_names;
    const End &m_namesEnd;
    const Details &m_details;
    insight::SharingBuilder m_sharing;
};

} // namespace

ListTagsJob::ListTagsJob(Workers &workers, std::shared_ptr<connections::Session> session,
                         oci::RepositoryName repository, QObject *parent)
    : Job(workers, Lane::Ui, session->connection().id, parent)
    , m_wish(std::make_shared<platforms::Wish>())
{
    setWork([session = std::move(session), repository = std::move(repository), wish = m_wish,
             namesReady = rowsToUi(&ListTagsJob::namesReady), namesEnded = toUi(&ListTagsJob::namesEnded),
             detailsReady = rowsToUi(&ListTagsJob::detailsReady),
             sharingReady = toUi(&ListTagsJob::sharingReady)](std::stop_token stop) -> Result<> {
        Handover sink(namesReady, namesEnded, detailsReady);
        const Result<registry::ListingEnd> end = session->platform().tags(repository, sink, *wish, stop);
        if (!end)
            return base::fail(end.error());
        sharingReady(sink.sharing(*end));
        return Done{};
    });
}

} // namespace jobs
