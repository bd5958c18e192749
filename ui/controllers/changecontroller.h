#pragma once

#include <map>
#include <memory>

#include <QObject>
#include <QPointer>

#include "app/jobs/readforplanjob.h"
#include "app/jobs/runplanjob.h"
#include "models/marks.h"
#include "models/planmodel.h"
#include "ui/activity/activities.h"
#include "ui/controllers/sessions.h"

namespace ui {

class PlanDialog;
class Prompts;

/// The road from marked tags to a registry that no longer has them: the review of a plan, and its run. Nothing is sent
/// that changes something before a person approved the plan. One run in a repository at a time.
class ChangeController final : public QObject
{
    Q_OBJECT

public:
    /// @p journal is the file of the journal. What is given lives longer.
    ChangeController(jobs::Workers &workers, Sessions &sessions, Activities &activities, Prompts &prompts,
                     QString journal, QObject *parent = nullptr);
    ~ChangeController() override;

    void setWindow(QWidget *window);
    [[nodiscard]] models::Marks &marks() noexcept { return m_marks; }
    [[nodiscard]] bool isRunning(const models::Marks::Repository &repository) const;

    /// Takes all marks in @p repository away; asks first where they are many.
    void discard(const models::Marks::Repository &repository);
    /// Opens the review of what is marked in @p repository; see models::PlanModel::MarkOf.
    void review(const models::Marks::Repository &repository, models::PlanModel::MarkOf markOf);

signals:
    /// A run began or ended; what it removed is not marked any more.
    void runChanged(const models::Marks::Repository &repository);

private:
    struct Run
    {
        std::unique_ptr<jobs::RunPlanJob> job{};
        Activity activity{};
        std::vector<changes::Step> steps{};
        std::optional<changes::RunReport> report{};
    };

    void read(const QPointer<PlanDialog> &dialog, const models::Marks::Repository &repository,
              const platforms::Selection &selection);
    void save(const PlanDialog &dialog, const QString &repository);
    void run(const models::Marks::Repository &repository, const changes::Plan &plan,
             const std::shared_ptr<const changes::Reading> &reading, const QString &reason);
    void start(const Sessions::Session &session, const models::Marks::Repository &repository,
               jobs::RunPlanJob::Order order);
    void end(const models::Marks::Repository &repository, const Result<> &result);
    [[nodiscard]] static QString outcomeOf(const changes::RunReport &report);

    jobs::Workers &m_workers;
    Sessions &m_sessions;
    Activities &m_activities;
    Prompts &m_prompts;
    QString m_journal;
    models::Marks m_marks;
    QPointer<QWidget> m_window;
    std::map<models::Marks::Repository, Run> m_runs;
};

} // namespace ui
