#pragma once

#include <array>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <thread>
#include <vector>

#include <curl/curl.h>

#include "app/http/easyhandle.h"
#include "app/http/hostwindow.h"
#include "app/http/transfer.h"

namespace http {

struct CurlMultiDeleter
{
    void operator()(CURLM *multi) const noexcept { curl_multi_cleanup(multi); }
};

/// What a caller wants of an engine. Commands are obeyed in the order they were posted.
struct Command
{
    enum class Kind
    {
        Start,
        Cancel, ///< ends it, if it is still there; it comes back through its mailbox in any case
        Resume ///< there is room for its body again
    };
    Kind kind = Kind::Start;
    Transfer *transfer = nullptr;
};

/// One thread with one curl multi handle: it performs the transfers of one origin, or all mutations.
///
/// Threads: callers post commands under m_mutex and wake the thread once; everything else here belongs to the engine's
/// thread. It starts what the window allows, lets libcurl perform, and puts all that ended in one round into the
/// callers' mailboxes at once. Every transfer that was posted comes back exactly once. Nobody waits in here: not for a
/// sink (libcurl holds the transfer), not for a pause of the host (the transfer comes back as Paused).
class Engine final
{
public:
    /// @p origin: what it reads from; none for the engine of mutations, which serves every origin.
    Engine(TransportCore &core, Host *host, std::optional<Origin> origin);
    ~Engine(); ///< what is still there comes back as Cancelled

    /// False: it was idle for a minute and has gone; nothing was taken.
    bool post(std::span<const Command> commands);

private:
    static constexpr int mutationLimit = 4;
    static constexpr std::chrono::minutes idleLimit{1};
    static constexpr std::chrono::milliseconds sweepInterval{100};

    void loop(std::stop_token stop);
    bool takeCommands(std::stop_token stop);
    void obey(const Command &command);
    void giveBack(Transfer &transfer, Transfer::Ending ending);
    void startWaiting();
    void start(Transfer &transfer);
    void collect();
    void end(Transfer &transfer, CURLcode code, std::optional<Transfer::Ending> ending = std::nullopt);
    void conclude(Transfer &transfer, CURLcode code);
    void learnFrom(const Transfer &transfer);
    void sweep();
    [[nodiscard]] std::optional<ErrorReason> deadlineOver(const Transfer &transfer) const;
    void handBack();

    [[nodiscard]] int limit() const noexcept { return m_host ? m_window.limit() : mutationLimit; }
    [[nodiscard]] bool hasWaiting() const noexcept { return !m_waiting[0].empty() || !m_waiting[1].empty(); }

    TransportCore &m_core;
    Host *m_host; ///< null: mutations
    HostWindow m_window;
    bool m_http2;
    std::unique_ptr<CURLM, CurlMultiDeleter> m_multi;
    std::vector<std::unique_ptr<EasyHandle>> m_spare;
    std::array<std::deque<Transfer *>, 2> m_waiting; ///< by priority
    std::vector<Transfer *> m_active; ///< in the multi handle
    std::vector<Transfer *> m_ended; ///< to be handed back
    std::vector<Command> m_commands; ///< being obeyed
    base::Clock::TimePoint m_lastSent{}; ///< when a transfer last had a connection, as the sweeps saw it
    base::Clock::TimePoint m_nextSweep{};
    std::optional<std::chrono::steady_clock::time_point> m_suspected; ///< connections from before are not used again

    std::mutex m_mutex;
    std::condition_variable_any m_changed; ///< only while nothing is in the multi handle
    std::vector<Command> m_posted; ///< guarded by m_mutex
    bool m_gone = false; ///< guarded by m_mutex

    std::jthread m_thread; ///< last: it uses everything above
};

} // namespace http
