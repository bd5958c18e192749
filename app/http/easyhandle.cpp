#include "app/http/easyhandle.h"

#include <algorithm>

#include "app/http/callbacks.h"
#include "app/http/transportcore.h"

namespace http {

namespace {

constexpr const char *userAgent = "portolan";

} // namespace

EasyHandle::EasyHandle(TransportCore &core, bool http2)
    : m_core(core)
    , m_http2(http2)
    , m_curl(curl_easy_init())
{
    setConstantOptions();
}

template <class Value>
void EasyHandle::set(CURLoption option, Value value)
{
    [[maybe_unused]] const CURLcode code = curl_easy_setopt(m_curl.get(), option, value);
    Q_ASSERT(code == CURLE_OK || code == CURLE_OUT_OF_MEMORY);
}

void EasyHandle::setConstantOptions()
{
    set(CURLOPT_PRIVATE, static_cast<void *>(this));
    set(CURLOPT_ERRORBUFFER, m_text);
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_QUICK_EXIT, 1L); // else a cancel waits for getaddrinfo
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_FOLLOWLOCATION, 0L);
    set(CURLOPT_NETRC, long(CURL_NETRC_IGNORED));
    set(CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
    set(CURLOPT_PATH_AS_IS, 1L);
    set(CURLOPT_USERAGENT, userAgent);
    set(CURLOPT_PIPEWAIT, m_http2 ? 1L : 0L);
    set(CURLOPT_TCP_KEEPALIVE, 1L);
    set(CURLOPT_HEADEROPT, long(CURLHEADER_SEPARATE));
    set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    set(CURLOPT_PROXYAUTH, long(CURLAUTH_BASIC)); // never NTLM or Negotiate, which sign in whoever is logged in here
    set(CURLOPT_SOCKS5_AUTH, long(CURLAUTH_BASIC));

    // The roots are one store for the whole transport, given to each context in the callback. libcurl's own are off,
    // its cache of them above all: it would carry a root from one handle to another.
    set(CURLOPT_SSLVERSION, long(CURL_SSLVERSION_TLSv1_2));
    set(CURLOPT_PROXY_SSLVERSION, long(CURL_SSLVERSION_TLSv1_2));
    for (const CURLoption option : {CURLOPT_CAINFO, CURLOPT_CAPATH, CURLOPT_PROXY_CAINFO, CURLOPT_PROXY_CAPATH})
        set(option, static_cast<const char *>(nullptr));
    set(CURLOPT_CA_CACHE_TIMEOUT, 0L);
    set(CURLOPT_SSL_CTX_FUNCTION, &Callbacks::sslContext);
    set(CURLOPT_SSL_CTX_DATA, static_cast<void *>(this));

    set(CURLOPT_HEADERFUNCTION, &Callbacks::header);
    set(CURLOPT_HEADERDATA, static_cast<void *>(this));
    set(CURLOPT_WRITEFUNCTION, &Callbacks::write);
    set(CURLOPT_WRITEDATA, static_cast<void *>(this));
    set(CURLOPT_READFUNCTION, &Callbacks::read);
    set(CURLOPT_READDATA, static_cast<void *>(this));
    set(CURLOPT_SEEKFUNCTION, &Callbacks::seek);
    set(CURLOPT_SEEKDATA, static_cast<void *>(this));
    set(CURLOPT_RESOLVER_START_FUNCTION, &Callbacks::resolverStart);
    set(CURLOPT_RESOLVER_START_DATA, static_cast<void *>(this));
    set(CURLOPT_OPENSOCKETFUNCTION, &Callbacks::openSocket);
    set(CURLOPT_OPENSOCKETDATA, static_cast<void *>(this));
    set(CURLOPT_PREREQFUNCTION, &Callbacks::prerequest);
    set(CURLOPT_PREREQDATA, static_cast<void *>(this));
}

void EasyHandle::setOrigin(const Origin &origin)
{
    if (m_origin == origin)
        return;
    m_origin = origin;
    const TransportSettings &settings = m_core.settings();
    const TlsSettings own = origin == settings.registry ? settings.tls : TlsSettings();
    set(CURLOPT_SSL_VERIFYPEER, own.verify ? 1L : 0L);
    set(CURLOPT_SSL_VERIFYHOST, own.verify ? 2L : 0L);
    set(CURLOPT_PINNEDPUBLICKEY, own.pinnedPublicKey.isEmpty() ? nullptr : own.pinnedPublicKey.constData());
    setProxy(m_core.proxyFor(origin));
    set(CURLOPT_HTTP_VERSION, long(origin.secure && m_http2 ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_1_1));
}

void EasyHandle::setProxy(const ProxyAddress *proxy)
{
    // Always set: libcurl would read the environment. What no_proxy exempts is decided in proxyFor().
    set(CURLOPT_PROXY, proxy ? proxy->toBytes().constData() : "");
    set(CURLOPT_NOPROXY, "");
    const TransportSettings &settings = m_core.settings();
    const bool signsIn = proxy && !settings.proxyUser.isEmpty();
    const bool hasPassword = signsIn && settings.proxyPassword && !settings.proxyPassword->isEmpty();
    set(CURLOPT_PROXYUSERNAME, signsIn ? settings.proxyUser.toUtf8().constData() : static_cast<const char *>(nullptr));
    // A Secret's bytes end with a zero that does not count, as every QByteArray's.
    set(CURLOPT_PROXYPASSWORD,
        hasPassword ? settings.proxyPassword->expose().data() : static_cast<const char *>(nullptr));
}

void EasyHandle::setMethod(const Request &request)
{
    if (m_method != request.method) {
        m_method = request.method;
        set(CURLOPT_UPLOAD, 0L);
        set(CURLOPT_NOBODY, 0L);
        set(CURLOPT_HTTPGET, 1L);
        set(CURLOPT_CUSTOMREQUEST, static_cast<const char *>(nullptr));
        switch (request.method) {
        case Method::Get:
            break;
        case Method::Head:
            set(CURLOPT_NOBODY, 1L);
            break;
        case Method::Post:
            set(CURLOPT_POST, 1L);
            break;
        case Method::Put:
        case Method::Patch:
            set(CURLOPT_UPLOAD, 1L);
            set(CURLOPT_CUSTOMREQUEST, name(request.method).data());
            break;
        case Method::Delete:
            set(CURLOPT_CUSTOMREQUEST, name(request.method).data());
            break;
        }
    }
    const curl_off_t size = request.source ? request.source->size() : 0;
    if (request.method == Method::Post)
        set(CURLOPT_POSTFIELDSIZE_LARGE, size);
    else if (request.method == Method::Put || request.method == Method::Patch)
        set(CURLOPT_INFILESIZE_LARGE, size);
}

void EasyHandle::setHeaders(const Request &request)
{
    if (m_headers == request.headers)
        return;
    m_headers = request.headers;
    QList<QByteArray> lines;
    for (const auto &[name, value] : request.headers.fields())
        lines.append(value.isEmpty() ? QByteArray(name + ';')
                                     : QByteArray(name + ": " + value)); // `;`: libcurl's way to say empty
    if (!request.headers.contains("Accept-Encoding"))
        lines.append("Accept-Encoding: identity");
    if (!request.headers.contains("Content-Type"))
        lines.append("Content-Type:"); // libcurl would call a POST a form
    lines.append("Expect:"); // libcurl would wait for a 100, and repeat the request after a 417
    m_headerList.reset();
    for (const QByteArray &line : std::as_const(lines)) {
        if (curl_slist *list = curl_slist_append(m_headerList.get(), line.constData())) {
            std::ignore = m_headerList.release();
            m_headerList.reset(list);
        }
    }
    set(CURLOPT_HTTPHEADER, m_headerList.get());
}

void EasyHandle::prepare(Transfer &transfer, std::chrono::seconds oldestConnection)
{
    const Request &request = *transfer.request;
    m_transfer = &transfer;
    m_prepared = std::chrono::steady_clock::now();
    m_addressRefused = false;
    m_handshakes = 0;
    for (PeerWatch *watch : {&m_server, &m_proxy})
        *watch = {watch->peer, false, nullptr};
    m_text[0] = '\0';
    set(CURLOPT_URL, request.url.toBytes().constData());
    setOrigin(request.url.origin());
    setMethod(request);
    setHeaders(request);
    set(CURLOPT_CONNECTTIMEOUT_MS, long(request.deadlines.connect.count()));
    // A change goes out on a connection of its own: on one that is open and just died, libcurl would send it twice.
    const bool alone = request.mutates() && !request.contentAddressed;
    set(CURLOPT_FRESH_CONNECT, alone ? 1L : 0L);
    set(CURLOPT_FORBID_REUSE, alone ? 1L : 0L);
    set(CURLOPT_MAXLIFETIME_CONN, long(oldestConnection.count()));
}

int EasyHandle::newConnections() const
{
    long count = 0;
    curl_easy_getinfo(m_curl.get(), CURLINFO_NUM_CONNECTS, &count);
    return int(count);
}

Breakdown EasyHandle::breakdown(CURLcode code) const
{
    Breakdown breakdown;
    breakdown.code = code;
    breakdown.stage = m_transfer->m_stage;
    breakdown.nameFound = time(CURLINFO_NAMELOOKUP_TIME_T).count() > 0; // at least one, once it is known
    const Origin &origin = m_transfer->request->url.origin();
    const ProxyAddress *proxy = m_core.proxyFor(origin);
    const bool tlsToProxy = proxy && proxy->kind == ProxyAddress::Kind::Https;
    const int serverHandshakes = m_handshakes - (tlsToProxy ? 1 : 0);
    if (proxy)
        breakdown.proxy = serverHandshakes > 0 ? Breakdown::Proxy::Passed : Breakdown::Proxy::Before;
    breakdown.serverTls = serverHandshakes > 0;
    breakdown.proxyTls = tlsToProxy && m_handshakes == 1;
    curl_easy_getinfo(m_curl.get(), breakdown.proxyTls ? CURLINFO_PROXY_SSL_VERIFYRESULT : CURLINFO_SSL_VERIFYRESULT,
                      &breakdown.verifyResult);
    curl_easy_getinfo(m_curl.get(), CURLINFO_HTTP_CONNECTCODE, &breakdown.connectStatus);
    curl_easy_getinfo(m_curl.get(), CURLINFO_PROXY_ERROR, &breakdown.proxyError);
    breakdown.addressRefused = m_addressRefused;
    // A proxy that let us through is done with certificates.
    breakdown.certificateAsked
        = breakdown.proxyTls ? m_proxy.certificateAsked && breakdown.connectStatus == 0 : m_server.certificateAsked;
    breakdown.rootsWereAdded = !m_core.settings().tls.extraRoots.isEmpty();
    breakdown.reusedConnection = newConnections() == 0;
    breakdown.chain = breakdown.proxyTls ? m_proxy.chain : m_server.chain;
    if (!breakdown.chain && !breakdown.proxyTls)
        breakdown.chain = m_transfer->host->peerChain();
    breakdown.text = m_text;
    return breakdown;
}

std::chrono::microseconds EasyHandle::time(CURLINFO what) const
{
    curl_off_t microseconds = 0;
    curl_easy_getinfo(m_curl.get(), what, &microseconds);
    return std::chrono::microseconds(microseconds);
}

void EasyHandle::noteTimes(CURLcode code)
{
    if (code == CURLE_OK && newConnections() == 0)
        return; // it went over one that was there
    // What failed took what there is of the time.
    const std::chrono::microseconds total = time(CURLINFO_TOTAL_TIME_T);
    const auto orTotal = [&](std::chrono::microseconds known) { return known.count() > 0 ? known : total; };
    const std::chrono::microseconds named = orTotal(time(CURLINFO_NAMELOOKUP_TIME_T));
    const std::chrono::microseconds connected = std::max(named, orTotal(time(CURLINFO_CONNECT_TIME_T)));
    const std::chrono::microseconds secured
        = m_handshakes > 0 ? orTotal(time(CURLINFO_APPCONNECT_TIME_T)) : std::chrono::microseconds(0);
    m_transfer->host->note(
        ConnectionTimes{named, connected - named, secured.count() > 0 ? secured - connected : secured});
}

void EasyHandle::notePeer()
{
    if (m_server.chain || m_server.certificateAsked)
        m_transfer->host->note(m_server);
}

} // namespace http
