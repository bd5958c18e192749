#include "app/changes/runnersiblings.h"

#include <utility>

#include "app/changes/referrersmerge.h"

namespace changes {

bool RunnerSiblings::isRewrite(quint32 step) const
{
    const Step &what = m_ledger.step(step);
    return what.kind == Step::Kind::PutTag && what.tag && isReferrersTag(*what.tag);
}

bool RunnerSiblings::holdsBack(quint32 step)
{
    if (isRewrite(step)) {
        if (m_writer && m_writer != step) {
            m_writers.push_back(step);
            return true;
        }
        m_writer = step;
    }
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
    std::deque<quint32> next;
    if (m_scout == step) {
        m_scout.reset();
        next = std::exchange(m_behind, {});
    }
    if (m_writer == step) {
        m_writer.reset();
        if (!m_writers.empty()) {
            next.push_back(m_writers.front());
            m_writers.pop_front();
        }
    }
    return next;
}

} // namespace changes
