#pragma once

#include "tests/support/faultplan.h"

namespace support {

/// A proxy on 127.0.0.1 in front of an HTTP/1.1 server there, which does to each request what a plan says. What the
/// server sends has a Content-Length. Any thread.
class FaultGateway final
{
public:
    /// @p plan lives longer.
    FaultGateway(quint16 serverPort, FaultPlan &plan);

    [[nodiscard]] quint16 port() const noexcept { return m_front.port(); }
    [[nodiscard]] QByteArray url() const { return m_front.url(""); }
    [[nodiscard]] const ScriptedServer &front() const noexcept { return m_front; } ///< what clients see
    void passOnLate(); ///< the changes that are to happen late

private:
    [[nodiscard]] Answer serve(const ReceivedRequest &request);
    [[nodiscard]] Answer passOn(const ReceivedRequest &request) const;

    const quint16 m_serverPort;
    FaultPlan &m_plan;
    std::mutex m_mutex;
    std::vector<ReceivedRequest> m_late; ///< behind the mutex
    ScriptedServer m_front; ///< last: its threads use everything above
};

} // namespace support
