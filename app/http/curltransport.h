#pragma once

#include <memory>

#include <QByteArray>
#include <QString>

#include "app/base/changepermit.h"
#include "app/base/clock.h"
#include "app/base/secret.h"
#include "app/http/peerchain.h"
#include "app/http/tlssettings.h"
#include "app/http/transport.h"

namespace http {

/// What belongs to one connection below HTTP. Copies share its secrets.
struct TransportSettings
{
    Origin registry; ///< the place that TLS exceptions and the consent to plain HTTP hold for
    TlsSettings tls;
    bool plainHttpAllowed = false; ///< for `registry` only
    base::ReadOnly readOnly = false; ///< refuses every request with Effect::Mutate
    std::shared_ptr<const base::Secret> clientKeyPassword; ///< of `tls`; null: none
    QString proxy; ///< as ProxyAddress::parse() takes it; empty: direct, whatever the environment says
    QString proxyUser; ///< empty: no sign-in
    std::shared_ptr<const base::Secret> proxyPassword; ///< null: none
    QString noProxy; ///< see goesDirect()
    bool http2 = true;
};

/// Numbers that benches and tests read.
struct TransportCounters
{
    quint64 requests = 0; ///< tries on the wire
    quint64 connections = 0; ///< ever opened
    quint64 maxInFlight = 0;
};

/// Transport over libcurl (its OpenSSL build). Owns one engine, that is one thread and one multi handle, for each
/// origin and one for mutations; an engine that is idle for a minute goes. Nothing is shared between two transports.
/// Destroying it cancels what is in flight and joins the threads; no call may be running.
class CurlTransport final : public Transport
{
public:
    explicit CurlTransport(TransportSettings settings, base::Clock &clock = base::systemClock());
    ~CurlTransport() override;

    Result<Response> send(Request request, std::stop_token stop) override;
    Result<> run(BatchSource &source, std::stop_token stop) override;
    [[nodiscard]] const Transcript &transcript() const override;
    [[nodiscard]] TransportCounters counters() const;
    /// The certificates that @p origin showed last, trusted or not; null where it did not yet.
    [[nodiscard]] std::shared_ptr<const PeerChain> peerChain(const Origin &origin) const;
    [[nodiscard]] ConnectionTimes connectionTimes(const Origin &origin) const; ///< of the newest, also a failed one

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace http
