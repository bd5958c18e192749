#include "ui/pages/views.h"

#include <QHeaderView>
#include <QTreeView>

#include "ui/look/theme.h"

namespace ui {

QTreeView *makeTable(const QString &objectName, const QString &accessibleName, QWidget *parent)
{
    auto *view = new QTreeView(parent);
    view->setObjectName(objectName);
    view->setAccessibleName(accessibleName);
    view->setRootIsDecorated(false);
    view->setItemsExpandable(false);
    view->setUniformRowHeights(true);
    view->setSelectionBehavior(QAbstractItemView::SelectRows);
    view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    view->setFrameShape(QFrame::NoFrame);
    view->viewport()->setAttribute(Qt::WA_Hover);
    QHeaderView *header = view->header();
    header->setFont(look::weighted(look::smallFont(view->font()), QFont::Medium));
    header->setFixedHeight(look::headerHeight(header->fontMetrics()));
    header->setStretchLastSection(true);
    header->setHighlightSections(false);
    header->setMinimumSectionSize(40);
    return view;
}

QWidget *makeLine(QWidget *parent)
{
    auto *line = new QWidget(parent);
    line->setFixedHeight(1);
    line->setAutoFillBackground(true);
    line->setBackgroundRole(QPalette::Mid);
    return line;
}

} // namespace ui
