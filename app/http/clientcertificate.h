#pragma once

#include <memory>
#include <mutex>

#include "app/base/result.h"
#include "app/base/secret.h"
#include "app/http/tlssettings.h"

struct ssl_ctx_st;

namespace http {

/// The certificate by which a registry knows this computer, read once from its file: PEM, or PKCS#12, told apart by
/// their content. Read here and not by libcurl, which cannot say what is wrong with a file. Any thread.
class ClientCertificate final
{
public:
    /// @p password protects the key or the PKCS#12 file, in UTF-8; null or empty: none.
    ClientCertificate(const TlsSettings &settings, std::shared_ptr<const base::Secret> password);
    ~ClientCertificate();

    /// Reads the file at the first call; done where there is none to read. ErrorKind::Tls with one of the
    /// ErrorReason::ClientCertificate… of a file otherwise.
    Result<> load();
    /// Lets @p context show the certificate where it is asked for; load() succeeded before. False where it may not be
    /// used, which load() has found out.
    bool install(ssl_ctx_st *context) const;

private:
    class Content;

    Result<> read();
    Result<> readPem(const QByteArray &pem, Content &content) const;
    Result<> readPkcs12(const QByteArray &der, Content &content) const;
    [[nodiscard]] QByteArrayView password() const;

    QString m_certificateFile;
    QString m_keyFile;
    std::shared_ptr<const base::Secret> m_password;
    std::once_flag m_once;
    std::unique_ptr<Content> m_content; ///< null: none
    Result<> m_loaded;
};

} // namespace http
