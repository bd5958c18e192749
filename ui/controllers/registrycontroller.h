#pragma once

#include <map>
#include <memory>

#include <QObject>

#include "app/jobs/listrepositoriesjob.h"
#include "models/registrytreemodel.h"
#include "ui/activity/activities.h"
#include "ui/controllers/sessions.h"

namespace ui {

/// Fills the tree: lists the repositories of a connection when the tree asks for them.
class RegistryController final : public QObject
{
    Q_OBJECT

public:
    RegistryController(jobs::Workers &workers, Sessions &sessions, models::RegistryTreeModel &tree,
                       Activities &activities, QObject *parent = nullptr);
    ~RegistryController() override;

    void list(const QString &connectionId);
    void stop(const QString &connectionId);
    /// Begins anew, with the session that the connection has now.
    void listAgain(const QString &connectionId);
    /// The connection is gone, or goes elsewhere: what comes of its listing is dropped.
    void forget(const QString &connectionId);

signals:
    void listed(const QString &connectionId); ///< whole

private:
    /// A connection that is being listed.
    struct Listing
    {
        int request = 0; ///< its number, for answers that come after it was given up
        Activity activity{};
        qint64 count = 0; ///< repositories so far
    };
    using Jobs = std::map<QString, std::unique_ptr<jobs::ListRepositoriesJob>>;

    void start(const QString &connectionId, const Sessions::Session &session);
    void finish(const QString &connectionId, const Result<> &result);

    jobs::Workers &m_workers;
    Sessions &m_sessions;
    models::RegistryTreeModel &m_tree;
    Activities &m_activities;
    Jobs m_jobs;
    std::map<QString, Listing> m_listings; ///< what runs, by connection
    int m_requests = 0;
};

} // namespace ui
