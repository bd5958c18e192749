#include "app/http/errormapping.h"

#include <algorithm>
#include <optional>

#include <openssl/x509_vfy.h>

#include "app/base/redact.h"

using namespace Qt::StringLiterals;

namespace http {

namespace {

struct Meaning
{
    ErrorKind kind;
    ErrorReason reason = ErrorReason::None;
};

/// A certificate that came alone and whose issuer is unknown: somebody forgot to send the issuer where it is known
/// where that can be had, or where the user added a root for this very server. It cannot be proven from here.
bool lacksItsIssuer(const Breakdown &breakdown)
{
    return breakdown.chain && breakdown.chain->certificates.size() == 1
        && (breakdown.rootsWereAdded || !breakdown.chain->certificates.front().issuerUrls.isEmpty());
}

ErrorReason certificateReason(const Breakdown &breakdown)
{
    switch (breakdown.verifyResult) {
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
        return lacksItsIssuer(breakdown) ? ErrorReason::CertificateChainIncomplete : ErrorReason::CertificateNotTrusted;
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
    case X509_V_ERR_CERT_UNTRUSTED:
        return ErrorReason::CertificateNotTrusted;
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
        return ErrorReason::CertificateSelfSigned;
    case X509_V_ERR_HOSTNAME_MISMATCH:
    case X509_V_ERR_IP_ADDRESS_MISMATCH:
        return ErrorReason::CertificateNameMismatch;
    case X509_V_ERR_CERT_HAS_EXPIRED:
        return ErrorReason::CertificateExpired;
    case X509_V_ERR_CERT_NOT_YET_VALID:
        return ErrorReason::CertificateNotYetValid;
    case X509_V_ERR_EE_KEY_TOO_SMALL:
    case X509_V_ERR_CA_KEY_TOO_SMALL:
    case X509_V_ERR_CA_MD_TOO_WEAK:
        return ErrorReason::WeakKey;
    default:
        return ErrorReason::CertificateRejected;
    }
}

bool says(const QByteArray &text, std::initializer_list<const char *> words)
{
    return std::any_of(words.begin(), words.end(), [&text](const char *word) { return text.contains(word); });
}

/// What a TLS server said when it ended the connection; OpenSSL tells it in words only.
std::optional<Meaning> alertMeaning(const Breakdown &breakdown)
{
    if (breakdown.certificateAsked && breakdown.stage != Stage::Receiving)
        return Meaning{ErrorKind::Tls,
                       ErrorReason::ClientCertificateWanted}; // TLS 1.3 may just close after the handshake
    if (says(breakdown.text,
             {"alert unknown ca", "alert bad certificate", "alert certificate", "alert unsupported cert"}))
        return Meaning{ErrorKind::Tls, ErrorReason::ClientCertificateRefused};
    if (says(breakdown.text, {"alert protocol version"}))
        return Meaning{ErrorKind::Tls, ErrorReason::TlsVersion};
    if (says(breakdown.text, {" alert "}))
        return Meaning{ErrorKind::Tls};
    return std::nullopt;
}

Meaning handshakeMeaning(const Breakdown &breakdown)
{
    if (says(breakdown.text, {"wrong version number", "http request", "packet length too long", "unknown protocol"}))
        return {ErrorKind::Tls, ErrorReason::NotTls};
    if (says(breakdown.text, {"unsupported protocol", "wrong ssl version"}))
        return {ErrorKind::Tls, ErrorReason::TlsVersion};
    if (says(breakdown.text, {"dh key too small", "key too small"}))
        return {ErrorKind::Tls, ErrorReason::WeakKey};
    if (const std::optional<Meaning> alert = alertMeaning(breakdown))
        return *alert;
    if (says(breakdown.text, {"SSL_ERROR_SYSCALL", "Connection reset by peer", "unexpected eof"}))
        return {ErrorKind::Network, ErrorReason::ConnectionLost};
    return {ErrorKind::Tls};
}

ErrorReason connectReason(long status) noexcept
{
    if (status == 407 || status == 401) // 401: how tinyproxy calls a wrong password
        return ErrorReason::ProxySignInWanted;
    return status >= 500 ? ErrorReason::ProxyTargetUnreachable : ErrorReason::ProxyDenied;
}

Meaning connectionLost(const Breakdown &breakdown)
{
    if (breakdown.connectStatus != 0 && breakdown.connectStatus / 100 != 2)
        return {ErrorKind::Network, connectReason(breakdown.connectStatus)};
    return alertMeaning(breakdown).value_or(Meaning{ErrorKind::Network, ErrorReason::ConnectionLost});
}

ErrorReason socksReason(long error) noexcept
{
    switch (error) {
    case CURLPX_NO_AUTH: // none that we offer
    case CURLPX_USER_REJECTED:
        return ErrorReason::ProxySignInWanted;
    case CURLPX_REPLY_NOT_ALLOWED:
        return ErrorReason::ProxyDenied;
    case CURLPX_REPLY_GENERAL_SERVER_FAILURE: // what it says about a name it cannot resolve
    case CURLPX_REPLY_NETWORK_UNREACHABLE:
    case CURLPX_REPLY_HOST_UNREACHABLE:
    case CURLPX_REPLY_CONNECTION_REFUSED:
    case CURLPX_REPLY_TTL_EXPIRED:
        return ErrorReason::ProxyTargetUnreachable;
    default: // it speaks no SOCKS5
        return ErrorReason::ProxyUnreachable;
    }
}

ErrorReason refusedReason(const Breakdown &breakdown) noexcept
{
    if (breakdown.addressRefused)
        return ErrorReason::AddressRefused;
    return breakdown.proxy == Breakdown::Proxy::None ? ErrorReason::ConnectionRefused : ErrorReason::ProxyUnreachable;
}

ErrorReason deadlineReason(const Breakdown &breakdown) noexcept
{
    if (breakdown.stage != Stage::Connecting)
        return ErrorReason::ConnectDeadline;
    if (breakdown.proxy == Breakdown::Proxy::Before)
        return ErrorReason::ProxySilent;
    if (!breakdown.nameFound)
        return ErrorReason::NameDeadline;
    return breakdown.serverTls ? ErrorReason::HandshakeDeadline : ErrorReason::ConnectDeadline;
}

Meaning meaningOf(const Breakdown &breakdown)
{
    switch (breakdown.code) {
    case CURLE_COULDNT_RESOLVE_PROXY:
        return {ErrorKind::Network, ErrorReason::UnknownProxy};
    case CURLE_COULDNT_RESOLVE_HOST:
        return {ErrorKind::Network, ErrorReason::UnknownHost};
    case CURLE_COULDNT_CONNECT:
        return {ErrorKind::Network, refusedReason(breakdown)};
    case CURLE_PROXY:
        return {ErrorKind::Network, socksReason(breakdown.proxyError)};
    case CURLE_OPERATION_TIMEDOUT: // the other clocks are the engine's own
        return {ErrorKind::Timeout, deadlineReason(breakdown)};
    case CURLE_PARTIAL_FILE:
        return {ErrorKind::Network, ErrorReason::Incomplete};
    case CURLE_GOT_NOTHING:
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM:
    case CURLE_SEND_FAIL_REWIND:
        return connectionLost(breakdown);
    case CURLE_OUT_OF_MEMORY: // a header line beyond libcurl's own limit of 100 KiB
        return {ErrorKind::Network, ErrorReason::TooLarge};
    case CURLE_PEER_FAILED_VERIFICATION:
        return {ErrorKind::Tls, certificateReason(breakdown)};
    case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
        return {ErrorKind::Tls, ErrorReason::PinMismatch};
    case CURLE_SSL_CONNECT_ERROR:
        return handshakeMeaning(breakdown);
    case CURLE_SSL_INVALIDCERTSTATUS:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_USE_SSL_FAILED:
        return {ErrorKind::Tls};
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_UNSUPPORTED_PROTOCOL: // an answer without a status line
    case CURLE_BAD_CONTENT_ENCODING:
        return {ErrorKind::InvalidData};
    default:
        return {ErrorKind::Internal};
    }
}

/// What a proxy itself said to plain HTTP, which it answers in the registry's place: it names itself, or did not pass
/// on what it says (RFC 9110 §7.6.3 wants `Via` then). A registry gives its version.
bool isOfProxy(const Response &answer)
{
    if (answer.status != 401 && answer.status != 403 && answer.status < 500)
        return false;
    if (answer.headers.contains("X-Squid-Error"))
        return true;
    const QByteArray server = answer.headers.value("Server").toLower();
    return !answer.headers.contains("Docker-Distribution-Api-Version") && !answer.headers.contains("Via")
        && says(server, {"tinyproxy", "squid", "privoxy", "polipo", "mitmproxy", "proxy", "traffic server"});
}

} // namespace

Error errorFrom(const Breakdown &breakdown)
{
    Meaning meaning = meaningOf(breakdown);
    if (meaning.kind == ErrorKind::Tls && breakdown.proxyTls)
        meaning.reason = ErrorReason::ProxyTls;
    const QByteArray text = breakdown.text.isEmpty() ? QByteArray(curl_easy_strerror(breakdown.code)) : breakdown.text;
    Error error = base::failure(meaning.kind, base::redactedText(QString::fromUtf8(text)), meaning.reason);
    if (meaning.kind == ErrorKind::Tls) {
        error.verifyResult = breakdown.verifyResult;
        error.evidence = breakdown.chain;
    }
    if (breakdown.connectStatus / 100 != 2)
        error.httpStatus = int(breakdown.connectStatus);
    return error;
}

std::optional<Error> errorIn(const Response &answer, const AnswerContext &context)
{
    const auto meaning = [&]() -> std::optional<Meaning> {
        const bool secure = answer.url.origin().secure;
        if (answer.status == 407 && context.proxied && !secure)
            return Meaning{ErrorKind::Network, ErrorReason::ProxySignInWanted};
        if (context.proxied && !secure && isOfProxy(answer))
            return Meaning{ErrorKind::Network, connectReason(answer.status)};
        if (answer.status != 400)
            return std::nullopt;
        const QByteArray body = answer.body.first(std::min<qsizetype>(answer.body.size(), 4096));
        if (!secure
            && says(body,
                    {"plain HTTP request was sent to HTTPS port", "HTTP request to an HTTPS server",
                     "speaking plain HTTP to an SSL-enabled server"}))
            return Meaning{ErrorKind::Tls, ErrorReason::PlainHttpOnTlsPort};
        // A HEAD has no page that would say why.
        if (secure && context.certificateWanted && (body.isEmpty() || says(body, {"SSL certificate"})))
            return Meaning{ErrorKind::Tls, ErrorReason::ClientCertificateWanted};
        if (secure && context.certificateSent && says(body, {"SSL certificate error"}))
            return Meaning{ErrorKind::Tls, ErrorReason::ClientCertificateRefused};
        return std::nullopt;
    }();
    if (!meaning)
        return std::nullopt;
    Error error
        = base::failure(meaning->kind, u"status %1, by which the server means its TLS or a proxy"_s.arg(answer.status),
                        meaning->reason);
    error.httpStatus = answer.status;
    error.url = answer.url.redacted();
    if (meaning->kind == ErrorKind::Tls)
        error.evidence = context.chain;
    return error;
}

bool wasNotTaken(const Breakdown &breakdown) noexcept
{
    if (breakdown.stage == Stage::Receiving || alertMeaning(breakdown))
        return false;
    switch (breakdown.code) {
    case CURLE_SEND_ERROR:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM:
        return true;
    case CURLE_RECV_ERROR:
    case CURLE_GOT_NOTHING:
        return breakdown.reusedConnection;
    default:
        return false;
    }
}

} // namespace http
