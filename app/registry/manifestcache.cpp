#include "app/registry/manifestcache.h"

namespace registry {

MemoryManifestCache::MemoryManifestCache(qint64 maxBytes)
    : m_maxBytes(maxBytes)
{ }

std::optional<ManifestCache::Entry> MemoryManifestCache::find(const oci::Digest &digest)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_index.find(digest);
    if (found == m_index.end())
        return {};
    m_order.splice(m_order.begin(), m_order, found->second);
    return found->second->second;
}

void MemoryManifestCache::insert(const oci::Digest &digest, Entry entry)
{
    const std::lock_guard lock(m_mutex);
    if (entry.bytes.size() > m_maxBytes)
        return;
    if (const auto found = m_index.find(digest); found != m_index.end()) {
        m_bytes -= found->second->second.bytes.size();
        m_order.erase(found->second);
        m_index.erase(found);
    }
    m_bytes += entry.bytes.size();
    m_order.emplace_front(digest, std::move(entry));
    m_index.emplace(digest, m_order.begin());
    while (m_bytes > m_maxBytes) {
        m_bytes -= m_order.back().second.bytes.size();
        m_index.erase(m_order.back().first);
        m_order.pop_back();
    }
}

} // namespace registry
