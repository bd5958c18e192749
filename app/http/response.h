#pragma once

#include <chrono>
#include <optional>

#include "app/base/result.h"
#include "app/http/headers.h"
#include "app/http/url.h"

namespace http {

/// How long the parts of making a connection took. With a proxy, name and TCP are the proxy's.
struct ConnectionTimes
{
    std::chrono::microseconds name{0}; ///< its resolution
    std::chrono::microseconds tcp{0};
    std::chrono::microseconds tls{0}; ///< with the way through a proxy; also of a handshake that failed; 0: none
};

/// An answer whose body arrived whole: as long as announced, or closed by its framing. Any status; a caller that wants
/// 2xx only says `ensureSuccess`.
struct Response
{
    int status = 0;
    Headers headers;
    QByteArray body; ///< empty where the request had a sink and the status is 2xx
    qint64 bodySize = 0; ///< bytes received after decoding
    Url url; ///< where the answer came from, after redirects
    bool http2 = false;
    int tries = 1;
    QByteArray method{}; ///< of the request that it answers, after redirects
    std::optional<std::chrono::system_clock::time_point> time{}; ///< when it was here

    [[nodiscard]] bool isSuccess() const noexcept { return status >= 200 && status < 300; }
};

} // namespace http
