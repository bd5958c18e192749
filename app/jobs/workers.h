#pragma once

#include <functional>
#include <memory>
#include <stop_token>

#include <QString>

namespace jobs {

/// Where work queues: what a person waits for, long work in the background, and changes. 16, 4 and 4 threads.
enum class Lane
{
    Ui,
    Bulk,
    Changes
};

/// The threads that the core's blocking calls run on, started when they are needed. One owner (a connection) holds at
/// most half the threads of a lane, so that a registry that hangs starves no other. A free thread takes the next task
/// of the owner that holds the fewest threads; the tasks of one owner begin in the order they came. run() from any
/// thread; destroyed on the UI thread at exit, which asks all work to stop and waits for it.
class Workers final
{
public:
    using Task = std::function<void()>;

    Workers();
    ~Workers();
    Workers(const Workers &) = delete;
    Workers &operator=(const Workers &) = delete;

    /// @p task runs once and throws nothing. @p stop is requested when the workers end; a task that has not begun by
    /// then still runs, with its stop requested. Not called any more once the destructor began.
    void run(Lane lane, const QString &owner, std::stop_source stop, Task task);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace jobs
