#include "app/changes/inflight.h"

#include <map>

namespace changes {

std::shared_ptr<InFlight> InFlight::at(const QString &address)
{
    static std::mutex mutex;
    static std::map<QString, std::weak_ptr<InFlight>> all;
    const std::lock_guard lock(mutex);
    std::weak_ptr<InFlight> &known = all[address];
    std::shared_ptr<InFlight> inFlight = known.lock();
    if (!inFlight)
        known = inFlight = std::make_shared<InFlight>();
    return inFlight;
}

InFlight::Place InFlight::take(const std::stop_token &pause, const std::stop_token &stop)
{
    std::stop_source either;
    const auto end = [&either] { either.request_stop(); };
    const std::stop_callback onPause(pause, end);
    const std::stop_callback onStop(stop, end);
    std::unique_lock lock(m_mutex);
    if (!m_changed.wait(lock, either.get_token(), [this] { return m_taken < limit; }))
        return nullptr;
    ++m_taken;
    return {this, [self = shared_from_this()](const InFlight *) { self->giveBack(); }};
}

void InFlight::giveBack()
{
    const std::lock_guard lock(m_mutex);
    --m_taken;
    m_changed.notify_one();
}

} // namespace changes
