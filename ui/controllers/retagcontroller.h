#pragma once

#include <map>
#include <memory>

#include <QObject>
#include <QPointer>

#include "app/jobs/readforplanjob.h"
#include "app/jobs/runplanjob.h"
#include "models/marks.h"
#include "ui/activity/activities.h"
#include "ui/controllers/sessions.h"

namespace ui {

class ChangeController;
class RetagDialog;

/// The road from a tag to another one on the same image, and back: the dialog, its run, and the undo of it, which is a
/// run of its own. Nothing is sent that changes something before a person approved it.
class RetagController final : public QObject
{
    Q_OBJECT

public:
    using Repository = models::Marks::Repository;

    /// What came of the last retag in a repository.
    struct Notice
    {
        QString words{}; ///< empty: nothing to say
        bool canUndo = false;
    };

    /// @p journal is the file of the journal. What is given lives longer.
    RetagController(jobs::Workers &workers, Sessions &sessions, Activities &activities, const ChangeController &changes,
                    QString journal, QObject *parent = nullptr);
    ~RetagController() override;

    void setWindow(QWidget *window);
    [[nodiscard]] bool isRunning(const Repository &repository) const { return m_runs.contains(repository); }
    [[nodiscard]] Notice notice(const Repository &repository) const;

    /// Opens the dialog for @p tags; nothing happens while a run is under way there.
    void retag(const Repository &repository, const std::vector<oci::TagName> &tags);
    void undo(const Repository &repository);
    void dismiss(const Repository &repository); ///< the notice

signals:
    void runChanged(const models::Marks::Repository &repository); ///< a run began or ended
    void noticeChanged(const models::Marks::Repository &repository);

private:
    using Reading = std::shared_ptr<const changes::Reading>;

    /// What can be taken back, and what is said of it.
    struct Outcome
    {
        Notice notice{};
        std::vector<changes::Step> done{};
        Reading reading{};
    };
    struct Run
    {
        std::unique_ptr<jobs::RunPlanJob> job{};
        Activity activity{};
        std::vector<changes::Step> steps{};
        Reading reading{};
        bool isUndo = false;
        std::optional<changes::RunReport> report{};
    };

    void read(const QPointer<RetagDialog> &dialog, const Repository &repository);
    void run(const Repository &repository, const changes::Plan &plan, const Reading &reading, const QString &reason,
             bool isUndo);
    void start(const Sessions::Session &session, const Repository &repository, jobs::RunPlanJob::Order order);
    void end(const Repository &repository, const Result<> &result);
    void conclude(const Repository &repository, const Run &run);

    jobs::Workers &m_workers;
    Sessions &m_sessions;
    Activities &m_activities;
    const ChangeController &m_changes;
    QString m_journal;
    QPointer<QWidget> m_window;
    std::map<Repository, Run> m_runs;
    std::map<Repository, Outcome> m_outcomes;
};

} // namespace ui
