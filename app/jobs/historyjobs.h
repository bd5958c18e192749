#pragma once

#include <memory>

#include "app/changes/restore.h"
#include "app/jobs/runjob.h"

namespace jobs {

/// A run of the journal with its steps.
struct PastRun
{
    changes::RunRecord run;
    std::vector<changes::StepRecord> steps;
    std::vector<changes::Surroundings::Named> goAlong{}; ///< tags that went with a manifest, without a step of theirs
    std::vector<changes::Race> races{};
    std::vector<changes::Loss> losses{};
    std::vector<changes::GoneBlob> gone{};
};

/// Forgets runs that ended before a time, where the journal can be written, then reads what was done to registries, the
/// newest first. A journal that does not exist yet holds nothing, and is not made.
class ReadHistoryJob final : public Job
{
    Q_OBJECT

public:
    ReadHistoryJob(Workers &workers, QString journal, QDateTime before, QObject *parent = nullptr);

signals:
    void historyReady(const std::vector<jobs::PastRun> &runs); ///< at most once
};

/// Ends a run that was left, for good, where there is nobody to ask what became of it; see changes::Journal::stop().
class StopRunJob final : public Job
{
    Q_OBJECT

public:
    StopRunJob(Workers &workers, QString journal, qint64 run, QObject *parent = nullptr);
};

/// Somebody has read of what a run lost; see changes::Journal::noteLosses().
class NoteLossesJob final : public Job
{
    Q_OBJECT

public:
    NoteLossesJob(Workers &workers, QString journal, qint64 run, QObject *parent = nullptr);
};

/// Finds out what can be put back of what a run took; see changes::planRestore().
class PlanRestoreJob final : public Job
{
    Q_OBJECT

public:
    PlanRestoreJob(Workers &workers, std::shared_ptr<connections::Session> session, QString journal, qint64 run,
                   oci::RepositoryName repository, QObject *parent = nullptr);
    /// Of what a run should have left as it was.
    PlanRestoreJob(Workers &workers, std::shared_ptr<connections::Session> session, QString journal,
                   std::vector<changes::Loss> lost, oci::RepositoryName repository, QObject *parent = nullptr);

signals:
    void restoreReady(const std::shared_ptr<const changes::Restore> &restore); ///< at most once

private:
    template <typename Of>
    void plan(std::shared_ptr<connections::Session> session, QString journal, Of of, oci::RepositoryName repository);
};

/// Carries out a restore that somebody approved, as a run of its own.
class RunRestoreJob final : public RunJob
{
    Q_OBJECT

public:
    RunRestoreJob(Workers &workers, std::shared_ptr<connections::Session> session, QString journal,
                  changes::RunRecord record, const oci::RepositoryName &repository,
                  std::shared_ptr<const changes::Restore> restore, QObject *parent = nullptr);
};

/// Goes on with a run that was left.
class ResumeRunJob final : public RunJob
{
    Q_OBJECT

public:
    ResumeRunJob(Workers &workers, std::shared_ptr<connections::Session> session, QString journal, qint64 run,
                 oci::RepositoryName repository, QObject *parent = nullptr);
};

/// Ends a run that was left, for good; see changes::Runner::close().
class CloseRunJob final : public RunJob
{
    Q_OBJECT

public:
    CloseRunJob(Workers &workers, std::shared_ptr<connections::Session> session, QString journal, qint64 run,
                oci::RepositoryName repository, QObject *parent = nullptr);
};

} // namespace jobs
