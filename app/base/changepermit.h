#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <utility>

#include "app/base/clock.h"

namespace base {

/// Says whether somebody may change something for now. Given for a time or until it is taken back; both end it at once
/// for everybody who looks. It is over as soon as either clock says so: the monotonic one stands still while the
/// computer sleeps, and the civil one can be set. Any thread.
class ChangePermit final
{
public:
    explicit ChangePermit(Clock &clock = systemClock());

    void grant(); ///< until revoke()
    void grant(Clock::Duration duration);
    void revoke();

    [[nodiscard]] bool isGranted() const;
    [[nodiscard]] std::optional<Clock::UtcTime> end() const; ///< none where it is not granted, or has no end

    /// For work that was approved while it is granted, which may go on when it is over: isHeld() until the last copy of
    /// what is returned is gone. Null where it is not granted.
    [[nodiscard]] std::shared_ptr<const void> hold() const;
    [[nodiscard]] bool isHeld() const;

private:
    struct End
    {
        Clock::TimePoint monotonic;
        Clock::UtcTime civil;
    };

    [[nodiscard]] bool holds() const; ///< with the mutex

    Clock &m_clock;
    mutable std::mutex m_mutex;
    bool m_isGranted = false;
    std::optional<End> m_end;
    mutable std::weak_ptr<const int> m_hold;
};

/// Whether changes are refused: never, always, or as long as a permit is neither granted nor held. A value; copies
/// share the permit.
class ReadOnly final
{
public:
    ReadOnly(bool always) // NOLINT(google-explicit-constructor): a plain yes or no is one
        : m_isReadOnly(always)
    { }
    /// Null: always.
    explicit ReadOnly(std::shared_ptr<const ChangePermit> permit)
        : m_isReadOnly(true)
        , m_permit(std::move(permit))
    { }

    [[nodiscard]] bool holds() const ///< now
    {
        return m_isReadOnly && !(m_permit && (m_permit->isGranted() || m_permit->isHeld()));
    }
    /// See ChangePermit::hold(); null also where no permit matters.
    [[nodiscard]] std::shared_ptr<const void> hold() const
    {
        return m_isReadOnly && m_permit ? m_permit->hold() : nullptr;
    }

private:
    bool m_isReadOnly;
    std::shared_ptr<const ChangePermit> m_permit;
};

} // namespace base
