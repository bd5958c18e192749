#pragma once

#include <QTimer>
#include <QWidget>

class QLabel;
class QProgressBar;
class QToolButton;

namespace models {
class ActivityModel;
}

namespace ui {

/// The left end of the status bar: what runs now, how far it is, and how much has failed. A click opens the dock.
class ActivityStatus final : public QWidget
{
    Q_OBJECT

public:
    /// Follows @p activities, which lives longer.
    explicit ActivityStatus(models::ActivityModel *activities, QWidget *parent = nullptr);

signals:
    void runningRequested(); ///< show what runs
    void failedRequested(); ///< show what failed

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    void colour();

    models::ActivityModel *m_activities;
    QToolButton *m_running;
    QProgressBar *m_progress;
    QLabel *m_count;
    QToolButton *m_failed;
    QTimer m_soon; ///< until what has begun has run long enough to be shown
};

} // namespace ui
