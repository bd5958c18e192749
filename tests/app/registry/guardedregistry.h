#pragma once

#include <mutex>

#include <QSet>

#include "tests/app/registry/wire.h"
#include "tests/support/certificates.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/tokenserver.h"

namespace wire {

/// A registry that sends everybody without a good token away, and its token server; both over TLS. It knows one
/// repository, `payments/api`, with the tag `latest`.
class GuardedRegistry final
{
public:
    explicit GuardedRegistry(support::TokenServerSettings settings = {});

    /// The token that was accepted last is worth nothing from now on.
    void expire();

    [[nodiscard]] QByteArray challenge() const; ///< the value of its `WWW-Authenticate`
    [[nodiscard]] Settings signedIn() const;
    [[nodiscard]] Settings anonymous() const;

    support::Certificates certificates;
    support::TokenServer tokens;
    support::ScriptedServer registry;

private:
    [[nodiscard]] support::ServerTls tls();

    std::mutex m_mutex;
    QSet<QByteArray> m_expired;
    QByteArray m_last;
};

/// A 401 with @p challenge and one error of @p code.
[[nodiscard]] support::Answer unauthorized(const QByteArray &challenge, const QByteArray &code = "UNAUTHORIZED");

/// The tags of `payments/api`, and where they are listed.
[[nodiscard]] Names tagsOf(Connection &connection);
inline constexpr auto tagsPath = "/v2/payments/api/tags/list";
[[nodiscard]] support::Answer tagsPage();

} // namespace wire
