#pragma once

#include <memory>
#include <optional>

#include <QByteArray>
#include <QTemporaryDir>

#include "tests/support/certificates.h"
#include "tests/support/childprocess.h"
#include "tests/support/tokenserver.h"

namespace support {

/// How a registry of the distribution project is to run.
struct DockerRegistrySettings
{
    std::optional<Identity> tls{}; ///< none: plain HTTP
    bool htpasswd = false; ///< Basic, with the user and password of TokenServerSettings
    const TokenServer *tokens = nullptr; ///< Bearer; outlives the registry
    bool deletes = false;
    bool maintenance = false; ///< read-only as a whole
    QString program{}; ///< another build of it; empty: Debian's docker-registry
    bool cachesBlobs = false; ///< remembers which blobs it has, as Debian's own configuration says
    bool takesSchema1 = false; ///< Docker's legacy manifests
    bool logsRequests = false; ///< for changes()
};

/// A registry of the distribution project on a free loopback port, with an empty storage in a temporary folder.
class DockerRegistry final
{
public:
    explicit DockerRegistry(const DockerRegistrySettings &settings = {});

    /// Ends it and starts it again over the same storage, at the same address.
    void restart(const DockerRegistrySettings &settings);
    /// False where it is not installed or did not start; log() says why.
    [[nodiscard]] bool isRunning() const;
    [[nodiscard]] QByteArray url(QByteArrayView target = "/") const;
    [[nodiscard]] QByteArray address() const; ///< `127.0.0.1:port`
    [[nodiscard]] QByteArray log() const; ///< since it was started last
    /// Where the bytes of a blob or manifest lie, for tests that damage them. @p hex is of sha256.
    [[nodiscard]] QString blobFile(const QString &hex) const;
    [[nodiscard]] qint64 storedBytes() const; ///< of all blobs and manifests
    /// The requests since it was started last that were no reads, such as `DELETE /v2/a/manifests/v1`, in their order.
    [[nodiscard]] QByteArrayList changes() const;
    /// Ends the server and runs its garbage collection; false where that failed.
    [[nodiscard]] bool collectGarbage();
    /// Runs its garbage collection while the server goes on; false where that failed.
    [[nodiscard]] bool collectGarbageBeside() const;

private:
    void start(const DockerRegistrySettings &settings);

    QTemporaryDir m_folder;
    QString m_program;
    quint16 m_port;
    bool m_tls;
    bool m_ready = false;
    std::unique_ptr<ChildProcess> m_process;
};

} // namespace support
