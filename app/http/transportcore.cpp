#include "app/http/transportcore.h"

#include <tuple>

#include "app/http/proxyrule.h"

using namespace Qt::StringLiterals;

namespace http {

namespace {

bool isBefore(const Origin &left, const Origin &right)
{
    return std::tie(left.secure, left.host, left.port) < std::tie(right.secure, right.host, right.port);
}

tl::unexpected<Error> refused(const Request &request, ErrorKind kind, QLatin1StringView why, ErrorReason reason)
{
    Error error = base::failure(kind, QString(why), reason);
    error.url = request.url.redacted();
    error.method = name(request.method).toByteArray();
    return base::fail(std::move(error));
}

constexpr int neverReached = -1;

Result<std::optional<ProxyAddress>> parsedProxy(const QString &text)
{
    if (text.isEmpty())
        return std::optional<ProxyAddress>();
    Result<ProxyAddress> address = ProxyAddress::parse(text);
    if (!address)
        return base::fail(std::move(address).error());
    return std::optional(*std::move(address));
}

} // namespace

TransportCore::TransportCore(TransportSettings settings, base::Clock &clock)
    : m_settings(std::move(settings))
    , m_clock(clock)
    , m_roots(m_settings.tls.extraRoots)
    , m_clientCertificate(m_settings.tls, m_settings.clientKeyPassword)
    , m_proxy(parsedProxy(m_settings.proxy))
    , m_registryReach(neverReached)
    , m_hosts(isBefore)
    , m_mutations(*this, nullptr, std::nullopt)
{ }

TransportCounters TransportCore::counters() const
{
    return {m_requests, m_connections, quint64(m_maxActive)};
}

Result<> TransportCore::admit(const Request &request)
{
    if (request.mutates() && m_settings.readOnly.holds())
        return refused(request, ErrorKind::Forbidden, "the connection is read-only"_L1, ErrorReason::ReadOnly);
    if (Result<> valid = request.headers.validated(); !valid)
        return valid;
    const Origin &origin = request.url.origin();
    if (!origin.secure && !plainHttpAllowed(origin))
        return refused(request, ErrorKind::Network, "plain HTTP without consent"_L1, ErrorReason::PlainHttpNotAllowed);
    const std::optional<Reach> literal = reachOfLiteral(origin.host);
    if (literal && origin != m_settings.registry && !mayLeadTo(*literal, registryReach()))
        return refused(request, ErrorKind::Network, "a special address"_L1, ErrorReason::AddressRefused);
    if (Result<> usable = checkProxy(); !usable)
        return usable;
    if (Result<> loaded = origin.secure || m_proxy->has_value() ? m_roots.load() : Result<>(); !loaded)
        return loaded;
    return origin.secure && origin == m_settings.registry ? m_clientCertificate.load() : Result<>();
}

Result<> TransportCore::checkProxy() const
{
    if (!m_proxy)
        return base::fail(m_proxy.error());
    if (m_settings.proxyUser.contains(u':')) // Basic (RFC 7617) cannot say that
        return base::fail(ErrorKind::InvalidData,
                          QT_TRANSLATE_NOOP("Faults", "the user name for the proxy holds a colon"));
    return Done{};
}

bool TransportCore::plainHttpAllowed(const Origin &origin) const
{
    // The consent is for the registry's own place. What stays on this computer beside it needs no other.
    return m_settings.plainHttpAllowed
        && (origin == m_settings.registry || (origin.isLoopback() && m_settings.registry.isLoopback()));
}

Host &TransportCore::host(const Origin &origin)
{
    const std::lock_guard lock(m_mutex);
    std::unique_ptr<Host> &host = m_hosts[origin];
    if (!host)
        host = std::make_unique<Host>(*this, origin);
    return *host;
}

bool TransportCore::mayConnect(const Origin &origin, Reach reach)
{
    if (proxyFor(origin))
        return true; // the address is the proxy's; a literal was looked at before
    if (origin != m_settings.registry)
        return mayLeadTo(reach, registryReach());
    int known = m_registryReach;
    while (known < int(reach) && !m_registryReach.compare_exchange_weak(known, int(reach))) { }
    return true;
}

/// Where it was not reached yet (or only through a proxy), what its name says; public where that says nothing.
Reach TransportCore::registryReach() const
{
    const int known = m_registryReach;
    return known != neverReached ? Reach(known) : reachOfLiteral(m_settings.registry.host).value_or(Reach::Public);
}

bool TransportCore::verifies(const Origin &origin) const noexcept
{
    return origin != m_settings.registry || m_settings.tls.verify;
}

const ProxyAddress *TransportCore::proxyFor(const Origin &origin) const
{
    if (!m_proxy || !*m_proxy || goesDirect(origin, m_settings.noProxy))
        return nullptr;
    return &**m_proxy;
}

void TransportCore::countActive(int change) noexcept
{
    const int active = m_active.fetch_add(change, std::memory_order_relaxed) + change;
    int most = m_maxActive.load(std::memory_order_relaxed);
    while (most < active && !m_maxActive.compare_exchange_weak(most, active, std::memory_order_relaxed)) { }
}

} // namespace http
