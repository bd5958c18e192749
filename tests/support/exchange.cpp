#include "tests/support/exchange.h"

#include <algorithm>

#include <QList>

namespace support {

bool RequestReader::fill()
{
    const QByteArray bytes = m_channel.read();
    m_buffer += bytes;
    return !bytes.isEmpty();
}

std::optional<QByteArray> RequestReader::takeLine()
{
    qsizetype end = 0;
    while ((end = m_buffer.indexOf("\r\n")) < 0) {
        if (!fill())
            return std::nullopt;
    }
    const QByteArray line = m_buffer.first(end);
    m_buffer.remove(0, end + 2);
    return line;
}

bool RequestReader::take(qint64 count, QByteArray &into)
{
    while (m_buffer.size() < count) {
        if (!fill())
            return false;
    }
    into += m_buffer.first(count);
    m_buffer.remove(0, count);
    return true;
}

std::optional<ReceivedRequest> RequestReader::readHead()
{
    const std::optional<QByteArray> first = takeLine();
    if (!first)
        return std::nullopt;
    ReceivedRequest request;
    const QList<QByteArray> words = first->split(' ');
    request.method = words.value(0);
    request.target = words.value(1);
    request.head = *first + "\r\n";
    while (const std::optional<QByteArray> line = takeLine()) {
        request.head += *line + "\r\n";
        if (line->isEmpty())
            return request;
        const qsizetype colon = line->indexOf(':');
        request.headers.emplace_back(line->first(std::max<qsizetype>(colon, 0)), line->sliced(colon + 1).trimmed());
    }
    return std::nullopt;
}

bool RequestReader::readBody(ReceivedRequest &request)
{
    const qint64 length = request.header("Content-Length").toLongLong();
    const bool chunked = request.header("Transfer-Encoding").toLower() == "chunked";
    if (request.header("Expect").toLower() == "100-continue" && !m_channel.write("HTTP/1.1 100 Continue\r\n\r\n"))
        return false;
    if (!chunked)
        return take(length, request.body);
    while (const std::optional<QByteArray> line = takeLine()) {
        const qint64 size = line->split(';').first().trimmed().toLongLong(nullptr, 16);
        if (size == 0)
            return takeLine().has_value(); // trailers are not sent by our client
        if (!take(size, request.body) || !takeLine())
            return false;
    }
    return false;
}

AnswerWriter::AnswerWriter(Channel &channel, const Answer &answer, QByteArrayView method)
    : m_channel(channel)
    , m_answer(answer)
{
    const QByteArray head = answer.headBytes(method);
    m_bytes = head + answer.bodyBytes(method);
    if (answer.cut)
        m_cutAt = answer.cut->after + (answer.cut->where == Cut::Where::Body ? head.size() : 0);
}

bool AnswerWriter::write(std::stop_token stop, const std::function<void()> &beforeEnd)
{
    if (m_answer.silent) {
        while (!m_channel.read().isEmpty()) { }
        return false;
    }
    QByteArrayView rest = m_bytes;
    if (m_cutAt)
        rest = rest.first(std::min<qint64>(*m_cutAt, rest.size()));
    if (m_answer.gate) {
        const qsizetype before = std::min<qsizetype>(m_answer.gateAfter, rest.size());
        if (!send(rest.first(before), stop) || !m_answer.gate->wait(stop))
            return false;
        rest = rest.sliced(before);
    }
    const qsizetype last = m_answer.dripSize > 0 ? std::min<qsizetype>(m_answer.dripSize, rest.size()) : rest.size();
    if (!send(rest.chopped(last), stop))
        return false;
    beforeEnd();
    if (!send(rest.last(last), stop))
        return false;
    if (!m_cutAt)
        return true;
    if (m_answer.cut->reset)
        m_channel.close(true);
    else
        m_channel.finish();
    return false;
}

bool AnswerWriter::send(QByteArrayView bytes, std::stop_token stop)
{
    if (m_answer.dripSize <= 0)
        return m_channel.write(bytes);
    Gate never;
    while (!bytes.isEmpty()) {
        const qsizetype size = std::min<qsizetype>(m_answer.dripSize, bytes.size());
        if (!m_channel.write(bytes.first(size)))
            return false;
        bytes = bytes.sliced(size);
        never.waitFor(m_answer.dripPause, stop);
        if (stop.stop_requested())
            return false;
    }
    return true;
}

} // namespace support
