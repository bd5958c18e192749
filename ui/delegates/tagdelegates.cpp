#include "ui/delegates/tagdelegates.h"

#include <optional>

#include <QAbstractItemView>
#include <QPainter>

#include "models/layermodel.h"
#include "models/tagtable.h"
#include "models/tagtext.h"
#include "ui/look/colours.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"

namespace ui {

using namespace Qt::StringLiterals;
using models::TagModel;

namespace {

constexpr int railWidth = 18;
constexpr double railLine = 1.6;
constexpr double dotsFrom = 4.5; ///< below and above the middle of the mark
constexpr int shapes = 4;
constexpr double grown = 2.6; ///< outline of the marks of the group that is looked at
constexpr int countGap = 5; ///< between a digest and "×3"
constexpr int barWidth = 72;
constexpr int barHeight = 8;
constexpr int barGap = 10; ///< between a size and its bar
constexpr int leastBar = 3; ///< what is not zero can be seen
constexpr int leastOwn = 2;

void drawShape(QPainter &painter, int shape, QPointF centre)
{
    switch (shape) {
    case 0:
        painter.drawEllipse(centre, 4, 4);
        break;
    case 1:
        painter.drawRect(QRectF(centre.x() - 3.7, centre.y() - 3.7, 7.4, 7.4));
        break;
    case 2:
        painter.drawPolygon(QPolygonF{centre + QPointF(0, -5.2), centre + QPointF(5.2, 0), centre + QPointF(0, 5.2),
                                      centre + QPointF(-5.2, 0)});
        break;
    default:
        painter.drawPolygon(
            QPolygonF{centre + QPointF(0, -4.9), centre + QPointF(4.9, 3.5), centre + QPointF(-4.9, 3.5)});
        break;
    }
}

/// Joins the mark at (@p x, @p middle) with those of its group: a line to the next row, dots where they are elsewhere.
void drawRail(QPainter &painter, const QColor &colour, int rail, double x, const QRect &row, double middle)
{
    const double top = row.top();
    const double bottom = row.bottom() + 1;
    painter.setPen(QPen(colour, railLine, Qt::SolidLine, Qt::FlatCap));
    if (rail & models::RailAbove)
        painter.drawLine(QPointF(x, top), QPointF(x, middle));
    if (rail & models::RailBelow)
        painter.drawLine(QPointF(x, middle), QPointF(x, bottom));
    QPen dots(colour, railLine, Qt::CustomDashLine, Qt::FlatCap);
    dots.setDashPattern({1, 1.6}); // in widths of the line
    painter.setPen(dots);
    if (rail & models::RailElsewhereUp)
        painter.drawLine(QPointF(x, top), QPointF(x, middle - dotsFrom));
    if (rail & models::RailElsewhereDown)
        painter.drawLine(QPointF(x, middle + dotsFrom), QPointF(x, bottom));
}

/// @p share of the width of @p area, of which @p own is filled; dashed while @p own is not known.
void drawBar(QPainter &painter, const look::Colours &colours, const QRect &area, double share,
             std::optional<double> own)
{
    if (share <= 0)
        return;
    const int width = std::max(leastBar, qRound(share * area.width()));
    const int top = area.center().y() - barHeight / 2 + 1;
    const QRectF outline(area.left() + 0.5, top + 0.5, width - 1, barHeight - 1);
    if (!own) {
        painter.setPen(QPen(colours.sharedEdge, 1, Qt::DashLine));
        painter.drawRect(outline);
        return;
    }
    painter.fillRect(outline, colours.shared);
    painter.setPen(colours.sharedEdge);
    painter.drawRect(outline);
    if (*own > 0)
        painter.fillRect(QRect(area.left(), top,
                               std::clamp(qRound(*own * area.width()), std::min(leastOwn, width), width), barHeight),
                         colours.own);
}

std::optional<double> numberOf(const QVariant &value)
{
    return value.isValid() ? std::optional(value.toDouble()) : std::nullopt;
}

} // namespace

TagNameDelegate::TagNameDelegate(QObject *parent)
    : RowDelegate(Text::Name, parent)
{ }

QSize TagNameDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return RowDelegate::sizeHint(option, index)
        + QSize(index.data(TagModel::AnyIconRole).toBool() ? look::iconSize + look::iconGap : 0, 0);
}

void TagNameDelegate::paintContent(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                                   const QRect &area) const
{
    const look::Colours &colours = look::Colours::of(option.palette);
    QRect rest = area;
    if (index.data(TagModel::AnyIconRole).toBool()) {
        if (const QString icon = index.data(models::IconRole).toString(); !icon.isEmpty()) {
            const QColor colour = icon == u"error"_s || icon == u"delete"_s ? colours.danger : colours.warn;
            painter.drawPixmap(rest.left(), rest.center().y() - look::iconSize / 2,
                               look::pixmap(icon, colour, look::iconSize, painter.device()->devicePixelRatio()));
        }
        rest.setLeft(rest.left() + look::iconSize + look::iconGap);
    }
    const auto mark = static_cast<models::ChangeMark>(index.data(models::ChangeRole).toInt());
    if (mark == models::ChangeMark::None)
        drawText(painter, rest, index.data().toString(), font(option), colours.text);
    else
        drawMarked(painter, rest, index.data().toString(), font(option), mark, colours);
}

/// The name, and at the right what becomes of it: that goes first where there is no room for both.
void TagNameDelegate::drawMarked(QPainter &painter, const QRect &area, const QString &name, const QFont &nameFont,
                                 models::ChangeMark mark, const look::Colours &colours)
{
    const bool goes = mark == models::ChangeMark::WillBeDeleted;
    const QString words = models::TagText::change(mark);
    const QFont small = look::smallFont(nameFont);
    const int wordsWidth = QFontMetrics(small).horizontalAdvance(words) + look::cellPadding;
    QRect rest = area;
    if (wordsWidth + QFontMetrics(nameFont).horizontalAdvance(name) <= area.width()) {
        drawText(painter, area, words, small, goes ? colours.danger : colours.warn, Qt::AlignRight | Qt::AlignVCenter);
        rest.setRight(area.right() - wordsWidth);
    }
    const int width = drawText(painter, rest, name, nameFont, colours.text);
    if (!goes)
        return;
    const int middle = area.center().y() + 1;
    painter.setPen(QPen(colours.danger, 1));
    painter.drawLine(rest.left(), middle, rest.left() + width, middle);
}

DigestDelegate::DigestDelegate(QObject *parent)
    : RowDelegate(Text::Fixed, parent)
{ }

int DigestDelegate::contentWidth(const QFont &font, const QString &digest)
{
    return railWidth + QFontMetrics(look::fixedFont(font)).horizontalAdvance(digest) + countGap
        + QFontMetrics(look::smallFont(font)).horizontalAdvance(u"×12"_s);
}

QSize DigestDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return {contentWidth(option.font, index.data().toString()) + 2 * look::cellPadding,
            RowDelegate::sizeHint(option, index).height()};
}

void DigestDelegate::paintContent(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                                  const QRect &area) const
{
    const look::Colours &colours = look::Colours::of(option.palette);
    const int group = index.data(TagModel::DigestGroupRole).toInt();
    QRect rest = area;
    rest.setLeft(area.left() - 2 + railWidth);
    if (group < 0) {
        drawText(painter, rest, index.data().toString(), font(option), colours.text2);
        return;
    }
    const int rail = index.data(models::TagTable::RailRole).toInt();
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    const QColor colour = colours.groups.at(static_cast<std::size_t>(group) % colours.groups.size());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const double middle = area.center().y() + 0.5;
    const double x = area.left() - 2 + railWidth / 2.0;
    drawRail(painter, colour, rail, x, option.rect, middle);
    const bool isChosen = view && view->currentIndex().isValid()
        && view->currentIndex().data(TagModel::DigestGroupRole).toInt() == group;
    painter.setPen(isChosen ? QPen(colour, grown, Qt::SolidLine, Qt::SquareCap, Qt::RoundJoin) : QPen(Qt::NoPen));
    painter.setBrush(colour);
    drawShape(painter, group % shapes, QPointF(x, middle));
    painter.restore();
    const int width = drawText(painter, rest, index.data().toString(), font(option), colours.text);
    rest.setLeft(rest.left() + width + countGap);
    const int count = index.data(TagModel::DigestCountRole).toInt();
    if (count > 1 && !(rail & models::RailAbove))
        drawText(painter, rest, u"×%1"_s.arg(count), look::smallFont(option.font), colours.text2);
}

PlatformsDelegate::PlatformsDelegate(QObject *parent)
    : RowDelegate(Text::Primary, parent)
{ }

QString PlatformsDelegate::fitting(const QString &platforms, const QFont &font, int width)
{
    const QStringList all = platforms.split(u", "_s);
    if (all.size() < 2 || textWidth(platforms, font) <= width)
        return platforms;
    for (qsizetype shown = all.size() - 1; shown > 0; --shown) {
        const QString more = u" +%1"_s.arg(all.size() - shown);
        const QString text = all.first(shown).join(u", "_s);
        if (textWidth(text + more, font) <= width)
            return text + more;
        if (shown == 1)
            return QFontMetrics(font).elidedText(text, Qt::ElideRight, width - textWidth(more, font)) + more;
    }
    return platforms;
}

void PlatformsDelegate::paintContent(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                                     const QRect &area) const
{
    const QFont textFont = font(option);
    drawText(painter, area, fitting(index.data().toString(), textFont, area.width()), textFont,
             colour(look::Colours::of(option.palette)));
}

SizeDelegate::SizeDelegate(QObject *parent)
    : RowDelegate(Text::Primary, parent)
{ }

int SizeDelegate::numberWidth(const QFont &font)
{
    return QFontMetrics(font).horizontalAdvance(u"1023.9 MiB"_s);
}

int SizeDelegate::contentWidth(const QFont &font)
{
    return numberWidth(font) + barGap + barWidth;
}

QSize SizeDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return {contentWidth(option.font) + 2 * look::cellPadding, RowDelegate::sizeHint(option, index).height()};
}

void SizeDelegate::paintContent(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                                const QRect &area) const
{
    const look::Colours &colours = look::Colours::of(option.palette);
    const std::optional<double> share = numberOf(index.data(TagModel::ShareRole));
    QRect number = area;
    number.setWidth(std::min(numberWidth(option.font), area.width()));
    drawText(painter, number, index.data().toString(), font(option), share ? colour(colours) : colours.text2,
             Qt::AlignRight | Qt::AlignVCenter);
    painter.setClipRect(area);
    if (share)
        drawBar(painter, colours, QRect(number.right() + 1 + barGap, area.top(), barWidth, area.height()), *share,
                numberOf(index.data(TagModel::OnlyHereShareRole)));
}

LayerBarDelegate::LayerBarDelegate(QObject *parent)
    : RowDelegate(Text::Primary, parent)
{ }

void LayerBarDelegate::paintContent(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                                    const QRect &area) const
{
    const double share = index.data(models::LayerModel::ShareRole).toDouble();
    const QVariant onlyHere = index.data(models::LayerModel::OnlyHereRole);
    drawBar(painter, look::Colours::of(option.palette), area, share,
            onlyHere.isValid() ? std::optional(onlyHere.toBool() ? share : 0.0) : std::nullopt);
}

} // namespace ui
