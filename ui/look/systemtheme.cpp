#include "ui/look/systemtheme.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QFileInfo>
#include <QPalette>

namespace look {

using namespace Qt::StringLiterals;

namespace {

const QString portal = u"org.freedesktop.portal.Desktop"_s;
const QString portalPath = u"/org/freedesktop/portal/desktop"_s;
const QString portalSettings = u"org.freedesktop.portal.Settings"_s;
const QString appearance = u"org.freedesktop.appearance"_s;
const QString colorScheme = u"color-scheme"_s;

constexpr uint preferDark = 1;
constexpr uint preferLight = 2;

/// Asking for a bus that is not there could start one.
bool hasSessionBus()
{
    return !qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS")
        || QFileInfo::exists(qEnvironmentVariable("XDG_RUNTIME_DIR") + u"/bus"_s);
}

bool isPaletteDark()
{
    // What the platform gave: ours comes after the first call.
    static const bool isDark = QApplication::palette().color(QPalette::Window).lightness() < 128;
    return isDark;
}

} // namespace

SystemTheme::SystemTheme(bool lastKnown, QObject *parent)
    : QObject(parent)
    , m_isDark(isPaletteDark() || lastKnown)
{ }

void SystemTheme::follow()
{
    if (m_isFollowing)
        return;
    m_isFollowing = true;
    if (!hasSessionBus() || !QDBusConnection::sessionBus().isConnected()) {
        setScheme(0);
        return;
    }
    QDBusConnection bus = QDBusConnection::sessionBus();
    bus.connect(portal, portalPath, portalSettings, u"SettingChanged"_s, this,
                SLOT(take(QString, QString, QDBusVariant)));
    QDBusMessage question = QDBusMessage::createMethodCall(portal, portalPath, portalSettings, u"Read"_s);
    question.setArguments({appearance, colorScheme});
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(question), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        const QDBusPendingReply<QDBusVariant> reply = *watcher;
        if (reply.isError())
            setScheme(0);
        else
            take(appearance, colorScheme, reply.value());
    });
}

void SystemTheme::take(const QString &space, const QString &key, const QDBusVariant &value)
{
    if (space != appearance || key != colorScheme)
        return;
    QVariant scheme = value.variant();
    if (scheme.canConvert<QDBusVariant>()) // Read answers with a variant in a variant
        scheme = scheme.value<QDBusVariant>().variant();
    setScheme(scheme.toUInt());
}

/// What is neither dark nor light is no preference.
void SystemTheme::setScheme(uint scheme)
{
    const bool isDark = scheme == preferDark || (scheme != preferLight && isPaletteDark());
    if (std::exchange(m_isDark, isDark) != isDark)
        emit changed();
}

} // namespace look
