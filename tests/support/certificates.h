#pragma once

#include <memory>

#include <QByteArray>
#include <QString>
#include <QTemporaryDir>

namespace support {

/// A certificate with its chain, and its private key, as files.
struct Identity
{
    QString certificateFile; ///< PEM, leaf first
    QString keyFile; ///< PEM, PKCS#8, not encrypted
};

/// What is wrong with a certificate.
enum class Flaw
{
    None,
    Expired,
    NotYetValid,
    WrongName, ///< for `elsewhere.example` only
    WrongAddress, ///< for `localhost` and 192.0.2.1
    ExpiredWrongName, ///< both
    SelfSigned, ///< by its own key, not by the root
    UnknownRoot, ///< by another root, which is sent along
    MissingIntermediate, ///< fine, but the chain is not sent
    MissingKnownIntermediate, ///< as before, and it says where its issuer can be had
    WeakKey, ///< RSA with 1024 bits
};

/// A private root with an intermediate, made afresh in a temporary folder, and the certificates they sign. Servers are
/// `localhost`, 127.0.0.1 and ::1. Stops the program where OpenSSL fails. One thread.
class Certificates final
{
public:
    Certificates();
    ~Certificates();
    Certificates(const Certificates &) = delete;
    Certificates &operator=(const Certificates &) = delete;

    [[nodiscard]] QString rootFile() const;
    [[nodiscard]] QByteArray rootPem() const;
    [[nodiscard]] QByteArray intermediatePem() const;

    [[nodiscard]] Identity server(Flaw flaw = Flaw::None);
    /// A newer certificate of a server for the key of @p identity.
    [[nodiscard]] Identity renewed(const Identity &identity);
    [[nodiscard]] Identity client(); ///< for servers that want a certificate
    /// @p identity as PKCS#12, protected with @p password, with the chain where @p withChain.
    [[nodiscard]] QString pkcs12(const Identity &identity, const QByteArray &password, bool withChain = false);
    /// The key of @p identity, encrypted with @p password.
    [[nodiscard]] QString encryptedKey(const Identity &identity, const QByteArray &password);
    [[nodiscard]] QString file(const QByteArray &content); ///< any other, in the same folder

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace support
