#pragma once

#include <list>
#include <mutex>
#include <optional>
#include <unordered_map>

#include <QByteArray>

#include "app/oci/digest.h"
#include "app/oci/mediatype.h"

namespace registry {

/// Content that was read, by digest: it can never be out of date. What comes out is hashed again by the reader. Any
/// thread.
class ManifestCache
{
public:
    struct Entry
    {
        QByteArray bytes;
        std::optional<oci::MediaType> mediaType; ///< of a manifest
    };

    virtual ~ManifestCache() = default;

    [[nodiscard]] virtual std::optional<Entry> find(const oci::Digest &digest) = 0;
    virtual void insert(const oci::Digest &digest, Entry entry) = 0;
};

/// Keeps the entries used last, up to a number of bytes.
class MemoryManifestCache final : public ManifestCache
{
public:
    explicit MemoryManifestCache(qint64 maxBytes = 32 * 1024 * 1024);

    std::optional<Entry> find(const oci::Digest &digest) override;
    void insert(const oci::Digest &digest, Entry entry) override;

private:
    using Order = std::list<std::pair<oci::Digest, Entry>>; ///< used last first

    std::mutex m_mutex;
    Order m_order;
    std::unordered_map<oci::Digest, Order::iterator> m_index;
    qint64 m_maxBytes;
    qint64 m_bytes = 0;
};

} // namespace registry
