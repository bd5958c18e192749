#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <mutex>
#include <optional>

#include <QByteArrayList>
#include <QDateTime>
#include <QTemporaryFile>

#include "tests/support/jwtsigner.h"
#include "tests/support/scriptedserver.h"

namespace support {

/// Whom a token server knows, and how it is asked.
struct TokenServerSettings
{
    JwtSigner::Algorithm algorithm = JwtSigner::Algorithm::Es256;
    QByteArray user = "maria"; ///< UTF-8, as the password
    QByteArray password = "gr\xc3\xbc\xc3\x9f: \xe2\x9c\x93"; ///< `grüß: ✓`
    bool get = true; ///< false: answered with 405
    bool post = false; ///< OAuth2; false: answered with 404
    bool refreshTokens = false; ///< given to those who ask for one
    std::chrono::seconds life{300};
    std::chrono::seconds clockLead{0}; ///< of its clock, which its answers tell
    /// Whether @p user (empty: nobody) gets a scope of those asked for; null: everybody all of them.
    std::function<bool(const QByteArray &user, const QByteArray &scope)> grants{};
};

/// As a `Date` field has it (RFC 9110 §5.6.7).
[[nodiscard]] QByteArray httpDate(const QDateTime &time);

/// A token server of the distribution project's specifications ("Token Authentication", "OAuth2") with one user. Its
/// tokens are real: docker-registry accepts them with `certificateFile()` as its rootcertbundle. Any thread.
class TokenServer final
{
public:
    explicit TokenServer(TokenServerSettings settings = {}, std::optional<ServerTls> tls = std::nullopt);

    [[nodiscard]] QByteArray realm() const { return m_server.url("/token"); }
    [[nodiscard]] static QByteArray service() { return "registry.test"; }
    [[nodiscard]] static QByteArray issuer() { return "tokens.test"; }
    [[nodiscard]] QString certificateFile() const { return m_certificate.fileName(); }
    [[nodiscard]] const TokenServerSettings &settings() const noexcept { return m_settings; }

    /// Requests so far, oldest first.
    [[nodiscard]] std::vector<ReceivedRequest> requests() const { return m_server.requests(); }
    [[nodiscard]] int tokensIssued() const;
    /// Refresh tokens given out so far are worth nothing from now on.
    void revokeRefreshTokens();

private:
    Answer get(const ReceivedRequest &request);
    Answer post(const ReceivedRequest &request);
    Answer issue(const QByteArray &user, const QByteArrayList &scopes, bool withRefreshToken);

    const TokenServerSettings m_settings;
    const JwtSigner m_signer;
    QTemporaryFile m_certificate;
    mutable std::mutex m_mutex;
    std::map<QByteArray, QByteArray> m_refreshTokens; ///< their users
    int m_issued = 0;
    ScriptedServer m_server; ///< last: its threads use the members above
};

} // namespace support
