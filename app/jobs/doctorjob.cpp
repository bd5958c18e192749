#include "app/jobs/doctorjob.h"

namespace jobs {

DoctorJob::DoctorJob(Workers &workers, doctor::Patient patient, QObject *parent)
    : Job(workers, Lane::Ui, patient.connection.id, parent)
{
    setWork([patient = std::move(patient), checked = toUi(&DoctorJob::checked),
             reported = toUi(&DoctorJob::reported)](std::stop_token stop) -> Result<> {
        const doctor::Report report = doctor::Examination(patient, checked, stop).run();
        if (stop.stop_requested())
            return base::fail(base::cancelled());
        reported(report);
        return Done{};
    });
}

} // namespace jobs
