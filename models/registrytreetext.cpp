#include "models/registrytreetext.h"

#include <QLocale>
#include <QStringList>

namespace models {

using namespace Qt::StringLiterals;

using Kind = RegistryTreeNode::Kind;
using State = ConnectionListing::State;
using base::ErrorKind;

namespace {

/// A listing that broke off between two pages: what came is there, and more exists.
bool brokeOff(const ConnectionListing &listing)
{
    return listing.state == State::Failed && listing.count > 0 && !listing.isFlat;
}

bool isSignInMissing(ErrorKind kind)
{
    return kind == ErrorKind::Unauthorized || kind == ErrorKind::Credentials;
}

bool isSilence(ErrorKind kind)
{
    return kind == ErrorKind::Network || kind == ErrorKind::Timeout;
}

QString time(const QDateTime &moment)
{
    const bool isToday = moment.date() == QDate::currentDate();
    return moment.toString(isToday ? u"HH:mm"_s : u"yyyy-MM-dd HH:mm"_s);
}

} // namespace

QString RegistryTreeText::count(qint64 number, bool moreExist)
{
    const QString text = QLocale(QLocale::English).toString(number); // the same in every language
    return moreExist ? text + u'+' : text;
}

RegistryTreeText::Note RegistryTreeText::note(const ConnectionListing &listing, const DescribeFailure &describe)
{
    switch (listing.state) {
    case State::NotAsked:
        return {};
    case State::Running:
        if (listing.count == 0)
            return {tr("Loading…"), u"wait"_s, Action::Stop};
        return {tr("Loading, %1 so far", "%1 is a number of repositories").arg(count(listing.count, false)), u"wait"_s,
                Action::Stop};
    case State::Complete:
        return listing.repositories.isEmpty() ? Note{tr("No repositories yet."), {}, Action::Refresh} : Note();
    case State::Incomplete:
        return listing.error.isCancelled() ? Note{tr("Stopped.", "by the user"), u"warn"_s, Action::Continue}
                                           : Note{tr("Not all are listed."), u"warn"_s, Action::Retry};
    case State::Failed:
        break;
    }
    return failure(listing, describe);
}

RegistryTreeText::Note RegistryTreeText::failure(const ConnectionListing &listing, const DescribeFailure &describe)
{
    const base::Error &error = listing.error;
    if (listing.isFlat)
        return {tr("Lists no repositories.", "a registry"), {}, Action::AddRepository};
    if (isSignInMissing(error.kind) && error.reason == base::ErrorReason::None) {
        const bool wasRefused = error.kind == ErrorKind::Unauthorized && !listing.row.user.isEmpty();
        return {wasRefused ? tr("%1 was not accepted.", "a user").arg(listing.row.user)
                           : tr("Needs a sign-in.", "a registry"),
                {},
                Action::SignIn};
    }
    if (isSilence(error.kind) && listing.silentSince)
        return {tr("No answer since %1.", "a time").arg(time(*listing.silentSince)), {}, Action::Retry, Action::Doctor};
    if (error.kind == ErrorKind::Forbidden)
        return {tr("You may not list these."), {}, Action::Retry};
    if (error.httpStatus >= 400)
        return {tr("Stopped: %1", "a status of HTTP").arg(error.httpStatus), u"warn"_s,
                brokeOff(listing) ? Action::Continue : Action::Retry};
    return {describe(error, listing.row.name), u"warn"_s, Action::Retry,
            listing.row.isFolder ? Action::None : Action::Doctor};
}

QString RegistryTreeText::state(const RegistryTreeNode &node)
{
    const ConnectionListing &listing = *node.connection().listing;
    if (node.kind == Kind::Connection)
        return connectionState(listing);
    if (node.kind == Kind::Note)
        return {};
    if (node.isNotAllowed())
        return tr("not allowed", "state of a connection");
    if (node.kind == Kind::Project)
        return count(static_cast<qint64>(node.children.size()), listing.state != State::Complete);
    return node.tags > 0 || (node.tags == 0 && node.tagsComplete) ? count(node.tags, !node.tagsComplete) : QString();
}

QString RegistryTreeText::connectionState(const ConnectionListing &listing)
{
    const bool moreExist = listing.state != State::Complete;
    switch (listing.state) {
    case State::NotAsked:
        return listing.row.isFolder ? tr("on disk", "kind of connection") : QString();
    case State::Running:
        return u"…"_s;
    case State::Incomplete:
    case State::Complete:
        if (moreExist && listing.count == 0)
            return {};
        return listing.row.isFolder ? tr("%1 on disk", "a number of repositories").arg(count(listing.count, moreExist))
                                    : count(listing.count, moreExist);
    case State::Failed:
        break;
    }
    if (listing.isFlat)
        return tr("no catalogue", "state of a connection");
    if (listing.error.reason == ErrorReason::KeychainLocked)
        return tr("locked", "state of a connection: its keychain");
    if (isSignInMissing(listing.error.kind))
        return tr("sign in", "state of a connection");
    if (isSilence(listing.error.kind))
        return tr("offline", "state of a connection");
    if (listing.error.kind == ErrorKind::Forbidden)
        return tr("not allowed", "state of a connection");
    return brokeOff(listing) ? count(listing.count, true) : tr("failed", "state of a connection");
}

QString RegistryTreeText::stateIcon(const RegistryTreeNode &node)
{
    if (node.isNotAllowed() && node.kind != Kind::Connection && node.kind != Kind::Note)
        return u"no"_s;
    if (node.kind != Kind::Connection || node.listing->state != State::Failed)
        return {};
    if (node.listing->isFlat)
        return u"info"_s;
    if (node.listing->error.reason == ErrorReason::KeychainLocked)
        return u"lock"_s;
    const ErrorKind kind = node.listing->error.kind;
    if (isSignInMissing(kind))
        return u"key"_s;
    if (isSilence(kind))
        return u"plug"_s;
    if (kind == ErrorKind::Forbidden)
        return u"no"_s;
    return brokeOff(*node.listing) ? QString() : u"error"_s;
}

QString RegistryTreeText::action(Action action)
{
    switch (action) {
    case Action::Retry:
        return tr("Retry");
    case Action::Continue:
        return tr("Continue", "a listing that was stopped");
    case Action::Refresh:
        return tr("Refresh");
    case Action::AddRepository:
        return tr("Add one…", "a repository, by its name");
    case Action::Stop:
        return tr("Stop");
    case Action::SignIn:
        return tr("Sign in…");
    case Action::Doctor:
        return tr("Doctor", "a link that runs it");
    case Action::None:
        break;
    }
    return {};
}

QString RegistryTreeText::level(connections::Level level)
{
    switch (level) {
    case connections::Level::Production:
        return tr("PRODUCTION", "badge of a connection");
    case connections::Level::Test:
        return tr("TEST", "badge of a connection");
    case connections::Level::None:
        break;
    }
    return {};
}

QString RegistryTreeText::lockIcon(const ConnectionRow &row)
{
    return !row.isReadOnly ? QString() : row.isUnlocked ? u"unlock"_s : u"lock"_s;
}

QString RegistryTreeText::lock(const ConnectionRow &row)
{
    if (!row.isReadOnly)
        return {};
    if (!row.isUnlocked)
        return tr("Read-only", "a connection");
    return row.unlockedUntil.isValid()
        ? tr("Changes allowed until %1", "a time").arg(row.unlockedUntil.toString(u"HH:mm"_s))
        : tr("Changes allowed", "to a registry");
}

QString RegistryTreeText::danger(const ConnectionRow &row)
{
    return row.isPlainHttp ? tr("not encrypted", "a connection")
        : row.isUnverified ? tr("not verified", "a connection")
                           : QString();
}

QString RegistryTreeText::toolTip(const RegistryTreeNode &node, const DescribeFailure &describe)
{
    if (node.repository)
        return node.repository->toString();
    if (node.kind == Kind::Project)
        return node.text;
    const ConnectionListing &listing = *node.connection().listing;
    QStringList lines;
    if (node.kind == Kind::Connection) {
        lines = {listing.row.name};
        if (listing.row.address != listing.row.name)
            lines.append(listing.row.address);
        if (!listing.row.user.isEmpty())
            lines.append(tr("Signs in as %1", "a user").arg(listing.row.user));
        for (const QString &fact : {level(listing.row.level), lock(listing.row), danger(listing.row)}) {
            if (!fact.isEmpty())
                lines.append(fact);
        }
        if (!listing.row.isKept)
            lines.append(tr("Not kept: it goes when you quit Portolan."));
    }
    if (listing.state == State::Failed && !listing.isFlat)
        lines.append(describe(listing.error, listing.row.name));
    if (lines.isEmpty())
        lines = {note(listing, describe).text};
    return lines.join(u'\n');
}

QString RegistryTreeText::sentence(const RegistryTreeNode &node, const DescribeFailure &describe)
{
    if (node.kind == Kind::Note) {
        const Note note = RegistryTreeText::note(*node.connection().listing, describe);
        return note.action == Action::None ? note.text
                                           : tr("%1, %2", "a name and its state").arg(note.text, action(note.action));
    }
    if (node.kind == Kind::Repository && node.tags >= 0 && !node.isRefused) {
        const QString tags = tr("%1, %Ln tag(s)", "%1 is a repository", node.tags).arg(node.text);
        return node.marks() == 0
            ? tags
            : tr("%1, %Ln of them will be deleted", "%1 is a repository and its tags", node.marks()).arg(tags);
    }
    if (node.listing && !node.listing->row.isKept)
        return tr("%1, not kept, %2", "a connection and its state").arg(node.text, state(node));
    QString second = state(node);
    if (node.listing) {
        QStringList facts{level(node.listing->row.level), lock(node.listing->row), danger(node.listing->row), second};
        facts.removeAll(QString());
        second = facts.join(tr(", ", "between the parts of a list"));
    }
    return second.isEmpty() ? node.text : tr("%1, %2", "a name and its state").arg(node.text, second);
}

} // namespace models
