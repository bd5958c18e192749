#pragma once

#include <functional>
#include <map>
#include <memory>
#include <vector>

#include <QObject>
#include <QPointer>
#include <QWidget>

#include "app/connections/connection.h"
#include "app/credentials/keychainstore.h"
#include "app/credentials/trialstore.h"
#include "app/jobs/workers.h"

namespace jobs {
class Job;
}

namespace ui {

class Prompts;

/// The secrets of the window's connections. Nothing here waits: what somebody typed is in memory at once and in the
/// keychain soon; where the keychain does not take it, it holds until the program ends, and the user is told.
class ConnectionSecrets final : public QObject
{
    Q_OBJECT

public:
    /// @p prompts lives longer.
    ConnectionSecrets(jobs::Workers &workers, std::shared_ptr<credentials::KeychainStore> store, Prompts &prompts,
                      QObject *parent = nullptr);
    ~ConnectionSecrets() override;

    void setWindow(QWidget *window) { m_window = window; } ///< the parent of dialogs

    [[nodiscard]] std::shared_ptr<credentials::CredentialStore> store() const { return m_store; }
    /// Whether a locked keychain is asked for at all; see KeychainStore::setAsking().
    void setAsking(bool isAsking) { m_store->setAsking(isAsking); }
    [[nodiscard]] bool has(const QString &id) const { return m_store->contains(id); }
    /// A store to try what is typed, over what is known.
    [[nodiscard]] std::shared_ptr<credentials::TrialStore> trial() const;

    /// Keeps all secrets of @p connection where it says, and @p typed, by their ids, in place of older ones.
    void keep(const connections::Connection &connection, std::map<QString, credentials::Credential> &&typed);
    /// Removes those of @p ids, which are of @p connection. Where the keychain does not let go of them, the user is
    /// asked whether to try again.
    void forget(const connections::Connection &connection, const QStringList &ids);

    /// Ids of what the keychain should still have, as its index alone says, of connections that are not among @p all.
    [[nodiscard]] QStringList leftovers(const std::vector<connections::Connection> &all) const;
    /// Asks, then removes those of @p ids, which are leftovers.
    void removeLeftovers(const QStringList &ids);

    /// Calls @p unavailable with the reason where no keychain takes anything; not when @p context is gone by then.
    void checkKeychain(QObject *context, std::function<void(const base::Error &)> unavailable);

signals:
    void settled(); ///< what is in the keychain may be something else now

private:
    void remove(const QStringList &ids, const QString &name);
    void removeLeftoversNow(const QStringList &ids);
    void run(std::unique_ptr<jobs::Job> job, std::function<void(const base::Error &)> failed);

    jobs::Workers &m_workers;
    std::shared_ptr<credentials::KeychainStore> m_store;
    Prompts &m_prompts;
    QPointer<QWidget> m_window;
};

} // namespace ui
