#include "app/changes/runnerthreads.h"

#include <utility>

namespace changes {

RunnerThreads::RunnerThreads(int count)
{
    for (int i = 0; i < count; ++i)
        m_threads.emplace_back([this] { work(); });
}

RunnerThreads::~RunnerThreads()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ends = true;
        m_changed.notify_all();
    }
    m_threads.clear();
}

void RunnerThreads::post(Task task)
{
    const std::lock_guard lock(m_mutex);
    m_tasks.push_back(std::move(task));
    m_changed.notify_all();
}

void RunnerThreads::deliverOne()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return !m_letters.empty(); });
    const Letter letter = std::move(m_letters.front());
    m_letters.pop_front();
    lock.unlock();
    letter();
}

void RunnerThreads::work()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_changed.wait(lock, [this] { return m_ends || !m_tasks.empty(); });
        if (m_ends)
            return;
        const Task task = std::move(m_tasks.front());
        m_tasks.pop_front();
        lock.unlock();
        Letter letter = task();
        lock.lock();
        m_letters.push_back(std::move(letter));
        m_changed.notify_all();
    }
}

} // namespace changes
