#include "ui/errortext.h"

#include <QDateTime>
#include <QStringList>
#include <QUrl>

#include "app/base/redact.h"
#include "app/changes/journaltrouble.h"
#include "app/changes/runtrouble.h"
#include "app/doctor/errorid.h"
#include "app/doctor/words.h"
#include "app/http/peerchain.h"
#include "app/registry/tokenfacts.h"
#include "models/format.h"

namespace ui {

using namespace Qt::StringLiterals;
using base::ErrorKind;
using base::ErrorReason;

namespace {

constexpr qsizetype quotedLength = 300;

/// `host:port` of the request; empty where none was made.
QString authority(const base::Error &error)
{
    return models::visibleText(QUrl(error.url).authority());
}

/// Who is to blame: what the request went to, where it did not get through; else the registry by its name.
QString place(const base::Error &error, const QString &registry)
{
    const bool isOnTheWay
        = error.kind == ErrorKind::Network || error.kind == ErrorKind::Tls || error.kind == ErrorKind::Timeout;
    const bool isSentThere = error.reason == ErrorReason::AddressRefused || error.isOfTokenServer; // by the registry
    if (const registry::TokenFacts *facts = registry::tokenFacts(error);
        facts && error.reason == ErrorReason::ClockSkew && facts->clockGap && facts->clockGap->isOfTokenServer)
        return models::visibleText(facts->tokenServer);
    const QString where = isOnTheWay && !isSentThere ? authority(error) : QString();
    return where.isEmpty() ? registry : where;
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

QString inEnglish(const registry::Scopes &scopes)
{
    return scopes.isEmpty() ? u"nothing"_s : QString::fromUtf8(scopes.toList().join(' '));
}

/// The way to a registry, or the sign-in there, may be the matter; a folder has neither.
bool isOfConnection(const base::Error &error)
{
    if (error.isOfTokenServer || error.reason == ErrorReason::NotARegistry)
        return true;
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

ErrorText ErrorWords::brokenIndex(const base::Error &error, const QString &image, const QString &part)
{
    const doctor::Finding finding = doctor::Words::finding(u"index.broken"_s, image, part);
    return {.headline = finding.what,
            .why = finding.why,
            .advice = advice(finding),
            .id = finding.id,
            .details = details(error, finding.id)};
}

ErrorText ErrorWords::stalePlan(const QString &registry, const QString &what)
{
    const doctor::Finding finding = doctor::Words::finding(u"plan.stale"_s, registry, what);
    return {.headline = finding.what,
            .why = finding.why,
            .advice = advice(finding),
            .id = finding.id,
            .details = finding.id};
}

/// The doctor's words, with what only the error itself can add.
ErrorText ErrorWords::inWords(const base::Error &error, const QString &registry)
{
    if (const changes::JournalTrouble *trouble = changes::journalTrouble(error))
        return ofJournal(*trouble);
    if (const changes::RunTrouble *trouble = changes::runTrouble(error))
        return ofRun(*trouble);
    const QString where = place(error, registry);
    const doctor::Finding finding = doctor::Words::finding(doctor::idOf(error), where, shown(doctor::factOf(error)));
    QStringList why{finding.why};
    if (error.isOfTokenServer && finding.id == "auth.token-unreachable"_L1)
        why.append(doctor::Words::finding(doctor::idOfCause(error), authority(error)).what);
    const bool hasRoots = error.reason == ErrorReason::CertificateChainIncomplete; // or the issuer can be had
    for (const QString &id : error.isOfTokenServer ? QStringList() : doctor::idsOf(error, hasRoots)) {
        if (id != finding.id)
            why.append(doctor::Words::finding(id, where, shown(doctor::factOf(id, *http::peerChain(error)))).what);
    }
    if (doctor::isOfDates(finding.id) && error.time)
        why.append(doctor::Words::ownClock(*error.time));
    if (const QString said = quote(error); !said.isEmpty())
        why.append(said);
    if (error.kind == ErrorKind::RateLimited && error.retryAfter)
        why.append(tr("It asks to wait %Ln second(s).", nullptr, static_cast<int>(error.retryAfter->count())));
    return {finding.what, doctor::Words::sentences(why), advice(finding)};
}

/// What the reader can do, or else what the administrator can: with the line that a sentence leads to.
QString ErrorWords::advice(const doctor::Finding &finding)
{
    const QString first = finding.actions.value(0);
    const bool leadsOn = first.endsWith(u':') || first.endsWith(u'：');
    return leadsOn ? doctor::Words::sentences({first, finding.actions.value(1).simplified()}) : first;
}

ErrorText ErrorWords::ofJournal(const changes::JournalTrouble &trouble)
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
    return notWritten(trouble);
}

/// What SQLite or the system said of it is for the details.
ErrorText ErrorWords::notWritten(const changes::JournalTrouble &trouble)
{
    using File = changes::JournalTrouble::File;
    const QString path = shown(trouble.path);
    QStringList why{tr("No registry is changed without a record in it.")};
    QString advice = tr("Make room on the disk, or make sure that you may write %1.").arg(path);
    switch (trouble.file) {
    case File::DiskFull:
        why.append(tr("The disk is full."));
        advice = tr("Make room on the disk that holds %1.").arg(path);
        break;
    case File::Locked:
        why.append(tr("Another program keeps the file locked."));
        advice = tr("End what else uses %1, then try again.").arg(path);
        break;
    case File::NotWritable:
        why.append(tr("It may only be read, or the disk was full when it was opened."));
        break;
    case File::DiskFails:
        why.append(tr("The disk failed, or has no room."));
        advice = tr("Look whether the disk that holds %1 is well and has room.").arg(path);
        break;
    case File::NotOpened:
        why.append(tr("The file can neither be opened nor made."));
        break;
    case File::Damaged:
    case File::Other:
        break;
    }
    return {tr("The journal of changes cannot be written."), doctor::Words::sentences(why), advice};
}

ErrorText ErrorWords::ofRun(const changes::RunTrouble &trouble)
{
    if (trouble.kind == changes::RunTrouble::Kind::Ended)
        return {tr("This run has ended already."), tr("Another Portolan went on with it, or stopped it."),
                tr("Look at the history again.")};
    const QString one = tr("One process at a time carries out a run.");
    const QString advice = tr("Wait until it has ended, or pause it there. If that Portolan hangs, end it: the run can "
                              "go on from where it was left.");
    if (trouble.process == 0)
        return {tr("Another Portolan is carrying out this run."), one, advice};
    return {tr("Another Portolan is carrying out this run."),
            doctor::Words::sentences({tr("It is process %1 on this computer.", "its id").arg(trouble.process), one}),
            advice};
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
    return doctor::Words::sentences({text.headline, text.why});
}

QString ErrorWords::inFull(const ErrorText &text)
{
    QStringList list{text.headline, text.why, text.advice};
    list.removeAll(QString());
    return doctor::Words::sentences(list);
}

bool ErrorWords::asksToSignIn(const base::Error &error)
{
    switch (error.reason) {
    case ErrorReason::None:
        return error.kind == ErrorKind::Unauthorized || error.kind == ErrorKind::Credentials;
    case ErrorReason::KeychainMissing:
    case ErrorReason::KeychainNoService:
    case ErrorReason::TokenRealmNotApproved: // the dialog has the question
    case ErrorReason::ChallengeMissing: // it may be told elsewhere
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
    if (const http::PeerChain *chain = http::peerChain(error); chain && error.reason == ErrorReason::PinMismatch)
        lines.append(u"pin %1"_s.arg(QLatin1StringView(chain->certificates.front().pin())));
    if (const registry::TokenFacts *facts = registry::tokenFacts(error)) {
        lines.append(shown(u"token asked for: %1"_s.arg(inEnglish(facts->asked))));
        lines.append(shown(u"token granted: %1"_s.arg(facts->granted ? inEnglish(*facts->granted) : u"not known"_s)));
    }
    if (!error.requestId.isEmpty())
        lines.append(shown(u"request id %1"_s.arg(error.requestId)));
    if (error.time)
        lines.append(localTime(*error.time));
    if (!error.detail.isEmpty())
        lines.append(shown(error.detail));
    return lines.join(u'\n');
}

} // namespace ui
