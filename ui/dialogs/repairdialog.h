#pragma once

#include <memory>

#include "app/changes/repairreport.h"
#include "app/connections/connection.h"
#include "models/repairmodel.h"
#include "ui/dialogs/reviewdialog.h"

class QAction;
class QLabel;
class QPushButton;
class QStackedWidget;
class QTreeView;

namespace ui {

class InfoBar;
class PlanHeader;
class Placeholder;

/// The repair report of a repository: which indexes lack what, since when, and what took it. Reads and sends nothing
/// itself.
class RepairDialog final : public ReviewDialog
{
    Q_OBJECT

public:
    RepairDialog(connections::Connection connection, oci::RepositoryName repository, QWidget *parent = nullptr);

    void showProgress(qint64 done, qint64 total);
    void showError(const base::Error &error); ///< also one that somebody stopped
    void showReport(const std::shared_ptr<const changes::RepairReport> &report);
    /// False for a connection that is read-only: nothing offers a restore then.
    void setChangesAllowed(bool allowed);

    /// The report as text.
    [[nodiscard]] QString reportText() const;

signals:
    void readRequested();
    void stopRequested();
    void signInRequested();
    void doctorRequested(); ///< about an error
    /// @p run is the one run of ours that took them, if it is one.
    void restoreRequested(const std::vector<oci::Digest> &manifests, const QString &tags,
                          const std::optional<qint64> &run);

private:
    enum class BarAction : quint8
    {
        Stop,
        Read,
        SignIn
    };

    void makeTable();
    void makeLayout();
    void joinBars();
    void showNotRead();
    void showEmpty();
    void refreshCommands();
    void requestRestore();
    [[nodiscard]] QStringList notReadLines() const;
    [[nodiscard]] QString readWords() const;
    [[nodiscard]] std::vector<oci::Digest> chosen() const;

    connections::Connection m_connection;
    oci::RepositoryName m_repository;
    std::shared_ptr<const changes::RepairReport> m_report;
    models::RepairModel m_model;
    BarAction m_barAction = BarAction::Stop;
    bool m_isReading = false;
    bool m_mayRestore = false;

    PlanHeader *m_header;
    InfoBar *m_bar;
    InfoBar *m_journalBar; ///< why the history could not be asked
    QStackedWidget *m_stack;
    QTreeView *m_view;
    Placeholder *m_placeholder;
    QLabel *m_lockNote;
    QPushButton *m_copy;
    QPushButton *m_again;
    QPushButton *m_restore;
    QPushButton *m_close;
    QAction *m_restoreAction;
    QAction *m_copyAction;
};

} // namespace ui
