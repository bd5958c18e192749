#include "app/http/url.h"

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace http {

namespace {

tl::unexpected<Error> refused(const char *why)
{
    return base::fail(ErrorKind::InvalidData, {QT_TRANSLATE_NOOP("Faults", "URL refused: %1"), {why}});
}

bool isAlpha(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}
bool isVisible(char c)
{
    return c > ' ' && c < 0x7f;
}

bool isHostName(QByteArrayView host)
{
    return !host.isEmpty() && std::all_of(host.cbegin(), host.cend(), [](char c) {
        return isAlpha(c) || isDigit(c) || c == '.' || c == '-' || c == '_';
    });
}

bool isIpv6(QByteArrayView host)
{
    return std::count(host.cbegin(), host.cend(), ':') >= 2 && std::all_of(host.cbegin(), host.cend(), [](char c) {
               return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == ':' || c == '.';
           });
}

/// The text before a first `:` where it is a scheme (RFC 3986 §3.1).
std::optional<QByteArrayView> schemeOf(QByteArrayView text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == ':')
            return i > 0 ? std::optional(text.first(i)) : std::nullopt;
        if (!isAlpha(c) && (i == 0 || (!isDigit(c) && c != '+' && c != '-' && c != '.')))
            return std::nullopt;
    }
    return std::nullopt;
}

Result<Origin> parseAuthority(bool secure, QByteArrayView authority)
{
    if (authority.contains('@'))
        return refused(QT_TRANSLATE_NOOP("Faults", "it carries a user name"));
    QByteArrayView host = authority;
    QByteArrayView port;
    if (authority.startsWith('[')) {
        const qsizetype end = authority.indexOf(']');
        if (end < 0)
            return refused(QT_TRANSLATE_NOOP("Faults", "the bracket of its host is not closed"));
        host = authority.sliced(1, end - 1);
        port = authority.sliced(end + 1);
        if (!isIpv6(host) || (!port.isEmpty() && !port.startsWith(':')))
            return refused(QT_TRANSLATE_NOOP("Faults", "its host is no IPv6 address"));
        port = port.sliced(port.isEmpty() ? 0 : 1);
    } else {
        if (const qsizetype colon = authority.indexOf(':'); colon >= 0) {
            host = authority.first(colon);
            port = authority.sliced(colon + 1);
        }
        if (!isHostName(host))
            return refused(QT_TRANSLATE_NOOP("Faults", "its host is not a name or an address"));
    }
    quint16 number = secure ? 443 : 80;
    if (!port.isEmpty()) {
        bool valid = std::all_of(port.cbegin(), port.cend(), isDigit);
        number = valid ? port.toByteArray().toUShort(&valid) : quint16(0);
        if (!valid || number == 0)
            return refused(QT_TRANSLATE_NOOP("Faults", "its port is not a number from 1 to 65535"));
    }
    return Origin{secure, host.toByteArray().toLower(), number};
}

/// RFC 3986 §5.2.4.
QByteArray withoutDotSegments(const QByteArray &path)
{
    QList<QByteArray> kept;
    const QList<QByteArray> segments = path.split('/');
    for (qsizetype i = 1; i < segments.size(); ++i) {
        const bool last = i + 1 == segments.size();
        if (segments[i] == "." || segments[i] == "..") {
            if (segments[i] == ".." && !kept.isEmpty())
                kept.removeLast();
            if (last)
                kept.append(QByteArray());
        } else {
            kept.append(segments[i]);
        }
    }
    return '/' + kept.join('/');
}

} // namespace

QByteArray Origin::toBytes() const
{
    QByteArray text = secure ? "https://" : "http://";
    text += host.contains(':') ? '[' + host + ']' : host;
    if (port != (secure ? 443 : 80))
        text += ':' + QByteArray::number(port);
    return text;
}

QByteArray Origin::bareHost() const
{
    return host.size() > 1 && host.endsWith('.') ? host.chopped(1) : host;
}

bool Origin::isLoopback() const noexcept
{
    if (host == "localhost" || host == "::1")
        return true;
    const QList<QByteArray> parts = host.split('.');
    return parts.size() == 4 && parts[0] == "127"
        && std::all_of(parts.cbegin() + 1, parts.cend(), [](const auto &part) {
               return !part.isEmpty() && part.size() <= 3 && std::all_of(part.cbegin(), part.cend(), isDigit);
           });
}

Result<Url> Url::parse(QByteArrayView text)
{
    if (!std::all_of(text.cbegin(), text.cend(), isVisible))
        return refused(QT_TRANSLATE_NOOP("Faults", "it holds a space, a control character or a byte outside ASCII"));
    const std::optional<QByteArrayView> scheme = schemeOf(text);
    if (!scheme)
        return refused(QT_TRANSLATE_NOOP("Faults", "it has no scheme"));
    const bool secure = scheme->compare("https", Qt::CaseInsensitive) == 0;
    if (!secure && scheme->compare("http", Qt::CaseInsensitive) != 0)
        return refused(QT_TRANSLATE_NOOP("Faults", "its scheme is neither http nor https"));
    QByteArrayView rest = text.sliced(scheme->size() + 1);
    if (!rest.startsWith("//"))
        return refused(QT_TRANSLATE_NOOP("Faults", "it names no host"));
    rest = rest.sliced(2);
    if (const qsizetype fragment = rest.indexOf('#'); fragment >= 0)
        rest = rest.first(fragment);
    const auto targetStart = std::find_if(rest.cbegin(), rest.cend(), [](char c) { return c == '/' || c == '?'; });
    const qsizetype authorityLength = targetStart - rest.cbegin();
    Result<Origin> origin = parseAuthority(secure, rest.first(authorityLength));
    if (!origin)
        return base::fail(std::move(origin).error());
    QByteArray target = rest.sliced(authorityLength).toByteArray();
    if (!target.startsWith('/'))
        target.prepend('/');
    return Url(*std::move(origin), std::move(target));
}

Url::Url(Origin origin, QByteArray target)
    : m_origin(std::move(origin))
    , m_target(std::move(target))
{
    Q_ASSERT(m_target.startsWith('/'));
    Q_ASSERT(std::all_of(m_target.cbegin(), m_target.cend(), isVisible));
}

QByteArray Url::path() const
{
    const qsizetype mark = m_target.indexOf('?');
    return mark < 0 ? m_target : m_target.first(mark);
}

QByteArray Url::query() const
{
    const qsizetype mark = m_target.indexOf('?');
    return mark < 0 ? QByteArray() : m_target.sliced(mark + 1);
}

QByteArray Url::toBytes() const
{
    return m_origin.toBytes() + m_target;
}

QString Url::redacted() const
{
    return QString::fromLatin1(m_origin.toBytes() + path());
}

Url Url::withTarget(QByteArray target) const
{
    return Url(m_origin, std::move(target));
}

Url Url::withQuery(QByteArrayView name, QByteArrayView value) const
{
    return withTarget(m_target + (m_target.contains('?') ? '&' : '?') + percentEncoded(name) + '='
                      + percentEncoded(value));
}

Result<Url> Url::resolved(QByteArrayView reference) const
{
    if (schemeOf(reference))
        return parse(reference);
    const qsizetype fragment = reference.indexOf('#');
    const QByteArray relative = reference.first(fragment < 0 ? reference.size() : fragment).toByteArray();
    if (relative.isEmpty())
        return *this;
    QByteArray absolute = m_origin.toBytes();
    if (relative.startsWith("//")) {
        absolute = (m_origin.secure ? "https:" : "http:") + relative;
    } else if (relative.startsWith('/')) {
        absolute += relative;
    } else if (relative.startsWith('?')) {
        absolute += path() + relative;
    } else {
        const qsizetype mark = relative.indexOf('?');
        const QByteArray directory = path().first(path().lastIndexOf('/') + 1);
        absolute += withoutDotSegments(directory + relative.first(mark < 0 ? relative.size() : mark));
        absolute += mark < 0 ? QByteArray() : relative.sliced(mark);
    }
    return parse(absolute);
}

QByteArray percentEncoded(QByteArrayView bytes)
{
    return bytes.toByteArray().toPercentEncoding();
}

} // namespace http
