#pragma once

#include <array>
#include <optional>

#include <QJsonObject>
#include <QWidget>

#include "models/layersharing.h"
#include "ui/copylines.h"
#include "ui/errortext.h"
#include "ui/pages/image/shownimage.h"

class QComboBox;
class QTabWidget;

namespace ui {

class HistoryTab;
class ImageTab;
class LayersTab;
class OverviewTab;
class RawTab;
class ReferrersTab;

/// What one image is and is made of, in tabs. The tab and the platform that were chosen stay from image to image.
class ImageDetail final : public QWidget
{
    Q_OBJECT

public:
    explicit ImageDetail(QWidget *parent = nullptr);

    /// How other programs call the images that will be shown.
    void setLines(const CopyLines &lines);

    void clear(); ///< nothing is selected
    void showLoading(const oci::TagOrDigest &name);
    void showImage(const oci::TagOrDigest &name, const platforms::Image &image);
    void showError(const oci::TagOrDigest &name, const base::Error &error, const QString &registry);
    /// What the images of the repository have in common, null while nobody knows, and their tags.
    void setSharing(std::shared_ptr<const insight::Sharing> sharing, bool isComing,
                    models::LayerSharing::TagsOfImage tags);
    void endSharing(); ///< nobody lists the repository any more: what is known stays, and no more comes

    /// The tab and the platform that were chosen, for the next start; restore() takes what it understands.
    [[nodiscard]] QJsonObject state() const;
    void restore(const QJsonObject &state);

    [[nodiscard]] RawTab &raw() noexcept { return *m_raw; }
    [[nodiscard]] ReferrersTab &referrers() noexcept { return *m_referrers; }

signals:
    void retryRequested();
    void doctorRequested();
    void signInRequested();
    void repairRequested(); ///< of a broken index
    void tagChosen(const oci::TagOrDigest &tag); ///< shall be shown instead

private:
    void build();
    void joinTabs();
    void choosePlatform(int number);
    void refreshTitles();
    void refreshTags();
    void refreshFocus();
    [[nodiscard]] std::array<ImageTab *, 5> tabs() const;

    std::optional<ShownImage> m_shown;
    std::shared_ptr<const insight::Sharing> m_sharing;
    models::LayerSharing::TagsOfImage m_tagsOfImage; ///< null while no listing is open
    QString m_wantedPlatform; ///< chosen by the user
    QTabWidget *m_tabs;
    QComboBox *m_platform;
    OverviewTab *m_overview;
    LayersTab *m_layers;
    HistoryTab *m_history;
    RawTab *m_raw;
    ReferrersTab *m_referrers;
};

} // namespace ui
