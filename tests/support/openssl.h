#pragma once

#include <memory>

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include <QByteArray>

namespace support {

template <auto Free>
struct OpenSslDeleter
{
    template <class T>
    void operator()(T *object) const noexcept
    {
        Free(object);
    }
};
using Key = std::unique_ptr<EVP_PKEY, OpenSslDeleter<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, OpenSslDeleter<X509_free>>;
using Bio = std::unique_ptr<BIO, OpenSslDeleter<BIO_free>>;

inline constexpr long day = 24 * 60 * 60; ///< in seconds, as OpenSSL counts dates

/// Ends the test where OpenSSL did not do what it always does; @p what says what that was.
inline void must(bool worked, const char *what)
{
    if (!worked)
        qFatal("OpenSSL fails a test: %s", what);
}

/// What was written to @p bio, which is in memory.
inline QByteArray contents(BIO *bio)
{
    char *data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    return {data, static_cast<qsizetype>(size)};
}

inline Key newEcKey()
{
    Key key(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"));
    must(key != nullptr, "key");
    return key;
}

inline Key newRsaKey(std::size_t bits)
{
    Key key(EVP_RSA_gen(bits));
    must(key != nullptr, "RSA key");
    return key;
}

} // namespace support
