#include "ui/delegates/plandelegate.h"

#include <QPainter>

#include "models/planmodel.h"
#include "ui/look/colours.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"

namespace ui {

using namespace Qt::StringLiterals;
using models::PlanModel;
using Outcome = changes::PlanItem::Outcome;

namespace {

struct Mark
{
    QString icon;
    QColor colour;
};

Mark markOf(Outcome outcome, const look::Colours &colours)
{
    switch (outcome) {
    case Outcome::DeletedWithImage:
        return {u"delete"_s, colours.danger};
    case Outcome::TagRemoved:
    case Outcome::TagMoved:
        return {u"tag"_s, colours.warn};
    case Outcome::TagAdded:
        return {u"tag"_s, colours.text};
    case Outcome::Skipped:
        break;
    }
    return {u"skip"_s, colours.text2};
}

} // namespace

PlanDelegate::PlanDelegate(QObject *parent)
    : RowDelegate(Text::Name, parent)
{ }

void PlanDelegate::paintContent(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                                const QRect &area) const
{
    const look::Colours &colours = look::Colours::of(option.palette);
    if (index.parent().isValid()) {
        drawText(painter, area, index.data().toString(), font(option), colours.text);
        return;
    }
    const Mark mark = markOf(static_cast<Outcome>(index.data(PlanModel::OutcomeRole).toInt()), colours);
    QRect rest = area.adjusted(-look::iconGap, 0, 0, 0);
    painter.drawPixmap(rest.left(), rest.center().y() - look::iconSize / 2,
                       look::pixmap(mark.icon, mark.colour, look::iconSize, painter.device()->devicePixelRatio()));
    rest.setLeft(rest.left() + look::iconSize + look::iconGap);
    const int width
        = drawText(painter, rest, index.data().toString(), look::weighted(option.font, QFont::DemiBold), colours.text);
    rest.setLeft(rest.left() + width + look::cellPadding / 2 + 2);
    drawText(painter, rest, index.data(PlanModel::SummaryRole).toString(), option.font, colours.text2);
}

} // namespace ui
