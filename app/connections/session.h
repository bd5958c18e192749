#pragma once

#include <memory>
#include <stop_token>

#include "app/base/changepermit.h"
#include "app/base/clock.h"
#include "app/connections/connection.h"
#include "app/credentials/credentialstore.h"
#include "app/platforms/platform.h"
#include "app/registry/registry.h"

namespace http {
class CurlTransport;
struct TransportSettings;
} // namespace http

namespace connections {

/// What a transport of @p connection needs, with its secrets, whatever its origin turns out to be.
[[nodiscard]] Result<http::TransportSettings>
transportSettings(const Connection &connection, credentials::CredentialStore &credentials, std::stop_token stop);

/// A connection that is in use: its transport, registry, platform and cache. Shared by the jobs that work with it and
/// gone with the last of them. Any thread.
class Session final
{
public:
    /// Opens @p connection: blocks for a probe where a loopback host was typed without a scheme (HttpsThenHttp), and to
    /// see that a folder can be read; otherwise sends nothing. Credentials where it has a user and no password is
    /// stored. While @p permit is granted, a connection that is read-only may be changed.
    static Result<std::shared_ptr<Session>> open(Connection connection,
                                                 std::shared_ptr<credentials::CredentialStore> credentials,
                                                 std::stop_token stop, base::Clock &clock = base::systemClock(),
                                                 std::shared_ptr<const base::ChangePermit> permit = {});
    ~Session();
    Session(const Session &) = delete;
    Session &operator=(const Session &) = delete;

    /// As it was opened, with the scheme that is in use.
    [[nodiscard]] const Connection &connection() const noexcept;
    [[nodiscard]] registry::Registry &registry() noexcept;
    [[nodiscard]] platforms::Platform &platform() noexcept;
    /// Null for a folder.
    [[nodiscard]] const http::CurlTransport *transport() const noexcept;
    /// For work that was approved: as long as it has this, a lock that closes does not stop it. Null where the lock is
    /// closed, or none matters.
    [[nodiscard]] std::shared_ptr<const void> holdPermit() const;

private:
    class Private;
    explicit Session(std::unique_ptr<Private> members);

    std::unique_ptr<Private> d;
};

} // namespace connections
