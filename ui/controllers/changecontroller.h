#pragma once

#include <memory>
#include <optional>

#include <QObject>
#include <QPointer>

#include "app/changes/planfile.h"
#include "app/jobs/readforplanjob.h"
#include "models/marks.h"
#include "models/planmodel.h"
#include "ui/controllers/runnotices.h"

namespace ui {

class PlanDialog;
class Prompts;

/// The road from marked tags to a registry that no longer has them: the review of a plan, and its run. Nothing is sent
/// that changes something before a person approved the plan.
class ChangeController final : public QObject
{
    Q_OBJECT

public:
    /// What is given lives longer.
    ChangeController(jobs::Workers &workers, Sessions &sessions, Runs &runs, RunNotices &notices, Prompts &prompts,
                     QObject *parent = nullptr);
    ~ChangeController() override;

    void setWindow(QWidget *window);
    [[nodiscard]] models::Marks &marks() noexcept { return m_marks; }
    [[nodiscard]] Runs &runs() noexcept { return m_runs; }

    /// Takes all marks in @p repository away; asks first where they are many.
    void discard(const models::Marks::Repository &repository);
    /// Opens the review of what is marked in @p repository; see models::PlanModel::MarkOf.
    void review(const models::Marks::Repository &repository, models::PlanModel::MarkOf markOf);
    /// The same for everything in @p repository.
    void reviewDeletion(const models::Marks::Repository &repository);
    /// The same for all images without a tag, where the registry lists them.
    void reviewUntagged(const models::Marks::Repository &repository);
    /// Plans anew what a plan was saved for, and says what is different.
    void reviewSaved(const models::Marks::Repository &repository, const changes::SavedPlan &saved);

signals:
    /// About an error, where a repository was read.
    void doctorRequested(const QString &connectionId, const QString &repository);
    void imagesMarked(const models::Marks::Repository &repository); ///< in the review of those without a tag

private:
    void openReview(const models::Marks::Repository &repository, const platforms::Selection &selection,
                    models::PlanModel::MarkOf markOf, const std::optional<changes::SavedPlan> &saved = {});
    void read(const QPointer<PlanDialog> &dialog, const models::Marks::Repository &repository,
              const platforms::Selection &selection);
    void readElsewhere(const QPointer<PlanDialog> &dialog, const models::Marks::Repository &repository);
    void save(const PlanDialog &dialog, const QString &repository);
    void run(const models::Marks::Repository &repository, const changes::Plan &plan,
             const std::shared_ptr<const changes::Reading> &reading, const QString &reason);
    void forgetMarks(const models::Marks::Repository &repository, const Runs::Ended &ended);

    jobs::Workers &m_workers;
    Sessions &m_sessions;
    Runs &m_runs;
    RunNotices &m_notices;
    Prompts &m_prompts;
    models::Marks m_marks;
    QPointer<QWidget> m_window;
};

} // namespace ui
