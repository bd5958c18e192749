#pragma once

#include "app/platforms/image.h"
#include "ui/errortext.h"
#include "ui/pages/page.h"

namespace ui {

class ImageDetail;

/// One image in a tab of its own. Starts nothing itself.
class ImagePage final : public Page
{
    Q_OBJECT

public:
    /// @p place is an image; @p registryName is what the user calls its registry.
    ImagePage(Place place, QString registryName, QWidget *parent = nullptr);

    void showLoading();
    void showImage(const platforms::Image &image);
    void showError(const base::Error &error);

    [[nodiscard]] ImageDetail *detail() noexcept { return m_detail; }

    [[nodiscard]] QString iconName() const override;
    [[nodiscard]] QString title() const override; ///< `payments/api:v2.8.1`
    [[nodiscard]] QString longTitle() const override;
    [[nodiscard]] QList<QWidget *> panes() const override;
    void setRegistryName(const QString &name) override;
    [[nodiscard]] bool canRefresh() const override { return true; }
    void refresh() override { emit imageRequested(*place().image); }
    void stop() override { emit stopRequested(); }
    [[nodiscard]] QJsonObject state() const override;
    void restore(const QJsonObject &state) override;

signals:
    void imageRequested(const oci::TagOrDigest &reference);
    void stopRequested();
    void signInRequested();
    void placeRequested(const ui::Place &place); ///< shall be gone to

private:
    QString m_registryName;
    ImageDetail *m_detail;
    bool m_wasFilled = false;
};

} // namespace ui
