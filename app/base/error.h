#pragma once

#include <chrono>
#include <optional>

#include <QList>
#include <QString>

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
    ConnectionRefused, ///< by the server, or by the proxy where one is set
    ConnectionLost,
    Incomplete, ///< fewer bytes than announced
    TooLarge, ///< more bytes than the cap of the request
    ConnectDeadline, ///< name, proxy, TCP and TLS together
    FirstByteDeadline,
    IdleDeadline,
    TotalDeadline,
    CertificateNotTrusted,
    CertificateNameMismatch,
    CertificateOutsideItsDates,
    CertificateRejected, ///< any other X509_V_ERR; see Error::verifyResult
    PinMismatch,
    ClientCertificateWanted,
    ClientCertificateUnusable,
    NotTls, ///< https to a port that speaks plain HTTP
    PlainHttpNotAllowed, ///< http to a place that has no consent for it
    RedirectRefused, ///< too many, to a weaker scheme, or on a mutation
    AddressRefused, ///< a special address (loopback, link-local …) reached from a public registry
    TokenRealmNotApproved, ///< the registry names a token server that may not see the password
    NoCatalog, ///< the registry does not list its repositories
    ProxyRefused,
    ReadOnly, ///< the connection is marked read-only
};

/// One entry of the `errors` array of the distribution specification ("Error Codes").
struct Diagnostic
{
    QString code; ///< such as MANIFEST_UNKNOWN; upper case as the server sent it
    QString message;
    QString detail; ///< compact JSON, whatever its type was; empty when absent

    friend bool operator==(const Diagnostic &, const Diagnostic &) = default;
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

    /// True where the same question may be answered later without anybody changing anything.
    [[nodiscard]] bool isTemporary() const noexcept;
    [[nodiscard]] bool isCancelled() const noexcept { return kind == ErrorKind::Cancelled; }
    /// True where the registry's own list holds @p code (compared exactly).
    [[nodiscard]] bool hasCode(QStringView code) const noexcept;

    friend bool operator==(const Error &, const Error &) = default;
};

/// The error of a stopped call.
[[nodiscard]] Error cancelled();
/// An error with nothing but a kind, a technical detail and, where it helps, a reason.
[[nodiscard]] Error failure(ErrorKind kind, QString detail, ErrorReason reason = ErrorReason::None);

} // namespace base

using base::Error;
using base::ErrorKind;
using base::ErrorReason;
