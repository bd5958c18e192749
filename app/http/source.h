#pragma once

#include <memory>

#include <QByteArray>

#include "app/base/result.h"

namespace http {

/// Gives the body of a request. Called on the engine's thread, never by two threads at once.
class Source
{
public:
    virtual ~Source() = default;

    [[nodiscard]] virtual qint64 size() const = 0; ///< bytes; known before the first is sent
    /// Fills at most @p capacity bytes at @p buffer; 0 is the end.
    virtual Result<qint64> read(char *buffer, qint64 capacity) = 0;
    /// Back to the first byte, for another try.
    virtual Result<> rewind() = 0;
};

/// A body that is in memory.
[[nodiscard]] std::shared_ptr<Source> bytesSource(QByteArray bytes);

} // namespace http
