#pragma once

#include <memory>

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pkcs12.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

namespace http {

template <auto Free>
struct OpenSslDeleter
{
    template <class T>
    void operator()(T *object) const noexcept
    {
        Free(object);
    }
};

/// OpenSSL's objects with their owner. Included by sources only.
using BioPointer = std::unique_ptr<BIO, OpenSslDeleter<BIO_free>>;
using X509Pointer = std::unique_ptr<X509, OpenSslDeleter<X509_free>>;
using KeyPointer = std::unique_ptr<EVP_PKEY, OpenSslDeleter<EVP_PKEY_free>>;
using Pkcs12Pointer = std::unique_ptr<PKCS12, OpenSslDeleter<PKCS12_free>>;
using ContextPointer = std::unique_ptr<SSL_CTX, OpenSslDeleter<SSL_CTX_free>>;

} // namespace http
