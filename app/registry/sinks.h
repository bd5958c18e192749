#pragma once

#include <memory>

#include "app/http/sink.h"
#include "app/oci/digest.h"

namespace registry {

/// Passes bytes on and hashes them on the way.
class HashingSink final : public http::Sink
{
public:
    HashingSink(std::shared_ptr<http::Sink> target, oci::Digest::Algorithm algorithm);

    Result<> restart() override;
    Result<> write(QByteArrayView bytes) override;

    /// Of all bytes of the last try; once, after the transfer.
    [[nodiscard]] oci::Digest takeDigest() { return m_stream.take(); }
    [[nodiscard]] qint64 size() const noexcept { return m_size; }

private:
    std::shared_ptr<http::Sink> m_target;
    oci::DigestStream m_stream;
    qint64 m_size = 0;
};

/// Passes on a part only of what comes: for servers that answer a request for a part with the whole.
class SlicingSink final : public http::Sink
{
public:
    /// @p length -1 is up to the end.
    SlicingSink(std::shared_ptr<http::Sink> target, qint64 offset, qint64 length);

    Result<> restart() override;
    Result<> write(QByteArrayView bytes) override;

private:
    std::shared_ptr<http::Sink> m_target;
    qint64 m_offset;
    qint64 m_length;
    qint64 m_position = 0;
};

} // namespace registry
