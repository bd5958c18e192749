#pragma once

#include <memory>

#include <QObject>
#include <QPointer>

#include "app/credentials/discovery.h"
#include "app/jobs/importjobs.h"
#include "ui/dialogs/importdialog.h"

namespace ui {

class ConnectionController;
class Prompts;
class Sessions;

/// Lets the user make connections of what docker and podman know. Their files are read when its dialog opens, their
/// helpers asked when something of theirs is imported.
class ImportController final : public QObject
{
    Q_OBJECT

public:
    /// What is given lives longer.
    ImportController(jobs::Workers &workers, const Sessions &sessions, ConnectionController &connections,
                     Prompts &prompts, credentials::Surroundings surroundings, QObject *parent = nullptr);
    ~ImportController() override;

    void setWindow(QWidget *window) { m_window = window; } ///< the parent of the dialog

    void open();

private:
    void find(std::vector<jobs::PrepareImportsJob::Failure> failures);
    void askConsent();
    void prepare();
    void adopt(const jobs::PrepareImportsJob::Prepared &prepared);

    jobs::Workers &m_workers;
    const Sessions &m_sessions;
    ConnectionController &m_connections;
    Prompts &m_prompts;
    credentials::Surroundings m_surroundings;
    QPointer<QWidget> m_window;
    QPointer<ImportDialog> m_dialog;
    std::unique_ptr<jobs::Job> m_job;
};

} // namespace ui
