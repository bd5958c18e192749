#pragma once

#include "app/doctor/examination.h"
#include "app/jobs/job.h"

namespace jobs {

/// Examines a connection and tells about each check as it begins and ends. A cancel ends it without a report.
class DoctorJob final : public Job
{
    Q_OBJECT

public:
    DoctorJob(Workers &workers, doctor::Patient patient, QObject *parent = nullptr);

signals:
    void checked(const doctor::Check &check);
    void reported(const doctor::Report &report); ///< at most once, whether healthy or not
};

} // namespace jobs
