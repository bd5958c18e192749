#pragma once

#include <functional>
#include <memory>
#include <vector>

#include <QObject>
#include <QPointer>

#include "app/base/result.h"
#include "app/connections/connection.h"
#include "app/connections/session.h"
#include "app/credentials/credentialstore.h"
#include "app/jobs/opensessionjob.h"
#include "app/jobs/workers.h"

namespace ui {

/// The connections of the window, in their order, and their sessions, which are opened when somebody needs one. Work
/// that runs keeps the session it began with; a connection may be changed or removed at any time.
class Sessions final : public QObject
{
    Q_OBJECT

public:
    using Session = std::shared_ptr<connections::Session>;
    using Ready = std::function<void(const Result<Session> &)>;

    /// @p clock says when a permit to change something is over; it lives longer.
    Sessions(jobs::Workers &workers, std::shared_ptr<credentials::CredentialStore> credentials,
             base::Clock &clock = base::systemClock(), QObject *parent = nullptr);
    ~Sessions() override;

    /// At the end, or in place of the connection with the same id, whose session is dropped: who waits for it gets the
    /// new one. What was allowed for the one before is allowed no more.
    void add(connections::Connection connection);
    /// Whether a read-only connection may be changed for now. It holds for the sessions that there are and for those
    /// to come. Null where there is no such connection.
    [[nodiscard]] base::ChangePermit *permit(const QString &id) const;
    void move(const QString &id, int number); ///< to be the one with that number among all()
    [[nodiscard]] int numberOf(const QString &id) const; ///< among all(); -1 where it is not known
    /// Drops the session, so that the next one signs in anew.
    void renew(const QString &id);
    /// Who waits for its session is told that it was stopped.
    void remove(const QString &id);

    /// Valid until the next change.
    [[nodiscard]] const connections::Connection *find(const QString &id) const;
    [[nodiscard]] QString nameOf(const QString &id) const; ///< as the user calls it; empty where there is none
    /// A connection to the same place, if there is one: @p preferred before others, then the first.
    [[nodiscard]] const connections::Connection *findSame(const connections::Connection &connection,
                                                          const QString &preferred = {}) const;
    [[nodiscard]] std::vector<connections::Connection> all() const;
    [[nodiscard]] Session opened(const QString &id) const; ///< null while there is none

    /// Calls @p ready once, later, with the session of connection @p id or with why it could not be opened; not when
    /// @p context is gone by then. Callers that come while it is being opened share its result; after a failure the
    /// next call tries anew. NotFound where there is no such connection.
    void open(const QString &id, QObject *context, Ready ready);

private:
    struct Entry
    {
        connections::Connection connection;
        std::shared_ptr<base::ChangePermit> permit{}; ///< to change it, though it is read-only
        Session session{};
        std::unique_ptr<jobs::OpenSessionJob> job{};
        std::vector<std::pair<QPointer<QObject>, Ready>> waiting{};
    };

    [[nodiscard]] Entry *entry(const QString &id) const;
    void start(Entry &entry);
    void answer(const QString &id, const Result<Session> &result);

    jobs::Workers &m_workers;
    std::shared_ptr<credentials::CredentialStore> m_credentials;
    base::Clock &m_clock;
    std::vector<std::unique_ptr<Entry>> m_entries;
};

} // namespace ui
