#pragma once

#include <memory>
#include <vector>

#include "app/jobs/job.h"
#include "app/platforms/tagdetails.h"

namespace insight {
class Sharing;
}

namespace bench {

/// A listing without a registry: hands over the tags of an invented repository as jobs::ListTagsJob does, as fast as
/// they are taken. Three tags of five have an image of their own; those that share one stand far apart.
class ScriptedListing final : public jobs::Job
{
    Q_OBJECT

public:
    ScriptedListing(jobs::Workers &workers, int tags);

signals:
    void namesReady(const std::vector<oci::TagName> &tags);
    void detailsReady(const std::vector<platforms::TagDetails> &rows);
    void sharingReady(const std::shared_ptr<const insight::Sharing> &sharing);
};

} // namespace bench
