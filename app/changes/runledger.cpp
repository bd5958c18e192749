#include "app/changes/runledger.h"

#include <algorithm>
#include <utility>

#include "app/changes/restore.h"

namespace changes {

using namespace Qt::StringLiterals;
using Kind = Step::Kind;

namespace {

/// The image that the tag of @p step is on before, and not after.
std::optional<oci::Digest> leftBy(const Step &step)
{
    if (step.kind == Kind::DeleteManifest)
        return std::nullopt;
    return step.kind == Kind::RemoveTag ? std::optional(step.digest) : step.before;
}

QDateTime now(const base::Clock &clock)
{
    const auto time = std::chrono::floor<std::chrono::milliseconds>(clock.utc().time_since_epoch());
    return QDateTime::fromMSecsSinceEpoch(time.count(), Qt::UTC);
}

template <class Value>
bool contains(const std::vector<Value> &values, const Value &value)
{
    return std::find(values.cbegin(), values.cend(), value) != values.cend();
}

} // namespace

RunLedger::RunLedger(Journal &journal, qint64 run)
    : m_journal(journal)
    , m_run(run)
{ }

Result<> RunLedger::load()
{
    Result<std::vector<StepRecord>> records = m_journal.steps(m_run);
    if (!records)
        return base::fail(records.error());
    Result<Surroundings> around = m_journal.surroundings(m_run);
    if (!around)
        return base::fail(around.error());
    const Result<bool> restores = isRestore(m_journal, m_run, *records);
    if (!restores)
        return base::fail(restores.error());
    m_isRestore = *restores;
    m_around = *std::move(around);
    for (const Surroundings::Named &named : m_around.stay)
        m_stay[named.digest].push_back(named);
    Result<std::vector<Race>> races = m_journal.races(m_run);
    if (!races)
        return base::fail(races.error());
    m_report.raced = *std::move(races);
    Result<std::vector<Loss>> losses = m_journal.losses(m_run);
    if (!losses)
        return base::fail(losses.error());
    m_report.lost = *std::move(losses);
    const std::size_t size = records->size();
    m_waitsFor.resize(size);
    m_neededBy.resize(size);
    for (std::size_t i = 0; i < size; ++i) {
        StepRecord &record = (*records)[i];
        for (const quint32 need : record.step.needs) {
            if (need >= i)
                return base::fail(ErrorKind::InvalidData,
                                  {QT_TRANSLATE_NOOP("Faults", "step %1 needs step %2"),
                                   {base::Message::number(qint64(i)), base::Message::number(need)}});
        }
        m_steps.push_back(std::move(record.step));
        m_report.steps.push_back({record.state, record.cause});
    }
    for (quint32 i = 0; i < size; ++i) {
        if (state(i) != StepState::Planned)
            continue;
        for (const quint32 need : m_steps[i].needs) {
            if (!hasEnded(state(need)) || state(need) == StepState::Unknown) {
                m_neededBy[need].push_back(i);
                ++m_waitsFor[i];
            }
        }
    }
    return Done{};
}

bool RunLedger::isWhole() const
{
    return std::all_of(m_report.steps.cbegin(), m_report.steps.cend(),
                       [](const auto &result) { return hasEnded(result.state); });
}

bool RunLedger::isReady(quint32 step) const
{
    return state(step) == StepState::Planned && m_waitsFor[step] == 0;
}

std::optional<quint32> RunLedger::missing(quint32 step) const
{
    const std::vector<quint32> &needs = m_steps[step].needs;
    const auto found
        = std::find_if(needs.cbegin(), needs.cend(), [this](quint32 need) { return state(need) != StepState::Done; });
    return found == needs.cend() ? std::nullopt : std::optional(*found);
}

Result<std::optional<oci::Manifest>> RunLedger::manifestFor(quint32 step)
{
    const Step &what = m_steps[step];
    const auto isPlaceholder = [&what](const Step &other) {
        return other.kind == Kind::PutPlaceholder && other.digest == what.digest && other.tag && other.before;
    };
    // The journal does not keep what can be made again.
    const bool mayBe = what.kind == Kind::PutPlaceholder || what.kind == Kind::DeleteManifest;
    const auto placeholder = mayBe ? std::find_if(m_steps.cbegin(), m_steps.cend(), isPlaceholder) : m_steps.cend();
    if (placeholder != m_steps.cend())
        return std::optional(placeholderFor(*placeholder->tag, *placeholder->before));
    return m_journal.manifest(what.digest);
}

const std::vector<Surroundings::Named> &RunLedger::siblings(quint32 step) const
{
    static const std::vector<Surroundings::Named> none;
    const std::optional<oci::Digest> image = leftBy(m_steps[step]);
    const auto found = image ? m_stay.constFind(*image) : m_stay.cend();
    return found == m_stay.cend() ? none : *found;
}

bool RunLedger::comesBack(quint32 step) const
{
    const Step &what = m_steps[step];
    return m_isRestore && what.kind == Kind::PutTag && !m_sent.contains(what.digest);
}

bool RunLedger::cameBack(const Race &race) const
{
    for (quint32 i = 0; i < size(); ++i) {
        const Step &step = m_steps[i];
        if (step.kind == Kind::PutTag && !step.tag && step.digest == race.found && state(i) != StepState::Planned
            && state(i) != StepState::Skipped)
            return true;
    }
    return false;
}

Result<> RunLedger::record(quint32 step, StepState state, const StepCause &cause)
{
    RunReport::StepResult &result = m_report.steps[step];
    const bool isKnown = result.state == StepState::Unknown && state == StepState::Unknown;
    if (!isKnown) {
        if (Result<> recorded = m_journal.record(m_run, step, state, cause); !recorded)
            return recorded;
    }
    result = {state, cause};
    if (state == StepState::Sent)
        m_sent.insert(m_steps[step].digest);
    return Done{};
}

std::vector<quint32> RunLedger::release(quint32 step)
{
    std::vector<quint32> released;
    for (const quint32 next : m_neededBy[step]) {
        if (--m_waitsFor[next] == 0)
            released.push_back(next);
    }
    return released;
}

Result<> RunLedger::addRace(const Race &race)
{
    if (contains(m_report.raced, race))
        return Done{};
    m_report.raced.push_back(race);
    return m_journal.addRace(m_run, race);
}

void RunLedger::addLosses(const std::vector<Loss> &losses)
{
    for (const Loss &loss : losses) {
        if (!contains(m_report.lost, loss))
            m_report.lost.push_back(loss);
    }
}

Result<> RunLedger::keepLosses()
{
    return m_journal.addLosses(m_run, m_report.lost, m_report.notLookedAt);
}

Result<> RunLedger::end(const base::Clock &clock)
{
    return m_journal.end(m_run, now(clock));
}

void RunLedger::close(const base::Clock &clock)
{
    if (const Result<> stopped = m_journal.stop(m_run, now(clock)); !stopped) {
        m_report.ending = RunReport::Ending::Stopped;
        m_report.error = stopped.error();
        return;
    }
    m_report.ending = RunReport::Ending::Finished;
    for (RunReport::StepResult &result : m_report.steps) {
        if (result.state == StepState::Sent)
            result.state = StepState::Unknown;
        else if (result.state == StepState::Planned)
            m_report.ending = RunReport::Ending::Closed;
    }
}

} // namespace changes
