#include "app/registry/sinks.h"

#include <algorithm>

namespace registry {

HashingSink::HashingSink(std::shared_ptr<http::Sink> target, oci::Digest::Algorithm algorithm)
    : m_target(std::move(target))
    , m_stream(algorithm)
{ }

Result<> HashingSink::restart()
{
    static_cast<void>(m_stream.take());
    m_size = 0;
    return m_target->restart();
}

Result<> HashingSink::write(QByteArrayView bytes)
{
    m_stream.add(bytes);
    m_size += bytes.size();
    return m_target->write(bytes);
}

SlicingSink::SlicingSink(std::shared_ptr<http::Sink> target, qint64 offset, qint64 length)
    : m_target(std::move(target))
    , m_offset(offset)
    , m_length(length)
{ }

Result<> SlicingSink::restart()
{
    m_position = 0;
    return m_target->restart();
}

Result<> SlicingSink::write(QByteArrayView bytes)
{
    const qint64 begin = std::clamp(m_offset - m_position, qint64(0), qint64(bytes.size()));
    qint64 end = bytes.size();
    if (m_length >= 0)
        end = std::clamp(m_offset + m_length - m_position, begin, qint64(bytes.size()));
    m_position += bytes.size();
    return begin == end ? Result<>(Done{}) : m_target->write(bytes.sliced(begin, end - begin));
}

} // namespace registry
