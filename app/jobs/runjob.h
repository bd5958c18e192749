#pragma once

#include <functional>
#include <memory>

#include "app/changes/runner.h"
#include "app/connections/session.h"
#include "app/jobs/job.h"

namespace jobs {

/// Carries out a run of the journal that was approved when this was made: a lock that closes later does not stop it,
/// and one that was closed by then fails it with ReadOnly before anything is entered. cancel() gives up what is under
/// way, pause() lets it end; what had been sent then is known to the journal, and the run can go on later. Fails with
/// Conflict where another process is at that run.
class RunJob : public Job
{
    Q_OBJECT

public:
    struct Begun
    {
        qint64 run = 0; ///< its number in the journal
        std::vector<changes::StepRecord> steps{};
        std::vector<changes::Surroundings::Named> goAlong{}; ///< tags that go with a manifest
    };

    void pause();

signals:
    void begun(const jobs::RunJob::Begun &begun); ///< at most once: not where no run could begin
    void stepEnded(quint32 step, const changes::RunReport::StepResult &result);
    void blobsGone(const std::vector<changes::GoneBlob> &gone); ///< of what was put back; at most once, before ended()
    void ended(const changes::RunReport &report); ///< at most once, after begun()

protected:
    /// Enters the run into the journal, or finds it there. On the worker.
    using Enter = std::function<Result<qint64>(changes::Journal &, registry::Registry &, std::stop_token)>;
    enum class Purpose
    {
        CarryOut,
        Close, ///< see changes::Runner::close()
    };

    /// @p journal is its file.
    RunJob(Workers &workers, std::shared_ptr<connections::Session> session, QString journal,
           oci::RepositoryName repository, Enter enter, QObject *parent, Purpose purpose = Purpose::CarryOut);

private:
    std::stop_source m_pause;
};

} // namespace jobs
