#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <mutex>
#include <vector>

#include <QString>

#include "app/http/curltransport.h"
#include "tests/support/scriptedserver.h"

/// What the tests of the transport share.
namespace httptesting {

inline const support::Match anything{"", "/", true};

inline http::Url urlOf(const support::ScriptedServer &server, QByteArrayView target = "/")
{
    return http::Url::parse(server.url(target)).value();
}

/// Settings of a connection to @p server, with the consent to plain HTTP where it speaks that.
inline http::TransportSettings settingsFor(const http::Url &registry)
{
    http::TransportSettings settings;
    settings.registry = registry.origin();
    settings.plainHttpAllowed = !registry.origin().secure;
    return settings;
}
inline http::TransportSettings settingsFor(const support::ScriptedServer &server)
{
    return settingsFor(urlOf(server));
}

/// Reads a number of targets of one server and keeps what became of them.
class Reads : public http::BatchSource
{
public:
    Reads(http::Url base, QByteArrayList targets, http::Priority priority = http::Priority::Bulk)
        : m_base(std::move(base))
        , m_targets(std::move(targets))
        , m_priority(priority)
    { }

    /// `/0` … `/(count - 1)`
    static QByteArrayList numbered(int count)
    {
        QByteArrayList targets;
        for (int i = 0; i < count; ++i)
            targets.append('/' + QByteArray::number(i));
        return targets;
    }

    base::Pull<http::BatchItem> next() override
    {
        if (m_next == m_targets.size())
            return base::End();
        http::Request request = http::Request::get(m_base.withTarget(m_targets[m_next]));
        request.priority = m_priority;
        if (adjust)
            adjust(request);
        pulled = quint64(m_next) + 1;
        mostOutstanding = std::max(mostOutstanding, pulled - answered);
        return http::BatchItem{std::move(request), quint64(m_next++)};
    }

    Result<> finished(quint64 ticket, Result<http::Response> answer) override
    {
        ++answered;
        if (onFinished) {
            if (Result<> taken = onFinished(ticket, answer); !taken)
                return taken;
        }
        if (answer && answer->status == 200)
            ++succeeded;
        else
            failures.push_back(answer ? QString::number(answer->status) : answer.error().detail);
        return Done{};
    }

    std::function<void(http::Request &)> adjust;
    std::function<Result<>(quint64, const Result<http::Response> &)> onFinished;
    std::atomic<quint64> pulled = 0; ///< to be read while the batch runs, too
    quint64 answered = 0;
    quint64 mostOutstanding = 0;
    int succeeded = 0;
    QStringList failures;

private:
    http::Url m_base;
    QByteArrayList m_targets;
    http::Priority m_priority;
    qsizetype m_next = 0;
};

/// A clock on which every pause of at most half a minute is over at once: for retries where the pause is not the
/// matter. Longer waits (an idle engine's) and those for an answer are real.
class HastyClock final : public base::Clock
{
public:
    TimePoint now() const override { return std::chrono::steady_clock::now() + skipped(); }
    UtcTime utc() const override
    {
        return std::chrono::system_clock::now() + std::chrono::duration_cast<UtcTime::duration>(skipped());
    }
    bool waitUntil(std::unique_lock<std::mutex> &lock, std::condition_variable_any &condition, TimePoint deadline,
                   std::stop_token stop, const std::function<bool()> &ready) override
    {
        const Duration pause = deadline - now();
        if (deadline == TimePoint::max() || pause > std::chrono::seconds(30)) {
            condition.wait(lock, std::move(stop), ready);
            return ready();
        }
        const std::lock_guard own(m_mutex);
        if (pause > Duration::zero()) {
            m_skipped += pause;
            m_pauses.push_back(pause);
        }
        return ready();
    }

    std::vector<Duration> pauses() const
    {
        const std::lock_guard lock(m_mutex);
        return m_pauses;
    }

private:
    Duration skipped() const
    {
        const std::lock_guard lock(m_mutex);
        return m_skipped;
    }

    mutable std::mutex m_mutex;
    Duration m_skipped{0};
    std::vector<Duration> m_pauses;
};

/// Keeps what is written.
class BytesSink : public http::Sink
{
public:
    Result<> restart() override
    {
        ++restarts;
        bytes.clear();
        return Done{};
    }
    Result<> write(QByteArrayView piece) override
    {
        bytes.append(piece);
        return Done{};
    }

    QByteArray bytes;
    int restarts = 0;
};

} // namespace httptesting
