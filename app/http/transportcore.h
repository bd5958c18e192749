#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <mutex>

#include "app/http/addresses.h"
#include "app/http/clientcertificate.h"
#include "app/http/curltransport.h"
#include "app/http/host.h"
#include "app/http/proxyaddress.h"
#include "app/http/tlscontext.h"

namespace http {

/// What the parts of one transport share: settings, trust, counters, hosts. Any thread.
///
/// Threads of a transport: callers (any number, each blocked in its own BatchRun) and one thread for each engine. They
/// meet in four places and nowhere else: Engine::post (commands in), Mailbox (transfers out), Host (window and pause,
/// both atomic) and the counters and transcript here. No lock is held while libcurl, a sink or a source is called.
class TransportCore final
{
public:
    TransportCore(TransportSettings settings, base::Clock &clock);

    [[nodiscard]] const TransportSettings &settings() const noexcept { return m_settings; }
    [[nodiscard]] base::Clock &clock() const noexcept { return m_clock; }
    [[nodiscard]] const TrustedRoots &roots() const noexcept { return m_roots; }
    [[nodiscard]] const ClientCertificate &clientCertificate() const noexcept { return m_clientCertificate; }
    [[nodiscard]] Transcript &transcript() noexcept { return m_transcript; }
    [[nodiscard]] TransportCounters counters() const;

    /// Whether @p request may be sent at all: read-only guard, header fields, consent to plain HTTP, addresses, and
    /// settings that make sense.
    [[nodiscard]] Result<> admit(const Request &request);

    [[nodiscard]] Host &host(const Origin &origin);
    [[nodiscard]] EngineSlot &mutations() noexcept { return m_mutations; }

    /// Whether a connection for @p origin may go to an address of @p reach; see mayLeadTo().
    [[nodiscard]] bool mayConnect(const Origin &origin, Reach reach);
    [[nodiscard]] bool verifies(const Origin &origin) const noexcept;
    [[nodiscard]] const ProxyAddress *proxyFor(const Origin &origin) const; ///< null: direct

    void countRequest() noexcept { m_requests.fetch_add(1, std::memory_order_relaxed); }
    void countConnections(int count) noexcept { m_connections.fetch_add(quint64(count), std::memory_order_relaxed); }
    void countActive(int change) noexcept;

private:
    [[nodiscard]] bool plainHttpAllowed(const Origin &origin) const;
    [[nodiscard]] Reach registryReach() const;
    [[nodiscard]] Result<> checkProxy() const;

    TransportSettings m_settings;
    base::Clock &m_clock;
    TrustedRoots m_roots;
    ClientCertificate m_clientCertificate;
    Result<std::optional<ProxyAddress>> m_proxy; ///< none: all goes direct
    Transcript m_transcript;
    std::atomic<int> m_registryReach; ///< the furthest place the registry was found at
    std::atomic<quint64> m_requests = 0;
    std::atomic<quint64> m_connections = 0;
    std::atomic<int> m_active = 0;
    std::atomic<int> m_maxActive = 0;
    std::mutex m_mutex;
    std::map<Origin, std::unique_ptr<Host>, bool (*)(const Origin &, const Origin &)> m_hosts; ///< guarded by m_mutex
    EngineSlot m_mutations; ///< last: its engine uses everything above
};

} // namespace http
