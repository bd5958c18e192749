#pragma once

#include <vector>

#include <QDockWidget>
#include <QSortFilterProxyModel>

#include "ui/activity/activities.h"

class QLabel;
class QStackedWidget;
class QTabBar;
class QToolButton;
class QTreeView;

namespace ui {

class Placeholder;

/// Work that runs, failed and is done, each in a list of its own, with what can be done about it.
class ActivityDock final : public QDockWidget
{
    Q_OBJECT

public:
    using State = models::ActivityModel::State;

    /// @p activities lives longer.
    explicit ActivityDock(Activities &activities, QWidget *parent = nullptr);

    /// Shows the dock with one of its lists, and puts the keyboard there.
    void open(State state);
    /// Opens the dock, goes to it where it is open, or closes it where the keyboard is in it.
    void toggle();
    void setVisible(bool isVisible) override;

signals:
    void doctorRequested(const QString &connectionId);
    void left(); ///< the keyboard has to go somewhere else

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    struct Command ///< with its button in the title
    {
        QAction *action = nullptr;
        QToolButton *button = nullptr;
    };

    QWidget *makeTitle();
    void fill();
    void makeView();
    void makeCommands();
    Command makeCommand(const QString &objectName, const QString &text, const QKeySequence &shortcut,
                        void (ActivityDock::*slot)());
    void showList(int number);
    void refreshCounts();
    void selectFirst();
    void refreshCommands();
    void rowsCame(const QModelIndex &parent, int first, int last);
    void cancelSelected();
    void retrySelected();
    void copyReport();
    void showDetails();
    void askDoctor();
    [[nodiscard]] Activities::Id selectedFailure() const; ///< 0 where it is not exactly one
    void removeSelected();
    void leave();
    [[nodiscard]] State state() const;
    [[nodiscard]] std::vector<Activities::Id> selected() const; ///< rows, also where a line below them is selected

    Activities &m_activities;
    QSortFilterProxyModel m_rows; ///< of the list that is shown
    QLabel *m_icon;
    QTabBar *m_tabs;
    QStackedWidget *m_stack = nullptr; ///< with the next two: none until the dock was shown first
    QTreeView *m_view = nullptr;
    Placeholder *m_empty = nullptr;
    Command m_cancel;
    Command m_retry;
    Command m_details;
    Command m_doctor;
    Command m_copy;
    Command m_remove;
    Command m_close;
};

} // namespace ui
