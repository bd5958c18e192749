#include "app/http/transcript.h"

namespace http {

Transcript::Transcript(std::size_t capacity)
    : m_capacity(capacity)
{ }

void Transcript::add(TranscriptEntry entry)
{
    const std::lock_guard lock(m_mutex);
    ++m_total;
    if (m_entries.size() == m_capacity)
        m_entries.pop_front();
    m_entries.push_back(std::move(entry));
}

std::vector<TranscriptEntry> Transcript::entries() const
{
    const std::lock_guard lock(m_mutex);
    return {m_entries.cbegin(), m_entries.cend()};
}

quint64 Transcript::total() const
{
    const std::lock_guard lock(m_mutex);
    return m_total;
}

} // namespace http
