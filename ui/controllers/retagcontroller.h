#pragma once

#include <map>
#include <memory>

#include <QObject>
#include <QPointer>

#include "app/jobs/readforplanjob.h"
#include "ui/controllers/runs.h"

namespace ui {

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

    /// What is given lives longer.
    RetagController(jobs::Workers &workers, Sessions &sessions, Runs &runs, QObject *parent = nullptr);
    ~RetagController() override;

    void setWindow(QWidget *window);
    [[nodiscard]] Notice notice(const Repository &repository) const;

    /// Opens the dialog for @p tags; nothing happens while a run is under way there.
    void retag(const Repository &repository, const std::vector<oci::TagName> &tags);
    void undo(const Repository &repository);
    void dismiss(const Repository &repository); ///< the notice

signals:
    /// About an error, where a repository was read.
    void doctorRequested(const QString &connectionId, const QString &repository);
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
    struct Run ///< that is under way
    {
        std::size_t steps = 0;
        Reading reading{};
        bool isUndo = false;
    };

    void read(const QPointer<RetagDialog> &dialog, const Repository &repository);
    void run(const Repository &repository, const changes::Plan &plan, const Reading &reading, const QString &reason,
             bool isUndo);
    void conclude(const Repository &repository, const Runs::Ended &ended);

    jobs::Workers &m_workers;
    Sessions &m_sessions;
    Runs &m_runs;
    QPointer<QWidget> m_window;
    std::map<Repository, Run> m_underWay;
    std::map<Repository, Outcome> m_outcomes;
};

} // namespace ui
