#include "ui/controllers/repaircontroller.h"

#include "app/jobs/repairreportjob.h"
#include "ui/controllers/historycontroller.h"
#include "ui/dialogs/repairdialog.h"

namespace ui {

RepairController::RepairController(jobs::Workers &workers, Sessions &sessions, const models::RegistryTreeModel &tree,
                                   Runs &runs, HistoryController &history, QObject *parent)
    : QObject(parent)
    , m_workers(workers)
    , m_sessions(sessions)
    , m_tree(tree)
    , m_runs(runs)
    , m_history(history)
{
    connect(&m_runs, &Runs::ended, this, [this](const Repository &repository) { read(repository); });
}

RepairController::~RepairController() = default;

void RepairController::setWindow(QWidget *window)
{
    m_window = window;
}

bool RepairController::mayChange(const QString &connection) const
{
    const connections::Connection *found = m_sessions.find(connection);
    const base::ChangePermit *permit = m_sessions.permit(connection);
    return found && (!found->readOnly || (permit && permit->isGranted()));
}

void RepairController::open(const Repository &repository)
{
    const connections::Connection *connection = m_sessions.find(repository.connection);
    if (!connection)
        return;
    QPointer<RepairDialog> &dialog = m_dialogs[repository];
    if (dialog) {
        dialog->raise();
        dialog->activateWindow();
        return;
    }
    dialog = new RepairDialog(*connection, repository.name, m_window);
    join(dialog, repository);
    dialog->show();
    read(repository);
}

void RepairController::join(RepairDialog *dialog, const Repository &repository)
{
    const QString id = repository.connection;
    const auto refresh = [this, dialog, id] { dialog->setChangesAllowed(mayChange(id)); };
    connect(&m_tree, &QAbstractItemModel::dataChanged, dialog, [this, id, refresh](const QModelIndex &changed) {
        if (changed == m_tree.connectionIndex(id))
            refresh();
    });
    refresh();
    connect(dialog, &RepairDialog::readRequested, this, [this, repository] { read(repository); });
    connect(dialog, &RepairDialog::signInRequested, this, [this, id] { emit signInRequested(id); });
    connect(dialog, &RepairDialog::doctorRequested, this,
            [this, repository] { emit doctorRequested(repository.connection, repository.name.toString()); });
    connect(dialog, &RepairDialog::restoreRequested, this,
            [this, dialog, repository](const std::vector<oci::Digest> &manifests, const QString &tags,
                                       const std::optional<qint64> &run) {
                m_history.restoreMissing(repository, manifests, tags, run, dialog);
            });
}

void RepairController::read(const Repository &repository)
{
    const auto found = m_dialogs.find(repository);
    if (found == m_dialogs.end() || !found->second)
        return;
    const QPointer<RepairDialog> dialog = found->second;
    // Whoever stops it takes away what it hangs on.
    delete dialog->findChild<QObject *>(QStringLiteral("repairReading"), Qt::FindDirectChildrenOnly);
    auto *reading = new QObject(dialog);
    reading->setObjectName(QStringLiteral("repairReading"));
    dialog->showProgress(0, -1);
    connect(dialog, &RepairDialog::stopRequested, reading, [dialog, reading] {
        dialog->showError(base::cancelled());
        delete reading;
    });
    m_sessions.open(repository.connection, reading, [=, this](const Result<Sessions::Session> &session) {
        if (!session) {
            dialog->showError(session.error());
            return;
        }
        auto *job = new jobs::RepairReportJob(m_workers, *session, m_runs.journal(), repository.name, reading);
        connect(job, &jobs::Job::progress, dialog, &RepairDialog::showProgress);
        connect(job, &jobs::RepairReportJob::reportReady, dialog, &RepairDialog::showReport);
        connect(job, &jobs::Job::finished, dialog, [job, dialog](const Result<> &result) {
            job->deleteLater();
            if (!result)
                dialog->showError(result.error());
        });
        job->start();
    });
}

void RepairController::signedIn(const QString &connection)
{
    for (const auto &[repository, dialog] : m_dialogs) {
        if (repository.connection == connection && dialog)
            read(repository);
    }
}

void RepairController::close(const QString &connection)
{
    for (const auto &[repository, dialog] : m_dialogs) {
        if (repository.connection == connection && dialog)
            dialog->close();
    }
}

} // namespace ui
