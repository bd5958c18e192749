#include "ui/instance.h"

#include <QCryptographicHash>
#include <QDeadlineTimer>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocalSocket>
#include <QStandardPaths>
#include <QTimer>

#include "app/connections/address.h"
#include "ui/peer.h"

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds patience(2);
constexpr qint64 longestMessage = 64 << 10;
const QByteArray done = QByteArrayLiteral("done\n");

constexpr QLatin1StringView targetKey("target");
constexpr QLatin1StringView sampleKey("sample");

/// Short, whatever the profile is called: the path of a socket has a hundred characters at most.
QString socketAddress(const QString &folder)
{
    const QByteArray hash
        = QCryptographicHash::hash(QFileInfo(folder).canonicalFilePath().toUtf8(), QCryptographicHash::Sha256);
    const QString name = u"portolan-"_s + QString::fromLatin1(hash.toHex().first(16));
#ifdef Q_OS_UNIX
    return QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation) + u'/' + name;
#else
    return name;
#endif
}

/// A folder may have been named from where the program was started.
QString targetFromAnywhere(const QString &target)
{
    const auto address = connections::parseAddress(target);
    return address && address->connection.isFolder() ? address->connection.folder : target;
}

} // namespace

Instance::Instance(const QString &folder, QObject *parent)
    : QObject(parent)
    , m_address(socketAddress(folder))
    , m_lock(folder + u"/instance.lock"_s)
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &Instance::answer);
}

Instance::~Instance() = default;

void Instance::listen()
{
    if (m_lock.state() != ProcessLock::State::Held)
        return;
    QLocalServer::removeServer(m_address); // who left it is gone
    m_server.listen(m_address);
}

void Instance::answer()
{
    while (QLocalSocket *socket = m_server.nextPendingConnection()) {
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        if (!isSameUser(socket->socketDescriptor())) {
            socket->abort();
            continue;
        }
        QTimer::singleShot(patience, socket, &QLocalSocket::abort);
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] { read(socket); });
        read(socket);
    }
}

void Instance::read(QLocalSocket *socket)
{
    if (!socket->canReadLine()) {
        if (socket->bytesAvailable() > longestMessage)
            socket->abort();
        return;
    }
    const QJsonObject message = QJsonDocument::fromJson(socket->readLine(longestMessage)).object();
    socket->write(done);
    socket->disconnectFromServer();
    Options options;
    options.target = message.value(targetKey).toString();
    options.sample = message.value(sampleKey).toBool();
    emit asked(options);
}

bool Instance::handOver(const Options &options) const
{
    const QJsonObject message{{targetKey, targetFromAnywhere(options.target)}, {sampleKey, options.sample}};
    const QDeadlineTimer deadline(patience);
    const auto left = [&deadline] { return static_cast<int>(deadline.remainingTime()); };
    QLocalSocket socket;
    socket.connectToServer(m_address);
    if (!socket.waitForConnected(left()) || !isSameUser(socket.socketDescriptor()))
        return false;
    socket.write(QJsonDocument(message).toJson(QJsonDocument::Compact) + '\n');
    while (!socket.canReadLine()) {
        if (!socket.waitForReadyRead(left()))
            return false;
    }
    return socket.readLine() == done;
}

} // namespace ui
