#pragma once

#include <chrono>
#include <deque>
#include <mutex>
#include <vector>

#include <QByteArray>
#include <QString>

namespace http {

/// One request as it may be shown: no header value, no query.
struct TranscriptEntry
{
    std::chrono::system_clock::time_point started;
    QByteArray method;
    QString url; ///< redacted
    int status = 0; ///< 0: no answer
    std::chrono::milliseconds duration{0};
    qint64 bytes = 0; ///< of the answer's body
    int tries = 1;
    bool http2 = false;
    QString failure; ///< empty, or the technical reason
};

/// A ring of the last requests. Any thread.
class Transcript final
{
public:
    explicit Transcript(std::size_t capacity = 500);

    void add(TranscriptEntry entry);
    [[nodiscard]] std::vector<TranscriptEntry> entries() const; ///< oldest first
    [[nodiscard]] quint64 total() const; ///< requests ever made

private:
    mutable std::mutex m_mutex;
    std::deque<TranscriptEntry> m_entries;
    std::size_t m_capacity;
    quint64 m_total = 0;
};

} // namespace http
