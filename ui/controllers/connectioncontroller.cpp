#include "ui/controllers/connectioncontroller.h"

#include <QDateTime>

#include "app/base/atomicfile.h"
#include "models/format.h"
#include "ui/controllers/typedsecrets.h"
#include "ui/dialogs/doctorview.h"
#include "ui/dialogs/unlockdialog.h"
#include "ui/errortext.h"

namespace ui {

using namespace Qt::StringLiterals;
using connections::Connection;
using Purpose = ConnectionDialog::Purpose;

namespace {

QDateTime localTime(base::Clock::UtcTime time)
{
    using std::chrono::milliseconds;
    return QDateTime::fromMSecsSinceEpoch(std::chrono::duration_cast<milliseconds>(time.time_since_epoch()).count());
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
{
    m_watch.setInterval(std::chrono::seconds(1));
    connect(&m_watch, &QTimer::timeout, this, &ConnectionController::showLocked);
    connect(&m_secrets, &ConnectionSecrets::settled, this, &ConnectionController::leftoversChanged);
}

ConnectionController::~ConnectionController() = default;

void ConnectionController::setWindow(QWidget *window)
{
    m_window = window;
    m_secrets.setWindow(window);
}

Result<> ConnectionController::load()
{
    const auto saved = m_file.read();
    if (!saved && saved.error().kind == base::ErrorKind::InvalidData) {
        const Result<QString> aside = m_file.setAside();
        if (!aside)
            return base::fail(aside.error());
        m_prompts.tell(
            m_window, tr("Your connections could not be read: their file is damaged."),
            tr("It was put aside as %1. Portolan begins with an empty list.").arg(models::visibleText(*aside)),
            ErrorWords::explain(saved.error(), {}).details);
        return Done{};
    }
    if (!saved)
        return base::fail(saved.error());
    for (const Connection &connection : *saved) {
        m_kept.insert(connection.id);
        put(connection);
    }
    m_isListWhole = !m_file.hasSetAside();
    emit leftoversChanged();
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
    show(connection);
}

void ConnectionController::show(const Connection &connection)
{
    const base::ChangePermit &permit = *m_sessions.permit(connection.id);
    const auto end = permit.end();
    m_tree.setConnection({.id = connection.id,
                          .name = connection.name,
                          .address = connection.address(),
                          .user = connection.user,
                          .isFolder = connection.isFolder(),
                          .isKept = isKept(connection.id),
                          .level = connection.level,
                          .isReadOnly = connection.readOnly,
                          .isUnlocked = permit.isGranted(),
                          .unlockedUntil = end ? localTime(*end) : QDateTime(),
                          .isPlainHttp = connection.isPlainHttp(),
                          .isUnverified = !connection.isFolder() && !connection.tls.verify});
}

void ConnectionController::add(const QString &address)
{
    openDialog(Purpose::Add)->setAddress(address);
}

void ConnectionController::edit(const QString &id)
{
    if (const Connection *connection = m_sessions.find(id))
        openDialog(Purpose::Edit)->setConnection(*connection, knownSecrets(*connection));
}

void ConnectionController::duplicate(const QString &id)
{
    if (const Connection *connection = m_sessions.find(id)) // the dialog finds a name that is free
        openDialog(Purpose::Add)->setConnection(connection->duplicate({}), {});
}

void ConnectionController::signIn(const QString &id)
{
    const Connection *connection = m_sessions.find(id);
    if (connection && !connection->isFolder())
        openDialog(Purpose::SignIn)->setConnection(*connection, knownSecrets(*connection));
}

void ConnectionController::unlock(const QString &id)
{
    const Connection *connection = m_sessions.find(id);
    if (!connection || !connection->readOnly || m_sessions.permit(id)->isGranted())
        return;
    auto *dialog = new UnlockDialog(connection->name, connection->level == connections::Level::Production, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, id] { allowChanges(id, dialog->duration()); });
    dialog->open();
}

void ConnectionController::allowChanges(const QString &id, std::chrono::minutes duration)
{
    const Connection *connection = m_sessions.find(id);
    if (!connection || !connection->readOnly) // removed or changed while the dialog was open
        return;
    base::ChangePermit *permit = m_sessions.permit(id);
    if (duration.count() > 0)
        permit->grant(duration);
    else
        permit->grant();
    m_unlocked.insert(id);
    m_watch.start();
    show(*connection);
}

void ConnectionController::lock(const QString &id)
{
    if (base::ChangePermit *permit = m_sessions.permit(id))
        permit->revoke();
    showLocked();
}

/// Shows as locked what is so by now.
void ConnectionController::showLocked()
{
    for (const QString &id : std::set<QString>(m_unlocked)) {
        const base::ChangePermit *permit = m_sessions.permit(id);
        if (permit && permit->isGranted())
            continue;
        m_unlocked.erase(id);
        if (permit)
            show(*m_sessions.find(id));
    }
    if (m_unlocked.empty())
        m_watch.stop();
}

ConnectionDialog *ConnectionController::openDialog(Purpose purpose)
{
    auto *dialog = new ConnectionDialog(purpose, m_sessions.all(), m_prompts, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ConnectionDialog::checkRequested, this, [this, dialog] { check(dialog); });
    connect(dialog, &ConnectionDialog::doctorRequested, this, [this, dialog] { examine(dialog); });
    connect(dialog->doctor(), &DoctorView::deletionRequested, this, [this, dialog = QPointer(dialog)] {
        DoctorView::confirmDeletion(m_prompts, dialog, dialog->connection().name, [this, dialog] {
            if (dialog)
                examine(dialog, true);
        });
    });
    connect(dialog->doctor(), &DoctorView::saveRequested, this, [this, dialog] {
        save(dialog->doctor()->report().toJson(), u"doctor.json"_s, {tr("JSON (*.json)"), u"json"_s}, dialog);
    });
    connect(dialog->doctor(), &DoctorView::certificateSaveRequested, this,
            [this, dialog](const http::CertificateInfo &certificate) {
                save(certificate.pem(), u"certificate.pem"_s, {tr("Certificate (*.pem)"), u"pem"_s}, dialog);
            });
    connect(dialog, &ConnectionDialog::changed, this, &ConnectionController::stopChecking);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { apply(*dialog); });
    connect(dialog, &QDialog::finished, this, &ConnectionController::stopChecking);
    m_secrets.checkKeychain(dialog, [dialog](const base::Error &error) { dialog->showNoKeychain(error); });
    dialog->open();
    return dialog;
}

/// Tries what was entered with a store of its own: nothing is kept by trying.
void ConnectionController::check(ConnectionDialog *dialog)
{
    dialog->showChecking();
    connections::Address address{.connection = dialog->connection()};
    if (const auto &typed = dialog->address())
        address.repository = typed->repository;
    m_check = std::make_unique<jobs::CheckConnectionJob>(m_workers, std::move(address), secretsToTry(*dialog));
    connect(m_check.get(), &jobs::CheckConnectionJob::welcomed, dialog,
            [dialog](const jobs::CheckConnectionJob::Welcome &found) {
                dialog->showWelcome(found);
                if (dialog->purpose() == Purpose::SignIn)
                    dialog->accept();
            });
    connect(m_check.get(), &jobs::Job::finished, dialog, [dialog](const Result<> &result) {
        if (!result)
            dialog->showFailure(result.error());
    });
    m_check->start();
}

void ConnectionController::examine(ConnectionDialog *dialog, bool asksAboutDeletion)
{
    doctor::Patient patient{.connection = dialog->connection(),
                            .credentials = secretsToTry(*dialog),
                            .askAboutDeletion = asksAboutDeletion};
    if (const auto &address = dialog->address(); address && address->repository)
        patient.path = address->repository->toString();
    const QString name = patient.connection.name;
    DoctorView *view = dialog->doctor();
    view->begin(patient.connection.address());
    view->setDeletionAskable(!patient.connection.readOnly);
    m_examination = std::make_unique<jobs::DoctorJob>(m_workers, std::move(patient));
    connect(m_examination.get(), &jobs::DoctorJob::checked, view, &DoctorView::showCheck);
    connect(m_examination.get(), &jobs::DoctorJob::reported, view, &DoctorView::showReport);
    connect(m_examination.get(), &jobs::Job::finished, view, [view, name](const Result<> &result) {
        if (result)
            return;
        const ErrorText text = ErrorWords::explain(result.error(), name);
        view->showStopped(text.headline, text.why);
    });
    m_examination->start();
}

/// Asks for a file for what the doctor of a dialog shows.
void ConnectionController::save(const QByteArray &bytes, const QString &name, const Prompts::FileKind &kind,
                                QWidget *window)
{
    m_prompts.askNewFile(
        window, tr("Save"), name, {kind}, [this, bytes, parent = QPointer(window)](const QString &path) {
            if (const Result<> written = base::writeFile(path, bytes); !written)
                m_prompts.tell(parent, tr("The file could not be saved."), base::translatedDetail(written.error()), {});
        });
}

void ConnectionController::stopChecking()
{
    m_check.reset();
    m_examination.reset();
}

/// What was typed, and beside it what is known and good for what was entered.
std::shared_ptr<credentials::CredentialStore> ConnectionController::secretsToTry(const ConnectionDialog &dialog) const
{
    const Connection connection = dialog.connection();
    const Connection *before = m_sessions.find(connection.id);
    const auto store = m_secrets.trial();
    std::map<QString, credentials::Credential> typed = typedSecrets(dialog);
    const auto allow = [&](const QString &id, bool isSame) {
        if (isSame && !typed.contains(id))
            store->allow(id);
    };
    if (before) {
        allow(connection.id, isSameSignIn(*before, connection));
        allow(connection.proxySecretId(), isSameProxy(*before, connection));
        allow(connection.clientKeySecretId(), isSameClientKey(*before, connection));
    }
    for (auto &[id, credential] : typed)
        (void)store->store(id, std::move(credential), {}); // into memory
    return store;
}

void ConnectionController::apply(const ConnectionDialog &dialog)
{
    const Connection connection = dialog.connection();
    if (dialog.purpose() == Purpose::Add) {
        storeSecrets(dialog);
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
    const ConnectionDialog::Secrets typed = dialog.secrets();
    const bool isNewSignIn = !before.hasSignInOf(after) || typed.signIn || typed.proxy || typed.clientKey
        || before.approvedRealms != after.approvedRealms || before.tls != after.tls || before.proxy != after.proxy;
    storeSecrets(dialog);
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

/// What was typed is kept; what is no longer good is removed.
void ConnectionController::storeSecrets(const ConnectionDialog &dialog)
{
    const Connection connection = dialog.connection();
    const Connection *before = m_sessions.find(connection.id);
    std::map<QString, credentials::Credential> typed = typedSecrets(dialog);
    QStringList stale;
    const auto check = [&](const QString &id, bool isSame) {
        if (!isSame && !typed.contains(id)) // of somebody else, or for another place
            stale.append(id);
    };
    if (before) {
        check(connection.id, isSameSignIn(*before, connection));
        check(connection.proxySecretId(), isSameProxy(*before, connection));
        check(connection.clientKeySecretId(), isSameClientKey(*before, connection));
    }
    if (!stale.isEmpty())
        m_secrets.forget(connection, stale);
    m_secrets.keep(connection, std::move(typed));
}

void ConnectionController::remove(const QString &id)
{
    const Connection *connection = m_sessions.find(id);
    if (!connection)
        return;
    const QString note = m_removalNote ? m_removalNote(id) : QString();
    if (!isKept(id) && note.isEmpty()) {
        finishRemoval(id);
        return;
    }
    QString text = connection->isFolder()
        ? tr("It goes from this list, and its tabs are closed. Nothing in the folder changes.")
        : tr("It goes from this list with its sign-in, and its tabs are closed. Nothing on the registry changes.");
    if (!note.isEmpty())
        text += u"\n\n"_s + note;
    m_prompts.confirm(m_window, tr("Remove the connection %1?").arg(models::visibleText(connection->name)), text,
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
    show(*connection); // its session stays
}

void ConnectionController::setAnswersDocker(const QString &id, bool answers)
{
    const Connection *chosen = m_sessions.find(id);
    if (!chosen)
        return;
    const QString address = chosen->address();
    for (Connection connection : m_sessions.all()) {
        const bool isChosen = connection.id == id;
        if (connection.isFolder() || connection.address() != address || (!isChosen && !answers))
            continue;
        if (std::exchange(connection.answersDocker, isChosen && answers) != connection.answersDocker)
            m_sessions.add(connection);
    }
    if (answers)
        m_kept.insert(id); // the program that they ask reads the file
    save();
    show(*m_sessions.find(id));
}

void ConnectionController::adopt(const std::vector<connections::ImportedConnection> &imported)
{
    QStringList ids;
    for (const auto &[connection, credential] : imported) {
        std::map<QString, credentials::Credential> secrets;
        if (credential)
            secrets.emplace(connection.id, credentials::Credential{connection.user, credential->password.clone()});
        m_secrets.keep(connection, std::move(secrets));
        m_kept.insert(connection.id);
        put(connection);
        ids.append(connection.id);
    }
    if (ids.isEmpty())
        return;
    save();
    emit adopted(ids);
}

void ConnectionController::trust(const QString &id, const QByteArray &authority)
{
    const Connection *known = m_sessions.find(id);
    if (!known || known->tls.extraRoots.contains(authority))
        return;
    Connection connection = *known;
    connection.tls.extraRoots.append(authority);
    put(connection);
    m_sessions.renew(id);
    if (isKept(id))
        save();
    emit signInChanged(id);
}

void ConnectionController::move(const QString &id, int row)
{
    const int before = m_sessions.numberOf(id);
    const int last = static_cast<int>(m_sessions.all().size()) - 1;
    if (before < 0 || row < 0 || row > last || row == before)
        return;
    m_sessions.move(id, row);
    if (const Result<> written = write(); !written) {
        m_sessions.move(id, before);
        m_prompts.tell(m_window, tr("The order of your connections could not be saved."),
                       tr("It is as it was, in the file and here. %1", "%1 is a sentence")
                           .arg(ErrorWords::summary(written.error(), {})),
                       ErrorWords::explain(written.error(), {}).details);
        return;
    }
    m_tree.moveConnection(id, row);
}

Result<> ConnectionController::write() const
{
    std::vector<Connection> kept;
    for (const Connection &connection : m_sessions.all()) {
        if (isKept(connection.id))
            kept.push_back(connection);
    }
    return m_file.write(kept);
}

bool ConnectionController::save()
{
    const Result<> written = write();
    if (!written)
        m_prompts.tell(m_window, tr("Your connections could not be saved."),
                       tr("What you see holds until you quit Portolan; the file is as it was."),
                       ErrorWords::explain(written.error(), {}).details);
    return written.has_value();
}

ConnectionDialog::Known ConnectionController::knownSecrets(const Connection &connection) const
{
    return {m_secrets.has(connection.id), m_secrets.has(connection.proxySecretId()),
            m_secrets.has(connection.clientKeySecretId())};
}

} // namespace ui
