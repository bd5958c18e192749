#pragma once

#include <QJsonObject>
#include <QSet>
#include <QWidget>

#include "app/oci/reference.h"
#include "models/tagtable.h"
#include "ui/copylines.h"
#include "ui/pages/listingnotices.h"
#include "ui/pages/listingstatus.h"

class QAction;
class QKeySequence;
class QLineEdit;
class QStackedWidget;

namespace ui {

class InfoBar;
class PendingBar;
class Placeholder;
class RunNoticeBar;
class TagActions;
class TagFilterBar;
class TagsView;

/// The tags of one repository: their table with its filter, what is said in its place or below it, and the bars of the
/// marks and of what can be taken back. Its actions are for the page around it, too. Starts nothing itself.
class TagPanel final : public QWidget
{
    Q_OBJECT

public:
    /// @p repository and @p registry are what the user calls them; @p lines what other programs call its images.
    TagPanel(models::TagTable *table, QString repository, const QString &registry, const CopyLines &lines,
             QWidget *parent = nullptr);

    void setRegistryName(const QString &name);
    void setStatus(const ListingStatus &status);
    /// False for a connection that is read-only: nothing offers a change then.
    void setChangesAllowed(bool allowed);
    /// What is marked for deletion, images without a tag beside tags; @p running says that a plan is being carried out.
    void showMarks(const QSet<oci::TagName> &marked, int images, bool running);
    /// What came of a run, see RunNoticeBar::display(); no @p words for nothing.
    void showNotice(const QString &icon, const QString &words, const QString &wayBack);
    /// One thing at a time: the filter, then what is being loaded.
    void giveWay();

    [[nodiscard]] TagsView *view() const noexcept { return m_view; }
    [[nodiscard]] QLineEdit *filterField() const;
    [[nodiscard]] QString selectionText() const;
    /// Columns, their order and widths, sorting and grouping.
    [[nodiscard]] QJsonObject arrangement() const;
    void arrange(const QJsonObject &arrangement);

signals:
    void refreshRequested();
    void stopRequested();
    void signInRequested(); ///< the registry does not list them for who asks now
    void doctorRequested();
    void visibleTagsChanged(const std::vector<oci::TagName> &withoutDetails);
    void selectionTextChanged();
    void arrangementChanged(); ///< by a person
    void openRequested(); ///< the details of the current row
    void openInTabRequested(const oci::TagName &tag);
    void openInBackgroundRequested(const oci::TagName &tag);
    void exportRequested();
    void markRequested(const std::vector<oci::TagName> &tags, bool marked);
    void undoMarksRequested();
    void redoMarksRequested();
    void reviewRequested();
    void discardRequested();
    void retagRequested(const std::vector<oci::TagName> &tags);
    void takeBackRequested(); ///< of what showNotice() spoke of
    void noticeDismissed();

private:
    void build();
    void connectTable();
    void connectBars();
    void connectActions();
    void connectMenu();
    void addCommand(const QString &name, const QString &text, const QList<QKeySequence> &keys,
                    void (TagPanel::*requested)());
    void refreshState();
    void refreshFilter(const models::TagModel::Totals &totals);
    void refreshPlaceholder(const models::TagModel::Totals &totals);
    void runPlaceholderAction();
    void askAgain(); ///< the registry, or who signs in there
    void showInStack(QWidget *widget);
    [[nodiscard]] bool isRunning() const { return m_status.phase == ListingStatus::Phase::Running; }

    models::TagTable *m_table;
    QString m_repository;
    CopyLines m_lines;
    ListingNotices m_notices;
    ListingStatus m_status;

    TagsView *m_view;
    QAction *m_group;
    TagActions *m_actions;
    TagFilterBar *m_filter;
    QStackedWidget *m_stack;
    Placeholder *m_placeholder;
    InfoBar *m_bar;
    RunNoticeBar *m_notice;
    PendingBar *m_pending;
};

} // namespace ui
