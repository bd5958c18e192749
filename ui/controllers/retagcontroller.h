#pragma once

#include <memory>

#include <QObject>
#include <QPointer>

#include "app/jobs/readforplanjob.h"
#include "ui/controllers/runnotices.h"

namespace ui {

class RetagDialog;

/// The road from a tag to another one on the same image, and back: the dialog, its run, and the undo of it, which is a
/// run of its own. Nothing is sent that changes something before a person approved it.
class RetagController final : public QObject
{
    Q_OBJECT

public:
    using Repository = models::Marks::Repository;

    /// What is given lives longer.
    RetagController(jobs::Workers &workers, Sessions &sessions, Runs &runs, RunNotices &notices,
                    QObject *parent = nullptr);
    ~RetagController() override;

    void setWindow(QWidget *window);

    /// Opens the dialog for @p tags; nothing happens while a run is under way there.
    void retag(const Repository &repository, const std::vector<oci::TagName> &tags);

signals:
    /// About an error, where a repository was read.
    void doctorRequested(const QString &connectionId, const QString &repository);

private:
    using Reading = std::shared_ptr<const changes::Reading>;

    struct Order
    {
        changes::Plan plan{};
        Reading reading{};
        bool isUndo = false;
    };

    void read(const QPointer<RetagDialog> &dialog, const Repository &repository);
    void run(const Repository &repository, const Order &order, const QString &reason);
    void conclude(const Repository &repository, const Order &order, const Runs::Ended &ended);

    jobs::Workers &m_workers;
    Sessions &m_sessions;
    Runs &m_runs;
    RunNotices &m_notices;
    QPointer<QWidget> m_window;
};

} // namespace ui
