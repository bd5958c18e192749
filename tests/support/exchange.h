#pragma once

#include <functional>
#include <optional>
#include <stop_token>

#include "tests/support/channel.h"
#include "tests/support/scriptedserver.h"

namespace support {

/// Takes requests (RFC 9112) off a connection, one after the other.
class RequestReader final
{
public:
    explicit RequestReader(Channel &channel)
        : m_channel(channel)
    { }

    /// The next request without its body; none at the end of the connection.
    [[nodiscard]] std::optional<ReceivedRequest> readHead();
    /// Reads the body that belongs to @p request, of known length or chunked, after a `100 Continue` where the client
    /// waits for one. False where the connection ended first.
    bool readBody(ReceivedRequest &request);

private:
    bool fill();
    std::optional<QByteArray> takeLine(); ///< without CR LF
    bool take(qint64 count, QByteArray &into);

    Channel &m_channel;
    QByteArray m_buffer;
};

/// Sends one answer with its gate, cut and drip.
class AnswerWriter final
{
public:
    AnswerWriter(Channel &channel, const Answer &answer, QByteArrayView method);

    /// Calls @p beforeEnd right before the last bytes go out. False where the connection is over: cut, gone, or @p stop
    /// asked.
    bool write(std::stop_token stop, const std::function<void()> &beforeEnd);

private:
    bool send(QByteArrayView bytes, std::stop_token stop);

    Channel &m_channel;
    const Answer &m_answer;
    QByteArray m_bytes;
    std::optional<qint64> m_cutAt; ///< counted from the first byte of the answer
};

} // namespace support
