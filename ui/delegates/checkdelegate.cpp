#include "ui/delegates/checkdelegate.h"

#include <QPainter>

#include "app/doctor/report.h"
#include "ui/look/colours.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"

namespace ui {

using namespace Qt::StringLiterals;
using State = doctor::Check::State;

namespace {

constexpr int lineGap = 2;

/// How high the second line is, with its gap; 0 where there is none.
int detailHeight(const QFont &small, const QModelIndex &index)
{
    const bool isEmpty = index.data(CheckDelegate::DetailRole).toString().isEmpty();
    return isEmpty ? 0 : lineGap + QFontMetrics(small).height();
}

QPixmap iconOf(const QModelIndex &index, const look::Colours &colours, qreal scale)
{
    switch (static_cast<State>(index.data(CheckDelegate::StateRole).toInt())) {
    case State::Passed:
        return look::pixmap(u"ok"_s, colours.ok, look::iconSize, scale);
    case State::Info:
        return look::pixmap(u"info"_s, colours.accent, look::iconSize, scale);
    case State::Warning:
        return look::pixmap(u"warn"_s, colours.warn, look::iconSize, scale);
    case State::Failed:
        return look::pixmap(u"error"_s, colours.danger, look::iconSize, scale);
    case State::Running:
        return look::pixmap(u"wait"_s, colours.accent, look::iconSize, scale);
    case State::Skipped:
        break;
    }
    const bool isUntried = index.data(CheckDelegate::UntriedRole).toBool();
    return look::pixmap(isUntried ? u"wait"_s : u"skip"_s, colours.text2, look::iconSize, scale);
}

} // namespace

CheckDelegate::CheckDelegate(QObject *parent)
    : RowDelegate(Text::Primary, parent)
{ }

QSize CheckDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int lines = option.fontMetrics.height() + detailHeight(look::smallFont(option.font), index);
    return {RowDelegate::sizeHint(option, index).width(), lines + look::cellPadding};
}

void CheckDelegate::paintContent(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                                 const QRect &area) const
{
    const look::Colours &colours = look::Colours::of(option.palette);
    const State state = static_cast<State>(index.data(StateRole).toInt());
    const QFont small = look::smallFont(option.font);
    const int lines = option.fontMetrics.height() + detailHeight(small, index);
    QRect title(area.left(), area.top() + (area.height() - lines) / 2, area.width(), option.fontMetrics.height());
    painter.drawPixmap(title.left(), title.top() + (title.height() - look::iconSize) / 2,
                       iconOf(index, colours, painter.device()->devicePixelRatio()));
    title.setLeft(title.left() + look::iconSize + look::iconGap);
    const QString time = index.data(TimeRole).toString();
    const int timeWidth = time.isEmpty() ? 0 : QFontMetrics(small).horizontalAdvance(time) + look::iconGap;
    const QRect detail(title.left(), title.bottom() + 1 + lineGap, title.width(), QFontMetrics(small).height());
    if (!time.isEmpty())
        drawText(painter, QRect(title.right() + 1 - timeWidth + look::iconGap, title.top(), timeWidth, title.height()),
                 time, small, colours.text2);
    title.setWidth(title.width() - timeWidth);
    drawText(painter, title, index.data().toString(),
             state == State::Skipped ? option.font : look::weighted(option.font, QFont::Medium),
             state == State::Skipped ? colours.text2 : colours.text);
    drawText(painter, detail, index.data(DetailRole).toString(), small, colours.text2);
}

} // namespace ui
