#pragma once

#include "models/referrermodel.h"
#include "ui/pages/image/imagetab.h"

class QTreeView;

namespace ui {

class InfoBar;

/// What is attached to the image: signatures, SBOMs, attestations, reports.
class ReferrersTab final : public ImageTab
{
    Q_OBJECT

public:
    explicit ReferrersTab(QWidget *parent = nullptr);

    void display(const ShownImage &shown) override;
    [[nodiscard]] int count() const { return m_referrers.artifacts(); }

    /// What cosign put beside the image that is shown.
    void addAttachedTags(const std::vector<platforms::AttachedTag> &tags);
    /// The answers to referrersRequested().
    void showReferrers(const oci::Digest &subject, const registry::Referrers &referrers);
    void showReferrersError(const oci::Digest &subject, const ErrorText &error);

signals:
    void referrersRequested(const oci::Digest &subject);
    void documentChosen(const oci::Descriptor &descriptor); ///< shall be looked at
    void countChanged();

private:
    void build();
    void makeActions();
    void expandGroups();
    void refreshState();

    std::optional<ShownImage> m_shown;
    models::ReferrerModel m_referrers;
    InfoBar *m_note;
    QTreeView *m_view;
};

} // namespace ui
