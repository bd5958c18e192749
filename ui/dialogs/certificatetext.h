#pragma once

#include <QCoreApplication>
#include <QString>

#include "app/http/peerchain.h"

namespace ui {

/// Certificates in words. Their texts come from whoever made them: plain text, made visible.
class CertificateText final
{
    Q_DECLARE_TR_FUNCTIONS(CertificateText)

public:
    /// The common name, or all of the subject where there is none.
    [[nodiscard]] static QString nameOf(const QString &distinguishedName);
    /// `Corp Root G2, until 2036-05-01`.
    [[nodiscard]] static QString line(const http::CertificateInfo &certificate);
    /// Subject, issuer, dates, names, key and SHA-256, a line each.
    [[nodiscard]] static QString facts(const http::CertificateInfo &certificate);
    /// `valid until 2036-05-01`, or both ends where now is @p isOutside of them.
    [[nodiscard]] static QString validity(const http::CertificateInfo &certificate, bool isOutside);
    /// Before an authority is trusted for one connection: the question, and what it means.
    [[nodiscard]] static QString trustQuestion(const http::CertificateInfo &authority);
    [[nodiscard]] static QString trustMeaning(const http::CertificateInfo &authority);
    /// `AB:CD:…`, 32 bytes in two lines, as administrators compare it.
    [[nodiscard]] static QString fingerprint(const QByteArray &sha256);

    /// The authority that the server itself sent, and that would make its chain trusted; null where it sent none.
    [[nodiscard]] static const http::CertificateInfo *sentAuthority(const http::PeerChain &chain);
    /// The same where trusting it is what helps: it is unknown, of the registry, and nothing else is wrong.
    [[nodiscard]] static const http::CertificateInfo *authorityToTrust(const http::PeerChain &chain);
};

} // namespace ui
