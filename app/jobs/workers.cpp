#include "app/jobs/workers.h"

#include <algorithm>
#include <array>
#include <condition_variable>
#include <deque>
#include <list>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include <QHash>

namespace jobs {

namespace {

struct Entry
{
    QString owner;
    std::stop_source stop;
    Workers::Task task;
};

/// One lane: its queue, what runs, and its threads.
class Line final
{
public:
    explicit Line(std::size_t threads)
        : m_maxThreads(threads)
        , m_ownerLimit(static_cast<int>(threads / 2))
    { }

    void push(Entry entry);
    /// Asks all work to stop, what is queued as soon as it is taken, without waiting.
    void requestStop();
    /// After requestStop(): returns when the queue is empty and nothing runs.
    void join();

private:
    void work();
    std::optional<Entry> take();
    void run(std::unique_lock<std::mutex> &lock, Entry &entry);

    const std::size_t m_maxThreads;
    const int m_ownerLimit;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Entry> m_queue;
    QHash<QString, int> m_held; ///< threads by owner
    std::list<std::stop_source> m_running;
    std::vector<std::thread> m_threads;
    std::size_t m_idle = 0;
    bool m_ending = false;
};

void Line::push(Entry entry)
{
    const std::lock_guard lock(m_mutex);
    m_queue.push_back(std::move(entry));
    // An idle thread that was woken for an earlier entry still counts as idle: compare with the whole queue.
    if (m_queue.size() > m_idle && m_threads.size() < m_maxThreads)
        m_threads.emplace_back([this] { work(); });
    m_changed.notify_one();
}

std::optional<Entry> Line::take()
{
    auto best = m_queue.end();
    int fewest = m_ownerLimit;
    for (auto entry = m_queue.begin(); entry != m_queue.end() && fewest > 0; ++entry) {
        const int count = m_held.value(entry->owner);
        if (count < fewest) {
            fewest = count;
            best = entry;
        }
    }
    if (best == m_queue.end())
        return {};
    std::optional<Entry> taken = std::move(*best);
    m_queue.erase(best);
    return taken;
}

void Line::run(std::unique_lock<std::mutex> &lock, Entry &entry)
{
    ++m_held[entry.owner];
    const auto running = m_running.insert(m_running.end(), entry.stop);
    const bool ending = m_ending;
    lock.unlock();
    if (ending)
        entry.stop.request_stop();
    entry.task();
    entry.task = nullptr; // what the task owns goes before its place is free
    lock.lock();
    m_running.erase(running);
    if (const auto held = m_held.find(entry.owner); --*held == 0)
        m_held.erase(held);
    // An entry of this owner may have waited for the place, and join() waits for the last.
    m_changed.notify_all();
}

void Line::work()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        if (std::optional<Entry> entry = take()) {
            run(lock, *entry);
        } else if (m_ending && m_queue.empty()) {
            return;
        } else {
            ++m_idle;
            m_changed.wait(lock);
            --m_idle;
        }
    }
}

void Line::requestStop()
{
    std::vector<std::stop_source> sources;
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
        sources.assign(m_running.cbegin(), m_running.cend());
    }
    m_changed.notify_all();
    // Outside the lock: a stop callback is not ours.
    for (std::stop_source &source : sources)
        source.request_stop();
}

void Line::join()
{
    for (std::thread &thread : m_threads)
        thread.join();
}

} // namespace

class Workers::Private
{
public:
    std::array<Line, 3> lines{Line(16), Line(4), Line(4)};
};

Workers::Workers()
    : d(std::make_unique<Private>())
{ }

Workers::~Workers()
{
    for (Line &line : d->lines)
        line.requestStop();
    for (Line &line : d->lines)
        line.join();
}

void Workers::run(Lane lane, const QString &owner, std::stop_source stop, Task task)
{
    d->lines[static_cast<std::size_t>(lane)].push({owner, std::move(stop), std::move(task)});
}

} // namespace jobs
