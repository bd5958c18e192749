#pragma once

#include <optional>
#include <vector>

#include <QHash>
#include <QSet>

#include "app/base/clock.h"
#include "app/changes/journal.h"
#include "app/changes/runnerreport.h"

namespace changes {

/// The steps of a run with where each of them stands, in memory and in its journal, and what the run is to report of
/// them. The journal's thread.
class RunLedger final
{
public:
    RunLedger(Journal &journal, qint64 run);

    /// An error of the journal, or InvalidData where a step needs one that comes after it.
    Result<> load();

    [[nodiscard]] quint32 size() const noexcept { return static_cast<quint32>(m_steps.size()); }
    [[nodiscard]] const Step &step(quint32 step) const { return m_steps[step]; }
    [[nodiscard]] StepState state(quint32 step) const { return m_report.steps[step].state; }
    [[nodiscard]] const Surroundings &around() const noexcept { return m_around; }
    [[nodiscard]] RunReport &report() noexcept { return m_report; }
    [[nodiscard]] const RunReport &report() const noexcept { return m_report; }

    [[nodiscard]] bool isWhole() const; ///< every step has ended
    [[nodiscard]] bool isReady(quint32 step) const; ///< planned, and all that it needs has ended
    /// The first step that @p step needs and that was not done.
    [[nodiscard]] std::optional<quint32> missing(quint32 step) const;
    /// What the step puts or takes away; none: nobody has a copy of it.
    [[nodiscard]] Result<std::optional<oci::Manifest>> manifestFor(quint32 step);
    /// What should stay on the image that the tag of the step leaves: other tags, and the manifest itself.
    [[nodiscard]] const std::vector<Surroundings::Named> &siblings(quint32 step) const;
    /// The step of a restore puts an image whose blobs nobody has looked at since load(): what a tag is put on may have
    /// been there all the time, or since a call that was left long ago.
    [[nodiscard]] bool comesBack(quint32 step) const;
    /// Some registries keep the tags of a manifest that goes: they are found again once it is put back, by this run and
    /// nobody else.
    [[nodiscard]] bool cameBack(const Race &race) const;

    /// On the disk before this returns; with an error the step is as before.
    Result<> record(quint32 step, StepState state, const StepCause &cause = {});
    /// The steps for which @p step, which has ended, was the last that they waited for.
    [[nodiscard]] std::vector<quint32> release(quint32 step);
    /// It is known for good, once, however often the run is left and gone on with.
    Result<> addRace(const Race &race);
    void addLosses(const std::vector<Loss> &losses);
    /// What is lost, and how much could not be looked at, is known for good.
    Result<> keepLosses();
    /// All steps have ended.
    Result<> end(const base::Clock &clock);
    /// The run is over for good, and the report says how.
    void close(const base::Clock &clock);

private:
    Journal &m_journal;
    const qint64 m_run;
    RunReport m_report;
    Surroundings m_around;
    QHash<oci::Digest, std::vector<Surroundings::Named>> m_stay; ///< of m_around, by what they are on
    std::vector<Step> m_steps;
    bool m_isRestore = false;
    QSet<oci::Digest> m_sent; ///< what steps put or took away since load()
    std::vector<std::size_t> m_waitsFor; ///< steps that are needed and have not ended
    std::vector<std::vector<quint32>> m_neededBy;
};

} // namespace changes
