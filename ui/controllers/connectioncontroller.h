#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <set>

#include <QObject>
#include <QPointer>
#include <QTimer>

#include "app/connections/connectionfile.h"
#include "app/connections/importoffer.h"
#include "app/jobs/checkconnectionjob.h"
#include "app/jobs/doctorjob.h"
#include "models/registrytreemodel.h"
#include "ui/controllers/connectionsecrets.h"
#include "ui/controllers/sessions.h"
#include "ui/dialogs/connectiondialog.h"
#include "ui/prompts.h"

namespace ui {

/// The list of connections: those of the profile's file and those that were opened by an address alone, which last
/// until the program ends unless they are kept. Adds, edits, removes and signs in, with a dialog.
class ConnectionController final : public QObject
{
    Q_OBJECT

public:
    /// @p secrets are what @p sessions find. They and @p prompts live longer.
    ConnectionController(jobs::Workers &workers, Sessions &sessions, ConnectionSecrets &secrets,
                         models::RegistryTreeModel &tree, connections::ConnectionFile file, Prompts &prompts,
                         QObject *parent = nullptr);
    ~ConnectionController() override;

    void setWindow(QWidget *window); ///< the parent of dialogs

    /// Puts the saved connections into the tree.
    Result<> load();
    /// The id of a connection to the same place, @p preferred before others; a new one is temporary.
    QString idOf(const connections::Connection &connection, const QString &preferred = {});
    void rename(const QString &id, const QString &name); ///< nothing where it is not known
    [[nodiscard]] bool isKept(const QString &id) const { return m_kept.contains(id); }

    /// Asks for a connection; @p address fills its first field.
    void add(const QString &address = {});
    void edit(const QString &id);
    /// Asks for a connection that begins as a copy of this one, without its secrets.
    void duplicate(const QString &id);
    void signIn(const QString &id);
    /// What else one should know before a connection is removed; an empty text for nothing.
    void setRemovalNote(std::function<QString(const QString &id)> note) { m_removalNote = std::move(note); }
    /// Asks for how long a read-only connection may be changed.
    void unlock(const QString &id);
    void lock(const QString &id); ///< now
    void remove(const QString &id); ///< asks first where it is kept
    void keep(const QString &id);
    /// Docker and podman get its sign-in, in place of that of another connection to its host; or not any more.
    void setAnswersDocker(const QString &id, bool answers);
    /// Keeps new connections with their sign-ins, and begins to list them.
    void adopt(const std::vector<connections::ImportedConnection> &imported);
    /// Trusts an authority, in PEM, for this connection.
    void trust(const QString &id, const QByteArray &authority);
    /// Puts it into that row of the list; where that cannot be saved, the list stays as it is, and the user is told.
    void move(const QString &id, int row);

    /// Ids of secrets that stayed in the keychain when their connection was removed; none before the list was read.
    [[nodiscard]] QStringList leftovers() const
    {
        return m_isListWhole ? m_secrets.leftovers(m_sessions.all()) : QStringList();
    }
    void removeLeftovers() { m_secrets.removeLeftovers(leftovers()); } ///< asks first

signals:
    /// One was added by its dialog, where the address named perhaps more than the registry.
    void added(const QString &id, const connections::Address &address);
    void adopted(const QStringList &ids);
    void renamed(const QString &id);
    void signInChanged(const QString &id); ///< what is shown of it is to be read again
    void placeChanged(const QString &id); ///< what is shown of it is of another registry
    void removed(const QString &id);
    void leftoversChanged(); ///< perhaps

private:
    ConnectionDialog *openDialog(ConnectionDialog::Purpose purpose);
    void check(ConnectionDialog *dialog);
    void examine(ConnectionDialog *dialog, bool asksAboutDeletion = false);
    void stopChecking();
    void save(const QByteArray &bytes, const QString &name, const Prompts::FileKind &kind, QWidget *window);
    void apply(const ConnectionDialog &dialog);
    void applyEdit(const ConnectionDialog &dialog);
    void storeSecrets(const ConnectionDialog &dialog);
    [[nodiscard]] std::shared_ptr<credentials::CredentialStore> secretsToTry(const ConnectionDialog &dialog) const;
    void finishRemoval(const QString &id);
    void put(const connections::Connection &connection);
    void show(const connections::Connection &connection);
    bool save();
    [[nodiscard]] Result<> write() const;
    void allowChanges(const QString &id, std::chrono::minutes duration);
    void showLocked();
    [[nodiscard]] ConnectionDialog::Known knownSecrets(const connections::Connection &connection) const;

    jobs::Workers &m_workers;
    Sessions &m_sessions;
    ConnectionSecrets &m_secrets;
    models::RegistryTreeModel &m_tree;
    connections::ConnectionFile m_file;
    Prompts &m_prompts;
    QPointer<QWidget> m_window;
    std::function<QString(const QString &id)> m_removalNote;
    bool m_isListWhole = false; ///< so that what it does not name is nobody's
    std::set<QString> m_kept;
    std::set<QString> m_unlocked; ///< that are shown so
    QTimer m_watch; ///< whether one of them is over
    std::unique_ptr<jobs::CheckConnectionJob> m_check;
    std::unique_ptr<jobs::DoctorJob> m_examination; ///< of the dialog
};

} // namespace ui
