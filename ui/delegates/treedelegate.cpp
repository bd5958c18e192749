#include "ui/delegates/treedelegate.h"

#include <QMouseEvent>
#include <QPainter>

#include "models/registrytreemodel.h"
#include "models/registrytreetext.h"
#include "ui/delegates/levelmark.h"
#include "ui/look/colours.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"

namespace ui {

using models::RegistryTreeModel;

namespace {

constexpr int smallIcon = 14;
constexpr int connectionSpace = 5; ///< a connection stands a little apart

RegistryTreeModel::Kind kindOf(const QModelIndex &index)
{
    return static_cast<RegistryTreeModel::Kind>(index.data(RegistryTreeModel::KindRole).toInt());
}

/// The cell with less padding than in a table: the branch is at its left.
QRect contentOf(const QStyleOptionViewItem &option)
{
    return option.rect.adjusted(2, 0, -look::cellPadding, -1);
}

int drawIcon(QPainter &painter, const QRect &area, const QString &name, const QColor &colour, int size)
{
    if (name.isEmpty())
        return 0;
    painter.drawPixmap(area.left(), area.top() + (area.height() - size) / 2,
                       look::pixmap(name, colour, size, painter.device()->devicePixelRatio()));
    return size + look::iconGap;
}

/// Where the action of a note stands.
QRect actionRect(const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const QString action = index.data(RegistryTreeModel::ActionTextRole).toString();
    if (action.isEmpty())
        return {};
    const QRect area = contentOf(option);
    const int width = option.fontMetrics.horizontalAdvance(action);
    const int text = option.fontMetrics.horizontalAdvance(index.data().toString()) + look::iconGap;
    const int icon = index.data(models::IconRole).toString().isEmpty() ? 0 : look::iconSize + look::iconGap;
    // Behind the text, or at the right edge where the text is shortened.
    const int left = std::min(area.left() + icon + text, area.right() + 1 - width);
    return {left, area.top(), width, area.height()};
}

/// The word of the level in its badge. Returns its width.
int drawBadge(QPainter &painter, const QRect &area, connections::Level level, const QFont &base,
              const look::Colours &colours)
{
    const QString text = models::RegistryTreeText::level(level);
    if (text.isEmpty())
        return 0;
    const QFont font = look::weighted(look::smallFont(look::smallFont(base)), QFont::DemiBold);
    const QFontMetrics metrics(font);
    const QRect badge(area.left(), area.center().y() - metrics.height() / 2 - 1, metrics.horizontalAdvance(text) + 10,
                      metrics.height() + 2);
    if (badge.right() > area.right())
        return 0; // the stripe and the tooltip still say it
    LevelMark::drawBadge(painter, badge, level, colours);
    painter.save();
    painter.setFont(font);
    painter.setPen(LevelMark::textColour(level, colours));
    painter.drawText(badge, Qt::AlignCenter, text);
    painter.restore();
    return badge.width() + look::iconGap;
}

} // namespace

TreeDelegate::TreeDelegate(QObject *parent)
    : RowDelegate(Text::Primary, parent)
{
    setHairline(false);
}

void TreeDelegate::paintContent(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                                const QRect &) const
{
    QRect area = contentOf(option);
    const RegistryTreeModel::Kind kind = kindOf(index);
    const auto level = static_cast<connections::Level>(index.data(RegistryTreeModel::LevelRole).toInt());
    // At the left edge of the view.
    LevelMark::drawStripe(painter, QRect(0, option.rect.top(), option.rect.right() + 1, option.rect.height()), level,
                          look::Colours::of(option.palette));
    if (kind == RegistryTreeModel::Kind::Note) {
        paintNote(painter, option, index, area);
        return;
    }
    const look::Colours &colours = look::Colours::of(option.palette);
    area.setLeft(area.left()
                 + drawIcon(painter, area, index.data(models::IconRole).toString(), colours.text2, look::iconSize));

    const QString state = index.data(RegistryTreeModel::StateTextRole).toString();
    const QString stateIcon = index.data(RegistryTreeModel::StateIconRole).toString();
    const QFont small = look::smallFont(option.font);
    if (!state.isEmpty()) {
        const int icon = stateIcon.isEmpty() ? 0 : smallIcon + 5;
        QRect right = area;
        right.setLeft(area.right() - QFontMetrics(small).horizontalAdvance(state) - icon); // 1 px for rounding
        drawIcon(painter, right, stateIcon, colours.text2, smallIcon);
        drawText(painter, right, state, small, colours.text2, Qt::AlignRight | Qt::AlignVCenter);
        area.setRight(right.left() - look::iconGap);
    }
    const bool isBold
        = kind == RegistryTreeModel::Kind::Connection && index.data(RegistryTreeModel::IsKeptRole).toBool();
    const int width = drawText(painter, area, index.data().toString(),
                               isBold ? look::weighted(option.font, QFont::DemiBold) : option.font,
                               index.data(RegistryTreeModel::IsDimRole).toBool() ? colours.text2 : colours.text);
    if (kind == RegistryTreeModel::Kind::Connection)
        paintMarks(painter, option, index, area.adjusted(width + look::iconGap, 0, 0, 0));
}

/// What has to be known of a connection, behind its name.
void TreeDelegate::paintMarks(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                              QRect area) const
{
    const look::Colours &colours = look::Colours::of(option.palette);
    const auto level = static_cast<connections::Level>(index.data(RegistryTreeModel::LevelRole).toInt());
    area.setLeft(area.left() + drawBadge(painter, area, level, option.font, colours));
    const QString lock = index.data(RegistryTreeModel::LockIconRole).toString();
    if (area.width() >= smallIcon)
        area.setLeft(area.left()
                     + drawIcon(painter, area, lock, lock == u"unlock" ? colours.warn : colours.text2, smallIcon));
    const QString danger = index.data(RegistryTreeModel::DangerRole).toString();
    if (!danger.isEmpty() && area.width() >= smallIcon)
        area.setLeft(area.left() + drawIcon(painter, area, QStringLiteral("warn"), colours.danger, smallIcon));
    if (!danger.isEmpty() && area.width() > 0)
        drawText(painter, area, danger, look::smallFont(option.font), colours.danger);
}

QSize TreeDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const bool isConnection = kindOf(index) == RegistryTreeModel::Kind::Connection;
    return {0, look::rowHeight(option.fontMetrics) + (isConnection ? connectionSpace : 0)};
}

void TreeDelegate::paintNote(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                             const QRect &area) const
{
    const look::Colours &colours = look::Colours::of(option.palette);
    QRect text = area;
    text.setLeft(text.left()
                 + drawIcon(painter, text, index.data(models::IconRole).toString(), colours.text2, look::iconSize));
    const QRect action = actionRect(option, index);
    if (!action.isEmpty())
        text.setRight(action.left() - look::iconGap);
    drawText(painter, text, index.data().toString(), option.font, colours.text2);
    if (action.isEmpty())
        return;
    QFont link = option.font;
    link.setUnderline(true);
    drawText(painter, action.adjusted(0, 0, 2, 0), index.data(RegistryTreeModel::ActionTextRole).toString(), link,
             colours.accent);
}

bool TreeDelegate::editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                               const QModelIndex &index)
{
    if (event->type() == QEvent::MouseButtonRelease && kindOf(index) == RegistryTreeModel::Kind::Note) {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        if (mouse->button() == Qt::LeftButton && actionRect(option, index).contains(mouse->position().toPoint())) {
            emit actionClicked(index);
            return true;
        }
    }
    return RowDelegate::editorEvent(event, model, option, index);
}

} // namespace ui
