#pragma once

#include <functional>
#include <map>
#include <memory>
#include <set>

#include <QObject>

#include "app/jobs/historyjobs.h"
#include "app/jobs/runjob.h"
#include "models/marks.h"
#include "ui/activity/activities.h"
#include "ui/controllers/sessions.h"

namespace ui {

/// The runs that change registries, whoever asked for them: one at a time in a repository, each with its row in
/// Activity. One that needs a sign-in waits for it, and goes on. On the UI thread.
class Runs final : public QObject
{
    Q_OBJECT

public:
    using Repository = models::Marks::Repository;
    /// Makes the job that carries a run out.
    using Make = std::function<std::unique_ptr<jobs::RunJob>(const Sessions::Session &session)>;
    struct Ended;
    using Conclude = std::function<void(const Ended &ended)>;

    struct Ended
    {
        jobs::RunJob::Begun begun{}; ///< with its steps as they ended; number 0 where it could not begin
        std::optional<changes::RunReport> report{};
        std::vector<changes::GoneBlob> gone{}; ///< of what was put back
        std::optional<Error> error{}; ///< what kept it from being carried out to its end
    };

    /// @p journal is the file of the journal. What is given lives longer.
    Runs(jobs::Workers &workers, Sessions &sessions, Activities &activities, QString journal,
         QObject *parent = nullptr);
    ~Runs() override;

    [[nodiscard]] const QString &journal() const noexcept { return m_journal; }
    /// For how many days what can be restored is kept.
    [[nodiscard]] int keptDays() const noexcept { return m_keptDays; }
    void setKeptDays(int days) { m_keptDays = days; }
    [[nodiscard]] bool isRunning(const Repository &repository) const { return m_runs.contains(repository); }
    [[nodiscard]] std::set<qint64> running() const; ///< their numbers in the journal

    /// @p what is a headline: "Deleting from payments/api". Nothing happens where a run is under way in @p repository.
    /// @p conclude is called once it has ended, after ended().
    void start(const Repository &repository, const QString &what, Make make, Conclude conclude = {});
    /// Goes on with a run that was left.
    void resume(const Repository &repository, const QString &what, qint64 run, Conclude conclude = {});
    /// Ends a run that was left, for good, after a look at what became of it. False where one is under way there.
    bool close(const Repository &repository, const QString &what, qint64 run);
    /// Lets what is under way end; the run can go on later.
    void pause(qint64 run);
    /// The same, but the journal says that it was stopped, and it never goes on.
    void stop(qint64 run);
    /// What one that is under way came to so far, in counts; empty where it is not.
    [[nodiscard]] QString outcome(qint64 run) const;
    /// There is a new sign-in for @p connection: runs that wait for it go on.
    void signedIn(const QString &connection);
    /// What the journal says of a run beside its steps, as of now.
    [[nodiscard]] changes::RunRecord record(const Repository &repository, const QString &reason) const;

signals:
    void changed(const models::Marks::Repository &repository); ///< a run began or ended
    void ended(const models::Marks::Repository &repository, const ui::Runs::Ended &ended); ///< after changed()
    void signInNeeded(const QString &connection, const QString &what); ///< a run waits for it
    void stopRequested(qint64 run); ///< in Activity: who asks first calls stop()
    void paused(const QString &words, qint64 run);
    void waitEnded(const QString &connection); ///< the run that waited goes on, or was cancelled

private:
    struct Run
    {
        QString what{};
        std::unique_ptr<jobs::RunJob> job{}; ///< null while its session is opened, and while it waits for a sign-in
        Activity activity{};
        Ended ended{};
        Conclude conclude{};
        std::unique_ptr<jobs::StopRunJob> stopping{}; ///< of one that was stopped and whose registry cannot be asked
        bool waits = false; ///< for a sign-in
        bool pauses = false; ///< somebody wants it to
        bool stops = false; ///< for good
        bool closes = false; ///< it was stopped, and is looked at for the last time
    };

    Run &enter(const Repository &repository, const QString &what);
    void open(const Repository &repository, Make make);
    void carryOut(const Repository &repository, std::unique_ptr<jobs::RunJob> job);
    void jobEnded(const Repository &repository, const Result<> &result);
    void wait(const Repository &repository);
    void pause(const Repository &repository);
    [[nodiscard]] const Repository *find(qint64 run) const; ///< null where it is not under way
    void end(const Repository &repository, const Result<> &result);
    void close(const Repository &repository);
    void closeUnread(const Repository &repository);
    void conclude(const Repository &repository, const Result<> &result);
    [[nodiscard]] Make resuming(const Repository &repository, qint64 run) const;

    jobs::Workers &m_workers;
    Sessions &m_sessions;
    Activities &m_activities;
    QString m_journal;
    int m_keptDays = changes::keptDays;
    std::map<Repository, Run> m_runs;
};

} // namespace ui
