#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <span>

#include "app/http/engine.h"
#include "app/http/tlscontext.h"

namespace http {

/// The place of one engine: makes it when it is needed, and again after it went. Any thread.
class EngineSlot final
{
public:
    EngineSlot(TransportCore &core, Host *host, std::optional<Origin> origin);

    void post(std::span<const Command> commands);

private:
    TransportCore &m_core;
    Host *m_host;
    std::optional<Origin> m_origin;
    std::mutex m_mutex;
    std::unique_ptr<Engine> m_engine; ///< guarded by m_mutex
};

/// What a transport knows of one origin: its engine for reads, the width of its window, and until when it wants to be
/// left alone. Lives as long as the transport. Any thread.
class Host final
{
public:
    Host(TransportCore &core, const Origin &origin);

    [[nodiscard]] EngineSlot &reads() noexcept { return m_reads; }

    /// How many reads may be on their way at once.
    [[nodiscard]] int window() const noexcept { return m_window.load(std::memory_order_relaxed); }
    void setWindow(int window) noexcept { m_window.store(window, std::memory_order_relaxed); }

    [[nodiscard]] base::Clock::TimePoint pausedUntil() const noexcept;
    void pauseUntil(base::Clock::TimePoint until) noexcept; ///< never shortens a pause

    /// Keeps what a TLS connection told of its server.
    void note(const PeerWatch &watch);
    [[nodiscard]] std::shared_ptr<const PeerChain> peerChain() const; ///< the last one shown; null: none yet
    void note(const ConnectionTimes &times);
    [[nodiscard]] ConnectionTimes connectionTimes() const; ///< of the newest connection
    [[nodiscard]] bool wantsCertificate() const noexcept { return m_wantsCertificate; } ///< it asked, we have none

private:
    std::atomic<int> m_window = HostWindow::http1Limit;
    std::atomic<base::Clock::Duration::rep> m_pausedUntil = std::numeric_limits<base::Clock::Duration::rep>::min();
    mutable std::mutex m_mutex;
    std::shared_ptr<const PeerChain> m_peerChain; ///< guarded by m_mutex
    ConnectionTimes m_times; ///< guarded by m_mutex
    std::atomic<bool> m_wantsCertificate = false;
    EngineSlot m_reads; ///< last: its engine uses all of the above
};

} // namespace http
