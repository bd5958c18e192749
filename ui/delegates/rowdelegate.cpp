#include "ui/delegates/rowdelegate.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>
#include <QtMath>

#include "models/roles.h"
#include "ui/look/colours.h"
#include "ui/look/theme.h"

namespace ui {

using namespace Qt::StringLiterals;

RowDelegate::RowDelegate(Text text, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_text(text)
{ }

void RowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const look::Colours &colours = look::Colours::of(option.palette);
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    painter->save();
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, view && view->hasFocus() ? colours.selection : colours.idleSelection);
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(option.rect, colours.hover);
    else if (const auto mark = static_cast<models::ChangeMark>(index.data(models::ChangeRole).toInt());
             mark != models::ChangeMark::None)
        painter->fillRect(option.rect,
                          mark == models::ChangeMark::WillBeDeleted ? colours.markedRow : colours.affectedRow);
    if (m_hairline) {
        painter->setPen(colours.hair);
        const int left = index.column() == 0 ? 0 : option.rect.left(); // under the branches, too
        painter->drawLine(left, option.rect.bottom(), option.rect.right(), option.rect.bottom());
    }
    const bool isCurrentRow = view && view->currentIndex().siblingAtColumn(index.column()) == index;
    if (isCurrentRow && index.column() == 0 && view->hasFocus())
        painter->fillRect(QRect(0, option.rect.top(), 3, option.rect.height()), colours.accent);
    paintContent(*painter, option, index, option.rect.adjusted(look::cellPadding, 0, -look::cellPadding, -1));
    painter->restore();
}

void RowDelegate::paintContent(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                               const QRect &area) const
{
    const QVariant alignment = index.data(Qt::TextAlignmentRole);
    drawText(painter, area, index.data().toString(), font(option), colour(look::Colours::of(option.palette)),
             alignment.isValid() ? alignment.value<Qt::Alignment>() : Qt::AlignLeft | Qt::AlignVCenter);
}

QFont RowDelegate::font(const QStyleOptionViewItem &option) const
{
    if (m_text == Text::Fixed)
        return look::fixedFont(option.font);
    return m_text == Text::Name ? look::weighted(option.font, QFont::Medium) : option.font;
}

QColor RowDelegate::colour(const look::Colours &colours) const
{
    if (m_text == Text::Primary)
        return m_faded ? colours.text2 : colours.text;
    return m_text == Text::Name ? colours.text : colours.text2;
}

int RowDelegate::drawText(QPainter &painter, const QRect &area, const QString &text, const QFont &font,
                          const QColor &colour, Qt::Alignment alignment)
{
    const QFontMetrics metrics(font);
    const QString fitting = metrics.elidedText(text, Qt::ElideRight, area.width());
    painter.setFont(font);
    painter.setPen(colour);
    painter.drawText(area, static_cast<int>(alignment) | Qt::TextSingleLine, fitting);
    return metrics.horizontalAdvance(fitting);
}

int RowDelegate::textWidth(const QString &text, const QFont &font)
{
    return qCeil(QFontMetricsF(font).horizontalAdvance(text));
}

QSize RowDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int width = textWidth(index.data().toString(), font(option)) + 2 * look::cellPadding;
    return {width, look::rowHeight(option.fontMetrics)};
}

bool RowDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                            const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip)
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    const QString text = index.data(Qt::ToolTipRole).toString();
    // Escaped and marked as rich text: Qt would guess otherwise, and servers choose the text.
    const QString shown
        = text.isEmpty() ? QString() : u"<qt><p style='white-space:pre-wrap'>%1</p></qt>"_s.arg(text.toHtmlEscaped());
    QToolTip::showText(event->globalPos(), shown, view);
    return true;
}

} // namespace ui
