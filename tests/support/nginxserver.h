#pragma once

#include <memory>
#include <optional>

#include <QByteArray>
#include <QString>
#include <QTemporaryDir>

#include "tests/support/certificates.h"
#include "tests/support/childprocess.h"

namespace support {

/// How nginx is to serve.
struct NginxSettings
{
    std::optional<Identity> tls{}; ///< none: plain HTTP/1.1
    bool http2 = false; ///< over TLS only
    int keepaliveRequests = 1'000'000; ///< per connection, then GOAWAY or `Connection: close`
    int maxStreams = 256; ///< SETTINGS_MAX_CONCURRENT_STREAMS
    QString clientRootFile{}; ///< wants a client certificate of these roots; empty: none
    QByteArray protocols = "TLSv1.2 TLSv1.3";
    bool weak = false; ///< keys and versions that OpenSSL refuses by itself
    QString root{}; ///< folder with static files; empty: an empty folder
    QByteArray httpBlock{}; ///< further directives for `http {}`, such as a map
    QString clock{}; ///< of faketime, such as `+3d`; empty: the computer's
    QByteArray serverBlock{}; ///< and for `server {}`, such as locations
};

/// nginx on a free loopback port, in the foreground, as our own user, with all its files in a temporary folder.
class NginxServer final
{
public:
    explicit NginxServer(const NginxSettings &settings);

    /// False where it is not installed or did not start; log() says why.
    [[nodiscard]] bool isRunning() const;
    [[nodiscard]] quint16 port() const noexcept { return m_port; }
    [[nodiscard]] QByteArray url(QByteArrayView target = "/") const;
    [[nodiscard]] QByteArray log() const;

private:
    QTemporaryDir m_folder;
    quint16 m_port;
    bool m_tls;
    bool m_ready = false;
    std::unique_ptr<ChildProcess> m_process;
};

} // namespace support
