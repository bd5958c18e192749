#pragma once

#include <chrono>
#include <memory>
#include <optional>

#include <QByteArray>
#include <QList>
#include <QString>

#include "app/base/message.h"

namespace base {

/// What a caller can branch on. The words for a person are made from it once, in `ui/errortext`.
enum class ErrorKind
{
    Cancelled, ///< the stop token asked; an outcome, not a failure
    Network, ///< no usable answer arrived
    Tls,
    Timeout,
    Unauthorized,
    Forbidden,
    NotFound,
    Unsupported, ///< the server said it cannot do this
    RateLimited,
    Conflict,
    InvalidData, ///< an answer, a file or an input that breaks its specification
    DigestMismatch, ///< bytes that do not hash to the digest they were asked for by
    Credentials, ///< the keychain, or a sign-in that is missing
    Io, ///< the local disk
    UnknownOutcome, ///< a mutation was sent and its answer got lost: re-read before saying anything
    Server, ///< 5xx: the server failed on its side
    Internal,
};

/// Narrows a kind where the words for it differ. `None` where the kind says it all.
enum class ErrorReason
{
    None,
    UnknownHost,
    UnknownProxy,
    ConnectionRefused,
    ConnectionLost,
    Incomplete, ///< fewer bytes than announced
    TooLarge, ///< more bytes than the cap of the request
    NameDeadline, ///< no name server said in time which address the host has
    ConnectDeadline, ///< no connection came about in time
    HandshakeDeadline, ///< the same, where TCP came about and TLS did not
    FirstByteDeadline,
    IdleDeadline,
    TotalDeadline,
    CertificateNotTrusted, ///< nobody here knows who issued it
    CertificateSelfSigned, ///< issued by itself
    CertificateChainIncomplete, ///< sent without its issuer, which may well be known: see http::PeerChain
    CertificateNameMismatch, ///< made for another name or address
    CertificateExpired,
    CertificateNotYetValid,
    CertificateRejected, ///< any other X509_V_ERR; see Error::verifyResult
    WeakKey, ///< a key or signature in the chain, or of the handshake, that is too weak
    TlsVersion, ///< the server has no version of TLS that we speak
    PinMismatch, ///< another public key than the pinned one
    ClientCertificateWanted, ///< and there is none
    ClientCertificateRefused, ///< the server does not like the one it got
    ClientCertificateFile, ///< cannot be read, holds no certificate and key, or two that do not belong together
    ClientCertificatePassword, ///< of its key or PKCS#12 file: missing or wrong
    ClientCertificateOldFormat, ///< encrypted in a way that OpenSSL 3 has given up, such as RC2
    NotTls, ///< https to a port that speaks plain HTTP
    PlainHttpOnTlsPort, ///< http to a port that speaks TLS
    PlainHttpNotAllowed, ///< http to a place that has no consent for it
    RedirectRefused, ///< on a mutation, or to what is no place
    RedirectLoop, ///< more than are followed
    RedirectToWeaker, ///< from https to http
    AddressRefused, ///< a special address (loopback, link-local …) reached from a public registry
    TokenRealmNotApproved, ///< the registry names a token server that may not see the password
    TokenRefused, ///< by the registry, though its token server made it for this user
    ClockSkew, ///< a token is refused, and the clocks of those who gave and who refuse it differ
    ScopeNotGranted, ///< the token server knows the user, and its token does not hold for this
    ChallengeMissing, ///< the registry asks to sign in and does not say how
    NoCatalog, ///< the registry does not list its repositories
    NotARegistry, ///< something else answers there
    PathPrefix, ///< the same, and a registry lies below the path that was taken for a repository
    MaintenancePage, ///< in place of a registry that is switched off for a while
    ProxyUnreachable, ///< nobody answers at its address, or no proxy of that kind
    ProxySilent, ///< no tunnel in time: it is down or cut off, no proxy of that kind, or waits for what lies behind it
    ProxyTls, ///< no TLS with an HTTPS proxy; Error::verifyResult and the chain are the proxy's
    ProxySignInWanted, ///< there is no user and password for it, or a wrong one
    ProxyDenied, ///< it does not let us there
    ProxyTargetUnreachable, ///< it answers that it does not reach the registry
    ReadOnly, ///< the connection is marked read-only
    DeletionOff, ///< the registry deletes nothing, whoever asks
    KeychainLocked, ///< and it was not unlocked
    KeychainDenied, ///< it refuses to talk to us, or does not give what it has
    KeychainMissing, ///< it should have a secret, and has none
    KeychainNoService, ///< there is none, or it does not answer
};

/// One entry of the `errors` array of the distribution specification ("Error Codes").
struct Diagnostic
{
    QString code; ///< such as MANIFEST_UNKNOWN; upper case as the server sent it
    QString message;
    QString detail; ///< compact JSON, whatever its type was; empty when absent

    friend bool operator==(const Diagnostic &, const Diagnostic &) = default;
};

/// What the layer below found out beside an error, for those who explain it (the doctor, dialogs). Immutable. Each
/// layer derives its own kind and has a function that reads it back, such as http::peerChain(); this one knows none.
class Evidence
{
public:
    virtual ~Evidence() = default;
    Evidence &operator=(const Evidence &) = delete;

protected:
    Evidence() = default;
    Evidence(const Evidence &) = default;
};

/// Why something did not work: a value that crosses every layer unchanged. Texts in it come from servers and are
/// untrusted; `url` never holds userinfo, a query or a fragment.
struct Error
{
    ErrorKind kind = ErrorKind::Internal;
    ErrorReason reason = ErrorReason::None;
    int httpStatus = 0; ///< 0: no HTTP answer
    long verifyResult = 0; ///< X509_V_ERR_… of OpenSSL, 0 where TLS was not the matter
    QList<Diagnostic> registry;
    QString requestId;
    QString detail; ///< for "Copy details": English, technical, redacted
    QString url; ///< redacted, see base/redact.h
    std::optional<std::chrono::seconds> retryAfter; ///< what the server asked for
    std::shared_ptr<const Evidence> evidence{}; ///< null: none
    QByteArray method{}; ///< of the request to `url`; empty where none was made
    std::optional<std::chrono::system_clock::time_point> time{}; ///< when the request ended
    QString proxy{}; ///< the request was to go through; empty: none, or nothing was sent
    bool isOfTokenServer = false; ///< that the registry sends everybody to, not of the registry
    Message message{}; ///< what of the detail is ours, for any language; may be empty

    /// True where the same question may be answered later without anybody changing anything.
    [[nodiscard]] bool isTemporary() const noexcept;
    [[nodiscard]] bool isCancelled() const noexcept { return kind == ErrorKind::Cancelled; }
    /// True where the registry's own list holds @p code (compared exactly).
    [[nodiscard]] bool hasCode(QStringView code) const noexcept;

    friend bool operator==(const Error &, const Error &) = default;
};

/// What @p error says of itself in the language of the application: its message, or else its detail.
[[nodiscard]] QString translatedDetail(const Error &error);
/// The error of a stopped call.
[[nodiscard]] Error cancelled();
/// An error with nothing but a kind, what there is to say beside it and, where it helps, a reason.
[[nodiscard]] Error failure(ErrorKind kind, Message message, ErrorReason reason = ErrorReason::None);

} // namespace base

using base::Error;
using base::ErrorKind;
using base::ErrorReason;
