#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QLibrary>

#include "app/credentials/keychainthread.h"
#include "app/credentials/secretservice.h"

namespace credentials::secretservice {

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace {

using Attributes = QMap<QString, QString>;
using Paths = QList<QDBusObjectPath>;

const QString serviceName = u"org.freedesktop.secrets"_s;

QDBusMessage callTo(const QString &path, const QString &interface, const QString &method)
{
    return QDBusMessage::createMethodCall(serviceName, path, interface, method);
}

QDBusMessage callToService(const QString &method)
{
    return callTo(u"/org/freedesktop/secrets"_s, u"org.freedesktop.Secret.Service"_s, method);
}

/// There is nobody to ask, or who is there does not answer.
bool isAbsence(QDBusError::ErrorType type)
{
    switch (type) {
    case QDBusError::ServiceUnknown:
    case QDBusError::NoReply:
    case QDBusError::NoServer:
    case QDBusError::NoNetwork:
    case QDBusError::Timeout:
    case QDBusError::TimedOut:
    case QDBusError::Disconnected:
    case QDBusError::UnknownMethod:
    case QDBusError::UnknownInterface:
    case QDBusError::UnknownObject:
        return true;
    default:
        return false;
    }
}

Error inOurTerms(const QDBusError &error)
{
    const bool isAbsent = isAbsence(error.type()) || error.name().startsWith("org.freedesktop.DBus.Error.Spawn"_L1);
    return base::failure(ErrorKind::Credentials, u"%1: %2"_s.arg(error.name(), error.message()),
                         isAbsent ? ErrorReason::KeychainNoService : ErrorReason::KeychainDenied);
}

/// One call, on the thread of the keychain, so that who waits can stop. The connection to the bus is made with the
/// first.
Result<QDBusMessage> call(const QDBusMessage &message, milliseconds limit, std::stop_token stop)
{
    const auto begin = [message, limit](const std::function<void(QDBusMessage)> &answer) {
        const QDBusPendingCall pending
            = QDBusConnection::sessionBus().asyncCall(message, static_cast<int>(limit.count()));
        auto *watcher = new QDBusPendingCallWatcher(pending);
        QObject::connect(watcher, &QDBusPendingCallWatcher::finished, watcher, [watcher, answer] {
            answer(watcher->reply());
            watcher->deleteLater();
        });
    };
    Result<QDBusMessage> reply = keychain::ask<QDBusMessage>(begin, limit, std::move(stop));
    if (reply && reply->type() == QDBusMessage::ErrorMessage)
        return base::fail(inOurTerms(QDBusError(*reply)));
    return reply;
}

Error notUnderstood(const QString &method)
{
    return base::failure(ErrorKind::Credentials, u"%1 answered something else than it should"_s.arg(method),
                         ErrorReason::KeychainNoService);
}

} // namespace

bool isUsed()
{
    const QByteArray plasma = qgetenv("KDE_SESSION_VERSION");
    return qgetenv("XDG_CURRENT_DESKTOP") != "KDE" || (plasma != "5" && plasma != "4");
}

Result<Presence> find(const QString &service, const QString &key, milliseconds limit, std::stop_token stop)
{
    static const QMetaType registered = qDBusRegisterMetaType<Attributes>();
    Q_UNUSED(registered);
    QDBusMessage search = callToService(u"SearchItems"_s);
    search << QVariant::fromValue(Attributes{{u"server"_s, service}, {u"user"_s, key}});
    const Result<QDBusMessage> answered = call(search, limit, std::move(stop));
    if (!answered)
        return base::fail(answered.error());
    const QDBusPendingReply<Paths, Paths> found(*answered);
    if (found.isError())
        return base::fail(notUnderstood(search.member()));
    if (!found.argumentAt<0>().isEmpty())
        return Presence::Unlocked;
    return found.argumentAt<1>().isEmpty() ? Presence::None : Presence::Locked;
}

Result<bool> isLockedForNew(milliseconds limit, std::stop_token stop)
{
    QDBusMessage alias = callToService(u"ReadAlias"_s);
    alias << u"default"_s;
    const Result<QDBusMessage> answered = call(alias, limit, stop);
    if (!answered)
        return base::fail(answered.error());
    const QDBusPendingReply<QDBusObjectPath> collection(*answered);
    if (collection.isError())
        return base::fail(notUnderstood(alias.member()));
    if (collection.value().path() == u'/')
        return true;
    QDBusMessage property = callTo(collection.value().path(), u"org.freedesktop.DBus.Properties"_s, u"Get"_s);
    property << u"org.freedesktop.Secret.Collection"_s << u"Locked"_s;
    const Result<QDBusMessage> told = call(property, limit, std::move(stop));
    if (!told)
        return base::fail(told.error());
    const QDBusPendingReply<QDBusVariant> locked(*told);
    if (locked.isError())
        return base::fail(notUnderstood(property.member()));
    return locked.value().variant().toBool();
}

/// QtKeychain itself loads the library that keeps the session, and has no call for this.
void forgetSession()
{
    QLibrary secret(u"secret-1"_s, 0);
    if (const auto disconnect = secret.resolve("secret_service_disconnect"))
        disconnect();
}

} // namespace credentials::secretservice
