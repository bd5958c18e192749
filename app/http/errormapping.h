#pragma once

#include <curl/curl.h>

#include <QByteArray>

#include "app/base/error.h"

namespace http {

/// How far a transfer came.
enum class Stage
{
    Waiting, ///< for a connection, inside libcurl
    Connecting, ///< name, proxy, TCP, TLS
    Sent, ///< the request goes out or is out
    Receiving ///< the first byte of the answer is in
};

/// What is known about a transfer that ended without an answer.
struct Breakdown
{
    CURLcode code = CURLE_OK;
    Stage stage = Stage::Waiting;
    long verifyResult = 0;
    long connectStatus = 0; ///< of the answer to CONNECT, 0: none
    bool addressRefused = false; ///< by our own check
    bool certificateAsked = false; ///< by the server, and there was none
    bool reusedConnection = false;
    QByteArray text; ///< libcurl's
};

/// The one place where libcurl's codes become ours; none leaves this folder.
[[nodiscard]] Error errorFrom(const Breakdown &breakdown);

/// True where the server cannot have worked on the request: it went into a connection that was going away (HTTP/2
/// GOAWAY, the limit of a keep-alive connection), and not one byte came back.
[[nodiscard]] bool wasNotTaken(const Breakdown &breakdown) noexcept;

} // namespace http
