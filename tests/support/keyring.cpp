#include "tests/support/keyring.h"

#include <csignal>

#include <QDBusConnectionInterface>
#include <QDBusReply>
#include <QDBusVirtualObject>
#include <QFile>
#include <QTest>

namespace support {

using namespace Qt::StringLiterals;

namespace {

const QString secrets = u"org.freedesktop.secrets"_s;
const QString secretsPath = u"/org/freedesktop/secrets"_s;
const QString prompterName = u"org.gnome.keyring.SystemPrompter"_s;
const QString prompterPath = u"/org/gnome/keyring/Prompter"_s;

void writeFile(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(path));
}

QByteArray configuration(const QByteArray &address)
{
    return "<busconfig><type>session</type><listen>" + address
        + "</listen><policy context=\"default\"><allow send_destination=\"*\"/><allow receive_sender=\"*\"/>"
          "<allow own=\"*\"/></policy></busconfig>";
}

} // namespace

SessionBus::SessionBus()
    : m_address("unix:path=" + m_folder.filePath(u"bus"_s).toUtf8())
{
    const QString file = m_folder.filePath(u"bus.conf"_s);
    writeFile(file, configuration(m_address));
    static const auto *const daemon
        = new ChildProcess(findProgram(u"dbus-daemon"_s), {u"--nofork"_s, u"--config-file="_s + file});
    const auto connects = [this] { // the socket is there a moment before somebody listens
        QDBusConnection::disconnectFromBus(u"test"_s);
        m_connection = QDBusConnection::connectToBus(QString::fromUtf8(m_address), u"test"_s);
        return m_connection.isConnected();
    };
    if (!QTest::qWaitFor([&] { return QFile::exists(m_folder.filePath(u"bus"_s)) && connects(); }, 60000))
        qFatal("no bus: %s", daemon->log().constData());
    qputenv("DBUS_SESSION_BUS_ADDRESS", m_address);
}

bool SessionBus::has(const QString &service) const
{
    return m_connection.interface()->isServiceRegistered(service);
}

Keyring::Keyring(SessionBus &bus, const QString &folder)
    : m_bus(bus)
{
    const QString password = folder + u"/password"_s;
    writeFile(password, "of the keyring");
    m_daemon = std::make_unique<ChildProcess>(
        u"/bin/sh"_s,
        QStringList{u"-c"_s, u"exec \"$0\" --foreground --unlock --components=secrets <\"$1\""_s,
                    findProgram(u"gnome-keyring-daemon"_s), password},
        QStringList{u"DBUS_SESSION_BUS_ADDRESS="_s + QString::fromUtf8(bus.address()), u"XDG_DATA_HOME="_s + folder,
                    u"XDG_RUNTIME_DIR="_s + folder});
    if (!QTest::qWaitFor([&bus] { return bus.has(secrets); }, 60000))
        qFatal("no keyring: %s", m_daemon->log().constData());
}

Keyring::~Keyring()
{
    thaw();
    m_daemon.reset();
    // The bus hears of it later, and the next one would be taken for this.
    if (!QTest::qWaitFor([this] { return !m_bus.has(secrets); }, 60000))
        qWarning("the keyring is still on the bus");
}

void Keyring::lock()
{
    auto alias
        = QDBusMessage::createMethodCall(secrets, secretsPath, u"org.freedesktop.Secret.Service"_s, u"ReadAlias"_s);
    alias << u"default"_s;
    const QDBusReply<QDBusObjectPath> collection = m_bus.connection().call(alias);
    auto lock = QDBusMessage::createMethodCall(secrets, secretsPath, u"org.freedesktop.Secret.Service"_s, u"Lock"_s);
    lock << QVariant::fromValue(QList<QDBusObjectPath>{collection.value()});
    if (m_bus.connection().call(lock).type() != QDBusMessage::ReplyMessage)
        qFatal("the keyring does not lock");
}

void Keyring::freeze()
{
    ::kill(static_cast<pid_t>(m_daemon->processId()), SIGSTOP);
}

void Keyring::thaw()
{
    ::kill(static_cast<pid_t>(m_daemon->processId()), SIGCONT);
}

DismissingPrompter::DismissingPrompter(SessionBus &bus)
    : m_bus(bus)
{
    QDBusConnection &connection = bus.connection();
    if (!connection.registerObject(prompterPath, this, QDBusConnection::ExportAllSlots)
        || !connection.registerService(prompterName))
        qFatal("no prompter");
}

DismissingPrompter::~DismissingPrompter()
{
    m_bus.connection().unregisterService(prompterName);
    m_bus.connection().unregisterObject(prompterPath);
}

void DismissingPrompter::BeginPrompting(const QDBusObjectPath &callback, const QDBusMessage &message)
{
    ready(callback, message.service(), {}, {});
}

void DismissingPrompter::PerformPrompt(const QDBusObjectPath &callback, const QString &, const QVariantMap &,
                                       const QString &exchange, const QDBusMessage &message)
{
    ++m_asked;
    ready(callback, message.service(), u"no"_s, exchange);
}

void DismissingPrompter::StopPrompting(const QDBusObjectPath &) { }

void DismissingPrompter::ready(const QDBusObjectPath &callback, const QString &caller, const QString &reply,
                               const QString &exchange)
{
    auto call = QDBusMessage::createMethodCall(caller, callback.path(),
                                               u"org.gnome.keyring.internal.Prompter.Callback"_s, u"PromptReady"_s);
    call << reply << QVariantMap() << exchange;
    // After the answer to what was called.
    QMetaObject::invokeMethod(
        this, [this, call] { m_bus.connection().asyncCall(call); }, Qt::QueuedConnection);
}

class DenyingService::Object final : public QDBusVirtualObject
{
public:
    QString introspect(const QString &) const override { return {}; }
    bool handleMessage(const QDBusMessage &message, const QDBusConnection &connection) override
    {
        if (message.member() == "SearchItems"_L1) {
            const QList<QDBusObjectPath> found{QDBusObjectPath(u"/org/freedesktop/secrets/collection/mine/1"_s)};
            connection.send(
                message.createReply({QVariant::fromValue(found), QVariant::fromValue(QList<QDBusObjectPath>())}));
        } else {
            connection.send(message.createErrorReply(QDBusError::AccessDenied, u"not for you"_s));
        }
        return true;
    }
};

DenyingService::DenyingService(SessionBus &bus)
    : m_bus(bus)
    , m_object(std::make_unique<Object>())
{
    QDBusConnection &connection = bus.connection();
    if (!connection.registerVirtualObject(secretsPath, m_object.get(), QDBusConnection::SubPath)
        || !connection.registerService(secrets))
        qFatal("no mock of a Secret Service");
}

DenyingService::~DenyingService()
{
    m_bus.connection().unregisterService(secrets);
    m_bus.connection().unregisterObject(secretsPath, QDBusConnection::UnregisterTree);
}

ChangingKeychain::ChangingKeychain(SessionBus &bus, const QString &folder)
    : m_bus(bus)
    , m_keyring(std::make_unique<Keyring>(bus, folder))
{ }

void ChangingKeychain::become(QStringView state)
{
    if (state == u"locked" || state == u"dismissed")
        m_keyring->lock();
    if (state == u"dismissed")
        m_prompter = std::make_unique<DismissingPrompter>(m_bus);
    if (state == u"frozen")
        m_keyring->freeze();
    if (state == u"none" || state == u"denied")
        m_keyring.reset();
    if (state == u"denied")
        m_denying = std::make_unique<DenyingService>(m_bus);
}

} // namespace support
