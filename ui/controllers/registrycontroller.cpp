#include "ui/controllers/registrycontroller.h"

namespace ui {

RegistryController::RegistryController(jobs::Workers &workers, Sessions &sessions, models::RegistryTreeModel &tree,
                                       QObject *parent)
    : QObject(parent)
    , m_workers(workers)
    , m_sessions(sessions)
    , m_tree(tree)
{
    connect(&tree, &models::RegistryTreeModel::listingRequested, this, &RegistryController::list);
}

RegistryController::~RegistryController() = default;

void RegistryController::list(const QString &connectionId)
{
    if (m_asked.contains(connectionId))
        return;
    const int request = ++m_requests;
    m_asked.emplace(connectionId, request);
    emit runningChanged(static_cast<int>(m_asked.size()));
    m_tree.beginListing(connectionId);
    m_sessions.open(connectionId, this, [this, connectionId, request](const Result<Sessions::Session> &session) {
        const auto asked = m_asked.find(connectionId);
        if (asked == m_asked.end() || asked->second != request)
            return; // stopped meanwhile
        if (session)
            start(connectionId, *session);
        else
            finish(connectionId, base::fail(session.error()));
    });
}

void RegistryController::start(const QString &connectionId, const Sessions::Session &session)
{
    auto job = std::make_unique<jobs::ListRepositoriesJob>(m_workers, session);
    connect(job.get(), &jobs::ListRepositoriesJob::pageReady, this,
            [this, connectionId](const auto &page) { m_tree.addRepositories(connectionId, page); });
    connect(job.get(), &jobs::ListRepositoriesJob::listingEnded, this,
            [this, connectionId](const registry::ListingEnd &end) { m_tree.endListing(connectionId, end); });
    connect(job.get(), &jobs::Job::finished, this,
            [this, connectionId](const Result<> &result) { finish(connectionId, result); });
    job->start();
    m_jobs[connectionId] = std::move(job);
}

void RegistryController::stop(const QString &connectionId)
{
    if (!m_asked.contains(connectionId))
        return;
    const auto job = m_jobs.find(connectionId);
    if (job != m_jobs.end() && !job->second->isFinished())
        job->second->cancel();
    else
        finish(connectionId, base::fail(base::cancelled())); // its session is still being opened
}

void RegistryController::finish(const QString &connectionId, const Result<> &result)
{
    m_asked.erase(connectionId);
    if (result)
        emit listed(connectionId);
    else
        m_tree.failListing(connectionId, result.error());
    emit runningChanged(static_cast<int>(m_asked.size()));
}

} // namespace ui
