#include "ui/controllers/connectioncontroller.h"

#include "models/format.h"
#include "ui/errortext.h"

namespace ui {

using namespace Qt::StringLiterals;
using connections::Connection;
using Purpose = ConnectionDialog::Purpose;

namespace {

/// A password that was entered for @p before is good for @p after: the same user at the same registry.
bool isSameSignIn(const Connection &before, const Connection &after)
{
    return before.user == after.user && before.address() == after.address() && before.scheme == after.scheme;
}

} // namespace

ConnectionController::ConnectionController(jobs::Workers &workers, Sessions &sessions, ConnectionSecrets &secrets,
                                           models::RegistryTreeModel &tree, connections::ConnectionFile file,
                                           Prompts &prompts, QObject *parent)
    : QObject(parent)
    , m_workers(workers)
    , m_sessions(sessions)
    , m_secrets(secrets)
    , m_tree(tree)
    , m_file(std::move(file))
    , m_prompts(prompts)
{ }

ConnectionController::~ConnectionController() = default;

void ConnectionController::setWindow(QWidget *window)
{
    m_window = window;
    m_secrets.setWindow(window);
}

Result<> ConnectionController::load()
{
    const auto saved = m_file.read();
    if (!saved)
        return base::fail(saved.error());
    for (const Connection &connection : *saved) {
        m_kept.insert(connection.id);
        put(connection);
    }
    return Done{};
}

QString ConnectionController::idOf(const Connection &connection, const QString &preferred)
{
    if (const Connection *known = m_sessions.findSame(connection, preferred))
        return known->id;
    put(connection);
    return connection.id;
}

void ConnectionController::rename(const QString &id, const QString &name)
{
    const Connection *known = m_sessions.find(id);
    if (!known || known->name == name)
        return;
    Connection connection = *known;
    connection.name = name;
    put(connection);
    emit renamed(id);
}

/// New or changed, in the sessions and in the tree.
void ConnectionController::put(const Connection &connection)
{
    m_sessions.add(connection);
    m_tree.setConnection({.id = connection.id,
                          .name = connection.name,
                          .address = connection.address(),
                          .user = connection.user,
                          .isFolder = connection.isFolder(),
                          .isKept = isKept(connection.id)});
}

void ConnectionController::add(const QString &address)
{
    openDialog(Purpose::Add)->setAddress(address);
}

void ConnectionController::edit(const QString &id)
{
    if (const Connection *connection = m_sessions.find(id))
        openDialog(Purpose::Edit)->setConnection(*connection, m_secrets.has(id));
}

void ConnectionController::signIn(const QString &id)
{
    const Connection *connection = m_sessions.find(id);
    if (connection && !connection->isFolder())
        openDialog(Purpose::SignIn)->setConnection(*connection, false);
}

ConnectionDialog *ConnectionController::openDialog(Purpose purpose)
{
    auto *dialog = new ConnectionDialog(purpose, m_sessions.all(), m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ConnectionDialog::checkRequested, this, [this, dialog] { check(dialog); });
    connect(dialog, &ConnectionDialog::changed, this, [this] { m_check.reset(); });
    connect(dialog, &QDialog::accepted, this, [this, dialog] { apply(*dialog); });
    connect(dialog, &QDialog::finished, this, [this] { m_check.reset(); });
    dialog->open();
    return dialog;
}

/// Tries what was entered with a store of its own: nothing is kept by trying.
void ConnectionController::check(ConnectionDialog *dialog)
{
    const Connection connection = dialog->connection();
    const auto store = m_secrets.trial();
    const Connection *before = m_sessions.find(connection.id);
    if (std::optional<credentials::Credential> entered = dialog->credential())
        (void)store->store(connection.id, *std::move(entered), {}); // into memory
    else if (before && isSameSignIn(*before, connection))
        store->allow(connection.id);
    dialog->showChecking();
    m_check = std::make_unique<jobs::CheckConnectionJob>(m_workers, connection, store);
    connect(m_check.get(), &jobs::CheckConnectionJob::welcomed, dialog,
            [dialog](const jobs::CheckConnectionJob::Welcome &found) {
                dialog->showCheck(welcome(found), true);
                if (dialog->purpose() == Purpose::SignIn)
                    dialog->accept();
            });
    connect(m_check.get(), &jobs::Job::finished, dialog, [dialog, connection](const Result<> &result) {
        if (!result)
            dialog->showCheck(problem(result.error(), connection), false);
    });
    m_check->start();
}

QString ConnectionController::problem(const base::Error &error, const Connection &connection)
{
    const QString name = models::visibleText(connection.name);
    if (error.kind == base::ErrorKind::Unauthorized && error.reason == base::ErrorReason::None
        && !connection.user.isEmpty())
        return tr("%1 did not accept %2: the user, or the password or token, is wrong or has expired.",
                  "%1 is a registry, %2 a user")
            .arg(name, models::visibleText(connection.user));
    return ErrorWords::summary(error, name);
}

QString ConnectionController::welcome(const jobs::CheckConnectionJob::Welcome &welcome)
{
    const Connection &connection = welcome.connection;
    if (connection.isFolder())
        return tr("The folder can be read.");
    const QString user = models::visibleText(connection.user);
    const QString how = connection.user.isEmpty() ? tr("It is a registry, and lets everybody in.")
        : welcome.signInOffered                   ? tr("It is a registry, and accepted %1.", "a user").arg(user)
                                                  : tr("It is a registry, and asks nobody to sign in.");
    return connection.origin.secure ? how : tr("%1 The connection is not encrypted.", "%1 is a sentence").arg(how);
}

void ConnectionController::apply(const ConnectionDialog &dialog)
{
    const Connection connection = dialog.connection();
    if (dialog.purpose() == Purpose::Add) {
        storeCredential(dialog);
        m_kept.insert(connection.id);
        put(connection);
        save();
        emit added(connection.id, *dialog.address());
    } else if (m_sessions.find(connection.id)) { // it may have been removed while the dialog was open
        applyEdit(dialog);
    }
}

void ConnectionController::applyEdit(const ConnectionDialog &dialog)
{
    const Connection before = *m_sessions.find(dialog.connection().id);
    const Connection after = dialog.connection();
    const bool hasMoved = before.address() != after.address() || before.scheme != after.scheme;
    const bool isNewSignIn = before.user != after.user || dialog.credential();
    storeCredential(dialog);
    if (dialog.purpose() == Purpose::Edit)
        m_kept.insert(after.id); // Save saves
    if (hasMoved || isNewSignIn || before != after)
        put(after);
    if (isNewSignIn)
        m_sessions.renew(after.id);
    if (isKept(after.id))
        save();
    if (before.name != after.name)
        emit renamed(after.id);
    if (hasMoved)
        emit placeChanged(after.id);
    else if (isNewSignIn)
        emit signInChanged(after.id);
}

void ConnectionController::storeCredential(const ConnectionDialog &dialog)
{
    const Connection connection = dialog.connection();
    const Connection *before = m_sessions.find(connection.id);
    std::optional<credentials::Credential> entered = dialog.credential();
    if (!entered && before && !isSameSignIn(*before, connection)) { // of somebody else, or for another registry
        m_secrets.forget(connection, {connection.id});
        return;
    }
    std::map<QString, credentials::Credential> typed;
    if (entered)
        typed.emplace(connection.id, *std::move(entered));
    m_secrets.keep(connection, std::move(typed));
}

void ConnectionController::remove(const QString &id)
{
    const Connection *connection = m_sessions.find(id);
    if (!connection)
        return;
    if (!isKept(id)) {
        finishRemoval(id);
        return;
    }
    m_prompts.confirm(m_window, tr("Remove the connection %1?").arg(models::visibleText(connection->name)),
                      connection->isFolder()
                          ? tr("It goes from this list, and its tabs are closed. Nothing in the folder changes.")
                          : tr("It goes from this list with its sign-in, and its tabs are closed. Nothing on the "
                               "registry changes."),
                      tr("Remove"), [this, id] { finishRemoval(id); });
}

void ConnectionController::finishRemoval(const QString &id)
{
    const Connection *connection = m_sessions.find(id);
    if (!connection)
        return;
    m_secrets.forget(*connection, connection->secretIds());
    emit removed(id); // while its name is known
    m_sessions.remove(id);
    m_tree.removeConnection(id);
    if (m_kept.erase(id) > 0)
        save();
}

void ConnectionController::keep(const QString &id)
{
    const Connection *connection = m_sessions.find(id);
    if (!connection || isKept(id))
        return;
    m_kept.insert(id);
    if (!save())
        m_kept.erase(id);
    put(Connection(*connection));
}

bool ConnectionController::save()
{
    std::vector<Connection> kept;
    for (const Connection &connection : m_sessions.all()) {
        if (isKept(connection.id))
            kept.push_back(connection);
    }
    const Result<> written = m_file.write(kept);
    if (!written)
        m_prompts.tell(m_window, tr("Your connections could not be saved."),
                       tr("What you see holds until you quit Portolan; the file is as it was."),
                       ErrorWords::explain(written.error(), {}).details);
    return written.has_value();
}

} // namespace ui
