#pragma once

#include <vector>

#include "app/jobs/job.h"
#include "models/tagtable.h"

namespace ui {

/// Writes tags to a file, whole or not at all: JSON where its name says so, CSV otherwise.
class ExportTagsJob final : public jobs::Job
{
    Q_OBJECT

public:
    /// The rows of @p tags with the numbers @p rows, as they are now.
    ExportTagsJob(jobs::Workers &workers, models::TagModel &tags, std::vector<int> rows, const QString &path,
                  QObject *parent = nullptr);
};

} // namespace ui
