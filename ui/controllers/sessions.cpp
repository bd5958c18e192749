#include "ui/controllers/sessions.h"

#include <algorithm>
#include <utility>

namespace ui {

using namespace Qt::StringLiterals;

Sessions::Sessions(jobs::Workers &workers, std::shared_ptr<credentials::CredentialStore> credentials, QObject *parent)
    : QObject(parent)
    , m_workers(workers)
    , m_credentials(std::move(credentials))
{ }

Sessions::~Sessions() = default;

void Sessions::add(connections::Connection connection)
{
    const QString id = connection.id;
    m_entries.insert_or_assign(id, Entry{.connection = std::move(connection)});
}

const connections::Connection *Sessions::find(const QString &id) const
{
    const auto found = m_entries.find(id);
    return found == m_entries.end() ? nullptr : &found->second.connection;
}

QString Sessions::nameOf(const QString &id) const
{
    const connections::Connection *connection = find(id);
    return connection ? connection->name : QString();
}

const connections::Connection *Sessions::findSame(const connections::Connection &connection) const
{
    const auto found = std::find_if(m_entries.begin(), m_entries.end(), [&connection](const auto &entry) {
        const connections::Connection &known = entry.second.connection;
        return known.folder == connection.folder && known.origin == connection.origin
            && known.pathPrefix == connection.pathPrefix;
    });
    return found == m_entries.end() ? nullptr : &found->second.connection;
}

void Sessions::open(const QString &id, QObject *context, Ready ready)
{
    const auto found = m_entries.find(id);
    if (found == m_entries.end())
        return;
    Entry &entry = found->second;
    entry.waiting.emplace_back(context, std::move(ready));
    if (entry.session) {
        QMetaObject::invokeMethod(
            this, [this, &entry] { answer(entry, entry.session); }, Qt::QueuedConnection);
        return;
    }
    if (entry.job && !entry.job->isFinished())
        return;
    entry.job = std::make_unique<jobs::OpenSessionJob>(m_workers, entry.connection, m_credentials);
    connect(entry.job.get(), &jobs::OpenSessionJob::sessionReady, this,
            [&entry](const Session &session) { entry.session = session; });
    connect(entry.job.get(), &jobs::Job::finished, this, [this, &entry](const Result<> &result) {
        if (entry.session)
            answer(entry, entry.session);
        else
            answer(entry,
                   base::fail(result ? base::failure(base::ErrorKind::Internal, u"no session"_s) : result.error()));
    });
    entry.job->start();
}

void Sessions::answer(Entry &entry, const Result<Session> &result)
{
    for (const auto &[context, ready] : std::exchange(entry.waiting, {})) {
        if (context)
            ready(result);
    }
}

} // namespace ui
