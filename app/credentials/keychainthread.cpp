#include "app/credentials/keychainthread.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QThread>

namespace credentials::keychain {

namespace {

/// A thread that is stuck in a call of the system is left behind: the process ends anyway.
constexpr std::chrono::seconds longestEnd(2);

/// Never destroyed: QtKeychain's queue lives in it, and what a keychain never answered.
QThread &keychainThread();

void endThread()
{
    keychainThread().quit();
    keychainThread().wait(QDeadlineTimer(longestEnd));
}

QThread &keychainThread()
{
    static QThread *const thread = [] {
        auto *started = new QThread;
        started->setObjectName(QStringLiteral("keychain"));
        started->start();
        qAddPostRoutine(endThread);
        return started;
    }();
    return *thread;
}

} // namespace

void post(std::function<void()> task)
{
    static QObject *const receiver = [] {
        auto *made = new QObject;
        made->moveToThread(&keychainThread());
        return made;
    }();
    QMetaObject::invokeMethod(receiver, std::move(task), Qt::QueuedConnection);
}

} // namespace credentials::keychain
