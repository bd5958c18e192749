#include "app/jobs/samplejob.h"

#include "app/connections/sample.h"

namespace jobs {

SampleJob::SampleJob(Workers &workers, Task task, QString installed, QString folder, QObject *parent)
    : Job(workers, Lane::Ui, folder, parent)
{
    setWork([task, installed = std::move(installed), folder = std::move(folder)](std::stop_token stop) {
        return task == Task::Reset ? connections::resetSample(installed, folder, stop)
                                   : connections::prepareSample(installed, folder, stop);
    });
}

} // namespace jobs
