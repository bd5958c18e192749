#pragma once

#include <memory>

#include "app/connections/session.h"
#include "app/insight/sharing.h"
#include "app/jobs/job.h"
#include "app/platforms/tagdetails.h"
#include "app/platforms/wish.h"

namespace jobs {

/// Lists every tag of one repository: names first, page by page in the registry's own order, then details in batches of
/// at most 2,000 rows.
class ListTagsJob final : public Job
{
    Q_OBJECT

public:
    ListTagsJob(Workers &workers, std::shared_ptr<connections::Session> session, oci::RepositoryName repository,
                QObject *parent = nullptr);

    /// The tags on the screen, whose details are read next.
    [[nodiscard]] platforms::Wish &wish() noexcept { return *m_wish; }

signals:
    void namesReady(const std::vector<oci::TagName> &tags);
    /// All names are there: whether they are all there are. Details go on.
    void namesEnded(const registry::ListingEnd &end);
    void detailsReady(const std::vector<platforms::TagDetails> &rows);
    /// What the images of the repository have in common, where the listing did not fail: once, when all that can be
    /// read has been, before finished().
    void sharingReady(const std::shared_ptr<const insight::Sharing> &sharing);

private:
    std::shared_ptr<platforms::Wish> m_wish;
};

} // namespace jobs
