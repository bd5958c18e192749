#pragma once

#include <memory>
#include <optional>

#include <curl/curl.h>

#include <QByteArray>

#include "app/http/peerchain.h"
#include "app/http/response.h"

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
    /// What became of the way through a proxy.
    enum class Proxy
    {
        None, ///< there is none
        Before, ///< it is not known to have let us through
        Passed ///< TLS with the server began
    };

    CURLcode code = CURLE_OK;
    Stage stage = Stage::Waiting;
    bool nameFound = false; ///< of the server or, with one, of the proxy
    long verifyResult = 0;
    Proxy proxy = Proxy::None;
    bool serverTls = false; ///< it was TLS with the server that began last
    bool proxyTls = false; ///< it was TLS with an HTTPS proxy that began last
    long connectStatus = 0; ///< of the answer to CONNECT, 0: none
    long proxyError = 0; ///< CURLPX_…, of SOCKS
    bool addressRefused = false; ///< by our own check
    bool certificateAsked = false; ///< by the server or, with proxyTls, the proxy, and there was none
    bool rootsWereAdded = false; ///< to the system's
    bool reusedConnection = false;
    std::shared_ptr<const PeerChain> chain; ///< what the peer showed; may be null
    QByteArray text; ///< libcurl's
};

/// The one place where libcurl's codes become ours; none leaves this folder.
[[nodiscard]] Error errorFrom(const Breakdown &breakdown);

/// What some servers say about TLS in an ordinary answer: nginx asks for a client certificate with status 400, and
/// every server does so when it got plain HTTP on a port for TLS.
struct AnswerContext
{
    bool proxied = false; ///< through a proxy
    bool certificateWanted = false; ///< the server asked for a client certificate, and there is none
    bool certificateSent = false; ///< there is one for this server
    std::shared_ptr<const PeerChain> chain;
};
[[nodiscard]] std::optional<Error> errorIn(const Response &answer, const AnswerContext &context);

/// True where the server cannot have worked on the request: it went into a connection that was going away (HTTP/2
/// GOAWAY, the limit of a keep-alive connection), and not one byte came back.
[[nodiscard]] bool wasNotTaken(const Breakdown &breakdown) noexcept;

} // namespace http
