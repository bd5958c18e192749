#include "app/http/host.h"

#include "app/http/transportcore.h"

namespace http {

EngineSlot::EngineSlot(TransportCore &core, Host *host, std::optional<Origin> origin)
    : m_core(core)
    , m_host(host)
    , m_origin(std::move(origin))
{ }

void EngineSlot::post(std::span<const Command> commands)
{
    const std::lock_guard lock(m_mutex);
    while (!m_engine || !m_engine->post(commands)) {
        m_engine.reset();
        m_engine = std::make_unique<Engine>(m_core, m_host, m_origin);
    }
}

Host::Host(TransportCore &core, const Origin &origin)
    : m_reads(core, this, origin)
{ }

base::Clock::TimePoint Host::pausedUntil() const noexcept
{
    return base::Clock::TimePoint(base::Clock::Duration(m_pausedUntil.load(std::memory_order_relaxed)));
}

void Host::pauseUntil(base::Clock::TimePoint until) noexcept
{
    const auto wanted = until.time_since_epoch().count();
    auto current = m_pausedUntil.load(std::memory_order_relaxed);
    while (current < wanted && !m_pausedUntil.compare_exchange_weak(current, wanted, std::memory_order_relaxed)) { }
}

void Host::note(const PeerWatch &watch)
{
    if (watch.certificateAsked)
        m_wantsCertificate = true;
    if (!watch.chain)
        return;
    const std::lock_guard lock(m_mutex);
    m_peerChain = watch.chain;
}

std::shared_ptr<const PeerChain> Host::peerChain() const
{
    const std::lock_guard lock(m_mutex);
    return m_peerChain;
}

void Host::note(const ConnectionTimes &times)
{
    const std::lock_guard lock(m_mutex);
    m_times = times;
}

ConnectionTimes Host::connectionTimes() const
{
    const std::lock_guard lock(m_mutex);
    return m_times;
}

} // namespace http
