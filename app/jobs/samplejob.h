#pragma once

#include <QString>

#include "app/jobs/job.h"

namespace jobs {

/// Copies the sample registry that came with the program into a profile, or puts it back as it came. See
/// connections::prepareSample() and resetSample().
class SampleJob final : public Job
{
    Q_OBJECT

public:
    enum class Task
    {
        Prepare,
        Reset
    };

    SampleJob(Workers &workers, Task task, QString installed, QString folder, QObject *parent = nullptr);
};

} // namespace jobs
