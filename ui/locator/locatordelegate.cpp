#include "ui/locator/locatordelegate.h"

#include <QKeySequence>
#include <QPainter>
#include <QTextLayout>

#include "models/locatormodel.h"
#include "ui/look/colours.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"

namespace ui {

using models::LocatorModel;

namespace {

/// Draws the name in one line and returns how wide it is.
int drawName(QPainter &painter, const QRect &area, const QModelIndex &index, const QFont &font, const QColor &colour)
{
    const QString name = QFontMetrics(font).elidedText(index.data().toString(), Qt::ElideRight, area.width());
    QTextLayout layout(name, font);
    QList<QTextLayout::FormatRange> formats;
    const QVariantList ranges = index.data(LocatorModel::RangesRole).toList();
    for (qsizetype i = 0; i + 1 < ranges.size(); i += 2) {
        QTextLayout::FormatRange &format = formats.emplaceBack();
        format.start = ranges.at(i).toInt();
        format.length = ranges.at(i + 1).toInt();
        format.format.setFontUnderline(true);
        format.format.setFontWeight(QFont::Bold);
    }
    layout.setFormats(formats);
    layout.beginLayout();
    QTextLine line = layout.createLine();
    line.setNumColumns(static_cast<int>(name.size()));
    layout.endLayout();
    painter.setPen(colour);
    layout.draw(&painter, QPointF(area.left(), area.top() + (area.height() - line.height()) / 2));
    return static_cast<int>(line.naturalTextWidth());
}

/// The key at the right: of a command its own, of the current row the one that opens it.
QString keyOf(const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const bool isCommand = index.data(LocatorModel::KindRole).toInt() == static_cast<int>(models::LocatorKind::Command);
    if (isCommand)
        return index.data(LocatorModel::ShortcutRole).toString();
    return option.state & QStyle::State_Selected ? QKeySequence(Qt::Key_Enter).toString(QKeySequence::NativeText)
                                                 : QString();
}

} // namespace

LocatorDelegate::LocatorDelegate(QObject *parent)
    : RowDelegate(Text::Primary, parent)
{
    setHairline(false);
}

QSize LocatorDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int space = index.data(LocatorModel::IsHeadingRole).toBool() ? 8 : 12;
    return {0, option.fontMetrics.height() + space};
}

void LocatorDelegate::paintContent(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                                   const QRect &area) const
{
    const look::Colours &colours = look::Colours::of(option.palette);
    const QFont small = look::smallFont(option.font);
    if (index.data(LocatorModel::IsHeadingRole).toBool()) {
        drawText(painter, area, index.data().toString(), look::weighted(small, QFont::Medium), colours.text2);
        return;
    }
    const bool isOff = index.data(LocatorModel::IsOffRole).toBool();
    QRect rest = area;
    const QString key = keyOf(option, index);
    if (!key.isEmpty()) {
        drawText(painter, area, key, small, colours.text2, Qt::AlignRight | Qt::AlignVCenter);
        rest.setRight(area.right() - QFontMetrics(small).horizontalAdvance(key) - look::cellPadding);
    }
    painter.drawPixmap(rest.left(), rest.top() + (rest.height() - look::iconSize) / 2,
                       look::pixmap(index.data(models::IconRole).toString(), colours.text2, look::iconSize,
                                    painter.device()->devicePixelRatio()));
    rest.setLeft(rest.left() + look::iconSize + 2 * look::iconGap);
    const int width = drawName(painter, rest, index, option.font, isOff ? colours.off : colours.text);
    rest.setLeft(rest.left() + width + look::cellPadding);
    if (rest.width() > 0)
        drawText(painter, rest, index.data(LocatorModel::ContextRole).toString(), option.font, colours.text2);
}

} // namespace ui
