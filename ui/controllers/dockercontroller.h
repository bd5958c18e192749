#pragma once

#include <QObject>
#include <QPointer>

#include "ui/dialogs/dockerdialog.h"

namespace ui {

class ConnectionController;
class Prompts;
class Sessions;

/// Lets the user choose which connection's sign-in docker and podman get, and has them ask for it.
class DockerController final : public QObject
{
    Q_OBJECT

public:
    /// What is given lives longer. @p configFile is docker's config.json.
    DockerController(const Sessions &sessions, ConnectionController &connections, Prompts &prompts, QString configFile,
                     QObject *parent = nullptr);

    void setWindow(QWidget *window) { m_window = window; } ///< the parent of the dialog

    void open(const QString &connectionId);

private:
    void write(const QString &connectionId, const QStringList &servers);

    const Sessions &m_sessions;
    ConnectionController &m_connections;
    Prompts &m_prompts;
    QString m_configFile;
    QPointer<QWidget> m_window;
    QPointer<DockerDialog> m_dialog;
};

} // namespace ui
