#pragma once

#include <chrono>
#include <limits>

#include <QByteArray>

namespace support {

/// A TCP client of 127.0.0.1 that knows nothing of HTTP: what goes in and out is exactly what a test says.
class RawClient final
{
public:
    explicit RawClient(quint16 port);
    ~RawClient();
    RawClient(const RawClient &) = delete;
    RawClient &operator=(const RawClient &) = delete;

    void send(const QByteArray &bytes);
    /// Exactly @p count bytes, fewer at the end of the connection.
    QByteArray receive(qsizetype count);
    QByteArray receiveAll() { return receive(std::numeric_limits<qsizetype>::max()); }
    /// Blocks until something is there, for at most @p limit.
    [[nodiscard]] bool waitForBytes(std::chrono::milliseconds limit) const;
    /// True where the last receive ended with a reset.
    [[nodiscard]] bool wasReset() const noexcept { return m_reset; }

private:
    int m_descriptor;
    bool m_reset = false;
};

/// True where @p port of 127.0.0.1 accepts within @p limit.
[[nodiscard]] bool connects(quint16 port, std::chrono::milliseconds limit);

} // namespace support
