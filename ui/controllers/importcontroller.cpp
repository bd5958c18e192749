#include "ui/controllers/importcontroller.h"

#include "models/format.h"
#include "ui/controllers/connectioncontroller.h"
#include "ui/controllers/sessions.h"

namespace ui {

using connections::ImportItem;
using jobs::FindImportsJob;
using jobs::PrepareImportsJob;

ImportController::ImportController(jobs::Workers &workers, const Sessions &sessions, ConnectionController &connections,
                                   Prompts &prompts, credentials::Surroundings surroundings, QObject *parent)
    : QObject(parent)
    , m_workers(workers)
    , m_sessions(sessions)
    , m_connections(connections)
    , m_prompts(prompts)
    , m_surroundings(std::move(surroundings))
{ }

ImportController::~ImportController() = default;

void ImportController::open()
{
    if (m_dialog) {
        m_dialog->raise();
        m_dialog->activateWindow();
        return;
    }
    m_dialog = new ImportDialog(m_window);
    connect(m_dialog, &ImportDialog::importRequested, this, &ImportController::askConsent);
    connect(m_dialog, &ImportDialog::stopped, this, [this] { m_job->cancel(); });
    connect(m_dialog, &QDialog::finished, this, [this] { m_job.reset(); });
    m_dialog->open();
    find({});
}

/// Reads the files, and shows them with @p failures of what was tried before.
void ImportController::find(std::vector<PrepareImportsJob::Failure> failures)
{
    auto job = std::make_unique<FindImportsJob>(m_workers, m_surroundings, m_sessions.all());
    connect(job.get(), &FindImportsJob::found, m_dialog,
            [dialog = m_dialog.get(), failures = std::move(failures)](const auto &offer) {
                dialog->showOffer(offer);
                if (!failures.empty())
                    dialog->showFailures(failures);
            });
    m_job = std::move(job);
    m_job->start();
}

void ImportController::askConsent()
{
    QStringList hosts;
    for (const ImportItem &item : m_dialog->ticked()) {
        if (item.kind == ImportItem::Kind::Insecure)
            hosts.append(models::visibleText(item.registry.host));
    }
    hosts.removeDuplicates();
    if (hosts.isEmpty()) {
        prepare();
        return;
    }
    m_prompts.confirm(m_dialog, tr("Connect without security?"),
                      tr("Nobody looks who answers as %1, and where it does not speak TLS nothing is encrypted. "
                         "Everybody on the way could read your password and change images.")
                          .arg(hosts.join(tr(", ", "between the parts of a list"))),
                      tr("Connect without security"), [this] {
                          if (m_dialog)
                              prepare();
                      });
}

void ImportController::prepare()
{
    QStringList names;
    for (const connections::Connection &connection : m_sessions.all())
        names.append(connection.name);
    auto job = std::make_unique<PrepareImportsJob>(m_workers, m_dialog->ticked(), qEnvironmentVariable("PATH"), names);
    connect(job.get(), &PrepareImportsJob::prepared, this, &ImportController::adopt);
    connect(job.get(), &jobs::Job::finished, this, [this](const Result<> &result) {
        if (!result && m_dialog) // stopped
            find({});
    });
    m_dialog->showWorking();
    m_job = std::move(job);
    m_job->start();
}

void ImportController::adopt(const PrepareImportsJob::Prepared &prepared)
{
    std::vector<connections::ImportedConnection> made = prepared.connections;
    for (connections::ImportedConnection &one : made)
        one.connection.secrets = m_dialog->place();
    m_connections.adopt(made);
    if (prepared.failures.empty())
        m_dialog->accept();
    else
        find(prepared.failures);
}

} // namespace ui
