#pragma once

#include <array>

#include <QStackedWidget>

#include "models/runhistorymodel.h"
#include "ui/errortext.h"

class QAction;
class QTreeView;

namespace ui {

class Placeholder;

/// The list of what was done to registries, with what can be done about it: the commands are in the context menu, and
/// whoever shows the list may give them buttons.
class HistoryView final : public QStackedWidget
{
    Q_OBJECT

public:
    /// @p model lives longer.
    explicit HistoryView(models::RunHistoryModel &model, QWidget *parent = nullptr);

    [[nodiscard]] QTreeView *view() const noexcept { return m_view; }
    void showError(const std::optional<ErrorText> &error); ///< in place of the list; none for the list
    void select(qint64 run);
    void setKeptDays(int days);
    void refreshCommands(); ///< what can be done may have changed

    QAction *restore; ///< "Restore…"
    QAction *pause; ///< "Pause"
    QAction *goOn; ///< "Go on"
    QAction *stop; ///< "Stop…"
    QAction *copy; ///< "Copy report"
    QAction *exportAll; ///< "Export…"
    QAction *keep; ///< "Keep history for", with a menu

protected:
    void resizeEvent(QResizeEvent *event) override;

signals:
    void restoreRequested(qint64 run);
    void restoreLostRequested(qint64 run); ///< what it should have left as it was
    void goOnRequested(qint64 run);
    void pauseRequested(qint64 run);
    void stopRequested(qint64 run);
    void exportRequested();
    void keepRequested(int days); ///< 0: some other number

private:
    using Widths = std::array<int, 3>;

    QAction *makeCommand(const QString &objectName, const QString &text);
    void makeView();
    void makeChoices();
    void fitColumns();
    [[nodiscard]] int needed(int column) const; ///< pixels
    [[nodiscard]] Widths widths() const;
    void activate();
    void carryOut(); ///< what the current row offers
    void copyReport() const;
    void remember();
    void reopen();
    [[nodiscard]] qint64 current() const; ///< the run of the current row; 0 for none
    [[nodiscard]] models::RunHistoryModel::Offer offer() const; ///< of the current row

    models::RunHistoryModel &m_model;
    QTreeView *m_view;
    Placeholder *m_empty;
    std::optional<ErrorText> m_error;
    std::set<qint64> m_open; ///< runs whose rows are unfolded
    qint64 m_current = 0;
    std::optional<Widths> m_fitted; ///< as fitColumns() left them
    int m_keptDays = changes::keptDays;
};

} // namespace ui
