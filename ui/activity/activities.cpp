#include "ui/activity/activities.h"

#include <utility>

#include "models/format.h"

namespace ui {

Activity::Activity(Activities *activities, models::ActivityModel::Id id)
    : m_activities(activities)
    , m_id(id)
{ }

Activity::Activity(Activity &&other) noexcept
    : m_activities(std::exchange(other.m_activities, nullptr))
    , m_id(std::exchange(other.m_id, 0))
{ }

Activity &Activity::operator=(Activity &&other) noexcept
{
    std::swap(m_activities, other.m_activities);
    std::swap(m_id, other.m_id);
    Activity gone(std::move(other));
    return *this;
}

Activity::~Activity()
{
    if (m_activities && m_id != 0)
        m_activities->m_model.remove(m_id);
}

void Activity::setProgress(qint64 done, qint64 total)
{
    if (m_activities)
        m_activities->m_model.setProgress(m_id, done, total);
}

void Activity::setCancel(std::function<void()> cancel)
{
    if (m_activities && m_id != 0)
        m_activities->m_entries[m_id].cancel = std::move(cancel);
}

void Activity::setPause(std::function<void()> pause)
{
    if (m_activities && m_id != 0)
        m_activities->m_entries[m_id].pause = std::move(pause);
}

void Activity::setStop(std::function<void()> stop)
{
    if (m_activities && m_id != 0)
        m_activities->m_entries[m_id].stop = std::move(stop);
}

void Activity::setRetry(QObject *context, std::function<void()> retry)
{
    if (!m_activities || m_id == 0)
        return;
    Activities::Entry &entry = m_activities->m_entries[m_id];
    entry.context = context;
    entry.retry = std::move(retry);
}

void Activity::end(const Result<> &result, const QString &outcome)
{
    if (const Activities::Id id = std::exchange(m_id, 0); m_activities && id != 0)
        m_activities->end(id, result, outcome);
}

Activities::Activities(QObject *parent)
    : QObject(parent)
{
    connect(&m_model, &models::ActivityModel::removed, this, [this](Id id) { m_entries.erase(id); });
}

Activities::~Activities() = default;

Activity Activities::begin(const Work &work)
{
    const Id id = m_model.begin(models::visibleText(work.what), models::visibleText(work.where));
    Entry &entry = m_entries[id];
    entry.registry = work.registry.isEmpty() ? work.where : work.registry;
    entry.patient = {work.connectionId, work.repository};
    return {this, id};
}

void Activities::end(Id id, const Result<> &result, const QString &outcome)
{
    Entry &entry = m_entries[id];
    entry.cancel = nullptr;
    entry.pause = nullptr;
    entry.stop = nullptr;
    if (result || result.error().isCancelled()) {
        m_entries.erase(id);
        m_model.finish(id, result ? outcome : tr("stopped", "work that was cancelled"));
        return;
    }
    const ErrorText text = ErrorWords::explain(result.error(), entry.registry);
    entry.error = text;
    m_model.fail(id, {.headline = text.headline, .why = text.why, .advice = text.advice, .details = text.details});
}

bool Activities::canCancel(Id id) const
{
    const auto found = m_entries.find(id);
    return found != m_entries.end() && found->second.cancel;
}

void Activities::cancel(Id id)
{
    if (!canCancel(id))
        return;
    const std::function<void()> cancel = std::exchange(m_entries[id].cancel, nullptr);
    m_model.setStopping(id);
    cancel();
}

bool Activities::canPause(Id id) const
{
    const auto found = m_entries.find(id);
    return found != m_entries.end() && found->second.pause;
}

void Activities::pause(Id id)
{
    if (!canPause(id))
        return;
    const std::function<void()> pause = std::exchange(m_entries[id].pause, nullptr);
    m_model.setStopping(id);
    pause();
}

bool Activities::canStop(Id id) const
{
    const auto found = m_entries.find(id);
    return found != m_entries.end() && found->second.stop;
}

void Activities::stop(Id id)
{
    if (!canStop(id))
        return;
    const std::function<void()> stop = m_entries[id].stop; // which may end it, so that the entry goes
    stop();
}

bool Activities::canRetry(Id id) const
{
    const auto found = m_entries.find(id);
    const QModelIndex row = m_model.indexOf(id);
    return found != m_entries.end() && found->second.context && found->second.retry && row.isValid()
        && row.data(models::ActivityModel::StateRole).toInt() == static_cast<int>(models::ActivityModel::State::Failed);
}

const ErrorText *Activities::errorOf(Id id) const
{
    const auto found = m_entries.find(id);
    return found != m_entries.end() && found->second.error ? &*found->second.error : nullptr;
}

Activities::Patient Activities::patientOf(Id id) const
{
    const ErrorText *error = errorOf(id);
    return error && error->isOfConnection ? m_entries.at(id).patient : Patient();
}

void Activities::retry(Id id)
{
    if (!canRetry(id))
        return;
    const std::function<void()> retry = m_entries[id].retry; // which begins it anew, so that the entry goes
    retry();
}

} // namespace ui
