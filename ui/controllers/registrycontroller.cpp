#include "ui/controllers/registrycontroller.h"

namespace ui {

RegistryController::RegistryController(jobs::Workers &workers, Sessions &sessions, models::RegistryTreeModel &tree,
                                       Activities &activities, QObject *parent)
    : QObject(parent)
    , m_workers(workers)
    , m_sessions(sessions)
    , m_tree(tree)
    , m_activities(activities)
{
    connect(&tree, &models::RegistryTreeModel::listingRequested, this, &RegistryController::list);
}

RegistryController::~RegistryController() = default;

void RegistryController::list(const QString &connectionId)
{
    if (m_listings.contains(connectionId) || !m_sessions.find(connectionId))
        return;
    const int request = ++m_requests;
    const QString name = m_sessions.nameOf(connectionId);
    Listing &listing = m_listings[connectionId];
    listing.request = request;
    listing.activity = m_activities.begin(
        {.what = tr("Listing the repositories of %1").arg(name), .where = name, .connectionId = connectionId});
    listing.activity.setCancel([this, connectionId] { stop(connectionId); });
    listing.activity.setRetry(this, [this, connectionId] { list(connectionId); });
    m_tree.beginListing(connectionId);
    m_sessions.open(connectionId, this, [this, connectionId, request](const Result<Sessions::Session> &session) {
        const auto asked = m_listings.find(connectionId);
        if (asked == m_listings.end() || asked->second.request != request)
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
    connect(job.get(), &jobs::ListRepositoriesJob::pageReady, this, [this, connectionId](const auto &page) {
        m_tree.addRepositories(connectionId, page);
        Listing &listing = m_listings[connectionId];
        listing.count += static_cast<qint64>(page.size());
        listing.activity.setProgress(listing.count, -1);
    });
    connect(job.get(), &jobs::ListRepositoriesJob::listingEnded, this,
            [this, connectionId](const registry::ListingEnd &end) { m_tree.endListing(connectionId, end); });
    connect(job.get(), &jobs::Job::finished, this,
            [this, connectionId](const Result<> &result) { finish(connectionId, result); });
    job->start();
    m_jobs[connectionId] = std::move(job);
}

void RegistryController::stop(const QString &connectionId)
{
    if (!m_listings.contains(connectionId))
        return;
    const auto job = m_jobs.find(connectionId);
    if (job != m_jobs.end() && !job->second->isFinished())
        job->second->cancel();
    else
        finish(connectionId, base::fail(base::cancelled())); // its session is still being opened
}

void RegistryController::listAgain(const QString &connectionId)
{
    forget(connectionId);
    list(connectionId);
}

void RegistryController::forget(const QString &connectionId)
{
    m_jobs.erase(connectionId);
    m_listings.erase(connectionId);
}

void RegistryController::finish(const QString &connectionId, const Result<> &result)
{
    Listing listing = std::move(m_listings[connectionId]);
    m_listings.erase(connectionId);
    if (!result && result.error().reason == base::ErrorReason::NoCatalog)
        listing.activity.end(Done{}, tr("no catalogue", "what came of listing the repositories"));
    else
        listing.activity.end(result, tr("%Ln repository(s)", nullptr, static_cast<int>(listing.count)));
    if (result)
        emit listed(connectionId);
    else
        m_tree.failListing(connectionId, result.error());
}

} // namespace ui
