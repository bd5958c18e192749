#include "app/http/engine.h"

#include <algorithm>

#include <QtGlobal>

#ifdef Q_OS_UNIX
#include <csignal>
#endif

#include "app/http/host.h"
#include "app/http/retry.h"
#include "app/http/transportcore.h"

using namespace Qt::StringLiterals;

namespace http {

namespace {

HostWindow::Protocol firstProtocol(bool http2)
{
    return http2 ? HostWindow::Protocol::Unknown : HostWindow::Protocol::Http1;
}

/// OpenSSL writes into sockets without asking for silence: a server that is gone must not end the program.
void blockSigpipe()
{
#ifdef Q_OS_UNIX
    sigset_t blocked;
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &blocked, nullptr);
#endif
}

} // namespace

Engine::Engine(TransportCore &core, Host *host, std::optional<Origin> origin)
    : m_core(core)
    , m_host(host)
    , m_window(firstProtocol(origin && origin->secure && core.settings().http2))
    , m_http2(m_window.protocol() == HostWindow::Protocol::Unknown)
    , m_multi(curl_multi_init())
{
    curl_multi_setopt(m_multi.get(), CURLMOPT_MAX_CONCURRENT_STREAMS, HostWindow::streamsPerConnection);
    curl_multi_setopt(m_multi.get(), CURLMOPT_MAX_HOST_CONNECTIONS,
                      m_host ? m_window.connections() : long(mutationLimit));
    // Otherwise libcurl keeps four for each transfer it has at the moment, and closes the others between two bursts.
    curl_multi_setopt(m_multi.get(), CURLMOPT_MAXCONNECTS, 2L * HostWindow::http1Limit);
    if (m_host)
        m_host->setWindow(m_window.limit());
    m_thread = std::jthread([this](std::stop_token stop) { loop(std::move(stop)); });
}

Engine::~Engine()
{
    m_thread.request_stop();
    {
        const std::lock_guard lock(m_mutex);
        if (!m_gone)
            curl_multi_wakeup(m_multi.get());
    }
    m_thread.join();
}

bool Engine::post(std::span<const Command> commands)
{
    const std::lock_guard lock(m_mutex);
    if (m_gone)
        return false;
    const bool awake = !m_posted.empty();
    m_posted.insert(m_posted.end(), commands.begin(), commands.end());
    if (!awake) {
        m_changed.notify_all();
        curl_multi_wakeup(m_multi.get());
    }
    return true;
}

void Engine::loop(std::stop_token stop)
{
    blockSigpipe();
    while (takeCommands(stop)) {
        startWaiting();
        int running = 0;
        curl_multi_perform(m_multi.get(), &running);
        collect();
        sweep();
        handBack();
        if (!m_active.empty()) {
            const bool more = hasWaiting() && int(m_active.size()) < limit();
            curl_multi_poll(m_multi.get(), nullptr, 0, more ? 0 : int(sweepInterval.count()), nullptr);
        }
    }
    while (!m_active.empty())
        end(*m_active.back(), CURLE_OK, Transfer::Ending::Cancelled);
    handBack();
    const std::lock_guard lock(m_mutex);
    m_multi.reset();
    // Only now: as late as in its goodbye a server may ask for a certificate, which is noted in the handle that opened
    // the connection.
    m_spare.clear();
}

/// False: the engine ends, because it is asked to or because it was idle for its time.
bool Engine::takeCommands(std::stop_token stop)
{
    {
        std::unique_lock lock(m_mutex);
        const auto posted = [this] { return !m_posted.empty(); };
        if (m_active.empty() && !hasWaiting()) {
            const auto deadline = m_core.clock().now() + idleLimit;
            m_core.clock().waitUntil(lock, m_changed, deadline, stop, posted);
        }
        const bool idle = !posted() && m_active.empty() && !hasWaiting();
        if (stop.stop_requested() || idle) {
            m_gone = true;
            m_commands = std::exchange(m_posted, {});
        } else {
            std::swap(m_commands, m_posted);
        }
    }
    for (const Command &command : m_commands)
        obey(command);
    m_commands.clear();
    if (!m_gone)
        return true;
    for (std::deque<Transfer *> &queue : m_waiting) {
        for (Transfer *transfer : queue)
            giveBack(*transfer, Transfer::Ending::Cancelled);
        queue.clear();
    }
    return false;
}

void Engine::obey(const Command &command)
{
    if (command.kind == Command::Kind::Start) {
        m_waiting[std::size_t(command.transfer->request->priority)].push_back(command.transfer);
        return;
    }
    // It may have been handed back meanwhile and be gone: only what is found here may be touched.
    if (std::find(m_active.cbegin(), m_active.cend(), command.transfer) != m_active.cend()) {
        Transfer &transfer = *command.transfer;
        if (command.kind == Command::Kind::Cancel)
            end(transfer, CURLE_OK, Transfer::Ending::Cancelled);
        else if (transfer.resume(m_core.clock().now()))
            curl_easy_pause(transfer.m_easy->curl(), CURLPAUSE_CONT);
    } else if (command.kind == Command::Kind::Cancel) {
        for (std::deque<Transfer *> &queue : m_waiting) {
            if (std::erase(queue, command.transfer) > 0)
                giveBack(*command.transfer, Transfer::Ending::Cancelled);
        }
    }
}

/// Ends a transfer that was not started.
void Engine::giveBack(Transfer &transfer, Transfer::Ending ending)
{
    transfer.ending = ending;
    m_ended.push_back(&transfer);
}

void Engine::startWaiting()
{
    for (std::deque<Transfer *> &queue : m_waiting) {
        while (!queue.empty() && int(m_active.size()) < limit()) {
            Transfer &transfer = *queue.front();
            queue.pop_front();
            if (transfer.stop.stop_requested())
                giveBack(transfer, Transfer::Ending::Cancelled);
            else if (transfer.host->pausedUntil() > m_core.clock().now())
                giveBack(transfer, Transfer::Ending::Paused);
            else
                start(transfer);
        }
    }
}

void Engine::start(Transfer &transfer)
{
    if (m_spare.empty()) {
        transfer.m_easy = std::make_unique<EasyHandle>(m_core, m_http2);
    } else {
        transfer.m_easy = std::move(m_spare.back());
        m_spare.pop_back();
    }
    transfer.started = m_core.clock().now();
    transfer.enter(Stage::Waiting, transfer.started);
    std::chrono::seconds oldestConnection{0};
    if (m_suspected)
        oldestConnection = std::chrono::ceil<std::chrono::seconds>(std::chrono::steady_clock::now() - *m_suspected);
    transfer.m_easy->prepare(transfer, oldestConnection);
    transfer.m_index = m_active.size();
    m_active.push_back(&transfer);
    m_core.countActive(+1);
    curl_multi_add_handle(m_multi.get(), transfer.m_easy->curl());
}

void Engine::collect()
{
    int left = 0;
    while (const CURLMsg *message = curl_multi_info_read(m_multi.get(), &left)) {
        const CURLcode code = message->data.result;
        char *handle = nullptr;
        curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &handle);
        end(*reinterpret_cast<EasyHandle *>(handle)->transfer(), code);
    }
}

/// Takes @p transfer out of the multi handle; @p ending is given where libcurl did not end it itself.
void Engine::end(Transfer &transfer, CURLcode code, std::optional<Transfer::Ending> ending)
{
    if (ending)
        transfer.ending = *ending;
    else
        conclude(transfer, code);
    m_core.countConnections(transfer.m_easy->newConnections());
    m_core.countActive(-1);
    curl_multi_remove_handle(m_multi.get(), transfer.m_easy->curl());
    transfer.m_easy->release();
    m_spare.push_back(std::move(transfer.m_easy));
    m_active[transfer.m_index] = m_active.back();
    m_active[transfer.m_index]->m_index = transfer.m_index;
    m_active.pop_back();
    m_ended.push_back(&transfer);
}

void Engine::conclude(Transfer &transfer, CURLcode code)
{
    transfer.m_easy->noteTimes(code);
    // A connection that ends within the header section is no failure to libcurl.
    if (code == CURLE_OK && !transfer.hasHead())
        code = CURLE_PARTIAL_FILE;
    if (code == CURLE_OK || transfer.m_cutShort) {
        transfer.ending = Transfer::Ending::Answered;
        learnFrom(transfer);
        return;
    }
    transfer.ending = Transfer::Ending::Failed;
    if (transfer.m_ownError) {
        transfer.error = *std::move(transfer.m_ownError);
    } else {
        transfer.m_easy->notePeer();
        const Breakdown breakdown = transfer.m_easy->breakdown(code);
        transfer.error = errorFrom(breakdown);
        transfer.wasNotTaken = http::wasNotTaken(breakdown);
    }
    transfer.error.url = transfer.request->url.redacted();
    if (const ProxyAddress *proxy = m_core.proxyFor(transfer.request->url.origin()))
        transfer.error.proxy = QString::fromLatin1(proxy->toBytes());
}

void Engine::learnFrom(const Transfer &transfer)
{
    const auto now = m_core.clock().now();
    const int status = transfer.response.status;
    const bool tooMany = status == 429 || status == 503;
    if (tooMany) {
        const auto pause = retryAfter(transfer.response.headers, m_core.clock().utc());
        if (pause && *pause <= longestPause)
            transfer.host->pauseUntil(now + *pause);
    }
    if (!m_host)
        return;
    if (m_http2) {
        m_window.setProtocol(transfer.response.http2 ? HostWindow::Protocol::Http2 : HostWindow::Protocol::Http1);
        curl_multi_setopt(m_multi.get(), CURLMOPT_MAX_HOST_CONNECTIONS, m_window.connections());
    }
    if (tooMany)
        m_window.throttled(transfer.started, now);
    else
        m_window.succeeded();
    m_host->setWindow(m_window.limit());
}

void Engine::sweep()
{
    const auto now = m_core.clock().now();
    if (now < m_nextSweep)
        return;
    m_nextSweep = now + sweepInterval;
    if (std::any_of(m_active.cbegin(), m_active.cend(), [](const Transfer *transfer) { return transfer->wasSent; }))
        m_lastSent = now;
    for (std::size_t i = m_active.size(); i-- > 0;) {
        Transfer &transfer = *m_active[i];
        if (const std::optional<ErrorReason> over = deadlineOver(transfer)) {
            // With HTTP/2 the connection would stay, perhaps dead (another network, a router that forgot it), and the
            // next request would go into it.
            m_suspected = std::chrono::steady_clock::now();
            // Who kept a connection from coming about is told where libcurl's own deadline would be, too.
            if (*over != ErrorReason::ConnectDeadline)
                transfer.m_ownError = base::failure(ErrorKind::Timeout, u"a deadline of the request is over"_s, *over);
            end(transfer, CURLE_OPERATION_TIMEDOUT);
        }
    }
}

std::optional<ErrorReason> Engine::deadlineOver(const Transfer &transfer) const
{
    const auto now = m_core.clock().now();
    const auto isOver = [now](base::Clock::TimePoint since, std::chrono::milliseconds limit) {
        return limit.count() > 0 && now - since >= limit;
    };
    const Deadlines &deadlines = transfer.request->deadlines;
    if (transfer.m_totalSince && isOver(*transfer.m_totalSince, deadlines.total))
        return ErrorReason::TotalDeadline;
    switch (transfer.m_stage) {
    case Stage::Waiting: // for somebody else's connection, or a place on it: in vain only where nobody has one
        if (isOver(std::max(transfer.m_since, m_lastSent), deadlines.connect))
            return ErrorReason::ConnectDeadline;
        break;
    case Stage::Connecting:
        if (isOver(transfer.m_since, deadlines.connect))
            return ErrorReason::ConnectDeadline;
        break;
    case Stage::Sent:
        if (isOver(transfer.m_since, deadlines.firstByte))
            return ErrorReason::FirstByteDeadline;
        break;
    case Stage::Receiving:
        if (isOver(transfer.m_since, deadlines.idle) && !transfer.isHeld())
            return ErrorReason::IdleDeadline;
        break;
    }
    return std::nullopt;
}

/// Everything that ended in one round goes back at once: one lock and one wake-up for each caller.
void Engine::handBack()
{
    for (auto next = m_ended.cbegin(); next != m_ended.cend();) {
        Mailbox &mailbox = *(*next)->mailbox;
        const std::lock_guard lock(mailbox.mutex);
        for (; next != m_ended.cend() && (*next)->mailbox == &mailbox; ++next) {
            mailbox.waitingBytes += (*next)->response.body.size();
            mailbox.ended.push_back(*next);
        }
        mailbox.changed.notify_all();
    }
    m_ended.clear();
}

} // namespace http
