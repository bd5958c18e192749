#include "ui/controllers/doctorcontroller.h"

#include <QSaveFile>

#include "app/jobs/doctorjob.h"
#include "ui/dialogs/doctorview.h"
#include "ui/errortext.h"
#include "ui/prompts.h"

namespace ui {

using namespace Qt::StringLiterals;

DoctorController::DoctorController(jobs::Workers &workers, const Sessions &sessions,
                                   std::shared_ptr<credentials::CredentialStore> credentials, Prompts &prompts,
                                   QObject *parent)
    : QObject(parent)
    , m_workers(workers)
    , m_sessions(sessions)
    , m_credentials(std::move(credentials))
    , m_prompts(prompts)
{ }

DoctorController::~DoctorController() = default;

void DoctorController::open(const QString &connectionId)
{
    const connections::Connection *connection = m_sessions.find(connectionId);
    if (!connection || connection->isFolder())
        return;
    if (m_dialog)
        m_dialog->close();
    m_dialog = new DoctorDialog(connection->name, m_window);
    connect(m_dialog, &DoctorDialog::editRequested, this, [this, connectionId] { emit editRequested(connectionId); });
    connect(m_dialog, &QDialog::finished, this, [this, dialog = m_dialog.data()] {
        if (dialog == m_dialog)
            m_job.reset();
    });
    connect(m_dialog->view(), &DoctorView::runAgainRequested, this, [this, connectionId] { run(connectionId); });
    connect(m_dialog->view(), &DoctorView::saveRequested, this, &DoctorController::save);
    m_dialog->show();
    run(connectionId);
}

void DoctorController::run(const QString &connectionId)
{
    DoctorView *view = m_dialog->view();
    const connections::Connection *connection = m_sessions.find(connectionId);
    if (!connection) { // it was removed while the dialog was open
        m_dialog->close();
        return;
    }
    view->begin(connection->address());
    m_job = std::make_unique<jobs::DoctorJob>(m_workers,
                                              doctor::Patient{.connection = *connection, .credentials = m_credentials});
    connect(m_job.get(), &jobs::DoctorJob::checked, view, &DoctorView::showCheck);
    connect(m_job.get(), &jobs::DoctorJob::reported, view, &DoctorView::showReport);
    connect(m_job.get(), &jobs::Job::finished, view, [view, name = connection->name](const Result<> &result) {
        if (result)
            return;
        const ErrorText text = ErrorWords::explain(result.error(), name);
        view->showStopped(text.headline, text.why);
    });
    m_job->start();
}

void DoctorController::save()
{
    const QByteArray report = m_dialog->view()->report().toJson();
    m_prompts.askNewFile(m_dialog, tr("Save the doctor's report"), u"doctor.json"_s, {{tr("JSON (*.json)"), u"json"_s}},
                         [this, report](const QString &path) {
                             QSaveFile file(path);
                             if (!file.open(QIODevice::WriteOnly) || file.write(report) != report.size()
                                 || !file.commit())
                                 m_prompts.tell(m_dialog, tr("The report could not be saved."), file.errorString(), {});
                         });
}

} // namespace ui
