#pragma once

#include <memory>

#include <QObject>
#include <QPointer>

#include "app/credentials/credentialstore.h"
#include "app/http/certificate.h"
#include "app/jobs/workers.h"
#include "ui/controllers/sessions.h"
#include "ui/dialogs/doctordialog.h"

namespace jobs {
class DoctorJob;
}

namespace ui {

class DoctorView;
class Prompts;

/// Sends the doctor to a connection and shows what it finds; one visit at a time.
class DoctorController final : public QObject
{
    Q_OBJECT

public:
    /// What is given lives longer.
    DoctorController(jobs::Workers &workers, const Sessions &sessions,
                     std::shared_ptr<credentials::CredentialStore> credentials, Prompts &prompts,
                     QObject *parent = nullptr);
    ~DoctorController() override;

    void setWindow(QWidget *window) { m_window = window; } ///< the parent of the dialog

    /// Opens the doctor for a connection and lets it begin; nothing where there is none, or where it is a folder.
    /// @p repository is what could not be read; may be empty.
    void open(const QString &connectionId, const QString &repository);

signals:
    void editRequested(const QString &connectionId);
    /// Consent was given to trust @p pem for one connection.
    void trusted(const QString &connectionId, const QByteArray &pem);

private:
    void joinView(const QString &connectionId);
    void run(const QString &connectionId, bool asksAboutDeletion = false);
    void save();
    void askToTrust(const QString &connectionId, const http::CertificateInfo &authority);
    void askAboutDeletion(const QString &connectionId);
    void saveCertificate(const http::CertificateInfo &certificate);
    void write(const QString &path, const QByteArray &bytes, const QString &failure);

    jobs::Workers &m_workers;
    const Sessions &m_sessions;
    std::shared_ptr<credentials::CredentialStore> m_credentials;
    Prompts &m_prompts;
    QPointer<QWidget> m_window;
    QString m_repository; ///< that the doctor is asked about; may be empty
    QPointer<DoctorDialog> m_dialog;
    std::unique_ptr<jobs::DoctorJob> m_job;
};

} // namespace ui
