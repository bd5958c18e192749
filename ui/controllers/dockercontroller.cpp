#include "ui/controllers/dockercontroller.h"

#include <QDir>

#include "app/credentials/helperlines.h"
#include "models/format.h"
#include "ui/controllers/connectioncontroller.h"
#include "ui/controllers/sessions.h"
#include "ui/errortext.h"

namespace ui {

using namespace Qt::StringLiterals;
using connections::Connection;
using models::visibleText;

DockerController::DockerController(const Sessions &sessions, ConnectionController &connections, Prompts &prompts,
                                   QString configFile, QObject *parent)
    : QObject(parent)
    , m_sessions(sessions)
    , m_connections(connections)
    , m_prompts(prompts)
    , m_configFile(std::move(configFile))
{ }

void DockerController::open(const QString &connectionId)
{
    const Connection *connection = m_sessions.find(connectionId);
    if (!connection || connection->isFolder() || m_dialog)
        return;
    QString other;
    for (const Connection &one : m_sessions.all()) {
        if (one.answersDocker && one.id != connectionId && one.address() == connection->address())
            other = one.name;
    }
    m_dialog = new DockerDialog(*connection, other, m_configFile, m_window);
    connect(m_dialog, &QDialog::finished, this, [this, connectionId](int result) {
        const DockerDialog *dialog = m_dialog;
        m_dialog = nullptr; // another one may be opened
        if (result == QDialog::Accepted)
            m_connections.setAnswersDocker(connectionId, dialog->isChosen());
    });
    connect(m_dialog, &DockerDialog::writeRequested, this,
            [this, connectionId, servers = DockerDialog::serversOf(*connection)] { write(connectionId, servers); });
    m_dialog->open();
}

void DockerController::write(const QString &connectionId, const QStringList &servers)
{
    const QString file = visibleText(QDir::toNativeSeparators(m_configFile));
    m_prompts.confirm(m_dialog, tr("Write these lines to %1?").arg(file),
                      tr("The rest of the file stays as it is, and a copy of what is there now is kept beside it."),
                      tr("Write"), [this, connectionId, servers, file] {
                          const Result<QString> written
                              = credentials::writeHelperLines(m_configFile, servers, u"portolan"_s);
                          if (!written) {
                              m_prompts.tell(m_dialog, tr("%1 could not be written.").arg(file), tr("It is as it was."),
                                             ErrorWords::explain(written.error(), {}).details);
                              return;
                          }
                          m_connections.setAnswersDocker(connectionId, true); // they ask for it from now on
                          if (m_dialog)
                              m_dialog->showWritten(*written);
                      });
}

} // namespace ui
