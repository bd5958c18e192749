#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace changes {

/// A few threads for the requests of a run, and the way of what they find back to the thread that owns the journal.
class RunnerThreads final
{
public:
    using Letter = std::function<void()>;
    /// Runs on one of the threads; what it returns runs in deliverOne().
    using Task = std::function<Letter()>;

    explicit RunnerThreads(int count);
    ~RunnerThreads(); ///< waits for the tasks that have begun; drops the others
    RunnerThreads(const RunnerThreads &) = delete;
    RunnerThreads &operator=(const RunnerThreads &) = delete;

    void post(Task task);
    /// Waits for the next letter and runs it here. There is a task whose letter was not delivered yet.
    void deliverOne();

private:
    void work();

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Task> m_tasks;
    std::deque<Letter> m_letters;
    bool m_ends = false;
    std::vector<std::jthread> m_threads; ///< last: they use everything above
};

} // namespace changes
