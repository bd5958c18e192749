#pragma once

#include <optional>

#include <QTimer>

#include "app/oci/reference.h"
#include "app/platforms/image.h"
#include "models/tagtable.h"
#include "ui/copylines.h"
#include "ui/pages/listingnotices.h"
#include "ui/pages/page.h"

class QAction;
class QSplitter;
class QStackedWidget;

namespace ui {

class ConnectionGuard;
class ImageDetail;
class InfoBar;
class PendingBar;
class Placeholder;
class RepositoryStrip;
class TagActions;
class TagFilterBar;
class TagsView;
class UndoBar;

/// One repository: a strip that says what is shown and how complete it is, the table of tags, and the detail of the
/// image that is selected. Starts nothing itself.
class RepositoryPage final : public Page
{
    Q_OBJECT

public:
    /// @p place is a repository; @p registryName is what the user calls its registry; @p lines what other programs call
    /// its images.
    RepositoryPage(models::TagTable *table, Place place, QString registryName, const CopyLines &lines,
                   QWidget *parent = nullptr);

    void setStatus(const ListingStatus &status);
    /// False for a connection that is read-only: nothing offers a change then.
    void setChangesAllowed(bool allowed);
    /// What is marked for deletion, images without a tag beside tags; @p running says that a plan is being carried out.
    void showMarks(const QSet<oci::TagName> &marked, int images, bool running);
    /// What came of a retag; empty for nothing.
    void showNotice(const QString &words, bool canUndo);
    /// Selects the row of @p reference, when it is there or as soon as it comes; the image is requested at once.
    void reveal(const oci::TagOrDigest &reference) override;

    void showImageLoading(const oci::TagOrDigest &reference);
    void showImage(const oci::TagOrDigest &reference, const platforms::Image &image);
    void showImageError(const oci::TagOrDigest &reference, const base::Error &error);

    [[nodiscard]] ConnectionGuard *guard() noexcept;
    [[nodiscard]] ImageDetail *detail() noexcept { return m_detail; }

    [[nodiscard]] QString iconName() const override;
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString longTitle() const override;
    [[nodiscard]] QString selectionText() const override;
    [[nodiscard]] QList<QWidget *> panes() const override;
    [[nodiscard]] QWidget *filterField() const override;
    [[nodiscard]] bool canRefresh() const override { return true; }
    void setRegistryName(const QString &name) override;
    void refresh() override { emit refreshRequested(); }
    void stop() override { emit stopRequested(); }
    void readAgain() override;
    [[nodiscard]] QJsonObject state() const override;
    void restore(const QJsonObject &state) override;
    [[nodiscard]] QJsonObject arrangement() const override;
    void arrange(const QJsonObject &arrangement) override;

signals:
    void refreshRequested();
    void signInRequested(); ///< the registry does not list them for who asks now
    void stopRequested();
    void imageRequested(const oci::TagOrDigest &reference);
    void visibleTagsChanged(const std::vector<oci::TagName> &withoutDetails);
    void placeRequested(const ui::Place &place); ///< an image, in a tab of its own
    void placeInBackgroundRequested(const ui::Place &place);
    void exportRequested();
    void markRequested(const std::vector<oci::TagName> &tags, bool marked);
    void undoMarksRequested();
    void redoMarksRequested();
    void reviewRequested();
    void discardRequested();
    void retagRequested(const std::vector<oci::TagName> &tags);
    void undoRequested(); ///< of what showNotice() spoke of
    void noticeDismissed();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void build();
    void connectTable();
    void connectActions();
    void connectChanges();
    void beginNarrow();
    void applyFilter(const QString &text);
    void refreshState();
    void refreshFilter(const models::TagModel::Totals &totals);
    void refreshPlaceholder(const models::TagModel::Totals &totals);
    void runPlaceholderAction();
    void openDetail();
    [[nodiscard]] Place placeOf(const models::TagRow &row) const;
    void leaveDetail();
    void giveWay();
    void showInStack(QWidget *widget);
    void requestSelected();
    void selectAwaited();
    [[nodiscard]] bool isRunning() const { return m_status.phase == ListingStatus::Phase::Running; }
    [[nodiscard]] oci::TagOrDigest nameOf(const oci::TagOrDigest &reference) const;

    models::TagTable *m_table;
    QString m_registryName;
    CopyLines m_lines;
    ListingNotices m_notices;
    ListingStatus m_status;
    std::optional<oci::TagOrDigest> m_awaited; ///< asked for before its row was there
    std::optional<oci::TagOrDigest> m_requested; ///< the image that the detail shows or waits for
    QTimer m_settle; ///< the detail follows the selection once it rests

    RepositoryStrip *m_strip;
    QWidget *m_list; ///< the table with its filter
    TagsView *m_view;
    QAction *m_group;
    TagActions *m_actions;
    TagFilterBar *m_filter;
    QStackedWidget *m_stack;
    Placeholder *m_placeholder;
    InfoBar *m_bar;
    UndoBar *m_undo;
    PendingBar *m_pending;
    QSplitter *m_splitter;
    ImageDetail *m_detail;
    bool m_isNarrow = false; ///< the detail is open only while it is looked at
};

} // namespace ui
