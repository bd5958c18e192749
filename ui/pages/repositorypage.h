#pragma once

#include <optional>

#include <QTimer>

#include "app/oci/reference.h"
#include "app/platforms/image.h"
#include "models/tagtable.h"
#include "ui/copylines.h"
#include "ui/pages/listingstatus.h"
#include "ui/pages/page.h"

class QSplitter;

namespace ui {

class ConnectionGuard;
class ImageDetail;
class RepositoryStrip;
class TagPanel;

/// One repository: a strip that says what is shown and how complete it is, its tags, and the detail of the image that
/// is selected. Starts nothing itself.
class RepositoryPage final : public Page
{
    Q_OBJECT

public:
    /// @p place is a repository; @p registryName is what the user calls its registry; @p lines what other programs call
    /// its images.
    RepositoryPage(models::TagTable *table, Place place, QString registryName, const CopyLines &lines,
                   QWidget *parent = nullptr);

    void setStatus(const ListingStatus &status);
    /// Selects the row of @p reference, when it is there or as soon as it comes; the image is requested at once.
    void reveal(const oci::TagOrDigest &reference) override;

    void showImageLoading(const oci::TagOrDigest &reference);
    void showImage(const oci::TagOrDigest &reference, const platforms::Image &image);
    void showImageError(const oci::TagOrDigest &reference, const base::Error &error);

    [[nodiscard]] ConnectionGuard *guard() noexcept;
    [[nodiscard]] TagPanel *tags() noexcept { return m_tags; }
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
    void signInRequested(); ///< the registry does not list its tags, or show an image, for who asks now
    void stopRequested();
    void imageRequested(const oci::TagOrDigest &reference);
    void placeRequested(const ui::Place &place); ///< an image, in a tab of its own
    void placeInBackgroundRequested(const ui::Place &place);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void build();
    void connectTags();
    void connectDetail();
    void beginNarrow();
    void refreshStrip();
    void openDetail();
    void leaveDetail();
    void giveWay();
    void requestSelected();
    void selectAwaited();
    void leaveGone();
    [[nodiscard]] Place placeOf(const oci::TagName &tag) const;
    [[nodiscard]] oci::TagOrDigest nameOf(const oci::TagOrDigest &reference) const;

    models::TagTable *m_table;
    QString m_registryName;
    ListingStatus m_status;
    std::optional<oci::TagOrDigest> m_awaited; ///< asked for before its row was there
    std::optional<oci::TagOrDigest> m_requested; ///< the image that the detail shows or waits for
    QTimer m_settle; ///< the detail follows the selection once it rests

    RepositoryStrip *m_strip;
    TagPanel *m_tags;
    QSplitter *m_splitter;
    ImageDetail *m_detail;
    bool m_isNarrow = false; ///< the detail is open only while it is looked at
};

} // namespace ui
