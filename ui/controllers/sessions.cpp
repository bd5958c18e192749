#include "ui/controllers/sessions.h"

#include <algorithm>
#include <utility>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

/// The same folder, or the same host and port: which scheme a loopback host speaks is seen when it is opened.
bool isSamePlace(const connections::Connection &left, const connections::Connection &right)
{
    if (left.isFolder() || right.isFolder())
        return left.folder == right.folder;
    const auto isOpen = [](const auto &one) { return one.scheme == connections::SchemeChoice::HttpsThenHttp; };
    return left.origin.host == right.origin.host && left.origin.port == right.origin.port
        && left.pathPrefix == right.pathPrefix
        && (left.origin.secure == right.origin.secure || isOpen(left) || isOpen(right));
}

} // namespace

Sessions::Sessions(jobs::Workers &workers, std::shared_ptr<credentials::CredentialStore> credentials,
                   base::Clock &clock, QObject *parent)
    : QObject(parent)
    , m_workers(workers)
    , m_credentials(std::move(credentials))
    , m_clock(clock)
{ }

Sessions::~Sessions() = default;

void Sessions::add(connections::Connection connection)
{
    if (Entry *known = entry(connection.id)) {
        known->connection.name = connection.name;
        const bool isOnlyRenamed = known->connection == connection;
        known->connection = std::move(connection);
        if (!isOnlyRenamed) {
            known->permit->revoke();
            renew(known->connection.id);
        }
    } else {
        m_entries.push_back(std::make_unique<Entry>(
            Entry{.connection = std::move(connection), .permit = std::make_shared<base::ChangePermit>(m_clock)}));
    }
}

base::ChangePermit *Sessions::permit(const QString &id) const
{
    const Entry *known = entry(id);
    return known ? known->permit.get() : nullptr;
}

int Sessions::numberOf(const QString &id) const
{
    const auto found = std::find_if(m_entries.begin(), m_entries.end(),
                                    [&id](const auto &each) { return each->connection.id == id; });
    return found == m_entries.end() ? -1 : static_cast<int>(found - m_entries.begin());
}

void Sessions::move(const QString &id, int number)
{
    const int from = numberOf(id);
    if (from < 0)
        return;
    std::unique_ptr<Entry> moved = std::move(m_entries[static_cast<std::size_t>(from)]);
    m_entries.erase(m_entries.begin() + from);
    m_entries.insert(m_entries.begin() + std::clamp(number, 0, static_cast<int>(m_entries.size())), std::move(moved));
}

void Sessions::renew(const QString &id)
{
    Entry *known = entry(id);
    if (!known)
        return;
    known->session.reset();
    known->job.reset();
    if (!known->waiting.empty())
        start(*known);
}

void Sessions::remove(const QString &id)
{
    const auto found = std::find_if(m_entries.begin(), m_entries.end(),
                                    [&id](const auto &each) { return each->connection.id == id; });
    if (found == m_entries.end())
        return;
    const std::unique_ptr<Entry> gone = std::move(*found);
    m_entries.erase(found);
    gone->permit->revoke();
    for (const auto &[context, ready] : gone->waiting) {
        if (context)
            ready(base::fail(base::cancelled()));
    }
}

Sessions::Entry *Sessions::entry(const QString &id) const
{
    const auto found = std::find_if(m_entries.begin(), m_entries.end(),
                                    [&id](const auto &each) { return each->connection.id == id; });
    return found == m_entries.end() ? nullptr : found->get();
}

const connections::Connection *Sessions::find(const QString &id) const
{
    const Entry *known = entry(id);
    return known ? &known->connection : nullptr;
}

QString Sessions::nameOf(const QString &id) const
{
    const connections::Connection *connection = find(id);
    return connection ? connection->name : QString();
}

const connections::Connection *Sessions::findSame(const connections::Connection &connection,
                                                  const QString &preferred) const
{
    if (const Entry *known = entry(preferred); known && isSamePlace(known->connection, connection))
        return &known->connection;
    const auto found = std::find_if(m_entries.begin(), m_entries.end(), [&connection](const auto &each) {
        return isSamePlace(each->connection, connection);
    });
    return found == m_entries.end() ? nullptr : &(*found)->connection;
}

std::vector<connections::Connection> Sessions::all() const
{
    std::vector<connections::Connection> all;
    all.reserve(m_entries.size());
    for (const auto &each : m_entries)
        all.push_back(each->connection);
    return all;
}

Sessions::Session Sessions::opened(const QString &id) const
{
    const Entry *known = entry(id);
    return known ? known->session : nullptr;
}

void Sessions::open(const QString &id, QObject *context, Ready ready)
{
    Entry *known = entry(id);
    if (!known) {
        QMetaObject::invokeMethod(
            context,
            [ready = std::move(ready)] {
                ready(base::fail(base::ErrorKind::NotFound, u"the connection was removed"_s));
            },
            Qt::QueuedConnection);
        return;
    }
    known->waiting.emplace_back(context, std::move(ready));
    if (known->session) {
        const auto answerNow = [this, id] {
            if (const Entry *still = entry(id); still && still->session)
                answer(id, still->session); // else it was renewed: they wait for the new one
        };
        QMetaObject::invokeMethod(this, answerNow, Qt::QueuedConnection);
        return;
    }
    if (!known->job || known->job->isFinished())
        start(*known);
}

void Sessions::start(Entry &entry)
{
    entry.job = std::make_unique<jobs::OpenSessionJob>(m_workers, entry.connection, m_credentials, entry.permit);
    connect(entry.job.get(), &jobs::OpenSessionJob::sessionReady, this,
            [&entry](const Session &session) { entry.session = session; }); // the entry owns the job
    connect(entry.job.get(), &jobs::Job::finished, this, [this, &entry](const Result<> &result) {
        if (entry.session)
            answer(entry.connection.id, entry.session);
        else
            answer(entry.connection.id,
                   base::fail(result ? base::failure(base::ErrorKind::Internal, u"no session"_s) : result.error()));
    });
    entry.job->start();
}

void Sessions::answer(const QString &id, const Result<Session> &result)
{
    Entry *known = entry(id);
    if (!known)
        return; // removed meanwhile: they were told
    for (const auto &[context, ready] : std::exchange(known->waiting, {})) {
        if (context)
            ready(result);
    }
}

} // namespace ui
