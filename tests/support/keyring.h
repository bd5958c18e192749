#pragma once

#include <memory>

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QTemporaryDir>

#include "tests/support/childprocess.h"

namespace support {

/// A session bus for one test program and what it starts, on which nothing is started by being asked for. It becomes
/// the process's session bus, so make it first. The kernel ends it with the process: GLib ends a program that loses its
/// bus.
class SessionBus final
{
public:
    SessionBus();

    /// A connection of the test's own.
    [[nodiscard]] QDBusConnection &connection() { return m_connection; }
    [[nodiscard]] QByteArray address() const { return m_address; }
    [[nodiscard]] bool has(const QString &service) const;

private:
    QTemporaryDir m_folder;
    QByteArray m_address;
    QDBusConnection m_connection{QString()};
};

/// A real gnome-keyring with one keyring, unlocked, that lies in @p folder.
class Keyring final
{
public:
    Keyring(SessionBus &bus, const QString &folder);
    ~Keyring(); ///< it is off the bus, though it was frozen
    Keyring(const Keyring &) = delete;
    Keyring &operator=(const Keyring &) = delete;

    [[nodiscard]] bool isRunning() const { return m_daemon->isRunning(); }
    void lock();
    void freeze(); ///< SIGSTOP
    void thaw();

private:
    SessionBus &m_bus;
    std::unique_ptr<ChildProcess> m_daemon;
};

/// Says No to every question that a keyring has the desktop ask.
class DismissingPrompter final : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.gnome.keyring.internal.Prompter")

public:
    explicit DismissingPrompter(SessionBus &bus);
    ~DismissingPrompter() override;

    [[nodiscard]] int asked() const noexcept { return m_asked; }

public slots: // the interface, as gcr's prompter has it
    void BeginPrompting(const QDBusObjectPath &callback, const QDBusMessage &message);
    void PerformPrompt(const QDBusObjectPath &callback, const QString &kind, const QVariantMap &properties,
                       const QString &exchange, const QDBusMessage &message);
    void StopPrompting(const QDBusObjectPath &callback);

private:
    void ready(const QDBusObjectPath &callback, const QString &caller, const QString &reply, const QString &exchange);

    SessionBus &m_bus;
    int m_asked = 0;
};

/// A Secret Service that has an entry for every question, unlocked, and gives nothing away.
class DenyingService final
{
public:
    explicit DenyingService(SessionBus &bus);
    ~DenyingService();

private:
    class Object;

    SessionBus &m_bus;
    std::unique_ptr<Object> m_object;
};

/// What a program finds in the place of a keychain. At first a real keyring that is unlocked, for what a test keeps in
/// it.
class ChangingKeychain final
{
public:
    ChangingKeychain(SessionBus &bus, const QString &folder);

    /// @p state is locked, dismissed (locked, and the question to unlock it answered No), frozen, none (off the bus),
    /// or denied; as it was at any other word.
    void become(QStringView state);
    [[nodiscard]] int dismissed() const { return m_prompter ? m_prompter->asked() : 0; } ///< questions

private:
    SessionBus &m_bus;
    std::unique_ptr<Keyring> m_keyring;
    std::unique_ptr<DismissingPrompter> m_prompter;
    std::unique_ptr<DenyingService> m_denying;
};

} // namespace support
