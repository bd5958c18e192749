#include "ui/dialogs/certificatetext.h"

#include <algorithm>

#include <QDateTime>
#include <QTimeZone>

#include "app/doctor/errorid.h"
#include "app/http/chaintrouble.h"
#include "models/format.h"

namespace ui {

using namespace Qt::StringLiterals;

namespace {

QString day(std::chrono::sys_seconds time)
{
    return QDateTime::fromSecsSinceEpoch(time.time_since_epoch().count()).toString(u"yyyy-MM-dd"_s);
}

} // namespace

QString CertificateText::nameOf(const QString &distinguishedName)
{
    return models::visibleText(doctor::commonName(distinguishedName));
}

QString CertificateText::line(const http::CertificateInfo &certificate)
{
    return tr("%1, until %2", "a certificate, a day").arg(nameOf(certificate.subject), day(certificate.notAfter));
}

QString CertificateText::facts(const http::CertificateInfo &certificate)
{
    QStringList lines{tr("For: %1").arg(models::visibleText(certificate.subject)),
                      tr("Issued by: %1").arg(models::visibleText(certificate.issuer)),
                      tr("Valid: %1 to %2").arg(day(certificate.notBefore), day(certificate.notAfter))};
    if (!certificate.names.isEmpty())
        lines.append(tr("Names: %1").arg(models::visibleText(certificate.names.join(u' '))));
    lines.append(tr("Key: %1").arg(certificate.key));
    lines.append(u"SHA-256:\n%1"_s.arg(fingerprint(certificate.sha256)));
    return lines.join(u'\n');
}

QString CertificateText::validity(const http::CertificateInfo &certificate, bool isOutside)
{
    return isOutside ? tr("valid from %1 to %2 only", "a certificate, two days")
                           .arg(day(certificate.notBefore), day(certificate.notAfter))
                     : tr("valid until %1", "a certificate, a day").arg(day(certificate.notAfter));
}

QString CertificateText::trustQuestion(const http::CertificateInfo &authority)
{
    return tr("Trust %1 for this connection?").arg(nameOf(authority.subject));
}

QString CertificateText::trustMeaning(const http::CertificateInfo &authority)
{
    return tr("Compare its fingerprint with your administrator first. Whoever holds this authority can pose as the "
              "registry. Other connections do not trust it.\n\n%1",
              "%1 are facts of a certificate")
        .arg(facts(authority));
}

QString CertificateText::fingerprint(const QByteArray &sha256)
{
    const QString text = QString::fromLatin1(sha256.toHex(':')).toUpper();
    const qsizetype middle = text.size() / 2;
    return text.left(middle) + u'\n' + text.mid(middle + 1);
}

const http::CertificateInfo *CertificateText::authorityToTrust(const http::PeerChain &chain)
{
    const auto isUnknown = [](const http::ChainProblem &problem) {
        const http::ChainTrouble trouble = http::troubleOf(problem);
        return trouble == http::ChainTrouble::IssuerMissing || trouble == http::ChainTrouble::UnknownAuthority
            || trouble == http::ChainTrouble::SelfSigned;
    };
    const bool helps = !chain.problems.empty() && chain.peer == http::PeerChain::Peer::Server
        && std::all_of(chain.problems.begin(), chain.problems.end(), isUnknown);
    return helps ? sentAuthority(chain) : nullptr;
}

const http::CertificateInfo *CertificateText::sentAuthority(const http::PeerChain &chain)
{
    const http::CertificateInfo &last = chain.certificates.back();
    return last.isAuthority || last.isSelfIssued() ? &last : nullptr;
}

} // namespace ui
