#include "ui/errortext.h"

#include <QDateTime>
#include <QStringList>
#include <QUrl>

#include "app/base/redact.h"
#include "app/changes/journaltrouble.h"
#include "app/doctor/errorid.h"
#include "models/format.h"

namespace ui {

using namespace Qt::StringLiterals;
using base::ErrorKind;
using base::ErrorReason;

namespace {

constexpr qsizetype quotedLength = 300;

/// `host:port` of the request, or the registry's name where no request was made.
QString place(const base::Error &error, const QString &registry)
{
    const QString authority = QUrl(error.url).authority();
    return authority.isEmpty() ? registry : models::visibleText(authority);
}

/// What came from elsewhere: visible, without secrets, short.
QString shown(const QString &text)
{
    return base::redactedText(models::visibleText(text), quotedLength);
}

/// As the clock on the wall had it, with its distance from UTC: for who compares it with a server's log.
QString localTime(std::chrono::system_clock::time_point time)
{
    using std::chrono::milliseconds;
    const auto since = std::chrono::duration_cast<milliseconds>(time.time_since_epoch()).count();
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(since);
    return local.toOffsetFromUtc(local.offsetFromUtc()).toString(Qt::ISODate);
}

/// The way to a registry, or the sign-in there, may be the matter; a folder has neither.
bool isOfConnection(const base::Error &error)
{
    switch (error.kind) {
    case ErrorKind::Network:
    case ErrorKind::Tls:
    case ErrorKind::Timeout:
    case ErrorKind::Unauthorized:
    case ErrorKind::Credentials:
    case ErrorKind::RateLimited:
    case ErrorKind::Server:
        return true;
    case ErrorKind::Forbidden:
        return error.reason != ErrorReason::ReadOnly;
    case ErrorKind::InvalidData:
        return !error.url.isEmpty();
    default:
        return false;
    }
}

} // namespace

QString ErrorText::report() const
{
    QStringList lines;
    for (const QString &line : {headline, why, advice, details}) {
        if (!line.isEmpty())
            lines.append(line);
    }
    return lines.join(u'\n');
}

ErrorText ErrorWords::explain(const base::Error &error, const QString &registry)
{
    ErrorText text = inWords(error, registry);
    text.id = doctor::idOf(error);
    text.isOfConnection = isOfConnection(error);
    text.details = details(error, text.id);
    return text;
}

ErrorText ErrorWords::inWords(const base::Error &error, const QString &registry)
{
    if (const changes::JournalTrouble *trouble = changes::journalTrouble(error))
        return ofJournal(error, *trouble);
    switch (error.kind) {
    case ErrorKind::Network:
        return ofNetwork(error, registry);
    case ErrorKind::Tls:
        return ofTls(error, registry);
    case ErrorKind::Timeout:
        return ofTimeout(error, registry);
    case ErrorKind::Unauthorized:
    case ErrorKind::Forbidden:
    case ErrorKind::NotFound:
    case ErrorKind::Unsupported:
    case ErrorKind::RateLimited:
    case ErrorKind::Conflict:
    case ErrorKind::Server:
        return ofAnswer(error, registry);
    case ErrorKind::InvalidData:
    case ErrorKind::DigestMismatch:
        return ofData(error, registry);
    case ErrorKind::Cancelled:
    case ErrorKind::Credentials:
    case ErrorKind::Io:
    case ErrorKind::UnknownOutcome:
    case ErrorKind::Internal:
        break;
    }
    return ofHere(error, registry);
}

ErrorText ErrorWords::ofNetwork(const base::Error &error, const QString &registry)
{
    const QString where = place(error, registry);
    switch (error.reason) {
    case ErrorReason::UnknownHost:
        return {tr("No address found for %1.").arg(where),
                tr("The name does not exist, or it is only known inside a network that you are not in."),
                tr("Check the address; connect the VPN if it needs one.")};
    case ErrorReason::UnknownProxy:
        return {tr("No address found for the proxy of %1.").arg(registry), tr("The registry itself was not reached."),
                tr("Check the proxy's address.")};
    case ErrorReason::ProxyUnreachable:
        return {tr("The proxy of %1 did not answer.").arg(registry), tr("The registry itself was not reached."),
                tr("Check the proxy's address.")};
    case ErrorReason::ProxySignInWanted:
        return {tr("The proxy of %1 asks you to sign in.").arg(registry), tr("The registry itself was not reached."),
                tr("Check the proxy's settings.")};
    case ErrorReason::ProxyTargetUnreachable:
        return {tr("The proxy does not reach %1.").arg(where),
                tr("The proxy answered; the registry may be down, or the proxy does not know its name."),
                tr("Try again, or check the address.")};
    case ErrorReason::ProxyDenied:
        return {tr("The proxy refused us."), tr("It does not allow %1; the registry was not reached.").arg(where),
                tr("Check the proxy's settings.")};
    case ErrorReason::ConnectionRefused:
        return {tr("%1 did not answer.").arg(where),
                tr("It refused the connection: the service may be down, or the port may be wrong."),
                tr("Try again, or check the address.")};
    case ErrorReason::PlainHttpNotAllowed:
        return {tr("%1 would be reached without encryption.").arg(where),
                tr("Plain HTTP is only used for this computer itself, when the address begins with http://."),
                tr("Use an address with https://.")};
    case ErrorReason::RedirectLoop:
        return {tr("%1 sends us round in circles.").arg(where),
                tr("More than five redirects followed each other: gateway and registry each send to the other."),
                tr("Tell the registry's administrator.")};
    case ErrorReason::RedirectToWeaker:
        return {tr("%1 sent us to an address without encryption.").arg(where),
                tr("The registry behind a gateway does not know that clients come with HTTPS. We did not go there."),
                tr("Tell the registry's administrator.")};
    case ErrorReason::RedirectRefused:
        return {tr("%1 sent us somewhere we do not go.").arg(where),
                tr("It answered a change with a redirect, or named something that is no address."),
                tr("Tell the registry's administrator.")};
    case ErrorReason::AddressRefused:
        return {tr("%1 sent us to an address inside this network.").arg(where),
                tr("A public registry has no reason to. Nothing was sent there."),
                {}};
    case ErrorReason::TooLarge:
        return {tr("%1 sent more than such an answer may hold.").arg(where),
                tr("The answer was cut off and is not shown."), tr("Tell the registry's administrator.")};
    case ErrorReason::Incomplete:
        return {tr("%1 sent less than it announced.").arg(where),
                tr("The connection ended early. The part that came is not shown."), tr("Try again.")};
    case ErrorReason::ConnectionLost:
    default:
        return {tr("The connection to %1 was lost.").arg(where), tr("The network or the server ended it."),
                tr("Try again.")};
    }
}

ErrorText ErrorWords::ofTls(const base::Error &error, const QString &registry)
{
    const QString where = place(error, registry);
    switch (error.reason) {
    case ErrorReason::CertificateNotTrusted:
    case ErrorReason::CertificateSelfSigned:
    case ErrorReason::CertificateChainIncomplete:
        return {tr("The certificate of %1 is not trusted.").arg(where),
                tr("This computer does not know who issued it. That is normal in company networks; it is also what an "
                   "interceptor looks like."),
                tr("Ask your administrator for the certificate of the issuing authority.")};
    case ErrorReason::CertificateNameMismatch:
        return {tr("The certificate of %1 belongs to another name.").arg(where),
                tr("The server may be the right one under the wrong address."),
                tr("Use the name that the certificate is made for.")};
    case ErrorReason::CertificateExpired:
    case ErrorReason::CertificateNotYetValid:
        return {tr("The certificate of %1 is outside its dates.").arg(where),
                tr("It has expired or is not valid yet, or the clock of this computer is wrong."),
                tr("Check the clock; then tell the registry's administrator.")};
    case ErrorReason::PinMismatch:
        return {tr("%1 shows another certificate than the one you pinned.").arg(where),
                tr("It was renewed, or somebody stands in between."), tr("Compare it with your administrator.")};
    case ErrorReason::ClientCertificateWanted:
        return {tr("%1 asks for a client certificate.").arg(where), tr("It only talks to computers that have one."),
                tr("Ask your administrator for one.")};
    case ErrorReason::ClientCertificateRefused:
        return {tr("%1 does not accept the client certificate.").arg(where),
                tr("It may have expired, or the server does not know who issued it."),
                tr("Ask your administrator for one.")};
    case ErrorReason::ClientCertificateFile:
    case ErrorReason::ClientCertificatePassword:
    case ErrorReason::ClientCertificateOldFormat:
        return {tr("The client certificate cannot be used."),
                tr("Its file is in an old or unknown format, or its password is wrong."),
                tr("Choose another file, or convert it.")};
    case ErrorReason::NotTls:
        return {tr("%1 does not speak HTTPS.").arg(where), tr("It answered without encryption."),
                tr("Ask for HTTPS, or check the port.")};
    case ErrorReason::PlainHttpOnTlsPort:
        return {tr("%1 speaks HTTPS only.").arg(where), tr("It was asked without encryption."),
                tr("Use an address with https://.")};
    case ErrorReason::ProxyTls:
        return {tr("No encrypted connection to the proxy of %1.").arg(registry),
                tr("The registry itself was not reached."), tr("Check the proxy's settings.")};
    case ErrorReason::CertificateRejected:
    default:
        return {tr("No encrypted connection to %1.").arg(where),
                tr("The certificate or the encryption that the server offers is not acceptable."),
                tr("Tell the registry's administrator.")};
    }
}

ErrorText ErrorWords::ofTimeout(const base::Error &error, const QString &registry)
{
    const QString where = place(error, registry);
    const QString headline = tr("%1 did not answer in time.").arg(where);
    switch (error.reason) {
    case ErrorReason::ConnectDeadline:
        return {headline, tr("No connection came about: the service may be down or blocked."), tr("Try again.")};
    case ErrorReason::ProxySilent:
        return {headline, tr("The proxy was reached, but no connection came about through it."),
                tr("Try again, or check the proxy's settings.")};
    case ErrorReason::IdleDeadline:
        return {headline, tr("It began to answer and then fell silent."), tr("Try again.")};
    default:
        return {headline, tr("It took the request and was too slow to answer it."), tr("Try again.")};
    }
}

ErrorText ErrorWords::ofAnswer(const base::Error &error, const QString &registry)
{
    const QString said = quote(error);
    switch (error.kind) {
    case ErrorKind::Unauthorized:
        if (error.reason == ErrorReason::TokenRealmNotApproved)
            return {tr("%1 wants the password to go to another host.").arg(registry),
                    tr("Registries may use a separate host to sign in, and attackers do the same. Nothing was sent."),
                    tr("Allow it only if your administrator named that host.")};
        return {tr("%1 asks you to sign in.").arg(registry),
                said.isEmpty() ? tr("Nobody is signed in, or the password or token is wrong or expired.") : said,
                tr("Sign in with an account that may see this.")};
    case ErrorKind::Forbidden:
        if (error.reason == ErrorReason::ReadOnly)
            return {tr("%1 is marked read-only here.").arg(registry), tr("Nothing was sent to the registry."), {}};
        return {tr("%1 does not allow you to see this.").arg(registry),
                said.isEmpty() ? tr("The account has no permission for it.") : said,
                tr("A project administrator can give the permission.")};
    case ErrorKind::NotFound:
        return {tr("%1 does not have this.").arg(registry),
                said.isEmpty() ? tr("The name may be wrong, or it was deleted.") : said, tr("Check the name.")};
    case ErrorKind::Unsupported:
        if (error.reason == ErrorReason::NoCatalog)
            return {tr("%1 does not list its repositories.").arg(registry),
                    tr("Some registries and restricted accounts hide the list. Nothing is broken."),
                    tr("Add a repository by its name.")};
        if (error.reason == ErrorReason::DeletionOff)
            return {
                tr("%1 deletes nothing.").arg(registry),
                tr("Deleting is switched off there, or it is in maintenance. Its administrator can switch it on: %1, "
                   "or %2 in its configuration.",
                   "two settings")
                    .arg(u"REGISTRY_STORAGE_DELETE_ENABLED=true"_s, u"storage.delete.enabled: true"_s),
                tr("Nothing was changed. Ask the registry's administrator.")};
        return {tr("%1 cannot do this.").arg(registry),
                said.isEmpty() ? tr("It answered that it does not support the request.") : said,
                {}};
    case ErrorKind::RateLimited:
        return {tr("%1 asked us to slow down.").arg(registry),
                error.retryAfter ? tr("Its limit is reached; it asks to wait %Ln second(s).", nullptr,
                                      static_cast<int>(error.retryAfter->count()))
                                 : tr("Its limit is reached."),
                tr("Wait a little, then try again. Signing in often raises the limit.")};
    case ErrorKind::Conflict:
        return {tr("%1 refused the change.").arg(registry),
                said.isEmpty() ? tr("Something there has changed or is protected.") : said,
                {}};
    default:
        return {tr("%1 failed on its side (%2).").arg(registry).arg(error.httpStatus),
                said.isEmpty() ? tr("The fault is the server's.") : said,
                tr("Try again; if it repeats, tell the registry's administrator.")};
    }
}

ErrorText ErrorWords::ofData(const base::Error &error, const QString &registry)
{
    if (error.kind == ErrorKind::DigestMismatch)
        return {tr("%1 sent damaged data.").arg(registry),
                tr("The bytes do not match their digest: they were cut off or changed on the way. They are not shown."),
                tr("Try again; if it repeats, tell the registry's administrator.")};
    if (error.url.isEmpty())
        return {tr("This cannot be read."), shown(error.detail), tr("Check how it is written.")};
    return {tr("%1 sent something that is not a registry's answer.").arg(registry),
            tr("It breaks the specification and is not shown."),
            tr("Check the address: a web page or a proxy may answer there.")};
}

ErrorText ErrorWords::ofHere(const base::Error &error, const QString &registry)
{
    switch (error.kind) {
    case ErrorKind::Cancelled:
        return {tr("Stopped."), tr("You stopped it before it was finished."), {}};
    case ErrorKind::Credentials:
        return ofKeychain(error, registry);
    case ErrorKind::Io:
        return {tr("%1 cannot be read on this computer.").arg(registry), shown(error.detail),
                tr("Check that the folder exists and that you may read it.")};
    case ErrorKind::UnknownOutcome:
        return {tr("It is not known whether %1 did it.").arg(registry),
                tr("The request was sent, and its answer got lost."), tr("Look again before you repeat it.")};
    default:
        return {tr("Portolan made a mistake."), shown(error.detail), tr("Please report it with the details.")};
    }
}

ErrorText ErrorWords::ofJournal(const base::Error &error, const changes::JournalTrouble &trouble)
{
    const QString path = shown(trouble.path);
    switch (trouble.kind) {
    case changes::JournalTrouble::Kind::Damaged:
        if (trouble.aside.isEmpty())
            return {tr("The journal of changes is damaged."),
                    tr("No registry is changed without a record in it. The file was left as it is: %1").arg(path),
                    tr("Wait until all runs have ended, then try again: what can be read is saved then.")};
        return {tr("The journal of changes was damaged."),
                tr("The file is kept as %1. What could be read of it is in a new journal.").arg(shown(trouble.aside)),
                tr("Try again. Look at the history first: runs may be missing from it.")};
    case changes::JournalTrouble::Kind::Newer:
        return {tr("A newer version of Portolan wrote the journal of changes."),
                tr("This one leaves it alone, and changes no registry without it: %1").arg(path),
                tr("Use the newer version.")};
    case changes::JournalTrouble::Kind::NotWritten:
        break;
    }
    return {tr("The journal of changes cannot be written."),
            tr("No registry is changed without a record in it. %1").arg(shown(error.detail)),
            tr("Make room on the disk, or make sure that you may write %1.").arg(path)};
}

ErrorText ErrorWords::ofKeychain(const base::Error &error, const QString &registry)
{
    switch (error.reason) {
    case ErrorReason::KeychainLocked:
        return {tr("The keychain is locked."),
                tr("It was not unlocked, so that the password of %1 could not be read or kept there.").arg(registry),
                tr("Try again and unlock it, or sign in for this session only.")};
    case ErrorReason::KeychainDenied:
        return {tr("The keychain does not let Portolan in."),
                tr("It answers, and does not hand over or take the password of %1.").arg(registry),
                tr("Allow Portolan in the settings of the keychain, or sign in for this session only.")};
    case ErrorReason::KeychainMissing:
        return {tr("The password of %1 is no longer in the keychain.").arg(registry),
                tr("It was kept there, and has been removed since."), tr("Sign in.")};
    case ErrorReason::KeychainNoService:
        return {tr("No keychain answers."),
                tr("There is none in this session, or it hangs. The password of %1 stays where it is.").arg(registry),
                tr("Start one, such as GNOME Keyring, KWallet or KeePassXC, or sign in for this session only.")};
    default:
        return {tr("%1 needs your password again.").arg(registry), tr("None is kept for it. Nothing was sent."),
                tr("Sign in.")};
    }
}

/// What the registry itself gave as its reason, marked as its words.
QString ErrorWords::quote(const base::Error &error)
{
    for (const base::Diagnostic &diagnostic : error.registry) {
        const QString text = shown(diagnostic.message);
        if (!text.isEmpty())
            return tr("The registry says: “%1”.").arg(text);
    }
    return {};
}

QString ErrorWords::summary(const base::Error &error, const QString &registry)
{
    const ErrorText text = explain(error, registry);
    return tr("%1 %2", "two sentences").arg(text.headline, text.why);
}

bool ErrorWords::asksToSignIn(const base::Error &error)
{
    switch (error.reason) {
    case ErrorReason::None:
        return error.kind == ErrorKind::Unauthorized || error.kind == ErrorKind::Credentials;
    case ErrorReason::KeychainMissing:
    case ErrorReason::KeychainNoService:
    case ErrorReason::TokenRealmNotApproved: // the dialog has the question
        return true;
    default: // a keychain that is locked has it: unlocking is what helps
        return false;
    }
}

models::DescribeError ErrorWords::headlinesFor(const QString &registry)
{
    return [registry](const base::Error &error) { return explain(error, registry).headline; };
}

QString ErrorWords::notAnAddress(const QString &text, const base::Error &error)
{
    const QString typed = models::visibleText(text);
    if (error.kind == base::ErrorKind::NotFound)
        return tr("There is no folder %1.").arg(typed);
    if (error.kind == base::ErrorKind::InvalidData)
        return tr("“%1” cannot be opened. Write registry.example/project/name:tag, an address that begins with "
                  "https://, or the path of a folder.")
            .arg(typed);
    return summary(error, typed);
}

QString ErrorWords::details(const base::Error &error, const QString &id)
{
    QStringList lines{id};
    if (!error.url.isEmpty())
        lines.append(
            shown(error.method.isEmpty() ? error.url : QString(QString::fromLatin1(error.method) + u' ' + error.url)));
    if (error.httpStatus != 0)
        lines.append(u"HTTP %1"_s.arg(error.httpStatus));
    for (const base::Diagnostic &entry : error.registry)
        lines.append(shown(u"%1: %2"_s.arg(entry.code, entry.message)));
    if (!error.requestId.isEmpty())
        lines.append(shown(u"request id %1"_s.arg(error.requestId)));
    if (error.time)
        lines.append(localTime(*error.time));
    if (!error.detail.isEmpty())
        lines.append(shown(error.detail));
    return lines.join(u'\n');
}

} // namespace ui
