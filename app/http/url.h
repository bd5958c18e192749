#pragma once

#include <compare>

#include <QByteArray>
#include <QString>

#include "app/base/result.h"

namespace http {

/// Scheme, host and port: what credentials and trust belong to. Host in lower case, IPv6 without brackets.
struct Origin
{
    bool secure = true; ///< https
    QByteArray host;
    quint16 port = 443;

    [[nodiscard]] QByteArray toBytes() const; ///< `https://host:port`, port left out where it is the scheme's own
    /// The host without the dot that may end it: the same name, as certificates and lists of hosts have it.
    [[nodiscard]] QByteArray bareHost() const;
    [[nodiscard]] bool isLoopback() const noexcept; ///< localhost, 127.0.0.0/8 or ::1, as a literal

    friend bool operator==(const Origin &, const Origin &) = default;
    friend std::size_t qHash(const Origin &origin, std::size_t seed = 0) noexcept
    {
        return qHashMulti(seed, origin.secure, origin.host, origin.port);
    }
};

/// An http or https URL (RFC 3986) without userinfo and fragment. Path and query are opaque bytes that are sent exactly
/// as given: `%252F`, `%2F` and `_state=a%2Bb` survive. A value, always valid.
class Url final
{
public:
    /// Refuses other schemes, userinfo, control characters, spaces and bytes outside ASCII. A fragment is dropped.
    static Result<Url> parse(QByteArrayView text);
    Url(Origin origin, QByteArray target);

    [[nodiscard]] const Origin &origin() const noexcept { return m_origin; }
    [[nodiscard]] const QByteArray &target() const noexcept { return m_target; } ///< path and query, starts with `/`
    [[nodiscard]] QByteArray path() const;
    [[nodiscard]] QByteArray query() const; ///< without `?`
    [[nodiscard]] QByteArray toBytes() const;
    [[nodiscard]] QString redacted() const; ///< without the query

    /// This URL with another target on the same origin.
    [[nodiscard]] Url withTarget(QByteArray target) const;
    /// This URL with `name=value` appended to its query, both percent-encoded.
    [[nodiscard]] Url withQuery(QByteArrayView name, QByteArrayView value) const;
    /// RFC 3986 §5.2, without removing dot segments from what was given as absolute.
    [[nodiscard]] Result<Url> resolved(QByteArrayView reference) const;

    friend bool operator==(const Url &, const Url &) = default;

private:
    Origin m_origin;
    QByteArray m_target;
};

/// Percent-encodes everything but RFC 3986's unreserved characters.
[[nodiscard]] QByteArray percentEncoded(QByteArrayView bytes);

} // namespace http
