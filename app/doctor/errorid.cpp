#include "app/doctor/errorid.h"

namespace doctor {

using namespace Qt::StringLiterals;

namespace {

QLatin1StringView ofTls(ErrorReason reason)
{
    switch (reason) {
    case ErrorReason::CertificateNotTrusted:
        return "tls.untrusted"_L1;
    case ErrorReason::CertificateSelfSigned:
        return "tls.selfsigned"_L1;
    case ErrorReason::CertificateChainIncomplete:
        return "tls.incomplete-chain"_L1;
    case ErrorReason::CertificateNameMismatch:
        return "tls.hostname"_L1;
    case ErrorReason::CertificateExpired:
        return "tls.expired"_L1;
    case ErrorReason::CertificateNotYetValid:
        return "tls.notyetvalid"_L1;
    case ErrorReason::WeakKey:
        return "tls.weak-key"_L1;
    case ErrorReason::TlsVersion:
        return "tls.protocol"_L1;
    case ErrorReason::PinMismatch:
        return "tls.pin-changed"_L1;
    case ErrorReason::ClientCertificateWanted:
        return "tls.client-certificate-required"_L1;
    case ErrorReason::ClientCertificateRefused:
        return "tls.client-certificate-refused"_L1;
    case ErrorReason::ClientCertificateFile:
    case ErrorReason::ClientCertificatePassword:
    case ErrorReason::ClientCertificateOldFormat:
        return "tls.client-certificate-file"_L1;
    case ErrorReason::NotTls:
        return "http.tls-on-plain-port"_L1;
    case ErrorReason::PlainHttpOnTlsPort:
        return "http.plain-on-tls-port"_L1;
    case ErrorReason::ProxyTls:
        return "proxy.tls"_L1;
    default:
        return "tls.rejected"_L1;
    }
}

QLatin1StringView ofNetwork(ErrorReason reason)
{
    switch (reason) {
    case ErrorReason::UnknownHost:
        return "name.notfound"_L1;
    case ErrorReason::UnknownProxy:
        return "proxy.name-notfound"_L1;
    case ErrorReason::ConnectionRefused:
        return "tcp.refused"_L1;
    case ErrorReason::Incomplete:
        return "data.damaged"_L1;
    case ErrorReason::TooLarge:
        return "data.too-large"_L1;
    case ErrorReason::PlainHttpNotAllowed:
        return "http.no-consent"_L1;
    case ErrorReason::RedirectRefused:
        return "redirect.refused"_L1;
    case ErrorReason::RedirectLoop:
        return "redirect.loop"_L1;
    case ErrorReason::RedirectToWeaker:
        return "redirect.scheme"_L1;
    case ErrorReason::AddressRefused:
        return "redirect.host"_L1;
    case ErrorReason::ProxyUnreachable:
        return "proxy.refused"_L1;
    case ErrorReason::ProxySignInWanted:
        return "proxy.auth"_L1;
    case ErrorReason::ProxyDenied:
        return "proxy.denied"_L1;
    case ErrorReason::ProxyTargetUnreachable:
        return "proxy.target"_L1;
    default:
        return "tcp.lost"_L1;
    }
}

QLatin1StringView ofTimeout(ErrorReason reason)
{
    switch (reason) {
    case ErrorReason::ConnectDeadline:
        return "tcp.timeout"_L1;
    case ErrorReason::ProxySilent:
        return "proxy.timeout"_L1;
    default:
        return "http.timeout"_L1;
    }
}

QLatin1StringView ofCredentials(ErrorReason reason)
{
    switch (reason) {
    case ErrorReason::KeychainLocked:
        return "keychain.locked"_L1;
    case ErrorReason::KeychainDenied:
        return "keychain.denied"_L1;
    case ErrorReason::KeychainMissing:
        return "keychain.missing"_L1;
    case ErrorReason::KeychainNoService:
        return "keychain.no-service"_L1;
    default:
        return "auth.password-missing"_L1;
    }
}

bool isProtected(const Error &error)
{
    for (const base::Diagnostic &entry : error.registry) {
        if (entry.code.startsWith("IMMUTABLE"_L1) || entry.code.startsWith("PROTECTED"_L1)
            || entry.code == "TAG_IMMUTABLE"_L1)
            return true;
    }
    return error.httpStatus == 412; // how Harbor says it
}

QLatin1StringView idByKind(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::Network:
        return ofNetwork(error.reason);
    case ErrorKind::Tls:
        return ofTls(error.reason);
    case ErrorKind::Timeout:
        return ofTimeout(error.reason);
    case ErrorKind::Credentials:
        return ofCredentials(error.reason);
    case ErrorKind::Unauthorized:
        return error.reason == ErrorReason::TokenRealmNotApproved ? "auth.token-host"_L1 : "auth.denied"_L1;
    case ErrorKind::Forbidden:
        if (error.reason == ErrorReason::ReadOnly)
            return "connection.read-only"_L1;
        return isProtected(error) ? "tag.protected"_L1 : "auth.forbidden"_L1;
    case ErrorKind::Unsupported:
        return error.reason == ErrorReason::NoCatalog ? "catalog.missing"_L1 : "request.unsupported"_L1;
    case ErrorKind::Conflict:
        return isProtected(error) ? "tag.protected"_L1 : "request.conflict"_L1;
    case ErrorKind::InvalidData:
        return error.url.isEmpty() ? "input.invalid"_L1 : "data.invalid"_L1;
    case ErrorKind::NotFound:
        return "content.notfound"_L1;
    case ErrorKind::RateLimited:
        return "limit.rate"_L1;
    case ErrorKind::DigestMismatch:
        return "data.damaged"_L1;
    case ErrorKind::Io:
        return "disk.unreadable"_L1;
    case ErrorKind::UnknownOutcome:
        return "request.outcome-unknown"_L1;
    case ErrorKind::Server:
        return "v2.server-error"_L1;
    case ErrorKind::Cancelled:
        return "request.stopped"_L1;
    case ErrorKind::Internal:
        break;
    }
    return "program.fault"_L1;
}

} // namespace

QString idOf(const Error &error)
{
    return idByKind(error);
}

} // namespace doctor
