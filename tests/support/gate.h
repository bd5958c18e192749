#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stop_token>

namespace support {

/// Holds a server's answer back until the test opens it. Any thread; stays open.
class Gate final
{
public:
    void open()
    {
        const std::lock_guard lock(m_mutex);
        m_open = true;
        m_changed.notify_all();
    }

    /// True once it is open, false where @p stop asked first.
    bool wait(std::stop_token stop)
    {
        std::unique_lock lock(m_mutex);
        return m_changed.wait(lock, stop, [this] { return m_open; });
    }

    /// Like wait(), for at most @p limit; false where it is still closed then.
    bool waitFor(std::chrono::milliseconds limit, std::stop_token stop)
    {
        std::unique_lock lock(m_mutex);
        return m_changed.wait_for(lock, stop, limit, [this] { return m_open; });
    }

private:
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    bool m_open = false;
};

} // namespace support
