#include "ui/controllers/samplecontroller.h"

#include <utility>

#include <QCoreApplication>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

/// What the build or the package put beside the program.
QString installedSample()
{
    return QCoreApplication::applicationDirPath() + u"/../share/portolan/sample"_s;
}

} // namespace

SampleController::SampleController(jobs::Workers &workers, const QString &data, Activities &activities, QObject *parent)
    : QObject(parent)
    , m_workers(workers)
    , m_folder(data + u"/sample"_s)
    , m_activities(activities)
{ }

SampleController::~SampleController() = default;

void SampleController::prepare()
{
    start(jobs::SampleJob::Task::Prepare);
}

void SampleController::reset()
{
    start(jobs::SampleJob::Task::Reset);
}

void SampleController::start(jobs::SampleJob::Task task)
{
    if (m_job && !m_job->isFinished()) { // one at a time
        m_isResetWanted = m_isResetWanted || task == jobs::SampleJob::Task::Reset;
        return;
    }
    m_activity = m_activities.begin({.what = tr("Preparing the sample registry")});
    m_activity.setCancel([this] { m_job->cancel(); });
    m_activity.setRetry(this, [this, task] { start(task); });
    m_job = std::make_unique<jobs::SampleJob>(m_workers, task, installedSample(), m_folder);
    connect(m_job.get(), &jobs::Job::finished, this, [this](const Result<> &result) {
        m_activity.end(result);
        if (std::exchange(m_isResetWanted, false))
            QMetaObject::invokeMethod(this, &SampleController::reset, Qt::QueuedConnection);
        else if (!result)
            emit failed(result.error());
        else
            emit ready(connection());
    });
    m_job->start();
}

connections::Connection SampleController::connection() const
{
    connections::Connection connection = connections::Connection::toFolder(m_folder);
    connection.id = u"sample"_s;
    connection.name = tr("Sample registry");
    return connection;
}

} // namespace ui
