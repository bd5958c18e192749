#include "app/http/transfer.h"

#include "app/http/easyhandle.h"

namespace http {

Transfer::Transfer(Url url)
    : response{0, {}, {}, 0, std::move(url)}
{ }

void Transfer::reset()
{
    ending = Ending::Failed;
    response = {0, {}, {}, 0, request->url};
    error = {};
    wasSent = false;
    wasNotTaken = false;
    m_stage = Stage::Waiting;
    m_totalSince.reset();
    m_bytesSince = 0;
    m_headerBytes = 0;
    m_headersComplete = false;
    m_cutShort = false;
    m_unreadable = false;
    m_held = false;
    m_listed = false;
    m_forSink.clear();
    m_ownError.reset();
}

QByteArray Transfer::takeBytes(bool &held)
{
    const std::lock_guard lock(mailbox->mutex);
    held = m_held;
    m_listed = false;
    return std::exchange(m_forSink, {});
}

bool Transfer::isHeld() const
{
    const std::lock_guard lock(mailbox->mutex);
    return m_held;
}

bool Transfer::resume(base::Clock::TimePoint now)
{
    {
        const std::lock_guard lock(mailbox->mutex);
        if (!std::exchange(m_held, false))
            return false;
    }
    enter(Stage::Receiving, now);
    return true;
}

void Transfer::enter(Stage stage, base::Clock::TimePoint now)
{
    m_stage = stage;
    m_since = now;
    m_bytesSince = 0;
    if (!m_totalSince && stage != Stage::Waiting)
        m_totalSince = now;
}

} // namespace http
