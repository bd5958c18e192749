#pragma once

#include "ui/delegates/rowdelegate.h"

namespace ui {

/// Paints a row of the locator: icon, name with the matched letters bold and underlined, where it is, and at the right
/// the key. Headings are small.
class LocatorDelegate final : public RowDelegate
{
    Q_OBJECT

public:
    explicit LocatorDelegate(QObject *parent = nullptr);

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    void paintContent(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                      const QRect &area) const override;
};

} // namespace ui
