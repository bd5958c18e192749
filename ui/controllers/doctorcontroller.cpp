#include "ui/controllers/doctorcontroller.h"

#include <QApplication>
#include <QSaveFile>

#include "app/jobs/doctorjob.h"
#include "models/format.h"
#include "ui/dialogs/certificatetext.h"
#include "ui/dialogs/doctorview.h"
#include "ui/dialogs/trustcommands.h"
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

void DoctorController::open(const QString &connectionId, const QString &repository)
{
    const connections::Connection *connection = m_sessions.find(connectionId);
    if (!connection || connection->isFolder())
        return;
    if (m_dialog)
        m_dialog->close();
    m_repository = repository;
    // A review that is open would keep the keys from a child of the window.
    QWidget *review = QApplication::activeModalWidget();
    m_dialog = new DoctorDialog(connection->name, review ? review : m_window.data());
    connect(m_dialog, &DoctorDialog::editRequested, this, [this, connectionId] { emit editRequested(connectionId); });
    connect(m_dialog, &QDialog::finished, this, [this, dialog = m_dialog.data()] {
        if (dialog == m_dialog)
            m_job.reset();
    });
    joinView(connectionId);
    m_dialog->show();
    run(connectionId);
}

void DoctorController::joinView(const QString &connectionId)
{
    const DoctorView *view = m_dialog->view();
    connect(view, &DoctorView::runAgainRequested, this, [this, connectionId] { run(connectionId); });
    connect(view, &DoctorView::saveRequested, this, &DoctorController::save);
    connect(view, &DoctorView::certificateSaveRequested, this, &DoctorController::saveCertificate);
    connect(view, &DoctorView::deletionRequested, this, [this, connectionId] { askAboutDeletion(connectionId); });
    connect(view, &DoctorView::trustRequested, this,
            [this, connectionId](const http::CertificateInfo &authority) { askToTrust(connectionId, authority); });
}

void DoctorController::run(const QString &connectionId, bool asksAboutDeletion)
{
    DoctorView *view = m_dialog->view();
    const connections::Connection *connection = m_sessions.find(connectionId);
    if (!connection) { // it was removed while the dialog was open
        m_dialog->close();
        return;
    }
    view->begin(connection->address());
    view->setDeletionAskable(!connection->readOnly);
    m_job = std::make_unique<jobs::DoctorJob>(m_workers,
                                              doctor::Patient{.connection = *connection,
                                                              .credentials = m_credentials,
                                                              .path = m_repository,
                                                              .askAboutDeletion = asksAboutDeletion});
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
    m_prompts.askNewFile(
        m_dialog, tr("Save the doctor's report"), u"doctor.json"_s, {{tr("JSON (*.json)"), u"json"_s}},
        [this, report](const QString &path) { write(path, report, tr("The report could not be saved.")); });
}

void DoctorController::saveCertificate(const http::CertificateInfo &certificate)
{
    m_prompts.askNewFile(m_dialog, tr("Save the certificate"),
                         TrustCommands::fileName(CertificateText::nameOf(certificate.subject)),
                         {{tr("Certificate (*.pem)"), u"pem"_s}}, [this, pem = certificate.pem()](const QString &path) {
                             write(path, pem, tr("The certificate could not be saved."));
                         });
}

void DoctorController::write(const QString &path, const QByteArray &bytes, const QString &failure)
{
    QSaveFile file(path);
    // flush(): see base::writeFile(), which is for files of our own.
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.flush() || !file.commit())
        m_prompts.tell(m_dialog, failure, file.errorString(), {});
}

void DoctorController::askToTrust(const QString &connectionId, const http::CertificateInfo &authority)
{
    m_prompts.confirm(m_dialog, CertificateText::trustQuestion(authority), CertificateText::trustMeaning(authority),
                      tr("Trust this CA"), [this, connectionId, pem = authority.pem()] {
                          emit trusted(connectionId, pem);
                          if (m_dialog)
                              run(connectionId);
                      });
}

/// The only thing that the doctor sends beside reads, and never without being told to.
void DoctorController::askAboutDeletion(const QString &connectionId)
{
    DoctorView::confirmDeletion(m_prompts, m_dialog, m_sessions.nameOf(connectionId), [this, connectionId] {
        if (m_dialog)
            run(connectionId, true);
    });
}

} // namespace ui
