#pragma once

#include <QByteArray>

#include "app/base/result.h"

namespace http {

/// Takes the body of an answer as it arrives. Called on the engine's thread, never by two threads at once.
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
