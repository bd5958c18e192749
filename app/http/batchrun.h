#pragma once

#include <memory>
#include <optional>
#include <random>
#include <stop_token>
#include <vector>

#include "app/http/batch.h"
#include "app/http/transfer.h"
#include "app/http/transportcore.h"

namespace http {

/// One read of a batch from its first try to its answer.
class Exchange final : public Transfer
{
public:
    explicit Exchange(BatchItem item_)
        : Transfer(item_.request.url)
        , item(std::move(item_))
    { }

    /// What goes over the wire now.
    [[nodiscard]] const Request &current() const noexcept { return hop ? *hop : item.request; }

    BatchItem item;
    std::optional<Request> hop; ///< what a redirect made of it
    int tries = 1;
    int resends = 0;
    int redirects = 0;
    bool renewed = false;
    bool sentBefore = false;
    bool atEngine = false;
    std::optional<Error> sinkError;
    base::Clock::UtcTime began{}; ///< for the transcript
    base::Clock::TimePoint begun{};
    base::Clock::TimePoint due{}; ///< while it waits for another try
    std::size_t index = 0; ///< in the run's list
};

/// CurlTransport::run for one caller: everything here happens on the caller's thread. Pulls reads from the source while
/// the window has room, posts them to engines, takes what lies in the mailbox, and decides what becomes of each: the
/// answer, another try, a redirect, the end. Waits in one place only, for mail, the next try that is due, or the stop.
class BatchRun final
{
public:
    BatchRun(TransportCore &core, BatchSource &source, std::stop_token stop);
    ~BatchRun();

    Result<> run();

private:
    void pull();
    [[nodiscard]] bool hasRoom() const;
    void begin(BatchItem item);
    void submit(Exchange &exchange);
    void submitDue();
    void command(Exchange &exchange, Command::Kind kind);
    void flush();
    void wait();
    void takeMail();

    void writeToSink(Exchange &exchange);
    void settle(Exchange &exchange);
    void settleFailure(Exchange &exchange);
    void settleAnswer(Exchange &exchange);
    [[nodiscard]] std::optional<Error> misplacedAnswer(const Exchange &exchange) const;
    void follow(Exchange &exchange);
    [[nodiscard]] bool retriesStatus(Exchange &exchange);
    void submitAt(Exchange &exchange, base::Clock::TimePoint due);
    void finish(Exchange &exchange, Result<Response> answer);
    void record(const Exchange &exchange, const QString &failure);
    void drop(Exchange &exchange);
    void fail(Error error);

    TransportCore &m_core;
    BatchSource &m_source;
    std::stop_token m_stop;
    Mailbox m_mailbox;
    std::vector<std::unique_ptr<Exchange>> m_exchanges;
    std::vector<Exchange *> m_due; ///< a heap, the next one first
    Host *m_host = nullptr; ///< of the last request that was submitted
    std::optional<Origin> m_hostOrigin;
    Host *m_pulledFor = nullptr; ///< of the last read that was pulled: its window is what is filled
    std::vector<Command> m_outbox; ///< not posted yet
    EngineSlot *m_outboxSlot = nullptr;
    int m_outstanding = 0; ///< at an engine, or waiting for another try
    bool m_sourceEnded = false;
    std::optional<Error> m_failure; ///< the batch is being ended
    std::mt19937 m_random;
};

} // namespace http
