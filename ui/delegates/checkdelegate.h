#pragma once

#include "models/roles.h"
#include "ui/delegates/rowdelegate.h"

namespace ui {

/// Paints a step of the doctor: an icon for how it went, its title, how long it took, and
/// what it found out in a second line.
class CheckDelegate final : public RowDelegate
{
    Q_OBJECT

public:
    enum Role
    {
        StateRole = models::FirstOwnRole, ///< a doctor::Check::State as int
        DetailRole, ///< the second line; may be empty
        TimeRole, ///< how long it took, in words; may be empty
        UntriedRole, ///< true where it may still be tried: a check that was skipped for good has another mark
    };

    explicit CheckDelegate(QObject *parent = nullptr);

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    void paintContent(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                      const QRect &area) const override;
};

} // namespace ui
