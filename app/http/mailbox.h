#pragma once

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <vector>

#include <QtGlobal>

namespace http {

class Transfer;

/// Where engines leave what a caller waits for. The caller's thread takes it; engines put things in, many at once.
struct Mailbox
{
    /// Finished bodies that wait for the caller; engines stop reading for this caller beyond it.
    static constexpr qint64 maxWaitingBytes = 64 * 1024 * 1024;

    std::mutex mutex;
    std::condition_variable_any changed;
    std::vector<Transfer *> ended; ///< guarded by mutex
    std::vector<Transfer *> withBytes; ///< have a piece of a body for their sink; guarded by mutex
    std::atomic<qint64> waitingBytes = 0; ///< bodies of answers that the caller has not dealt with yet
    std::atomic<bool> starved = false; ///< an engine holds a transfer because there is no room for its body
};

} // namespace http
