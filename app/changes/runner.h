#pragma once

#include <functional>
#include <memory>
#include <stop_token>

#include "app/base/clock.h"
#include "app/changes/inflight.h"
#include "app/changes/runnerreport.h"
#include "app/registry/registry.h"

namespace changes {

/// Carries out the steps of a run that is in a journal, at most four at a time, and ends each as exactly one of done,
/// skipped, failed and unknown. Looks right before each request and reads what came of it right after; no request
/// leaves without its record on the disk, and none is sent twice. A run that was left, for whatever reason, goes on
/// where it was: what had been sent then is found out by reading.
class Runner final
{
public:
    /// A step that has ended. On the calling thread.
    using Progress = std::function<void(quint32 step, const RunReport::StepResult &result)>;

    static constexpr int maxInFlight = InFlight::limit;

    /// All arguments live longer. @p progress may be empty. @p inFlight is shared with other runs on the registry.
    Runner(Journal &journal, registry::Registry &registry, const oci::RepositoryName &repository, Progress progress,
           base::Clock &clock = base::systemClock(), std::shared_ptr<InFlight> inFlight = std::make_shared<InFlight>());

    /// Blocking; the journal's thread. @p pause lets what is under way end, @p stop gives it up. What should have
    /// stayed is looked at once all steps have ended.
    [[nodiscard]] RunReport run(qint64 id, std::stop_token pause, std::stop_token stop);
    /// Ends a run that was left, for good; see Journal::stop(). What had been sent is read again first, and what should
    /// have stayed is looked at. Sends reads only; where they fail the run ends all the same.
    [[nodiscard]] RunReport close(qint64 id, std::stop_token stop);

private:
    Journal &m_journal;
    registry::Registry &m_registry;
    const oci::RepositoryName &m_repository;
    Progress m_progress;
    base::Clock &m_clock;
    std::shared_ptr<InFlight> m_inFlight;
};

} // namespace changes
