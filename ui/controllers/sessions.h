#pragma once

#include <functional>
#include <map>
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

/// The connections of the window by their id, and their sessions, which are opened when somebody needs one.
class Sessions final : public QObject
{
    Q_OBJECT

public:
    using Session = std::shared_ptr<connections::Session>;
    using Ready = std::function<void(const Result<Session> &)>;

    Sessions(jobs::Workers &workers, std::shared_ptr<credentials::CredentialStore> credentials,
             QObject *parent = nullptr);
    ~Sessions() override;

    void add(connections::Connection connection);
    [[nodiscard]] const connections::Connection *find(const QString &id) const;
    [[nodiscard]] QString nameOf(const QString &id) const; ///< as the user calls it; empty where there is none
    /// The connection to the same place, if there is one.
    [[nodiscard]] const connections::Connection *findSame(const connections::Connection &connection) const;

    /// Calls @p ready once, later, with the session of connection @p id or with why it could not be opened; not when
    /// @p context is gone by then. Callers that come while it is being opened share its result; after a failure the
    /// next call tries anew.
    void open(const QString &id, QObject *context, Ready ready);

private:
    struct Entry
    {
        connections::Connection connection;
        Session session{};
        std::unique_ptr<jobs::OpenSessionJob> job{};
        std::vector<std::pair<QPointer<QObject>, Ready>> waiting{};
    };

    void answer(Entry &entry, const Result<Session> &result);

    jobs::Workers &m_workers;
    std::shared_ptr<credentials::CredentialStore> m_credentials;
    std::map<QString, Entry> m_entries;
};

} // namespace ui
