#pragma once

#include <memory>
#include <optional>

#include <QByteArray>
#include <QString>
#include <QTemporaryDir>

#include "tests/support/certificates.h"
#include "tests/support/childprocess.h"

namespace support {

/// How a proxy is to run.
struct ProxySettings
{
    enum class Program
    {
        Tinyproxy, ///< HTTP; user and password in ASCII letters and digits only
        Squid, ///< HTTP, or HTTPS with `tls`
        Microsocks ///< SOCKS5
    };

    Program program = Program::Tinyproxy;
    QString user{}; ///< empty: nobody has to sign in
    QString password{};
    std::optional<Identity> tls{}; ///< Squid only
    bool closed = false; ///< lets nobody anywhere; not Microsocks
};

/// A real proxy on a free loopback port, in the foreground, with all its files in a temporary folder.
class ProxyServer final
{
public:
    explicit ProxyServer(const ProxySettings &settings);

    /// False where it is not installed or did not start; log() says why.
    [[nodiscard]] bool isRunning() const;
    [[nodiscard]] quint16 port() const noexcept { return m_port; }
    [[nodiscard]] QString url() const; ///< as a connection has it
    [[nodiscard]] QByteArray log() const;

private:
    [[nodiscard]] QString write(const QString &name, const QByteArray &text) const;
    [[nodiscard]] QStringList tinyproxy(const ProxySettings &settings) const;
    [[nodiscard]] QStringList squid(const ProxySettings &settings) const;
    [[nodiscard]] QStringList microsocks(const ProxySettings &settings) const;

    QTemporaryDir m_folder;
    quint16 m_port;
    QString m_scheme;
    bool m_ready = false;
    std::unique_ptr<ChildProcess> m_process;
};

} // namespace support
