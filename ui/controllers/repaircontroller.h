#pragma once

#include <map>

#include <QObject>
#include <QPointer>

#include "models/registrytreemodel.h"
#include "ui/controllers/runs.h"

namespace ui {

class HistoryController;
class RepairDialog;

/// Looks for broken indexes in a repository, and shows what it finds: one report for each. What the history has the
/// bytes of can be put back from there, after a review.
class RepairController final : public QObject
{
    Q_OBJECT

public:
    using Repository = Runs::Repository;

    /// What is given lives longer.
    RepairController(jobs::Workers &workers, Sessions &sessions, const models::RegistryTreeModel &tree, Runs &runs,
                     HistoryController &history, QObject *parent = nullptr);
    ~RepairController() override;

    void setWindow(QWidget *window);

    /// Opens the report of @p repository, or comes back to it.
    void open(const Repository &repository);
    void signedIn(const QString &connection); ///< what could not be read may be read now
    void close(const QString &connection); ///< it is another place now, or gone

signals:
    void signInRequested(const QString &connection);
    void doctorRequested(const QString &connectionId, const QString &repository);

private:
    void read(const Repository &repository);
    void join(RepairDialog *dialog, const Repository &repository);
    [[nodiscard]] bool mayChange(const QString &connection) const;

    jobs::Workers &m_workers;
    Sessions &m_sessions;
    const models::RegistryTreeModel &m_tree;
    Runs &m_runs;
    HistoryController &m_history;
    std::map<Repository, QPointer<RepairDialog>> m_dialogs;
    QPointer<QWidget> m_window;
};

} // namespace ui
