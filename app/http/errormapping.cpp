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

ErrorReason certificateReason(long verifyResult) noexcept
{
    switch (verifyResult) {
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
    case X509_V_ERR_CERT_UNTRUSTED:
        return ErrorReason::CertificateNotTrusted;
    case X509_V_OK: // libcurl's own check of the name, behind an HTTPS proxy
    case X509_V_ERR_HOSTNAME_MISMATCH:
    case X509_V_ERR_IP_ADDRESS_MISMATCH:
        return ErrorReason::CertificateNameMismatch;
    case X509_V_ERR_CERT_HAS_EXPIRED:
    case X509_V_ERR_CERT_NOT_YET_VALID:
        return ErrorReason::CertificateOutsideItsDates;
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
        return Meaning{ErrorKind::Tls, ErrorReason::ClientCertificateUnusable};
    if (says(breakdown.text, {" alert "}))
        return Meaning{ErrorKind::Tls};
    return std::nullopt;
}

Meaning handshakeMeaning(const Breakdown &breakdown)
{
    if (says(breakdown.text, {"wrong version number", "http request", "packet length too long", "unknown protocol"}))
        return {ErrorKind::Tls, ErrorReason::NotTls};
    if (const std::optional<Meaning> alert = alertMeaning(breakdown))
        return *alert;
    if (says(breakdown.text, {"SSL_ERROR_SYSCALL", "Connection reset by peer", "unexpected eof"}))
        return {ErrorKind::Network, ErrorReason::ConnectionLost};
    return {ErrorKind::Tls};
}

Meaning connectionLost(const Breakdown &breakdown)
{
    if (breakdown.connectStatus != 0 && breakdown.connectStatus / 100 != 2)
        return {ErrorKind::Network, ErrorReason::ProxyRefused};
    return alertMeaning(breakdown).value_or(Meaning{ErrorKind::Network, ErrorReason::ConnectionLost});
}

Meaning meaningOf(const Breakdown &breakdown)
{
    switch (breakdown.code) {
    case CURLE_COULDNT_RESOLVE_PROXY:
        return {ErrorKind::Network, ErrorReason::UnknownProxy};
    case CURLE_COULDNT_RESOLVE_HOST:
        return {ErrorKind::Network, ErrorReason::UnknownHost};
    case CURLE_COULDNT_CONNECT:
        return {ErrorKind::Network,
                breakdown.addressRefused ? ErrorReason::AddressRefused : ErrorReason::ConnectionRefused};
    case CURLE_PROXY:
        return {ErrorKind::Network, ErrorReason::ProxyRefused};
    case CURLE_OPERATION_TIMEDOUT: // the other clocks are the engine's own
        return {ErrorKind::Timeout, ErrorReason::ConnectDeadline};
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
        return {ErrorKind::Tls, certificateReason(breakdown.verifyResult)};
    case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
        return {ErrorKind::Tls, ErrorReason::PinMismatch};
    case CURLE_SSL_CERTPROBLEM:
        return {ErrorKind::Tls, ErrorReason::ClientCertificateUnusable};
    case CURLE_SSL_CONNECT_ERROR:
        return handshakeMeaning(breakdown);
    case CURLE_SSL_INVALIDCERTSTATUS:
    case CURLE_SSL_CACERT_BADFILE:
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

} // namespace

Error errorFrom(const Breakdown &breakdown)
{
    const Meaning meaning = meaningOf(breakdown);
    const QByteArray text = breakdown.text.isEmpty() ? QByteArray(curl_easy_strerror(breakdown.code)) : breakdown.text;
    Error error = base::failure(meaning.kind, base::redactedText(QString::fromUtf8(text)), meaning.reason);
    if (meaning.kind == ErrorKind::Tls)
        error.verifyResult = breakdown.verifyResult;
    if (meaning.reason == ErrorReason::ProxyRefused)
        error.httpStatus = int(breakdown.connectStatus);
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
