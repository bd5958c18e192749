#include "tests/support/faultgateway.h"

#include <utility>

#include <QByteArrayList>

#include "tests/support/rawclient.h"

namespace support {

FaultGateway::FaultGateway(quint16 serverPort, FaultPlan &plan)
    : m_serverPort(serverPort)
    , m_plan(plan)
{
    m_front.answer({{}, "/", true}, [this](const ReceivedRequest &request) { return serve(request); });
}

Answer FaultGateway::serve(const ReceivedRequest &request)
{
    const Fate fate = m_plan.fateOf(request);
    Answer whole;
    if (fate.effect == Fate::Effect::Now) {
        whole = passOn(request);
    } else if (fate.effect == Fate::Effect::Late) {
        const std::lock_guard lock(m_mutex);
        m_late.push_back(request);
    }
    return disturbed(fate, request, std::move(whole));
}

void FaultGateway::passOnLate()
{
    std::unique_lock lock(m_mutex);
    const std::vector<ReceivedRequest> late = std::exchange(m_late, {});
    lock.unlock();
    for (const ReceivedRequest &request : late)
        static_cast<void>(passOn(request));
}

/// On a connection of its own, so that the server sees each request once.
Answer FaultGateway::passOn(const ReceivedRequest &request) const
{
    RawClient client(m_serverPort);
    client.send(request.head + request.body);
    QByteArray head;
    while (!head.endsWith("\r\n\r\n")) {
        const QByteArray next = client.receive(1);
        if (next.isEmpty())
            return Answer::hangUp();
        head += next;
    }
    const QByteArrayList lines = head.trimmed().split('\n');
    Answer answer = Answer::withStatus(lines.first().mid(9, 3).toInt());
    qint64 length = 0;
    for (const QByteArray &line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        const QByteArray name = line.first(colon);
        const QByteArray value = line.mid(colon + 1).trimmed();
        if (name.compare("Content-Length", Qt::CaseInsensitive) == 0)
            length = value.toLongLong();
        else
            answer.headers.emplace_back(name, value);
    }
    if (request.method != "HEAD")
        answer.body = client.receive(length);
    else if (length > 0)
        answer.headers.emplace_back("Content-Length", QByteArray::number(length));
    return answer;
}

} // namespace support
