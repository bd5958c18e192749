#pragma once

#include <memory>

#include <QByteArray>
#include <QJsonObject>

namespace support {

/// Signs tokens (RFC 7519, RFC 7515) with a key of its own, made afresh. The certificate of the key goes along in
/// `x5c`, as registries want it. Stops the program where OpenSSL fails. Any thread.
class JwtSigner final
{
public:
    enum class Algorithm
    {
        Rs256,
        Es256
    };

    explicit JwtSigner(Algorithm algorithm);
    ~JwtSigner();
    JwtSigner(const JwtSigner &) = delete;
    JwtSigner &operator=(const JwtSigner &) = delete;

    [[nodiscard]] QByteArray sign(const QJsonObject &claims) const;
    [[nodiscard]] const QByteArray &certificatePem() const noexcept { return m_pem; }

private:
    class Key;

    Algorithm m_algorithm;
    std::unique_ptr<const Key> m_key;
    QByteArray m_der; ///< the certificate
    QByteArray m_pem;
};

} // namespace support
