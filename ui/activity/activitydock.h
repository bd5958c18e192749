#pragma once

#include <vector>

#include <QDockWidget>
#include <QSortFilterProxyModel>

#include "models/runhistorymodel.h"
#include "ui/activity/activities.h"

class QHBoxLayout;
class QLabel;
class QStackedWidget;
class QTabBar;
class QToolButton;
class QTreeView;

namespace ui {

class HistoryView;
class Placeholder;

/// Work that runs, failed and is done, and what was done to registries ever: each in a list of its own, with what can
/// be done about it.
class ActivityDock final : public QDockWidget
{
    Q_OBJECT

public:
    using State = models::ActivityModel::State;

    /// What is given lives longer.
    ActivityDock(Activities &activities, models::RunHistoryModel &history, QWidget *parent = nullptr);

    /// Shows the dock with one of its lists, and puts the keyboard there.
    void open(State state);
    void openHistory(qint64 run = 0); ///< at one of its rows
    void setKeptDays(int days); ///< of the history
    void showHistoryError(const std::optional<ErrorText> &error); ///< it could not be read; or it could
    /// Opens the dock, goes to it where it is open, or closes it where the keyboard is in it.
    void toggle();
    void setVisible(bool isVisible) override;

signals:
    void doctorRequested(const QString &connectionId, const QString &repository);
    void restoreLostRequested(qint64 run);
    void restoreRequested(qint64 run);
    void goOnRequested(qint64 run);
    void pauseRequested(qint64 run);
    void stopRequested(qint64 run);
    void exportRequested();
    void keepRequested(int days); ///< see HistoryView
    void left(); ///< the keyboard has to go somewhere else

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    struct Command ///< with its button in the title: none until the dock was shown first
    {
        QAction *action = nullptr;
        QToolButton *button = nullptr;
    };

    void makeTabs();
    void fill();
    QWidget *makeTitle();
    void makeView();
    void makeHistory();
    void makeCommands();
    void openList(int number);
    QToolButton *makeButton(QAction *action);
    Command makeCommand(const QString &objectName, const QString &text, const QKeySequence &shortcut,
                        void (ActivityDock::*slot)());
    void showList(int number);
    void showState();
    void refreshCounts();
    void selectFirst();
    void refreshCommands();
    void rowsCame(const QModelIndex &parent, int first, int last);
    void cancelSelected();
    void pauseSelected();
    void stopSelected();
    void retrySelected();
    void copyReport();
    void showDetails();
    void askDoctor();
    [[nodiscard]] Activities::Id selectedFailure() const; ///< 0 where it is not exactly one
    void removeSelected();
    void leave();
    [[nodiscard]] bool showsHistory() const;
    [[nodiscard]] State state() const; ///< where it does not
    [[nodiscard]] std::vector<Activities::Id> selected() const; ///< rows, also where a line below them is selected

    Activities &m_activities;
    models::RunHistoryModel &m_historyModel;
    std::optional<ErrorText> m_historyError;
    int m_keptDays = changes::keptDays;
    QSortFilterProxyModel m_rows; ///< of the list that is shown
    QTabBar *m_tabs;
    QLabel *m_icon = nullptr; ///< with the next four: none until the dock was shown first
    QStackedWidget *m_stack = nullptr;
    QTreeView *m_view = nullptr;
    Placeholder *m_empty = nullptr;
    HistoryView *m_history = nullptr;
    Command m_cancel;
    Command m_pause; ///< in place of Cancel, for what can go on later
    Command m_stop;
    Command m_retry;
    Command m_details;
    Command m_doctor;
    Command m_copy;
    Command m_remove;
    Command m_close;
    std::vector<QToolButton *> m_historyButtons; ///< none until the dock was shown first
    QHBoxLayout *m_title = nullptr;
};

} // namespace ui
