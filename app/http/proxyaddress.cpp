#include "app/http/proxyaddress.h"

#include <utility>

#include "app/http/url.h"

using namespace Qt::StringLiterals;

namespace http {

namespace {

tl::unexpected<Error> refused(base::Message why)
{
    return base::fail(ErrorKind::InvalidData, {QT_TRANSLATE_NOOP("Faults", "proxy refused: %1"), {std::move(why)}});
}

} // namespace

Result<ProxyAddress> ProxyAddress::parse(QStringView text)
{
    QByteArray rest = text.trimmed().toUtf8();
    QByteArray scheme = "http";
    if (const qsizetype end = rest.indexOf("://"); end >= 0) {
        scheme = rest.first(end).toLower();
        rest = rest.sliced(end + 3);
    }
    ProxyAddress address;
    if (scheme == "https")
        address.kind = Kind::Https;
    else if (scheme == "socks5" || scheme == "socks5h")
        address.kind = Kind::Socks5;
    else if (scheme != "http")
        return refused(QT_TRANSLATE_NOOP("Faults", "it is none of http, https and socks5"));
    if (rest.contains('@'))
        return refused(QT_TRANSLATE_NOOP("Faults", "its address carries a user name"));
    // The rules of hosts and ports are those of URLs.
    const Result<Url> url = Url::parse(QByteArray((address.kind == Kind::Https ? "https://" : "http://") + rest));
    if (!url)
        return base::fail(url.error());
    if (url->target() != "/")
        return refused(QT_TRANSLATE_NOOP("Faults", "its address has a path"));
    address.host = url->origin().host;
    address.port = url->origin().port;
    const bool hasPort = rest.lastIndexOf(':') > rest.lastIndexOf(']');
    if (address.kind == Kind::Socks5 && !hasPort)
        address.port = 1080;
    return address;
}

QByteArray ProxyAddress::toBytes() const
{
    const char *scheme = kind == Kind::Http ? "http://" : kind == Kind::Https ? "https://" : "socks5h://";
    return scheme + (host.contains(':') ? '[' + host + ']' : host) + ':' + QByteArray::number(port);
}

} // namespace http
