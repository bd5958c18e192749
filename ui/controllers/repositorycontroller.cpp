#include "ui/controllers/repositorycontroller.h"

#include <utility>

namespace ui {

RepositoryController::RepositoryController(jobs::Workers &workers, Sessions &sessions, models::RepositoryKey key,
                                           models::DescribeError words, Activities &activities, QObject *parent)
    : QObject(parent)
    , m_workers(workers)
    , m_sessions(sessions)
    , m_key(std::move(key))
    , m_tags(std::move(words))
    , m_table(workers, &m_tags)
    , m_activities(activities)
{
    connect(&m_tags, &models::TagModel::totalsChanged, this, [this] {
        const models::TagModel::Totals totals = m_tags.totals();
        m_listActivity.setProgress(totals.detailed, totals.tags > 0 ? totals.tags : -1);
    });
}

RepositoryController::~RepositoryController() = default;

void RepositoryController::refresh()
{
    if (m_status.phase == ListingStatus::Phase::Running)
        return;
    m_before = m_status;
    m_named = false;
    m_status = {.phase = ListingStatus::Phase::Running, .updated = m_before.updated};
    m_tags.beginListing();
    beginActivity();
    emit statusChanged(m_status);
    const int listing = ++m_listing;
    m_sessions.open(m_key.connectionId, this, [this, listing](const Result<Sessions::Session> &session) {
        if (listing != m_listing)
            return;
        if (session)
            listTags(*session);
        else
            finish(base::fail(session.error()));
    });
}

void RepositoryController::beginActivity()
{
    m_listActivity = m_activities.begin({.what = tr("Listing %1", "a repository").arg(m_key.name.toString()),
                                         .where = m_sessions.nameOf(m_key.connectionId),
                                         .connectionId = m_key.connectionId,
                                         .repository = m_key.name.toString()});
    m_listActivity.setCancel([this] { stop(); });
    m_listActivity.setRetry(this, [this] { refresh(); });
}

void RepositoryController::listTags(const Sessions::Session &session)
{
    m_listJob = std::make_unique<jobs::ListTagsJob>(m_workers, session, m_key.name);
    connect(m_listJob.get(), &jobs::ListTagsJob::namesReady, this, [this](const std::vector<oci::TagName> &tags) {
        m_named = true;
        m_tags.addNames(tags);
    });
    connect(m_listJob.get(), &jobs::ListTagsJob::detailsReady, &m_tags, &models::TagModel::addDetails);
    connect(m_listJob.get(), &jobs::ListTagsJob::sharingReady, &m_tags, &models::TagModel::setSharing);
    connect(m_listJob.get(), &jobs::ListTagsJob::namesEnded, this, [this](const registry::ListingEnd &end) {
        m_status.allNames = end.complete;
        m_tags.endNames(end.complete);
    });
    connect(m_listJob.get(), &jobs::Job::finished, this, &RepositoryController::finish);
    m_listJob->start();
}

void RepositoryController::stop()
{
    if (m_status.phase != ListingStatus::Phase::Running)
        return;
    m_listJob.reset();
    ++m_listing; // its session may still be being opened
    finish(base::fail(base::cancelled()));
}

void RepositoryController::finish(const Result<> &result)
{
    m_status.phase = ListingStatus::Phase::Ended;
    if (!result)
        m_status.error = result.error();
    m_status.isStale = !result && !m_named && m_before.updated.isValid();
    if (m_status.isStale) {
        m_status.allNames = m_before.allNames;
        m_status.complete = m_before.complete;
    } else {
        m_status.complete = m_status.allNames && result;
        m_status.updated = QDateTime::currentDateTime();
    }
    m_tags.endListing();
    m_listActivity.end(result, tr("%Ln tag(s)", "what came of listing them", m_tags.totals().tags));
    emit statusChanged(m_status);
}

void RepositoryController::setWish(std::vector<oci::TagName> tags)
{
    if (m_listJob && !m_listJob->isFinished())
        m_listJob->wish().set(std::move(tags));
}

} // namespace ui
