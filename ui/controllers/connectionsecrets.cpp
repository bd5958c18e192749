#include "ui/controllers/connectionsecrets.h"

#include "app/jobs/secretjobs.h"
#include "models/format.h"
#include "ui/errortext.h"
#include "ui/prompts.h"

namespace ui {

using connections::Connection;
using connections::SecretPlace;

ConnectionSecrets::ConnectionSecrets(jobs::Workers &workers, std::shared_ptr<credentials::KeychainStore> store,
                                     Prompts &prompts, QObject *parent)
    : QObject(parent)
    , m_workers(workers)
    , m_store(std::move(store))
    , m_prompts(prompts)
{ }

ConnectionSecrets::~ConnectionSecrets() = default;

std::shared_ptr<credentials::TrialStore> ConnectionSecrets::trial() const
{
    return std::make_shared<credentials::TrialStore>(m_store);
}

void ConnectionSecrets::keep(const Connection &connection, std::map<QString, credentials::Credential> &&typed)
{
    for (auto &[id, credential] : typed)
        m_store->storeForSession(id, std::move(credential));
    QStringList ids = connection.secretIds();
    ids.removeIf([&](const QString &id) {
        return connection.secrets == SecretPlace::Keychain ? !m_store->isForSession(id) : !m_store->isInKeychain(id);
    });
    const QString name = models::visibleText(connection.name);
    const QString headline = connection.secrets == SecretPlace::Keychain
        ? tr("The sign-in of %1 is kept until you quit, and no longer.").arg(name)
        : tr("The sign-in of %1 is still in the keychain.").arg(name);
    run(std::make_unique<jobs::MoveSecretsJob>(m_workers, m_store, ids, connection.secrets),
        [this, headline, name](const base::Error &error) {
            m_prompts.tell(m_window, headline, ErrorWords::summary(error, name),
                           ErrorWords::explain(error, name).details);
        });
}

void ConnectionSecrets::forget(const Connection &connection, const QStringList &ids)
{
    QStringList known = ids;
    known.removeIf([this](const QString &id) { return !has(id); });
    remove(known, models::visibleText(connection.name));
}

void ConnectionSecrets::remove(const QStringList &ids, const QString &name)
{
    run(std::make_unique<jobs::RemoveSecretsJob>(m_workers, m_store, ids), [this, ids, name](const base::Error &error) {
        m_prompts.confirm(m_window, tr("The sign-in of %1 is still in the keychain.").arg(name),
                          ErrorWords::summary(error, name), tr("Try again"), [this, ids, name] { remove(ids, name); });
    });
}

QStringList ConnectionSecrets::leftovers(const std::vector<Connection> &all) const
{
    std::map<QString, QString> users = m_store->usersInKeychain();
    for (const Connection &connection : all) {
        for (const QString &id : connection.secretIds())
            users.erase(id);
    }
    QStringList ids;
    for (const auto &[id, user] : users)
        ids.append(id);
    return ids;
}

void ConnectionSecrets::removeLeftovers(const QStringList &ids)
{
    if (ids.isEmpty())
        return;
    m_prompts.confirm(m_window,
                      tr("Remove %Ln leftover secret(s) from the keychain?", nullptr, static_cast<int>(ids.size())),
                      tr("They belong to connections that are no longer in your list. The keychain may ask you to "
                         "unlock it."),
                      tr("Remove"), [this, ids] { removeLeftoversNow(ids); });
}

void ConnectionSecrets::removeLeftoversNow(const QStringList &ids)
{
    run(std::make_unique<jobs::RemoveSecretsJob>(m_workers, m_store, ids), [this, ids](const base::Error &error) {
        m_prompts.confirm(m_window, tr("Leftover secrets are still in the keychain."),
                          ErrorWords::summary(error, tr("a removed connection")), tr("Try again"),
                          [this, ids] { removeLeftoversNow(ids); });
    });
}

void ConnectionSecrets::checkKeychain(QObject *context, std::function<void(const base::Error &)> unavailable)
{
    run(std::make_unique<jobs::CheckKeychainJob>(m_workers, m_store),
        [context = QPointer(context), unavailable = std::move(unavailable)](const base::Error &error) {
            if (context)
                unavailable(error);
        });
}

void ConnectionSecrets::run(std::unique_ptr<jobs::Job> job, std::function<void(const base::Error &)> failed)
{
    jobs::Job *running = job.release();
    running->setParent(this);
    connect(running, &jobs::Job::finished, this, [this, running, failed = std::move(failed)](const Result<> &result) {
        running->deleteLater();
        emit settled();
        if (!result && !result.error().isCancelled())
            failed(result.error());
    });
    running->start();
}

} // namespace ui
