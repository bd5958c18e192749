#pragma once

#include <deque>
#include <optional>

#include <QSet>

#include "app/changes/runledger.h"

namespace changes {

/// Sees to it that a run notices early when a registry takes more than it was asked for. The first step that takes a
/// tag from an image on which others stay goes alone, as the scout: a registry that deletes the image with its tag
/// loses that one, and no other. And for each image, what stays on it is looked at once, when its first tag has gone.
/// Fallback indexes of referrers are written one at a time.
class RunnerSiblings final
{
public:
    explicit RunnerSiblings(const RunLedger &ledger)
        : m_ledger(ledger)
    { }

    /// True: @p step is kept here until the one before has ended. False: it may begin, perhaps as the scout.
    bool holdsBack(quint32 step);
    /// What is to be looked at now that @p step has ended; none: nothing, and ended() is to be called.
    [[nodiscard]] std::optional<Surroundings> toLookAt(quint32 step);
    /// @p step has ended, and what stays was looked at if need be. Returns the steps that may begin now.
    std::deque<quint32> ended(quint32 step);
    void allStay() { m_trusted = true; } ///< no scout is needed any more

private:
    [[nodiscard]] bool isRewrite(quint32 step) const;

    const RunLedger &m_ledger;
    std::optional<quint32> m_writer; ///< of a fallback index
    std::deque<quint32> m_writers; ///< that come after it
    std::optional<quint32> m_scout;
    std::deque<quint32> m_behind;
    QSet<oci::Digest> m_seen; ///< images
    bool m_trusted = false;
};

} // namespace changes
