#include "app/doctor/errorid.h"

#include <openssl/x509_vfy.h>

#include <QDateTime>
#include <QStringList>
#include <QUrl>

#include "app/doctor/words.h"
#include "app/registry/tokenfacts.h"

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
    case ErrorReason::NameDeadline:
        return "name.timeout"_L1;
    case ErrorReason::ConnectDeadline:
        return "tcp.timeout"_L1;
    case ErrorReason::HandshakeDeadline:
        return "tls.timeout"_L1;
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

QLatin1StringView ofUnauthorized(ErrorReason reason)
{
    switch (reason) {
    case ErrorReason::TokenRealmNotApproved:
        return "auth.token-host"_L1;
    case ErrorReason::TokenRefused:
        return "auth.token-refused"_L1;
    case ErrorReason::ClockSkew:
        return "clock.skew"_L1;
    case ErrorReason::ChallengeMissing:
        return "auth.challenge-missing"_L1;
    default:
        return "auth.denied"_L1;
    }
}

QLatin1StringView ofForbidden(const Error &error)
{
    if (error.reason == ErrorReason::ReadOnly)
        return "connection.read-only"_L1;
    if (error.reason == ErrorReason::ScopeNotGranted)
        return "auth.scope-not-granted"_L1;
    return isProtected(error) ? "tag.protected"_L1 : "auth.forbidden"_L1;
}

/// Of what a registry does not do. A 405 to the deletion of a tag is about tags only; to that of a manifest, it says
/// UNSUPPORTED where deleting is off, and something else in maintenance.
QLatin1StringView ofUnsupported(const Error &error)
{
    const bool isByDigest = QUrl(error.url).path().section(u'/', -1).contains(u':');
    const bool isOfDeletion = error.httpStatus == 405 && error.method == "DELETE" && isByDigest;
    if (!isOfDeletion && error.reason != ErrorReason::DeletionOff)
        return "request.unsupported"_L1;
    return error.hasCode(u"UNSUPPORTED") ? "delete.disabled"_L1 : "delete.read-only"_L1;
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
        return ofUnauthorized(error.reason);
    case ErrorKind::Forbidden:
        return ofForbidden(error);
    case ErrorKind::Unsupported:
        return ofUnsupported(error);
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

/// What a token server did, in place of idByKind(). A proxy on the way to it has names of its own.
QLatin1StringView ofTokenServer(const Error &error)
{
    const QLatin1StringView id = idByKind(error);
    if (id.startsWith("proxy."_L1) || id == "redirect.host"_L1)
        return id;
    switch (error.kind) {
    case ErrorKind::Unauthorized:
    case ErrorKind::Forbidden:
        return "auth.denied"_L1;
    case ErrorKind::InvalidData:
        return "auth.token-bad"_L1;
    case ErrorKind::RateLimited:
        return id;
    default:
        return "auth.token-unreachable"_L1;
    }
}

/// What is wrong with a chain; empty where the error itself says it better. @p isLone: its issuer was not sent, and
/// could well have been.
QString idOf(const http::ChainProblem &problem, bool isLone)
{
    switch (problem.code) {
    case X509_V_ERR_CERT_HAS_EXPIRED:
        return u"tls.expired"_s;
    case X509_V_ERR_CERT_NOT_YET_VALID:
        return u"tls.notyetvalid"_s;
    case X509_V_ERR_HOSTNAME_MISMATCH:
    case X509_V_ERR_IP_ADDRESS_MISMATCH:
        return u"tls.hostname"_s;
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
        return u"tls.selfsigned"_s;
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
    case X509_V_ERR_CERT_UNTRUSTED:
        return u"tls.untrusted"_s;
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
        return isLone ? u"tls.incomplete-chain"_s : u"tls.untrusted"_s;
    case X509_V_ERR_EE_KEY_TOO_SMALL:
    case X509_V_ERR_CA_KEY_TOO_SMALL:
    case X509_V_ERR_CA_MD_TOO_WEAK:
        return u"tls.weak-key"_s;
    default:
        return {};
    }
}

} // namespace

QString idOf(const Error &error)
{
    switch (error.reason) {
    case ErrorReason::NoCatalog:
        return error.httpStatus == 401 || error.httpStatus == 403 ? u"catalog.denied"_s : u"catalog.missing"_s;
    case ErrorReason::NotARegistry:
        return u"v2.not-a-registry"_s;
    case ErrorReason::PathPrefix:
        return u"v2.path-prefix"_s;
    case ErrorReason::MaintenancePage:
        return error.isOfTokenServer ? u"auth.token-unreachable"_s : u"v2.maintenance-page"_s;
    default:
        return error.isOfTokenServer ? ofTokenServer(error) : idByKind(error);
    }
}

QString idOfCause(const Error &error)
{
    return error.isOfTokenServer ? QString(idByKind(error)) : idOf(error);
}

QString factOf(const Error &error)
{
    const QString id = idOf(error);
    if (id.startsWith("proxy."_L1))
        return error.proxy;
    if (error.reason == ErrorReason::PathPrefix)
        return QUrl(error.url).path().section("/v2/"_L1, 0, 0);
    if (const http::PeerChain *chain = http::peerChain(error); chain && id.startsWith("tls."_L1))
        return factOf(id, *chain);
    if (id == "auth.token-unreachable"_L1 || id == "auth.token-bad"_L1 || id == "auth.token-host"_L1
        || error.reason == ErrorReason::AddressRefused)
        return error.url;
    if (error.reason == ErrorReason::NoCatalog || error.reason == ErrorReason::NotARegistry
        || error.kind == ErrorKind::Server)
        return error.httpStatus != 0 ? u"HTTP %1"_s.arg(error.httpStatus) : QString();
    if (const registry::TokenFacts *facts = registry::tokenFacts(error)) {
        if (error.reason == ErrorReason::ScopeNotGranted)
            return Words::scopes(facts->asked, facts->granted);
        if (error.reason == ErrorReason::ClockSkew && facts->clockGap)
            return QString::number(facts->clockGap->difference.count());
    }
    const bool isTold = id == "input.invalid"_L1 || id == "tls.client-certificate-file"_L1
        || error.kind == ErrorKind::Io || error.kind == ErrorKind::Internal;
    return isTold ? base::translatedDetail(error) : QString();
}

QStringList idsOf(const Error &error, bool hasRoots)
{
    QStringList ids{idOf(error)};
    const http::PeerChain *chain = http::peerChain(error);
    if (!chain || error.reason == ErrorReason::ProxyTls)
        return ids;
    const http::CertificateInfo &own = chain->certificates.front();
    const bool isLone = chain->certificates.size() == 1 && (hasRoots || !own.issuerUrls.isEmpty());
    for (const http::ChainProblem &problem : chain->problems) {
        const QString id = idOf(problem, isLone);
        if (!id.isEmpty() && !ids.contains(id))
            ids.append(id);
    }
    if (ids.size() > 1)
        ids.removeAll(u"tls.rejected"_s);
    return ids;
}

QString factOf(const QString &id, const http::PeerChain &chain)
{
    const http::CertificateInfo &certificate = chain.certificates.front();
    if (id == "tls.expired"_L1)
        return dateText(certificate.notAfter);
    if (id == "tls.notyetvalid"_L1)
        return dateText(certificate.notBefore);
    if (id == "tls.hostname"_L1)
        return certificate.names.isEmpty() ? certificate.subject : certificate.names.join(", "_L1);
    if (id == "tls.weak-key"_L1)
        return certificate.key;
    if (id == "tls.pin-changed"_L1)
        return QString::fromLatin1(certificate.pin());
    return commonName(chain.certificates.back().issuer); // who is not known
}

bool isOfDates(const QString &id)
{
    return id == "tls.expired"_L1 || id == "tls.notyetvalid"_L1;
}

QString commonName(const QString &distinguishedName)
{
    for (const QString &part : distinguishedName.split(u',')) {
        if (part.startsWith("CN="_L1))
            return part.sliced(3);
    }
    return distinguishedName;
}

QString dateText(std::chrono::sys_seconds time)
{
    return QDateTime::fromSecsSinceEpoch(time.time_since_epoch().count(), Qt::UTC).toString(Qt::ISODate);
}

} // namespace doctor
