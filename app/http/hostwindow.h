#pragma once

#include "app/base/clock.h"

namespace http {

/// How many requests one host bears at a time. Knows the ceiling of the protocol, halves what it allows when the host
/// says "too many" and grows back slowly. Belongs to the thread of one engine.
class HostWindow final
{
public:
    enum class Protocol
    {
        Unknown, ///< TLS before the first answer: what ALPN chose is not known
        Http1,
        Http2
    };

    static constexpr int http1Limit = 32; ///< connections, one request on each
    static constexpr int http2Limit = 400; ///< requests
    static constexpr long http2Connections = 4;
    static constexpr long streamsPerConnection = 250; ///< or what the server allows, where that is less

    explicit HostWindow(Protocol protocol);

    [[nodiscard]] Protocol protocol() const noexcept { return m_protocol; }
    void setProtocol(Protocol protocol);

    [[nodiscard]] int limit() const noexcept { return m_limit; }
    /// For CURLMOPT_MAX_HOST_CONNECTIONS.
    [[nodiscard]] long connections() const noexcept;

    /// An answer came that was not "too many".
    void succeeded() noexcept;
    /// 429 or 503 for a request that was sent at @p sent. Those that were on their way when the window was halved count
    /// once.
    void throttled(base::Clock::TimePoint sent, base::Clock::TimePoint now) noexcept;

private:
    [[nodiscard]] int ceiling() const noexcept;

    static constexpr int answersPerStep = 10; ///< good answers until the window is one wider

    Protocol m_protocol;
    int m_limit;
    int m_goodAnswers = 0;
    base::Clock::TimePoint m_halved = base::Clock::TimePoint::min();
};

} // namespace http
