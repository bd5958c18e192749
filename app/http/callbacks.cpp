#include "app/http/callbacks.h"

#include <algorithm>

#ifdef Q_OS_UNIX
#include <sys/socket.h>
#endif

#include "app/http/addresses.h"
#include "app/http/tlscontext.h"
#include "app/http/transportcore.h"

using namespace Qt::StringLiterals;

namespace http {

namespace {

EasyHandle &handleOf(void *handle)
{
    return *static_cast<EasyHandle *>(handle);
}

/// How long the announced body is, or 0. Only a hint for the memory to reserve: libcurl counts the bytes.
qint64 announcedSize(const Headers &headers)
{
    return headers.value("Content-Length").toLongLong();
}

} // namespace

bool Callbacks::refuse(Transfer &transfer, ErrorKind kind, QString detail, ErrorReason reason)
{
    transfer.m_ownError = base::failure(kind, std::move(detail), reason);
    return false;
}

void Callbacks::received(Transfer &transfer, std::size_t bytes, base::Clock::TimePoint now)
{
    if (transfer.m_stage != Stage::Receiving)
        transfer.enter(Stage::Receiving, now);
    transfer.m_bytesSince += qint64(bytes);
    // The idle clock starts again once the server kept up 1 KiB/s over its length.
    const qint64 idleSeconds = std::chrono::ceil<std::chrono::seconds>(transfer.request->deadlines.idle).count();
    if (transfer.m_bytesSince >= idleSeconds * 1024)
        transfer.enter(Stage::Receiving, now);
}

std::size_t Callbacks::header(char *data, std::size_t, std::size_t size, void *handle)
{
    EasyHandle &easy = handleOf(handle);
    Transfer &transfer = *easy.m_transfer;
    received(transfer, size, easy.m_core.clock().now());
    transfer.m_headerBytes += qsizetype(size);
    if (transfer.m_headerBytes > Transfer::maxHeaderBlock) {
        refuse(transfer, ErrorKind::Network, u"more than 256 KiB of headers"_s, ErrorReason::TooLarge);
        return 0;
    }
    Response &response = transfer.response;
    const QByteArrayView line = QByteArrayView(data, qsizetype(size)).trimmed();
    if (line.startsWith("HTTP/") && (response.status == 0 || (transfer.m_headersComplete && response.status < 200))) {
        const qsizetype space = line.indexOf(' ');
        response.status
            = space < 0 ? 0 : line.sliced(space + 1).first(std::min<qsizetype>(3, line.size() - space - 1)).toInt();
        response.http2 = line.startsWith("HTTP/2");
        response.headers.clear();
        transfer.m_headersComplete = false;
    } else if (line.isEmpty()) {
        const bool first = !transfer.m_headersComplete;
        transfer.m_headersComplete = true;
        if (first && response.status >= 200 && !headersComplete(transfer))
            return 0;
    } else if (const qsizetype colon = line.indexOf(':'); colon > 0 && !transfer.m_headersComplete) {
        response.headers.add(line.first(colon).trimmed().toByteArray(), line.sliced(colon + 1).trimmed().toByteArray());
    }
    return size;
}

bool Callbacks::headersComplete(Transfer &transfer)
{
    const Response &response = transfer.response;
    if (transfer.request->method == Method::Head)
        return true;
    const QByteArray coding = response.headers.value("Content-Encoding");
    if (!coding.isEmpty() && coding.compare("identity", Qt::CaseInsensitive) != 0) {
        if (response.isSuccess())
            return refuse(transfer, ErrorKind::InvalidData,
                          "the body came in a coding that was not asked for: "_L1
                              + QString::fromLatin1(coding.first(std::min<qsizetype>(coding.size(), 40))),
                          ErrorReason::None);
        transfer.m_unreadable = true;
    }
    if (response.isSuccess() && announcedSize(response.headers) > transfer.request->maxBody)
        return refuse(transfer, ErrorKind::Network, u"the announced body is beyond its limit"_s, ErrorReason::TooLarge);
    return true;
}

std::size_t Callbacks::write(char *data, std::size_t, std::size_t size, void *handle)
{
    EasyHandle &easy = handleOf(handle);
    Transfer &transfer = *easy.m_transfer;
    if (hold(transfer))
        return CURL_WRITEFUNC_PAUSE;
    received(transfer, size, easy.m_core.clock().now());
    Response &response = transfer.response;
    const QByteArrayView bytes(data, qsizetype(size));
    if (response.isSuccess()) {
        if (response.bodySize + bytes.size() > transfer.request->maxBody) {
            refuse(transfer, ErrorKind::Network, u"the body is beyond its limit"_s, ErrorReason::TooLarge);
            return 0;
        }
        response.bodySize += bytes.size();
        if (transfer.request->sink)
            writeForSink(transfer, bytes);
        else
            writeBody(transfer, bytes);
        return size;
    }
    response.bodySize += bytes.size();
    const qsizetype room = Transfer::maxErrorBody - response.body.size();
    if (!transfer.m_unreadable)
        writeBody(transfer, bytes.first(std::min(room, bytes.size())));
    transfer.m_cutShort = response.bodySize > Transfer::maxErrorBody;
    return transfer.m_cutShort ? 0 : size;
}

/// True where there is no room for more of this body: libcurl keeps it until the caller made some and posts Resume.
bool Callbacks::hold(Transfer &transfer)
{
    Mailbox &mailbox = *transfer.mailbox;
    const auto setHeld = [&transfer, &mailbox](bool held) {
        const std::lock_guard lock(mailbox.mutex);
        transfer.m_held = held;
    };
    if (transfer.goesIntoSink()) {
        const std::lock_guard lock(mailbox.mutex);
        transfer.m_held = transfer.m_forSink.size() >= Transfer::maxBytesForSink;
        return transfer.m_held;
    }
    if (mailbox.waitingBytes <= Mailbox::maxWaitingBytes)
        return false;
    setHeld(true);
    mailbox.starved = true;
    if (mailbox.waitingBytes > Mailbox::maxWaitingBytes)
        return true;
    setHeld(false); // the caller made room in between and may not have seen that somebody waits
    return false;
}

void Callbacks::writeForSink(Transfer &transfer, QByteArrayView bytes)
{
    Mailbox &mailbox = *transfer.mailbox;
    const std::lock_guard lock(mailbox.mutex);
    transfer.m_forSink.append(bytes);
    if (!transfer.m_listed) {
        transfer.m_listed = true;
        mailbox.withBytes.push_back(&transfer);
        mailbox.changed.notify_all();
    }
}

void Callbacks::writeBody(Transfer &transfer, QByteArrayView bytes)
{
    QByteArray &body = transfer.response.body;
    if (body.isEmpty()) {
        constexpr qint64 most = 1024 * 1024; // what a server may make us reserve with words alone
        body.reserve(
            std::max(bytes.size(), qsizetype(std::clamp<qint64>(announcedSize(transfer.response.headers), 0, most))));
    }
    body.append(bytes);
}

std::size_t Callbacks::read(char *buffer, std::size_t, std::size_t capacity, void *handle)
{
    EasyHandle &easy = handleOf(handle);
    Transfer &transfer = *easy.m_transfer;
    if (transfer.m_stage == Stage::Sent)
        transfer.enter(Stage::Sent, easy.m_core.clock().now()); // the first-byte clock waits for the end of the upload
    if (!transfer.request->source)
        return 0;
    const Result<qint64> count = transfer.request->source->read(buffer, qint64(capacity));
    if (count)
        return std::size_t(*count);
    transfer.m_ownError = count.error();
    return CURL_READFUNC_ABORT;
}

int Callbacks::seek(void *handle, curl_off_t offset, int origin)
{
    // libcurl asks where it means to send a body again: never for a change.
    const Request &request = *handleOf(handle).m_transfer->request;
    const bool allowed = !request.mutates() || request.contentAddressed;
    if (!allowed || origin != SEEK_SET || offset != 0 || !request.source || !request.source->rewind())
        return CURL_SEEKFUNC_FAIL;
    return CURL_SEEKFUNC_OK;
}

/// What a transfer waited for a free connection inside libcurl is not part of its connect deadline.
void Callbacks::connecting(EasyHandle &easy)
{
    Transfer &transfer = *easy.m_transfer;
    if (transfer.m_stage != Stage::Waiting)
        return;
    transfer.enter(Stage::Connecting, easy.m_core.clock().now());
    const auto waited
        = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - easy.m_prepared);
    const std::chrono::milliseconds deadline = transfer.request->deadlines.connect;
    if (deadline.count() > 0 && waited.count() > 0)
        curl_easy_setopt(easy.curl(), CURLOPT_CONNECTTIMEOUT_MS, long((deadline + waited).count()));
}

int Callbacks::resolverStart(void *, void *, void *handle)
{
    connecting(handleOf(handle));
    return 0;
}

curl_socket_t Callbacks::openSocket(void *handle, curlsocktype, curl_sockaddr *address)
{
    EasyHandle &easy = handleOf(handle);
    connecting(easy);
    easy.m_handshakes = 0;
    if (!easy.m_core.mayConnect(easy.m_transfer->request->url.origin(), reachOf(address->addr))) {
        easy.m_addressRefused = true;
        return CURL_SOCKET_BAD;
    }
#ifdef SOCK_CLOEXEC
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
#else
    return socket(address->family, address->socktype, address->protocol);
#endif
}

CURLcode Callbacks::sslContext(CURL *, void *context, void *handle)
{
    EasyHandle &easy = handleOf(handle);
    auto *tls = static_cast<ssl_ctx_st *>(context);
    const Origin &origin = easy.m_transfer->request->url.origin();
    const ProxyAddress *proxy = easy.m_core.proxyFor(origin);
    const bool toProxy = easy.m_handshakes++ == 0 && proxy && proxy->kind == ProxyAddress::Kind::Https;
    easy.m_core.roots().install(tls);
    refuseWeakKeys(tls);
    watchPeer(tls, toProxy ? easy.m_proxy : easy.m_server);
    if (toProxy || easy.m_core.verifies(origin))
        expectHost(tls, toProxy ? proxy->host : origin.bareHost());
    // All but the roots is for the registry's own place.
    if (!toProxy && origin == easy.m_core.settings().registry)
        easy.m_core.clientCertificate().install(tls);
    return CURLE_OK;
}

int Callbacks::prerequest(void *handle, char *, char *, int, int)
{
    EasyHandle &easy = handleOf(handle);
    easy.m_transfer->wasSent = true;
    easy.notePeer();
    easy.m_transfer->enter(Stage::Sent, easy.m_core.clock().now());
    easy.m_core.countRequest();
    return CURL_PREREQFUNC_OK;
}

} // namespace http
