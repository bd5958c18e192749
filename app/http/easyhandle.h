#pragma once

#include <memory>

#include <curl/curl.h>

#include <QByteArray>

#include "app/http/headers.h"
#include "app/http/tlscontext.h"
#include "app/http/transfer.h"

namespace http {

class TransportCore;
struct ProxyAddress;

struct CurlDeleter
{
    void operator()(CURL *easy) const noexcept { curl_easy_cleanup(easy); }
};
struct CurlListDeleter
{
    void operator()(curl_slist *list) const noexcept { curl_slist_free_all(list); }
};

/// A curl easy handle with the options of the contract. Engines keep them and use them again, because most options stay
/// as they are from one request to the next.
class EasyHandle final
{
public:
    EasyHandle(TransportCore &core, bool http2);

    /// Sets it up for a try of @p transfer, which stays until release(). Connections older than @p oldestConnection are
    /// not used again; 0: any.
    void prepare(Transfer &transfer, std::chrono::seconds oldestConnection);
    void release() noexcept { m_transfer = nullptr; }

    [[nodiscard]] CURL *curl() const noexcept { return m_curl.get(); }
    [[nodiscard]] Transfer *transfer() const noexcept { return m_transfer; }
    [[nodiscard]] int newConnections() const; ///< that this try opened
    [[nodiscard]] std::chrono::microseconds time(CURLINFO what) const; ///< 0: not reached
    [[nodiscard]] Breakdown breakdown(CURLcode code) const;
    void noteTimes(CURLcode code); ///< tells the transfer's host how long this try's connection took
    void notePeer(); ///< tells the transfer's host what its TLS connection showed, where this try made one

private:
    friend struct Callbacks;

    void setConstantOptions();
    void setOrigin(const Origin &origin);
    void setProxy(const ProxyAddress *proxy);
    void setMethod(const Request &request);
    void setHeaders(const Request &request);
    template <class Value>
    void set(CURLoption option, Value value);

    TransportCore &m_core;
    bool m_http2;
    std::unique_ptr<CURL, CurlDeleter> m_curl;
    Transfer *m_transfer = nullptr;
    std::unique_ptr<curl_slist, CurlListDeleter> m_headerList;
    std::optional<Headers> m_headers; ///< what m_headerList was made of
    std::optional<Origin> m_origin;
    std::optional<Method> m_method;
    std::chrono::steady_clock::time_point m_prepared; ///< by the computer's clock, as libcurl counts
    bool m_addressRefused = false;
    int m_handshakes = 0; ///< on the newest socket: with an HTTPS proxy the first is the proxy's
    PeerWatch m_server;
    PeerWatch m_proxy{PeerChain::Peer::Proxy, false, nullptr};
    char m_text[CURL_ERROR_SIZE] = {};
};

} // namespace http
