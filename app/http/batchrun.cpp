#include "app/http/batchrun.h"

#include <algorithm>

#include "app/http/redirect.h"
#include "app/http/retry.h"

using namespace Qt::StringLiterals;

namespace http {

namespace {

bool isLater(const Exchange *left, const Exchange *right)
{
    return left->due > right->due;
}

/// A change whose answer did not arrive may have happened.
Error unknownOutcome(Error error)
{
    error.kind = ErrorKind::UnknownOutcome;
    return error;
}

Error redirectRefused(const Response &answer, QString why, ErrorReason reason = ErrorReason::RedirectRefused)
{
    Error error = base::failure(ErrorKind::Network, std::move(why), reason);
    error.httpStatus = answer.status;
    error.url = answer.url.redacted();
    return error;
}

} // namespace

BatchRun::BatchRun(TransportCore &core, BatchSource &source, std::stop_token stop)
    : m_core(core)
    , m_source(source)
    , m_stop(std::move(stop))
    , m_random(std::random_device()())
{ }

BatchRun::~BatchRun()
{
    Q_ASSERT(m_exchanges.empty()); // an engine would write into what is gone
}

Result<> BatchRun::run()
{
    if (m_stop.stop_requested())
        return base::fail(base::cancelled());
    for (pull(), flush(); !m_exchanges.empty(); pull(), flush()) {
        wait();
        if (!m_failure && m_stop.stop_requested())
            fail(base::cancelled());
        takeMail();
        submitDue();
    }
    if (m_failure)
        return base::fail(*std::move(m_failure));
    return Done{};
}

void BatchRun::pull()
{
    while (!m_sourceEnded && !m_failure && hasRoom()) {
        base::Pull<BatchItem> pulled = m_source.next();
        if (std::holds_alternative<base::NothingYet>(pulled))
            return;
        if (auto *item = std::get_if<BatchItem>(&pulled))
            begin(std::move(*item));
        else
            m_sourceEnded = true;
    }
}

bool BatchRun::hasRoom() const
{
    return m_outstanding < (m_pulledFor ? m_pulledFor->window() : 1)
        && m_mailbox.waitingBytes <= Mailbox::maxWaitingBytes;
}

void BatchRun::begin(BatchItem item)
{
    if (Result<> admitted = m_core.admit(item.request); !admitted) {
        if (Result<> taken = m_source.finished(item.ticket, base::fail(std::move(admitted).error())); !taken)
            fail(std::move(taken).error());
        return;
    }
    auto exchange = std::make_unique<Exchange>(std::move(item));
    exchange->index = m_exchanges.size();
    exchange->mailbox = &m_mailbox;
    exchange->began = m_core.clock().utc();
    exchange->begun = m_core.clock().now();
    m_exchanges.push_back(std::move(exchange));
    submit(*m_exchanges.back());
    m_pulledFor = m_host;
}

void BatchRun::submit(Exchange &exchange)
{
    const Request &request = exchange.current();
    if (std::exchange(exchange.sentBefore, true)) {
        Result<> ready = request.sink ? request.sink->restart() : Result<>();
        if (ready && request.source)
            ready = request.source->rewind();
        if (!ready) {
            finish(exchange, base::fail(std::move(ready).error()));
            return;
        }
    }
    if (m_hostOrigin != request.url.origin()) {
        m_hostOrigin = request.url.origin();
        m_host = &m_core.host(*m_hostOrigin);
    }
    exchange.request = &request;
    exchange.host = m_host;
    exchange.stop = m_stop;
    exchange.reset();
    exchange.atEngine = true;
    ++m_outstanding;
    command(exchange, Command::Kind::Start);
}

void BatchRun::submitAt(Exchange &exchange, base::Clock::TimePoint due)
{
    exchange.due = due;
    ++m_outstanding;
    m_due.push_back(&exchange);
    std::push_heap(m_due.begin(), m_due.end(), isLater);
}

void BatchRun::submitDue()
{
    if (m_due.empty())
        return;
    const auto now = m_core.clock().now();
    while (!m_due.empty() && m_due.front()->due <= now) {
        std::pop_heap(m_due.begin(), m_due.end(), isLater);
        Exchange &exchange = *m_due.back();
        m_due.pop_back();
        --m_outstanding;
        submit(exchange);
    }
}

void BatchRun::command(Exchange &exchange, Command::Kind kind)
{
    EngineSlot &slot = exchange.request->mutates() ? m_core.mutations() : exchange.host->reads();
    if (m_outboxSlot != &slot)
        flush();
    m_outboxSlot = &slot;
    m_outbox.push_back({kind, &exchange});
}

void BatchRun::flush()
{
    if (!m_outbox.empty())
        m_outboxSlot->post(m_outbox);
    m_outbox.clear();
}

void BatchRun::wait()
{
    std::unique_lock lock(m_mailbox.mutex);
    const auto deadline = m_due.empty() ? base::Clock::TimePoint::max() : m_due.front()->due;
    // Once the batch is being ended, only its transfers are waited for: they come back soon.
    m_core.clock().waitUntil(lock, m_mailbox.changed, deadline, m_failure ? std::stop_token() : m_stop,
                             [this] { return !m_mailbox.ended.empty() || !m_mailbox.withBytes.empty(); });
}

void BatchRun::takeMail()
{
    std::vector<Transfer *> ended;
    std::vector<Transfer *> withBytes;
    {
        const std::lock_guard lock(m_mailbox.mutex);
        ended.swap(m_mailbox.ended);
        withBytes.swap(m_mailbox.withBytes);
    }
    for (Transfer *transfer : ended)
        static_cast<Exchange *>(transfer)->atEngine = false;
    m_outstanding -= int(ended.size());
    for (Transfer *transfer : withBytes)
        writeToSink(static_cast<Exchange &>(*transfer));
    pull();
    flush();
    // The engine gets new work while the rest is dealt with.
    constexpr std::size_t postEvery = 16;
    for (std::size_t i = 0; i < ended.size(); ++i) {
        settle(static_cast<Exchange &>(*ended[i]));
        pull();
        if (i % postEvery == postEvery - 1)
            flush();
    }
}

void BatchRun::writeToSink(Exchange &exchange)
{
    bool held = false;
    const QByteArray bytes = exchange.takeBytes(held);
    if (m_failure || exchange.sinkError)
        return;
    if (Result<> written = bytes.isEmpty() ? Result<>() : exchange.current().sink->write(bytes); !written) {
        exchange.sinkError = std::move(written).error();
        if (exchange.atEngine)
            command(exchange, Command::Kind::Cancel);
    } else if (held && exchange.atEngine) {
        command(exchange, Command::Kind::Resume);
    }
}

void BatchRun::settle(Exchange &exchange)
{
    const qint64 waitingBytes = exchange.response.body.size();
    // What ends goes no further; of a change that was sent, the outcome is told all the same.
    if (m_failure && (!exchange.current().mutates() || exchange.ending == Transfer::Ending::Paused)) {
        drop(exchange);
    } else if (exchange.ending == Transfer::Ending::Paused) {
        submitAt(exchange, exchange.host->pausedUntil());
    } else if (exchange.ending == Transfer::Ending::Answered) {
        if (exchange.current().sink)
            writeToSink(exchange);
        if (exchange.sinkError)
            finish(exchange, base::fail(*std::move(exchange.sinkError)));
        else
            settleAnswer(exchange);
    } else {
        settleFailure(exchange);
    }
    m_mailbox.waitingBytes -= waitingBytes;
    if (m_mailbox.starved.exchange(false)) {
        for (const std::unique_ptr<Exchange> &other : m_exchanges) {
            if (other->atEngine)
                command(*other, Command::Kind::Resume);
        }
    }
}

void BatchRun::settleFailure(Exchange &exchange)
{
    const bool isOwn = exchange.sinkError || exchange.ending == Transfer::Ending::Cancelled;
    if (isOwn)
        exchange.error = exchange.sinkError.value_or(base::cancelled());
    if (exchange.current().mutates()) {
        finish(exchange, base::fail(exchange.wasSent ? unknownOutcome(exchange.error) : exchange.error));
    } else if (!isOwn && exchange.wasNotTaken && exchange.resends < maxResends) {
        ++exchange.resends;
        submit(exchange);
    } else if (!isOwn && isRetriedError(exchange.error, exchange.current().priority) && exchange.tries < maxTries) {
        submitAt(exchange, m_core.clock().now() + backOff(exchange.tries++, m_random));
    } else {
        finish(exchange, base::fail(exchange.error));
    }
}

void BatchRun::settleAnswer(Exchange &exchange)
{
    Response &response = exchange.response;
    const Request &request = exchange.current();
    response.tries = exchange.tries;
    if (std::optional<Error> meant = misplacedAnswer(exchange)) {
        finish(exchange, base::fail(*std::move(meant)));
        return;
    }
    if (request.mutates()) {
        if (isRedirect(response))
            finish(exchange, base::fail(redirectRefused(response, u"a redirect of a change"_s)));
        else
            finish(exchange, std::move(response));
        return;
    }
    if (isRedirect(response) && request.followRedirects) {
        follow(exchange);
        return;
    }
    if (isRetriedStatus(response.status) && retriesStatus(exchange))
        return;
    // An answer from elsewhere says nothing about the registry's credentials.
    if (response.status == 401 && !exchange.renewed && !exchange.hop) {
        exchange.renewed = true;
        if (m_source.renewed(exchange.item.request, response, m_stop)) {
            submit(exchange);
            return;
        }
    }
    finish(exchange, std::move(response));
}

/// What the answer says about TLS or a proxy instead of what was asked for.
std::optional<Error> BatchRun::misplacedAnswer(const Exchange &exchange) const
{
    if (exchange.response.status < 400)
        return std::nullopt;
    const Origin &origin = exchange.current().url.origin();
    const TransportSettings &settings = m_core.settings();
    AnswerContext context;
    const ProxyAddress *proxy = m_core.proxyFor(origin);
    context.proxied = proxy != nullptr;
    context.certificateWanted = exchange.host->wantsCertificate();
    context.certificateSent = origin == settings.registry && !settings.tls.clientCertificateFile.isEmpty();
    context.chain = exchange.host->peerChain();
    std::optional<Error> error = errorIn(exchange.response, context);
    if (error && proxy)
        error->proxy = QString::fromLatin1(proxy->toBytes());
    return error;
}

void BatchRun::follow(Exchange &exchange)
{
    const Response &response = exchange.response;
    if (exchange.redirects++ == maxRedirects) {
        finish(exchange,
               base::fail(redirectRefused(response, u"more than five redirects"_s, ErrorReason::RedirectLoop)));
        return;
    }
    Result<Request> next = redirected(exchange.current(), response);
    if (next) {
        if (Result<> admitted = m_core.admit(*next); !admitted)
            next = base::fail(std::move(admitted).error());
    }
    if (!next) {
        finish(exchange, base::fail(std::move(next).error()));
        return;
    }
    record(exchange, {});
    exchange.began = m_core.clock().utc();
    exchange.begun = m_core.clock().now();
    exchange.hop = *std::move(next);
    submit(exchange);
}

bool BatchRun::retriesStatus(Exchange &exchange)
{
    const auto asked = retryAfter(exchange.response.headers, m_core.clock().utc());
    if (exchange.tries >= maxTries || (asked && *asked > longestPause))
        return false;
    const auto now = m_core.clock().now();
    const auto due = now + backOff(exchange.tries++, m_random);
    submitAt(exchange, std::max({due, now + asked.value_or(std::chrono::seconds(0)), exchange.host->pausedUntil()}));
    return true;
}

void BatchRun::finish(Exchange &exchange, Result<Response> answer)
{
    record(exchange, answer ? QString() : answer.error().detail);
    const QByteArray method = name(exchange.current().method).toByteArray();
    if (answer) {
        answer->method = method;
        answer->time = m_core.clock().utc();
    } else if (!answer.error().url.isEmpty()) {
        answer.error().method = method;
        answer.error().time = m_core.clock().utc();
    }
    const quint64 ticket = exchange.item.ticket;
    drop(exchange);
    if (Result<> taken = m_source.finished(ticket, std::move(answer)); !taken)
        fail(std::move(taken).error());
}

void BatchRun::record(const Exchange &exchange, const QString &failure)
{
    const Request &request = exchange.current();
    const Response &response = exchange.response;
    m_core.transcript().add(
        {exchange.began, name(request.method).toByteArray(), request.url.redacted(), response.status,
         std::chrono::duration_cast<std::chrono::milliseconds>(m_core.clock().now() - exchange.begun),
         response.bodySize, exchange.tries, response.http2, failure});
}

void BatchRun::drop(Exchange &exchange)
{
    const std::size_t index = exchange.index;
    std::swap(m_exchanges[index], m_exchanges.back());
    m_exchanges[index]->index = index;
    m_exchanges.pop_back();
}

void BatchRun::fail(Error error)
{
    if (m_failure)
        return;
    m_failure = std::move(error);
    for (Exchange *exchange : std::exchange(m_due, {})) {
        --m_outstanding;
        drop(*exchange);
    }
    for (const std::unique_ptr<Exchange> &exchange : m_exchanges) {
        if (exchange->atEngine)
            command(*exchange, Command::Kind::Cancel);
    }
    flush();
}

} // namespace http
