#include "app/changes/runnersiblings.h"

#include <utility>

namespace changes {

bool RunnerSiblings::holdsBack(quint32 step)
{
    if (m_trusted || m_ledger.siblings(step).empty())
        return false;
    if (!m_scout)
        m_scout = step;
    if (m_scout == step)
        return false;
    m_behind.push_back(step);
    return true;
}

std::optional<Surroundings> RunnerSiblings::toLookAt(quint32 step)
{
    const std::vector<Surroundings::Named> &siblings = m_ledger.siblings(step);
    if (m_ledger.state(step) != StepState::Done || siblings.empty() || m_seen.contains(siblings.front().digest))
        return std::nullopt;
    m_seen.insert(siblings.front().digest);
    return Surroundings{siblings, {}};
}

std::deque<quint32> RunnerSiblings::ended(quint32 step)
{
    if (m_scout != step)
        return {};
    m_scout.reset();
    return std::exchange(m_behind, {});
}

} // namespace changes
