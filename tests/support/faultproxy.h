#pragma once

#include <chrono>
#include <memory>
#include <optional>

#include <QByteArray>

namespace support {

/// What a FaultProxy does to a connection.
struct Faults
{
    std::chrono::microseconds roundTrip{0};
    std::optional<qint64> cutToServer{}; ///< ends the connection once so many bytes went to the server
    std::optional<qint64> cutToClient{};
    bool reset = false; ///< a cut is a RST on both sides instead of a FIN
    qint64 dribbleSize = 0; ///< to the client at most so many bytes at once; 0: all
    std::chrono::milliseconds dribblePause{0};
};

/// A TCP proxy between a client and a server on 127.0.0.1, on a thread of its own, that is far away or broken as asked.
///
/// The model of distance: every byte is delivered half a round trip after it was read, without a limit of throughput,
/// in both directions. The kernel completes the client's connect at once, which a real network does after a whole
/// round trip; so what the client sends within the first round trip after the accept counts as sent at its end. A
/// connection's first answer therefore comes two round trips after its connect, and with TLS 1.3 three.
class FaultProxy final
{
public:
    explicit FaultProxy(quint16 serverPort, Faults faults = {});
    ~FaultProxy();
    FaultProxy(const FaultProxy &) = delete;
    FaultProxy &operator=(const FaultProxy &) = delete;

    [[nodiscard]] quint16 port() const noexcept;
    [[nodiscard]] int connections() const noexcept; ///< accepted so far

    /// For connections that come later.
    void setFaults(Faults faults);
    /// The network is gone, or back: nothing is delivered, nothing is closed, and connections that come are not passed
    /// on.
    void setBlackHole(bool on);

private:
    class Private;
    std::unique_ptr<Private> d;
};

/// A port of 127.0.0.1 whose connects never complete, as behind a firewall that drops: its backlog is full.
class DeadPort final
{
public:
    DeadPort();
    ~DeadPort();
    DeadPort(const DeadPort &) = delete;
    DeadPort &operator=(const DeadPort &) = delete;

    [[nodiscard]] quint16 port() const noexcept { return m_port; }

private:
    int m_listener;
    int m_fillers[2];
    quint16 m_port;
};

} // namespace support
