#pragma once

#include <QByteArray>
#include <QStringView>

#include "app/base/result.h"

namespace http {

/// Where a proxy is and what it speaks. A value, always valid. Never holds a user or password.
struct ProxyAddress
{
    enum class Kind
    {
        Http,
        Https, ///< TLS to the proxy itself
        Socks5 ///< the proxy resolves the names
    };

    Kind kind = Kind::Http;
    QByteArray host; ///< in lower case, IPv6 without brackets
    quint16 port = 80;

    /// `http://`, `https://`, `socks5://` or `socks5h://`, host and port; HTTP without a scheme; ports 80, 443 and 1080
    /// where there is none. InvalidData for anything else, above all a user name or password.
    static Result<ProxyAddress> parse(QStringView text);
    [[nodiscard]] QByteArray toBytes() const; ///< as libcurl takes it

    friend bool operator==(const ProxyAddress &, const ProxyAddress &) = default;
};

} // namespace http
