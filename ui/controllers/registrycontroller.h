#pragma once

#include <map>
#include <memory>

#include <QObject>

#include "app/jobs/listrepositoriesjob.h"
#include "models/registrytreemodel.h"
#include "ui/controllers/sessions.h"

namespace ui {

/// Fills the tree: lists the repositories of a connection when the tree asks for them.
class RegistryController final : public QObject
{
    Q_OBJECT

public:
    RegistryController(jobs::Workers &workers, Sessions &sessions, models::RegistryTreeModel &tree,
                       QObject *parent = nullptr);
    ~RegistryController() override;

    void list(const QString &connectionId);
    void stop(const QString &connectionId);

signals:
    void listed(const QString &connectionId); ///< whole
    /// How many listings are running.
    void runningChanged(int count);

private:
    using Jobs = std::map<QString, std::unique_ptr<jobs::ListRepositoriesJob>>;

    void start(const QString &connectionId, const Sessions::Session &session);
    void finish(const QString &connectionId, const Result<> &result);

    jobs::Workers &m_workers;
    Sessions &m_sessions;
    models::RegistryTreeModel &m_tree;
    Jobs m_jobs;
    std::map<QString, int> m_asked; ///< connections that are listed now, by the number of the request
    int m_requests = 0;
};

} // namespace ui
