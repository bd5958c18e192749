#include "ui/delegates/offerdelegate.h"

#include <algorithm>

#include <QAbstractItemView>
#include <QMouseEvent>
#include <QPainter>

#include "ui/look/colours.h"
#include "ui/look/theme.h"

namespace ui {

namespace {

constexpr int inset = 10; ///< between the outline and the text
constexpr qreal radius = 3;

} // namespace

OfferDelegate::OfferDelegate(QObject *parent)
    : RowDelegate(Text::Primary, parent)
{ }

QRect OfferDelegate::buttonRect(const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const QString text = index.data().toString();
    if (text.isEmpty())
        return {};
    const QFontMetrics metrics(option.font);
    const int width = std::min(metrics.horizontalAdvance(text) + 2 * inset, option.rect.width() - look::cellPadding);
    const int height = std::min(metrics.height() + 4, option.rect.height() - 4);
    return {option.rect.right() - look::cellPadding - width, option.rect.top() + (option.rect.height() - height) / 2,
            width, height};
}

QSize OfferDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return RowDelegate::sizeHint(option, index) + QSize(2 * inset, 0);
}

void OfferDelegate::paintContent(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                                 const QRect &) const
{
    const QRect button = buttonRect(option, index);
    if (button.isEmpty())
        return;
    const look::Colours &colours = look::Colours::of(option.palette);
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    const bool isCurrent = view && view->hasFocus() && option.state.testFlag(QStyle::State_Selected);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(isCurrent ? colours.accent : colours.edge);
    painter.setBrush(isCurrent ? colours.accent : colours.raised);
    painter.drawRoundedRect(QRectF(button).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    drawText(painter, button.adjusted(inset / 2, 0, -inset / 2, 0), index.data().toString(), option.font,
             isCurrent ? colours.onAccent : colours.text, Qt::AlignCenter);
}

bool OfferDelegate::editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                                const QModelIndex &index)
{
    if (event->type() == QEvent::MouseButtonRelease) {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        if (mouse->button() == Qt::LeftButton && buttonRect(option, index).contains(mouse->position().toPoint())) {
            emit clicked(index);
            return true;
        }
    }
    return RowDelegate::editorEvent(event, model, option, index);
}

} // namespace ui
