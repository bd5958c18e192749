#pragma once

#include <QByteArray>

#include "app/base/result.h"

namespace http {

/// Takes the body of an answer as it arrives. Called on the thread that called send() or run(), and may block: the
/// transport then holds the server back, with at most a few MiB on the way.
class Sink
{
public:
    virtual ~Sink() = default;

    /// Another try begins: everything written so far is void.
    virtual Result<> restart() = 0;
    /// An error ends the transfer and becomes its result.
    virtual Result<> write(QByteArrayView bytes) = 0;
};

} // namespace http
